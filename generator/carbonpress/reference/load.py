"""Makes the library: the shipped data files, and a company's own factors and rules on top of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from carbonpress.model.decode import decode
from carbonpress.model.factor import EmissionFactor, FactorFile, Fuel, FuelTable, GwpSet
from carbonpress.model.quantity import Units
from carbonpress.model.rules import CategoryRules
from carbonpress.model.text import Words
from carbonpress.reference.factor_check import factor_slips
from carbonpress.reference.intensity_check import intensity_slips
from carbonpress.reference.library import Library
from carbonpress.reference.own_units import with_own_units
from carbonpress.reference.rules_check import rules_slips
from carbonpress.reference.slip import Slip
from carbonpress.reference.units import units_of
from carbonpress.source.document import Document, parse
from carbonpress.source.finding import Finding
from carbonpress.source.folder import listing, read

DATA = Path(__file__).parent / "data"

Model = TypeVar("Model", bound=Words)


@functools.cache
def shipped_library() -> Library:
    """The units, GWP sets, fuels, factors and rules that come with the package; read once per process.

    Raises
    ------
    RuntimeError
        When a shipped file has an error, which is a defect of ours.
    """
    findings: list[Finding] = []
    library = library_at(DATA, findings)
    if findings:
        raise RuntimeError("\n".join(str(finding) for finding in findings))
    return library


def library(root: Path, findings: list[Finding]) -> Library:
    """The shipped library and, on top of it, the company's own files: `factors/*.yml` and `rules/*.yml` below *root*.

    *root* is the declarations folder; factor and rules files may lie in folders
    of their own below `factors/` and `rules/`.

    What is wrong with those files goes into *findings*; what is sound in them is
    in the library all the same, so that one run shows all errors.  A shipped
    factor or PCR is never replaced: its numbers stand in published declarations.
    """
    return _with_own(shipped_library(), root, findings)


def library_at(root: Path, findings: list[Finding]) -> Library:
    """A library made from the folder *root* alone: `units.yml`, `gwp/`, `fuels/`, `factors/`, `rules/`."""
    raw = read(root, "units.yml")
    units, found = ({}, [raw]) if isinstance(raw, Finding) else units_of(raw, "units.yml")
    findings += found
    if not units:
        return Library({}, {}, {}, {}, {})
    gwp = {table.id: table for _, table in _models(GwpSet, _documents(root, "gwp", findings), units, findings)}
    fuels: dict[str, Fuel] = {}
    for _, table in _models(FuelTable, _documents(root, "fuels", findings), units, findings):
        fuels |= table.values
    bare = Library(units, gwp, fuels, {}, {}, newest_gwp=_newest(gwp.values()))
    return _with_own(bare, root, findings)


def _with_own(base: Library, root: Path, findings: list[Finding]) -> Library:
    rules_files = _documents(root, "rules", findings)
    base = replace(base, units=with_own_units(base.units, rules_files, findings))
    factors = dict(base.factors)
    for document, file in _models(FactorFile, _documents(root, "factors", findings), base.units, findings):
        _add_factors(factors, file, document, base, findings)
    editions = _editions(factors.values())
    with_factors = replace(base, factors=factors, editions=editions)
    rules = dict(base.rules)
    for document, pcr in _models(CategoryRules, rules_files, base.units, findings):
        if pcr.id in rules:
            slip = Slip(("id",), "rules-taken", f"the rules {pcr.id!r} exist already", "an id of your own")
            findings.append(_finding(document, slip))
            continue
        rules[pcr.id] = pcr
        slips = (*rules_slips(pcr, with_factors), *intensity_slips(pcr, with_factors.units))
        findings += [_finding(document, slip) for slip in slips]
    return replace(with_factors, rules=rules)


def _add_factors(
    factors: dict[str, EmissionFactor], file: FactorFile, document: Document, base: Library, findings: list[Finding]
) -> None:
    taken = base.editions
    for index, factor in enumerate(file.factors):
        name = factor.name_at_edition
        here = ("factors", index)
        slips = list(factor_slips(factor, base.gwp))
        if factor.id in taken:
            message = f"{factor.id!r} is a factor of the package"
            slips.append(Slip(("id",), "factor-taken", message, "an id of your own, for example my-company/grid"))
        elif name in factors:
            message = f"{name} is given more than once"
            slips.append(Slip(("id",), "factor-twice", message, "each id and edition once"))
        elif not any(slip.rule == "factor-reserved" for slip in slips):
            factors[name] = factor
        findings += [_finding(document, slip, here) for slip in slips]


def _documents(root: Path, folder: str, findings: list[Finding]) -> list[Document]:
    """The files of a folder that can be read, in the order of their names."""
    paths, found = listing(root, folder)
    findings += found
    documents: list[Document] = []
    for path in paths:
        raw = read(root, path)
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        document, found = parse(raw, path)
        findings += found
        if document is not None:
            documents.append(document)
    return documents


def _models(
    cls: type[Model], documents: Iterable[Document], units: Units, findings: list[Finding]
) -> list[tuple[Document, Model]]:
    """The sound models of documents, in their order."""
    models: list[tuple[Document, Model]] = []
    for document in documents:
        model, found = decode(cls, document, units)
        findings += found
        if model is not None:
            models.append((document, model))
    return models


def _finding(document: Document, slip: Slip, before: tuple[str | int, ...] = ()) -> Finding:
    line, column = document.place(before + slip.path)
    told = (slip.message, slip.expected, slip.mend)
    return Finding(document.name, line, column, slip.rule, *told, severity=slip.severity)


def _editions(factors: Iterable[EmissionFactor]) -> dict[str, tuple[int, ...]]:
    editions: dict[str, list[int]] = {}
    for factor in factors:
        editions.setdefault(factor.id, []).append(factor.edition)
    return {id_: tuple(sorted(years)) for id_, years in editions.items()}


def _newest(sets: Iterable[GwpSet]) -> str:
    """Id of the youngest set of 100-year warming potentials, empty when there is none."""
    hundred = [s for s in sets if s.metric == "GWP" and s.horizon.value == 100 and s.horizon.unit.symbol == "a"]
    return max(hundred, key=lambda s: s.year).id if hundred else ""
