"""The footprint of one declaration as an emission factor for another of the same company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carbonpress.lca.evidence import Evidence, evidence_of
from carbonpress.lca.legs import legs_of
from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.quality import rated as rated_data
from carbonpress.lca.terms import Footprint, Inventory
from carbonpress.lca.uncertainty import geometric_sd, scatter
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.factor import DECLARATION, EmissionFactor, Origin, Source
from carbonpress.model.quality import Quality, Uncertainty
from carbonpress.model.quantity import Quantity
from carbonpress.reference.pedigree import shipped_pedigree

SUPPLIER_DATA = 1
"""Priority class of table 1 for data from the supplier, which here is the company itself."""


def declared_name(declaration: Declaration) -> str:
    """How another declaration names this one: `declaration/<id>@<version>`."""
    return f"{DECLARATION}{declaration.id}@{declaration.version}"


@in_decimal128
def declared_factor(
    declaration: Declaration, result: Footprint, organisation: Organisation, *, rated: bool = True
) -> EmissionFactor:
    """The footprint of a declaration as kg CO2e per declared unit, split by origin.

    Where stated results give no split that adds up to the total, the whole
    counts as fossil.  The factor counts as a secondary one of the best class:
    the declaration itself shows how much of it rests on primary data.  It is
    illustrative when any factor behind it is.  Its uncertainty and the scores of
    its data, rounded to whole scores, are passed on; without *rated* they are
    spared, for a factor that nobody uses.

    Source: T/CCSA 603-2024, 6.1.3.1, table 1.
    """
    split = dict(result.origins)
    if exact_sum(split.values()) != result.total:
        split = {"fossil": result.total}
    co2e: dict[Origin, Quantity] = {origin: Quantity(value, KILOGRAM) for origin, value in split.items()}
    evidence = evidence_of(declaration, result, shipped_pedigree()) if rated else None
    behind = [contribution.activity.factor for contribution in result.contributions]
    # Every part was validated with its declaration.
    return EmissionFactor.model_construct(
        id=f"{DECLARATION}{declaration.id}",
        edition=declaration.version,
        name=declaration.product.name,
        per=declaration.unit.amount,
        co2e=co2e,
        data="secondary",
        priority=SUPPLIER_DATA,
        year=declaration.period.end.year,
        geography=declaration.geography,
        quality=None if evidence is None else _quality(evidence),
        uncertainty=None if evidence is None else _uncertainty(evidence),
        illustrative=any(factor.illustrative for factor in behind if factor is not None),
        source=Source.model_construct(
            document=f"{declaration.product.model}, {declared_name(declaration)}",
            publisher=organisation.name,
            year=declaration.validity.start.year,
        ),
    )


def referenced(declaration: Declaration) -> Iterator[str]:
    """Names of the declarations that this one builds upon, in the order of its lines, with repetitions."""
    for line in (line for lines in declaration.inventory.values() for line in lines):
        for name in (getattr(line, "factor", None), *(leg.by for _, _, leg in legs_of(line))):
            if name is not None and name.startswith(DECLARATION):
                yield name


def declared_factors(inventory: Inventory) -> Mapping[str, EmissionFactor]:
    """The declarations that an inventory uses as factors, by the name that `resolve` takes them under."""
    used = (activity.factor for activity in inventory.activities if activity.factor is not None)
    return {factor.name_at_edition: factor for factor in used if factor.id.startswith(DECLARATION)}


def _quality(evidence: Evidence) -> Quality | None:
    """The scores of a result as those of a datum."""
    found = rated_data(evidence)
    if found is None:
        return None
    return Quality(**{name: int(score.to_integral_value()) for name, score in found.indicators.items()})


def _uncertainty(evidence: Evidence) -> Uncertainty | None:
    """The uncertainty of a result as that of a datum: lognormal where the result is above zero."""
    found = scatter(evidence)
    gsd = None if found is None else geometric_sd(found.total)
    return None if gsd is None else Uncertainty(gsd=gsd)
