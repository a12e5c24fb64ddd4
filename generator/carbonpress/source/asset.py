"""Files that an author publishes as they are: is what they hold what their name says, and does nothing in them run?

A drawing in SVG is a page of its own when a reader opens its address: a script in it runs as part of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from carbonpress.source.finding import Finding

SIGNATURES = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WEBP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "AVIF": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    "ICO": re.compile(rb"\x00\x00\x01\x00"),
    "PDF": re.compile(rb"%PDF-"),
    "ZIP": re.compile(rb"PK(\x03\x04|\x05\x06)"),
    "WOFF": re.compile(rb"wOFF"),
    "WOFF2": re.compile(rb"wOF2"),
    "WEBM": re.compile(rb"\x1a\x45\xdf\xa3"),
    "MP4": re.compile(rb".{4}ftyp(?!avi[fs])", re.DOTALL),
}
"""How files of a format begin."""

FORMATS = {
    **{f".{name.lower()}": name for name in SIGNATURES},
    ".jpg": "JPEG",
}
"""Format by the end of the name."""

HEAD_BYTES = 16
"""So many bytes tell the format of a file."""

MAX_SVG_BYTES = 5_000_000

ACTIVE_ELEMENTS = frozenset({"script", "handler", "listener", "iframe", "embed", "object"})
"""Elements that run something or load a page into the drawing, in the namespace of SVG or HTML."""

LINKS = frozenset({"href", "src", "data", "action", "formaction", "srcdoc", "to", "from", "by", "values"})
"""Attributes that hold a link, or give one to another attribute (`set`, `animate`)."""

HANDLER = re.compile("on[a-z]", re.IGNORECASE)
"""How attributes begin that hold a script."""

RUNS = re.compile(r"(?:^|;)(?:javascript|vbscript|data:(?!image/(?:png|jpeg|gif|webp)[;,]|font/))[:/]?", re.IGNORECASE)
"""A link that runs something, or opens a page that can; white space and control characters are taken out before."""


def flaw_of(name: str, head: bytes, whole: Callable[[int], bytes]) -> Finding | None:
    """What is wrong with the file *name*, which begins with *head*; *whole* reads up to so many bytes of it."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".svg":
        return flaw_of_drawing(name, whole(MAX_SVG_BYTES + 1))
    told, found = FORMATS.get(suffix), format_of(head)
    if told is None or SIGNATURES[told].match(head):
        return None
    holds = f"holds {found}" if found else f"does not begin like {told}"
    mend = f"rename it to {PurePosixPath(name).with_suffix('.' + found.lower()).name!r}" if found else "export it anew"
    message = f"the file {holds}, but its name ends in {suffix}"
    return Finding(name, 1, 1, "file-type", message, f"a file that holds {told}", mend)


def format_of(head: bytes) -> str | None:
    """The format of a file that begins with *head*, if it is one that is known here.

    >>> format_of(bytes.fromhex("ffd8ffe000104a464946"))
    'JPEG'
    """
    return next((name for name, sign in SIGNATURES.items() if sign.match(head)), None)


def flaw_of_drawing(name: str, raw: bytes) -> Finding | None:
    """The first thing in the drawing *raw* that would run, or why it is no drawing; None for one that only shows."""
    if len(raw) > MAX_SVG_BYTES:
        return _flaw(name, 1, 1, f"the drawing has more than {MAX_SVG_BYTES} bytes and was not looked through")
    parser = expat.ParserCreate(namespace_separator=" ")
    found: list[Finding] = []
    elements: list[str] = []

    def tell(messages: Iterable[str]) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        found.extend(_flaw(name, line, column, message) for message in messages)

    def start(element: str, attributes: dict[str, str]) -> None:
        elements.append(_local(element))
        tell(_active(elements[-1], attributes))

    def instruct(target: str, _: str) -> None:
        tell(["the drawing has a style sheet of its own, which can load more"] * (target == "xml-stylesheet"))

    parser.StartElementHandler, parser.ProcessingInstructionHandler = start, instruct
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "offset", 0)
        return _flaw(name, line, column + 1, f"the drawing is no well-formed XML: {str(error).partition(':')[0]}")
    if not found and elements[0] != "svg":
        return Finding(name, 1, 1, "file-type", "the file holds no SVG, but its name ends in .svg", "an SVG drawing")
    return found[0] if found else None


def _flaw(name: str, line: int, column: int, message: str) -> Finding:
    expected = "a drawing that only shows: shapes, text, pictures, styles"
    mend = "export it as plain SVG, or take that part out with an editor"
    return Finding(name, line, column, "active-svg", message, expected, mend)


def _active(element: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """What runs in *element*."""
    if element.lower() in ACTIVE_ELEMENTS:
        yield f"a <{element}> element can run or load anything"
    for name, value in attributes.items():
        local, plain = _local(name).lower(), re.sub(r"[\x00-\x20]", "", value)
        if HANDLER.match(local) or (local == "attributename" and HANDLER.match(plain)):
            yield f"the attribute {local}={value[:40]!r} runs a script"
        elif local in LINKS and RUNS.search(plain):
            yield f"the link {value[:40]!r} runs a script or opens a page of its own"


def _local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]
