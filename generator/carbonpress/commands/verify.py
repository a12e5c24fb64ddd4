"""`carbonpress verify`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urljoin

import click

from carbonpress.archive.archive import ledger_of, read_archive
from carbonpress.archive.head import HEAD, PUBLIC_HEAD, PUBLIC_LEDGER, standing_findings
from carbonpress.archive.keys import PUBLIC_KEYS, PublicKey, read_keys
from carbonpress.archive.ledger import LEDGER, read_ledger
from carbonpress.site.place import Place, find_place
from carbonpress.source.folder import ORGANISATION
from carbonpress.terminal.clock import latest_day
from carbonpress.terminal.exits import Exit
from carbonpress.verify.site_source import SiteSource, Web, site_source
from carbonpress.verify.verify import Check, Trust, verdict, verify_ledger, verify_move, verify_record, verify_site

EPILOG = """\b
Examples:
  carbonpress verify site
  carbonpress verify http://127.0.0.1:8000/ --against ../last-year/site
  carbonpress verify declaration.json --ledger site
  carbonpress verify declarations

\b
Works offline, on the folder alone; where the project it was built from lies
around it, that must have all that the site shows. A ledger that was rewritten
as a whole agrees with itself: keep a copy of it, or of its head, and name it
with --against.
Exit code 0 when nothing speaks against it, 3 when something does."""

MARKS = {"good": "good", "bad": "BAD ", "open": "open"}


@click.command("verify", epilog=EPILOG)
@click.option("--against", metavar="OLDER", help="An older copy: ledger or head file, site folder or web address.")
@click.option(
    "--keys", "key_file", metavar="KEYS", help="Keys known from elsewhere: keys.json, site folder or address."
)
@click.option("--ledger", metavar="LEDGER", help="Where TARGET is a declaration: ledger file, site folder or address.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the answer is written."
)
@click.option("--verbose", is_flag=True, help="List everything that is in order, too.")
@click.argument("target")
def command(
    against: str | None, key_file: str | None, ledger: str | None, form: str, verbose: bool, target: str
) -> int:
    """Check whether TARGET is what was published.

    TARGET is the folder of a site, the web address of one, a declaration.json, or the data folder with published/.
    """
    trust = Trust(_found(against, PUBLIC_LEDGER, LEDGER, PUBLIC_HEAD, HEAD), _keys(key_file), latest_day())
    checks = list(_checks(target, trust, ledger))
    if form == "json":
        click.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(checks, verbose)))
    return Exit.LEDGER if verdict(checks) == "bad" else Exit.GOOD


def _checks(target: str, trust: Trust, ledger: str | None) -> Iterator[Check]:
    site = site_source(target)
    if site is None:
        yield from _declaration(Path(target), trust, ledger)
    elif any(Path(target, name).exists() for name in (LEDGER, HEAD, ORGANISATION)):
        yield from _archive(Path(target), trust)
    else:
        if isinstance(site, Web) and (moved_to := site.leads_to()) is not None:
            yield verify_move(site.url, read_ledger(Web(moved_to).read(PUBLIC_LEDGER) or b""))
            site = Web(moved_to)
        yield from verify_site(site, trust)
        yield from _project(Path(target))


def _archive(root: Path, trust: Trust) -> Iterator[Check]:
    """The data folder's own archive: ledger, frozen records and pictures."""
    archive = read_archive(root)
    yield from (Check("archive", "bad", f"{f.file}:{f.line}: {f.message}") for f in archive.findings)
    if not archive.findings:
        yield Check("archive", "good", f"{len(archive.records)} frozen records are what was published")
    yield from verify_ledger(archive.ledger, trust.ledger, trust.latest)
    place = _place(root)
    if place is not None and place.data == root.resolve():
        found = standing_findings(place.site, archive.ledger)
        yield from (Check("ledger", "bad", f"{one.message}; {one.mend}") for one in found)


def _project(site: Path) -> Iterator[Check]:
    """Whether the project that the folder *site* was built from, where it lies there, has all that the site shows."""
    place = _place(site.resolve().parent)
    if place is None or place.site != site.resolve():
        return
    ledger, damaged = ledger_of(place.data)
    for one in damaged or standing_findings(place.site, ledger):
        yield Check("ledger", "bad", f"the project around this folder: {one.message}; {one.mend}")


def _place(folder: Path) -> Place | None:
    """The project in *folder*, None where there is none."""
    try:
        return find_place(folder) if folder.is_dir() else None
    except click.ClickException:
        return None


def _declaration(file: Path, trust: Trust, ledger: str | None) -> Iterator[Check]:
    if not file.is_file():
        raise click.UsageError(f"{file} is no folder, no file and no web address")
    raw = _found(ledger, PUBLIC_LEDGER, LEDGER) if ledger else _above(file)
    if raw is None:
        raise click.UsageError("name the ledger that vouches for the declaration: --ledger FILE, FOLDER or ADDRESS")
    found = read_ledger(raw)
    yield from verify_ledger(found, trust.ledger, trust.latest)
    yield from verify_record(file.read_bytes(), found)


def _above(file: Path) -> bytes | None:
    """The ledger of the site that *file* lies in."""
    for folder in file.resolve().parents:
        if (folder / PUBLIC_LEDGER).is_file():
            return (folder / PUBLIC_LEDGER).read_bytes()
    return None


def _found(where: str | None, *names: str) -> bytes | None:
    """The file that *where* is, or one of *names* in the site that it is; None when nothing was asked for."""
    if where is None:
        return None
    if Path(where).is_file():
        return Path(where).read_bytes()
    site: SiteSource | None = site_source(where)
    if site is None:
        raise click.UsageError(f"{where} is no file, no folder and no web address")
    for name in names:
        raw = site.read(name)
        if raw is not None:
            return raw
    raise click.UsageError(f"{urljoin(where + '/', names[0])} does not exist")


def _keys(where: str | None) -> dict[str, PublicKey] | None:
    raw = _found(where, PUBLIC_KEYS, "published/keys.json")
    if raw is None:
        return None
    keys, wrong = read_keys(raw, str(where))
    if wrong:
        raise click.UsageError(f"{where}: {wrong[0].message}")
    return keys


def _lines(checks: Iterable[Check], verbose: bool) -> Iterator[str]:
    """Everything bad, open or about a declaration, and one line for the good of each other subject."""
    good: dict[str, list[Check]] = {}
    for check in checks:
        if check.verdict == "good" and check.subject != "declaration" and not verbose:
            good.setdefault(check.subject, []).append(check)
        else:
            yield f"{MARKS[check.verdict]} {check.subject:<12} {check.words}"
    for subject, same in good.items():
        words = same[0].words if len(same) == 1 else f"{len(same)} in order"
        yield f"{MARKS['good']} {subject:<12} {words}"
