"""What is pressed from a frozen record is what was pressed from the fresh one: to publish changes no byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carbonpress.press.common.order import by_origin, by_stage, by_use
from carbonpress.press.common.page import Site
from carbonpress.press.document.leaflet import SIZES, side
from carbonpress.press.document.view import document
from carbonpress.press.document.voice import words_of
from carbonpress.press.label.variants import Labels, main_variant
from carbonpress.press.pages.catalogue import catalogue_row
from carbonpress.press.pages.data_files import declaration_json, inventory_csv
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.feed import feed
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.report import report_page
from carbonpress.press.version_files import label_files
from carbonpress.record.canonical import canonical
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
NAMES = sorted(path.stem for path in (ROOT / "declarations" / "products").glob("*.yml"))


@pytest.fixture(scope="module")
def examples() -> dict[str, Record]:
    """The records of the example site, fresh from its files, by id."""
    return {record["id"]: record for record in open_project(ROOT / "declarations", "https://pcf.example.com/").records}


def frozen(record: Record) -> Record:
    """*record* as it comes back from its frozen file."""
    read: Record = json.loads(canonical(record))
    return read


def turned(value: Any) -> Any:
    """*value* with the keys of every mapping in the opposite of their sorted order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in sorted(value, reverse=True)}
    return [turned(each) for each in value] if isinstance(value, list | tuple) else value


def pressed(record: Record, site: Site) -> Iterator[tuple[str, object]]:
    """Everything that is made of *record*, each with a name: the print as what its setters are given."""
    version = Version(record, "current")
    yield "declaration.json", declaration_json(record)
    yield "inventory.csv", inventory_csv(record)
    yield from label_files(record, main_variant(site, record), Labels(png=False))
    for language in site.languages:
        yield f"declaration {language}", declaration_page(version, site, language)
        yield f"report {language}", report_page(version, site, language)
        yield f"product {language}", product_page([version], site, language)
        yield f"document {language}", document(record, language)
        yield f"leaflet {language}", side(record, SIZES["a5"], words_of(language))
        yield f"catalogue {language}", catalogue_row([version], language)
        yield f"feed {language}", feed([version], site, language)


@pytest.mark.parametrize("name", NAMES)
def test_the_frozen_record_presses_like_the_fresh_one(name: str, examples: dict[str, Record], site: Site) -> None:
    """Pages, labels, exports and print do not depend on the order of keys, whatever it is."""
    record = examples[name]
    fresh = dict(pressed(record, site))
    for other in (frozen(record), turned(record)):
        assert [] == [what for what, made in pressed(other, site) if made != fresh[what]]


def test_a_step_between_versions_is_told_alike(examples: dict[str, Record], site: Site) -> None:
    """What changed from one version to the next reads the same from frozen records and from a fresh one."""
    now = examples["gyta53-24b1"]
    before = {**now, "version": 0, "total": {**now["total"], "value": "900"}, "activities": now["activities"][:-1]}
    for language in site.languages:
        pages = [
            product_page([Version(old, "superseded"), Version(new, "current")], site, language)
            for old, new in ((before, now), (frozen(before), now), (frozen(before), frozen(now)))
        ]
        assert pages[0] == pages[1] == pages[2]


def test_order_is_that_of_the_page(record: Record) -> None:
    """Origins begin with fossil gases, stages follow the life cycle, factors the line that uses them first."""
    sorted_ = frozen(record)
    assert ["fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft"] == [
        origin for origin, _ in by_origin(sorted_)
    ]
    parts = {"use": 1, "raw_material_acquisition": 2}
    assert [("raw_material_acquisition", 2), ("use", 1)] == by_stage(sorted_, parts)
    used = dict.fromkeys(line["factor"] for line in record["activities"] if line["factor"])
    assert list(used) == list(by_use(sorted_))
