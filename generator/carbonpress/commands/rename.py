"""`carbonpress rename`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.acts.move import rename_product
from carbonpress.acts.publish import RefusedError, reason_text
from carbonpress.commands.ledger_acts import addressed_place, begin, refused, told
from carbonpress.source.theme import theme_data
from carbonpress.terminal.exits import Exit

CHINESE = theme_data("terminal/help.yml")["rename"]

EPILOG = f"""\b
Examples:
  carbonpress rename gyta-12b1 gyta-12b1-a
  carbonpress rename gyta-12b1 gyta-12b1-a --reason "{CHINESE["reason"]}"

\b
Published versions keep their addresses, records and codes. The page of the old
id leads on to that of the new one, which lists them; the next version lies
below the new id. Write the new `id` into the declaration, too."""


@click.command("rename", epilog=EPILOG)
@click.option("--reason", help="Why.")
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def command(reason: str | None, path: Path | None, old: str, new: str) -> int:
    """Give the published product OLD the id NEW; what was printed keeps working."""
    place = addressed_place(path)
    why = reason_text(reason) if reason and reason.strip() else None
    try:
        event = rename_product(place.data, old, new, why, begin(place))
    except RefusedError as error:
        return refused(f"{old} was not renamed", error)
    click.echo("\n".join(told([event])))
    click.echo(f"  now write  id: {new}  in its declaration")
    return Exit.GOOD
