"""The public way gives what the private one gives; pages of the examples: test_template_compiler.py."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.common import jinja_private, jinja_public


@given(st.text())
def test_both_ways_escape_alike(text: str) -> None:
    """Plain text comes out the same, and as plain text."""
    assert jinja_public.escape_text(text) == jinja_private.escape_text(text)
    assert type(jinja_public.escape_text(text)) is str
