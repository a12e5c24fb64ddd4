"""Build all products of a site: what is up to date stays as it is, the others are made."""

from __future__ import annotations

import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import msgspec

from carbonpress.archive.archive import frozen_files
from carbonpress.build.cache import CachedProduct, Header, Input, Store, checksum, read_all, scratch
from carbonpress.build.product import BuildInputs, build_product
from carbonpress.build.product_folder import BuiltProduct, ProductFolders, write_product
from carbonpress.build.spare_folders import CacheFolder, FormerBuild, SpareCopies, link_tree, owner_of, unsound_of
from carbonpress.build.workers import Task, work
from carbonpress.folder.atomic_swap import clear
from carbonpress.folder.manifest import manifest_entries
from carbonpress.reference.watched import Digests, digest
from carbonpress.source.finding import Finding
from carbonpress.study.data_files import DataFile
from carbonpress.study.plan import Job, Plan

MADE = ".made"
"""Where new product folders lie inside the stage until all of them are there."""


Watch = Callable[[Iterable[BuiltProduct], int], Iterable[BuiltProduct]]
"""Sees products go by, and how many there will be; a progress bar, for example."""


def unwatched(done: Iterable[BuiltProduct], _: int) -> Iterable[BuiltProduct]:
    """No progress is shown."""
    return done


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch is put together: the stage, the site it will replace, and what is known of earlier builds.

    `roots` are the folders of the site that hold a folder for each product.
    """

    stage: Path
    site: Path
    cache: CacheFolder
    roots: tuple[str, ...]
    former: FormerBuild
    spare: SpareCopies


@dataclass(frozen=True, slots=True)
class Batch:
    """All products of a site by id, findings, and which were made anew.

    `shared` is the digest of all that products shared, `spared` tells whether
    what was made lies among the next spare copies too.  `is_whole` is False
    where errors keep some product from the site; then the stage holds none.
    """

    products: Mapping[str, CachedProduct] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    made: tuple[str, ...] = ()
    shared: str = ""
    spared: bool = False
    is_whole: bool = True


def build_products(
    plan: Plan, inputs: BuildInputs, base: str, place: Place, workers: str, watch: Watch = unwatched
) -> Batch:
    """Bring the product folders of the stage up to date; *base* is the digest of everything that all products share.

    *watch* sees the products go by as they are done.
    Where findings are errors, the stage holds no products and the spare copies
    are as they were.

    Raises
    ------
    DamagedCacheError
        When the cache does not hold what was written into it.
    """
    status = _Status(plan, inputs, base, place.former)
    sound = _sound(place)
    products: list[CachedProduct] = []
    to_make: list[str] = []
    for name in plan.names:
        former = place.former.products.get(name)
        if former is not None and former.id in sound and not plan.is_refused(name) and status.is_up_to_date(former):
            products.append(_with_times(former, plan.files.found.get(name)))
        else:
            to_make.append(name)
    findings, made = list[Finding](), set[str]()
    store = scratch(place.stage)
    folders = _folders(place, anew=not products)
    task = Task(inputs, build_product, partial(write_product, folders=folders))
    for one in watch(work(map(status.job, to_make), len(to_make), task, workers), len(to_make)):
        findings += one.findings
        if one.details:
            made.add(one.id)
            products.append(status.product(one, store))
    by_id = {product.id: product for product in sorted(products, key=lambda product: product.id)}
    found = tuple(sorted(set(findings)))
    if len(by_id) < len(plan.names):
        return Batch(by_id, found, is_whole=False)
    _assemble(place, by_id, made)
    return Batch(by_id, found, tuple(sorted(made)), status.shared, folders.again is not None)


def _folders(place: Place, anew: bool) -> ProductFolders:
    """Where new product folders go; where all of them are made *anew*, among the next spare copies too."""
    return ProductFolders(place.stage / MADE, place.roots, place.cache.next_spare_folder(anew and place.spare.used))


class _Status:
    """Which products are up to date, and the jobs for the others."""

    def __init__(self, plan: Plan, inputs: BuildInputs, base: str, former: FormerBuild) -> None:
        self.plan = plan
        self.archive = inputs.shared.archive
        self.base = base
        self.day = inputs.frame.site.built_on
        self.library = Digests(inputs.shared.library)
        self.shared = digest("\n".join([base, self.day, self.library.of_all(), repr(self.archive.ledger.raw)]).encode())
        self.as_before = self.shared == former.shared

    def is_up_to_date(self, product: CachedProduct) -> bool:
        """Whether the product would be made of the same as it was."""
        header = product.header
        file = self.plan.files.found.get(header.name)
        alone = file is not None and not file.refers and not self.archive.ledger.of(header.id)
        if self.as_before and alone and file is not None and _digests(file.inputs) == _digests(header.inputs):
            return True  # nothing else has a say
        return header.key == self.key(header.name or header.id, product.details.needs, header.days)

    def job(self, name: str) -> Job:
        """The job for the product that *name* tells, with the frozen files that only pressing takes."""
        job, file = self.plan.job(name), self.plan.files.found.get(name)
        return replace(job, files={**job.files, **self._frozen_files(file.id if file else name)})

    def key(self, name: str, needs: Sequence[str], days: Sequence[str]) -> str:
        """The digest of what a product would be made of now."""
        file = self.plan.files.found.get(name)
        id_ = file.id if file else name
        parts = [
            self.base,
            [known[0] for known in file.inputs.values()] if file else [],
            sorted((path, digest(repr(raw).encode())) for path, raw in self._frozen_files(id_).items()),
            [self.library.of(need) for need in needs],
            repr(sorted(self.plan.declared_for(file.refers).items())) if file and file.refers else "",
            self._published(id_),
            [bisect_left(days, self.day), bisect_right(days, self.day)],
        ]
        return digest(json.dumps([name, *parts]).encode())

    def product(self, built: BuiltProduct, store: Store) -> CachedProduct:
        """What the cache holds of a product that was just made; its details are in *store* meanwhile."""
        file = self.plan.files.found.get(built.name)
        header = Header(
            file.name if file else "",
            built.id,
            self.key(built.name, built.needs, built.days),
            dict(file.inputs) if file else {},
            file.refers if file else (),
            file.day if file else "",
            built.days,
            built.stamp,
            checksum(built.details),
        )
        return store.add(header, built.details)

    def _published(self, id_: str) -> str:
        """The digest of what the archive tells of a product."""
        ledger = self.archive.ledger
        return digest(repr([ledger.of(ledger.name_of(id_)), ledger.name_of(id_)]).encode()) if ledger.raw else ""

    def _frozen_files(self, id_: str) -> dict[str, bytes | Finding]:
        return frozen_files(self.plan.files.root, self.archive, id_)


def _with_times(product: CachedProduct, file: DataFile | None) -> CachedProduct:
    """*product* with the times of change that its files have now, so that the next build need not read them."""
    if file is None or file.inputs == product.header.inputs:
        return product
    return replace(product, header=msgspec.structs.replace(product.header, inputs=dict(file.inputs)))


def _digests(inputs: Mapping[str, Input]) -> dict[str, str]:
    return {file: known[0] for file, known in inputs.items()}


def _sound(place: Place) -> dict[str, str]:
    """The keys of the products whose folders can be used again, by id: spare ones, and those of the site itself."""
    spare = place.spare.sound()
    live = {product.id: product.header for product in place.former.products.values()}
    # what the spare copies do not give comes from the site, and must be there as it was made
    needed = {id_: one.stamp for id_, one in live.items() if spare.get(id_) != one.key}
    lost = set(unsound_of(place.site, place.roots, needed))
    return {id_: one.key for id_, one in live.items() if id_ not in lost}


def _assemble(place: Place, products: Mapping[str, CachedProduct], made: set[str]) -> None:
    """Put spare, former and new product folders together in the stage."""
    taken = place.spare.keys and place.cache.take_spare(place.stage, place.roots)
    sound = place.spare.sound() if taken else {}
    for root in place.roots:
        (place.stage / root).mkdir(parents=True, exist_ok=True)
        for name in os.listdir(place.stage / root):  # noqa: PTH208  tens of thousands, of which hardly any is cleared
            if name in made or name not in products or sound.get(name) != products[name].header.key:
                clear(place.stage / root / name)
    for id_, product in products.items():
        if id_ in made:
            for root in place.roots:
                (place.stage / MADE / root / id_).rename(place.stage / root / id_)
        elif sound.get(id_) != product.header.key:
            for root in place.roots:
                link_tree(place.site / root / id_, place.stage / root / id_)
    clear(place.stage / MADE)


class ProductFiles(Container[object]):
    """Paths of the files in the folders of products, of which hardly any are asked for."""

    def __init__(self, products: Mapping[str, CachedProduct], roots: Sequence[str]) -> None:
        self._products = products
        self._roots = roots
        self._looked_up: dict[str, Container[object]] = {}

    def __contains__(self, path: object) -> bool:
        owner = owner_of(str(path), self._roots)
        if owner is None or owner not in self._products:
            return False
        if owner not in self._looked_up:
            lines = "".join(self._products[owner].details.manifest.values())
            self._looked_up[owner] = frozenset(manifest_entries(lines.encode()))
        return path in self._looked_up[owner]


def listed_files(products: Iterable[CachedProduct]) -> dict[str, str]:
    """The lines of the manifest for the files of products, by the folder that they are about."""
    return {folder: lines for _, details in read_all(products) for folder, lines in details.manifest.items()}
