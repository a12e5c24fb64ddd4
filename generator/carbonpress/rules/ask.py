"""Questions that several rules ask of a declaration."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Any

from carbonpress.lca.fuel import BURNT
from carbonpress.lca.terms import Activity
from carbonpress.model.declaration import DataType, Declaration, Entry
from carbonpress.model.factor import EmissionFactor, GwpSet
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules, NamedBoundary
from carbonpress.model.text import Text, Words
from carbonpress.rules.case import Case, Path, Remark


def cited(rules: CategoryRules, clause: str) -> str:
    """A clause of the rules document with the name of the document before it."""
    return clause if clause.startswith(rules.document) else f"{rules.document}, {clause}"


def chinese(text: Text) -> str:
    """The Chinese of *text*, for what a rule says in a report; the English where there is none."""
    return text.zh or text.en or ""


def entries(declaration: Declaration) -> Iterator[tuple[Path, str, Entry]]:
    """Path, stage and line of everything in the inventory, in the order of the file."""
    for stage, lines in declaration.inventory.items():
        for index, line in enumerate(lines):
            yield ("inventory", stage, index), stage, line


def texts(words: Words) -> list[tuple[Path, Text]]:
    """Every bilingual text below *words* with its path, in the order of the model's fields."""
    found: list[tuple[Path, Text]] = []
    _gather(words, (), found)
    return found


def _gather(value: Any, path: Path, found: list[tuple[Path, Text]]) -> None:
    # Rules ask this of every declaration: types are compared, not tested, and the common scalars leave first.
    kind = type(value)
    if kind is str or value is None or kind is Decimal or kind is Quantity:
        return
    if kind is Text:
        found.append((path, value))
    elif kind is dict:
        for key, item in value.items():
            _gather(item, (*path, key), found)
    elif kind is list:
        for index, item in enumerate(value):
            _gather(item, (*path, index), found)
    elif isinstance(value, Words):
        for name, item in value.__dict__.items():
            if item is not None and type(item) is not str:
                _gather(item, (*path, name), found)


def data_type(case: Case, line: Entry) -> DataType | None:
    """Whether the activity data of a line are primary or secondary, by its own word or the default."""
    default = case.declaration.data
    return line.data or (default.type if default is not None else None)


def first_uses(case: Case, *, explained: bool = True) -> list[tuple[Activity, EmissionFactor]]:
    """Each emission factor once, with the first activity that uses it.

    Without *explained* those are left out that a line with a note uses, or that
    the rules themselves put there as a default.
    """
    uses: dict[str, tuple[Activity, EmissionFactor]] = {}
    noted: set[str] = set()
    for activity in case.inventory.activities:
        factor = activity.factor
        if factor is not None:
            uses.setdefault(factor.name_at_edition, (activity, factor))
            line = activity.entry
            if activity.assumed is not None or (line is not None and line.note is not None):
                noted.add(factor.name_at_edition)
    return [use for name, use in uses.items() if explained or name not in noted]


def factor_path(activity: Activity) -> Path:
    """Where the factor of an activity is named."""
    if activity.factor is not None and activity.factor.id.startswith(BURNT):
        return (*activity.path, "fuel")
    return (*activity.path, "by" if activity.kind == "transport" else "factor")


def gwp_set(case: Case) -> GwpSet | None:
    """The characterisation factors in force: those the declaration names, else those of the rules."""
    return case.library.gwp.get(case.declaration.gwp or case.rules.gwp)


def is_gwp100(used: GwpSet) -> bool:
    """Whether the set holds global warming potentials over 100 years."""
    return used.metric == "GWP" and used.horizon.unit.symbol == "a" and used.horizon.value == 100


def sentences(path: Path, text: Text) -> Iterator[tuple[Path, str]]:
    """What the text says, once per language; a plain text that serves both languages counts once."""
    if text.zh is not None:
        yield (*path, "zh"), text.zh
    if text.en is not None and text.en != text.zh:
        yield (*path, "en"), text.en


def claimed(pattern: re.Pattern[str], declaration: Declaration) -> Iterator[tuple[Path, str]]:
    """What *pattern* finds, once a sentence, where the author speaks of the product and the declaration itself.

    The inventory, sources, exclusions and limitations are left out: they speak
    of other people's products and documents.
    """
    for path, sentence in _claims(declaration):
        if found := pattern.search(sentence):
            yield path, found[0]


def _claims(declaration: Declaration) -> Iterator[tuple[Path, str]]:
    yield ("product", "model"), declaration.product.model
    parts: list[tuple[str, Words | None]] = [
        ("product", declaration.product),
        ("declared_unit", declaration.declared_unit),
        ("functional_unit", declaration.functional_unit),
        ("reference_flow", declaration.reference_flow),
        ("study", declaration.study),
        ("change", declaration.change),
        ("official_mark", declaration.official_mark),
    ]
    for name, part in parts:
        for path, text in texts(part) if part is not None else ():
            yield from sentences((name, *path), text)


def named_boundary(case: Case) -> tuple[str, NamedBoundary] | None:
    """Id and content of the boundary among those the rules name; a list of stages may match one.

    None when the declaration names an unknown boundary or lists stages that fit no named one.
    """
    given = case.declaration.boundary
    if isinstance(given, str):
        known = case.rules.boundaries.get(given)
        return None if known is None else (given, known)
    stages = set(given)
    for id_, boundary in case.rules.boundaries.items():
        if set(boundary.stages) - set(boundary.optional) <= stages <= set(boundary.stages):
            return id_, boundary
    return None


def gaps(case: Case, *rules: str) -> Iterator[Remark]:
    """What could not be resolved in the inventory under one of these rule ids, as remarks."""
    for gap in case.inventory.gaps:
        if gap.rule in rules:
            yield Remark(gap.path, gap.message, gap.expected, gap.mend)


def has_operator(case: Case) -> bool:
    """Whether a programme operator is named, by the declaration or by the organisation."""
    programme = case.declaration.programme
    return (programme is not None and programme.operator is not None) or case.organisation.programme is not None


def lacking_for_type_iii(case: Case) -> Iterator[tuple[Path, str]]:
    """What a Type III declaration needs and this one lacks, and where that would stand."""
    if not has_operator(case):
        yield ("communication",), "a programme operator"
    if case.declaration.verification.kind != "third-party":
        yield ("communication",), "an independent verification by a third party"


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of the calendar *years* later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def percent(share: Decimal) -> str:
    """A share of one as a message shows it: `1.25 %`; rounded up, so that what exceeds a limit never reads like it."""
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_CEILING).normalize():f} %"
