"""Rules about factors, boundaries, allocations and parameters, beyond their examples."""

from __future__ import annotations

import pytest

from carbonpress.rules.ask import factor_path

STEEL, NEW_STEEL = "factor: steel-cn@2019", "factor: example/old-steel@2010"


def test_a_factor_is_named_once(said_by):
    """A factor that several lines use is named where it is used first."""
    changes = (STEEL, NEW_STEEL), ("factor: polyethylene-hd-cn@2019", NEW_STEEL)
    assert 1 == len(said_by("factor-age", "cable-gate", *changes))


def test_a_note_explains_an_old_factor(said_by):
    """A note on any line that uses the factor explains it."""
    note = f"{NEW_STEEL}\n      note: {{zh: 同一工艺, en: The same process}}"
    assert [] == said_by("factor-age", "cable-gate", (STEEL, note))


def test_a_note_on_the_line_explains_an_older_edition(said_by):
    """The older edition of a factor may fit the period better."""
    note = "factor: electricity-cn@2023\n      note: {zh: 与数据同年, en: Of the year of the data}"
    assert [] == said_by("outdated-factor", "cable-gate", ("factor: electricity-cn@2024", note))


@pytest.mark.parametrize("region", ["CN", "CN-east"])
def test_a_part_of_a_region_is_no_other_region(said_by, region):
    """A factor of the country fits a province."""
    assert [] == said_by("factor-region", "cable-gate", ("geography: CN}", f"geography: {region}}}"))


def test_the_lines_own_region_counts(said_by):
    """A line made abroad takes the factors of that country."""
    changes = (
        (STEEL, "factor: steel-gb@2025\n      geography: GB"),
        ("by: road-freight-18t@2019", "by: rail-freight-gb@2025"),
    )
    assert [] == said_by("factor-region", "cable-gate", *changes)


def test_a_foreign_leg_is_found(said_by):
    """A leg of transport is pointed at by its mode."""
    changes = ("by: road-freight-18t@2019, distance: 680", "by: rail-freight-gb@2025, distance: 680")
    assert ["factors for GB stand for activities in CN: rail-freight-gb@2025"] == said_by(
        "factor-region", "cable-gate", changes
    )


def test_secondary_default_covers_secondary_lines(said_by):
    """The source of a secondary default speaks for all secondary lines."""
    assert [] == said_by("secondary-source", "cable-gate", ("data: {type: primary", "data: {type: secondary"))


def test_the_older_set_passes_where_the_report_says_so(said_by):
    """A limitation that names the edition satisfies the clause."""
    assert [] == said_by("gwp-older", "cable-use")


def test_an_alternative_of_the_same_basis_is_none(said_by):
    """An alternative by the same basis shows nothing new."""
    change = ("{basis: mass, share: 0.1 t, of: 190 t", "{basis: length, share: 2 km, of: 4000 km")
    assert ["'line-3' has no alternative to allocation by length"] == said_by(
        "allocation-alternatives", "cable-grave", change
    )


def test_economic_value_without_a_physical_alternative_passes(said_by):
    """Where no physical relation is shown to exist, economic value may serve."""
    changes = (
        ("basis: length", "basis: economic"),
        ("{basis: mass, share: 0.1 t, of: 190 t", "{basis: other, share: 1 piece, of: 2000 piece"),
    )
    assert [] == said_by("allocation-order", "cable-grave", *changes)


def test_shares_in_several_units_are_added_exactly(said_by):
    """A thousand metres are a kilometre."""
    assert [] == said_by("allocation-sum", "cable-grave", ("share: 1999 km", "share: 1999000 m"))


def test_a_list_that_matches_a_named_boundary_is_that_boundary(said_by):
    """The order of a list of stages does not matter, and its optional stages may be missing."""
    stages = "[end_of_life_treatment, raw_material_acquisition, production, distribution]"
    assert [] == said_by("boundary", "cable-grave", ("boundary: cradle-to-grave", f"boundary: {stages}"))
    assert [] == said_by("consumer-boundary", "cable-grave", ("boundary: cradle-to-grave", f"boundary: {stages}"))


def test_a_unit_of_another_dimension_is_told_which_units_fit(examination_of):
    """The finding lists units that fit."""
    findings = examination_of("cable-gate", ("amount: 1 km, of", "amount: 100 kg, of")).findings
    assert ["use one of km, m, cm, mm"] == [f.mend for f in findings if f.rule == "unit"]


@pytest.mark.parametrize("value", ["-5 kg", "0 kg"])
def test_a_net_mass_is_above_zero(said_by, value):
    """A product without mass divides nothing."""
    assert ["'net_mass' is not above zero"] == said_by(
        "parameter-value", "server-grave", ("net_mass: 20 kg", f"net_mass: {value}")
    )


def test_the_units_service_life_stands_for_the_parameter(said_by):
    """A service life in the functional unit need not be repeated among the parameters."""
    change = ("    average_power: 201 W\n    service_life: 5 a\n", "    average_power: 201 W\n")
    assert [] == said_by("recommended-parameter", "server-grave", change)


def test_an_internal_verification_needs_no_statement(said_by):
    """Only a third party issues a statement of verification."""
    change = (
        "{kind: third-party, by: {zh: 核查机构, en: Verifier}, statement: V-1,",
        "{kind: internal, by: {zh: 质量部, en: QA},",
    )
    assert [] == said_by("verification-content", "cable-gate", change)


def test_the_balance_is_silent_where_a_mass_is_unknown(said_by):
    """A material counted by length without a mass leaves the balance open."""
    change = ("amount: 60 kg\n      factor: steel-cn@2019", "amount: 60 km\n      factor: optical-fibre@2023")
    assert [] == said_by("mass-balance", "cable-gate", change)


def test_a_factor_is_pointed_at_where_it_is_named(case_of):
    """Mode, fuel or factor: the value at the place is the name of the factor, in a leg that burns fuel too."""
    leg = "{by: road-freight-18t@2019, distance: 900 km}"
    case, _ = case_of("cable-grave", (leg, f"{leg}, {{fuel: diesel, amount: 0.4 kg}}"))
    activities = [activity for activity in case.inventory.activities if activity.factor and not activity.assumed]
    named = [(activity.factor.id, value_at(case.declaration, factor_path(activity))) for activity in activities]
    assert ("fuel/diesel", "diesel") in named and ("fuel/natural-gas", "natural-gas") in named
    assert [] == [pair for pair in named if pair[1].partition("@")[0] != pair[0].removeprefix("fuel/")]


def value_at(declaration, path):
    found = declaration
    for step in path:
        found = found[step] if isinstance(found, (dict, list)) else getattr(found, step)
    return found
