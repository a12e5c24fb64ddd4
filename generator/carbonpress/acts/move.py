"""The acts that change an address: the site moves, or a product takes another id.

What was published keeps its records, digests and codes.  See `moving` for what the former host must serve.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

from carbonpress.acts.publish import RefusedError, entered, published_version, sound_archive
from carbonpress.archive.frozen_record import FOLDER
from carbonpress.archive.ledger import AddressEvent
from carbonpress.folder.durable import alone
from carbonpress.record.shape import Text


def move_site(root: Path, base_url: str, reason: Text | None, day: date) -> AddressEvent:
    """Say that the site is at *base_url* from now on.

    Raises
    ------
    RefusedError
        When nothing was published yet, or the site is there already.
    """
    with alone(root / FOLDER):
        archive = sound_archive(root)
        old = archive.ledger.base_url
        if not old:
            raise RefusedError(["nothing was published yet; set `site_url` in mkdocs.yml"])
        if base_url == old:
            raise RefusedError([f"the ledger has the site at {old} already"])
        event = AddressEvent(event="moved", old=old, new=base_url, date=day.isoformat(), reason=reason)
        return cast("AddressEvent", entered(root, archive, [event])[0])


def rename_product(root: Path, old: str, new: str, reason: Text | None, day: date) -> AddressEvent:
    """Say that the product *old* has the id *new* from now on.

    Raises
    ------
    RefusedError
        When *old* was never published, or *new* was the id of a product already.
    """
    with alone(root / FOLDER):
        archive = sound_archive(root)
        if old not in archive.ledger.renamed:
            published_version(archive, old, None)
        event = AddressEvent(event="renamed", old=old, new=new, date=day.isoformat(), reason=reason)
        return cast("AddressEvent", entered(root, archive, [event])[0])
