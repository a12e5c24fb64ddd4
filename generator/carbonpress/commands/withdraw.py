"""`carbonpress withdraw`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.acts.publish import RefusedError, reason_text, withdraw_version
from carbonpress.commands.ledger_acts import addressed_place, begin, refused, told, versioned
from carbonpress.record.shape import Text
from carbonpress.record.subject import text
from carbonpress.site.place import Place
from carbonpress.source.theme import theme_data
from carbonpress.study.project import open_project
from carbonpress.terminal.exits import Exit

CHINESE = theme_data("terminal/help.yml")["withdraw"]

EPILOG = f"""\b
Examples:
  carbonpress withdraw gyta-12b1 --reason "{CHINESE["reason"]}" --reason-en "Aluminium tape entered wrongly"
  carbonpress withdraw gyta-12b1@1

\b
Final: a withdrawn version can never be used again. Its address stays, and its
page says on top that and why it was withdrawn. Build the site afterwards."""


@click.command("withdraw", epilog=EPILOG)
@click.option("--reason", help="Why; `withdrawn_because` of the declaration when left out.")
@click.option("--reason-en", help="The same in English, where --reason is in Chinese.")
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("name", metavar="ID[@VERSION]")
def command(reason: str | None, reason_en: str | None, path: Path | None, name: str) -> int:
    """Withdraw a published version, the latest where none is named, for good."""
    place = addressed_place(path)
    id_, version = versioned(name)
    why = reason_text(reason) if reason and reason.strip() else _written(place, id_, version)
    if why is None:
        raise click.UsageError("say why: --reason …, or `withdrawn_because` in the declaration")
    if reason_en:
        why = {**why, "en": reason_en}
    try:
        release = withdraw_version(place.data, id_, version, why, begin(place))
    except RefusedError as error:
        return refused(f"{name} was not withdrawn", error)
    click.echo("\n".join(told(release.events)))
    return Exit.GOOD


def _written(place: Place, id_: str, version: int | None) -> Text | None:
    """The reason that the declaration itself gives, if it is of that version."""
    study = open_project(place.data, place.base_url, place.languages).studies.get(id_)
    if study is None or study.sheet.declaration.withdrawn_because is None:
        return None
    given = study.sheet.declaration
    return text(study.sheet.declaration.withdrawn_because) if version in (None, given.version) else None
