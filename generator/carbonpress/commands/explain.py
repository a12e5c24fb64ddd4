"""`carbonpress explain`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from carbonpress.archive.archive import open_archive
from carbonpress.lca.terms import Footprint
from carbonpress.model.hint import near_miss
from carbonpress.model.language import FALLBACK, KNOWN_LANGUAGES, LANGUAGES
from carbonpress.record import inventory
from carbonpress.record.shape import Record
from carbonpress.site.place import find_place
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_text
from carbonpress.study.data_files import read_data_files
from carbonpress.study.plan import Plan, plan_of
from carbonpress.study.product import StudiedProduct, study_product
from carbonpress.study.shared_inputs import read_shared_inputs
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
    archive = open_archive(place.data)
    shared = read_shared_inputs(place.data, archive, place.base_url, place.languages)
    plan = plan_of(read_data_files(place.data), shared)
    product = _product(id_, plan)
    study = product.study if product is not None else None
    if study is None or study.record is None or study.case.footprint is None:
        return _refused(id_, product, plan)
    explained = explained_by(study, study.record, study.case.footprint)
    click.echo(explanation(explained, language or terminal_language(), exact), nl=False)
    return Exit.GOOD


def _product(id_: str, plan: Plan) -> StudiedProduct | None:
    """The declaration *id_*, worked out as a build does it; None where no file has that id."""
    named = (name for name, file in plan.files.found.items() if file.id == id_ and name not in plan.taken)
    return next((study_product(plan.job(name), plan.shared) for name in named), None)


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


def _refused(id_: str, product: StudiedProduct | None, plan: Plan) -> int:
    """Say why there is nothing to explain: what is wrong with the declaration, or that there is none."""
    shared = [*plan.shared.findings, *plan.files.findings]
    found = [*shared, *(product.findings if product is not None else _nameless(plan))]
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if product is None and not errors:
        known = sorted({file.id for file in plan.files.found.values()})
        hint = near_miss(id_, known) or f"there are: {', '.join(known)}"
        raise click.UsageError(f"no declaration {id_!r}; {hint}")
    click.echo(as_text(located(sorted(set(errors)), plan.files.root)), err=True, nl=False)
    return Exit.FINDINGS


def _nameless(plan: Plan) -> Iterator[Finding]:
    """What is wrong with files of which not even the id can be read: one of them may be the one that was meant."""
    for name, file in plan.files.found.items():
        if not file.id:
            yield from study_product(plan.job(name), plan.shared).findings
