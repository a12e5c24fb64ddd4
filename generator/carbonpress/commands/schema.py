"""`carbonpress schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import click

from carbonpress.lca.declared import declared_name
from carbonpress.model.language import LANGUAGES
from carbonpress.model.schema import NAMES, Name
from carbonpress.record.schema import record_schema
from carbonpress.reference.load import library, shipped_library
from carbonpress.site.editor import Known, editor_schema
from carbonpress.site.place import locate
from carbonpress.study.project import read_sheets

KINDS = (*NAMES, "record")

EPILOG = """\b
Examples:
  carbonpress schema declaration > declaration.schema.json
  carbonpress schema --to .schema

\b
In Visual Studio Code (YAML extension), settings.json:
  "yaml.schemas": {".schema/declaration.json": "declarations/products/**/*.yml"}"""


@click.command("schema", epilog=EPILOG)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write files here instead.")
@click.argument("kind", type=click.Choice(KINDS), required=False)
def command(folder: Path | None, kind: str | None) -> None:
    """Print a JSON Schema: of what an author writes (declaration, organisation, factors, rules) or of the record.

    Editors use them for completion. In the folder of a project they offer its stages, units, components and factors and
    explain each key in its languages. Without KIND all of them are written to the folder given with --to.
    """
    if kind is None and folder is None:
        raise click.UsageError(f"name a kind ({', '.join(KINDS)}) or a folder with --to")
    known = _known()
    for name in KINDS if kind is None else (kind,):
        made = record_schema() if name == "record" else editor_schema(cast("Name", name), known)
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        if folder is None:
            click.echo(text, nl=False)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")


def _known() -> Known:
    """What the project in the working folder knows; outside a project what comes with the package."""
    try:
        place = locate(None)
    except click.UsageError:
        return Known(shipped_library(), LANGUAGES, {})
    # What is wrong with the files is told by `check`; what is sound in them is offered.
    found = library(place.data, [])
    sheets = read_sheets(place.data, found)
    footprints = {declared_name(sheet.declaration): sheet.declaration.product.name for sheet in sheets.values()}
    return Known(found, place.languages, footprints)
