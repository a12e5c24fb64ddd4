"""Detects a build with nothing to do, by size and time of every input, before MkDocs is imported.

    .carbonpress/<site>/build.json     written when a build has put its site in place

Tells by sizes and times of files, without reading any of them and without the parts of the program that can make a
site: where anything is not as it was, a build that understands it must look.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from carbonpress.build.spare_folders import FEW, lies_as

BUILD_RECORD = "build.json"
FORMAT = 2


class UnsettledError(Exception):
    """Something is there whose state sizes and times do not tell, such as a link that leads elsewhere."""


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a site was made of, and how it lay there when it was finished.

    `inputs` is the digest of all that it was made of, `own` that of its files outside the
    folders of products, which lie in the folders `roots` and have `stamps` by
    id.  `said` are the warnings of the build that made it.
    """

    inputs: str
    own: str
    roots: tuple[str, ...]
    stamps: Mapping[str, str]
    said: tuple[str, ...] = ()

    def holds(self, site: Path, inputs: str) -> bool:
        """Whether *site* lies there as it was finished, and would be made of the same things again."""
        try:
            return inputs == self.inputs and self.own == own_state(site, self.roots) and self._has_its_products(site)
        except (OSError, UnsettledError):
            return False

    def _has_its_products(self, site: Path) -> bool:
        ids = sorted(self.stamps)
        if any(sorted(entry.name for entry in os.scandir(site / root)) != ids for root in self.roots):
            return False
        if len(ids) <= FEW:
            return _stamped(site, self.roots, self.stamps, ids)
        with ProcessPoolExecutor(1) as other:
            remainder = other.submit(_stamped, site, self.roots, self.stamps, ids[len(ids) // 2 :])
            return _stamped(site, self.roots, self.stamps, ids[: len(ids) // 2]) and remainder.result()


def finished(
    site: Path, inputs: str, roots: Sequence[str], stamps: Mapping[str, str], said: Iterable[str]
) -> BuildRecord:
    """The record of the build of *site*, which was just put in place and whose products have these *stamps*.

    Raises
    ------
    OSError, UnsettledError
        When it is changing already.
    """
    return BuildRecord(inputs, own_state(site, roots), tuple(roots), dict(stamps), tuple(said))


def read_build_record(folder: Path) -> BuildRecord | None:
    """The build record in *folder*; None where there is none, or none that can be relied upon."""
    try:
        kept = json.loads((folder / BUILD_RECORD).read_text(encoding="utf-8"))
        if kept.pop("format") != FORMAT:
            return None
        found = BuildRecord(**kept)
        return BuildRecord(
            str(found.inputs),
            str(found.own),
            tuple(map(str, found.roots)),
            {str(id_): str(stamped) for id_, stamped in found.stamps.items()},
            tuple(map(str, found.said)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep_build_record(folder: Path, record: BuildRecord) -> None:
    """Write *record* into *folder*; where that cannot be, the next build does the work."""
    part = folder / f"{BUILD_RECORD}.part"
    try:
        part.write_text(json.dumps({"format": FORMAT, **asdict(record)}, ensure_ascii=False), encoding="utf-8")
        part.replace(folder / BUILD_RECORD)
    except OSError:
        return


def state_of(path: Path, name: str, apart: Sequence[Path] = ()) -> Iterator[str]:
    """A line for *path*, or for each file below it, in no order: its name below *name*, its size, and its times.

    Compiled Python, which importing a program may write anew, and the folders
    *apart* are passed over.

    Raises
    ------
    OSError
        When something cannot be looked at.
    UnsettledError
        For a link or a special file.
    """
    if not path.is_dir():
        state = path.stat()
        yield f"{name} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__" and Path(entry.path) not in apart:
                    yield from state_of(Path(entry.path), f"{name}/{entry.name}", apart)
            elif entry.is_file(follow_symlinks=False):
                state = entry.stat(follow_symlinks=False)
                yield f"{name}/{entry.name} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
            else:
                raise UnsettledError(entry.path)


def summed(lines: Iterable[str]) -> str:
    """One digest for *lines* in any order."""
    return hashlib.blake2b("\n".join(sorted(lines)).encode(errors="surrogateescape"), digest_size=24).hexdigest()


def own_state(site: Path, roots: Sequence[str]) -> str:
    """Digest of the files of *site* outside the folders of products.

    Raises
    ------
    OSError, UnsettledError
        When something cannot be looked at, or is a link.
    """
    return summed(state_of(site, "", [site / root for root in roots]))


def _stamped(site: Path, roots: Sequence[str], stamps: Mapping[str, str], ids: Sequence[str]) -> bool:
    return all(lies_as(site, roots, id_, stamps[id_]) for id_ in ids)
