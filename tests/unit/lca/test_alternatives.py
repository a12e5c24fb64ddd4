"""`lca.alternatives`: the footprint under other allocations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.alternatives import alternative_totals
from carbonpress.lca.declared import declared_factor
from carbonpress.model.declaration import Organisation

POWER = {"energy": "power", "amount": "1000 kWh", "factor": "power@2024", "allocation": "line"}
STEEL = {"material": "steel", "amount": "3 kg", "factor": "steel@2024"}


def choice(share, of, **given):
    """A choice by mass."""
    return {"basis": "mass", "share": share, "of": of, "because": "because", **given}


def test_each_alternative_is_recomputed(declare, rules, library, inventory_of):
    """500 kg CO2e of the line: a tenth as declared, then a fifth and a quarter; the other lines stay."""
    allocations = {
        "line": choice("1 t", "10 t", alternatives=[choice("1 t", "5 t"), choice("0 t", "4 t"), choice("1 t", "4 t")])
    }
    declaration = declare(production=[POWER, STEEL], allocations=allocations)
    found = alternative_totals(declaration, rules, library, inventory_of(declaration))
    assert [Decimal(106), Decimal(6), Decimal(131)] == [a.total for a in found]
    assert ["line"] * 3 == [a.allocation for a in found]
    assert list(declaration.allocations["line"].alternatives) == [a.choice for a in found]


def test_one_allocation_at_a_time(declare, rules, library, inventory_of):
    """The others keep their declared choice."""
    allocations = {
        "line": choice("1 t", "10 t", alternatives=[choice("1 t", "5 t")]),
        "hall": choice("1 t", "10 t", alternatives=[choice("1 t", "2 t")]),
    }
    declaration = declare(production=[POWER, {**POWER, "allocation": "hall"}], allocations=allocations)
    found = alternative_totals(declaration, rules, library, inventory_of(declaration))
    assert [("line", Decimal(150)), ("hall", Decimal(300))] == [(a.allocation, a.total) for a in found]


def test_declarations_used_as_factors_are_used_again(declare, rules, library, inventory_of, footprint_of):
    """The factors of other declarations are taken from the inventory."""
    fibre = declare(id="fibre", production=[{"emission": "all", "gas": "CO2", "amount": "8 kg"}])
    factor = declared_factor(fibre, footprint_of(fibre), Organisation.model_validate({"name": "Maker"}))
    line = {"material": "fibre", "amount": "2 km", "factor": "declaration/fibre", "allocation": "line"}
    allocations = {"line": choice("1 t", "10 t", alternatives=[choice("1 t", "2 t")])}
    declaration = declare(production=[line], allocations=allocations)
    inventory = inventory_of(declaration, {"declaration/fibre@1": factor})
    assert [Decimal(8)] == [a.total for a in alternative_totals(declaration, rules, library, inventory)]


@pytest.mark.parametrize("given", [{"gwp": "none"}, {"production": [{**POWER, "factor": "powr"}]}])
def test_no_alternatives_while_there_are_gaps(declare, rules, library, inventory_of, given):
    """What is not resolved is not compared."""
    allocations = {"line": choice("1 t", "10 t", alternatives=[choice("1 t", "5 t")])}
    declaration = declare(**{"production": [POWER], "allocations": allocations, **given})
    assert () == alternative_totals(declaration, rules, library, inventory_of(declaration))


def test_stated_results_have_no_alternatives(declare, rules, library, inventory_of):
    """A study taken over cannot be recomputed."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"production": "5 kg"}}
    declaration = declare(
        results=results, allocations={"line": choice("1 t", "2 t", alternatives=[choice("1 t", "3 t")])}
    )
    assert () == alternative_totals(declaration, rules, library, inventory_of(declaration))
