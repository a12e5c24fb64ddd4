"""`carbonpress check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from carbonpress.archive.archive import open_archive
from carbonpress.model.hint import near_miss
from carbonpress.press.common.page import Site
from carbonpress.press.label.variants import VARIANTS, Labels
from carbonpress.site.data_check import CheckedData, check_data
from carbonpress.site.label_brand import brand_at
from carbonpress.site.place import Place, locate
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_annotations, as_json, as_text
from carbonpress.source.theme import theme_data
from carbonpress.study.data_files import read_data_files
from carbonpress.study.label_fit import FitInputs
from carbonpress.study.shared_inputs import read_shared_inputs
from carbonpress.terminal.columns import ASK, located
from carbonpress.terminal.exits import Exit
from carbonpress.terminal.finding_help import names
from carbonpress.terminal.verdict import verdict

FORMATS: dict[str, Callable[[Iterable[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_annotations}
ONLY = {"errors": frozenset({Severity.ERROR}), "warnings": frozenset({Severity.WARNING})}

CHINESE = theme_data("terminal/help.yml")["check"]

EPILOG = f"""\b
Examples:
  carbonpress check
  carbonpress check declarations/products/gyta53-24b1.yml
  carbonpress check --strict --format github
  carbonpress check --only errors --rule number --rule unit
  carbonpress check --quiet

\b
Errors are what a standard says shall be ({CHINESE["shall"]}), warnings what should be ({CHINESE["should"]}).
Exit code 1 when there are errors, with --strict also when there are warnings;
exit code 3 when what was published is damaged (published/). What is shown
(--only, --rule, --quiet) has no say in the exit code."""


@click.command("check", epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How findings are written.")
@click.option("--strict", is_flag=True, help="Let warnings count like errors.")
@click.option("--only", type=click.Choice(list(ONLY)), help="Show findings of this weight alone.")
@click.option(
    "--rule", "rules", multiple=True, metavar="NAME", help="Show findings of this name alone; can be repeated."
)
@click.option("--quiet", is_flag=True, help="Show how many findings there are of which rule, and none of them.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(form: str, strict: bool, only: str | None, rules: tuple[str, ...], quiet: bool, path: Path | None) -> int:
    """Check all declarations, factors and rules, and say what is wrong, where, and how to mend it.

    PATH is the folder of mkdocs.yml, the data folder, or one file of it; the working folder when left out.
    """
    _known(rules)
    if quiet and form != "text":
        raise click.UsageError("--quiet is for the form text; the others are read by programs")
    place, read = locate(path), None
    if place.config is not None:
        from carbonpress.site.configuration import checked_place  # a data folder alone needs no MkDocs

        place, read = checked_place(place, place.config)
    found: list[Finding] = []
    if place.data.is_dir():
        data = checked_data(place)
        found = [*located((one for one in data.findings if place.only in ("", one.file)), place.data)]
        if read is not None and read.config is not None and not place.only:
            from carbonpress.site.page_check import author_findings

            found += author_findings(read.config, data)
    wrong = read.wrong(strict) if read is not None else []
    said = [*read.findings, *read.advice] if read is not None and not place.only else wrong
    _show(_chosen([*found, *said], only, rules), form, quiet)
    # how mkdocs.yml is written counts for itself: what is advised there changes nothing of this site
    return Exit.USAGE if wrong else verdict(found, strict)


def _known(rules: tuple[str, ...]) -> None:
    """Refuse a name that no finding has: its findings would be looked for in vain."""
    known = names()
    for rule in rules:
        if rule not in known:
            raise click.UsageError(f"no finding is called {rule!r}. {near_miss(rule, known)}".strip())


def _chosen(findings: Iterable[Finding], only: str | None, rules: tuple[str, ...]) -> list[Finding]:
    """The findings that were asked for, of one weight or of some rules."""
    weights = ONLY[only] if only else frozenset(Severity)
    return [found for found in findings if found.severity in weights and (not rules or found.rule in rules)]


def _show(findings: list[Finding], form: str, quiet: bool) -> None:
    if form == "text":
        click.echo(as_text(findings, colour=sys.stdout.isatty(), quiet=quiet), nl=False)
        if findings:
            click.echo(ASK, err=True)
    else:
        click.echo(FORMATS[form](findings), nl=False)


def checked_data(place: Place) -> CheckedData:
    """The data folder of *place*, checked as a build of its site would."""
    shared = read_shared_inputs(
        place.data, open_archive(place.data), place.base_url, place.languages, interpreted=place.interpreted
    )
    wanted = place.labels and tuple(label for label in place.labels if label in VARIANTS)
    labels = Labels(wanted, brand=brand_at(place))
    fit = FitInputs(Site(place.base_url, place.languages), labels, place.papers)
    return check_data(read_data_files(place.data), shared, fit, place.site, place.address, place.processes)
