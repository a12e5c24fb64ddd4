"""Amounts survive writing and conversion; decoding never raises and always tells a place."""

from __future__ import annotations

import json
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from carbonpress.lca.terms import ARITHMETIC
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import decode
from carbonpress.model.factor import FactorFile
from carbonpress.model.inventory import KINDS
from carbonpress.model.quantity import Quantity
from carbonpress.model.repair import mended
from carbonpress.model.rules import CategoryRules
from carbonpress.model.scalar import Amount, Number
from carbonpress.reference.load import shipped_library
from carbonpress.source.document import parse

UNITS = shipped_library().units
BASE = Path(__file__).parents[1] / "declarations" / "hostile" / "base.yml"

symbols = st.sampled_from(sorted(UNITS))
numbers = st.decimals(-(10**9), 10**9, allow_nan=False, places=6)


def amount(text: str) -> Quantity:
    made: Quantity = TypeAdapter(Amount).validate_python(text, context={"units": UNITS})
    return made


@given(numbers, symbols)
def test_an_amount_survives_being_written(value: Decimal, symbol: str) -> None:
    """An amount that is written and read again is the same amount."""
    quantity = Quantity(value, UNITS[symbol])
    assert quantity == amount(str(quantity))


@given(numbers, symbols, st.data())
def test_conversion_there_and_back_loses_nothing_that_decimals_can_hold(
    value: Decimal, symbol: str, data: st.DataObject
) -> None:
    """An amount in another unit is the same amount to 30 digits, and exactly the same where the ratio is finite."""
    unit = UNITS[symbol]
    other = data.draw(st.sampled_from([u for u in UNITS.values() if u.dimension == unit.dimension]))
    with localcontext(ARITHMETIC):
        there = Quantity(value, unit).to(other)
        back = there.to(unit)
    exact = Fraction(value) * unit.size / other.size
    assert abs(Fraction(there.value) - exact) <= abs(exact) / 10**30
    if is_finite(unit.size / other.size) and is_finite(other.size / unit.size):
        assert exact == Fraction(there.value)
        assert value == back.value


def is_finite(ratio: Fraction) -> bool:
    """Whether a ratio has a finite decimal expansion."""
    rest = ratio.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


@given(st.text(max_size=30))
def test_a_number_is_read_exactly_or_refused(text: str) -> None:
    """A text is a number to the last digit, or refused; no third thing."""
    try:
        number = TypeAdapter(Number).validate_python(text)
    except ValidationError as errors:
        assert ["number"] == [error["type"] for error in errors.errors()]
    else:
        assert Decimal(text) == number
        assert abs(number) < Decimal(10) ** 134


@given(st.text("0123456789.,eE+-oOlI %kgt×^'_ １２　", max_size=16))
def test_what_is_proposed_would_pass(text: str) -> None:
    """Every amount that is proposed instead of a mistyped one is an amount."""

    def fits(proposal: str) -> bool:
        try:
            amount(proposal)
        except ValidationError:
            return False
        return True

    proposed = mended(text, fits).removeprefix("did you mean ").removesuffix("?")
    for proposal in filter(None, proposed.split(" or ")):
        assert fits(proposal.strip("'\""))


names = sorted(
    {*KINDS, *Declaration.model_fields, "from", "to", "zh", "en", "amount", "factor", "offset", "[key]", "x"}
)
scalars = st.none() | st.sampled_from(
    ["1 kg", "2025-01-01", "draft", "mass", "a-b", "0", "", "光缆", "12 O kg", "1e9 km"]
)
data = st.recursive(
    scalars | st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(names), inner, max_size=6),
    max_leaves=25,
)


@settings(deadline=None)
@given(
    data.filter(lambda value: value is not None),
    st.sampled_from([Declaration, Organisation, FactorFile, CategoryRules]),
)
def test_any_data_give_a_model_or_findings_with_a_place(value: Any, cls: type[BaseModel]) -> None:
    """Whatever a file holds, it is a model or there are findings, each with a place and a rule."""
    check_decoded(value, cls)


@settings(deadline=None)
@given(st.data())
def test_a_declaration_with_anything_put_anywhere_never_raises(choice: st.DataObject) -> None:
    """A sound declaration in which anything is put anywhere gives findings with a place."""
    document, _ = parse(BASE.read_bytes(), "a.yml")
    assert document is not None
    value: Any = document.data
    here = value
    while True:
        steps = list(here) if isinstance(here, dict) else list(range(len(here)))
        step = choice.draw(st.sampled_from(steps))
        if not isinstance(here[step], dict | list) or not here[step] or choice.draw(st.booleans()):
            break
        here = here[step]
    here[step] = choice.draw(data)
    check_decoded(value, Declaration)


def check_decoded(value: Any, cls: type[BaseModel]) -> None:
    document, findings = parse(json.dumps(value, ensure_ascii=False, indent=1).encode(), "a.yml")
    if document is None:
        assert findings
        return
    model, found = decode(cls, document, UNITS)
    assert (model is None) == bool(found)
    for finding in found:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.rule
        assert finding.message
        assert "\n" not in str(finding.message)
