"""Sensitivity: ten per cent, the range of each datum, and other characterisation factors."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from carbonpress.lca.sensitivity import drivers, recharacterised
from carbonpress.model.factor import GwpSet


def steel(amount: str, uncertainty: Any, **more: Any) -> dict[str, Any]:
    return {"material": amount, "amount": amount, "factor": "steel@2024", "uncertainty": uncertainty, **more}


def gwp_set(gwp: GwpSet, **values: str) -> GwpSet:
    """A set with these values alone."""
    rows = {gas: gwp.values[gas].model_copy(update={"value": Decimal(value)}) for gas, value in values.items()}
    return gwp.model_copy(update={"id": "other", "values": rows})


def test_ten_per_cent_of_a_datum_is_ten_per_cent_of_what_rests_on_it(scattered: Any, declare: Any) -> None:
    """The factor moves both lines, an amount its own."""
    found = drivers(scattered(production=[steel("10 kg", {"sd": "1 kg"}), steel("30 kg", {"sd": "1 kg"})]))
    assert {("factor", "8.0"), ("amount", "2.0"), ("amount", "6.0")} == {
        (driver.datum.key[0], str(driver.tenth)) for driver in found
    }


def test_ten_per_cent_is_what_a_recomputation_gives(declare: Any, footprint_of: Any, scattered: Any) -> None:
    """With the amount 10 % larger the footprint computed anew is larger by `tenth`, legs of transport included."""
    leg = {"by": "truck@2024", "distance": "300 km"}
    small, large = ([steel(mass, {"gsd": "1"}, transport=[leg]), steel("7 kg", "± 1 %")] for mass in ("10 kg", "11 kg"))
    before, after = (footprint_of(declare(raw_material_acquisition=lines)).total for lines in (small, large))
    found = drivers(scattered(raw_material_acquisition=small))
    first = next(d for d in found if d.datum.key == ("amount", ("inventory", "raw_material_acquisition", 0)))
    assert after - before == first.tenth


def test_the_widest_range_comes_first(scattered: Any) -> None:
    """Drivers are ordered by what they may do, not by what rests on them; their shares of the variance make one."""
    found = drivers(
        scattered(production=[steel("30 kg", {"gsd": "1.01"}), steel("10 kg", {"range": ["5 kg", "20 kg"]})])
    )
    assert ("amount", ("inventory", "production", 1)) == found[0].datum.key
    assert (Decimal(-10), Decimal(20)) == (found[0].low, found[0].high)
    assert math.isclose(1, float(sum(d.variance_share for d in found)))


def test_other_potentials_weigh_the_gases_anew(declare: Any, footprint_of: Any, gwp: GwpSet) -> None:
    """500 g CO2 and 2 g CH4 per kg: with a GWP of 80, 10 kg come to 10 x (0.5 + 0.16); CO2e stays as it is."""
    lines = [{"material": "g", "amount": "10 kg", "factor": "gases@2024"}, steel("1 kg", "± 1 %")]
    result = footprint_of(declare(production=lines))
    (found,) = recharacterised(result, [gwp_set(gwp, CO2="1", CH4="80")])
    assert Decimal("8.6") == found.total
    assert abs(2 / Decimal("7.558") - found.fixed_share) < Decimal("1e-20")


def test_a_set_that_lacks_a_gas_gives_no_total(declare: Any, footprint_of: Any, gwp: GwpSet) -> None:
    """A gas that a set does not list makes its total unknown, not smaller."""
    result = footprint_of(declare(production=[{"material": "g", "amount": "10 kg", "factor": "gases@2024"}]))
    (found,) = recharacterised(result, [gwp_set(gwp, CO2="1")])
    assert (None, ("CH4",)) == (found.total, found.missing)


def test_stated_results_are_not_characterised_again(declare: Any, footprint_of: Any, gwp: GwpSet) -> None:
    """Nothing is known of the gases of stated results."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "stages": {"production": "1 kg"}, "total": "1 kg"}
    assert () == recharacterised(footprint_of(declare(results=results)), [gwp])
