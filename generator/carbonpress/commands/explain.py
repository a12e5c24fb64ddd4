"""`carbonpress explain`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from carbonpress.lca.terms import Footprint
from carbonpress.model.hint import near_miss
from carbonpress.model.language import FALLBACK, KNOWN_LANGUAGES, LANGUAGES
from carbonpress.record import inventory
from carbonpress.record.shape import Record
from carbonpress.site.place import find_place
from carbonpress.source.finding import Severity
from carbonpress.source.output import as_text
from carbonpress.study.project import Project, open_project
from carbonpress.study.study import Study
from carbonpress.terminal.columns import located
from carbonpress.terminal.datum_quality import known_data
from carbonpress.terminal.exits import Exit
from carbonpress.terminal.explanation import Explained, explanation

EPILOG = """\b
Examples:
  carbonpress explain gyta53-24b1
  carbonpress explain gyta53-24b1 --language zh --exact | less

\b
Shows confidential lines too: the output is for the company and its verifier."""


@click.command("explain", epilog=EPILOG)
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of names; that of the terminal when left out.")
@click.option("--exact", is_flag=True, help="Show every digit that the record keeps.")
@click.argument("id_", metavar="ID")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(language: str | None, exact: bool, id_: str, path: Path | None) -> int:
    """Show the footprint of the declaration ID term by term, with every step, source and clause.

    PATH is the folder of mkdocs.yml or the data folder; the working folder when left out.
    """
    place = find_place(path)
    project = open_project(place.data, place.base_url, place.languages)
    study = project.studies.get(id_)
    if study is None or study.record is None or study.case.footprint is None:
        return _refused(id_, study, project)
    explained = explained_by(study, study.record, study.case.footprint)
    click.echo(explanation(explained, language or terminal_language(), exact), nl=False)
    return Exit.GOOD


def explained_by(study: Study, record: Record, result: Footprint) -> Explained:
    """The record of *study* with all lines, confidential or not."""
    case = study.case
    activities = inventory.activities(result.contributions, case.declaration, case.rules, result)
    hidden = frozenset(n for n, c in enumerate(result.contributions, 1) if inventory.is_confidential(c))
    factors = {**inventory.factors(result.contributions, {}), **record["factors"]}
    return Explained(record, activities, factors, hidden, known_data(case.declaration, result))


def terminal_language() -> str:
    """That of the locale of the terminal where the theme has it, otherwise English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    spoken = (
        id_ for id_, language in KNOWN_LANGUAGES.items() if language.locales and locale.startswith(language.locales)
    )
    return next(spoken, FALLBACK)


def _refused(id_: str, study: Study | None, project: Project) -> int:
    """Say why there is nothing to explain: what is wrong with the declaration, or that there is none."""
    file = study.sheet.document.name if study else ""
    errors = [f for f in project.findings if f.severity is Severity.ERROR and (not file or f.file == file)]
    if study is None and not errors:
        known = ", ".join(sorted(project.studies))
        hint = near_miss(id_, project.studies) or f"there are: {known}"
        raise click.UsageError(f"no declaration {id_!r}; {hint}")
    click.echo(as_text(located(errors, project.root)), err=True, nl=False)
    return Exit.FINDINGS
