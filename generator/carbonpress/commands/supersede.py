"""`carbonpress supersede`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.acts.publish import RefusedError, reason_text, supersede_version
from carbonpress.commands.ledger_acts import addressed_place, begin, refused, told, versioned
from carbonpress.source.theme import theme_data
from carbonpress.terminal.exits import Exit

CHINESE = theme_data("terminal/help.yml")["supersede"]

EPILOG = f"""\b
Examples:
  carbonpress supersede gyta-12b1 --by gyta-12b1-pro
  carbonpress supersede gyta-12b1@2 --by gyta-12b1-pro@1 --reason "{CHINESE["reason"]}"

\b
A new version of the same product supersedes the one before it by itself, when
it is published. This command is for a product that another one replaces."""


@click.command("supersede", epilog=EPILOG)
@click.option("--by", required=True, metavar="ID[@VERSION]", help="The published version that takes its place.")
@click.option("--reason", help="Why.")
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("name", metavar="ID[@VERSION]")
def command(by: str, reason: str | None, path: Path | None, name: str) -> int:
    """Say that another published version takes the place of this one; its address stays and leads there."""
    place = addressed_place(path)
    id_, version = versioned(name)
    why = reason_text(reason) if reason and reason.strip() else None
    try:
        release = supersede_version(place.data, id_, version, versioned(by), why, begin(place))
    except RefusedError as error:
        return refused(f"{name} was not superseded", error)
    click.echo("\n".join(told(release.events)))
    return Exit.GOOD
