"""`carbonpress schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.factor import FactorFile
from carbonpress.model.rules import CategoryRules
from carbonpress.record.schema import record_schema

MODELS: dict[str, type[BaseModel]] = {
    "declaration": Declaration,
    "organisation": Organisation,
    "factors": FactorFile,
    "rules": CategoryRules,
}
KINDS = (*MODELS, "record")

EPILOG = """\b
Examples:
  carbonpress schema declaration > declaration.schema.json
  carbonpress schema --to .schema

\b
In Visual Studio Code (YAML extension), settings.json:
  "yaml.schemas": {".schema/declaration.json": "declarations/products/*.yml"}"""


@click.command("schema", epilog=EPILOG)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write files here instead.")
@click.argument("kind", type=click.Choice(KINDS), required=False)
def command(folder: Path | None, kind: str | None) -> None:
    """Print a JSON Schema: of what an author writes (declaration, organisation, factors, rules) or of the record.

    Editors use them for completion. Without KIND all of them are written to the folder given with --to.
    """
    if kind is None and folder is None:
        raise click.UsageError(f"name a kind ({', '.join(KINDS)}) or a folder with --to")
    for name in KINDS if kind is None else (kind,):
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
        if folder is None:
            click.echo(text, nl=False)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")


def schema_of(kind: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one kind of file."""
    if kind == "record":
        return record_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | MODELS[kind].model_json_schema()
