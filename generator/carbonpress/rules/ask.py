"""Questions that several rules ask of a declaration."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from carbonpress.lca.fuel import BURNT
from carbonpress.lca.terms import Activity
from carbonpress.model.declaration import DataType, Entry
from carbonpress.model.factor import GwpSet
from carbonpress.model.rules import CategoryRules, NamedBoundary
from carbonpress.model.sentence import Named
from carbonpress.model.text import Text
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.citation import is_title
from carbonpress.rules.texts import Path, sentences

HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
"""Signs that look like a hyphen between two words."""


def cited(rules: CategoryRules, clause: str) -> str:
    """A clause of the rules document with the name of the document before it."""
    return clause if clause.startswith(rules.document) else f"{rules.document}, {clause}"


def named_stage(case: Case, id_: str) -> Named:
    """A stage of the rules, for a sentence."""
    return Named(id_, case.rules.stage(id_).name)


def data_type(case: Case, line: Entry) -> DataType | None:
    """Whether the activity data of a line are primary or secondary, by its own word or the default."""
    default = case.declaration.data
    return line.data or (default.type if default is not None else None)


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


def claimed(
    pattern: re.Pattern[str],
    case: Case,
    texts: Iterable[tuple[Path, Text]],
    reading: Callable[[str], str] = str,
) -> Iterator[tuple[Path, str]]:
    """What *pattern* finds in the model's name, in parameters of one line and in *texts*, and where.

    Titles of documents that the declaration rests on are not read: others gave
    them.  *reading* may take more out of a text before it is searched.
    """
    if hit := pattern.search(evened(case.declaration.product.model)):
        yield ("product", "model"), hit[0]
    for name, value in case.declaration.product.parameters.items():
        if isinstance(value, str) and (hit := pattern.search(reading(evened(value)))):
            yield ("product", "parameters", name), hit[0]
    for path, text in texts:
        for language, words in () if is_title(path) else sentences(text):
            if hit := pattern.search(reading(evened(words))):
                yield (*path, language), hit[0]


@lru_cache(maxsize=4096)  # several rules search each text
def evened(words: str) -> str:
    """*words* as they read: one kind of hyphen, single spaces, no full-width letters."""
    return " ".join(unicodedata.normalize("NFKC", words).translate(HYPHENS).split())


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
    """What could not be resolved in the inventory under one of these rule ids, as remarks in the words of that rule."""
    for gap in case.inventory.gaps:
        if gap.rule in rules:
            yield Remark(gap.path, gap.key, gap.parameters)


def has_operator(case: Case) -> bool:
    """Whether a programme operator is named, by the declaration or by the organisation."""
    programme = case.declaration.programme
    return (programme is not None and programme.operator is not None) or case.organisation.programme is not None


def verified_by_third_party(case: Case) -> bool:
    """Whether an independent third party verified the declaration."""
    return case.declaration.verification.kind == "third-party"


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of the calendar *years* later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def percent(share: Decimal) -> str:
    """A share of one as a message shows it: `1.25 %`; rounded up, so that what exceeds a limit never reads like it."""
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_CEILING).normalize():f} %"
