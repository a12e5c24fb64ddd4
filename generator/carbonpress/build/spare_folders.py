"""What earlier builds left: spare copies of the product folders, and the cache that says what each was made of.

    .carbonpress/<site>/cache.sqlite    what is known of each product, see `build.cache`
    .carbonpress/<site>/spare/          the product folders of the site before the last one, and its manifest
    .carbonpress/<site>/spare.part/     the next spare copies, where all products were made anew

A build takes the spare copies, brings what has changed up to date and puts them in place with the remainder of the new
site; the folders of the former site become the spare copies.  Nothing here is needed: whatever is missing, damaged or
cannot be written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from carbonpress.build.cache import CachedProduct, Header, read_cache, remove_former_files, write_cache
from carbonpress.folder.atomic_swap import clear
from carbonpress.folder.manifest import MANIFEST, ManifestError, digest, read_manifest
from carbonpress.folder.permissions import is_readable, make_folder

FEW = 300
"""Below this many products, checking in this process is faster than starting workers."""

CHECKERS = 4
"""Processes that check product folders; with a cold file cache each mostly waits for the disk."""

SPARE = "spare"
NEXT = "spare.part"
KEYS = "keys.json"


@dataclass(frozen=True, slots=True)
class FormerBuild:
    """The products of a build by the name of the declaration's file; `shared` is the digest of all they shared."""

    products: Mapping[str, CachedProduct] = field(default_factory=dict)
    shared: str = ""

    def header_of(self, name: str) -> Header | None:
        """What is known of the product of the file *name*."""
        product = self.products.get(name)
        return None if product is None else product.header


@dataclass(frozen=True, slots=True)
class SpareCopies:
    """The keys of the products among the spare copies by id; and which are unsound, once all answers are there.

    They lie below `roots`, and `written` tells one generation of them from the
    next.  `used` tells whether there will be a next build that can use them.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    unsound: tuple[Future[list[str]], ...] = ()
    roots: tuple[str, ...] = ()
    written: tuple[int, ...] = ()
    used: bool = False

    def sound(self) -> dict[str, str]:
        """The keys of those that are as they were left."""
        odd = {id_ for answer in self.unsound for id_ in answer.result()}
        return {id_: key for id_, key in self.keys.items() if id_ not in odd}


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """The folder in which the builds of a site keep what the next one can use."""

    folder: Path

    def former(self, site: Path) -> FormerBuild:
        """The products of the build that made *site*; none where the cache is lost or damaged."""
        try:
            found, shared = read_cache(self.folder, digest(site / MANIFEST))
        except OSError:
            return FormerBuild()
        return FormerBuild({one.header.name or one.id: one for one in found}, shared)

    def keep(self, products: Collection[CachedProduct], shared: str, site: Path) -> None:
        """Keep the products of the build that made *site* in place of the former ones."""
        with suppress(OSError):  # a cache that cannot be written costs time and nothing else
            remove_former_files(self.folder)
            write_cache(self.folder, products, digest(site / MANIFEST), shared)

    def spare_copies(self) -> SpareCopies:
        """The spare copies there; where they are many, other processes check them."""
        try:
            written = self._spare_state()
            kept = json.loads((self.folder / SPARE / KEYS).read_bytes())
            roots = tuple(str(root) for root in kept["roots"])
            keys = {str(id_): str(key) for id_, (key, _) in kept["keys"].items()}
            stamps = {str(id_): str(stamped) for id_, (_, stamped) in kept["keys"].items()}
        except (OSError, ValueError, AttributeError, TypeError, KeyError):
            return SpareCopies(used=True)
        return SpareCopies(keys, _unsound_in_parts(self.folder / SPARE, roots, stamps), roots, written, used=True)

    def still_valid(self, spare: SpareCopies, roots: Sequence[str]) -> SpareCopies:
        """*spare*, which was found before the site was locked, where it is true still and lies below *roots*."""
        try:
            written = self._spare_state()
        except OSError:
            return SpareCopies(used=spare.used)
        found = spare if written == spare.written else self.spare_copies()
        return found if found.roots == tuple(roots) else SpareCopies(used=found.used)

    def _spare_state(self) -> tuple[int, ...]:
        state = (self.folder / SPARE / KEYS).stat()
        return state.st_ino, state.st_mtime_ns, state.st_size

    def take_spare(self, stage: Path, roots: Sequence[str]) -> bool:
        """Move the spare folders into *stage*; False where there are none, and then *stage* is as it was."""
        spare = self.folder / SPARE
        try:
            (spare / KEYS).unlink()  # from now on they are not what the keys say
            for root in roots:
                (stage / root).parent.mkdir(parents=True, exist_ok=True)
                (spare / root).rename(stage / root)
        except OSError:
            for root in roots:
                clear(stage / root)
            return False
        return True

    def next_spare_folder(self, wanted: bool) -> Path | None:
        """An empty folder for second names of the files that a build makes, where one is *wanted* and can be had."""
        try:
            clear(self.folder / NEXT)  # an earlier build may have been killed
            if wanted:
                (self.folder / NEXT).mkdir(parents=True)
        except OSError:
            return None
        return self.folder / NEXT if wanted else None

    def make_spare(self, site: Path, roots: Sequence[str], keys: Mapping[str, tuple[str, str]]) -> None:
        """Make spare folders of second names for the files of *site*; `next_spare_folder` may hold them already."""
        spare, made = self.folder / SPARE, self.folder / NEXT
        try:
            shutil.rmtree(spare, ignore_errors=True)
            if not made.is_dir():
                for root in roots:
                    link_tree(site / root, made / root)
            shutil.copy2(site / MANIFEST, made / MANIFEST)
            _keep_keys(made, roots, keys)
            made.rename(spare)
        except OSError:
            shutil.rmtree(spare, ignore_errors=True)
            shutil.rmtree(made, ignore_errors=True)

    def keep_spare(self, former: Path, roots: Sequence[str], keys: Mapping[str, tuple[str, str]]) -> bool:
        """Take the product folders out of the *former* site, whose products had these keys and stamps.

        False where that cannot be, and then there are no spare folders.
        """
        spare = self.folder / SPARE
        try:
            shutil.rmtree(spare, ignore_errors=True)
            for root in roots:
                (spare / root).parent.mkdir(parents=True, exist_ok=True)
                (former / root).rename(spare / root)
            (former / MANIFEST).rename(spare / MANIFEST)
            _keep_keys(spare, roots, keys)
        except OSError:
            shutil.rmtree(spare, ignore_errors=True)
            return False
        return True


def _keep_keys(spare: Path, roots: Sequence[str], keys: Mapping[str, tuple[str, str]]) -> None:
    (spare / KEYS).write_text(json.dumps({"roots": list(roots), "keys": keys}), encoding="utf-8")


State = tuple[str, int, int]
"""Path, size, and time of change of a file, in nanoseconds."""

SECOND = 1_000_000_000


def stamp(tree: Path, roots: Sequence[str], id_: str) -> str:
    """Two digests of path, size and time of change of every file of a product below *tree*; one of whole seconds."""
    states = _states(tree, roots, id_)
    return f"{_summed(states)} {_summed(_coarse(states))}"


def lies_as(tree: Path, roots: Sequence[str], id_: str, stamped: str) -> bool:
    """Whether the files of a product below *tree* are those that *stamped* is of.

    Times that are all whole seconds are compared as such: archives keep no
    others.
    """
    states = _states(tree, roots, id_)
    exact, _, coarse = stamped.partition(" ")
    if _summed(states) == exact:
        return True
    return all(changed % SECOND == 0 for _, _, changed in states) and _summed(states) == coarse


def _states(tree: Path, roots: Sequence[str], id_: str) -> list[State]:
    states: list[State] = []
    for root in roots:
        _look_through(f"{tree}/{root}/{id_}", root, states)
    return sorted(states)


def _coarse(states: Iterable[State]) -> list[State]:
    return [(name, size, changed // SECOND * SECOND) for name, size, changed in states]


def _summed(states: Iterable[State]) -> str:
    text = "\n".join(f"{name} {size} {changed}" for name, size, changed in states)
    return hashlib.blake2b(text.encode(errors="surrogateescape"), digest_size=12).hexdigest()


def unsound_of(tree: Path, roots: Sequence[str], stamps: Mapping[str, str]) -> list[str]:
    """The ids whose files below *tree* are not those that their stamps tell of, nor those of the manifest there.

    A copy that lost the times of change (a restored cache) is compared by its digests.
    What not everybody can read counts as missing, for a web server is somebody else.
    """
    odd = [id_ for id_, expected in stamps.items() if not lies_as(tree, roots, id_, expected)]
    if not odd:
        return []
    try:
        manifest = read_manifest(tree)
    except ManifestError:
        return odd
    told: dict[str, dict[str, str]] = {}
    for path, sha in manifest.items():
        owner = owner_of(path, roots)
        if owner is not None:
            told.setdefault(owner, {})[path] = sha
    return [id_ for id_ in odd if _digests(tree, roots, id_) != told.get(id_, {})]


def _unsound_in_parts(tree: Path, roots: Sequence[str], stamps: Mapping[str, str]) -> tuple[Future[list[str]], ...]:
    """What `unsound_of` answers, in parts; found by processes of their own where products are many."""
    if len(stamps) <= FEW:
        answer: Future[list[str]] = Future()
        answer.set_result(unsound_of(tree, roots, stamps))
        return (answer,)
    ids = list(stamps)
    size = -(-len(ids) // CHECKERS)
    parts = [ids[start : start + size] for start in range(0, len(ids), size)]
    executor = ProcessPoolExecutor(CHECKERS)
    answers = [executor.submit(unsound_of, tree, roots, {id_: stamps[id_] for id_ in part}) for part in parts]
    executor.shutdown(wait=False)
    return tuple(answers)


def link_tree(source: Path, target: Path) -> None:
    """A second name for every file below *source*; a copy where the disk allows no second name."""
    make_folder(str(target.parent))
    _link_below(str(source), str(target))


def _link_below(source: str, target: str) -> None:
    make_folder(target)
    for entry in os.scandir(source):
        place = f"{target}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _link_below(entry.path, place)
            continue
        try:
            os.link(entry.path, place)
        except OSError:
            shutil.copy2(entry.path, place)


def owner_of(path: str, roots: Sequence[str]) -> str | None:
    """The product that the file at *path* of a site belongs to; None for what belongs to the site as a whole."""
    for root in roots:
        if path.startswith(f"{root}/"):
            return path[len(root) + 1 :].partition("/")[0]
    return None


def _look_through(folder: str, prefix: str, states: list[State]) -> None:
    try:
        if not is_readable(os.stat(folder)):  # noqa: PTH116  what cannot be served is as if it were not there
            return
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _look_through(entry.path, name, states)
        elif is_readable(state := entry.stat(follow_symlinks=False)):
            states.append((name, state.st_size, state.st_mtime_ns))


def _digests(tree: Path, roots: Sequence[str], id_: str) -> dict[str, str]:
    files = (file for root in roots for file in _files_below(tree / root / id_))
    return {file.relative_to(tree).as_posix(): digest(file) for file in files}


def _files_below(folder: Path) -> Iterator[Path]:
    for here, _, names in os.walk(folder):
        if is_readable(Path(here).stat()):
            yield from (file for file in (Path(here, name) for name in names) if is_readable(file.lstat()))
