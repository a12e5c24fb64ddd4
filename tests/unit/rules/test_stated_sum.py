"""Stated figures add up within the rounding of each."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carbonpress.lca.stated import last_place, leeway, with_fewest_digits
from carbonpress.model.quantity import Quantity
from carbonpress.reference.load import shipped_library
from carbonpress.rules.stated_sum import written

UNITS = shipped_library().units
PARTS = st.lists(st.integers(min_value=-(10**9), max_value=10**9), min_size=1, max_size=8)


def rounded(exact: int, places: int) -> Quantity:
    """A figure in units of 10^-6 kg, rounded half-even to *places* decimals."""
    return Quantity((Decimal(exact) / 10**6).quantize(Decimal(1).scaleb(-places)), UNITS["kg"])


@given(PARTS, st.integers(min_value=0, max_value=5))
def test_honest_rounding_always_passes(exact, places):
    """Parts and total that are each rounded from figures that add up differ by no more than the leeway."""
    parts, total = [rounded(part, places) for part in exact], rounded(sum(exact), places)
    assert abs(sum(p.value for p in parts) - total.value) <= leeway([*parts, total])


def test_one_unit_too_much_fails(said_by):
    """Two stages and a total in whole kilograms leave room for three kilograms, not for four."""
    assert [] == said_by("stated-sum", "server-stated", ("use: 7280 kg", "use: 7283 kg"))
    assert ["the stages add up to 8644 kg, the total is 8640 kg"] == said_by(
        "stated-sum", "server-stated", ("use: 7280 kg", "use: 7284 kg")
    )


def test_units_may_differ(said_by):
    """Stages in tonnes and a total in kilograms are compared as masses."""
    assert [] == said_by("stated-sum", "server-stated", ("use: 7280 kg", "use: 7.280 t"))


def test_no_origins_are_no_fault(said_by):
    """A study that does not split by origin is not at fault for it."""
    change = ("  origins: {fossil: 8600 kg, land_use_change: 40 kg}\n", "")
    assert [] == said_by("stated-sum", "server-stated", change)


def test_the_finding_says_how_much_may_differ(findings_of):
    """Half a unit of the last digit of each figure, together, and around which sum."""
    (finding,) = findings_of("stated-sum", "server-stated", ("use: 7280 kg", "use: 7284 kg"))
    assert finding.expected.startswith("a total within 3 kg of 8644 kg")


def test_the_finding_says_how_a_rounded_figure_is_written(findings_of):
    """8640 kg rounded to three digits is written 8.64e3 kg, which leaves ten times the room."""
    (finding,) = findings_of("stated-sum", "server-stated", ("use: 7280 kg", "use: 7284 kg"))
    assert "8.64e3 kg says three digits and may be off by 5 kg" in finding.mend


def test_the_advice_can_be_followed(said_by):
    """A total written with the digits that it has passes where the same number with idle zeros does not."""
    use = ("use: 7280 kg", "use: 7284 kg")
    assert 1 == len(said_by("stated-sum", "server-stated", use))
    assert [] == said_by("stated-sum", "server-stated", use, ("total: 8640 kg", "total: 8.64e3 kg"))


def test_without_idle_zeros_there_is_nothing_to_rewrite(findings_of):
    """Where no figure can have been rounded to fewer digits, only the study is named."""
    stages = (("1300 kg", "1301 kg"), ("30 kg", "31 kg"), ("7280 kg", "7281 kg"))
    origins = (("  origins: {fossil: 8600 kg, land_use_change: 40 kg}\n", ""),)
    (finding,) = findings_of("stated-sum", "server-stated", *stages, *origins, ("total: 8640 kg", "total: 8666 kg"))
    assert "study" in finding.mend and "says" not in finding.mend


MASSES = st.builds(
    Quantity,
    st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), allow_nan=False, allow_infinity=False, places=3)
    | st.integers(-(10**9), 10**9).map(Decimal),
    st.sampled_from([UNITS[symbol] for symbol in ("mg", "g", "kg", "t")]),
)


@given(MASSES)
def test_advice_never_changes_a_value(figure):
    """However few digits a figure is written with, it stays the same figure, and is read back as it."""
    shorter = with_fewest_digits(figure)
    assert figure.value == shorter.value and leeway([shorter]) >= leeway([figure])
    number, _, unit = written(shorter).partition(" ")
    assert (shorter.value, shorter.unit.symbol) == (Decimal(number), unit)
    assert shorter.value == 0 or last_place(Quantity(Decimal(number), shorter.unit)) == last_place(shorter)


@given(MASSES)
def test_the_last_place_is_twice_the_leeway(figure):
    """The power of ten of the last digit, in kilograms, and the leeway of a figure are told by the same rule."""
    assert leeway([figure]) * 2 == Decimal(1).scaleb(last_place(figure))
