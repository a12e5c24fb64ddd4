"""Press all products of a site: what is unchanged stays as it is, the rest is made."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from carbonpress.lca.declared import declared_factor, declared_name
from carbonpress.lca.factor import DECLARATION
from carbonpress.model.factor import EmissionFactor
from carbonpress.press.page import Page, Version
from carbonpress.publish.crew import Done, work
from carbonpress.publish.exchange import clear
from carbonpress.publish.frozen import frozen_files
from carbonpress.publish.links import dangling
from carbonpress.publish.manifest import ManifestError, read_manifest
from carbonpress.publish.project import Ground, duplicate_id, footprint_of, read_sheet
from carbonpress.publish.shelf import Former, Shelf, link_tree, owner_of, stamp, unsound
from carbonpress.publish.survey import Found, Input, Survey
from carbonpress.publish.traces import Once, Store, Trace, packed, scratch
from carbonpress.publish.workshop import Bench, Goods, Order, held
from carbonpress.reference.watched import Digests, digest
from carbonpress.source.finding import Finding

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
    `spare` tells which of the spare folders are unsound, once that is known.
    """

    stage: Path
    site: Path
    shelf: Shelf
    roots: tuple[str, ...]
    former: Former
    spare: Future[list[str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """All products of a site: a trace of each by id, findings, which were made anew, and SHA-256 of their files."""

    traces: Mapping[str, Trace] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    made: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    shared: str = ""
    """Stands for all that products shared."""


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
    findings, traces, made = list[Finding](), [*kept.values()], dict[str, str]()
    ids: set[str] = set()
    rests, once = scratch(place.stage), Once()
    done = work(map(planner.order, orders), len(orders), bench, place.stage / MADE, workers)
    for one in watch(done, len(orders)):  # what is kept of a product is half of what workers tell of it
        findings += one.goods.findings
        ids.add(one.goods.id)
        made |= one.digests
        if one.goods.versions:
            traces.append(planner.trace(one, place, rests, once))
    findings += _same_ids(traces)
    if len(traces) < len(kept) + len(orders) or len({trace.id for trace in traces}) < len(traces):
        return Batch(findings=tuple(sorted(set(findings))))
    by_id = {trace.id: trace for trace in sorted(traces, key=lambda trace: trace.id)}
    digests = _assemble(place, by_id, ids)
    return Batch(by_id, tuple(sorted(set(findings))), tuple(sorted(ids)), digests | made, planner.shared)


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
        return sorted({id_ for id_, _ in self.bench.archive.records} - written)

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

    def trace(self, done: Done, place: Place, rests: Store, once: Once) -> Trace:
        """What is kept of a product that was just made; most of it among *rests*."""
        goods = done.goods
        name = goods.name or goods.id
        found = self.survey.found.get(name)
        days = tuple(sorted(_days(goods.versions)))
        return Trace(
            name,
            goods.id,
            self.key(name, goods.needs, days),
            dict(found.inputs) if found else {},
            found.refers if found else (),
            found.day if found else "",
            days,
            tuple(sorted({page.address for page in goods.pages})),
            once.rows(goods.rows),
            once.by_text(goods.targets),
            once.texts(goods.factors),
            len(goods.findings),
            stamp(place.stage / MADE, place.roots, goods.id),
            rests.add(packed(goods.needs, _body(goods))),
        )

    def _published(self, id_: str) -> str:
        """Stands for what the archive tells of a product."""
        ledger = self.bench.archive.ledger
        return digest(repr(ledger.of(id_)).encode()) if ledger.raw else ""

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
    return replace(trace, inputs=found.inputs, line=None)


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
        result = footprint_of(sheet, ground, {**bench.published, **made})
        if result is not None:
            made[declared_name(sheet.declaration)] = declared_factor(sheet.declaration, result, bench.organisation)

    for id_ in sorted({id_ for found in survey.found.values() for id_ in found.refers}):
        work_out(id_)
    return made


def _days(versions: Sequence[Version]) -> Iterator[str]:
    """The days on which what pages say of the versions changes."""
    for version in versions:
        record = version.record
        yield from (record["validity"]["from"], record["validity"]["to"])
        mark = record["official_mark"]
        if mark is not None and mark["expires"]:
            yield mark["expires"]


def _body(goods: Goods) -> dict[str, Any]:
    """The part of a trace that lists of a few and the search index look into."""
    return {
        "versions": [[v.record, v.state, v.reason, v.successor] for v in goods.versions],
        "pages": [[p.address, p.language, p.title, p.description, p.search_text] for p in goods.pages],
    }


def versions(trace: Trace) -> tuple[Version, ...]:
    """The versions of a product, with briefs for records."""
    return tuple(Version(*parts) for parts in trace.body["versions"])


def pages(trace: Trace) -> list[Page]:
    """The pages of a product, without markup."""
    return [Page(a, lang, title, told, "", "", words) for a, lang, title, told, words in trace.body["pages"]]


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
    spare = place.shelf.spare_keys()
    for id_ in place.spare.result():
        spare.pop(id_, None)
    live = {trace.id: trace for trace in place.former.traces.values()}
    # what the spare folders do not give comes from the site, and must be there as it was made
    needed = {id_: one.stamp for id_, one in live.items() if spare.get(id_, ("", ""))[0] != one.key}
    lost = set(unsound(place.site, place.roots, needed))
    return {id_: one.key for id_, one in live.items() if id_ not in lost}


def _assemble(place: Place, traces: Mapping[str, Trace], made: set[str]) -> dict[str, str]:
    """Put spare, former and new product folders together in the stage; SHA-256 of the files that were there before."""
    keys = place.shelf.spare_keys()
    odd = set(place.spare.result())
    spare = {id_: key for id_, (key, _) in keys.items()} if place.shelf.take_spare(place.stage, place.roots) else {}
    for root in place.roots:
        (place.stage / root).mkdir(parents=True, exist_ok=True)
    for id_ in spare:
        if id_ in made or id_ not in traces or id_ in odd or spare[id_] != traces[id_].key:
            for root in place.roots:
                clear(place.stage / root / id_)
    for id_, trace in traces.items():
        if id_ in made:
            for root in place.roots:
                (place.stage / MADE / root / id_).rename(place.stage / root / id_)
        elif id_ in odd or spare.get(id_) != trace.key:
            for root in place.roots:
                link_tree(place.site / root / id_, place.stage / root / id_)
    clear(place.stage / MADE)
    return _former_digests(place, traces.keys() - made)


def _former_digests(place: Place, ids: set[str]) -> dict[str, str]:
    """SHA-256 of the files of products that were not made anew, as the manifest of the former site tells."""
    if not ids:
        return {}
    try:
        told = read_manifest(place.site)
    except ManifestError:
        return {}
    inside = tuple(f"{root}/" for root in place.roots)
    return {path: sha for path, sha in told.items() if path.startswith(inside) and owner_of(path, place.roots) in ids}


def loose_ends(batch: Batch, files: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Page and target of each link between products, or from a product to the rest of the site, that leads nowhere."""
    there = {*files, *batch.digests}
    seen: dict[str, bool] = {}
    for trace in batch.traces.values():
        for target, page in trace.targets.items():
            if target not in seen:
                seen[target] = dangling(target, there)
            if seen[target]:
                yield page, target
