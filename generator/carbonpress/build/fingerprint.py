"""What all products of a site share, as one digest: when it changes, everything is made anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import carbonpress
from carbonpress.build.product import Bench
from carbonpress.reference.watched import digest
from carbonpress.source.theme import theme_folder

LARGE = 1_000_000
"""Files above this size (typefaces, the chart library) are told apart by their size alone."""


def base_key(bench: Bench) -> str:
    """Stands for program, theme, organisation, shells, labels and site; not for the day, nor for single numbers."""
    site, frame = bench.frame.site, bench.frame
    shared = [
        generator_digest(),
        repr(bench.organisation),
        repr(sorted((language, shells) for language, shells in frame.shells.items())),
        repr(frame.labels),
        repr([site.base_url, site.languages, sorted(site.name.items()), sorted(site.palette.items())]),
        repr([site.ledger, site.signed, site.interpreted, site.papers]),
        repr(bench.library.newest_gwp),
        repr(sorted(map(repr, bench.library.units.values()))),
    ]
    return digest("\n".join(shared).encode())


@cache
def generator_digest() -> str:
    """Stands for the program and its theme, file by file."""
    package = Path(carbonpress.__file__).parent
    files = sorted([*package.rglob("*.py"), *package.rglob("*.yml"), *theme_folder().rglob("*")])
    return digest(
        "\n".join(
            f"{path.name} {_state(path)}" for path in files if path.is_file() and path.parent.name != "__pycache__"
        ).encode()
    )


def _state(path: Path) -> str:
    size = path.stat().st_size
    return str(size) if size > LARGE else digest(path.read_bytes())
