"""The nearest who says how long the product serves is believed."""

from __future__ import annotations

import pytest

from carbonpress.lca.service_life import service_life


@pytest.mark.parametrize("first", [0, 1, 2, 3, 4])
def test_line_unit_parameter_default(declare, make_rules, units, quantity, first):
    """The line's own, then the unit's, then the parameter's, then that of the rules; else there is none."""
    line = quantity("5 a") if first == 0 else None
    of_unit = {"service_life": "10 a"} if first <= 1 else {}
    parameters = {"service_life": "15 a"} if first <= 2 else {}
    defaults = {"service_life": "20 a"} if first <= 3 else {}
    declaration = declare(
        production=[{"material": "steel", "amount": "1 kg", "factor": "steel@2024"}],
        declared_unit=None,
        functional_unit={"amount": "1 km", "of": "cable", "intended_use": "x", "performance": "y", **of_unit},
        product={"name": "Cable", "model": "C-1", "parameters": parameters},
    )
    found = service_life(declaration, make_rules(defaults=defaults), units, line)
    expected = [("5 a", "line"), ("10 a", "unit"), ("15 a", "parameter"), ("20 a", "default"), None][first]
    assert expected == (None if found is None else (str(found.value), found.given_by))
