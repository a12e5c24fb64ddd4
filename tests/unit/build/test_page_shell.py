"""A page poured into a shell is a whole page with right links, whatever its depth."""

from __future__ import annotations

import pytest

from carbonpress.build.page_shell import WAY_UP, ShellError, Shells, alternates, cut, mark, pour
from carbonpress.press.common.page import Page, Site

SITE = Site("https://x.example/pcf/")
HTML = (
    f"<title>{mark('title')} - Site</title><meta name=description content='{mark('description')}'>"
    f"<link href='{WAY_UP}/assets/a.css'>{mark('head')}</head><a href='{WAY_UP}'>home</a>"
    f"<a href='{mark('switch-zh')}'>中文</a><a href='{mark('switch-en')}'>English</a>"
    f'<script>{{"base": "{mark("language-root")}"}}</script>{mark("body")}'
)
TOC = f"<ul><li class=n><a href='#{mark('toc-anchor')}'>{mark('toc-title')}</a></li></ul>"


@pytest.fixture
def shells() -> Shells:
    return Shells(cut(HTML + TOC), cut(HTML))


def page(address: str, language: str, body: str = "<h1>x</h1>", title: str = "t") -> Page:
    return Page(address, language, title, "d", "<meta name=x>", body)


@pytest.mark.parametrize(
    ("address", "language", "css", "other", "root"),
    [
        ("p/x/v1/", "zh", "../../../assets/a.css", "../../../en/p/x/v1/", "../../.."),
        ("p/x/v1/", "en", "../../../../assets/a.css", "../../../../p/x/v1/", "../../.."),
        ("", "zh", "./assets/a.css", "./en/", "."),
        ("", "en", "../assets/a.css", "../", "."),
    ],
)
def test_links_follow_the_depth(shells: Shells, address: str, language: str, css: str, other: str, root: str) -> None:
    """Links of the shell, the language switch and the base of the search fit the place of the page."""
    html = pour(shells, page(address, language), SITE)
    assert f"<link href='{css}'>" in html
    assert f"<a href='{other}'>" in html
    assert f'{{"base": "{root}"}}' in html
    assert "\ue000" not in html


def test_titles_are_text(shells: Shells) -> None:
    """Title and description are text and come out escaped; head and body are markup and come out as they are."""
    html = pour(shells, page("", "zh", title="</title><script>alert(1)</script>"), SITE)
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; - Site</title>" in html
    assert "<meta name=x>" in html


def test_hostile_marks_do_nothing(shells: Shells) -> None:
    """The text of a page that looks like a mark stays text."""
    html = pour(shells, page("", "zh", title=mark("body"), body="<p>B</p>"), SITE)
    assert 1 == html.count("<p>B</p>")


def test_table_of_contents(shells: Shells) -> None:
    """A page with three headings gets a table of contents without tags; a page with fewer gets none."""
    body = "".join(f'<h2 class="h" id="s{i}"><span>{name}</span></h2>' for i, name in enumerate("ABC"))
    html = pour(shells, page("", "zh", body), SITE)
    items = "".join(f"<li class=n><a href='#s{i}'>{name}</a></li>" for i, name in enumerate("ABC"))
    assert f"<ul>{items}</ul>" in html
    assert "<ul>" not in pour(shells, page("", "zh", body[: body.rindex("<h2")]), SITE)


def test_template_without_a_place() -> None:
    """A page template that drops the body is refused by name of what is missing."""
    with pytest.raises(ShellError, match="body"):
        cut(HTML.replace(mark("body"), ""))


def test_alternates() -> None:
    """hreflang links are absolute, name every language and the default; a page in one language has none."""
    expected = (
        '<link rel="alternate " hreflang="zh" href="https://x.example/pcf/method/">\n'
        '<link rel="alternate " hreflang="en" href="https://x.example/pcf/en/method/">\n'
        '<link rel="alternate " hreflang="x-default" href="https://x.example/pcf/method/">\n'
    )
    assert expected == alternates(SITE, "method/", "en")
    assert "" == alternates(SITE, "method/", "en", ["en"])
