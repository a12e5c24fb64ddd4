"""Hints never change value or kind: whatever they propose is the amount, or the word, that was written."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from carbonpress.model.anatomy import keys, models_in
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import decode
from carbonpress.model.factor import FactorFile
from carbonpress.model.hint import near_miss
from carbonpress.model.inventory import KINDS
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules
from carbonpress.model.scalar import Amount, Mass, MassCo2e, Number, quantity_of
from carbonpress.model.text import Text
from carbonpress.reference.load import shipped_library
from carbonpress.source.document import parse

UNITS = shipped_library().units
MODELS = [cls for root in (Declaration, Organisation, FactorFile, CategoryRules) for cls in models_in(root)]
PREFIXES = {
    "": 0, "Q": 30, "R": 27, "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
    "d": -1, "c": -2, "m": -3, "µ": -6, "μ": -6, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
    "r": -27, "q": -30,
}  # fmt: skip
"""SI Brochure, 9th edition, table 7, typed from there and not from the data file."""
POWERS = {"m2": 2, "m3": 3}
OTHER_UNITS = {"ha", "min", "cd", "Pa"}
"""What a prefix and the symbol of a unit give and what is a unit of its own all the same."""

numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,6})?", fullmatch=True)


def mend_of(kind: object, text: str) -> str:
    """What is proposed for a text that is no amount; empty for one that is."""
    try:
        TypeAdapter(kind).validate_python(text, context={"units": UNITS})
    except ValidationError as errors:
        return str(errors.errors()[0]["ctx"]["mend"])
    return ""


def proposed(mend: str, number: str) -> Quantity | None:
    """The amount that a hint proposes, read as the program reads it; None where it proposes none."""
    found = re.match(r"did you mean '(?P<unit>[^']+)'\?$|write (?P<amount>\S+ \S+)", mend)
    if not found or "alone" in mend:
        return None
    made: Quantity = TypeAdapter(Amount).validate_python(
        found["amount"] or f"{number} {found['unit']}", context={"units": UNITS}
    )
    return made


@pytest.mark.parametrize("symbol", sorted({*UNITS, "l"}))
@settings(max_examples=5)  # of numbers; all prefixes are tried with each
@given(number=numbers)
def test_a_prefix_before_a_unit_keeps_the_amount(symbol: str, number: str) -> None:
    """For every SI prefix before every unit, a hint proposes exactly the same amount of the same kind, or nothing."""
    of = UNITS["L" if symbol == "l" else symbol]
    for prefix, power in PREFIXES.items():
        word = prefix + symbol
        found = proposed(mend_of(Amount, f"{number} {word}"), number)
        if word in UNITS or word in OTHER_UNITS or found is None:
            continue
        expected = Fraction(Decimal(number)) * Fraction(10) ** (power * POWERS.get(symbol, 1)) * of.size
        assert (of.dimension, expected) == (found.unit.dimension, Fraction(found.value) * found.unit.size), word


@pytest.mark.parametrize("dimension", sorted({unit.dimension for unit in UNITS.values()}))
@settings(max_examples=50)
@given(data=st.data())
def test_a_hint_is_of_the_kind_that_is_asked_for(dimension: str, data: st.DataObject) -> None:
    """Whatever is written for a unit, what is proposed can be read where it was written."""
    prefixed = st.builds(str.__add__, st.sampled_from(list(PREFIXES)), st.sampled_from(sorted(UNITS)))
    turned = prefixed.flatmap(lambda word: st.sampled_from([word, word.upper(), word.lower(), word.title()]))
    number, word = data.draw(numbers), data.draw(turned | st.text("aegklmtuWhJM23²³µ万吨", min_size=1, max_size=4))
    found = proposed(mend_of(quantity_of(dimension), f"{number} {word}"), number)
    assert found is None or dimension == found.unit.dimension


@pytest.mark.parametrize("unit", ["g", "kg", "t", "Mg", "tonne"])
def test_co2e_is_never_made_of_a_plain_mass_nor_lost(unit: str) -> None:
    """Where CO2e is meant the hint says CO2e, and a mass of CO2 gets no hint."""
    for glued in (f"5 {unit}CO2e", f"5 {unit} CO2eq", f"5 {unit} CO2-eq"):
        assert "CO2e" in mend_of(MassCo2e, glued)
    assert "" == mend_of(MassCo2e, f"5 {unit} CO2")
    assert "" == mend_of(Mass, f"5 {unit} CO2")


@given(numbers, st.sampled_from("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"), st.integers(0, 99))
def test_a_power_is_no_number_written_together(number: str, raised: str, factor: int) -> None:
    """`5² kg` is not 52 kg, and `2 x 1000 kg` is not 2 kg."""
    assert "" == mend_of(Number, number + raised)
    for times in (f"{number} x 10{factor}0", f"{number} x 10{factor}"):
        proposals = re.findall(r"'([^']+)'", mend_of(Number, times))
        assert all(Decimal(p) == Decimal(number) * int(times.split(" x ")[1]) for p in proposals)


@pytest.mark.parametrize("cls", MODELS, ids=lambda cls: cls.__name__)
def test_a_key_of_one_model_is_no_misspelling_of_a_key_of_another(cls: type[BaseModel]) -> None:
    """Each key that means something elsewhere is told where it belongs, never to be another key."""
    for key in sorted({key for other in MODELS for key in keys(other)} - set(keys(cls)) - {"offsets"}):
        value = {key: "x"}
        document, _ = parse(json.dumps(value).encode(), "a.yml")
        assert document is not None
        _, findings = decode(cls, document, UNITS)
        assert [] == [f.mend for f in findings if f.rule in ("unknown-key", "kind") and "did you mean" in f.mend], key


def test_a_line_is_told_where_a_key_belongs() -> None:
    """`distance` on a material belongs to its transport, as it does on every line that goods are moved for."""
    for kind, field in (("material", "transport"), ("packaging", "transport"), ("treatment", "transport")):
        text = f"inventory: {{production: [{{{kind}: x, distance: 12 km}}]}}"
        document, _ = parse(text.encode(), "a.yml")
        assert document is not None
        _, findings = decode(Declaration, document, UNITS)
        (mend,) = [f.mend for f in findings if f.rule == "unknown-key"]
        assert mend.startswith(f"write it below {field!r}")
    assert "transport" in KINDS


GASES = sorted({gas for table in shipped_library().gwp.values() for gas in table.values})


@given(
    st.sampled_from(GASES),
    st.sampled_from(GASES),
    st.from_regex("[A-Z][A-Za-z]?[A-Z0-9]{1,6}[a-z]{0,2}", fullmatch=True),
)
def test_a_gas_is_never_made_another_one(gas: str, other: str, word: str) -> None:
    """A formula is proposed only for another writing of itself."""
    bare = {one.lower(): one for one in GASES}
    assert near_miss(gas, [other]) in ("", f"did you mean {gas!r}?")
    meant = bare.get(word.lower())
    assert near_miss(word, GASES) == (f"did you mean {meant!r}?" if meant else "")


def test_texts_have_no_hidden_keys() -> None:
    """The models that are tried here are all that companies write."""
    assert {Text, *KINDS.values()} <= set(MODELS)
