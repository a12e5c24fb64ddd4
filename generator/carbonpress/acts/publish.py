"""What makes a version public, and what takes it back: the only code that writes the archive.

An act is one: it is written whole or not at all, however many versions it concerns (`head.enter`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from carbonpress.archive.archive import Archive, images_of, read_archive
from carbonpress.archive.frozen_record import FOLDER, picture_file, record_file
from carbonpress.archive.frozen_wording import wording_file
from carbonpress.archive.head import enter, head_of
from carbonpress.archive.ledger import AnyEvent, Event, Kind, LedgerError, Published, extended
from carbonpress.folder.durable import alone
from carbonpress.lca.declared import referenced
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import DECLARATION
from carbonpress.model.hint import near_miss
from carbonpress.model.language import FALLBACK
from carbonpress.model.text import Text
from carbonpress.press.common.page import Site
from carbonpress.press.label.label import PLAIN, Brand
from carbonpress.record import shape
from carbonpress.record.canonical import canonical, digest_of
from carbonpress.record.compose import address
from carbonpress.record.shape import Record
from carbonpress.record.subject import text
from carbonpress.record.wording import own_wording
from carbonpress.source.finding import Severity
from carbonpress.source.folder import reader
from carbonpress.study.days import dates_of
from carbonpress.study.label_fit import main_label_findings
from carbonpress.study.pictures import picture
from carbonpress.study.project import Project, open_project
from carbonpress.study.study import Study
from carbonpress.study.versions import unpublished_references

VERIFICATION_RULES = frozenset(
    {"consumer-verification", "stated-verification", "type-iii-content", "verification-content", "verification-date"}
)
"""A version is published only when none of these has anything to say, not even a warning."""

NO_FILES: Mapping[str, bytes] = {}
MOVE = "set that `site_url`; or, where the site moved, enter it: `carbonpress move`"


class RefusedError(Exception):
    """The act is not possible; `reasons` say why, one sentence each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


class BrokenArchiveError(RefusedError):
    """The ledger or a frozen record is damaged; nothing is written until it is restored."""


@dataclass(frozen=True, slots=True)
class Release:
    """What an act did to one version: the events it wrote, and the record it froze if it froze one."""

    events: tuple[Event, ...]
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A version that is ready to be published: its record, its frozen files, and its events."""

    record: Record
    files: Mapping[str, bytes]
    events: tuple[Event, ...]


def publish_version(project: Project, id_: str, day: date, site: Site | None = None, brand: Brand = PLAIN) -> Release:
    """Freeze the current version of *id_* and enter it in the ledger, see `publish_versions`."""
    return publish_versions(project, [id_], day, site, brand)[0]


def publish_versions(
    project: Project, ids: Sequence[str], day: date, site: Site | None = None, brand: Brand = PLAIN
) -> list[Release]:
    """Freeze the current version of each of *ids* and enter them in the ledger: all of them, or none.

    The version before each is superseded.  The main label of *site*, in the look
    of *brand*, is part of a version; one that does not fit on it is refused.  A
    declaration whose author calls it withdrawn is published and withdrawn at
    once: its codes may be in print from before there was a ledger.  A declaration
    may build upon another of *ids*.

    Raises
    ------
    RefusedError
        When one of the declarations has errors, is a draft, or must not follow
        what was published; nothing was written.
    OSError
        When the disk refuses; the ledger is as it was.
    """
    root, base_url = project.root, project.base_url
    with alone(root / FOLDER):
        archive = before = sound_archive(root)
        project = replace(project, archive=archive)
        ready: list[_Prepared] = []
        reasons: list[str] = []
        order = [*project.studies, *(id_ for id_ in ids if id_ not in project.studies)]
        for id_ in (one for one in order if one in ids):
            if _builds_upon(project, id_, [one.record for one in ready]):
                project = open_project(root, base_url, project.languages, archive=archive)
            try:
                unfit = main_label_findings(_study(project, id_), site or Site(""), brand)
                one = _prepared(project, id_, archive, day, [str(finding) for finding in unfit])
                archive = _with(archive, one)
            except RefusedError as error:
                reasons += [f"{id_}: {reason}" if len(ids) > 1 else reason for reason in error.reasons]
            else:
                ready.append(one)
        if reasons:
            raise RefusedError(reasons)
        files = {name: content for one in ready for name, content in one.files.items()}
        written = iter(entered(root, before, [event for one in ready for event in one.events], files))
        return [Release(tuple(next(written) for _ in one.events), one.record) for one in ready]


def _builds_upon(project: Project, id_: str, records: Sequence[Record]) -> bool:
    """Whether the declaration *id_* builds upon one of *records*, whose frozen figure it must take then."""
    study = project.studies.get(id_)
    frozen = {f"{DECLARATION}{record['id']}@{record['version']}" for record in records}
    return study is not None and not frozen.isdisjoint(referenced(study.sheet.declaration))


def _prepared(project: Project, id_: str, archive: Archive, day: date, unfit: Sequence[str]) -> _Prepared:
    """The current version of *id_*, ready to be published behind what *archive* holds; *unfit* speaks against it."""
    study = _study(project, id_)
    if reasons := [*_against(project, study, archive, day), *unfit]:
        raise RefusedError(reasons)
    record = frozen_form(_record(study))
    raw = canonical(record)
    files = {
        picture_file(id_, record["version"], kind, image["file"]): _picture(project.root, image)
        for kind, image in images_of(record)
    }
    if (wording := record["shown"]["wording"]) not in archive.wordings:
        files[wording_file(wording)] = own_wording()
    files[record_file(id_, record["version"])] = raw
    return _Prepared(record, files, tuple(_events(study, record, digest_of(raw), archive, day)))


def _with(archive: Archive, one: _Prepared) -> Archive:
    """*archive* as it is once *one* is published."""
    try:
        longer = extended(archive.ledger, one.events)
    except LedgerError as error:
        raise RefusedError([str(error)]) from error
    key = (one.record["id"], one.record["version"])
    return replace(archive, ledger=longer, records={**archive.records, key: one.record}, head=head_of(longer))


def withdraw_version(root: Path, id_: str, version: int | None, reason: shape.Text, day: date) -> Release:
    """Withdraw a published version of *id_*, the latest when *version* is None; for good.

    Raises
    ------
    RefusedError
        When there is no such version, or it is withdrawn already.
    """
    return _change(root, id_, version, "withdraw", reason, None, day)


def supersede_version(
    root: Path, id_: str, version: int | None, by: tuple[str, int | None], reason: shape.Text | None, day: date
) -> Release:
    """Say that *by* (id and version, the latest when None) takes the place of a version of *id_*.

    Raises
    ------
    RefusedError
        When one of the two was not published, or the state of the first does not admit it.
    """
    return _change(root, id_, version, "supersede", reason, by, day)


def frozen_form(record: Record) -> Record:
    """*record* as it is frozen: the state of a version is in the ledger alone."""
    frozen = record.copy()
    frozen["status"] = "published"
    frozen["withdrawn_because"] = None
    return frozen


def publishable(project: Project) -> list[str]:
    """Ids of all versions that say published or withdrawn and are not in the ledger, those built upon first."""
    waiting = []
    for id_, study in project.studies.items():
        given = study.sheet.declaration
        known = {one.version for one in project.archive.ledger.of(id_)}
        if given.status != "draft" and given.version not in known and id_ not in project.archive.ledger.renamed:
            waiting.append(id_)
    return waiting


def _study(project: Project, id_: str) -> Study:
    study = project.studies.get(id_)
    if study is None:
        known = project.studies
        hint = near_miss(id_, known)
        raise RefusedError([f"there is no declaration {id_!r} without errors of form" + (f"; {hint}" if hint else "")])
    return study


def _record(study: Study) -> Record:
    if study.record is None:
        raise RefusedError(["the declaration has errors; `carbonpress check` shows them"])
    return study.record


def _against(project: Project, study: Study, archive: Archive, day: date) -> Iterator[str]:
    """Why the version that *study* holds cannot be published."""
    given = study.sheet.declaration
    errors = [
        f
        for f in project.findings
        if f.severity is Severity.ERROR and f.file in (study.sheet.document.name, "organisation.yml")
    ]
    if study.record is None or errors:
        yield "the declaration has errors; `carbonpress check` shows them"
    if given.status == "draft":
        yield "it is a draft; write `status: published` when it is finished"
    if study.record is not None and (urlsplit(study.record["url"]).hostname or "").endswith(".invalid"):
        yield "the address of the site is unknown; set `site_url` in mkdocs.yml: every code will lead there for ever"
    if archive.ledger.base_url not in ("", project.base_url):
        yield f"site_url is {project.base_url}, but the ledger has the site at {archive.ledger.base_url}; " + MOVE
    for outcome in study.examination.outcomes:
        if outcome.rule in VERIFICATION_RULES and outcome.outcome in ("warning", "error"):
            yield f"its verification is not in order: {outcome.remarks[0][FALLBACK]} [{outcome.rule}]"
    if given.version > 1 and given.change is None:
        yield f"version {given.version} does not say what it changes; add `change`"
    yield from _before_its_time(given, day)
    for name in unpublished_references(study.sheet, archive):
        yield f"it builds upon {name}, which was not published"
    yield from _out_of_turn(given.version, archive.latest(given.id))


def _before_its_time(given: Declaration, day: date) -> Iterator[str]:
    """Why *given* cannot be published on *day*: it was studied or verified later."""
    for what, (on, _) in dates_of(given).items():
        if on > day:
            yield f"{what} is of {on}; it cannot be published on {day}, before that"


def _out_of_turn(version: int, latest: Published | None) -> Iterator[str]:
    if latest is None or version == latest.version + 1:
        return
    if version == latest.version:
        yield f"version {version} was published on {latest.published}; a change needs `version: {version + 1}`"
    else:
        yield f"version {latest.version} is the last one published; the next is {latest.version + 1}, not {version}"


def _events(study: Study, record: Record, digest: str, archive: Archive, day: date) -> Iterator[Event]:
    given, on = study.sheet.declaration, day.isoformat()
    published = Event(
        event="publish",
        id=given.id,
        version=given.version,
        url=record["url"],
        digest=digest,
        date=on,
        reason=record["change"],
    )
    yield published
    latest = archive.latest(given.id)
    if latest is not None and latest.state == "current":
        yield _event(latest, "supersede", on, record["change"], record["address"])
    if given.status == "withdrawn" and given.withdrawn_because is not None:
        yield Event(
            event="withdraw",
            id=given.id,
            version=given.version,
            url=record["url"],
            digest=digest,
            date=on,
            reason=text(given.withdrawn_because),
        )


def _change(
    root: Path,
    id_: str,
    version: int | None,
    kind: Kind,
    reason: shape.Text | None,
    by: tuple[str, int | None] | None,
    day: date,
) -> Release:
    with alone(root / FOLDER):
        archive = sound_archive(root)
        published = published_version(archive, id_, version)
        successor = None if by is None else _successor(archive, *by)
        event = _event(published, kind, day.isoformat(), reason, successor)
        events = entered(root, archive, [event])
    return Release(tuple(events), archive.records.get(published.key))


def _event(of: Published, kind: Kind, on: str, reason: shape.Text | None, successor: str | None) -> Event:
    return Event(
        event=kind,
        id=of.id,
        version=of.version,
        url=of.url,
        digest=of.digest,
        date=on,
        reason=reason,
        successor=successor,
    )


def published_version(archive: Archive, id_: str, version: int | None) -> Published:
    """The published version of *id_*, the latest when *version* is None.

    Raises
    ------
    RefusedError
        When there is none.
    """
    latest = archive.latest(id_)
    if latest is None:
        hint = near_miss(id_, archive.ids)
        raise RefusedError([f"no version of {id_!r} was ever published" + (f"; {hint}" if hint else "")])
    told = archive.ledger.of(id_)
    chosen = latest if version is None else next((one for one in told if one.version == version), None)
    if chosen is None:
        raise RefusedError([f"version {version} of {id_} was never published; the last one is {latest.version}"])
    return chosen


def _successor(archive: Archive, id_: str, version: int | None) -> str:
    published = published_version(archive, id_, version)
    if published.state != "current":
        raise RefusedError([f"{id_} version {published.version} is {published.state}; it cannot take a place"])
    return address(*published.key)


def sound_archive(root: Path) -> Archive:
    """The archive of *root*, to be written to.

    Raises
    ------
    BrokenArchiveError
        When it is damaged.
    """
    archive = read_archive(root)
    if archive.findings:
        raise BrokenArchiveError([f"{f.file}:{f.line}: {f.message}" for f in archive.findings])
    return archive


def entered(
    root: Path, archive: Archive, events: Sequence[AnyEvent], files: Mapping[str, bytes] = NO_FILES
) -> list[Any]:
    """Write frozen *files*, and *events* at the end of the ledger, as one; answers the events as they stand there.

    Raises
    ------
    RefusedError
        When the ledger does not admit one of the events.
    """
    try:
        longer = enter(root, archive.ledger, archive.head, events, files)
    except LedgerError as error:
        raise RefusedError([str(error)]) from error
    return list(longer.events[len(archive.ledger.events) :])


def _picture(root: Path, image: shape.Image) -> bytes:
    found = picture(reader(root), image["file"])
    if isinstance(found, str):
        raise RefusedError([found])
    if digest_of(found.raw) != f"sha256:{image['sha256']}":
        raise RefusedError([f"{image['file']} was changed in this moment; publish again"])
    return found.raw


def reason_text(words: str) -> shape.Text:
    """*words* as a text by language: Chinese when they hold Han characters, otherwise for both languages."""
    return text(Text.model_validate(words.strip()))
