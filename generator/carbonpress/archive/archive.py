"""The archive: the frozen records of published versions, and the ledger that vouches for them.

    published/ledger.jsonl              one line for each event
    published/head.json                 number and digest of its last line
    published/<id>/v<N>.json            the record of a version in canonical form, byte for byte what its digest is of
    published/<id>/v<N>-picture.<ext>   the picture it shows, as it was; likewise -mark
    published/<id>/v<N>.jwt             a signature, where the company signs
    published/wording/<sha256>.json     the wording that records were published with, each once
    published/keys.json                 the public keys for it

A frozen record is pressed as it is and never computed again.  Reading never raises on what the files hold.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbonpress.archive.credential import LONGEST_TOKEN
from carbonpress.archive.frozen_record import (
    FOLDER,
    FrozenRecords,
    Outline,
    flaw,
    frozen_records,
    outline_in,
    record_file,
    vouched,
)
from carbonpress.archive.frozen_wording import PUBLIC, read_wordings, wording_name
from carbonpress.archive.head import (
    HEAD,
    LARGEST_HEAD,
    LARGEST_LEDGER,
    LOST,
    PUBLIC_HEAD,
    PUBLIC_LEDGER,
    Head,
    head_findings,
    head_of,
    head_text,
    may_be_there,
    read_head,
)
from carbonpress.archive.keys import KEYS, PUBLIC_KEYS, PublicKey, did_address, did_document, keys_text, read_keys
from carbonpress.archive.ledger import LEDGER, RULE, WINDOWS, Key, Ledger, Published, damage, read_ledger
from carbonpress.archive.succession import succession
from carbonpress.record.canonical import digest_of
from carbonpress.record.shape import Image, Record
from carbonpress.record.version import Version
from carbonpress.record.wording import Wording
from carbonpress.source.finding import Finding
from carbonpress.source.folder import read
from carbonpress.source.picture import MAX_PICTURE_BYTES

UNKNOWN = "restore published/ from git; or remove the file, if another branch published it"
TRIES = 4
"""So often head and ledger are read again where a command is writing them meanwhile."""

LARGEST_KEYS = 1_000_000


@dataclass(frozen=True, slots=True)
class Archive:
    """What was published, as the files below `published/` say; only records that agree with the ledger are in it.

    `records` may be read when they are asked for; `outlines` say of all of them what a build needs to know.
    """

    ledger: Ledger = field(default_factory=Ledger)
    records: Mapping[Key, Record] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    keys: Mapping[str, PublicKey] = field(default_factory=dict)
    """The keys of the company by their thumbprint; none where nothing was ever signed."""
    credentials: Mapping[Key, bytes] = field(default_factory=dict)
    """Signed credentials of published versions."""
    outlines: Mapping[Key, Outline] = field(default_factory=dict)
    head: Head | None = None
    """The head that is kept beside the ledger."""
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    """The wordings that records were published with, by their digests."""

    @property
    def is_readable(self) -> bool:
        """Whether the ledger can be read, so that what it does not say was not published."""
        return not any(finding.rule == RULE or finding.file == LEDGER for finding in self.findings)

    @property
    def ids(self) -> list[str]:
        """Ids of which any version was published, sorted."""
        return sorted(self.ledger.numbers)

    def of(self, id_: str) -> Archive:
        """The archive of one product: the whole ledger, but only its own records, and what is wrong with them."""
        keys = [published.key for published in self.ledger.of(id_)]
        records, flaws = _sound(self.records, keys)
        outlines = {key: self.outlines[key] for key in keys if key in self.outlines}
        return Archive(self.ledger, records, flaws, outlines=outlines, wordings=self.wordings)

    def latest(self, id_: str) -> Published | None:
        """The youngest published version of *id_*."""
        told = self.ledger.of(id_)
        return told[-1] if told else None


def credential_file(id_: str, version: int) -> str:
    """Path of a signed credential below the data folder."""
    return f"{FOLDER}/{id_}/v{version}.jwt"


def images_of(record: Record) -> Iterator[tuple[str, Image]]:
    """The images that a record names, each with its kind."""
    if record["product"]["image"] is not None:
        yield "picture", record["product"]["image"]
    if record["official_mark"] is not None:
        yield "mark", record["official_mark"]["image"]


def read_archive(root: Path) -> Archive:
    """The archive of the data folder *root* with all that is wrong with it; empty when nothing was ever published."""
    archive = open_archive(root)
    records, flaws = _sound(archive.records, archive.records)
    return replace(archive, records=records, findings=tuple(sorted([*archive.findings, *flaws])))


def open_archive(root: Path) -> Archive:
    """The archive of the data folder *root*, whose records are read when they are asked for.

    Every file is the one that the ledger vouches for, or a finding.  Whether it
    holds a whole record is seen when the record is asked for: `Archive.of`.
    """
    head, ledger, findings = _ledger(root)
    if not findings:
        findings += _without_event(root, ledger, may_be_there(head, ledger))
    outlines = dict(_outlines(root, ledger, findings))
    keys = _keys(root, findings)
    credentials = dict(_credentials(root, outlines, findings))
    records = FrozenRecords(root, outlines, ledger.versions)
    wordings = dict(read_wordings(root, (outline.wording for outline in outlines.values()), findings))
    return Archive(ledger, records, tuple(sorted(findings)), keys, credentials, outlines, head, wordings)


def ledger_of(root: Path) -> tuple[Ledger, list[Finding]]:
    """The ledger of the data folder *root* alone, and what is wrong with it or its head."""
    _, ledger, findings = _ledger(root)
    return ledger, findings


def _ledger(root: Path) -> tuple[Head | None, Ledger, list[Finding]]:
    """The ledger and the head beside it, with what is wrong with either; one finding where one says it all."""
    told, raw = _read_together(root)
    if isinstance(raw, Finding):
        return _without_ledger(root, raw, told)
    ledger = read_ledger(raw)
    if ledger.findings:
        return None, ledger, list(ledger.findings)
    if isinstance(told, Finding):
        gone = f"the head of the ledger is gone, so nobody can tell whether line {len(ledger.events)} is its last one"
        message = gone if told.rule == "no-file" else f"the head of the ledger: {told.message}"
        mend = WINDOWS if b"\r\n" in raw else LOST  # restoring alone would bring the same line ends again
        return None, ledger, [damage(HEAD, 1, message, "number and digest of the last line", mend)]
    found = read_head(told)
    if isinstance(found, Finding):
        return None, ledger, [found]
    empty = [] if ledger.events else [damage(LEDGER, 1, "the ledger is empty", "the ledger as it was", LOST)]
    return found, ledger, empty or head_findings(ledger, found)


def _without_ledger(root: Path, why: Finding, told: bytes | Finding) -> tuple[Head | None, Ledger, list[Finding]]:
    """What there is without a ledger, which cannot be read for the reason *why*; *told* is the file of the head."""
    if why.rule != "no-file":
        return None, Ledger(), [damage(LEDGER, 1, f"the ledger: {why.message}", why.expected)]
    found = read_head(told) if isinstance(told, bytes) else told
    if isinstance(found, Head) and found.seq == 0 and found.pending is not None:
        return found, Ledger(), []  # the first act was cut off
    if next(frozen_records(root), None) is not None:
        return None, Ledger(), [flaw(LEDGER, "there are frozen records, but the ledger is gone")]
    if isinstance(found, Head):
        message = f"the head names line {found.seq}, but the ledger is gone"
        return None, Ledger(), [damage(LEDGER, 1, message, "the ledger as it was", LOST)]
    return None, Ledger(), [] if found.rule == "no-file" else [damage(HEAD, 1, found.message, found.expected)]


def _read_together(root: Path) -> tuple[bytes | Finding, bytes | Finding]:
    """Head and ledger of one moment, also while a command is writing both."""
    for _ in range(TRIES):
        head, raw = read(root, HEAD, LARGEST_HEAD), read(root, LEDGER, LARGEST_LEDGER)
        if head == read(root, HEAD, LARGEST_HEAD):
            break
    return head, raw


def _without_event(root: Path, ledger: Ledger, admitted: Container[str]) -> Iterator[Finding]:
    """Frozen records of which no event speaks, but those that an act may have left: *admitted*."""
    known = {record_file(*key) for key in ledger.versions}
    for name in frozen_records(root):
        if name not in known and name not in admitted:
            yield flaw(name, "the ledger has no event for this record", UNKNOWN)


def _sound(records: Mapping[Key, Record], keys: Iterable[Key]) -> tuple[dict[Key, Record], tuple[Finding, ...]]:
    """The *records* of *keys*, and what is wrong with the files of those that hold none."""
    look = records.read if isinstance(records, FrozenRecords) else records.__getitem__
    found = {key: look(key) for key in keys if key in records}
    whole = {key: record for key, record in found.items() if not isinstance(record, Finding)}
    return whole, tuple(one for one in found.values() if isinstance(one, Finding))


def _outlines(root: Path, ledger: Ledger, findings: list[Finding]) -> Iterator[tuple[Key, Outline]]:
    """What a build needs to know of each record; what is wrong with records and pictures joins *findings*."""
    for key, published in ledger.versions.items():
        raw = vouched(root, published)
        outline = raw if isinstance(raw, Finding) else outline_in(raw, published)
        if isinstance(outline, Finding):
            findings.append(outline)
        else:
            findings += _pictures(root, outline)
            yield key, outline


def frozen_files(root: Path, archive: Archive, id_: str) -> dict[str, bytes | Finding]:
    """The frozen pictures and the credentials of a product by their path below the data folder."""
    own = [published.key for published in archive.ledger.of(id_)]
    names = [name for key in own if key in archive.outlines for name in archive.outlines[key].pictures]
    signed = {credential_file(*key): archive.credentials[key] for key in own if key in archive.credentials}
    return {**{name: read(root, name, MAX_PICTURE_BYTES) for name in names}, **signed}


def archive_files(archive: Archive, base_url: str) -> dict[str, bytes]:
    """What a site shows of its archive as a whole, by path; nothing before the first event."""
    ledger = archive.ledger
    files = {PUBLIC_LEDGER: ledger.raw, PUBLIC_HEAD: head_text(head_of(ledger))} if ledger.raw else {}
    files |= {PUBLIC + wording_name(digest): wording.raw for digest, wording in archive.wordings.items()}
    if archive.keys:
        files[PUBLIC_KEYS] = keys_text(archive.keys.values())
        files[did_address(base_url)] = did_document(archive.keys, base_url)
    return files


def shown_versions(archive: Archive) -> dict[str, list[Version]]:
    """The published versions of each product, by the id it has today, as pages show them, the oldest first."""
    ledger = archive.ledger
    shown: dict[str, list[Version]] = {}
    for key, record in sorted(archive.records.items(), key=lambda item: (item[0][1], item[0][0])):
        published, wording = ledger.versions[key], archive.wordings.get(record["shown"]["wording"])
        version = Version(record, published.state, published.reason, *succession(ledger, published), wording)
        shown.setdefault(ledger.name_of(published.id), []).append(version)
    return shown


def _pictures(root: Path, outline: Outline) -> Iterator[Finding]:
    """What is wrong with the frozen pictures of a record."""
    for name, sha256 in outline.pictures.items():
        raw = read(root, name, MAX_PICTURE_BYTES)
        if isinstance(raw, Finding):
            yield flaw(name, f"the frozen picture: {raw.message}")
        elif sha256 is not None and digest_of(raw) != f"sha256:{sha256}":
            yield flaw(name, "the file is not the picture that was published")


def _keys(root: Path, findings: list[Finding]) -> Mapping[str, PublicKey]:
    """The public keys; none where there is no file of them."""
    raw = read(root, KEYS, LARGEST_KEYS)
    if isinstance(raw, Finding):
        if raw.rule != "no-file":
            findings.append(raw)
        return {}
    keys, wrong = read_keys(raw)
    findings += wrong
    return keys


def _credentials(root: Path, records: Iterable[Key], findings: list[Finding]) -> Iterator[tuple[Key, bytes]]:
    """The credentials of published versions; most have none."""
    for key in records:
        raw = read(root, credential_file(*key), LONGEST_TOKEN)
        if isinstance(raw, bytes):
            yield key, raw.strip()
        elif raw.rule != "no-file":
            findings.append(raw)
