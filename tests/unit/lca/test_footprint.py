"""`lca.footprint`: formula (1) with every term."""

from __future__ import annotations

from decimal import ROUND_UP, Context, Decimal, localcontext

from carbonpress.lca.footprint import characterisation_factor

STEEL = {"material": "steel", "amount": "3 kg", "factor": "steel@2024"}


def test_activity_times_factor_times_gwp(declare, footprint_of):
    """2 kg of a factor of two gases: CO2 0.5 kg x 1, CH4 2 g x 27.9, each a term."""
    result = footprint_of(declare(production=[{**STEEL, "amount": "2 kg", "factor": "gases@2024"}]))
    (contribution,) = result.contributions
    terms = [(t.gas, t.emission_factor, t.gwp, t.result) for t in contribution.terms]
    expected = [
        ("CO2", Decimal("0.5"), Decimal(1), Decimal("1.0")),
        ("CH4", Decimal("0.002"), Decimal("27.9"), Decimal("0.1116")),
    ]
    assert expected == terms
    assert Decimal("1.1116") == contribution.result == result.total


def test_co2e_carries_gwp_one(declare, footprint_of, gwp):
    """What is CO2 equivalent already is not characterised again."""
    (term,) = footprint_of(declare(production=[STEEL])).contributions[0].terms
    assert ("CO2e", Decimal(1), Decimal(6)) == (term.gas, term.gwp, term.result)
    assert Decimal(1) == characterisation_factor("CO2e", gwp)


def test_every_stage_of_the_rules_is_present(declare, footprint_of):
    """Inside the boundary 0 where nothing was emitted, outside None, in the order of the rules."""
    stages = footprint_of(declare(production=[STEEL])).stages
    expected = [
        ("raw_material_acquisition", Decimal(0)),
        ("production", Decimal(6)),
        ("distribution", None),
        ("use", None),
        ("end_of_life_treatment", None),
    ]
    assert expected == list(stages.items())


def test_direct_emission_is_mass_times_gwp(declare, footprint_of):
    """2 g of SF6 are 50.4 kg CO2e; the factor of a gas is itself."""
    result = footprint_of(declare(production=[{"emission": "leak", "gas": "SF6", "amount": "2 g"}]))
    (term,) = result.contributions[0].terms
    assert (Decimal("50.4"), Decimal(1)) == (term.result, term.emission_factor)


def test_removal_counts_negative(declare, footprint_of):
    """What biomass took from the air is a negative term of its own origin."""
    lines = [{"removal": "wood", "amount": "4 kg"}, STEEL]
    result = footprint_of(declare(production=lines))
    assert {"fossil": Decimal(6), "biogenic_removal": Decimal(-4)} == dict(result.origins)
    assert Decimal(2) == result.total
    assert Decimal(-1) == result.contributions[0].terms[0].emission_factor


def test_removal_of_a_factor_is_negative_however_it_is_written(declare, footprint_of, library):
    """-1.5 kg and 1.5 kg of removal can mean only one thing."""
    wood = library.factors["wood@2024"]
    masses = {
        **wood.co2e,
        "biogenic_removal": wood.co2e["biogenic_removal"].__class__(
            -wood.co2e["biogenic_removal"].value, wood.co2e["biogenic_removal"].unit
        ),
    }
    library.factors["wood@2023"] = wood.model_copy(update={"edition": 2023, "co2e": masses})
    for name in ("wood@2024", "wood@2023"):
        result = footprint_of(declare(production=[{**STEEL, "factor": name}]))
        assert Decimal("-4.5") == result.origins["biogenic_removal"]


def test_origins_are_kept_apart(declare, footprint_of):
    """Aircraft and fossil emissions of one leg are two terms; an origin without a term is absent."""
    line = {"transport": "delivery", "mass": "10 t", "legs": [{"by": "plane@2024", "distance": "1 km"}]}
    result = footprint_of(declare(distribution=[line], boundary=["distribution"]))
    assert [("fossil", Decimal(6)), ("aircraft", Decimal(4))] == list(result.origins.items())


def test_origin_of_an_emission_is_the_lines(declare, footprint_of):
    """An emission may come from land-use change."""
    line = {"emission": "clearing", "gas": "CO2", "amount": "7 kg", "origin": "land_use_change"}
    assert {"land_use_change": Decimal(7)} == dict(footprint_of(declare(production=[line])).origins)


def test_factor_per_more_than_one_unit(declare, footprint_of, library):
    """A factor per 3 kg is divided by three."""
    steel = library.factors["steel@2024"]
    three = steel.model_copy(update={"id": "bundle", "per": steel.per.__class__(Decimal(3), steel.per.unit)})
    library.factors["bundle@2024"] = three
    assert Decimal(2) == footprint_of(declare(production=[{**STEEL, "factor": "bundle@2024"}])).total


def test_empty_inventory_inside_the_boundary_is_zero(declare, footprint_of):
    """A line of nothing makes a footprint of zero, not none."""
    result = footprint_of(declare(production=[{**STEEL, "amount": "0 kg"}]))
    assert (Decimal(0), {"fossil": Decimal(0)}) == (result.total, dict(result.origins))


def test_stated_results_are_taken_over(declare, footprint_of):
    """Totals are not recomputed from stages, and what the study does not give stays None."""
    results = {
        "study": "S",
        "by": "B",
        "date": "2025-01-01",
        "total": "5.1 t",
        "stages": {"raw_material_acquisition": "2 t", "production": "3000 kg"},
        "origins": {"biogenic_removal": "-0.2 t", "fossil": "5.3 t"},
    }
    result = footprint_of(declare(results=results))
    assert (Decimal(5100), True, ()) == (result.total, result.stated, result.contributions)
    assert [Decimal(2000), Decimal(3000), None, None, None] == list(result.stages.values())
    assert [("fossil", Decimal(5300)), ("biogenic_removal", Decimal(-200))] == list(result.origins.items())


def test_callers_decimal_context_does_not_matter(declare, footprint_of):
    """Nothing is rounded to the precision of the caller."""
    declaration = declare(production=[{**STEEL, "per": "7 km"}, {**STEEL, "factor": "gases@2024"}])
    plain = footprint_of(declaration)
    with localcontext(Context(prec=2, rounding=ROUND_UP)):
        odd = footprint_of(declaration)
    assert plain == odd
