"""What was published stays: no address of the ledger may vanish from a site, lead elsewhere, or say something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from carbonpress.press.gs1 import GTIN, gtin14
from carbonpress.publish import frozen, keys, ledger
from carbonpress.publish.frozen import Archive
from carbonpress.publish.ledger import LEDGER, Event, Key, Published
from carbonpress.publish.manifest import MANIFEST, ManifestError, read_manifest
from carbonpress.record.compose import address
from carbonpress.source.finding import Finding

RULE = "vanished"
MOVED = "moved"
TRUST_RULES = frozenset({RULE, MOVED, ledger.RULE, frozen.RULE, keys.RULE})
"""Findings by these rules concern what was published; a command that meets one ends with the exit code for it."""

ALWAYS_THERE = ("index.html", "report/index.html", "declaration.json", "qr.svg", "label.svg")
"""Files of every published version; others depend on what the site was set to."""


def broken_promises(
    site: Path, archive: Archive, base_url: str, languages: Sequence[str], former: Path | None = None
) -> list[Finding]:
    """What the finished folder *site* would break of what was published; nothing where it keeps all of it.

    *former* is the site that it would replace, where there is one: no file that
    a published version has there may be missing here.
    """
    lines = {event.key: event for event in archive.ledger.events if event.event == "publish"}
    before = _files_of(former) if lines else ()
    found: list[Finding] = []
    for key, published in archive.ledger.versions.items():
        line = lines[key]
        here = address(*key)
        if published.url != base_url + here:
            found.append(_moved(line, published, base_url + here))
        roots = ["", *(f"{language}/" for language in languages[1:])]
        needed = {f"{root}{here}{name}" for root in roots[:1] for name in ALWAYS_THERE}
        needed |= {f"{root}{page}index.html" for root in roots for page in (here, f"p/{published.id}/")}
        needed |= {name for name in before if _below(name, here)} | _landing(archive, key, here)
        found += [_vanished(line, name) for name in sorted(needed) if not (site / name).is_file()]
        found += _changed(site, archive, line)
    return found


def _files_of(site: Path | None) -> Sequence[str]:
    if site is None or not (site / MANIFEST).is_file():
        return ()
    try:
        return list(read_manifest(site))
    except ManifestError:
        return ()  # what is there was not made by us, and promised nothing


def _landing(archive: Archive, key: Key, here: str) -> set[str]:
    """The page at the GS1 Digital Link of a version, which its labels may carry."""
    record = archive.records.get(key)
    gtin = record["product"]["gtin"] if record else None
    return {f"{here}{GTIN}/{gtin14(gtin)}/index.html"} if gtin else set()


def _below(name: str, here: str) -> bool:
    """Whether the file *name* belongs to the version at *here*, in any language."""
    return name.startswith(here) or name.partition("/")[2].startswith(here)


def _changed(site: Path, archive: Archive, line: Event) -> Iterator[Finding]:
    """A finding when the published record is not the frozen one."""
    path = site / address(*line.key) / "declaration.json"
    if not path.is_file() or line.key not in archive.records:
        return  # told by another finding
    if json.loads(path.read_bytes()) != archive.records[line.key]:
        message = f"{line.id} version {line.version} would say something else than its frozen record"
        yield Finding(LEDGER, line.seq, 1, RULE, message, f"the record with the digest {line.digest}")


def _vanished(line: Event, name: str) -> Finding:
    message = f"{name} was published and would be gone"
    mend = "withdraw the version instead of removing it; for a file that nobody links to, move the former site away"
    return Finding(LEDGER, line.seq, 1, RULE, message, f"everything that was at {line.url}", mend)


def _moved(line: Event, published: Published, now: str) -> Finding:
    message = f"{published.url} is on printed codes, but this site would have the page at {now}"
    mend = "keep `site_url`; or keep the old host, and let it serve this site under its old addresses too"
    return Finding(LEDGER, line.seq, 1, MOVED, message, f"the address {published.url}", mend)
