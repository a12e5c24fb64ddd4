"""Cases made from the valid example declarations with a few words changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import resolve
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import decode
from carbonpress.model.text import Text
from carbonpress.reference.library import Library
from carbonpress.reference.load import library
from carbonpress.rules.case import Case
from carbonpress.rules.check import Examination, examine
from carbonpress.source.document import Document, parse
from carbonpress.source.finding import Finding

DECLARATIONS = Path(__file__).parents[2] / "declarations"

Changes = tuple[str, str]
CaseOf = Callable[..., tuple[Case, Document]]
ExaminationOf = Callable[..., Examination]


@pytest.fixture(scope="session")
def shelf() -> Library:
    return library(DECLARATIONS, [])


@pytest.fixture
def case_of(shelf: Library) -> CaseOf:
    def make(example: str, *changes: Changes) -> tuple[Case, Document]:
        text = (DECLARATIONS / "valid" / f"{example}.yml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        document, findings = parse(text.encode(), f"{example}.yml")
        assert document is not None, findings
        declaration, findings = decode(Declaration, document, shelf.units)
        assert declaration is not None, findings
        rules = shelf.rules[declaration.rules]
        inventory = resolve(declaration, rules, shelf)
        gwp = shelf.gwp.get(declaration.gwp or rules.gwp)
        result = None if inventory.gaps or gwp is None else footprint(declaration, rules, gwp, inventory)
        organisation = Organisation(name=Text(zh="示例公司", en="Example company"))
        return Case(declaration, rules, shelf, organisation, inventory, result), document

    return make


@pytest.fixture
def examination_of(case_of: CaseOf) -> ExaminationOf:
    def make(example: str, *changes: Changes) -> Examination:
        return examine(*case_of(example, *changes))

    return make


@pytest.fixture
def said_by(examination_of: ExaminationOf) -> Callable[..., list[str]]:
    def ask(rule: str, example: str, *changes: Changes) -> list[str]:
        """The messages of one rule, findings and notes alike."""
        examination = examination_of(example, *changes)
        return [f.message for f in (*examination.findings, *examination.notes) if f.rule == rule]

    return ask


@pytest.fixture
def findings_of(examination_of: ExaminationOf) -> Callable[..., list[Finding]]:
    def ask(rule: str, example: str, *changes: Changes) -> list[Finding]:
        """What one rule finds, with what it expects and how to mend it."""
        return [f for f in examination_of(example, *changes).findings if f.rule == rule]

    return ask
