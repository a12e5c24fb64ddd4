"""Which emission factor a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carbonpress.lca.fuel import fuel_emission_factor
from carbonpress.lca.scope import Scope
from carbonpress.lca.terms import Gap
from carbonpress.model.factor import CO2E, DECLARATION, EmissionFactor
from carbonpress.model.sentence import Parameters, Phrase, did_you_mean
from carbonpress.reference.library import Library, find_factor, nearest_factor, other_editions

Path = tuple[str | int, ...]


def named_factor(name: str, path: Path, scope: Scope) -> EmissionFactor | Gap:
    """The factor that *name* means: `id@edition` exactly that one, a bare `id` its newest edition.

    `declaration/<id>@<version>` means the footprint of another declaration of
    the same company per its declared unit, a bare `declaration/<id>` its highest
    version.  An unknown name is a gap with the nearest known one.
    """
    own = name.startswith(DECLARATION)
    found = _declared(name, scope) if own else find_factor(scope.library, name)
    if found is not None:
        return found
    if own:
        return Gap(path, "unknown-factor", "no-declaration", {"factor": name, "hint": _versions(name, scope.declared)})
    return Gap(path, "unknown-factor", "unknown", {"factor": name, "hint": _editions(name, scope.library)})


def _editions(name: str, library: Library) -> Phrase | str:
    """The editions of a factor of which another one was named, or the name that may have been meant."""
    id_, editions = other_editions(library, name)
    if editions:
        return Phrase("editions", {"id": id_, "editions": ", ".join(map(str, editions))})
    nearest = nearest_factor(library, name)
    return Phrase("did-you-mean", {"name": nearest}) if nearest else ""


def _versions(name: str, declared: Iterable[str]) -> Phrase | str:
    """The versions of a declaration of which another one was named, or the name that may have been meant."""
    id_ = name.partition("@")[0]
    names = list(declared)
    versions = [known.partition("@")[2] for known in names if known.partition("@")[0] == id_]
    return Phrase("versions", {"id": id_, "versions": ", ".join(versions)}) if versions else did_you_mean(name, names)


def fuel_factor(fuel: str, path: Path, scope: Scope) -> EmissionFactor | Gap:
    """The combustion factor of a fuel of the fuel table."""
    row = scope.library.fuels.get(fuel)
    if row is None:
        return Gap(path, "unknown-fuel", "unknown", {"fuel": fuel, "hint": did_you_mean(fuel, scope.library.fuels)})
    return fuel_emission_factor(fuel, row, scope.units)


def gas_gaps(gas: str, path: Path, scope: Scope, factor: str = "") -> Iterator[Gap]:
    """A gap when the GWP set does not list *gas*, which *factor* may give off; CO2e needs no entry there."""
    if scope.gwp is not None and gas != CO2E and gas not in scope.gwp.values:
        parameters: Parameters = {
            "gwp": scope.gwp.id,
            "gas": gas,
            "hint": did_you_mean(gas, scope.gwp.values),
            "factor": factor,
        }
        yield Gap(path, "unknown-gas", "of-factor" if factor else "unknown", parameters)


def factor_gas_gaps(factor: EmissionFactor, path: Path, scope: Scope) -> Iterator[Gap]:
    """The gases of a factor that the GWP set does not list."""
    if factor.gases is None:
        return  # CO2e alone
    for gas in dict.fromkeys(gas for _, gas, _ in factor.masses()):
        yield from gas_gaps(gas, path, scope, factor.name_at_edition)


def _declared(name: str, scope: Scope) -> EmissionFactor | None:
    exactly = scope.declared.get(name)
    if exactly is not None:
        return exactly
    versions = [int(version) for key in scope.declared for bare, _, version in [key.rpartition("@")] if bare == name]
    return scope.declared.get(f"{name}@{max(versions)}") if versions else None
