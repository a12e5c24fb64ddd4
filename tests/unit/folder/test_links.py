"""A link of a page either leads to a file of the site or out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbonpress.folder.links import broken_links, links, site_path

BASE = "https://x.example/pcf/"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../v2/", "p/a/v2/"),
        ("label.svg", "p/a/v1/label.svg"),
        ("../../../en/?q=1#top", "en/"),
        (".", "p/a/v1/"),
        ("../../..", ""),
        ("/pcf/rules/", "rules/"),
        ("/other/", None),
        ("https://x.example/pcf/p/a/v1/", "p/a/v1/"),
        ("https://x.example/pcf/", ""),
        ("https://foreign.example/pcf/", None),
        ("//foreign.example/", None),
        ("mailto:pcf@example.com", None),
        ("data:image/png;base64,AA==", None),
        ("#anchor", None),
        ("?page=2", None),
        ("%E8%A7%84%E5%88%99/", "p/a/v1/规则/"),
        ("../../../../up.html", "../up.html"),
        ("http://[broken", "../http://[broken"),
    ],
)
def test_where_links_lead(link: str, expected: str | None) -> None:
    """A link is resolved as a browser resolves it, against the page and the address of the site."""
    assert expected == site_path(link, "p/a/v1/index.html", BASE)


def test_links_of_a_page() -> None:
    """Attributes in any quotes count, in order; comments, scripts' text and templates do not."""
    html = """<a class=x href="a.html">a</a> <img alt='>' src='b.png'/><!-- <a href="no"> -->
    <script src=c.js>document.write('<a href="no">')</script><template><a href="no"></a></template>
    <LINK HREF=d.css rel=x><p title="href='no'">href="no"</p><a href="e?x=1&amp;y=2">e</a>"""
    assert ["a.html", "b.png", "c.js", "d.css", "e?x=1&y=2"] == [link for _, link in links(html)]


def test_broken_link(tmp_path: Path) -> None:
    """A link to what the site lacks is told with page, line and column; links to pages and files that exist are not."""
    (tmp_path / "p").mkdir()
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "index.html").write_text("<a href='p/'>p</a>\n  <a href='q/'>q</a>")
    (tmp_path / "p" / "index.html").write_text("<a href='..'>up</a><img src='../a.png'><a href='/pcf/manifest.sha256'>")
    found = broken_links(tmp_path, BASE)
    assert [("index.html", 2, 3, "link")] == [(f.file, f.line, f.column, f.rule) for f in found]
    assert "'q/'" in found[0].message
