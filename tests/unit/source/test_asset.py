"""What an author publishes as it is: files that are what their names say, and drawings in which nothing runs."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from carbonpress.source.asset import FORMATS, HEAD_BYTES, MAX_SVG_BYTES, flaw_of, format_of
from carbonpress.source.finding import Finding

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PICTURES = ["PNG", "JPEG", "GIF", "WEBP", "ICO"]


def drawn(body: str, root: str = "") -> bytes:
    """A drawing with *body* in it and *root* among the attributes of its root."""
    return f'<svg {SVG} viewBox="0 0 9 9" {root}>\n  {body}\n</svg>\n'.encode()


def found(name: str, raw: bytes) -> Finding | None:
    """What is wrong with the file *name* that holds *raw*."""
    return flaw_of(name, raw[:HEAD_BYTES], lambda limit: raw[:limit])


def saved(kind: str) -> bytes:
    """A small picture as Pillow writes it."""
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "teal").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_file_is_what_its_name_says(kind: str, suffix: str) -> None:
    """Under the name of its own format a file passes, under every other one it is told what it is."""
    flaw = found(f"assets/a{suffix}", saved(kind))
    if FORMATS[suffix] == kind:
        assert flaw is None
        return
    assert flaw is not None and "file-type" == flaw.rule
    assert f"holds {kind}" in flaw.message
    assert found(flaw.mend.split("'")[1], saved(kind)) is None


@pytest.mark.parametrize("name", ["a.txt", "a.css", "a.json", "a.md", "noend"])
def test_text_may_hold_anything(name: str) -> None:
    """Types that have no signature are not looked at."""
    assert found(name, b"\xff\xd8\xff") is None


@pytest.mark.parametrize(
    "raw",
    [
        drawn('<path d="M0 0h9v9z" fill="#123"/><text x="1">on line</text><style>.a{fill:red}</style>'),
        drawn('<a href="https://example.com/"><rect width="1" height="1"/></a>'),
        drawn('<use xlink:href="#a"/><image href="data:image/png;base64,AAAA"/><image href="photo.jpg"/>'),
        drawn('<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">words</div></foreignObject>'),
        drawn('<animate attributeName="opacity" values="0;1" dur="1s"/>'),
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns "http://ns.example/">]>\n' + drawn("<g/>"),
        drawn("<g/>").decode().encode("utf-16"),
        drawn("<title>javascript: a language</title>", 'data-on="x" font-family="onyx"'),
    ],
)
def test_drawings_that_only_show_pass(raw: bytes) -> None:
    """Shapes, text, styles, links and pictures, with the head that drawing programs write."""
    assert found("a.svg", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        drawn("<script>alert(1)</script>"),
        drawn('<script href="https://x.example/a.js"/>'),
        drawn('<x:script xmlns:x="http://www.w3.org/2000/svg"/>'),
        drawn('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'),
        drawn('<rect onclick="x()"/>'),
        drawn('<rect OnLoad="x()"/>'),
        drawn("<g/>", 'onload="x()"'),
        drawn('<a href="javascript:x()"><g/></a>'),
        drawn('<a xlink:href=" java&#10;script:x()"><g/></a>'),
        drawn('<a href="&#106;avascript:x()"><g/></a>'),
        drawn('<a href="data:text/html,x"><g/></a>'),
        drawn('<use href="data:image/svg+xml;base64,AAAA"/>'),
        drawn('<a><set attributeName="href" to="javascript:x()"/></a>'),
        drawn('<a><animate attributeName="href" values="#;javascript:x()"/></a>'),
        drawn('<set attributeName="onmouseover" to="x()"/>'),
        drawn('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x.html"/></foreignObject>'),
        b'<!DOCTYPE svg [<!ENTITY s "&#60;script>x()&#60;/script>">]>' + drawn("&s;"),
        b'<?xml-stylesheet href="x.xsl" type="text/xsl"?>' + drawn("<g/>"),
        b"<svg><g></svg>",
        b"",
        b"\xff\xfe\x00",
        b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 9000 + b'"><!ENTITY b "' + b"&a;" * 9000 + b'">]><svg>'
        + b"&b;" * 900
        + b"</svg>",
        drawn(" " * MAX_SVG_BYTES),
    ],
)  # fmt: skip
def test_drawings_in_which_something_runs_are_refused(raw: bytes) -> None:
    """Scripts, handlers, links and animations that run, however they are written, and what cannot be read."""
    flaw = found("a.svg", raw)
    assert flaw is not None and "active-svg" == flaw.rule


def test_the_finding_points_at_the_place() -> None:
    """Line and column are those of the element."""
    flaw = found("a.svg", drawn("<g/>\n    <rect/><script/>"))
    assert flaw is not None and (3, 12) == (flaw.line, flaw.column)


def test_html_is_no_drawing() -> None:
    """Another XML document under the name of a drawing is told as one."""
    flaw = found("a.svg", b"<html><body/></html>")
    assert flaw is not None and "file-type" == flaw.rule


@given(st.binary(max_size=200), st.sampled_from([*FORMATS, ".svg", ".txt"]))
def test_any_bytes_give_a_finding_or_pass(raw: bytes, suffix: str) -> None:
    """Nothing that a file can hold is an error of ours."""
    flaw = found(f"a{suffix}", raw)
    assert flaw is None or flaw.rule in ("file-type", "active-svg")
    assert format_of(raw) is None or flaw is None or "holds" in flaw.message or suffix == ".svg"
