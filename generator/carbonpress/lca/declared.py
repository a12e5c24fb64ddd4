"""A declaration as the emission factor of another one: the fibre that a cable is made of."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.terms import Footprint
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import EmissionFactor, Source
from carbonpress.model.quantity import Quantity, Units

PREFIX = "declaration/"
"""How a factor name begins that refers to a declaration: `declaration/<id>@<version>`."""


def reference_name(declaration: Declaration) -> str:
    """The name under which other declarations refer to this version."""
    return f"{PREFIX}{declaration.id}@{declaration.version}"


def referenced(declaration: Declaration) -> Iterator[str]:
    """Names of the declarations that this one builds upon, in the order of its lines, with repetitions."""
    for lines in declaration.inventory.values():
        for line in lines:
            name = getattr(line, "factor", None)
            if name is not None and name.startswith(PREFIX):
                yield name


def as_factor(declaration: Declaration, footprint: Footprint, units: Units) -> EmissionFactor:
    """The footprint per declared unit as an emission factor, split by origin.

    It counts as data of a supplier (T/CCSA 603-2024, table 1, class 1): the
    declaration's own shares of primary data do not carry over.
    """
    unit = declaration.unit
    return EmissionFactor.model_construct(
        id=PREFIX + declaration.id,
        edition=declaration.version,
        name=declaration.product.name,
        category=None,
        per=unit.amount,
        co2e={origin: Quantity(value, units["kg"]) for origin, value in footprint.origins.items()},
        gases=None,
        kind="life-cycle",
        data="secondary",
        priority=1,
        year=declaration.period.end.year,
        geography=declaration.geography,
        source=Source.model_construct(
            document=declaration.study.report_number or f"{declaration.id}, version {declaration.version}",
            publisher=None,
            year=declaration.period.end.year,
            table=None,
            url=None,
            read=None,
        ),
        illustrative=False,
        note=None,
    )
