"""`carbonpress factors`."""

from __future__ import annotations

import click

from carbonpress.commands.explain import terminal_language
from carbonpress.model.hint import near_miss
from carbonpress.model.language import LANGUAGES
from carbonpress.reference.factor_search import Wanted, newest, search
from carbonpress.reference.library import Library
from carbonpress.reference.load import library, shipped_library
from carbonpress.site.place import locate
from carbonpress.source.finding import Finding
from carbonpress.source.output import as_text as findings_text
from carbonpress.terminal.columns import located
from carbonpress.terminal.factor_list import as_csv, as_json, as_text

EPILOG = """\b
Examples:
  carbonpress factors polyethylene
  carbonpress factors sheath --unit kg --place CN
  carbonpress factors --category electricity --format csv > electricity.csv"""


@click.command("factors", epilog=EPILOG)
@click.option("--unit", help="Only factors per this unit or one of the same dimension: kg, kWh, tkm …")
@click.option("--category", help="Only factors of this category: material, electricity, transport …")
@click.option("--place", help="Only factors of this place; CN is also for CN-east.")
@click.option("--gwp", "gwp_id", help="GWP set for factors given by gas; the newest of 100 years if left out.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print them.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of names; that of the terminal if left out.")
@click.argument("words", nargs=-1)
def command(
    unit: str | None,
    category: str | None,
    place: str | None,
    gwp_id: str | None,
    form: str,
    language: str | None,
    words: tuple[str, ...],
) -> int:
    """Find emission factors by WORDS in any language of the theme, the likeliest first; all of them without WORDS.

    In the folder of a project its own factors are searched too. A declaration names a factor as it stands at the
    beginning of a line, id@edition.
    """
    known = _known()
    wanted = Wanted(_unit(known, unit), _category(known, category), place)
    gwp = known.gwp.get(gwp_id or known.newest_gwp)
    if gwp is None:
        raise click.UsageError(_unknown("GWP set", gwp_id, known.gwp))
    found, spoken = search(known, " ".join(words), wanted), language or terminal_language()
    if form == "json":
        click.echo(as_json(found, gwp), nl=False)
    elif form == "csv":
        click.echo(as_csv(found, gwp, spoken), nl=False)
    else:
        click.echo(as_text(found, gwp, known.editions, spoken), nl=False)
    return 0 if found else 1


def _known() -> Library:
    """The factors of the project in the working folder, or those of the package outside of one."""
    try:
        place = locate(None)
    except click.UsageError:
        return shipped_library()
    findings: list[Finding] = []
    found = library(place.data, findings)
    if findings:
        click.echo(findings_text(located(findings, place.data)), err=True)
    return found


def _unit(known: Library, unit: str | None) -> str | None:
    if unit is not None and unit not in known.units:
        raise click.UsageError(_unknown("unit", unit, known.units))
    return unit


def _category(known: Library, category: str | None) -> str | None:
    categories = sorted({factor.category for factor in newest(known) if factor.category})
    if category is not None and category.casefold() not in map(str.casefold, categories):
        raise click.UsageError(_unknown("category", category, categories))
    return category


def _unknown(what: str, name: object, known: object) -> str:
    names = [str(one) for one in known]  # type: ignore[attr-defined]
    return f"no {what} {name!r}; {near_miss(str(name), names) or 'known are ' + ', '.join(sorted(names))}"
