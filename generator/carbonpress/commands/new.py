"""`carbonpress new`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError

from carbonpress.commands.declaration_draft import Wanted, draft, spoken
from carbonpress.commands.explain import terminal_language
from carbonpress.model.hint import near_miss
from carbonpress.model.language import LANGUAGES
from carbonpress.model.scalar import Id
from carbonpress.press.common.label_size import SIZES
from carbonpress.press.label.id_length import id_too_long
from carbonpress.reference.library import Library
from carbonpress.reference.load import library
from carbonpress.site.place import find_place
from carbonpress.source.theme import theme_data
from carbonpress.study.data_files import PRODUCTS

CHINESE = theme_data("terminal/help.yml")["new"]

EPILOG = f"""\b
Examples:
  carbonpress new
  carbonpress new --rules ccsa-603-2024/optical-cable --id gyta-12b1
  carbonpress new --rules cesa-2024-061/server --id r2 --model R2-880 \\
      --name zh={CHINESE["name"]} --name en="Rack server"

\b
Asks for what is not given, when there is somebody to answer."""


@click.command("new", epilog=EPILOG)
@click.option("--rules", "rules_id", help="Product category rules, for example ccsa-603-2024/optical-cable.")
@click.option("--id", "id_", help="Id of the product; part of its address for ever.")
@click.option("--name", "names", multiple=True, metavar="LANGUAGE=TEXT", help="Name of the product; once per language.")
@click.option("--model", default="", help="Model of the product.")
@click.option("--boundary", default="", help="System boundary; the first of the rules when left out.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the comments.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(
    rules_id: str | None,
    id_: str | None,
    names: tuple[str, ...],
    model: str,
    boundary: str,
    language: str | None,
    path: Path | None,
) -> None:
    """Write a commented declaration made from its category rules, to be filled in. Never overwrites a file.

    PATH is the folder of mkdocs.yml or the data folder; the working folder when left out.
    """
    place = find_place(path)
    known = library(place.data, [])
    rules_id = rules_id or _asked("Product category rules", "--rules", sorted(known.rules))
    rules = known.rules.get(rules_id)
    if rules is None:
        raise click.UsageError(f"no category rules {rules_id!r}; {_rules_hint(rules_id, known)}")
    if boundary and boundary not in rules.boundaries:
        raise click.UsageError(f"{rules_id} has no boundary {boundary!r}; one of {', '.join(rules.boundaries)}")
    id_ = valid_id(id_ or _asked("Id of the product", "--id"))
    too_long = id_too_long(id_, place.base_url, SIZES[0])
    speech = language or terminal_language()
    text = draft(rules, Wanted(id_, dict(_named(name) for name in names), model, boundary, speech, place.languages))
    target = place.data / PRODUCTS / f"{id_}.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{os.path.relpath(target)} exists already; nothing was written") from None
    click.echo(f"{os.path.relpath(target)}: {spoken(rules.title, speech)}")
    if too_long is not None:
        click.echo(f"warning: {'; '.join(too_long)}", err=True)
    click.echo("fill in what is empty, then run: carbonpress check", err=True)


def valid_id(text: str) -> str:
    """*text*, when it may be the id of a declaration.

    Raises
    ------
    click.UsageError
        Otherwise; says what an id is made of.
    """
    try:
        return str(TypeAdapter(Id).validate_python(text))
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        told = "; ".join(str(context[key]) for key in ("what", "expected", "mend") if context.get(key))
        raise click.UsageError(told or str(error)) from error


def _asked(question: str, option: str, choices: list[str] | None = None) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"{option} is missing")
    kind = click.Choice(choices) if choices else None
    return str(click.prompt(question, type=kind, err=True))


def _named(given: str) -> tuple[str, str]:
    language, sign, text = given.partition("=")
    if not sign or language not in LANGUAGES or not text.strip():
        raise click.UsageError(f"--name {given!r} is not of the form {' or '.join(f'{x}=TEXT' for x in LANGUAGES)}")
    return language, text


def _rules_hint(wanted: str, known: Library) -> str:
    return near_miss(wanted, known.rules) or f"one of {', '.join(sorted(known.rules))}"
