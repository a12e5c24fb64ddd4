"""The shape of an event: each key can be wrong, and is told by its name."""

from __future__ import annotations

from typing import Any

import pytest

from carbonpress.archive.event_shape import CHECKS, OF_KIND, flaw_of, is_date

EVENT: dict[str, Any] = {
    "seq": 1,
    "prev": "0" * 64,
    "event": "publish",
    "id": "cable",
    "version": 1,
    "url": "https://pcf.example.com/p/cable/v1/",
    "digest": "sha256:" + "0" * 64,
    "date": "2026-01-31",
    "reason": None,
    "successor": None,
}
MOVED = {"seq": 2, "prev": "0" * 64, "event": "moved", "date": "2026-01-31", "reason": None}
MOVED |= {"old": "https://pcf.example.com/", "new": "https://pcf.example.org/"}
RENAMED = {**MOVED, "event": "renamed", "old": "cable", "new": "cord"}


@pytest.mark.parametrize("event", [EVENT, MOVED, RENAMED], ids=lambda event: str(event["event"]))
def test_a_sound_event(event: dict[str, Any]) -> None:
    """Nothing is wrong with a publication, a move and a renaming; each key is needed, and none may be added."""
    assert "" == flaw_of(event)
    for key in event:
        without = {other: value for other, value in event.items() if other != key}
        assert key == "event" or f"the line has no {key!r}" == flaw_of(without)
    assert "the line has the unknown key 'extra'" == flaw_of({**event, "extra": 1})


@pytest.mark.parametrize(("key", "value"), [
    ("seq", 0), ("seq", True), ("seq", 1.0), ("seq", "1"), ("seq", 10**9), ("version", -1), ("version", None),
    ("prev", "0" * 63), ("prev", "G" * 64), ("prev", None), ("event", "retract"), ("event", ["publish"]),
    ("id", "Cable"), ("id", "con"), ("id", "a" * 200), ("id", 7), ("url", None),
    ("url", "HTTPS://pcf.example.com/p/cable/v1/"),
    ("digest", "0" * 64), ("digest", "md5:0"), ("date", "2026-02-30"), ("date", "2026-1-1"), ("date", 20260101),
    ("reason", ""), ("reason", {}), ("reason", {"fr": "x"}), ("reason", {"zh": ""}),
    ("reason", {"zh": "x" * 10**6}),
    ("successor", "p/cable/"), ("successor", "/p/cable/v2/"), ("successor", "p/cable/v0/"), ("successor", False),
])  # fmt: skip
def test_each_value_is_looked_at(key: str, value: Any) -> None:
    """A value of another type or form is told with the name of its key, shortened where it is long."""
    told = flaw_of({**EVENT, key: value})
    assert told.startswith(f"{key} cannot be ")
    assert len(told) < 100


def test_what_contradicts_itself() -> None:
    """The address is that of the version; a withdrawal has a reason; what is published has no successor."""
    assert "not that of cable version 2" in flaw_of({**EVENT, "version": 2})
    assert "a withdrawal needs a reason" == flaw_of({**EVENT, "event": "withdraw"})
    assert "" == flaw_of({**EVENT, "event": "withdraw", "reason": {"en": "a slip"}})
    assert "no successor yet" in flaw_of({**EVENT, "successor": "p/cable/v2/"})
    assert "" == flaw_of({**EVENT, "event": "supersede", "successor": "p/cable/v2/"})


@pytest.mark.parametrize("event", [MOVED, RENAMED], ids=["moved", "renamed"])
def test_a_move_leads_elsewhere(event: dict[str, Any]) -> None:
    """The new address is another one than the old."""
    assert "the new address is the old one" == flaw_of({**event, "new": event["old"]})


def test_a_base_ends_in_a_slash() -> None:
    """A site moves to an address below which others lie."""
    assert flaw_of({**MOVED, "new": "https://pcf.example.org"}).startswith("new cannot be")


def test_every_kind_has_checks_for_what_all_share() -> None:
    """Number, hash of the line before, kind, day and reason stand in every event."""
    shared = {"seq", "prev", "event", "date", "reason"}
    assert [] == [checks for checks in (CHECKS, *OF_KIND.values()) if not shared <= set(checks)]


@pytest.mark.parametrize(("text", "day"), [
    ("2024-02-29", True), ("2026-02-29", False), ("2026-13-01", False), ("0000-01-01", False), ("20260101", False),
    ("2026-01-01 ", False), (None, False), (1, False),
])  # fmt: skip
def test_days(text: Any, day: bool) -> None:
    """Only YYYY-MM-DD of a day that the calendar has."""
    assert day == is_date(text)
