"""However a declaration is written, a build believes of its file what the decoder says."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carbonpress.lca.declared import referenced
from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import decode
from carbonpress.reference.load import library
from carbonpress.source.document import parse
from carbonpress.study import declared_inputs as module
from carbonpress.study.declared_inputs import Inputs, declared_inputs
from carbonpress.study.pictures import images

PRODUCTS = sorted((Path(__file__).parents[3] / "declarations" / "products").glob("*.yml"))
LIBRARY = library(PRODUCTS[0].parents[1], [])

DATA: dict[str, Any] = {
    "id": "pump-1",
    "rules": "ccsa-603-2024/optical-cable",
    "product": {
        "name": {"en": "A pump"},
        "image": {"file": "images/pump.png", "alt": {"en": "a pump, date: 2031-01-01"}},
    },
    "note": "id: other\ndate: 2032-02-02",
    "study": {"by": "maker's own", "date": "2026-02-03"},
    "verification": {"date": "2026-03-04", "by": "B"},
    "inventory": {"production": [{"material": "part", "factor": "declaration/fibre-1@2", "date": "2024-01-01"}]},
}
SAID = Inputs("pump-1", ("images/pump.png",), ("fibre-1",), "2026-03-04")


class Writer:
    """Writes plain data as YAML, each key and text in one of the ways that YAML allows."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def pick(self, *ways: str) -> str:
        """One of the *ways*."""
        return self.draw(st.sampled_from(ways))

    def text(self, value: str, flow: bool) -> str:
        """A scalar: plain where it may be, else quoted; some letters as escapes."""
        single = "'" + value.replace("'", "''") + "'"
        double = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        letter = value[:1]
        escaped = f'"\\x{ord(letter):02x}{double[2:]}' if letter.isascii() and letter.isalnum() else double
        if "\n" in value:
            return double
        plain = value if not flow and ": " not in value and "," not in value and "'" not in value else double
        return self.pick(plain, plain, plain, single, double, escaped)

    def flow(self, value: Any) -> str:
        """*value* inside brackets."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(key, True)}{self.flow(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        return self.text(value, True)

    def key(self, key: str, flow: bool = False) -> str:
        """A key and its colon."""
        return self.pick(key, key, key, f'"{key}"', f"'{key}'", f"{key} ") + self.pick(": ", ": ", ":  ")

    def block(self, value: Any, indent: str) -> str:
        """*value* below a key, with its line end."""
        end = self.pick("\n", "\n", "\n", "  # id: x, date: 2033-03-03\n", "\n\n# date: 2034-04-04\n")
        if isinstance(value, str):
            if "\n" in value and self.draw(st.booleans()):
                inner = indent + "  "
                return self.pick("|", ">-", "|-") + "\n" + "".join(f"{inner}{line}\n" for line in value.split("\n"))
            below = f"\n{indent}  " if self.draw(st.integers(0, 5)) == 0 else ""
            return below + self.text(value, False) + end
        if self.draw(st.integers(0, 3)) == 0:
            return self.flow(value) + end
        return "\n" + self.lines(value, indent + self.pick("  ", " ", "    "))

    def lines(self, value: Any, indent: str) -> str:
        """A mapping or a list, each entry on a line of its own."""
        if isinstance(value, dict):
            return "".join(self.entry(key, item, indent) for key, item in value.items())
        return "".join(f"{indent}- {self.flow(item)}\n" for item in value)

    def entry(self, key: str, value: Any, indent: str) -> str:
        """One entry of a mapping; some with the sign for a complex key."""
        if isinstance(value, str) and "\n" not in value and self.draw(st.integers(0, 7)) == 0:
            return f"{indent}? {key}\n{indent}: {self.text(value, False)}\n"
        return indent + self.key(key) + self.block(value, indent)


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """`DATA` as a file."""
    writer = Writer(draw)
    keys = draw(st.permutations(list(DATA)))
    data = {key: DATA[key] for key in keys}
    text = writer.flow(data) if draw(st.integers(0, 9)) == 0 else writer.lines(data, writer.pick("", "", "", "  "))
    text = writer.pick("", "---\n", "# id: none\n", "\ufeff") + text
    return text.replace("\n", writer.pick("\n", "\n", "\r\n")).encode()


@given(written())
@example(b"id : pump-1\nproduct: {image: {file: images/pump.png}}\nx: declaration/fibre-1@1\ny: {date : 2026-03-04}")
@example(
    b'"id": pump-1\nproduct: {image: {file: "images\\/pump.png"}}\nx: declaration/fibre-1@1\ny: {date: "2026-03-04"}'
)
@example(
    b"id: pump-1\nproduct:\n  image: {file: images/pump.png}\nx: declaration/fibre-1@1\ny:\n  date:\n    2026-03-04"
)
@example(
    b"a:\n  |\n  date: 2033-01-01\nid: pump-1\nb: images/pump.png\nx: declaration/fibre-1@1\ny: {date: 2026-03-04}"
)
def test_says_what_the_decoder_says(raw: bytes) -> None:
    """Id and latest day are those of the data, pictures and references at least those, in every way of writing."""
    document, _ = parse(raw, "x.yml")
    assert document is not None
    assert isinstance(document.data, dict)
    assert "pump-1" == document.data["id"]
    said = declared_inputs(raw, "x.yml")
    assert (SAID.id, SAID.day) == (said.id, said.day)
    assert set(SAID.pictures) <= set(said.pictures)
    assert set(SAID.refers) <= set(said.refers)


@pytest.mark.parametrize("file", PRODUCTS, ids=lambda file: file.stem)
def test_the_examples(file: Path) -> None:
    """For every example the inputs hold the id, the pictures, the references and the latest day of its declaration."""
    raw = file.read_bytes()
    document, _ = parse(raw, file.name)
    assert document is not None
    declaration, _ = decode(Declaration, document, LIBRARY.units)
    assert declaration is not None
    said = declared_inputs(raw, file.name)
    assert declaration.id == said.id
    assert {image.file for _, image in images(declaration)} <= set(said.pictures)
    assert {name.partition("/")[2].partition("@")[0] for name in referenced(declaration)} <= set(said.refers)
    parts = (declaration.study, declaration.verification, declaration.results)
    days = [day for part in parts if isinstance(day := getattr(part, "date", None), datetime.date)]
    assert max(map(str, days), default="") == said.day


def test_most_examples_need_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns answer for what is written as the documentation shows it: a cold build of thousands rests on that."""
    parsed: list[str] = []
    monkeypatch.setattr(module, "parse", lambda raw, name: (parsed.append(name), parse(raw, name))[1])
    for file in PRODUCTS:
        declared_inputs(file.read_bytes(), file.name)
    assert len(parsed) <= len(PRODUCTS) // 4, parsed
