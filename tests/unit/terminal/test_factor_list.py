"""Emission factors as a terminal and other programs read them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from carbonpress.reference.load import shipped_library
from carbonpress.terminal.factor_list import COLUMNS, as_csv, as_json, as_text, co2e

LIBRARY = shipped_library()
GWP = LIBRARY.gwp["ipcc-ar6-100"]
FACTORS = list(LIBRARY.factors.values())


def test_gases_are_characterised_per_unit() -> None:
    """CO2e as it was given; gases by the set, per one unit of the activity."""
    assert Decimal("0.5777") == co2e(LIBRARY.factors["electricity-cn@2024"], GWP)
    assert Decimal("0.5306") == co2e(LIBRARY.factors["electricity-co2-cn@2023"], GWP)
    factor = LIBRARY.factors["electricity-cn@2024"]
    for_ten = factor.model_copy(update={"per": replace(factor.per, value=Decimal(10))})
    assert Decimal("0.05777") == co2e(for_ten, GWP)


def test_a_gas_that_the_set_lacks_leaves_no_figure() -> None:
    """No sum is told that leaves a gas out, in no form."""
    less = GWP.model_copy(update={"values": {}})
    factor = LIBRARY.factors["electricity-co2-cn@2023"]
    assert co2e(factor, less) is None
    assert json.loads(as_json([factor], less))[0]["kg_co2e"] is None
    assert co2e(LIBRARY.factors["electricity-cn@2024"], less) is not None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_lines_for_each_factor(language: str) -> None:
    """How it is named and what it says, then what it is; the last line counts them."""
    for some in ([], FACTORS[:1], FACTORS):
        lines = as_text(some, GWP, LIBRARY.editions, language).splitlines()
        assert 2 * len(some) + 1 == len(lines)
        assert all(line.startswith(factor.name_at_edition) for factor, line in zip(some, lines[::2], strict=False))


def test_forms_for_programs_agree() -> None:
    """JSON and CSV have every factor in the same order with the same figures; no cell begins a formula."""
    data = json.loads(as_json(FACTORS, GWP))
    rows = list(csv.DictReader(io.StringIO(as_csv(FACTORS, GWP, "en").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    assert set(COLUMNS) <= set(rows[0])
    assert [each["factor"] for each in data] == [row["factor"] for row in rows]
    assert [each["kg_co2e"] or "" for each in data] == [row["kg_co2e"].lstrip("'") for row in rows]
    assert [] == [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "@")]
