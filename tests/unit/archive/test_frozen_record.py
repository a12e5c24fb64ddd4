"""A build vouches for every frozen record, and reads those that it needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carbonpress.acts.publish import publish_version, publishable
from carbonpress.archive import frozen_record
from carbonpress.archive.archive import Archive, frozen_files, open_archive, read_archive
from carbonpress.archive.frozen_record import FrozenRecords
from carbonpress.archive.head import HEAD, head_of, head_text
from carbonpress.archive.ledger import LEDGER, Key, head, read_ledger
from carbonpress.model.factor import EmissionFactor
from carbonpress.record.canonical import canonical, digest
from carbonpress.reference.load import shipped_library
from carbonpress.study.factor_views import FirstOf, MadeOnDemand
from carbonpress.study.project import Project
from carbonpress.study.versions import declared_factors

Opened = Callable[[], Project]

DAY = date(2026, 3, 2)
FIBRE: Key = ("fibre-g652d", 1)
PREFORM: Key = ("preform-180", 1)


@pytest.fixture
def published(data: Path, opened: Opened) -> Path:
    """A data folder all of whose declarations are published."""
    for id_ in publishable(opened()):
        publish_version(opened(), id_, DAY)
    return data


def forged(data: Path, key: Key, change: Callable[[dict[str, object]], object]) -> None:
    """Change the frozen record of *key*, and let the ledger vouch for the change."""
    path = data / f"published/{key[0]}/v{key[1]}.json"
    record = json.loads(path.read_bytes())
    change(record)
    path.write_bytes(canonical(record))
    lines = b""
    for line in (json.loads(line) for line in (data / LEDGER).read_bytes().splitlines()):
        given = {**line, "digest": digest(record)} if (line["id"], line["version"]) == key else line
        lines += canonical({**given, "prev": head(lines)}) + b"\n"
    (data / LEDGER).write_bytes(lines)
    (data / HEAD).write_bytes(head_text(head_of(read_ledger(lines))))


def test_records_are_read_when_they_are_asked_for(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening an archive looks into no record; asking for a product reads its own."""
    asked: list[str] = []
    whole = frozen_record.record_in
    monkeypatch.setattr(frozen_record, "record_in", lambda raw, of: asked.append(of.id) or whole(raw, of))
    archive = open_archive(published)
    factors = declared_factors(archive, shipped_library().units)
    assert ("declaration/fibre-g652d@1" in factors, len(archive.records)) == (True, len(archive.ledger.versions))
    assert [] == asked
    assert [PREFORM] == list(archive.of("preform-180").records)
    assert ["preform-180"] == asked


def test_both_ways_of_reading_agree(published: Path) -> None:
    """What is read when it is asked for is what is read at once."""
    eager, lazy = read_archive(published), open_archive(published)
    assert isinstance(lazy.records, FrozenRecords)
    assert dict(eager.records) == dict(lazy.records)
    assert (eager.findings, eager.ledger, eager.keys, eager.outlines) == (
        lazy.findings,
        lazy.ledger,
        lazy.keys,
        lazy.outlines,
    )
    units = shipped_library().units
    assert dict(declared_factors(eager, units)) == dict(declared_factors(lazy, units))
    for id_ in lazy.ids:
        assert frozen_files(published, eager, id_) == frozen_files(published, lazy, id_)
        assert eager.of(id_) == lazy.of(id_)


def test_an_outline_says_what_the_record_does(published: Path) -> None:
    """Picture and GTIN are known without reading the record."""
    archive = open_archive(published)
    for key, record in archive.records.items():
        image = record["product"]["image"]
        assert image is not None
        assert record["product"]["gtin"] == archive.outlines[key].gtin
        assert [image["sha256"]] == list(archive.outlines[key].pictures.values())


def test_a_record_that_lost_a_part_is_found_when_it_is_asked_for(published: Path) -> None:
    """A ledger may vouch for what is no whole record: whoever asks for the product finds it."""
    forged(published, FIBRE, lambda record: record.pop("boundary"))
    message = "the file holds no record of the format carbonpress-declaration/2"
    assert [message] == [finding.message for finding in read_archive(published).findings]
    archive = open_archive(published)
    assert () == archive.findings
    assert (FIBRE in archive.records, archive.records.get(FIBRE)) == (True, None)
    own: Archive = archive.of("fibre-g652d")
    assert ([message], {}) == ([finding.message for finding in own.findings], own.records)
    assert None is declared_factors(archive, shipped_library().units).get("declaration/fibre-g652d@1")


def test_factors_are_made_once_and_only_when_asked_for() -> None:
    """A mapping of factors to be made knows their names beforehand."""
    made: list[str] = []
    factor = EmissionFactor.model_construct(id="x", edition=1)
    factors = MadeOnDemand({"x@1": None, "y@1": None}, lambda name: made.append(name) or factor)
    assert (["x@1", "y@1"], 2, "z@1" in factors) == (list(factors), len(factors), False)
    assert [] == made
    assert factors["x@1"] is factors["x@1"] is factor
    assert ["x@1"] == made
    with pytest.raises(KeyError):
        factors["z@1"]


def test_the_first_of_two_mappings_counts() -> None:
    """Two mappings together hold the names of both, each once; the first one has the say."""
    one, other = (EmissionFactor.model_construct(id=id_, edition=1) for id_ in "ab")
    both = FirstOf({"x@1": one}, {"x@1": other, "y@1": other})
    assert (["x@1", "y@1"], 2) == (list(both), len(both))
    assert (one, other) == (both["x@1"], both["y@1"])
    assert ("y@1" in both, "z@1" in both, both.get("z@1")) == (True, False, None)
