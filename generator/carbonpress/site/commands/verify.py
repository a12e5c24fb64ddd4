"""`carbonpress verify`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urljoin

import click

from carbonpress.publish.exhibit import Exhibit, exhibit
from carbonpress.publish.frozen import PUBLIC_LEDGER, read_archive
from carbonpress.publish.keys import PUBLIC_KEYS, PublicKey, read_keys
from carbonpress.publish.ledger import LEDGER, read_ledger
from carbonpress.publish.verify import Check, Trust, verdict, verify_ledger, verify_record, verify_site
from carbonpress.site.exits import Exit

EPILOG = """\b
Examples:
  carbonpress verify site
  carbonpress verify http://127.0.0.1:8000/ --against ../last-year/site
  carbonpress verify declaration.json --ledger site
  carbonpress verify declarations

\b
Works offline, on the folder alone. A ledger that was rewritten as a whole
agrees with itself: keep a copy, and name it with --against.
Exit code 0 when nothing speaks against it, 3 when something does."""

MARKS = {"good": "good", "bad": "BAD ", "open": "open"}


@click.command("verify", epilog=EPILOG)
@click.option("--against", metavar="OLDER", help="An older copy: ledger file, site folder or web address.")
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
    trust = Trust(_found(against, PUBLIC_LEDGER, LEDGER), _keys(key_file))
    checks = list(_checks(target, trust, ledger))
    if form == "json":
        click.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(checks, verbose)))
    return Exit.LEDGER if verdict(checks) == "bad" else Exit.GOOD


def _checks(target: str, trust: Trust, ledger: str | None) -> Iterator[Check]:
    site = exhibit(target)
    if site is None:
        yield from _declaration(Path(target), trust, ledger)
    elif Path(target, LEDGER).is_file():
        yield from _archive(Path(target), trust)
    else:
        yield from verify_site(site, trust)


def _archive(root: Path, trust: Trust) -> Iterator[Check]:
    """The data folder's own archive: ledger, frozen records and pictures."""
    archive = read_archive(root)
    yield from (Check("archive", "bad", f"{f.file}:{f.line}: {f.message}") for f in archive.findings)
    if not archive.findings:
        yield Check("archive", "good", f"{len(archive.records)} frozen records are what was published")
    yield from verify_ledger(archive.ledger, trust.ledger)


def _declaration(file: Path, trust: Trust, ledger: str | None) -> Iterator[Check]:
    if not file.is_file():
        raise click.UsageError(f"{file} is no folder, no file and no web address")
    raw = _found(ledger, PUBLIC_LEDGER, LEDGER) if ledger else _above(file)
    if raw is None:
        raise click.UsageError("name the ledger that vouches for the declaration: --ledger FILE, FOLDER or ADDRESS")
    found = read_ledger(raw)
    yield from verify_ledger(found, trust.ledger)
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
    site: Exhibit | None = exhibit(where)
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
