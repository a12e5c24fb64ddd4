"""Is everything there, and does it fit together: check lists filled from the data themselves.

Source: T/CCSA 603-2024, 8 b (completeness and consistency), 6.1.2.7 b and d.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from carbonpress.lca.boundary import included_stages
from carbonpress.lca.cut_off import product_mass
from carbonpress.lca.data_quality import gross_emissions
from carbonpress.lca.measure import kilograms
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.scores import MONTHS_OF_A_YEAR, months
from carbonpress.lca.terms import Footprint
from carbonpress.model.declaration import Declaration, Energy, Material, Operation, Packaging, Storage
from carbonpress.model.factor import CO2E
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library

Verdict = Literal["met", "gap", "unknown"]

CheckId = Literal[
    "stages", "components", "mass", "energy", "period", "sources", "gwp", "years", "places", "characterised"
]
"""What is checked: the first six are about completeness, the others about consistency."""

COMPLETENESS: tuple[CheckId, ...] = ("stages", "components", "mass", "energy", "period", "sources")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a check list: what was found, and what is missing by its id, name or figure.

    `of` and `found` are figures (counts, kg, months, a share of one), None
    where there is nothing to count.
    """

    id: CheckId
    verdict: Verdict
    missing: tuple[str, ...] = ()
    found: Decimal | None = None
    of: Decimal | None = None


@in_decimal128
def checks(
    declaration: Declaration, rules: CategoryRules, library: Library, result: Footprint, materials: Decimal | None
) -> tuple[Check, ...]:
    """Both check lists; nothing for stated results, whose data stay in their study.

    *materials* is the mass of the materials in kg, see `lca.mass.material_mass`.

    Source: T/CCSA 603-2024, 8 b.
    """
    if declaration.results is not None:
        return ()
    return (
        _stages(declaration, rules, result),
        *_components(declaration, rules),
        _mass(declaration, rules, library, materials),
        _energy(declaration),
        _period(declaration),
        _sources(declaration),
        _gwp(declaration, rules, library),
        _years(declaration),
        _places(declaration),
        _characterised(result),
    )


def _stages(declaration: Declaration, rules: CategoryRules, result: Footprint) -> Check:
    """Every stage inside the boundary has data."""
    included = included_stages(declaration, rules)
    filled = {contribution.activity.stage for contribution in result.contributions}
    missing = tuple(stage for stage in included if stage not in filled)
    return _counted("stages", missing, len(included))


def _components(declaration: Declaration, rules: CategoryRules) -> Iterator[Check]:
    """Every component of the rules' list is in the bill of materials; or a substitute, which only a reader can tell."""
    if rules.components:
        listed = (line for lines in declaration.inventory.values() for line in lines)
        named = {line.component for line in listed if isinstance(line, Material | Packaging)}
        missing = tuple(c.id for c in rules.components if c.id not in named)
        yield _counted("components", missing, len(rules.components))


def _mass(declaration: Declaration, rules: CategoryRules, library: Library, found: Decimal | None) -> Check:
    """The materials, with those left out, weigh as much as the product."""
    product = product_mass(declaration, rules, library.units)
    needed = None if product is None else kilograms(product)
    if needed is None or found is None:
        return Check("mass", "unknown", found=found, of=needed)
    tolerance = needed * (rules.cut_off.material_mass or Decimal(0))
    short = needed > found and needed - found >= tolerance
    return Check("mass", "gap" if short else "met", found=found, of=needed)


def _energy(declaration: Declaration) -> Check:
    """Production takes energy, and every energy that is listed says which."""
    lines = declaration.inventory.get("production", [])
    carriers = sum(isinstance(line, Energy | Storage | Operation) for line in lines)
    return Check("energy", "met" if carriers else "gap", found=Decimal(carriers))


def _period(declaration: Declaration) -> Check:
    """The data cover a whole year, so that the seasons even out."""
    covered = months(declaration)
    verdict: Verdict = "met" if covered >= MONTHS_OF_A_YEAR else "gap"
    return Check("period", verdict, found=Decimal(covered), of=Decimal(MONTHS_OF_A_YEAR))


def _sources(declaration: Declaration) -> Check:
    """Every line has a source."""
    default = declaration.data is not None
    lines = [line for lines in declaration.inventory.values() for line in lines]
    missing = sum(line.source is None and not default for line in lines)
    verdict: Verdict = "gap" if missing else "met"
    return Check("sources", verdict, found=Decimal(len(lines) - missing), of=Decimal(len(lines)))


def _gwp(declaration: Declaration, rules: CategoryRules, library: Library) -> Check:
    """The newest 100-year potentials are used."""
    used = declaration.gwp or rules.gwp
    return Check("gwp", "met", ()) if used == library.newest_gwp else Check("gwp", "gap", (used,))


def _years(declaration: Declaration) -> Check:
    """All amounts stand for years of the period."""
    start, end = declaration.period.start.year, declaration.period.end.year
    default = declaration.data.year if declaration.data is not None else None
    years = [line.year or default for lines in declaration.inventory.values() for line in lines]
    off = sorted({str(year) for year in years if year is not None and not start <= year <= end})
    fitting = sum(year is None or start <= year <= end for year in years)
    return Check("years", "gap" if off else "met", tuple(off), Decimal(fitting), Decimal(len(years)))


def _places(declaration: Declaration) -> Check:
    """All amounts stand for the place of the declaration."""
    default = declaration.data.geography if declaration.data is not None else None
    places = [
        line.geography or default or declaration.geography for lines in declaration.inventory.values() for line in lines
    ]
    here = declaration.geography
    off = sorted({place for place in places if place != here and not place.startswith(f"{here}-")})
    fitting = sum(place not in off for place in places)
    return Check("places", "gap" if off else "met", tuple(off), Decimal(fitting), Decimal(len(places)))


def _characterised(result: Footprint) -> Check:
    """How much comes in as CO2 equivalent, by potentials that its source chose; there is nothing to be met."""
    gross = gross_emissions(result.contributions)
    terms = (term for c in result.contributions for term in c.terms if term.gas == CO2E)
    fixed = exact_sum(term.result.copy_abs() for term in terms)
    return Check("characterised", "unknown" if fixed else "met", found=fixed / gross if gross else None)


def _counted(id_: CheckId, missing: tuple[str, ...], whole: int) -> Check:
    return Check(id_, "gap" if missing else "met", missing, Decimal(whole - len(missing)), Decimal(whole))
