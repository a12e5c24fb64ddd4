"""`carbonpress check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from carbonpress.press.page import Site
from carbonpress.press.press import VARIANTS, Labels, main_variant
from carbonpress.publish.days import future_dates, future_events
from carbonpress.publish.fit import label_findings, print_findings
from carbonpress.publish.head import standing_findings
from carbonpress.publish.project import open_project
from carbonpress.publish.promise import moved
from carbonpress.site.clock import latest_day
from carbonpress.site.place import UNKNOWN_URL, Place, find_place
from carbonpress.site.show import ASK, located
from carbonpress.site.verdict import verdict
from carbonpress.source.finding import Finding
from carbonpress.source.output import as_annotations, as_json, as_text

FORMATS: dict[str, Callable[[Iterable[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_annotations}

EPILOG = """\b
Examples:
  carbonpress check
  carbonpress check declarations/products/gyta53-24b1.yml
  carbonpress check --strict --format github

\b
Errors are what a standard says shall be (应), warnings what should be (宜).
Exit code 1 when there are errors, with --strict also when there are warnings;
exit code 3 when what was published is damaged (published/)."""


@click.command("check", epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How findings are written.")
@click.option("--strict", is_flag=True, help="Let warnings count like errors.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(form: str, strict: bool, path: Path | None) -> int:
    """Check all declarations, factors and rules, and say what is wrong, where, and how to mend it.

    PATH is the folder of mkdocs.yml, the data folder, or one file of it; the working folder when left out.
    """
    findings = findings_at(find_place(path))
    if form == "text":
        click.echo(as_text(findings, colour=sys.stdout.isatty()), nl=False)
        if findings:
            click.echo(ASK, err=True)
    else:
        click.echo(FORMATS[form](findings), nl=False)
    return verdict(findings, strict)


def findings_at(place: Place) -> list[Finding]:
    """Everything found in the project, or in the one file of it that was asked about."""
    project = open_project(place.data, place.base_url)
    main = main_variant(Site(place.base_url, place.languages))
    labels = Labels(tuple(label for label in place.labels if label in VARIANTS))
    studies = project.studies.values()
    unprintable = print_findings(studies) if place.papers else []
    ledger, latest = project.archive.ledger, latest_day()
    days = [*future_dates((study.sheet for study in studies), latest), *future_events(ledger.events, latest)]
    standing = standing_findings(place.site, ledger)
    if place.base_url != UNKNOWN_URL:
        standing += moved(ledger, place.base_url)
    found = sorted([*project.findings, *label_findings(studies, main, labels), *unprintable, *days, *standing])
    return located([finding for finding in found if place.only in ("", finding.file)], place.data)
