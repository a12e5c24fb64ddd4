"""What holds for every inventory: sums, units, scales, and independence of order and context."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.lca.allocation import share
from carbonpress.lca.attenuation import attenuation_energy
from carbonpress.lca.contribution import by_flow, by_gas, by_process, ranking
from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import characterisation, resolve
from carbonpress.lca.precision import exact_sum
from carbonpress.lca.shares import largest_remainder
from carbonpress.lca.terms import Footprint
from carbonpress.model.declaration import Allocation, Declaration
from carbonpress.model.quantity import Quantity
from carbonpress.reference.load import shipped_library

LIBRARY = shipped_library()
UNITS = LIBRARY.units
RULES = LIBRARY.rules["ccsa-603-2024/optical-cable"]
EXACT = Fraction(1, 10**31)
"""Share by which two ways to the same figure may differ: decimal128 rounds each step at the 34th digit."""

STAGES = ("raw_material_acquisition", "production", "distribution", "end_of_life_treatment")
amounts = st.decimals(min_value="0.001", max_value="1000000", places=3, allow_nan=False, allow_infinity=False)
origins = st.sampled_from(["fossil", "biogenic_emission", "land_use_change", "aircraft"])
gases = st.sampled_from(["CO2", "CH4", "N2O", "SF6", "CO2e"])


def text(amount: Decimal, unit: str) -> str:
    """An amount as an author writes it."""
    return f"{amount:f} {unit}"


WOOD = {"removal": "wood", "amount": "1 kg"}
ROAD = [{"by": "road-freight-18t@2019", "distance": "700 km"}]
lines = st.one_of(
    st.builds(
        lambda a: {"material": "steel", "amount": text(a, "kg"), "factor": "steel-cn@2019", "transport": ROAD}, amounts
    ),
    st.builds(lambda a: {"energy": "power", "amount": text(a, "kWh"), "factor": "electricity-cn@2024"}, amounts),
    st.builds(lambda a: {"energy": "diesel", "amount": text(a, "kg"), "fuel": "diesel"}, amounts),
    st.builds(
        lambda a, g, o: {"emission": "e", "gas": g, "amount": text(a, "kg"), "origin": o}, amounts, gases, origins
    ),
    st.builds(lambda a: {"removal": "wood", "amount": text(a, "kg")}, amounts),
    st.builds(
        lambda a, u: (
            {"packaging": "drum", "amount": text(a, "kg"), "uses": str(u), "factor": "steel-cn@2019"}
            | {"transport": ROAD, "return_transport": ROAD}
        ),
        amounts,
        st.integers(1, 20),
    ),
)
inventories = st.dictionaries(st.sampled_from(STAGES), st.lists(lines, min_size=1, max_size=6), min_size=1)


def declared(inventory: dict[str, Any], **given: Any) -> Declaration:
    """A plain cable with this inventory."""
    plain = {
        "id": "cable",
        "version": "1",
        "rules": RULES.id,
        "product": {"name": "Cable", "model": "C"},
        "declared_unit": {"amount": "1 km", "of": "cable"},
        "boundary": list(STAGES),
        "period": {"from": "2025-01-01", "to": "2025-12-31"},
        "geography": "CN",
        "study": {"goal": "test", "intended_use": "test"},
        "validity": {"from": "2026-01-01", "to": "2028-12-31"},
        "inventory": inventory,
    }
    return Declaration.model_validate({**plain, **given}, context={"units": UNITS})


def computed(inventory: dict[str, Any], **given: Any) -> Footprint:
    """The footprint of an inventory."""
    declaration = declared(inventory, **given)
    resolved = resolve(declaration, RULES, LIBRARY)
    assert resolved.gaps == ()
    gwp = characterisation(declaration, RULES, LIBRARY)
    assert gwp is not None
    return footprint(declaration, RULES, gwp, resolved)


def part_of(share_amount: str, whole: str) -> Allocation:
    """An allocation of that share of the whole."""
    choice = {"basis": "other", "share": share_amount, "of": whole, "because": "for the test"}
    return declared({"production": [WOOD]}, allocations={"line": choice}).allocations["line"]


def with_per(inventory: dict[str, Any], per: str) -> dict[str, Any]:
    """Every line given for *per*."""
    return {stage: [{**line, "per": per} for line in rows] for stage, rows in inventory.items()}


def close(expected: Fraction | Decimal, actual: Fraction | Decimal, scale: Decimal) -> bool:
    """Whether two figures agree to the precision of the arithmetic; *scale* is the size of what was added."""
    return abs(Fraction(expected) - Fraction(actual)) <= EXACT * Fraction(scale)


def gross(result: Footprint) -> Decimal:
    """Absolute values of all terms together."""
    return exact_sum(term.result.copy_abs() for c in result.contributions for term in c.terms)


@given(inventories)
def test_every_term_is_the_product_it_says(inventory: dict[str, Any]) -> None:
    """Activity data x emission factor x GWP, in the precision of the room."""
    for contribution in computed(inventory).contributions:
        for term in contribution.terms:
            with decimal.localcontext(prec=34):
                expected = contribution.activity.amount.value * term.emission_factor * term.gwp
            assert expected == term.result


@given(inventories)
def test_stages_origins_lines_and_gases_each_make_the_total(inventory: dict[str, Any]) -> None:
    """However the footprint is cut, the parts are the whole."""
    result = computed(inventory)
    cuts = [
        [value for value in result.stages.values() if value is not None],
        list(result.origins.values()),
        [contribution.result for contribution in result.contributions],
        [part.result for part in by_flow(result)],
        [part.result for part in by_process(result)],
        [part.result for part in by_gas(result)],
    ]
    for parts in cuts:
        assert close(result.total, exact_sum(parts), gross(result))


@given(inventories, st.randoms(use_true_random=False))
def test_order_does_not_matter(inventory: dict[str, Any], random: Any) -> None:
    """Not to the last digit of any sum."""
    shuffled = {stage: random.sample(rows, len(rows)) for stage, rows in inventory.items()}
    shuffled = dict(random.sample(list(shuffled.items()), len(shuffled)))
    one, other = computed(inventory), computed(shuffled)
    assert (one.total, one.stages, one.origins) == (other.total, other.stages, other.origins)


@given(inventories, st.integers(2, 1000))
def test_footprint_scales_with_the_declared_unit(inventory: dict[str, Any], length: int) -> None:
    """What is given per kilometre counts n times for n kilometres."""
    one = computed(with_per(inventory, "1 km"))
    many = computed(with_per(inventory, "1000 m"), declared_unit={"amount": f"{length} km", "of": "cable"})
    assert close(Fraction(one.total) * length, many.total, gross(many))


@given(inventories, st.integers(2, 1000))
def test_larger_per_divides(inventory: dict[str, Any], length: int) -> None:
    """What is given for n kilometres counts one n-th."""
    one, part = computed(inventory), computed(with_per(inventory, f"{length} km"))
    assert close(one.total, Fraction(part.total) * length, gross(one))


@given(st.lists(amounts, min_size=1, max_size=8))
def test_amounts_add_up(parts: list[Decimal]) -> None:
    """Many lines of one factor are one line of their sum: the footprint is linear in the activity data."""
    rows = [{"material": "steel", "amount": text(part, "kg"), "factor": "steel-cn@2019"} for part in parts]
    whole = [{"material": "steel", "amount": text(sum(parts), "kg"), "factor": "steel-cn@2019"}]
    assert close(computed({"production": whole}).total, computed({"production": rows}).total, Decimal(10) ** 7)


@given(amounts)
def test_units_cancel(amount: Decimal) -> None:
    """Kilograms, grams and tonnes of one mass, kilometres and metres of one way, give one result."""
    totals = set()
    for factor, unit in ((1, "kg"), (1000, "g"), (Decimal("0.001"), "t")):
        for distance in ("700 km", "700000 m"):
            legs = [{"by": "road-freight-18t@2019", "distance": distance}]
            row = {
                "material": "steel",
                "amount": text(amount * factor, unit),
                "factor": "steel-cn@2019",
                "transport": legs,
            }
            totals.add(computed({"production": [row]}).total)
    assert 1 == len(totals)


@given(amounts)
def test_energy_units_cancel(amount: Decimal) -> None:
    """kWh, MWh and MJ of one energy give one result."""
    totals = set()
    for factor, unit in ((Decimal(1), "kWh"), (Decimal("0.001"), "MWh"), (Decimal("3.6"), "MJ")):
        row = {"energy": "power", "amount": text(amount * factor, unit), "factor": "electricity-cn@2024"}
        totals.add(computed({"production": [row]}).total)
    assert 1 == len(totals)


@given(st.lists(amounts, min_size=2, max_size=6), amounts)
def test_allocated_parts_are_the_whole(parts: list[Decimal], energy: Decimal) -> None:
    """What the products of a line take each adds up to what the line takes, T/CCSA 603-2024 6.2.1 f."""
    row = {"energy": "power", "amount": text(energy, "kWh"), "factor": "electricity-cn@2024"}
    whole = computed({"production": [row]}).total
    taken = []
    for part in parts:
        choice = {"basis": "mass", "share": text(part, "t"), "of": text(sum(parts), "t"), "because": "by mass"}
        taken.append(computed({"production": [{**row, "allocation": "line"}]}, allocations={"line": choice}).total)
    assert close(whole, exact_sum(taken), whole)


@given(st.lists(amounts, min_size=1, max_size=6))
def test_shares_of_one_whole_sum_to_one(parts: list[Decimal]) -> None:
    """Shares of a whole are parts of one."""
    shares = [share(part_of(text(part, "t"), text(sum(parts), "t"))) for part in parts]
    assert close(Decimal(1), exact_sum(shares), Decimal(1))


@given(amounts, st.integers(1, 50))
def test_uses_and_returns_of_packaging(mass: Decimal, uses: int) -> None:
    """A packaging's whole life, n uses and n - 1 ways back, is n times what one use carries."""
    drum = {"packaging": "drum", "amount": text(mass, "kg"), "factor": "steel-cn@2019"}
    once = computed({"production": [{**drum, "uses": str(uses), "return_transport": ROAD}]}).total
    made = computed({"production": [drum]}).total
    back = computed({"production": [{"transport": "back", "mass": text(mass, "kg"), "legs": ROAD}]}).total
    assert close(Fraction(made) + Fraction(back) * (uses - 1), Fraction(once) * uses, made + back * uses)


@given(inventories, st.integers(3, 60), st.sampled_from([decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_CEILING]))
def test_context_of_the_caller_does_not_matter(inventory: dict[str, Any], precision: int, rounding: str) -> None:
    """Neither precision nor rounding of the caller reaches the result."""
    expected = computed(inventory)
    with decimal.localcontext(prec=precision, rounding=rounding):
        assert expected == computed(inventory)


@given(inventories)
def test_ranking_is_a_permutation_from_large_to_small(inventory: dict[str, Any]) -> None:
    """Every contribution once, none larger than the one before."""
    result = computed(inventory)
    order = ranking(result)
    sizes = [abs(result.contributions[index].result) for index in order]
    assert list(range(len(result.contributions))) == sorted(order)
    assert sorted(sizes, reverse=True) == sizes


@given(st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=20), st.integers(0, 4))
def test_percentages_sum_to_a_hundred_and_stay_close(values: list[Decimal], digits: int) -> None:
    """No percentage is a whole step off, and together they are exactly 100."""
    found = largest_remainder(values, digits)
    if found is None:
        assert 0 == sum(values)
        return
    assert 100 == sum(found)
    step = Decimal(1).scaleb(-digits)
    for value, percentage in zip(values, found, strict=True):
        assert abs(value * 100 / sum(values) - percentage) < step


@given(amounts, st.decimals("0.01", "5", places=2), st.decimals("0.1", "200", places=1), st.integers(1, 40))
@settings(max_examples=50)
def test_cables_in_series_swallow_no_more_than_the_laser_gives(
    power: Decimal, coefficient: Decimal, length: Decimal, years: int
) -> None:
    """Loss grows with length and stays below what the laser takes; two halves let through what the whole does."""

    def energy(kilometres: Decimal) -> Decimal:
        given = [(power, "W"), (kilometres, "km"), (coefficient, "dB/km"), (Decimal(years), "a")]
        return attenuation_energy(*(Quantity(value, UNITS[unit]) for value, unit in given), UNITS).value

    with decimal.localcontext(prec=34):
        full = power * 8760 * years / 1000
        assert Decimal(0) < energy(length / 2) < energy(length) < full or energy(length) == full
        through_half = 1 - energy(length / 2) / full
        assert close(through_half * through_half, 1 - energy(length) / full, Decimal(1))


@given(amounts, amounts)
def test_share_does_not_depend_on_units(part: Decimal, whole: Decimal) -> None:
    """Metres of kilometres are kilometres of kilometres."""
    assert share(part_of(text(part, "km"), text(whole, "km"))) == share(
        part_of(text(part * 1000, "m"), text(whole, "km"))
    )
