"""The head of the ledger: number and digest of its last line, kept beside it, and how both are written as one.

A ledger that lost its last lines is still an unbroken chain; the head tells.  An act announces in the head what it is
about to write, writes the frozen files, then the ledger, then the head alone:

    {"digest": of line 5, "seq": 5}                                           at rest
    {"digest": of line 5, "seq": 5, "pending": {"digest": of line 7, ...}}    an act is under way, or was cut off

While an act is pending, the ledger is whole with its old last line and with its new one; with the old one, the frozen
files that the act names may be there already.  So every state that a crash leaves is the one before the act or the one
after it, and the next act clears up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from carbonpress.archive.event_shape import DIGEST, HIGHEST
from carbonpress.archive.ledger import (
    BRANCHES,
    CONFLICT,
    GENESIS,
    LEDGER,
    AnyEvent,
    Ledger,
    damage,
    extended,
    head,
    lf,
    rewritten,
)
from carbonpress.folder.durable import write_durably
from carbonpress.record.canonical import canonical
from carbonpress.source.finding import Finding
from carbonpress.source.folder import read

HEAD = "published/head.json"
"""Path of the head below the data folder."""

PUBLIC_LEDGER = ".well-known/carbonpress/ledger.jsonl"
PUBLIC_HEAD = ".well-known/carbonpress/head.json"
"""Where a site shows its ledger, and the head of it."""

ATTRIBUTES, UNCHANGED = "published/.gitattributes", b"* -text\n"
"""Has git keep the line ends of the archive as they are, also on Windows."""

LARGEST_LEDGER = 200_000_000
LARGEST_HEAD = 50_000_000
FROZEN_FILE = re.compile(
    r"published/(?:[a-z0-9-]{1,60}/v[1-9][0-9]{0,8}(?:\.json|-(?:picture|mark)\.[a-z]{3,4})|wording/[0-9a-f]{64}\.json)"
)

LOST = (
    "restore published/ from git; where lines were taken from another branch, take published/ of one branch whole, "
    "and repeat what the other one did"
)
ELSEWHERE = "restore published/ from git; or remove the site folder, if it was built from another branch"


@dataclass(frozen=True, slots=True)
class Pending:
    """What an act is about to write: the last line that the ledger will have, and the frozen files."""

    seq: int
    digest: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Number and digest (`sha256:…`) of the last line of a ledger; `pending` while an act is under way."""

    seq: int
    digest: str
    pending: Pending | None = None


def head_of(ledger: Ledger) -> Head:
    """The head of *ledger* at rest."""
    return Head(len(ledger.events), f"sha256:{head(ledger.raw)}")


def head_text(found: Head) -> bytes:
    """The file that holds a head."""
    told = asdict(found)
    if found.pending is None:
        del told["pending"]
    return canonical(told) + b"\n"


def read_head(raw: bytes, name: str = HEAD) -> Head | Finding:
    """The head that *raw* holds, or what is wrong with the file *name*."""
    raw = lf(raw)
    if any(line.startswith(CONFLICT) for line in raw.split(b"\n")):
        message = "the file holds the marks of a merge conflict"
        return damage(name, 1, message, "the head of one branch", BRANCHES)
    try:
        found = _head_in(json.loads(raw))
        if found is not None and head_text(found) == raw:
            return found
    except (ValueError, RecursionError):
        pass  # told below, with all other damage
    return damage(name, 1, "the file holds no head of a ledger", '{"digest":"sha256:…","seq":…}')


def head_findings(ledger: Ledger, found: Head) -> list[Finding]:
    """What speaks against *ledger* being the one whose head was kept."""
    if head_of(ledger) in _admitted(found):
        return []
    lines, kept = len(ledger.events), found.seq
    if lines < kept:
        message = f"the ledger has {_lines(lines)}, but its head names line {kept}: what was entered last is gone"
    elif lines > kept:
        message = f"the ledger has {_lines(lines)}, but its head names line {kept}: one of the two is not of today"
    else:
        message = f"line {lines} is not the one that the head names"
    return [damage(LEDGER, max(1, min(lines, kept)), message, f"line {kept} with the {found.digest}", LOST)]


def denied_by(found: Head, ledger: Ledger) -> str:
    """What in *ledger* denies a head that was kept earlier, in words; empty where it continues it."""
    lines = ledger.raw.split(b"\n")[:-1]
    if found.seq > len(lines):
        return f"the older copy has {_lines(found.seq)}, this one only {len(lines)}"
    kept = GENESIS if found.seq == 0 else head(lines[found.seq - 1])
    return "" if found.digest == f"sha256:{kept}" else f"line {found.seq} is not what the older copy says"


def standing_findings(site: Path | None, ledger: Ledger) -> list[Finding]:
    """What speaks against *ledger* being the one that the folder *site* shows, with or without new lines behind."""
    raw = b"" if site is None or ledger.findings else read(site, PUBLIC_LEDGER, LARGEST_LEDGER)
    if site is None or isinstance(raw, Finding) or not (wrong := rewritten(lf(raw), ledger.raw)):
        return []
    message = f"the site in {site.name}/ shows a ledger that this one does not continue: {wrong}"
    line = max(1, min(len(ledger.events), raw.count(b"\n")))
    return [damage(LEDGER, line, message, "the lines of the standing site, and new ones behind them", ELSEWHERE)]


def may_be_there(found: Head | None, ledger: Ledger) -> frozenset[str]:
    """Frozen files that no event speaks of and that may be there: an act that was cut off wrote them."""
    pending = found.pending if found is not None else None
    return frozenset(pending.files) if pending is not None and len(ledger.events) < pending.seq else frozenset()


def enter(
    root: Path, ledger: Ledger, found: Head | None, events: Iterable[AnyEvent], files: Mapping[str, bytes]
) -> Ledger:
    """Write frozen *files*, by their path below the data folder *root*, and *events* at the end of *ledger*, as one.

    *found* is the head as it was read.  Answers the ledger as it is then.

    Raises
    ------
    LedgerError
        When the ledger does not admit one of the events; nothing was written.
    OSError
        When the disk refuses; the ledger is as it was.
    """
    longer = extended(ledger, events)
    for name in sorted(may_be_there(found, ledger) - files.keys()):
        if isinstance(read(root, name, LARGEST_LEDGER), bytes):  # and no link that leads elsewhere
            (root / name).unlink()
    after = head_of(longer)
    now = head_of(ledger)
    write_durably(root / HEAD, head_text(Head(now.seq, now.digest, Pending(after.seq, after.digest, tuple(files)))))
    if not (root / ATTRIBUTES).exists():
        write_durably(root / ATTRIBUTES, UNCHANGED)
    for name, content in files.items():
        write_durably(root / name, content)
    write_durably(root / LEDGER, longer.raw)
    with suppress(OSError):  # the pending head admits the new ledger too
        write_durably(root / HEAD, head_text(after))
    return longer


def _admitted(found: Head) -> tuple[Head, ...]:
    now = Head(found.seq, found.digest)
    return (now,) if found.pending is None else (now, Head(found.pending.seq, found.pending.digest))


def _head_in(data: Any) -> Head | None:
    """The head in what a JSON file holds; None where it holds something else."""
    if not isinstance(data, dict) or not {"seq", "digest"} <= set(data) <= {"seq", "digest", "pending"}:
        return None
    pending = _pending_in(data["pending"]) if "pending" in data else None
    sound = _is_place(data) and ("pending" in data) == (pending is not None)
    return Head(data["seq"], data["digest"], pending) if sound else None


def _pending_in(data: Any) -> Pending | None:
    if not isinstance(data, dict) or set(data) != {"seq", "digest", "files"} or not _is_place(data):
        return None
    files = data["files"]
    sound = isinstance(files, list) and all(isinstance(name, str) and FROZEN_FILE.fullmatch(name) for name in files)
    return Pending(data["seq"], data["digest"], tuple(files)) if sound else None


def _is_place(data: Mapping[str, Any]) -> bool:
    seq, digest = data["seq"], data["digest"]
    return type(seq) is int and 0 <= seq < HIGHEST and isinstance(digest, str) and DIGEST.fullmatch(digest) is not None


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
