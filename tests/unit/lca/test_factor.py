"""`lca.factor`: which factor a name means."""

from __future__ import annotations

from carbonpress.lca.declared import declared_factor
from carbonpress.lca.factor import named_factor
from carbonpress.lca.scope import Scope
from carbonpress.lca.terms import Gap
from carbonpress.model.declaration import Organisation

PLACE = ("inventory", "production", 0, "factor")


def scope(declare, rules, library, gwp, declared=None):
    """Everything a name may be looked up in."""
    return Scope(
        declare(production=[{"material": "m", "amount": "1 kg", "factor": "f"}]), rules, library, declared or {}, gwp
    )


def test_exact_edition(declare, rules, library, gwp):
    """`id@edition` means exactly that edition."""
    found = named_factor("steel@2020", PLACE, scope(declare, rules, library, gwp))
    assert "steel@2020" == found.name_at_edition


def test_bare_id_means_the_newest_edition(declare, rules, library, gwp):
    """`steel` means `steel@2024`."""
    assert "steel@2024" == named_factor("steel", PLACE, scope(declare, rules, library, gwp)).name_at_edition


def test_unknown_edition_names_those_that_exist(declare, rules, library, gwp, told):
    """A known id with an unknown edition is answered with its editions."""
    gap = named_factor("steel@2031", PLACE, scope(declare, rules, library, gwp))
    assert isinstance(gap, Gap)
    assert ("unknown-factor", PLACE) == (gap.rule, gap.path)
    assert "2020, 2024" in told(gap).mend


def test_unknown_id_offers_the_nearest(declare, rules, library, gwp, told):
    """`steal` is surely `steel`."""
    gap = named_factor("steal", PLACE, scope(declare, rules, library, gwp))
    assert "did you mean 'steel'?" == told(gap).mend


def declared(declare, footprint_of, *versions):
    """Factors of several versions of a declaration `fibre`, 10 kg per kilometre times the version."""
    organisation = Organisation.model_validate({"name": "Maker"})
    factors = {}
    for version in versions:
        line = {"emission": "all", "gas": "CO2", "amount": f"{10 * version} kg"}
        made = declare(id="fibre", version=str(version), production=[line])
        factors[f"declaration/fibre@{version}"] = declared_factor(made, footprint_of(made), organisation)
    return factors


def test_declaration_by_version(declare, rules, library, gwp, footprint_of):
    """Another declaration is named with its version; its footprint per declared unit is the factor."""
    looked_up = scope(declare, rules, library, gwp, declared(declare, footprint_of, 1, 2))
    found = named_factor("declaration/fibre@1", PLACE, looked_up)
    assert ["10 kg"] == [str(mass) for _, _, mass in found.masses()]
    assert "1 km" == str(found.per)


def test_bare_declaration_means_its_highest_version(declare, rules, library, gwp, footprint_of):
    """Version ten is higher than version nine."""
    looked_up = scope(declare, rules, library, gwp, declared(declare, footprint_of, 9, 10))
    assert "declaration/fibre@10" == named_factor("declaration/fibre", PLACE, looked_up).name_at_edition


def test_unknown_declaration_is_a_gap(declare, rules, library, gwp, footprint_of, told):
    """With the versions that there are; another version is another figure."""
    looked_up = scope(declare, rules, library, gwp, declared(declare, footprint_of, 1))
    gap = named_factor("declaration/fibre@2", PLACE, looked_up)
    assert ("unknown-factor", "'declaration/fibre' has the versions 1") == (gap.rule, told(gap).mend)
    assert "unknown-factor" == named_factor("declaration/server", PLACE, looked_up).rule
