"""The examination: places, clauses, outcomes, and what stays with the author."""

from __future__ import annotations

import pytest

from carbonpress.rules.check import clause_for
from carbonpress.rules.registry import RULES
from carbonpress.source.finding import Severity

CABLE, SERVER = "T/CCSA 603-2024", "CESA-2024-061 drafting notes"


def outcome(examination, rule):
    return next(o for o in examination.outcomes if o.rule == rule)


@pytest.mark.parametrize(
    ("document", "expected"),
    [(CABLE, f"{CABLE}, 5"), (SERVER, f"{SERVER}, 2"), ("SJ/T 11717-2018", "GB/T 24067-2024")],
)
def test_a_clause_is_that_of_the_declarations_own_document(document, expected):
    """Of all documents that ask, the declaration's own is cited, or else what binds every product."""
    others = frozenset({CABLE, SERVER}) - {document}
    assert expected == clause_for(f"{CABLE}, 5; {SERVER}, 2; GB/T 24067-2024", document, others)


def test_a_clause_of_other_documents_alone_is_cited_whole():
    """Where only other category rules ask for something, they are named rather than nothing."""
    assert f"{CABLE}, 5" == clause_for(f"{CABLE}, 5", "SJ/T 11717-2018", frozenset({CABLE}))


def test_every_rule_has_one_outcome_in_the_order_of_the_registry(examination_of):
    """Every rule has one outcome, in the order of the registry."""
    assert [rule.id for rule in RULES] == [o.rule for o in examination_of("cable-gate").outcomes]


def test_outcomes_tell_met_from_not_applicable(examination_of):
    """A rule that concerns nothing in the declaration is not applicable, one that finds nothing is met."""
    examination = examination_of("cable-gate")
    assert "not-applicable" == outcome(examination, "allocation-sum").outcome
    assert "met" == outcome(examination, "unit").outcome


def test_outcomes_tell_warnings_from_errors(examination_of):
    """A rule's outcome is as bad as the worst of its remarks."""
    examination = examination_of("cable-gate", ("mass: 0.5 kg, estimate: 1 kg", "mass: 2 kg, estimate: 10 kg"))
    assert "error" == outcome(examination, "cut-off-material-mass").outcome
    assert "warning" == outcome(examination, "cut-off-emission").outcome


def test_a_rule_with_notes_only_is_met(examination_of):
    """A note takes nothing from conformity and is told apart from the findings."""
    examination = examination_of("cable-grave")
    assert "met" == outcome(examination, "optional-stage").outcome
    assert () == examination.findings
    assert {Severity.NOTE} == {note.severity for note in examination.notes}


def test_findings_are_sorted_by_place(examination_of):
    """Findings come in the order of the lines, whatever the order of the rules."""
    changes = ("programme: {number: CFP-2026-0001}\n", ""), ("component: sheath", "component: sheeth")
    findings = examination_of("cable-gate", *changes).findings
    assert ["registration-number", "unknown-component"] == [f.rule for f in findings]


def test_a_finding_cites_expectation_and_clause(examination_of):
    """A finding says what is expected, how to mend it, and where the requirement stands."""
    [finding] = examination_of("cable-gate", ("component: sheath", "component: sheeth")).findings
    assert "did you mean 'sheath'?" == finding.mend
    assert "T/CCSA 603-2024, 5.1.2" == finding.clause
    assert finding.expected.startswith("one of core, ")


def test_rules_wait_for_the_footprint(examination_of):
    """A rule that needs the footprint is passed over while there is a gap; the gap is an error."""
    examination = examination_of("cable-gate", ("factor: steel-cn@2019", "factor: steal-cn@2019"))
    assert "not-applicable" == outcome(examination, "cut-off-total").outcome
    assert ["unknown-factor"] == [f.rule for f in examination.findings]


def test_the_author_learns_what_the_report_withholds(examination_of):
    """Of a confidential line the author reads the factor, the report only that there is something to say."""
    examination = examination_of("cable-grave", ("factor: steel-cn@2019", "factor: example/old-steel@2010"))
    [finding] = [f for f in examination.findings if f.rule == "factor-age"]
    [remark] = outcome(examination, "factor-age").remarks
    assert "example/old-steel@2010" in finding.message
    assert {"zh": "涉及保密数据", "en": "said of a confidential line"} == remark


def test_confidential_foreign_factors_are_named_apart(examination_of):
    """A factor of a confidential line is not listed among those of public lines."""
    changes = (
        ("factor: steel-cn@2019", "factor: steel-gb@2025"),
        ("      note: {zh: 国内没有可引用的数据, en: There are no domestic data that can be cited}\n", ""),
    )
    remarks = outcome(examination_of("cable-grave", *changes), "factor-region").remarks
    assert [False, True] == sorted("steel" not in r["en"] and "wood-gb@2025" in r["en"] for r in remarks)
    assert [] == [r for r in remarks if "steel" in r["zh"] + r["en"]]


def test_a_mass_balance_gives_no_masses_away(examination_of):
    """The sum of all materials would give the mass of a confidential one away."""
    examination = examination_of("cable-grave", ("amount: 39.5 kg", "amount: 20 kg"))
    [finding] = [f for f in examination.findings if f.rule == "mass-balance"]
    [remark] = outcome(examination, "mass-balance").remarks
    assert "the materials weigh 80.5 kg, the product 100 kg" == finding.message
    assert "the materials weigh less than the product" == remark["en"]
