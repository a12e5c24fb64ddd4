"""A declaration under its rules: every finding, and the outcome of every rule for the conformity list."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from carbonpress.lca.precision import in_decimal128
from carbonpress.model.language import FALLBACK
from carbonpress.rules.case import Case, Remark, Rule
from carbonpress.rules.registry import RULES
from carbonpress.rules.texts import Path
from carbonpress.rules.wording import published, remark_words, titles, withheld
from carbonpress.source.document import Document
from carbonpress.source.finding import Finding, Severity

LINE = 3
"""Length of the path to a line of the inventory: `inventory`, stage, index."""

Verdict = Literal["met", "warning", "error", "not-applicable"]


class Outcome(NamedTuple):
    """What one rule said of one declaration, fit to be published.

    `clause` is the clause of the declaration's own rules document where it has one.
    A rule that only has notes to make is met.  `title` and `remarks` are words by
    language.  The remarks tell nothing of confidential lines; the findings do, for
    the author alone.
    """

    rule: str
    clause: str
    title: Mapping[str, str]
    outcome: Verdict
    remarks: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Examination:
    """Findings sorted by place, notes likewise, and one outcome per rule in the order of the registry.

    `findings` are errors and warnings.  `notes` say what the rules allow and a
    reader should know (an assumption that stands in); they call for no change.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]


Counts = Callable[[Rule, Remark], bool]
"""Whether a remark of a rule counts."""


@in_decimal128
def examine(case: Case, document: Document, counts: Counts | None = None) -> Examination:
    """What all rules say of *case*; *document* gives each remark its line and column.

    *counts* says which remarks do; all of them when left out.

    A rule that needs the footprint is not applicable while there is none; the
    finding that says why there is none comes from another rule.
    """
    elsewhere = frozenset(r.document for r in case.library.rules.values()) - {case.rules.document}
    confidential = {path for path, _, line in case.lines if line.confidential}
    found: list[Finding] = []
    outcomes: list[Outcome] = []
    for rule in RULES:
        clause = clause_for(rule.clause, case.rules.document, elsewhere)
        applies = (case.footprint is not None or not rule.needs_footprint) and rule.applies(case)
        remarks = tuple(rule.check(case)) if applies else ()
        if counts is not None:
            remarks = tuple(remark for remark in remarks if counts(rule, remark))
        found += [_finding(rule, clause, remark, document) for remark in remarks]
        public = tuple(withheld() if r.path[:LINE] in confidential else published(rule, r) for r in remarks)
        outcomes.append(Outcome(rule.id, clause, titles(rule), _verdict(rule, remarks, applies), public))
    findings = tuple(sorted(f for f in found if f.severity is not Severity.NOTE))
    notes = tuple(sorted(f for f in found if f.severity is Severity.NOTE))
    return Examination(findings, notes, tuple(outcomes))


@functools.lru_cache(maxsize=4096)
def clause_for(clause: str, document: str, elsewhere: frozenset[str]) -> str:
    """The part of *clause* that binds a declaration under *document*.

    A rule cites all documents that ask for it, divided by semicolons.  The parts
    of the declaration's own document win; failing that, those that belong to no
    other rules document (*elsewhere*); failing that, everything is cited.
    """
    parts = clause.split("; ")
    own = [p for p in parts if p.startswith(document)]
    general = [p for p in parts if not p.startswith(tuple(elsewhere))]
    return "; ".join(own or general or parts)


def _verdict(rule: Rule, remarks: Iterable[Remark], applies: bool) -> Verdict:
    if not applies:
        return "not-applicable"
    severities = {remark.severity or rule.severity for remark in remarks}
    if Severity.ERROR in severities:
        return "error"
    return "warning" if Severity.WARNING in severities else "met"


def _finding(rule: Rule, clause: str, remark: Remark, document: Document) -> Finding:
    # A mapping or list begins below its key, but an author looks at the key.
    at_key = remark.at_key or isinstance(_value(document.data, remark.path), dict | list)
    line, column = document.place(remark.path, key=at_key)
    words = remark_words(rule.id, remark.key, remark.parameters, FALLBACK)
    clause, severity = remark.clause or clause, remark.severity or rule.severity
    return Finding(document.name, line, column, rule.id, words.message, words.expected, words.mend, clause, severity)


def _value(data: Any, path: Path) -> Any:
    """The plain data at *path*, or of its nearest ancestor that exists."""
    for step in path:
        known = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if step not in known:
            break
        data = data[step]
    return data
