"""What the content security policy blocks in a Markdown page is a warning at its line, in `check` and in `build`."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.site.blocked import blocked_findings, blocked_in

HOST = "https://other.example"
ABOUT = "declarations/pages/about.md"
PAGE = "https://pcf.example.com/guide/"
BLOCKED = {
    "<script>window.ran = true</script>": "an inline script (script-src)",
    "<SCRIPT type=module>\nimport 'x'\n</SCRIPT>": "an inline script (script-src)",
    f"<script src='{HOST}/a.js'></script>": f"<script src> '{HOST}/a.js' (script-src)",
    "<p onclick='x()'>text</p>": "the event handler onclick (script-src)",
    "<img src='data:,' ONERROR = 'x()'>": "the event handler onerror (script-src)",
    "[text](javascript:x())": "a javascript: address (script-src)",
    f"![map]({HOST}/map.png)": f"<img src> '{HOST}/map.png' (img-src)",
    "<img src='//other.example/x.png'>": "<img src> '//other.example/x.png' (img-src)",
    f"<img src='data:,' srcset='data:,a 1x, {HOST}/b.png 2x'>": f"<img srcset> '{HOST}/b.png' (img-src)",
    f"<video controls><source src='{HOST}/a.mp4'></video>": f"<source src> '{HOST}/a.mp4' (media-src)",
    f"<picture><source srcset='{HOST}/a.avif'></picture>": f"<source srcset> '{HOST}/a.avif' (img-src)",
    f"<iframe src='{HOST}/player'></iframe>": f"<iframe src> '{HOST}/player' (frame-src)",
    f"<link rel='stylesheet' href='{HOST}/a.css'>": f"<link href> '{HOST}/a.css' (style-src)",
    f"<form action='{HOST}/send'></form>": f"<form action> '{HOST}/send' (form-action)",
    "<object data='../assets/plan.pdf'></object>": "<object data> '../assets/plan.pdf' (object-src)",
    "<embed src='../assets/plan.pdf'>": "<embed src> '../assets/plan.pdf' (object-src)",
    "<base href='/'>": "<base href> '/' (base-uri)",
    f"<div style='background: url({HOST}/a.png)'>x</div>": f"a picture '{HOST}/a.png' (img-src)",
    f"<style>@import '{HOST}/a.css';</style>": f"a style sheet '{HOST}/a.css' (style-src)",
}
"""Markdown, and what of it is blocked."""

ALLOWED = (
    "<p style='color: red'>text</p>",
    "<style>p { color: red }</style>",
    "![map](assets/map.png)",
    "![map](https://x.example/elsewhere/map.png)",
    "![dot](data:image/png;base64,AAAA)",
    "<script type='application/ld+json'>{}</script>",
    "<script src='../assets/a.js'></script>",
    "<iframe src='/p/x/v1/'></iframe>",
    f"[a link]({HOST}/)",
    f"<a href='{HOST}/' rel='me'>link</a>",
    "once = 1, on button = 2",
    "`<script>x()</script>`",
    "```html\n<p onclick='x()'>text</p>\n```",
    "    <script>x()</script>",
    "<!-- <script>x()</script> -->",
)


def page(project: Path, text: str) -> None:
    folder = project / "declarations" / "pages"
    folder.mkdir(exist_ok=True)
    (folder / "about.md").write_text(text, encoding="utf-8")


def test_each_is_told_at_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Check and build tell of each with a warning at the line, also where code above shows the same."""
    text, wanted = "---\nhide: [toc]\n---\n# About\n", []
    for markdown, what in BLOCKED.items():
        text += f"\n~~~\n{markdown}\n~~~\n\n"
        line = text.count("\n") + 1
        wanted.append(f"{ABOUT}:{line}: warning[blocked] the content security policy of the site blocks {what}")
        text += f"{markdown}\n"
    page(project, text)
    capsys.readouterr()
    assert 0 == run(["check"])
    told = [
        re.sub(r"(:\d+):\d+:", r"\1:", line)
        for line in capsys.readouterr().out.splitlines()
        if ": warning[blocked]" in line
    ]
    assert sorted(wanted) == sorted(told)
    assert 1 == run(["check", "--strict"])
    capsys.readouterr()
    assert 0 == run(["build"])
    out, err = capsys.readouterr()
    assert len(wanted) == (out + err).count(": warning[blocked]")


@pytest.mark.parametrize("markdown", ALLOWED)
def test_what_a_browser_shows_is_no_finding(project: Path, capsys: pytest.CaptureFixture[str], markdown: str) -> None:
    """Styles, files of the site, links and code that is only shown give no warning."""
    page(project, f"# About\n\n{markdown}\n")
    run(["check"])
    assert "[blocked]" not in capsys.readouterr().out


def test_a_host_that_is_added_is_no_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `content_security_policy` adds is in pages and header files, and ends the warning about that host alone."""
    page(project, f"# About\n\n![a]({HOST}/a.png)\n\n<script>x()</script>\n\n![b](https://third.example/b.png)\n")
    config = project / "mkdocs.yml"
    option = f"      content_security_policy: {{img-src: ['{HOST}']}}\n"
    config.write_text(config.read_text(encoding="utf-8") + option, encoding="utf-8")
    capsys.readouterr()
    assert 0 == run(["build"])
    told = "".join(capsys.readouterr())
    assert (True, True, False) == tuple(said in told for said in ("inline script", "third.example", f"{HOST}/a.png"))
    site = project / "site"
    for name in ("index.html", "about/index.html", "p/x/v1/index.html", "404.html", "_headers"):
        assert f"img-src 'self' data: {HOST}" in (site / name).read_text(encoding="utf-8"), name


def test_scripts_and_style_sheets_of_mkdocs_yml(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `extra_javascript` and `extra_css` take from a host that is not added is told at its line."""
    lines = [
        f"      content_security_policy: {{style-src: ['{HOST}']}}",
        "extra_javascript:",
        "  - assets/a.js",
        f"  - {HOST}/a.js",
        f"  - {{path: '{HOST}/b.js', defer: true}}",
        f"extra_css: ['{HOST}/a.css', //third.example/b.css]",
    ]
    config = project / "mkdocs.yml"
    before = config.read_text(encoding="utf-8")
    config.write_text(before + "\n".join(lines) + "\n", encoding="utf-8")
    run(["check"])
    first = before.count("\n") + 1
    told = re.findall(r"^mkdocs\.yml:(\d+):\d+: warning\[blocked\]", capsys.readouterr().out, re.MULTILINE)
    assert [first + 3, first + 4, first + 5] == sorted(map(int, told))


def test_a_hash_lets_one_script_run() -> None:
    """The hash of a script allows that script alone."""
    html = "<script>x()</script><script>y()</script>"
    listed = base64.b64encode(hashlib.sha256(b"x()").digest()).decode()
    assert 2 == len(blocked_in(html, PAGE))
    assert 1 == len(blocked_in(html, PAGE, (("script-src", (f"'sha256-{listed}'",)),)))


def test_what_an_extension_made_is_told_of_the_page() -> None:
    """What stands nowhere in the Markdown is told at the first line."""
    found = list(blocked_findings("a.md", "# A\n\n!video x", f"<iframe src='{HOST}/x'></iframe>", PAGE, ()))
    assert [(1, 1)] == [(one.line, one.column) for one in found]
