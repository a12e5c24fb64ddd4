"""Sign what was published: keys are added, retired and revoked, and credentials are written beside the frozen records.

The build never needs a key, and a site without signatures is complete: the ledger stands on its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from carbonpress.acts.publish import RefusedError, sound_archive
from carbonpress.archive.archive import Archive, credential_file
from carbonpress.archive.credential import ForgeryError, judged_at, new_key, sign
from carbonpress.archive.frozen_record import FOLDER
from carbonpress.archive.keys import KEYS, PublicKey, keys_text
from carbonpress.archive.ledger import Key
from carbonpress.folder.durable import alone, write_durably

PRIVATE = 0o600


def add_key(root: Path, file: Path, day: date) -> PublicKey:
    """Make a key, write its private half to *file* and its public half to the archive; the key before it retires.

    Raises
    ------
    RefusedError
        When *file* exists, or lies in the data folder, from where it could get into a repository.
    """
    if file.resolve().is_relative_to(root.resolve()):
        raise RefusedError(["a private key must not lie in the data folder; choose a place outside of the repository"])
    with alone(root / FOLDER):
        archive = sound_archive(root)
        private = new_key()
        added = PublicKey(private["kid"], private["x"], day.isoformat())
        _write_private(file, private)
        before = [replace(key, retired=day.isoformat()) if key.signs else key for key in archive.keys.values()]
        write_durably(root / KEYS, keys_text([*before, added]))
    return added


def revoke_key(root: Path, kid: str, reason: str, day: date) -> PublicKey:
    """Say that nothing signed with the key *kid* can be trusted, from whatever day.

    Raises
    ------
    RefusedError
        When there is no such key, or it is revoked already.
    """
    with alone(root / FOLDER):
        archive = sound_archive(root)
        key = archive.keys.get(kid)
        if key is None:
            raise RefusedError([f"there is no key {kid!r}; known are {', '.join(archive.keys) or 'none'}"])
        if key.revoked is not None:
            raise RefusedError([f"the key was revoked on {key.revoked}"])
        revoked = replace(key, revoked=day.isoformat(), reason=reason)
        write_durably(root / KEYS, keys_text([revoked if k.kid == kid else k for k in archive.keys.values()]))
    return revoked


def sign_versions(root: Path, base_url: str, private: Mapping[str, str], day: date) -> list[Key]:
    """Sign every published version that has no good signature; answers which ones.

    Withdrawn versions are signed too: a signature says what was published, and
    the ledger says what became of it.

    Raises
    ------
    RefusedError
        When the key is not one of the company's, or signs no more.
    """
    with alone(root / FOLDER):
        archive = sound_archive(root)
        key = archive.keys.get(private["kid"])
        if key is None or key.x != private["x"]:
            raise RefusedError([f"the key {private['kid']} is not in {KEYS}; `--new-key` makes one"])
        if not key.signs:
            raise RefusedError([f"the key {key.kid} signs no more: {_end(key)}"])
        unsigned = [one for one in archive.ledger.versions if not _is_signed(archive, one)]
        for one in unsigned:
            token = sign(archive.ledger.versions[one], base_url, day, private)
            write_durably(root / credential_file(*one), token.encode() + b"\n")
    return unsigned


def _is_signed(archive: Archive, key: Key) -> bool:
    token, ledger = archive.credentials.get(key), archive.ledger
    try:
        return token is not None and bool(judged_at(token, ledger.versions[key], ledger.bases, archive.keys))
    except ForgeryError:
        return False


def _end(key: PublicKey) -> str:
    return f"revoked on {key.revoked}" if key.revoked else f"retired on {key.retired}"


def _write_private(file: Path, private: Mapping[str, str]) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE)
    except FileExistsError:
        raise RefusedError([f"{file} exists; a private key never overwrites anything"]) from None
    with os.fdopen(handle, "wb") as opened:
        opened.write(json.dumps(private, indent=1).encode() + b"\n")
        opened.flush()
        os.fsync(handle)
