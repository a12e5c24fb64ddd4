"""Press all products of a site: what is unchanged stays as it is, the rest is made."""

from __future__ import annotations

import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbonpress.archive.archive import frozen_files
from carbonpress.build.cache import Store, Trace, scratch
from carbonpress.build.changed_files import Found, Input, Survey
from carbonpress.build.product import Bench, Order, held
from carbonpress.build.product_folder import Depot, Done
from carbonpress.build.spare_folders import Former, Shelf, Spare, link_tree, owner_of, unsound_of
from carbonpress.build.workers import work
from carbonpress.folder.atomic_swap import clear
from carbonpress.folder.manifest import manifest_entries
from carbonpress.lca.declared import declared_factor, declared_name
from carbonpress.model.factor import DECLARATION, EmissionFactor
from carbonpress.reference.watched import Digests, digest
from carbonpress.source.finding import Finding
from carbonpress.study.factor_views import Together
from carbonpress.study.project import Ground, duplicate_id, footprint_of, read_sheet

MADE = ".made"
"""Where new product folders lie inside the stage until all of them are there."""


Watch = Callable[[Iterable[Done], int], Iterable[Done]]
"""Sees products go by, and how many there will be; a progress bar, for example."""


def unwatched(done: Iterable[Done], _: int) -> Iterable[Done]:
    """Nobody watches."""
    return done


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch is put together: the stage, the site it will replace, and what is known of earlier builds.

    `roots` are the folders of the site that hold a folder for each product.
    """

    stage: Path
    site: Path
    shelf: Shelf
    roots: tuple[str, ...]
    former: Former
    spare: Spare


@dataclass(frozen=True, slots=True)
class Batch:
    """All products of a site: a trace of each by id, findings, and which were made anew.

    `shared` stands for all that products shared, `spared` tells whether what
    was made lies in the spare folders of the next build too.
    """

    traces: Mapping[str, Trace] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    made: tuple[str, ...] = ()
    shared: str = ""
    spared: bool = False


def press_products(
    survey: Survey, bench: Bench, base: str, place: Place, workers: str, watch: Watch = unwatched
) -> Batch:
    """Bring the product folders of the stage up to date; *base* stands for everything that all products share.

    *watch* sees the products go by as they are done.
    Where findings are errors, the stage holds no products and the spare folders
    are as they were.
    """
    planner = _Planner(survey, bench, base, place.former)
    sound = _sound(place)
    kept: dict[str, Trace] = {}
    orders: list[str] = []
    for name in [*survey.found, *planner.only_frozen()]:
        trace = place.former.traces.get(name)
        if trace is not None and trace.id in sound and planner.stays(trace):
            kept[name] = _brought_up(trace, survey.found.get(name))
        else:
            orders.append(name)
    findings, traces, made = list[Finding](), [*kept.values()], set[str]()
    rests, depot = scratch(place.stage), _depot(place, anew=not kept)
    done = work(map(planner.order, orders), len(orders), bench, depot, workers)
    for one in watch(done, len(orders)):
        findings += one.findings
        made.add(one.id)
        if one.rest:
            traces.append(planner.trace(one, rests))
    findings += _same_ids(traces)
    if len(traces) < len(kept) + len(orders) or len({trace.id for trace in traces}) < len(traces):
        return Batch(findings=tuple(sorted(set(findings))))
    by_id = {trace.id: trace for trace in sorted(traces, key=lambda trace: trace.id)}
    _assemble(place, by_id, made)
    spared = depot.again is not None
    return Batch(by_id, tuple(sorted(set(findings))), tuple(sorted(made)), planner.shared, spared)


def _depot(place: Place, anew: bool) -> Depot:
    """Where new product folders go; where all of them are made *anew*, into the spare folders too."""
    return Depot(place.stage / MADE, place.roots, place.shelf.spare_to_be(anew and place.spare.used))


class _Planner:
    """Which products are as they were, and what the orders for the others hold."""

    def __init__(self, survey: Survey, bench: Bench, base: str, former: Former) -> None:
        self.survey = survey
        self.bench = bench
        self.base = base
        self.day = bench.frame.site.built_on
        self.library = Digests(bench.library)
        self.declared = _declared(survey, bench)
        self.shared = digest(
            "\n".join([base, self.day, self.library.of_all(), repr(bench.archive.ledger.raw)]).encode()
        )
        self.as_before = self.shared == former.shared

    def stays(self, trace: Trace) -> bool:
        """Whether the product would be made of the same as it was."""
        found = self.survey.found.get(trace.name)
        alone = found is not None and not found.refers and not self.bench.archive.ledger.of(trace.id)
        if self.as_before and alone and found is not None and _digests(found.inputs) == _digests(trace.inputs):
            return True  # nothing else has a say
        return trace.key == self.key(trace.name, trace.needs, trace.days)

    def only_frozen(self) -> list[str]:
        """Ids of which frozen versions are left, but no declaration."""
        written = {one.id for one in self.survey.found.values()}
        ids = {id_ for id_, _ in self.bench.archive.records}
        return sorted((ids | {self.bench.archive.ledger.name_of(id_) for id_ in ids}) - written)

    def order(self, name: str) -> Order:
        """The order for the product that *name* stands for: a file, or an id of which only frozen versions are left."""
        if name not in self.survey.found:
            return Order("", self._frozen_files(name), id=name)
        found = self.survey.found[name]
        return Order(
            name, {**self.survey.files(name), **self._frozen_files(found.id)}, declared=self._declared_for(found.refers)
        )

    def key(self, name: str, needs: Sequence[str], days: Sequence[str]) -> str:
        """What a product would be made of now."""
        found = self.survey.found.get(name)
        id_ = found.id if found else name
        parts = [
            self.base,
            [known[0] for known in found.inputs.values()] if found else [],
            sorted((file, digest(repr(raw).encode())) for file, raw in self._frozen_files(id_).items()),
            [self.library.of(need) for need in needs],
            repr(sorted(self._declared_for(found.refers).items())) if found and found.refers else "",
            self._published(id_),
            [bisect_left(days, self.day), bisect_right(days, self.day)],
        ]
        return digest(json.dumps([name, *parts]).encode())

    def trace(self, done: Done, rests: Store) -> Trace:
        """What is kept of a product that was just made; most of it among *rests*."""
        found = self.survey.found.get(done.name)
        return Trace(
            done.name,
            done.id,
            self.key(done.name, done.needs, done.days),
            dict(found.inputs) if found else {},
            found.refers if found else (),
            found.day if found else "",
            done.days,
            done.stamp,
            rests.add(done.rest),
        )

    def _published(self, id_: str) -> str:
        """Stands for what the archive tells of a product."""
        ledger = self.bench.archive.ledger
        return digest(repr([ledger.of(ledger.name_of(id_)), ledger.name_of(id_)]).encode()) if ledger.raw else ""

    def _frozen_files(self, id_: str) -> dict[str, bytes | Finding]:
        return frozen_files(self.survey.root, self.bench.archive, id_)

    def _declared_for(self, refers: Sequence[str]) -> dict[str, EmissionFactor]:
        return {
            name: factor
            for name, factor in self.declared.items()
            if name.partition("@")[0][len(DECLARATION) :] in refers
        }


def _brought_up(trace: Trace, found: Found | None) -> Trace:
    """*trace* with the times of change that its files have now, so that the next build need not read them."""
    if found is None or found.inputs == trace.inputs:
        return trace
    return replace(trace, inputs=dict(found.inputs))


def _digests(inputs: Mapping[str, Input]) -> dict[str, str]:
    return {file: known[0] for file, known in inputs.items()}


def _declared(survey: Survey, bench: Bench) -> dict[str, EmissionFactor]:
    """The footprints, as factors, of all declarations that others refer to and that have one."""
    by_id = {found.id: found for found in survey.found.values()}
    made: dict[str, EmissionFactor] = {}
    under_way: set[str] = set()

    def work_out(id_: str) -> None:
        if id_ in under_way or id_ not in by_id:
            return
        under_way.add(id_)
        for other in by_id[id_].refers:
            work_out(other)
        files, ignored = held(survey.files(by_id[id_].name)), list[Finding]()
        sheet = read_sheet(files, by_id[id_].name, bench.library, ignored)
        if sheet is None or declared_name(sheet.declaration) in bench.published:
            return
        ground = Ground(bench.library, bench.organisation, bench.frame.site.base_url, bench.published)
        result = footprint_of(sheet, ground, Together(made, bench.published))
        if result is not None:
            made[declared_name(sheet.declaration)] = declared_factor(sheet.declaration, result, bench.organisation)

    for id_ in sorted({id_ for found in survey.found.values() for id_ in found.refers}):
        work_out(id_)
    return made


def _same_ids(traces: Sequence[Trace]) -> list[Finding]:
    """A finding for each file whose id another file has."""
    first: dict[str, Trace] = {}
    found = []
    for trace in sorted(traces, key=lambda trace: trace.name):
        other = first.setdefault(trace.id, trace)
        if other is not trace:
            found.append(duplicate_id(trace.name, 1, 1, trace.id, other.name))
    return found


def _sound(place: Place) -> dict[str, str]:
    """The keys of the products whose folders can be used again, by id: spare ones, and those of the site itself."""
    spare = place.spare.sound()
    live = {trace.id: trace for trace in place.former.traces.values()}
    # what the spare folders do not give comes from the site, and must be there as it was made
    needed = {id_: one.stamp for id_, one in live.items() if spare.get(id_) != one.key}
    lost = set(unsound_of(place.site, place.roots, needed))
    return {id_: one.key for id_, one in live.items() if id_ not in lost}


def _assemble(place: Place, traces: Mapping[str, Trace], made: set[str]) -> None:
    """Put spare, former and new product folders together in the stage."""
    taken = place.spare.keys and place.shelf.take_spare(place.stage, place.roots)
    sound = place.spare.sound() if taken else {}
    for root in place.roots:
        (place.stage / root).mkdir(parents=True, exist_ok=True)
        for name in os.listdir(place.stage / root):  # noqa: PTH208  tens of thousands, of which hardly any is cleared
            if name in made or name not in traces or sound.get(name) != traces[name].key:
                clear(place.stage / root / name)
    for id_, trace in traces.items():
        if id_ in made:
            for root in place.roots:
                (place.stage / MADE / root / id_).rename(place.stage / root / id_)
        elif sound.get(id_) != trace.key:
            for root in place.roots:
                link_tree(place.site / root / id_, place.stage / root / id_)
    clear(place.stage / MADE)


class ProductFiles(Container[object]):
    """Paths of the files in the folders of products, of which hardly any are asked for."""

    def __init__(self, traces: Mapping[str, Trace], roots: Sequence[str]) -> None:
        self._traces = traces
        self._roots = roots
        self._looked_up: dict[str, Container[object]] = {}

    def __contains__(self, path: object) -> bool:
        owner = owner_of(str(path), self._roots)
        if owner is None or owner not in self._traces:
            return False
        if owner not in self._looked_up:
            lines = "".join(self._traces[owner].files.values())
            self._looked_up[owner] = frozenset(manifest_entries(lines.encode()))
        return path in self._looked_up[owner]


def listed_files(traces: Iterable[Trace]) -> dict[str, str]:
    """The lines of the manifest for the files of products, by the folder that they are about."""
    return {folder: lines for trace in traces for folder, lines in trace.files.items()}
