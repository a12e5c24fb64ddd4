"""Which declarations a command that prints is about: by id, by their rules, or by a list with counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from carbonpress.commands.ledger_acts import addressed_place, versioned
from carbonpress.model.hint import near_miss
from carbonpress.press.print_job import Order
from carbonpress.record.version import Version
from carbonpress.site.place import Place
from carbonpress.source.finding import Severity
from carbonpress.source.output import as_text
from carbonpress.study.project import Project, open_project
from carbonpress.terminal.columns import located

COLUMNS = ("id", "version", "count")
MOST_COPIES = 100_000


def sound_project(path: Path | None) -> tuple[Place, Project]:
    """The project at *path*, which has an address on the web.

    Raises
    ------
    click.ClickException
        When it has none, or its data have errors: what is printed stays.
    """
    place = addressed_place(path)
    project = open_project(place.data, place.base_url, place.languages)
    errors = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    if errors:
        raise click.ClickException(f"the data have errors, nothing was printed\n{as_text(located(errors, place.data))}")
    return place, project


def chosen(project: Project, ids: Sequence[str], rules: str | None, copies: int) -> list[Order]:
    """Orders for *ids* (`id` or `id@version`); for all current versions, or those of one category, where none is named.

    Raises
    ------
    click.UsageError
        When there is no such declaration, or a version must not be printed any more.
    """
    if ids:
        return [_order(_named(project, *versioned(name)), copies) for name in dict.fromkeys(ids)]
    known = sorted({version.record["rules"]["id"] for group in project.versions.values() for version in group})
    if rules is not None and rules not in known:
        raise click.UsageError(
            f"no declaration follows {rules!r}; {near_miss(rules, known) or 'there are: ' + ', '.join(known)}"
        )
    current = [v for _, group in sorted(project.versions.items()) for v in group if v.state == "current"]
    found = [_order(v, copies) for v in current if rules in (None, v.record["rules"]["id"])]
    if not found:
        raise click.UsageError("there is no current version to print; name drafts by their id")
    return found


def counted(project: Project, file: Path) -> list[Order]:
    """Orders from a CSV file with the columns id, version (may be empty) and count.

    Raises
    ------
    click.UsageError
        With the line that is wrong.
    """
    orders: list[Order] = []
    for line, row in _rows(file):
        id_, version, count = (row[column].strip() for column in COLUMNS)
        if not (count.isascii() and count.isdecimal() and 0 < int(count) <= MOST_COPIES):
            raise click.UsageError(f"{file}:{line}: {count!r} is not a count from 1 to {MOST_COPIES}")
        try:
            named = _named(project, *versioned(f"{id_}@{version}" if version else id_))
            orders.append(_order(named, int(count)))
        except click.UsageError as error:
            raise click.UsageError(f"{file}:{line}: {error.message}") from error
    if not orders:
        raise click.UsageError(f"{file} names no declaration")
    return orders


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8; save it as CSV UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    given = [name.strip() for name in reader.fieldnames or ()]
    if not {"id", "count"} <= set(given):
        raise click.UsageError(f"{file}:1: the first line names the columns: {', '.join(COLUMNS)}")
    for row in reader:
        yield reader.line_num, {"version": "", **{str(key).strip(): str(value) for key, value in row.items()}}


def _named(project: Project, id_: str, version: int | None) -> Version:
    """The version of that number, or the last one, which must not be superseded or withdrawn."""
    group = project.versions.get(project.archive.ledger.name_of(id_))
    if not group:
        raise click.UsageError(
            f"no declaration {id_!r}; {near_miss(id_, project.versions) or 'see `carbonpress check`'}"
        )
    found = group[-1] if version is None else next((v for v in group if v.record["version"] == version), None)
    if found is None:
        raise click.UsageError(f"{id_} has no version {version}")
    if found.state in ("superseded", "withdrawn"):
        now = f"in force is {found.successor}" if found.successor else "no version is in force"
        raise click.UsageError(
            f"version {found.record['version']} of {id_} is {found.state}: no more labels of it; {now}"
        )
    return found


def _order(version: Version, copies: int) -> Order:
    return Order(version.record, copies, wording=version.wording)
