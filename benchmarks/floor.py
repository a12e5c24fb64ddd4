"""The floor: what a build cannot do without. Read and hash all inputs, write as many bytes into as many files.

    python benchmarks/floor.py data site copy [workers]

The bytes written are no real pages, which would have to be read first; a disk does not care.
"""

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

CHUNK = 64


def main() -> None:
    """Read what the first folder holds; write what the second one holds into the third."""
    data, site, copy = map(Path, sys.argv[1:4])
    workers = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    inputs = [path for path in data.rglob("*") if path.is_file()]
    outputs = sizes(site)
    buffer = os.urandom(max(size for group in outputs.values() for size in group.values()))
    with ProcessPoolExecutor(workers) as pool:
        sum(pool.map(digest, inputs, chunksize=CHUNK))
        sum(pool.map(partial(write, copy, buffer), outputs.items(), chunksize=CHUNK))


def sizes(site: Path) -> dict[str, dict[str, int]]:
    """Sizes of all files below *site*, by folder and name."""
    found = {}
    for folder, _, names in os.walk(site):
        found[os.path.relpath(folder, site)] = {name: (Path(folder) / name).stat().st_size for name in names}
    return found


def digest(path: Path) -> int:
    """Read and hash one input; how many bytes it has."""
    raw = path.read_bytes()
    hashlib.sha256(raw).digest()
    return len(raw)


def write(copy: Path, buffer: bytes, group: tuple[str, dict[str, int]]) -> int:
    """Write the files of one folder; how many bytes they have."""
    folder = copy / group[0]
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in group[1].items():
        (folder / name).write_bytes(memoryview(buffer)[:size])
    return sum(group[1].values())


if __name__ == "__main__":
    main()
