"""What happens at the end of life when the declaration does not say: the default of the rules."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import END_OF_LIFE
from carbonpress.lca.factor import factor_gas_gaps, named_factor
from carbonpress.lca.flow import Flow
from carbonpress.lca.mass import mass_per_unit, stated_mass
from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.precision import exact_sum
from carbonpress.lca.scope import Row, Scope
from carbonpress.lca.terms import Activity, Gap, Step
from carbonpress.model.declaration import Material, Packaging
from carbonpress.model.quantity import Quantity
from carbonpress.model.sentence import Parameters

ASSUMED = "end_of_life"
"""What `Activity.assumed` says of the activity that stands for the default."""


def default_treatment(rows: list[Row], scope: Scope, included: tuple[str, ...]) -> Iterator[Activity | Gap]:
    """The default treatment of all materials and packaging of the substance that the rules name.

    Comes only where the stage counts and the declaration gives nothing for it.
    The activity belongs to no line (`entry` is None) and says that it is assumed.

    Source: T/CCSA 603-2024, 6.1.2.6 (polymers to landfill, 100 %).
    """
    default = scope.rules.defaults.end_of_life
    if default is None or END_OF_LIFE not in included or scope.declaration.inventory.get(END_OF_LIFE):
        return
    concerned = [
        r for r in rows if isinstance(r.entry, (Material, Packaging)) and r.entry.substance == default.substance
    ]
    yield from (gap for row in concerned for gap in _mass_gaps(row, default.substance))
    masses = [mass for row in concerned if (mass := mass_per_unit(row, scope)) is not None]
    if masses:
        yield from _treatment(masses, default.factor, scope)


def _treatment(masses: list[Quantity], factor_name: str, scope: Scope) -> Iterator[Activity | Gap]:
    path = ("inventory", END_OF_LIFE)
    factor = named_factor(factor_name, path, scope)
    if isinstance(factor, Gap):
        yield factor
        return
    yield from factor_gas_gaps(factor, path, scope)
    if factor.per.unit.dimension != KILOGRAM.dimension:
        parameters: Parameters = {"factor": factor.name_at_edition, "per": factor.per}
        yield Gap(path, "factor-unit", "default-not-per-mass", parameters)
        return
    total = Quantity(exact_sum(mass.value for mass in masses), KILOGRAM)
    flow = Flow(total, (Step("sum", tuple(("mass", mass) for mass in masses)),)).to(factor.per.unit)
    yield Activity(path, END_OF_LIFE, "treatment", None, flow.amount, flow.steps, factor, assumed=ASSUMED)


def _mass_gaps(row: Row, substance: str) -> Iterator[Gap]:
    assert isinstance(row.entry, (Material, Packaging))
    if stated_mass(row.entry) is None:
        yield Gap((*row.path, "amount"), "dimension", "treated-mass", {"substance": substance})
