"""The ledger: what was published, superseded and withdrawn, one line for each event, for ever.

A line is the canonical JSON of an event.  Each line carries the SHA-256 of the line before it, so that no line can be
changed, taken out or moved without breaking the chain behind it.  A chain that was rewritten as a whole is seen by
comparing it with an older copy, which must be its beginning (`rewritten`).

The first event of a version fixes its address and the digest of its record; later events change its state alone.
Reading never raises on what the file holds; every flaw is a finding with its line.
"""

from __future__ import annotations

import hashlib
import json
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal

from carbonpress.publish.event_shape import flaw_of
from carbonpress.record.canonical import canonical
from carbonpress.record.compose import address
from carbonpress.record.shape import Text
from carbonpress.source.finding import Finding

LEDGER = "published/ledger.jsonl"
"""Path of the ledger below the data folder."""

RULE = "ledger"
GENESIS = "0" * 64
"""What the first line has in place of the hash of a line before it."""

LONGEST_LINE = 100_000

Kind = Literal["publish", "supersede", "withdraw"]
State = Literal["current", "superseded", "withdrawn"]
Key = tuple[str, int]
"""Id and version."""

LEADS_TO: Mapping[str, State] = {"publish": "current", "supersede": "superseded", "withdraw": "withdrawn"}
ALLOWED: Mapping[State | None, frozenset[str]] = {
    None: frozenset({"publish"}),
    "current": frozenset({"supersede", "withdraw"}),
    "superseded": frozenset({"withdraw"}),
    "withdrawn": frozenset(),
}
"""Events that each state admits; withdrawing is final.  Expiry is no event: it follows from the date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the ledger. `successor` is the address of the version that takes the place of this one."""

    event: Kind
    id: str
    version: int
    url: str
    digest: str
    date: str
    reason: Text | None = None
    successor: str | None = None
    seq: int = 0
    prev: str = ""

    @property
    def key(self) -> Key:
        """Id and version."""
        return self.id, self.version


@dataclass(frozen=True, slots=True)
class Published:
    """What the ledger says of a version today; `since` is the day of its last event."""

    id: str
    version: int
    url: str
    digest: str
    published: str
    state: State
    since: str
    reason: Text | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as read: its bytes, its sound events, the state of each version, and what is wrong with it."""

    raw: bytes = b""
    events: tuple[Event, ...] = ()
    versions: Mapping[Key, Published] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """The versions of each id that were ever published, in ascending order."""
    addresses: Mapping[str, Key] = field(default_factory=dict)
    """The version at each address, `p/<id>/v<N>/`."""

    def of(self, id_: str) -> list[Published]:
        """What is told of the versions of *id_*, the oldest first."""
        return [self.versions[id_, number] for number in self.numbers.get(id_, ())]


class LedgerError(Exception):
    """An event that the ledger does not admit."""


def read_ledger(raw: bytes, name: str = LEDGER) -> Ledger:
    """The ledger that *raw* holds; *name* is what its findings call the file."""
    reading = _Reading(name)
    lines = raw.split(b"\n")
    for number, line in enumerate(lines[:-1], 1):
        reading.line(number, line)
    if lines[-1]:
        reading.say(len(lines), "the last line is cut short", "a line break at the end", "restore the file from git")
    return Ledger(
        raw, tuple(reading.events), reading.versions, tuple(reading.findings), reading.numbers, reading.addresses
    )


def extended(ledger: Ledger, events: Iterable[Event]) -> Ledger:
    """*ledger* with *events* at its end, numbered and chained.

    Raises
    ------
    LedgerError
        When the ledger has flaws, or does not admit one of the events.
    """
    if ledger.findings:
        raise LedgerError(f"the ledger has flaws: {ledger.findings[0].message}")
    raw, seq = ledger.raw, len(ledger.events)
    for event in events:
        seq += 1
        raw += line_of(replace(event, seq=seq, prev=head(raw))) + b"\n"
    longer = read_ledger(raw)
    if longer.findings:
        raise LedgerError(longer.findings[0].message)
    return longer


def line_of(event: Event) -> bytes:
    """The line of *event*, without its line break."""
    return canonical(asdict(event))


def head(raw: bytes) -> str:
    """SHA-256 of the last line of a ledger in hexadecimal: what the next line carries as `prev`."""
    return _hash(raw.rstrip(b"\n").rpartition(b"\n")[2]) if raw else GENESIS


def rewritten(old: bytes, new: bytes) -> str:
    """What in *new* denies the older copy *old*, in words; empty where *old* is the beginning of *new*."""
    if new.startswith(old):
        return ""
    before, after = old.split(b"\n")[:-1], new.split(b"\n")[:-1]
    for number, line in enumerate(before[: len(after)], 1):
        if line != after[number - 1]:
            return f"line {number} is not what the older copy says"
    if len(before) > len(after):
        return f"the older copy has {len(before)} lines, this one only {len(after)}"
    return f"line {len(before) + 1} is not what the older copy says"


class _Reading:
    """What has been read so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.previous = GENESIS
        self.events: list[Event] = []
        self.versions: dict[Key, Published] = {}
        self.numbers: dict[str, list[int]] = {}
        self.addresses: dict[str, Key] = {}
        self.findings: list[Finding] = []

    def say(self, line: int, message: str, expected: str = "", mend: str = "") -> None:
        """Add a finding."""
        mend = mend or "restore the file from git; nothing in it is ever changed by hand"
        self.findings.append(Finding(self.name, line, 1, RULE, message, expected, mend))

    def line(self, number: int, line: bytes) -> None:
        """Read one line."""
        before, self.previous = self.previous, _hash(line)
        data = _decoded(line)
        if isinstance(data, str):
            self.say(number, data, "an event in canonical JSON (RFC 8785)")
            return
        if wrong := flaw_of(data):
            self.say(number, wrong, ", ".join(f.name for f in fields(Event)))
            return
        event = Event(**data)
        if event.prev != before:
            self.say(number, "the chain is broken: this line does not follow the line before it", f"prev {before}")
        if event.seq != number:
            self.say(number, f"the line has the number {event.seq}", f"seq {number}")
        for wrong in self._denied(event):
            self.say(number, wrong)
        self.events.append(event)

    def _denied(self, event: Event) -> Iterator[str]:
        """Why the events so far do not admit *event*; where they do, it takes effect."""
        known = self.versions.get(event.key)
        shown = f"{event.id} version {event.version}"
        if event.event not in ALLOWED[known.state if known else None]:
            yield f"{shown} is {known.state if known else 'not published'}: {event.event} is not possible"
            return
        if known is None:
            yield from self._not_publishable(event, shown)
        elif (known.url, known.digest) != (event.url, event.digest):
            yield f"the address or the digest of {shown} is not the one it was published with"
        if event.successor is not None and self.addresses.get(event.successor, event.key) == event.key:
            yield f"the successor {event.successor} of {shown} is no other published version"
        self.versions[event.key] = Published(
            event.id,
            event.version,
            known.url if known else event.url,
            known.digest if known else event.digest,
            known.published if known else event.date,
            LEADS_TO[event.event],
            event.date,
            event.reason,
            event.successor,
        )

    def _not_publishable(self, event: Event, shown: str) -> Iterator[str]:
        before = self.numbers.setdefault(event.id, [])
        if before and event.version < before[-1]:
            yield f"{shown} is published after version {before[-1]}"
        insort(before, event.version)
        self.addresses[address(*event.key)] = event.key


def _decoded(line: bytes) -> dict[str, Any] | str:
    """The object that *line* writes in canonical form, or what is wrong with it."""
    if len(line) > LONGEST_LINE:
        return f"the line has {len(line)} bytes, more than {LONGEST_LINE}"
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            return "the line is no JSON object"
        same = canonical(data) == line
    except (ValueError, RecursionError):
        return "the line is no JSON"
    return data if same else "the line is not in canonical form"


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
