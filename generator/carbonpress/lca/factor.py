"""Which emission factor a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carbonpress.lca.fuel import fuel_emission_factor
from carbonpress.lca.scope import Scope
from carbonpress.lca.terms import Gap
from carbonpress.model.factor import CO2E, DECLARATION, EmissionFactor
from carbonpress.model.hint import near_miss
from carbonpress.reference.library import factor_hint, find_factor

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
    expected = "declaration/<id>@<version> of this folder" if own else "the name of a factor: id@edition"
    hint = _versions(name, scope.declared) if own else factor_hint(scope.library, name)
    return Gap(path, "unknown-factor", f"unknown emission factor {name!r}", expected, hint)


def _versions(name: str, declared: Iterable[str]) -> str:
    """The versions of a declaration of which another one was named, or the name that may have been meant."""
    id_ = name.partition("@")[0]
    names = list(declared)
    versions = [known.partition("@")[2] for known in names if known.partition("@")[0] == id_]
    return f"{id_!r} has the versions {', '.join(versions)}" if versions else near_miss(name, names)


def fuel_factor(fuel: str, path: Path, scope: Scope) -> EmissionFactor | Gap:
    """The combustion factor of a fuel of the fuel table."""
    row = scope.library.fuels.get(fuel)
    if row is None:
        known = list(scope.library.fuels)
        return Gap(path, "unknown-fuel", f"unknown fuel {fuel!r}", "a fuel of the fuel table", near_miss(fuel, known))
    return fuel_emission_factor(fuel, row, scope.units)


def gas_gaps(gas: str, path: Path, scope: Scope, owner: str = "") -> Iterator[Gap]:
    """A gap when the GWP set does not list *gas*; CO2e needs no entry there."""
    if scope.gwp is not None and gas != CO2E and gas not in scope.gwp.values:
        message = f"{owner}the GWP set {scope.gwp.id} does not list the gas {gas!r}"
        yield Gap(path, "unknown-gas", message, "a gas of the GWP set", near_miss(gas, scope.gwp.values))


def factor_gas_gaps(factor: EmissionFactor, path: Path, scope: Scope) -> Iterator[Gap]:
    """The gases of a factor that the GWP set does not list."""
    if factor.gases is None:
        return  # CO2e alone
    for gas in dict.fromkeys(gas for _, gas, _ in factor.masses()):
        yield from gas_gaps(gas, path, scope, f"{factor.name_at_edition}: ")


def _declared(name: str, scope: Scope) -> EmissionFactor | None:
    exactly = scope.declared.get(name)
    if exactly is not None:
        return exactly
    versions = [int(version) for key in scope.declared for bare, _, version in [key.rpartition("@")] if bare == name]
    return scope.declared.get(f"{name}@{max(versions)}") if versions else None
