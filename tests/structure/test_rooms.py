"""The drawing of the rooms is that of today's imports."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tests.structure import rooms as drawn
from tests.structure.package import contracts, imports, modules, rooms

PARTS = ("site/stages",)
"""Folders inside a room whose files import files of the room, and are imported by them."""

SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_is_of_today() -> None:
    """docs/drawings/rooms.svg is what the imports give; `make measures` draws it anew."""
    assert drawn.drawing() == drawn.TARGET.read_text(encoding="utf-8")


def test_every_room_stands_in_the_contracts() -> None:
    """Every folder with modules is a room of the contracts of import-linter, once, or a part of one."""
    assert sorted([*rooms(), *PARTS]) == sorted({module.room for module in modules()} - {""})
    assert 2 == len(contracts())


def test_no_room_imports_one_above_it() -> None:
    """In the order of the contracts each room imports later ones alone, so that all dots are above the diagonal."""
    order = rooms()
    assert [] == [pair for pair in imports() if order.index(pair[0]) > order.index(pair[1])]


def test_every_import_is_a_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are as many dots as pairs of rooms, and one pair more is one dot more."""

    def dots() -> int:
        return len(ElementTree.fromstring(drawn.drawing()).findall(f"{SVG}circle"))

    assert len(imports()) == dots()
    pair = next(
        (one, other) for one in rooms() for other in rooms()[rooms().index(one) + 1 :] if (one, other) not in imports()
    )
    more = imports() | {pair}
    monkeypatch.setattr(drawn, "imports", lambda: more)
    assert len(more) == dots()


def test_every_room_says_what_it_is_for() -> None:
    """Each room has a purpose of one line that fits beside its box."""
    order = rooms()
    words = [
        node.text or "" for node in ElementTree.fromstring(drawn.drawing()).findall(f"{SVG}text[@class='purpose']")
    ]
    assert [drawn.purpose(room) for room in order] == words
    room_for = [drawn.corner(at)[0] - drawn.BOX_WIDTH - drawn.MARGIN for at in range(len(order))]
    # 13 pixels high, letters of the typefaces named are at most 0.55 of that wide on average
    assert [] == [text for text, width in zip(words, room_for, strict=True) if not 0 < len(text) * 13 * 0.55 < width]
