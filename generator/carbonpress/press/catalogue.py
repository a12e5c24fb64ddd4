"""The catalogue: every product's declaration with figure, unit, stages and status, as a page and as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from carbonpress.press.charts import escaped_json, strip, tones
from carbonpress.press.columns import folded
from carbonpress.press.declaration import per_unit
from carbonpress.press.figures import headline, quantity, unit_name, whole_tenths
from carbonpress.press.frame import Voice, press_page, voice
from carbonpress.press.page import Page, Site, Version
from carbonpress.press.standing import standing
from carbonpress.record.shape import Record

AT_ONCE = 200
"""So many declarations stand in the page itself; the others come with the data when a reader searches."""

STANDINGS = ("current", "upcoming", "expired", "draft", "withdrawn")
"""What the catalogue can show; superseded versions are found under their product."""

FOLDED = ("id", "name", "model", "number")
"""Columns of words in the data that hardly two rows share."""

MODEL = "\x01"
"""Stands for the model in a unit of the data; no input holds this character."""

Row = dict[str, Any]
"""What the catalogue keeps of a product in one language: plain values, fit for JSON."""


def catalogue_row(versions: Sequence[Version], language: str) -> Row | None:
    """The row of a product, of its newest version that is not superseded; None where there is no such version."""
    spoken = voice(language)
    shown = [version for version in versions if version.state != "superseded"]
    if not shown:
        return None
    version = max(shown, key=lambda v: v.record["version"])
    record = version.record
    stages = record["boundary"]["stages"]
    tone = tones(stages)
    return {
        "id": record["id"],
        "version": record["version"],
        "address": record["address"],
        "rules": record["rules"]["id"],
        "name": spoken.plain(record["product"]["name"]),
        "model": record["product"]["model"],
        "number": (record["programme"]["number"] or "") if record["programme"] else "",
        "category": spoken.plain(record["product"]["category"]),
        "figure": headline(record["total"]["value"]),
        "unit": _unit_text(record, spoken),
        "shape": [[stage["id"], tone[stage["id"]], spoken.plain(stage["name"])] for stage in stages],
        "shares": _shares(record),
        "alike": _likeness(record),
        "state": version.state,
        "from": record["validity"]["from"],
        "to": record["validity"]["to"],
    }


def in_order(rows: Iterable[Row | None]) -> list[Row]:
    """The rows of a catalogue by name and id, `cable 9` before `cable 10`."""
    return sorted((row for row in rows if row is not None), key=lambda row: (_natural(row["name"]), row["id"]))


def catalogue_page(rows: Sequence[Row], shown: Mapping[str, Version], site: Site, language: str) -> Page:
    """The home page: the newest version of every product; a plain table where no script runs.

    *rows* are in order; *shown* holds the versions of the first `AT_ONCE` of them by id.
    """
    spoken = voice(language)
    view = {
        "count": len(rows),
        "data": data_address(language),
        "rows": [_view(shown[row["id"]], site, spoken) for row in rows[:AT_ONCE]],
        "categories": list(dict.fromkeys(row["category"] for row in rows)),
        "stages": list({stage: name for row in rows for stage, _, name in row["shape"]}.items()),
        "standings": STANDINGS,
    }
    words = spoken.words
    return press_page(
        "catalogue",
        site,
        "",
        language,
        view,
        title=words["catalogue.title"],
        description=words["catalogue.description"],
    )


def data_address(language: str) -> str:
    """Where the data of the catalogue lie, below the root of the site."""
    return f"assets/carbonpress/catalogue.{language}.json"


def catalogue_data(rows: Sequence[Row], site: Site, language: str) -> str:
    """The catalogue as columns, for search in the browser; *rows* are in order.

    Words that many rows share (categories, units, stages) stand once and are
    pointed to; in a unit the model is left out, which most units name.  Words
    that are much like those of the row before are `folded`.  `shares` are whole per cent, null where a stage is not
    counted.  Rows of one `alike` have the same rules, unit and stages, so that
    their figures can be put in order.
    """
    spoken = voice(language)
    categories, units, shapes, alike = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for row in rows:
        pointers = {
            "category": categories.of(row["category"]),
            "unit": units.of(row["unit"].replace(row["model"], MODEL) if row["model"] else row["unit"]),
            "shape": shapes.of(tuple((stage, tone) for stage, tone, _ in row["shape"])),
            "alike": alike.of(row["alike"]),
        }
        for name in _COLUMNS:
            columns[name].append(pointers[name] if name in pointers else row[name])
    shared = {
        "site": site.base_url + site.address("", language),
        "categories": categories.all,
        "units": units.all,
        "shapes": shapes.all,
        "standings": {state: spoken.words[f"standing_short.{state}"] for state in STANDINGS},
    }
    columns |= {name: folded(columns[name]) for name in FOLDED}
    return str(escaped_json({**shared, **columns})) + "\n"


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts `cable 9` before `cable 10`."""
    parts = re.split("([0-9]{1,9})", name.casefold())
    return [(int(part), "") if at % 2 else (-1, part) for at, part in enumerate(parts)]


_COLUMNS = (
    "id", "version", "name", "model", "number", "category", "figure", "unit", "shape", "shares", "alike", "state",
    "from", "to",
)  # fmt: skip


class _Numbers:
    """Numbers things in the order in which they first come."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def of(self, thing: Any) -> int:
        return self._numbers.setdefault(thing, len(self._numbers))

    @property
    def all(self) -> list[Any]:
        return list(self._numbers)


def _likeness(record: Record) -> str:
    unit = record["unit"]
    counted = [stage["id"] for stage in record["boundary"]["stages"] if stage["included"]]
    return " ".join([record["rules"]["id"], unit["kind"], unit["value"], unit["unit"], *counted])


def _shares(record: Record) -> list[int | None]:
    """Where the parts of the strip end, in whole per cent, as lengths: rounded ends leave no gap between parts."""
    shares = [stage["share"] for stage in record["boundary"]["stages"]]
    tenths = whole_tenths(shares)
    made: list[int | None] = []
    at = end = 0
    for share, tenth in zip(shares, tenths, strict=True):
        if share is None or tenth is None:
            made.append(None)
            continue
        at += tenth
        made.append((at + 5) // 10 - end)
        end = (at + 5) // 10
    return made


def _unit_text(record: Record, spoken: Voice) -> str:
    unit = record["unit"]
    amount = quantity(unit["value"], unit["unit"], spoken.language)
    per = spoken.words["declaration.per"].format(amount=amount, of=spoken.plain(unit["of"]))
    return f"{unit_name(record['total']['unit'], spoken.language)} {per}"


def _view(version: Version, site: Site, spoken: Voice) -> dict[str, Any]:
    record = version.record
    return {
        "address": record["address"],
        "name": record["product"]["name"],
        "model": record["product"]["model"],
        "category": record["product"]["category"],
        "figure": headline(record["total"]["value"]),
        "unit": unit_name(record["total"]["unit"], spoken.language),
        "per": per_unit(record, spoken),
        "strip": strip(record["boundary"]["stages"], 10),
        "state": version.state,
        "standing": standing(version, site.built_on),
        "from": record["validity"]["from"],
        "to": record["validity"]["to"],
    }
