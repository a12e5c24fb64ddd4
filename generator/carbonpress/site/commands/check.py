"""`carbonpress check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from carbonpress.press.page import Site
from carbonpress.press.press import VARIANTS, Labels
from carbonpress.publish.fit import label_findings, print_findings
from carbonpress.publish.project import open_project, organisation_document
from carbonpress.site.label_brand import brand_at
from carbonpress.site.place import Place, find_place
from carbonpress.site.show import ASK, located
from carbonpress.site.verdict import verdict
from carbonpress.source.finding import Finding
from carbonpress.source.folder import reader
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
    site, brand = Site(place.base_url, place.languages), brand_at(place)
    wanted = place.labels and tuple(label for label in place.labels if label in VARIANTS)
    labels, published = Labels(wanted, brand=brand), project.archive.ids
    studies, organisation = project.studies.values(), organisation_document(reader(place.data))
    unprintable = print_findings(studies, brand, organisation) if place.papers else []
    unlabelled = label_findings(studies, site, labels, published, organisation)
    found = sorted([*project.findings, *unlabelled, *unprintable])
    return located([finding for finding in found if place.only in ("", finding.file)], place.data)
