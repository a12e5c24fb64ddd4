"""Example declarations: the valid ones pass, the invalid ones give exactly the findings written beside them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import pytest

from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import resolve
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import decode
from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.model.text import Text
from carbonpress.reference.library import Library
from carbonpress.reference.load import library
from carbonpress.rules.case import Case
from carbonpress.rules.check import Examination, examine
from carbonpress.rules.registry import BY_ID
from carbonpress.source.document import parse
from carbonpress.source.finding import Finding

HAN = KNOWN_LANGUAGES["zh"].plain
HERE = Path(__file__).parent / "declarations"
VALID = sorted((HERE / "valid").glob("*.yml"))
INVALID = sorted((HERE / "invalid").glob("*/*.yml"))
MOST_CHANGED_LINES = 16
"""An invalid example is a valid one with a few lines changed, so that its point can be seen."""


@pytest.fixture(scope="module")
def shelf() -> Library:
    findings: list[Finding] = []
    loaded = library(HERE, findings)
    assert [] == findings
    return loaded


def examined(path: Path, shelf: Library) -> Examination:
    document, findings = parse(path.read_bytes(), path.name)
    assert document is not None and [] == findings, findings
    declaration, findings = decode(Declaration, document, shelf.units)
    assert declaration is not None and [] == findings, findings
    rules = shelf.rules[declaration.rules]
    inventory = resolve(declaration, rules, shelf)
    gwp = shelf.gwp.get(declaration.gwp or rules.gwp)
    result = None if inventory.gaps or gwp is None else footprint(declaration, rules, gwp, inventory)
    organisation = Organisation(name=Text(zh="示例公司", en="Example company"))
    return examine(Case(declaration, rules, shelf, organisation, inventory, result), document)


def lines_of(examination: Examination, rule: str) -> list[str]:
    notes = [f for f in examination.notes if f.rule == rule]
    found = sorted([*examination.findings, *notes])
    return [f"{f.line}:{f.column} {f.severity}[{f.rule}] {f.message}" for f in found]


def published_remarks(examination: Examination) -> list[Mapping[str, str]]:
    """What a report says of requirements that are met, or met with a remark; errors are never published."""
    return [r for o in examination.outcomes if o.outcome != "error" for r in o.remarks]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_example_gives_no_finding(path: Path, shelf: Library) -> None:
    """A valid example gives no finding."""
    assert () == examined(path, shelf).findings


def test_every_rule_is_met_by_a_valid_example(shelf: Library) -> None:
    """Every rule applies to some valid example and is met there."""
    outcomes = [outcome for path in VALID for outcome in examined(path, shelf).outcomes]
    assert set() == BY_ID.keys() - {outcome.rule for outcome in outcomes if outcome.outcome == "met"}


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_example_gives_exactly_its_findings(path: Path, shelf: Library) -> None:
    """An invalid example gives exactly the findings beside it, in the order of its lines.

    The example of a rule that only makes notes has its notes beside it.  What a
    report would tell of them, it tells in Chinese too.
    """
    expected = lines_in(path.with_suffix(".findings"))
    found = examined(path, shelf)
    assert expected == lines_of(found, path.parent.name)
    assert [] == [remark for remark in published_remarks(found) if not HAN.search(remark["zh"])]
    assert any(f"[{path.parent.name}]" in line for line in expected)


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_example_is_a_valid_one_with_a_few_lines_changed(path: Path) -> None:
    """An invalid example is a valid one with a few lines changed."""
    lines = lines_in(path)
    changes = [sum(line[0] in "+-" for line in difflib.ndiff(lines_in(base), lines)) for base in VALID]
    assert min(changes) <= MOST_CHANGED_LINES


def lines_in(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
