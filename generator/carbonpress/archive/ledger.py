"""The ledger: what was published, superseded and withdrawn, one line for each event, for ever.

A line is the canonical JSON of an event.  Each line carries the SHA-256 of the line before it, so that no line can be
changed, taken out or moved without breaking the chain behind it.  A chain that was rewritten as a whole is seen by
comparing it with an older copy, which must be its beginning (`rewritten`).

The first event of a version fixes its address and the digest of its record; later events change its state alone.
Two kinds of events concern no version: the site moved to another address, a product was given another id.
Days never go back from one line to the next.

Reading never raises on what the file holds; every flaw is a finding with its line.  Line ends as Windows writes them
(CRLF, as git makes them there) are read as LF.
"""

from __future__ import annotations

import hashlib
import json
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal

from carbonpress.archive.event_shape import ADDRESS_KINDS, flaw_of
from carbonpress.record.canonical import canonical
from carbonpress.record.compose import address
from carbonpress.record.shape import Text
from carbonpress.source.finding import Finding

LEDGER = "published/ledger.jsonl"
"""Path of the ledger below the data folder."""

RULE = "ledger"
RESTORE = "restore the file from git; nothing in it is ever changed by hand"
WINDOWS = (
    "the line ends are CRLF, as git makes them on Windows: put `* -text` into published/.gitattributes, "
    "then restore published/ from git"
)
BRANCHES = (
    "two branches published: take published/ of the one whole (`git checkout --ours`, or `--theirs`, of the folder), "
    "and repeat there what the other one published or withdrew"
)
CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
"""How the marks begin that git leaves where two branches changed the same lines."""

GENESIS = "0" * 64
"""What the first line has in place of the hash of a line before it."""

LONGEST_LINE = 100_000

Kind = Literal["publish", "supersede", "withdraw"]
AddressKind = Literal["moved", "renamed"]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressEvent:
    """A line that concerns no single version: a new address of the site (`moved`), or a new id (`renamed`)."""

    event: AddressKind
    old: str
    new: str
    date: str
    reason: Text | None = None
    seq: int = 0
    prev: str = ""


AnyEvent = Event | AddressEvent


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

    @property
    def key(self) -> Key:
        """Id and version."""
        return self.id, self.version


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as read: its bytes, its sound events, the state of each version, and what is wrong with it."""

    raw: bytes = b""
    """With LF at the end of each line, whatever the file has."""
    events: tuple[AnyEvent, ...] = ()
    versions: Mapping[Key, Published] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """The versions of each id that were ever published, in ascending order."""
    addresses: Mapping[str, Key] = field(default_factory=dict)
    """The version at each address, `p/<id>/v<N>/`."""
    base_url: str = ""
    """The address of the site in force, ending in a slash; empty before anything was published."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The next id of each id that was given up."""

    @property
    def moves(self) -> tuple[AddressEvent, ...]:
        """The events by which the site moved, the oldest first."""
        return tuple(event for event in self.events if isinstance(event, AddressEvent) and event.event == "moved")

    @property
    def bases(self) -> tuple[str, ...]:
        """All addresses that the site ever had, the one in force first."""
        return tuple(dict.fromkeys([self.base_url, *(move.old for move in reversed(self.moves))]))

    @property
    def publications(self) -> Mapping[Key, Event]:
        """The line with which each version was published."""
        return {e.key: e for e in self.events if isinstance(e, Event) and e.event == "publish"}

    def of(self, id_: str) -> list[Published]:
        """What is told of the versions of *id_*, also under ids that it had before, the oldest first."""
        return [self.versions[id_, n] for id_ in self.ids_of(id_) for n in self.numbers.get(id_, ())]

    def ids_of(self, id_: str) -> list[str]:
        """The ids that the product *id_* had before, the oldest first, and *id_* itself."""
        before = {new: old for old, new in self.renamed.items()}
        ids = [id_]
        while ids[0] in before:
            ids.insert(0, before[ids[0]])
        return ids

    def name_of(self, id_: str) -> str:
        """The id that the product has today whose id was *id_*."""
        while id_ in self.renamed:
            id_ = self.renamed[id_]
        return id_


class LedgerError(Exception):
    """An event that the ledger does not admit."""


def read_ledger(raw: bytes, name: str = LEDGER) -> Ledger:
    """The ledger that *raw* holds; *name* is what its findings call the file."""
    windows = b"\r\n" in raw
    raw = lf(raw)
    reading = _Reading(name, WINDOWS if windows else RESTORE)
    lines = raw.split(b"\n")
    for number, line in enumerate(lines[:-1], 1):
        if line.startswith(CONFLICT):
            reading.say(number, "the file holds the marks of a merge conflict", "the lines of one branch", BRANCHES)
            break  # what follows is a splice of two ledgers, and every line of it would be a finding
        reading.line(number, line)
    else:
        if lines[-1]:
            reading.say(len(lines), "the last line is cut short", "a line break at the end")
    return Ledger(
        raw,
        tuple(reading.events),
        reading.versions,
        tuple(reading.findings),
        reading.numbers,
        reading.addresses,
        reading.base_url,
        reading.renamed,
    )


def damage(name: str, line: int, message: str, expected: str = "", mend: str = RESTORE) -> Finding:
    """That line *line* of *name*, the ledger or a file about it, is not as it was written."""
    return Finding(name, line, 1, RULE, message, expected, mend)


def lf(raw: bytes) -> bytes:
    """*raw* with LF in place of CRLF."""
    return raw.replace(b"\r\n", b"\n")


def extended(ledger: Ledger, events: Iterable[AnyEvent]) -> Ledger:
    """*ledger* with *events* at its end, numbered and chained.

    Raises
    ------
    LedgerError
        When the ledger has flaws, or does not admit one of the events.
    """
    if ledger.findings:
        raise LedgerError(f"the ledger has flaws: {ledger.findings[0].message}")
    lines, seq, previous = [ledger.raw], len(ledger.events), head(ledger.raw)
    for event in events:
        seq += 1
        line = line_of(replace(event, seq=seq, prev=previous))
        lines.append(line + b"\n")
        previous = _hash(line)
    longer = read_ledger(b"".join(lines))
    if longer.findings:
        raise LedgerError(longer.findings[0].message)
    return longer


def line_of(event: AnyEvent) -> bytes:
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
    """What has been read so far; *mend* says how a flawed file is mended."""

    def __init__(self, name: str, mend: str) -> None:
        self.name = name
        self.mend = mend
        self.previous = GENESIS
        self.events: list[AnyEvent] = []
        self.versions: dict[Key, Published] = {}
        self.numbers: dict[str, list[int]] = {}
        self.addresses: dict[str, Key] = {}
        self.renamed: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self.base_url = ""
        self.findings: list[Finding] = []

    def say(self, line: int, message: str, expected: str = "", mend: str = "") -> None:
        """Add a finding."""
        self.findings.append(damage(self.name, line, message, expected, mend or self.mend))

    def line(self, number: int, line: bytes) -> None:
        """Read one line."""
        before, self.previous = self.previous, _hash(line)
        data = _decoded(line)
        if isinstance(data, str):
            self.say(number, data, "an event in canonical JSON (RFC 8785)")
            return
        shape = AddressEvent if data.get("event") in ADDRESS_KINDS else Event
        if wrong := flaw_of(data):
            self.say(number, wrong, ", ".join(f.name for f in fields(shape)))
            return
        event: AnyEvent = shape(**data)
        if event.prev != before:
            self.say(number, "the chain is broken: this line does not follow the line before it", f"prev {before}")
        if event.seq != number:
            self.say(number, f"the line has the number {event.seq}", f"seq {number}")
        if self.events and event.date < self.events[-1].date:
            wrong = f"the event is of {event.date}, before the day of the line before it, {self.events[-1].date}"
            self.say(number, wrong, "days that never go back")
        for wrong in self._denied(event) if isinstance(event, Event) else self._denied_address(event):
            self.say(number, wrong)
        self.events.append(event)

    def _denied_address(self, event: AddressEvent) -> Iterator[str]:
        """Why the events so far do not admit *event*; where they do, it takes effect."""
        if event.event == "moved":
            if event.old != self.base_url:
                yield f"the site cannot move from {event.old}: it was at {self.base_url or 'no address yet'}"
            self.base_url = event.new
            return
        if event.old not in self.numbers and event.old not in self.former:
            yield f"{event.old} was never published: it cannot be renamed"
        elif event.old in self.renamed:
            yield f"{event.old} was renamed {self.renamed[event.old]} before"
        elif event.new in self.numbers or event.new in self.renamed or event.new in self.former:
            yield f"{event.old} cannot be renamed {event.new}: that was the id of a product already"
        else:
            self.renamed[event.old] = event.new
            self.former[event.new] = event.old

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
        here = address(*event.key)
        base_url = event.url.removesuffix(here)
        self.base_url = self.base_url or base_url
        if base_url != self.base_url:
            yield f"the address of {shown}, {event.url}, is not one of the site at {self.base_url}"
        if event.id in self.renamed:
            yield f"{shown} cannot be published: the product was renamed {self.renamed[event.id]}"
        before = self.numbers.setdefault(event.id, [])
        latest = before[-1] if before else self._latest(self.former.get(event.id))
        if event.version < latest or (not before and event.version == latest):
            yield f"{shown} is published after version {latest}"
        insort(before, event.version)
        self.addresses[here] = event.key

    def _latest(self, id_: str | None) -> int:
        """The number of the last version of *id_*, also under an id that it had before; 0 where there is none."""
        while id_ is not None and not self.numbers.get(id_):
            id_ = self.former.get(id_)
        return 0 if id_ is None else self.numbers[id_][-1]


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
