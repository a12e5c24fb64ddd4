"""What all products of a site share, as one digest: when it changes, everything is made anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import carbonpress
from carbonpress.build.product import BuildInputs
from carbonpress.reference.watched import digest
from carbonpress.source.theme import theme_folder

LARGE = 1_000_000
"""Files above this size (typefaces, the chart library) are told apart by their size alone."""


def base_key(inputs: BuildInputs) -> str:
    """Digest of program, theme, organisation, shells, labels and site; not of the day, nor of single numbers."""
    site, frame = inputs.frame.site, inputs.frame
    shared = [
        generator_digest(),
        repr(inputs.shared.organisation),
        repr(sorted((language, shells) for language, shells in frame.shells.items())),
        repr(frame.labels),
        repr([site.base_url, site.languages, sorted(site.name.items()), sorted(site.palette.items())]),
        repr([site.ledger, site.signed, site.interpreted, site.papers]),
        repr(inputs.shared.library.newest_gwp),
        repr(sorted(map(repr, inputs.shared.library.units.values()))),
    ]
    return digest("\n".join(shared).encode())


@cache
def generator_digest() -> str:
    """Digest of the program and its theme, file by file."""
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
