"""Labels printed larger or smaller than their class, and for coarser printers."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from carbonpress.press.label.label import PLAIN, SIZES, LabelDoesNotFit, Print, compose_label, drawn_label
from carbonpress.press.label.qr import FLOOR_MM, QrTooSmall
from carbonpress.press.label.setting import HAN_LEAST, X_HEIGHT_LEAST, Words
from carbonpress.press.typeface.outline import has_han, outliner

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"


@pytest.fixture
def record() -> Any:
    return json.loads(RECORD.read_text(encoding="utf-8"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [0.97, 1.0, 1.5, 3.0])
def test_nothing_is_printed_smaller_than_may_be(record: Any, size: str, scale: float) -> None:
    """Whatever the scale: Han 2.0 mm, Latin x-height 0.9 mm, module 0.33 mm, as printed."""
    try:
        label = compose_label(record, size, "zh-en", "colour", PLAIN, Print(scale))
    except (LabelDoesNotFit, QrTooSmall):
        assert scale < 1
        return
    for words in (item for item in label.items if isinstance(item, Words)):
        em = words.size * scale
        x_height = outliner().faces[words.weight].x_height
        least = em - HAN_LEAST if has_han(words.text) else em * x_height - X_HEIGHT_LEAST
        assert -1e-9 <= least, words.text
    assert FLOOR_MM <= label.code[1]


def test_a_label_keeps_its_proportion(record: Any) -> None:
    """Twice as large, everything stands where it stood."""
    once, twice = (compose_label(record, "standard", printed=Print(scale)) for scale in (1.0, 2.0))
    assert (120, 180) == (twice.width, twice.height)
    root = ElementTree.fromstring(drawn_label(twice))
    assert ("120mm", "180mm", "0 0 60 90") == (root.get("width"), root.get("height"), root.get("viewBox"))
    shared = set(once.items) & set(twice.items)
    assert len(shared) > 0.6 * len(once.items)


def test_a_smaller_label_gives_up_its_loose_sizes_first(record: Any) -> None:
    """Somewhat smaller, texts are set in their least sizes instead of being printed too small."""
    small = compose_label(record, "standard", "zh-en", "colour", PLAIN, Print(0.95))
    full = compose_label(record, "standard", "zh-en")
    assert small.setting.tightness >= full.setting.tightness
    assert (57, 85.5) == (small.width, small.height)


@pytest.mark.parametrize("size", SIZES)
def test_far_too_small_is_an_error_that_says_what_does_not_fit(record: Any, size: str) -> None:
    """At half its size no label can be made, and the error says why."""
    with pytest.raises((LabelDoesNotFit, QrTooSmall), match=r"does not fit on the \w+ label of|the least is 0.33 mm"):
        compose_label(record, size, "zh-en", "colour", PLAIN, Print(0.5))


def test_the_error_names_the_size_that_was_asked_for(record: Any) -> None:
    """The message holds the size in millimetres, not that of the class."""
    record["product"]["name"]["zh"] = "光" * 60
    with pytest.raises(LabelDoesNotFit, match=r"the product name does not fit on the standard label of 54 × 81 mm"):
        compose_label(record, "standard", "zh", "colour", PLAIN, Print(0.9))


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan")])
def test_a_label_has_an_extent(record: Any, scale: float) -> None:
    """A scale that is no size is refused."""
    with pytest.raises(ValueError, match="times as large"):
        compose_label(record, printed=Print(scale))


@pytest.mark.parametrize("dpi", [203, 300, 600, 1200])
@pytest.mark.parametrize("scale", [1.0, 1.37])
def test_modules_are_whole_dots_of_the_printer(record: Any, dpi: int, scale: float) -> None:
    """On any printer and at any scale a module is a whole number of dots."""
    label = compose_label(record, printed=Print(scale, dpi))
    dots = label.code[1] * dpi / 25.4
    assert round(dots) == pytest.approx(dots, abs=1e-9)
    assert dots >= 3 - 1e-9
