"""Reading never raises, always tells a place, and gives back what was written."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from carbonpress.source.document import Data, Document, Path, parse
from carbonpress.source.encoding import UNWANTED, place_in
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_annotations, as_json, as_text
from carbonpress.source.picture import examined

YAML_PARTS = [
    "a",
    "b: ",
    ": ",
    "- ",
    "\n",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "|",
    ">",
    "&x ",
    "*x",
    "!t ",
    "%",
    "#",
]
YAML_PARTS += [
    "<<: ",
    "---\n",
    "...\n",
    "\r\n",
    "\r",
    "\\",
    "光",
    "😀",
    "\u0301",
    "\u200b",
    "\x85",
    "\ufeff",
    "? ",
    "~",
    "1",
]
yamlish = st.lists(st.sampled_from(YAML_PARTS), max_size=40).map("".join)

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=12).filter(
    lambda text: not UNWANTED.search(text)
)
keys = st.text("abcdefghijklmnopqrstuvwxyz_-0123456789", min_size=1, max_size=8)
plain = st.recursive(
    st.none() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


def normal(value: Any) -> Any:
    """The data with all texts in composed form, as the reader gives them."""
    if isinstance(value, dict):
        return {key: normal(part) for key, part in value.items()}
    if isinstance(value, list):
        return [normal(part) for part in value]
    return value if value is None else unicodedata.normalize("NFC", value)


def paths(value: Data, path: Path = ()) -> list[Path]:
    found = [path]
    if isinstance(value, dict):
        found += [deeper for key, part in value.items() for deeper in paths(part, (*path, key))]
    elif isinstance(value, list):
        found += [deeper for index, part in enumerate(value) for deeper in paths(part, (*path, index))]
    return found


def check_read(raw: bytes) -> Document | None:
    document, findings = parse(raw, "a.yml")
    assert document is not None or findings
    lines = raw.decode("utf-8", "replace").splitlines() or [""]
    for finding in findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.line <= len(lines) + 1
        assert Severity.ERROR == finding.severity
    if document is not None:
        for path in paths(document.data):
            for key in (False, True):
                line, column = document.place(path, key)
                assert 1 <= line <= len(lines) + 1
                assert column >= 1
    return document


@given(st.binary(max_size=400))
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes_give_a_document_or_findings_with_a_place(raw: bytes) -> None:
    """Any bytes at all give a document or findings, and every finding has a line and a column."""
    check_read(raw)


@given(yamlish)
@example("? \n- a")
@example("a: &x\n<<: *x")
@example('"\\ud83d"')
def test_anything_like_yaml_gives_a_document_or_findings_with_a_place(text: str) -> None:
    """Any text made of the parts of YAML gives a document or findings, each within the file."""
    check_read(text.encode())


@given(plain.filter(lambda value: value is not None))
def test_what_is_written_is_read(value: Any) -> None:
    """Plain data written as YAML in either style are read as they were, but for the form of characters."""
    flow = json.dumps(value, ensure_ascii=False)
    document = check_read(flow.encode())
    assert document is not None
    assert normal(value) == document.data
    block = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    document = check_read(block.encode())
    assert document is not None
    # Only PyYAML's own reading tells which plain words it wrote without quotes; all that are text must come back.
    assert json.dumps(normal(value)) == json.dumps(document.data)


@given(st.dictionaries(keys, words, min_size=1))
def test_the_place_of_a_value_is_where_it_stands(value: dict[str, str]) -> None:
    """At the place of a key stands the key, in characters, and behind it its value."""
    text = "".join(f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}\n" for key, part in value.items())
    document = check_read(text.encode())
    assert document is not None
    lines = text.split("\n")
    for key, part in value.items():
        line, column = document.place((key,), key=True)
        assert lines[line - 1][column - 1 :].startswith(json.dumps(key))
        line, column = document.place((key,))
        assert lines[line - 1][column - 1 :] == json.dumps(part, ensure_ascii=False)


@given(st.text("a光\r\n", max_size=30), st.data())
def test_the_place_of_a_character_agrees_with_the_lines_of_python(text: str, data: st.DataObject) -> None:
    """Line and column of a character agree with the lines that Python sees."""
    index = data.draw(st.integers(0, max(0, len(text) - 1)))
    line, column = place_in(text, index)
    lines = text.splitlines(keepends=True) or [""]
    assert index == sum(len(part) for part in lines[: line - 1]) + column - 1


findings = st.builds(
    Finding,
    st.text(max_size=8),
    st.integers(1, 99),
    st.integers(1, 99),
    st.text(max_size=8),
    st.text(max_size=20),
    st.text(max_size=8),
    severity=st.sampled_from(Severity),
)


@given(st.lists(findings, max_size=5))
def test_output_takes_any_findings(told: list[Finding]) -> None:
    """Whatever findings say, they come out whole: one object each in JSON, one line each as annotations."""
    listed = json.loads(as_json(told))["findings"]
    assert sorted(finding.message for finding in told) == sorted(item["message"] for item in listed)
    annotations = as_annotations(told)
    assert len(told) == annotations.count("\n")
    assert "\r" not in annotations
    assert as_text(told) == as_text(reversed(told))


@given(st.binary(max_size=300), st.sampled_from(["PNG", "JPEG", "WEBP"]), st.integers(0, 400), st.binary(max_size=8))
def test_no_picture_however_broken_raises(noise: bytes, kind: str, position: int, patch: bytes) -> None:
    """Noise, and pictures with bytes changed, are a picture or a message."""
    import io

    out = io.BytesIO()
    Image.new("RGB", (9, 7), (1, 2, 3)).save(out, kind)
    raw = bytearray(out.getvalue())
    raw[position : position + len(patch)] = patch
    for candidate in (noise, bytes(raw), out.getvalue()[:12] + noise):
        assert examined(candidate)
