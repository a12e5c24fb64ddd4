"""A record of a cable, written by hand, with a line of every shape that pages treat differently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from carbonpress.press.common.page import Site
from carbonpress.record.shape import Record
from carbonpress.record.version import Version

CABLE = Path(__file__).parent / "cable.json"
HOSTILE = "</script></template><script>alert(1)</script><img src=x onerror=alert(2)> &\"'`{{7*7}}"
"""Breaks out of text, attribute, script, template and Jinja, wherever it is not escaped."""


@pytest.fixture
def record() -> Record:
    """A fresh record each time, so that a test may change it."""
    return json.loads(CABLE.read_text(encoding="utf-8"))


@pytest.fixture
def version(record: Record) -> Version:
    """The record as the version in force."""
    return Version(record, "current")


@pytest.fixture
def site() -> Site:
    """A site built while the record is valid."""
    return Site("https://pcf.example.com/", built_on="2026-06-01")


@pytest.fixture
def stated(record: Record) -> Record:
    """The record with results stated from a study, without inventory."""
    record.update(
        basis="stated", activities=[], confidential=[], factors={}, allocations=[], ranking=[], intensities=[]
    )
    record["gwp"] = record["data_quality"] = None
    by = {"zh": "某院", "en": "An institute"}
    record["stated"] = {"study": "Study 7", "by": by, "date": "2025-01-01", "statement": "S-1", "url": None}
    return record


@pytest.fixture
def hostile(record: Record) -> Record:
    """The record with markup in every text that an author writes."""
    return poisoned(record, HOSTILE)


KEPT = frozenset(
    """
    format id version address url status basis communication audience kind stage unit value share outcome data origin
    gas factor gwp result number terms steps per file included partial metric operands priority year from to newest
    illustrative horizon ranking sha256 amount estimate mass waste_mass excluded_total excluded_share material_mass
    solid_waste single_emission total_emission primary_activity_share primary_share total fuel illustrative_share
    divisors allocation flow count origins validity period date expires edition
    """.split()  # noqa: SIM905  a list of words reads better as words
)
"""Numbers, dates and words of our own, which no author writes freely."""


def poisoned(record: Record, text: str) -> Record:
    """*record* with *text* before every text that an author writes."""
    made: Record = _poisoned(record, text)
    return made


def _poisoned(value: object, text: str, key: str = "") -> object:
    if isinstance(value, dict):
        return {
            name: _poisoned(inner, text, name) if name not in KEPT else _deep(inner, text)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_poisoned(inner, text, key) for inner in value]
    ours = key in {"id", "allocation"}
    return text + value if isinstance(value, str) and not ours else value


def _deep(value: object, text: str) -> object:
    """What stands below a key that is kept: texts by language in it are poisoned all the same."""
    if isinstance(value, dict) and set(value) <= {"zh", "en"}:
        return _poisoned(value, text)
    if isinstance(value, dict):
        return {name: _deep(inner, text) for name, inner in value.items()}
    if isinstance(value, list):
        return [_deep(inner, text) for inner in value]
    return value
