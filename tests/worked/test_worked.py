"""The examples of this folder, worked by hand, come out; README.md tells how to add one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.alternatives import alternative_totals
from carbonpress.lca.boundary import is_partial
from carbonpress.lca.cut_off import cut_off
from carbonpress.lca.data_quality import data_quality
from carbonpress.lca.footprint import footprint
from carbonpress.lca.intensity import intensities
from carbonpress.lca.inventory import characterisation, resolve
from carbonpress.lca.shares import largest_remainder
from carbonpress.lca.terms import Footprint, Inventory
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library
from carbonpress.reference.load import shipped_library

PARTICULARS = {
    "id": "example",
    "version": "1",
    "product": {"name": "example", "model": "E"},
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "geography": "CN",
    "study": {"goal": "to check", "intended_use": "to check"},
    "validity": {"from": "2026-01-01", "to": "2028-12-31"},
}
"""What a declaration must say without influence on its numbers."""

FACTOR = {"edition": "2024", "year": "2024", "geography": "CN", "source": {"document": "example", "year": "2024"}}
KNOWN = {"title", "clause", "by_hand", "factors", "declaration", "expect"}


@dataclass(frozen=True)
class Work:
    """An example as carbonpress works it."""

    declaration: Declaration
    rules: CategoryRules
    library: Library
    inventory: Inventory

    @property
    def footprint(self) -> Footprint:
        """The footprint, once there are no gaps."""
        assert self.inventory.gaps == ()
        gwp = characterisation(self.declaration, self.rules, self.library)
        assert gwp is not None
        return footprint(self.declaration, self.rules, gwp, self.inventory)


def worked(example: Mapping[str, Any]) -> Work:
    """The example, resolved."""
    shipped = shipped_library()
    context = {"units": shipped.units}
    rows = [{"name": row["id"], **FACTOR, **row} for row in example.get("factors", [])]
    own = [EmissionFactor.model_validate(row, context=context) for row in rows]
    library = replace(shipped, factors={**shipped.factors, **{factor.name_at_edition: factor for factor in own}})
    declaration = Declaration.model_validate({**PARTICULARS, **example["declaration"]}, context=context)
    rules = library.rules[declaration.rules]
    return Work(declaration, rules, library, resolve(declaration, rules, library))


def as_written(expected: str, actual: Decimal | None, unit: str = "") -> str:
    """*actual* with as many decimals as *expected* is written with, and with its unit."""
    if actual is None:
        return "none"
    number = Decimal(expected.split()[0]) if expected != "none" else Decimal("0.000001")
    rounded = actual.quantize(number) if number.as_tuple().exponent < 0 else actual.quantize(Decimal(1))
    return f"{rounded:f} {unit}".strip()


def normal(expected: str) -> str:
    """An expected figure in plain notation."""
    number, _, unit = expected.partition(" ")
    return expected if number == "none" else f"{Decimal(number):f} {unit}".strip()


def total(expected: str, work: Work) -> None:
    assert normal(expected) == as_written(expected, work.footprint.total, "kg")


def stages(expected: dict[str, str], work: Work) -> None:
    found = {stage: as_written(figure, work.footprint.stages[stage], "kg") for stage, figure in expected.items()}
    assert {stage: normal(figure) for stage, figure in expected.items()} == found


def origins(expected: dict[str, str], work: Work) -> None:
    result = work.footprint.origins
    found = {origin: as_written(expected.get(origin, "none"), value, "kg") for origin, value in result.items()}
    assert {origin: normal(figure) for origin, figure in expected.items()} == found


def activities(expected: list[dict[str, str]], work: Work) -> None:
    found = []
    for row, contribution in zip(expected, work.footprint.contributions, strict=True):
        amount = contribution.activity.amount
        shown = as_written(row["amount"], amount.value, amount.unit.symbol)
        found.append({"amount": shown, "result": as_written(row["result"], contribution.result, "kg")})
    assert [{key: normal(figure) for key, figure in row.items()} for row in expected] == found


def percentages(expected: dict[str, str], work: Work) -> None:
    counted = {stage: value for stage, value in work.footprint.stages.items() if value is not None}
    shares = largest_remainder(list(counted.values()))
    assert shares is not None
    assert expected == {stage: str(share) for stage, share in zip(counted, shares, strict=True)}


def intensity(expected: dict[str, str], work: Work) -> None:
    figures = intensities(work.declaration, work.rules, work.library.units, work.footprint)
    found = {f.rule.id: as_written(expected.get(f.rule.id, "0.0"), f.value, f.rule.unit) for f in figures}
    assert {id_: normal(figure) for id_, figure in expected.items()} == found


def alternatives(expected: list[str], work: Work) -> None:
    found = alternative_totals(work.declaration, work.rules, work.library, work.inventory)
    assert [normal(e) for e in expected] == [as_written(e, a.total, "kg") for e, a in zip(expected, found, strict=True)]


def excluded(expected: dict[str, Any], work: Work) -> None:
    figures = cut_off(work.declaration, work.rules, work.library.units, work.footprint)
    assert normal(expected["total"]) == as_written(expected["total"], figures.emission_total, "kg")
    assert normal(expected["share"]) == as_written(expected["share"], figures.emission_share)
    for row, flow in zip(expected["flows"], figures.flows, strict=True):
        shares = {"mass": flow.mass_share, "waste": flow.waste_share, "emission": flow.emission_share}
        assert {key: normal(e) for key, e in row.items()} == {key: as_written(e, shares[key]) for key, e in row.items()}


def quality(expected: dict[str, Any], work: Work) -> None:
    found = data_quality(work.declaration, work.footprint)
    assert found is not None
    shares = {
        "primary_activity": found.primary_activity_share,
        "primary": found.primary_share,
        "illustrative": found.illustrative_share,
    }
    assert {key: Decimal(expected[key]) for key in shares} == shares
    assert {int(rank): Decimal(share) for rank, share in expected["priority"].items()} == dict(found.by_priority)


def partial(expected: str, work: Work) -> None:
    assert (expected == "yes") == is_partial(work.declaration, work.rules)


def gaps(expected: list[str], work: Work) -> None:
    assert expected == [gap.rule for gap in work.inventory.gaps]


CHECKS = {
    "total": total,
    "stages": stages,
    "origins": origins,
    "activities": activities,
    "percentages": percentages,
    "intensities": intensity,
    "alternatives": alternatives,
    "cut_off": excluded,
    "data_quality": quality,
    "partial": partial,
    "gaps": gaps,
}


def test_example_comes_out(example: dict[str, Any]) -> None:
    """What was worked by hand is what carbonpress works."""
    work = worked(example)
    for key, expected in example["expect"].items():
        CHECKS[key](expected, work)


def test_example_tells_its_clause_and_its_calculation(example: dict[str, Any]) -> None:
    """An example without a clause and a calculation proves nothing; unknown keys would be passed over."""
    assert set(example) - KNOWN == set()
    assert {"title", "clause", "by_hand", "declaration", "expect"} <= set(example)
    assert example["expect"] and set(example["expect"]) <= set(CHECKS)


@pytest.mark.parametrize(
    ("expected", "actual", "agrees"),
    [
        ("6.60 kg", "6.6", True),
        ("6.60 kg", "6.604", True),
        ("6.60 kg", "6.606", False),
        ("6.60 g", "6.6", False),
        ("138 kg", "137.6", True),
        ("none", None, True),
        ("0 kg", None, False),
    ],
)
def test_comparison_can_fail(expected: str, actual: str | None, agrees: bool) -> None:
    """Figures agree to the decimals that are written, units must be equal, and none is not zero."""
    found = as_written(expected, None if actual is None else Decimal(actual), "kg")
    assert agrees == (normal(expected) == found)
