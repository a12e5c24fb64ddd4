"""The declared or functional unit is of the kind and measures what the rules prescribe.

Footprints can only be set side by side when they are counted per the same thing: a cable and a fibre by length, a
preform by mass, a server by count.  A whole life cycle of a server calls for a functional unit; a part of it may
do with a declared unit.

To mend: give `declared_unit` or `functional_unit` as the message says, with an amount in a unit of the named
dimension, for example `declared_unit: {amount: 1 km, of: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import AnyOf, Parameters, Phrase
from carbonpress.rules.ask import cited, named_boundary
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unit"
CLAUSE = "T/CCSA 603-2024, 5.1.4; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True

SHOWN = 5
"""So many units of a dimension are enough to choose from; the common ones stand first in the data."""


def check(case: Case) -> Iterator[Remark]:
    """Compare kind and dimension with the rules that hold for the boundary."""
    declaration = case.declaration
    kind = "declared" if declaration.declared_unit is not None else "functional"
    path = (f"{kind}_unit",)
    found = named_boundary(case)
    holding = [u for u in case.rules.units if not u.boundaries or found is None or found[0] in u.boundaries]
    fitting = [u for u in holding if u.kind == kind]
    if not fitting:
        clause = "; ".join(dict.fromkeys(cited(case.rules, u.clause) for u in holding))
        kinds = AnyOf(tuple(dict.fromkeys(f"{u.kind}_unit" for u in holding)))
        yield Remark(path, "other-kind", {"kinds": kinds, "given": f"{kind}_unit"}, clause)
        return
    amount = declaration.unit.amount
    dimensions = list(dict.fromkeys(u.dimension for u in fitting))
    clause = "; ".join(dict.fromkeys(cited(case.rules, u.clause) for u in fitting))
    if amount.unit.dimension not in dimensions:
        parameters: Parameters = {
            "amount": amount,
            "dimension": amount.unit.dimension,
            "wanted": AnyOf(tuple(dimensions)),
            "hint": _hint(case, dimensions[0]),
        }
        yield Remark((*path, "amount"), "other-dimension", parameters, clause)
    elif amount.value <= 0:
        yield Remark((*path, "amount"), "not-above-zero", {"amount": amount}, clause)


def _hint(case: Case, dimension: str) -> Phrase | str:
    symbols = [u.symbol for u in case.library.units.values() if u.dimension == dimension]
    return Phrase("use-one-of", {"names": ", ".join(symbols[:SHOWN])}) if symbols else ""
