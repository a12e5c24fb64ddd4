"""The catalogue: every product's declaration with figure, unit, stages and status, as a page and as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from carbonpress.press.charts.charts import escaped_json, strip, tones
from carbonpress.press.common.figures import whole_tenths
from carbonpress.press.common.folded_columns import folded
from carbonpress.press.common.frame import Voice, press_page, voice
from carbonpress.press.common.headline import POWERS, headline_of
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.parts import lengths
from carbonpress.press.common.shown import OF, per_unit, result_of
from carbonpress.press.common.terms import short_name
from carbonpress.press.pages.catalogue_row import Row, shaped, stages_of
from carbonpress.record.shape import Product, Record
from carbonpress.record.validity import state_on
from carbonpress.record.version import Version

AT_ONCE = 200
"""So many declarations stand in the page itself; the others come with the data when a reader searches."""

STANDINGS = ("current", "upcoming", "expired", "draft", "withdrawn")
"""What the catalogue can show; superseded versions are found under their product."""

MODEL = "\x01"
"""Stands for the model in a unit of the data; no input holds this character."""


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
    product, programme = record["product"], record["programme"]
    return Row(
        id=record["id"],
        version=record["version"],
        address=record["address"],
        rules=record["rules"]["id"],
        name=spoken.plain(short_name(product)),
        full_name=_full_name(product, spoken),
        model=product["model"],
        number=(programme["number"] or "") if programme else "",
        category=spoken.plain(product["category"]),
        figure=headline_of(record).digits,
        unit=_unit_text(record, spoken),
        shape=shaped([(stage["id"], tone[stage["id"]], spoken.plain(stage["name"])) for stage in stages]),
        shares=_shares(record),
        likeness=_likeness(record),
        state=version.state,
        valid_from=record["validity"]["from"],
        valid_to=record["validity"]["to"],
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows of a catalogue by name and id, `cable 9` before `cable 10`."""
    return sorted(rows, key=lambda row: (_natural(row.name), row.id))


def catalogue_page(rows: Sequence[Row], shown: Mapping[str, Version], site: Site, language: str) -> Page:
    """The home page: the newest version of every product; a plain table where no script runs.

    *rows* are in order; *shown* holds the versions of the first `AT_ONCE` of them by id.
    """
    spoken = voice(language)
    shapes = dict.fromkeys(row.shape for row in rows)
    view = {
        "count": len(rows),
        "data": data_address(language),
        "rows": [_view(shown[row.id], site, spoken) for row in rows[:AT_ONCE]],
        "categories": list(dict.fromkeys(row.category for row in rows)),
        "stages": list({stage: name for shape in shapes for stage, _, name in stages_of(shape)}.items()),
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
    that hardly two rows share are `folded`.  `shares` are whole per cent, null
    where a stage is not counted.  `powers` tells by which power of ten kilograms
    are multiplied to be told in each unit of mass.  Rows of one `alike` have the same rules, unit
    and stages, so that their figures can be put in order.
    """
    categories, category = _numbered([row.category for row in rows])
    units, unit = _numbered([row.unit.replace(row.model, MODEL) if row.model else row.unit for row in rows])
    shapes, shape = _numbered([row.shape for row in rows])
    shared = {
        "site": site.base_url + site.address("", language),
        "categories": categories,
        "powers": POWERS,
        "units": units,
        "shapes": [[(stage, tone) for stage, tone, _ in stages_of(each)] for each in shapes],
        "standings": {state: voice(language).words[f"standing_short.{state}"] for state in STANDINGS},
    }
    columns = {
        "id": folded([row.id for row in rows]),
        "version": [row.version for row in rows],
        "name": folded([row.name for row in rows]),
        "full": folded([row.full_name for row in rows]),
        "model": folded([row.model for row in rows]),
        "number": folded([row.number for row in rows]),
        "category": category,
        "figure": [row.figure for row in rows],
        "unit": unit,
        "shape": shape,
        "shares": [row.shares for row in rows],
        "alike": _numbered([row.likeness for row in rows])[1],
        "state": [row.state for row in rows],
        "from": [row.valid_from for row in rows],
        "to": [row.valid_to for row in rows],
    }
    return str(escaped_json({**shared, **columns})) + "\n"


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts `cable 9` before `cable 10`."""
    parts = re.split("([0-9]{1,9})", name.casefold())
    return [(int(part), "") if at % 2 else (-1, part) for at, part in enumerate(parts)]


def _numbered(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """The *words*, each once, in the order in which they first come; and for each word its place among them."""
    known = {word: place for place, word in enumerate(dict.fromkeys(words))}
    return list(known), [known[word] for word in words]


def _likeness(record: Record) -> str:
    unit = record["unit"]
    counted = [stage["id"] for stage in record["boundary"]["stages"] if stage["included"]]
    return " ".join([record["rules"]["id"], unit["kind"], unit["value"], unit["unit"], *counted])


def _shares(record: Record) -> tuple[int | None, ...]:
    """Where the parts of the strip end, in whole per cent, as lengths: rounded ends leave no gap between parts.

    None where a stage is not counted; 0 for all counted ones where they are no
    parts of a whole, because a stage removes more than it emits.
    """
    stages = record["boundary"]["stages"]
    parts = lengths([stage["share"] for stage in stages])
    given = [part for part in parts if part is not None]
    if not given or min(given) < 0:
        return tuple(0 if stage["included"] else None for stage in stages)
    gap = 1 - sum(given)
    tenths = whole_tenths([None if part is None else f"{part:f}" for part in (*parts, gap)])[:-1]
    made: list[int | None] = []
    at = end = 0
    for tenth in tenths:
        if tenth is None:
            made.append(None)
            continue
        at += tenth
        made.append((at + 5) // 10 - end)
        end = (at + 5) // 10
    return tuple(made)


def _full_name(product: Product, spoken: Voice) -> str:
    """The name of *product* where the catalogue shows a shorter one, so that a search finds it; otherwise empty."""
    full = spoken.plain(product["name"])
    return full if full != spoken.plain(short_name(product)) else ""


def _unit_text(record: Record, spoken: Voice) -> str:
    per = result_of(record, spoken.language)["per"].replace(OF, spoken.plain(record["unit"]["of"]))
    return f"{headline_of(record).unit[spoken.language]} {per}"


def _view(version: Version, site: Site, spoken: Voice) -> Mapping[str, object]:
    record, head = version.record, headline_of(version.record)
    return {
        "address": record["address"],
        "name": short_name(record["product"]),
        "model": record["product"]["model"],
        "category": record["product"]["category"],
        "figure": head.digits,
        "unit": head.unit[spoken.language],
        "per": per_unit(record, spoken),
        "strip": strip(record["boundary"]["stages"], 10),
        "state": version.state,
        "standing": state_on(version, site.built_on),
        "from": record["validity"]["from"],
        "to": record["validity"]["to"],
    }
