"""Which key of a declaration is to blame when a text does not fit on a label."""

from __future__ import annotations

from collections.abc import Mapping

from carbonpress.model.language import LANGUAGES
from carbonpress.press.common.terms import short_name
from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.label.setting import LabelDoesNotFit
from carbonpress.record.shape import Record, Text

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a text of the record."""

NAMES = ("name", "other_name")
MAKERS = ("maker",)
UNITS = ("unit", "other_unit")
BOUNDARIES = ("boundary", "other_boundary", "stages", "counted")
FACTS = ("fact", "digest")
"""Parts of a label, as `label_setting.PARTS` knows them, by what their text is made of."""

WHOLE: Path = ("labels",)
"""No text of the author is to blame: what is left is to choose other sizes."""


def blamed(record: Record, misfit: LabelDoesNotFit | QrTooSmall) -> Path:
    """The path in *record* of the text because of which a label cannot be made, down to its language."""
    if isinstance(misfit, QrTooSmall):
        return ("id",)
    if misfit.part in NAMES:
        return _longest(_names(record), misfit.text)
    if misfit.part in MAKERS:
        return _longest(_makers(record), misfit.text)
    if misfit.part in UNITS:
        return _longest(_units(record), misfit.text)
    if misfit.part in FACTS:
        return _longest(_facts(record), misfit.text)
    return ("boundary",) if misfit.part in BOUNDARIES else WHOLE


def _longest(parts: Mapping[Path, str], text: str) -> Path:
    """The longest of *parts* that *text* holds; the longest of all where it holds none as it stands."""
    plain = _bare(text)
    held = {path: part for path, part in parts.items() if part and _bare(part) in plain}
    chosen = held or parts
    return max(chosen, key=lambda path: len(chosen[path])) if chosen else WHOLE


def _bare(text: str) -> str:
    """*text* without spaces and joiners, which a label sets anew."""
    return "".join(text.replace("\u2060", "").split())


def _by_language(path: Path, text: Text | None) -> dict[Path, str]:
    return {(*path, language): text[language] for language in LANGUAGES if text and language in text}


def _names(record: Record) -> dict[Path, str]:
    """The name that the label shows, from the key that gives it, and the model."""
    product = record["product"]
    short = product.get("short_name") or {}
    keys = {language: "short_name" if language in short else "name" for language in LANGUAGES}
    names: dict[Path, str] = {
        ("product", keys[language], language): words
        for language, words in short_name(product).items()
        if isinstance(words, str)
    }
    return {**names, ("product", "model"): product["model"]}


def _makers(record: Record) -> dict[Path, str]:
    return {
        **_by_language(("organisation", "name"), record["organisation"]["name"]),
        ("product", "model"): record["product"]["model"],
    }


def _units(record: Record) -> dict[Path, str]:
    unit = record["unit"]
    return {
        **_by_language(("unit", "of"), unit["of"]),
        **_by_language(("unit", "performance"), unit["performance"]),
        **_by_language(("unit", "intended_use"), unit["intended_use"]),
    }


def _facts(record: Record) -> dict[Path, str]:
    """What the facts are made of; dates and the words of the theme are short."""
    programme = record["programme"]
    number = programme["number"] if programme else None
    operator = programme["operator"] if programme else None
    return {
        **({("programme", "number"): number} if number else {("id",): record["id"]}),
        **_by_language(("programme", "operator", "name"), operator["name"] if operator else None),
        **_by_language(("verification", "by"), record["verification"]["by"]),
        ("rules", "document"): record["rules"]["document"],
    }
