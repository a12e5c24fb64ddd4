"""What there is to work out in a data folder: one job per product, and the footprints that jobs build upon.

Circles and double ids are found here, among the few declarations that may be part of one; all others are only decoded
by their own job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from carbonpress.lca.declared import declared_factor, declared_name, referenced
from carbonpress.model.factor import DECLARATION, EmissionFactor
from carbonpress.model.hint import nearest
from carbonpress.source.finding import Finding
from carbonpress.source.folder import reader
from carbonpress.study.data_files import DataFiles
from carbonpress.study.examine import footprint_of
from carbonpress.study.factor_views import FirstOf
from carbonpress.study.order import in_order, way_round
from carbonpress.study.reading import read_sheet
from carbonpress.study.shared_inputs import SharedInputs
from carbonpress.study.study import Sheet


@dataclass(frozen=True, slots=True)
class Job:
    """One product to work out, with all files of the data folder that it may need.

    `name` is its declaration's file, empty for a product of which only frozen
    versions are left; then `id` says which.  `declared` holds the footprints of
    other declarations that it may build upon.  `circle` tells how it builds upon
    itself, `taken_by` the file that has its id already; empty where there is none.
    """

    name: str
    files: Mapping[str, bytes | Finding]
    id: str = ""
    declared: Mapping[str, EmissionFactor] = field(default_factory=dict)
    circle: str = ""
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The products of a data folder.

    `names` tells each by its declaration's file, or by its id where only frozen
    versions are left.  `declared` holds the footprints of those that others
    refer to, by id and name; `circles` and `taken` what `Job` tells, by file.
    """

    files: DataFiles
    shared: SharedInputs
    names: tuple[str, ...]
    declared: Mapping[str, Mapping[str, EmissionFactor]]
    circles: Mapping[str, str]
    taken: Mapping[str, str]
    near: Mapping[str, str]
    """For each id that some file refers to and none has, the one that may have been meant."""

    def job(self, name: str) -> Job:
        """The job for the product that *name* tells."""
        if name not in self.files.found:
            return Job("", {}, id=name)
        refers = self.files.found[name].refers
        declared = self.declared_for([*refers, *(self.near[id_] for id_ in refers if id_ in self.near)])
        circle, taken_by = self.circles.get(name, ""), self.taken.get(name, "")
        return Job(name, self.files.contents(name), "", declared, circle, taken_by)

    def is_refused(self, name: str) -> bool:
        """Whether the file *name* cannot be made a product, whatever else it says."""
        return name in self.circles or name in self.taken

    def declared_for(self, refers: Iterable[str]) -> dict[str, EmissionFactor]:
        """The footprints of the declarations with the ids *refers*, by the names that refer to them."""
        return {name: factor for id_ in refers for name, factor in self.declared.get(id_, {}).items()}


def plan_of(files: DataFiles, shared: SharedInputs) -> Plan:
    """The plan for the declarations *files*, which share *shared*."""
    taken = _taken(files, shared)
    owners = {one.id: name for name, one in files.found.items() if one.id and name not in taken}
    named = {id_ for one in files.found.values() for id_ in one.refers}
    near = {id_: found for id_ in sorted(named - owners.keys()) if (found := nearest(id_, sorted(owners)))}
    wanted = sorted(named.union(near.values()) & owners.keys())
    sheets = {id_: sheet for id_ in wanted if (sheet := _sheet(owners[id_], files, shared))}
    order, circles = in_order({id_: set(_needs(sheet, sheets)) for id_, sheet in sheets.items()})
    ways = {owners[id_]: way_round(circle, id_) for circle in circles for id_ in circle}
    declared = _declared([sheets[id_] for id_ in order], shared)
    return Plan(files, shared, (*files.found, *_only_frozen(files, shared)), declared, ways, taken, near)


def _only_frozen(files: DataFiles, shared: SharedInputs) -> list[str]:
    """Ids of which frozen versions are left, but no declaration."""
    written = {one.id for one in files.found.values()}
    ids = {id_ for id_, _ in shared.archive.records}
    return sorted((ids | {shared.archive.ledger.name_of(id_) for id_ in ids}) - written)


def _taken(files: DataFiles, shared: SharedInputs) -> dict[str, str]:
    """The files whose id an earlier file has, each with that file; one that cannot be read has no id."""
    by_id = defaultdict[str, list[str]](list)
    for name, one in files.found.items():
        by_id[one.id].append(name)
    taken: dict[str, str] = {}
    for id_, names in by_id.items():
        if id_ and len(names) > 1:
            first, *others = [name for name in sorted(names) if _sheet(name, files, shared)] or names[:1]
            taken |= dict.fromkeys(others, first)
    return taken


def _sheet(name: str, files: DataFiles, shared: SharedInputs) -> Sheet | None:
    """The declaration in the file *name*; what is wrong with it is told by its job."""
    return read_sheet(reader(files.root), name, shared.library, [])


def _needs(sheet: Sheet, sheets: Mapping[str, Sheet]) -> Iterator[str]:
    """The ids among *sheets* of the declarations that *sheet* builds upon as they are now."""
    for name in referenced(sheet.declaration):
        id_, _, version = name.removeprefix(DECLARATION).partition("@")
        if id_ in sheets and version in ("", str(sheets[id_].declaration.version)):
            yield id_


def _declared(sheets: Iterable[Sheet], shared: SharedInputs) -> dict[str, dict[str, EmissionFactor]]:
    """The footprints of *sheets*, those built upon first, as factors by id and name; without those that have none."""
    made: dict[str, EmissionFactor] = {}
    by_id: dict[str, dict[str, EmissionFactor]] = {}
    for sheet in sheets if shared.organisation is not None else ():
        name = declared_name(sheet.declaration)
        if name in shared.published:  # what was published is used as it was
            continue
        result = footprint_of(sheet, shared, FirstOf(made, shared.published))
        if result is not None and shared.organisation is not None:
            made[name] = declared_factor(sheet.declaration, result, shared.organisation)
            by_id[sheet.declaration.id] = {name: made[name]}
    return by_id
