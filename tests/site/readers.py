"""A reader that is not ours for every type of file that a site has: each says what it cannot read, by exception."""

from __future__ import annotations

import base64
import csv
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

import html5lib
import jsonschema
import pypdf
import pypdfium2
from lxml import etree
from PIL import Image
from pyld import jsonld

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
OPC = "http://schemas.openxmlformats.org/package/2006/"
SCHEMA_ORG = {"@context": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}}
"""What a processor of linked data fetches from schema.org, as far as it matters here; the tests have no network."""

TEMPLATE = re.compile(r"(?<=<template>)(.*?)(?=</template>)", re.DOTALL)
"""What stands in a template is parsed by itself: html5lib does not know that element."""

Reader = Callable[[bytes, Path], None]


def text(raw: bytes) -> str:
    """UTF-8 without a byte order mark, line feeds alone."""
    found = raw.decode("utf-8")
    assert not found.startswith("\ufeff") and "\r" not in found and "\0" not in found
    return found


def xml(raw: bytes) -> Any:
    """The root of an XML document that brings no declarations of its own and asks for no other file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(raw, parser)
    assert not root.getroottree().docinfo.doctype
    return root


def strict_json(raw: bytes) -> Any:
    """JSON without a name that stands twice and without numbers that JSON does not have; decimals with their digits."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len(dict(pairs)), pairs
        return dict(pairs)

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    return json.loads(raw.decode("utf-8"), object_pairs_hook=once, parse_constant=refuse, parse_float=Decimal)


def html(raw: bytes) -> Any:
    """The tree of a page that HTML's own algorithm parses without an error."""
    page = text(raw)
    tree = _without_errors(lambda parser: parser.parse(TEMPLATE.sub("", page)))
    for content in TEMPLATE.findall(page):
        row = content.startswith("<tr")
        _without_errors(lambda parser: parser.parseFragment(content, container="tbody" if row else "div"))  # noqa: B023
    return tree


def _without_errors(parsed: Callable[[html5lib.HTMLParser], Any]) -> Any:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parsed(parser)
    assert [] == parser.errors
    return tree


def linked_data(tree: Any) -> list[dict[str, Any]]:
    """The linked data of a page, expanded as a processor of JSON-LD does, without a network."""
    scripts = [script.text for script in tree.iter("script") if script.get("type") == "application/ld+json"]
    options = {"documentLoader": lambda url, _: {"document": SCHEMA_ORG, "documentUrl": url, "contextUrl": None}}
    return [each for script in scripts for each in jsonld.expand(json.loads(script), options)]


def table(raw: bytes) -> list[dict[str, str]]:
    """The rows of a table by RFC 4180: CRLF, a head, as many cells in each row, and nothing that a spreadsheet runs."""
    said = raw.decode("utf-8-sig")
    assert "\r\n" == said[-2:]
    assert "," == csv.Sniffer().sniff(said[:4000], ",;\t").delimiter
    rows = list(csv.reader(io.StringIO(said, newline=""), strict=True))
    assert {len(rows[0])} == {len(row) for row in rows}
    for cell in (cell for row in rows for cell in row):
        if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\0")):
            Decimal(cell)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _page(raw: bytes, path: Path) -> None:
    tree = html(raw)
    assert tree.get("lang") in ("zh", "en")
    assert tree.findtext("head/title")
    linked_data(tree)


def _svg(raw: bytes, path: Path) -> None:
    root = xml(raw)
    assert f"{SVG}svg" == root.tag
    for element in root.iter():
        assert isinstance(element.tag, str) and etree.QName(element).localname not in ("script", "foreignObject")
        assert not [name for name in element.attrib if etree.QName(name).localname.startswith("on")]
        links = [element.get("href"), element.get(XLINK)]
        assert not [link for link in links if link and not link.startswith(("#", "data:image/png;base64,"))]
        assert "url(http" not in (element.get("style") or "") + (element.text or "")


def _picture(raw: bytes, path: Path) -> None:
    Image.open(io.BytesIO(raw)).verify()
    with Image.open(io.BytesIO(raw)) as image:
        image.load()
        assert {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}[path.suffix] == image.format
        if path.name.startswith(("label", "qr")):
            across, down = image.info["dpi"]
            assert across == down >= 300


def _pdf(raw: bytes, path: Path) -> None:
    pages = pypdf.PdfReader(io.BytesIO(raw), strict=True).pages
    with pypdfium2.PdfDocument(raw) as document:
        assert len(pages) == len(document) > 0
        assert document[0].render(scale=0.1).to_pil().getextrema() != ((255, 255),) * 3


def _docx(raw: bytes, path: Path) -> None:
    """A package by the Open Packaging Conventions: every part has a type, every relationship leads to a part."""
    package = zipfile.ZipFile(io.BytesIO(raw))
    assert package.testzip() is None
    parts = {name: package.read(name) for name in package.namelist()}
    assert len(parts) == len(package.namelist())
    types = etree.fromstring(parts["[Content_Types].xml"])
    known = {each.get("Extension") for each in types.iter(f"{{{OPC}content-types}}Default")}
    named = {each.get("PartName") for each in types.iter(f"{{{OPC}content-types}}Override")}
    for name, content in parts.items():
        suffix = name.rpartition(".")[2]
        assert f"/{name}" in named or suffix in known or name == "[Content_Types].xml", name
        if suffix in ("xml", "rels"):
            root = etree.fromstring(content)
        if suffix == "rels":
            folder = PurePosixPath(name).parent.parent
            for link in root.iter(f"{{{OPC}relationships}}Relationship"):
                if link.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join(f"/{folder}", link.get("Target", "")))
                    assert target[1:] in parts, target


def _json(raw: bytes, path: Path) -> None:
    found = strict_json(raw)
    if path.parent.name == "schema":
        jsonschema.Draft202012Validator.check_schema(json.loads(raw))
        assert "https://json-schema.org/draft/2020-12/schema" == found["$schema"]


def _lines_of_json(raw: bytes, path: Path) -> None:
    for line in text(raw).splitlines():
        assert isinstance(strict_json(line.encode()), dict)


def _token(raw: bytes, path: Path) -> None:
    """A JWS in its compact form (RFC 7515, 7.1)."""
    parts = text(raw).strip().split(".")
    assert 3 == len(parts)
    head, claims, _ = (base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts)
    assert "EdDSA" == strict_json(head)["alg"] or "Ed25519" == strict_json(head)["alg"]
    assert "VerifiableCredential" in strict_json(claims)["type"]


def _xml(raw: bytes, path: Path) -> None:
    xml(raw)


def _text(raw: bytes, path: Path) -> None:
    assert raw.decode("utf-8").strip()


def _empty(raw: bytes, path: Path) -> None:
    assert b"" == raw


READERS: dict[str, Reader] = {
    ".conf": _text,
    ".css": _text,
    ".csv": lambda raw, _: table(raw) and None,
    ".docx": _docx,
    ".html": _page,
    ".jpg": _picture,
    ".js": _text,  # what they say is read by a browser: tests/browser/test_drawings.py
    ".json": _json,
    ".jsonl": _lines_of_json,
    ".jwt": _token,
    ".map": _json,
    ".pdf": _pdf,
    ".png": _picture,
    ".sha256": _text,  # read by coreutils
    ".svg": _svg,
    ".txt": _text,
    ".webp": _picture,
    ".xml": _xml,
    "_headers": _text,
    ".nojekyll": _empty,
}
"""The readers by the end of a file's name, or by the whole name of a file that has no type."""
