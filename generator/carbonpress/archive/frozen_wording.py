"""The wordings that published records name, each kept once: `published/wording/<sha256>.json`.

A record vouches for its wording by the digest, as the ledger vouches for the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from carbonpress.archive.frozen_record import FOLDER, flaw
from carbonpress.record.wording import Wording, wording_in
from carbonpress.source.finding import Finding
from carbonpress.source.folder import read

PUBLIC = ".well-known/carbonpress/wording/"
"""Where a site shows the wordings of its records."""

LARGEST_WORDING = 5_000_000
_DIGEST = re.compile("sha256:([0-9a-f]{64})")


def wording_name(digest: str) -> str:
    """The file name of the wording with *digest*: `<sha256>.json`.

    >>> wording_name("sha256:" + 64 * "0")[-9:]
    '0000.json'

    Raises
    ------
    ValueError
        When *digest* is none.
    """
    found = _DIGEST.fullmatch(digest)
    if found is None:
        raise ValueError(f"{digest!r} is no digest")
    return f"{found[1]}.json"


def wording_file(digest: str) -> str:
    """Path of the wording with *digest* below the data folder."""
    return f"{FOLDER}/wording/{wording_name(digest)}"


def read_wordings(root: Path, digests: Iterable[str], findings: list[Finding]) -> Iterator[tuple[str, Wording]]:
    """Each wording of *digests* that is there and whole; what is wrong with the others joins *findings*."""
    for digest in sorted(set(digests)):
        name = wording_file(digest)
        raw = read(root, name, LARGEST_WORDING)
        wording = raw if isinstance(raw, Finding) else wording_in(raw, digest)
        if isinstance(wording, Wording):
            yield digest, wording
        elif isinstance(raw, Finding):
            findings.append(flaw(name, f"the wording of published records: {raw.message}"))
        else:
            findings.append(flaw(name, "the file is not the wording that records were published with"))
