"""Templates compiled by our own compiler say what Jinja's own would say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from carbonpress.press.common.template_compiler import QuickEnvironment

WORDS = {"page.plain": "a & {b}", "page.marked": "<b>{b}</b> & c"}
TEMPLATES = {
    "whole": "{{ t['page.plain'] }}|{{ t['page.' ~ key].format(b=b) }}|{% include 'part' %}|{{ number }}",
    "part": "{{ t['page.plain'].format(b=b) }}|{{ (t['page.marked']|safe).format(b=b) }}"
    "|{{ ((t['page.plain'] if number else t['page.marked'])|safe).format(b=number) }}",
}
VIEW = {"t": WORDS, "b": "<i>", "key": "plain", "number": 3, "marked": Markup("<u>")}


def quick(words: Mapping[str, str]) -> Environment:
    made = QuickEnvironment(loader=DictLoader(TEMPLATES), autoescape=True)
    made.words = words
    return made


@pytest.mark.parametrize("words", [{}, WORDS])
def test_as_jinja_does(words: Mapping[str, str]) -> None:
    """Pieces are escaped, wording is filled, whether wording was compiled into the template or not."""
    plain = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    assert plain.get_template("whole").render(VIEW) == quick(words).get_template("whole").render(VIEW)


def test_compiled_wording_is_not_looked_up() -> None:
    """What was compiled into the template stays, whatever the view says; a key that is put together is looked up."""
    said = quick(WORDS).get_template("whole").render({**VIEW, "t": {"page.plain": "other"}})
    assert "a &amp; {b}|other|a &amp; &lt;i&gt;|<b>&lt;i&gt;</b> & c|a & 3|3" == said
