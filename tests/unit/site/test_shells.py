"""What Material renders is made lean before pages are poured into it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from carbonpress.site.shells import lean

PIECES = ["<p>", "</p>", "\n", "   ", "\t", "a b", "é", "<pre>\n  x\n</pre>", "<SCRIPT>\n  1\n</SCRIPT>", "<i>"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_only_white_space_goes_and_never_all_of_it(html: str) -> None:
    """What is lean reads as before: the same words and tags, with white space between the same of them."""
    assert re.split(r"\s+", html.lstrip()) == re.split(r"\s+", lean(html))
    assert lean(html) == lean(lean(html))


def test_what_is_set_as_it_stands_is_kept() -> None:
    """The white space of `pre`, `textarea`, `script` and `style` means something; a script has its hash."""
    for name in ("pre", "textarea", "script", "style"):
        kept = f'<{name} id="x">\n    a\n\n    b  <svg xmlns="http://www.w3.org/2000/svg">\n</{name}>'
        assert f"<p>\n{kept}\n</p>" == lean(f"<p>\n     {kept}    \n   \n</p>")


def test_a_drawing_in_a_page_needs_no_namespace() -> None:
    """An icon keeps all but its namespace."""
    assert '<svg viewBox="0 0 24 24"><path/></svg>' == lean(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path/></svg>'
    )
