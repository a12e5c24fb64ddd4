"""What was published stays: no address of the ledger may vanish from a site, lead elsewhere, or say something else.

Two groups of files.  Promised for ever is what the registry of outputs says so of: the pages of a version, in every
language that it was shown in, its record, its main label, its code, and the page that a GS1 Digital Link on a label
leads to.  The others come and go with the options of the site: a warning says which of them go.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from carbonpress.archive import frozen_record, keys, ledger
from carbonpress.archive.archive import Archive
from carbonpress.archive.ledger import LEDGER, Event, Key, Ledger
from carbonpress.folder.manifest import MANIFEST, ManifestError, read_manifest
from carbonpress.press.common.gs1 import GTIN, gtin14
from carbonpress.press.common.outputs import always_there, is_promised
from carbonpress.record.canonical import digest_of
from carbonpress.record.compose import address
from carbonpress.source.finding import Finding, Severity

RULE = "vanished"
MOVED = "moved"
TRUST_RULES = frozenset({RULE, MOVED, ledger.RULE, frozen_record.RULE, keys.RULE})
"""Findings by these rules concern what was published; a command that meets one ends with the exit code for it."""

DROPPED = "dropped"
"""Findings by this rule are warnings: they name files that were not promised."""

MOST_NAMED = 3
"""So many versions are named where a file goes from several."""


def broken_promises(
    site: Path, archive: Archive, base_url: str, languages: Sequence[str], former: Path | None = None
) -> list[Finding]:
    """What the finished folder *site* would break of what was published; nothing where it keeps all of it.

    *former* is the site that it would replace, where there is one: a page that a
    published version has there may not be missing here either.  Other files may:
    they are named in a warning, one for all versions that lose the same.
    """
    lines = archive.ledger.publications
    before = _by_version(_files_of(former)) if lines else {}
    found = moved(archive.ledger, base_url)
    gone: dict[str, set[str]] = {}
    for key, published in archive.ledger.versions.items():
        line = lines[key]
        here = address(*key)
        roots = ["", *(f"{language}/" for language in languages[1:])]
        needed = {f"{root}{here}{name}" for root in roots[:1] for name in always_there()}
        needed |= {f"{root}{page}index.html" for root in roots for page in (here, f"p/{published.id}/")}
        needed |= _landing(archive, key, here)
        had = before.get(here, set())
        needed |= {name for name in had if is_promised(name.partition(here)[2])}
        found += [_vanished(line, name) for name in sorted(needed) if not (site / name).is_file()]
        for name in sorted(had - needed):
            if not (site / name).is_file():
                gone.setdefault(name.partition(here)[2], set()).add(here)
        found += _changed(site, archive, line)
    return [*found, *_dropped(gone)]


def moved(ledger: Ledger, base_url: str) -> list[Finding]:
    """That a site at *base_url* would leave the address in the ledger behind; nothing where it is there."""
    if ledger.findings or base_url == ledger.base_url or not ledger.versions:
        return []
    first = next(iter(ledger.publications.values()))
    now = base_url + address(*first.key)
    message = f"{first.url} is on printed codes, but this site would have the page at {now}"
    if ledger.moves:
        message = f"the ledger says that the site moved to {ledger.base_url}, but this one would be at {base_url}"
    expected = f"site_url: {ledger.base_url}"
    mend = "keep `site_url`; or, where the site moves there, enter that in the ledger: `carbonpress move`"
    return [Finding(LEDGER, len(ledger.events), 1, MOVED, message, expected, mend)]


def _files_of(site: Path | None) -> Sequence[str]:
    if site is None or not (site / MANIFEST).is_file():
        return ()
    try:
        return list(read_manifest(site))
    except ManifestError:
        return ()  # what is there was not made by us, and promised nothing


def _landing(archive: Archive, key: Key, here: str) -> set[str]:
    """The page at the GS1 Digital Link of a version, which its labels may carry."""
    outline = archive.outlines.get(key)
    gtin = outline.gtin if outline else None
    return {f"{here}{GTIN}/{gtin14(gtin)}/index.html"} if gtin else set()


def _by_version(names: Iterable[str]) -> dict[str, set[str]]:
    """The files of versions, in any language, by the address of the version: `p/<id>/v<N>/`."""
    found: dict[str, set[str]] = {}
    for name in names:
        for below in (name, name.partition("/")[2]):
            parts = below.split("/")
            if len(parts) > 3 and parts[0] == "p":
                found.setdefault("/".join([*parts[:3], ""]), set()).add(name)
    return found


def _changed(site: Path, archive: Archive, line: Event) -> Iterator[Finding]:
    """A finding when the published record is not the frozen one."""
    path = site / address(*line.key) / "declaration.json"
    if not path.is_file() or line.key not in archive.records:
        return  # told by another finding
    raw = path.read_bytes()
    if digest_of(raw.replace(b"\n", b"")) == line.digest:
        return  # as we write it, a line for each part of the canonical form
    if json.loads(raw) != archive.records[line.key]:
        message = f"{line.id} version {line.version} would say something else than its frozen record"
        yield Finding(LEDGER, line.seq, 1, RULE, message, f"the record with the digest {line.digest}")


def _vanished(line: Event, name: str) -> Finding:
    message = f"{name} was published and would be gone"
    mend = "withdraw the version instead of removing it; for a file that nobody links to, move the former site away"
    return Finding(LEDGER, line.seq, 1, RULE, message, f"everything that was at {line.url}", mend)


def _dropped(gone: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """That files which are not promised go: *gone* gives the addresses of the versions that lose each, by its name."""
    together: dict[tuple[str, ...], list[str]] = {}
    for name, addresses in sorted(gone.items()):
        together.setdefault(tuple(sorted(addresses)), []).append(name)
    mend = "nothing, where it was switched off on purpose; links to it from elsewhere lead nowhere from now on"
    for addresses, names in together.items():
        more = len(addresses) - MOST_NAMED
        where = ", ".join(addresses[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        message = f"published versions lose files that were not promised: {', '.join(names)} ({where})"
        yield Finding(LEDGER, 1, 1, DROPPED, message, "", mend, severity=Severity.WARNING)
