"""`lca.declared`: a declaration as a factor."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.declared import declared_factor, declared_factors, declared_name, referenced
from carbonpress.model.declaration import Organisation

MAKER = Organisation.model_validate({"name": {"zh": "公司", "en": "Maker"}})
LINES = [{"removal": "wood", "amount": "4 kg"}, {"emission": "all", "gas": "CH4", "amount": "1 kg"}]


def test_footprint_per_declared_unit_split_by_origin(declare, footprint_of):
    """The factor holds what the declaration says, per its unit."""
    declaration = declare(id="fibre", version="3", production=LINES, declared_unit={"amount": "2 km", "of": "fibre"})
    factor = declared_factor(declaration, footprint_of(declaration), MAKER)
    assert {"fossil": "27.9 kg", "biogenic_removal": "-4 kg"} == {o: str(m) for o, m in factor.co2e.items()}
    assert ("2 km", "declaration/fibre@3", "declaration/fibre@3") == (
        str(factor.per),
        factor.name_at_edition,
        declared_name(declaration),
    )
    assert (2025, "CN", 1, "secondary", MAKER.name) == (
        factor.year,
        factor.geography,
        factor.priority,
        factor.data,
        factor.source.publisher,
    )


def test_using_it_gives_its_share(declare, footprint_of, inventory_of):
    """3 km of a fibre declared per 2 km: one and a half times its footprint, origins kept."""
    fibre = declare(id="fibre", production=LINES, declared_unit={"amount": "2 km", "of": "fibre"})
    factors = {"declaration/fibre@1": declared_factor(fibre, footprint_of(fibre), MAKER)}
    cable = declare(production=[{"material": "fibre", "amount": "3 km", "factor": "declaration/fibre@1"}])
    result = footprint_of(cable, factors)
    assert {"fossil": Decimal("41.85"), "biogenic_removal": Decimal(-6)} == dict(result.origins)
    assert factors == declared_factors(inventory_of(cable, factors))


def stated(declare, **origins):
    """A declaration of stated results of 5 kg."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"production": "5 kg"}}
    return declare(results={**results, "origins": origins})


def test_stated_split_is_kept_where_it_adds_up(declare, footprint_of):
    """Origins that make the total are the factor's."""
    declaration = stated(declare, fossil="6 kg", biogenic_removal="-1 kg")
    assert 2 == len(declared_factor(declaration, footprint_of(declaration), MAKER).co2e)


def test_stated_total_without_split_counts_as_fossil(declare, footprint_of):
    """Without a split the total must not get lost."""
    declaration = stated(declare)
    factor = declared_factor(declaration, footprint_of(declaration), MAKER)
    assert {"fossil": "5 kg"} == {o: str(m) for o, m in factor.co2e.items()}


def test_references_are_found_in_lines_and_legs(declare):
    """What must be computed before this declaration, with repetitions, in the order of the lines."""
    fibre = {"material": "fibre", "amount": "3 km", "mass": "1 kg", "factor": "declaration/fibre@1"}
    lines = [
        {
            **fibre,
            "transport": [{"by": "declaration/haulage@2", "distance": "1 km"}, {"fuel": "diesel", "amount": "1 kg"}],
        },
        {"energy": "power", "amount": "1 kWh", "factor": "power@2024"},
        {"removal": "wood", "amount": "1 kg"},
        {"packaging": "drum", "amount": "1 kg", "factor": "declaration/drum", "return_transport": []},
        {"transport": "out", "mass": "1 kg", "legs": [{"by": "declaration/haulage@2", "distance": "1 km"}]},
    ]
    expected = ["declaration/fibre@1", "declaration/haulage@2", "declaration/drum", "declaration/haulage@2"]
    assert expected == list(referenced(declare(production=lines)))


def test_illustrative_data_stay_marked(declare, footprint_of):
    """A declaration that rests on an illustrative factor passes the mark on; one that does not has none to pass."""
    invented = declare(production=[{"material": "gas", "amount": "1 kg", "factor": "gases@2024"}])
    sourced = declare(production=[{"material": "steel", "amount": "1 kg", "factor": "steel@2024"}])
    assert [True, False] == [declared_factor(d, footprint_of(d), MAKER).illustrative for d in (invented, sourced)]
