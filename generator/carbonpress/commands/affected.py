"""What was printed of versions that no label should be used of any more, from the manifests of print jobs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import click

from carbonpress.commands.ledger_acts import addressed_place, versioned
from carbonpress.press.label.print_manifest import EARLIER, MANIFEST, Printed, manifest_rows, printed
from carbonpress.record.version import Version
from carbonpress.study.project import open_project
from carbonpress.terminal.columns import table

Key = tuple[str, int]

HEAD = ("state", "version", "copies", "sheets", "file", "sha256")
DIGITS = 12
"""So many digits of a digest tell two files apart; the manifest has all of them."""


def affected(path: Path | None, folders: Sequence[Path], ids: Sequence[str]) -> list[str]:
    """Lines that tell what of *ids* the print jobs in *folders* hold; of every withdrawn version where none is named.

    Raises
    ------
    click.ClickException
        When the ledger or a manifest cannot be relied upon: nothing may be missing from the list.
    click.UsageError
        When there is no such version.
    """
    place = addressed_place(path)
    project = open_project(place.data, place.base_url)
    if project.archive.findings:
        raise click.ClickException(f"the archive is damaged: {project.archive.findings[0].message}")
    states = {
        (id_, version.record["version"]): version.state for id_, group in project.versions.items() for version in group
    }
    wanted = _wanted(ids, project.versions) if ids else {key for key, state in states.items() if state == "withdrawn"}
    found = [(manifest, one) for manifest in _manifests(folders) for one in _read(manifest)]
    rows = [
        (states[one.id, one.version], f"{one.id}@{one.version}", str(one.copies), one.sheets or "–",
         (manifest.parent / one.file).as_posix(), one.sha256[:DIGITS])
        for manifest, one in found
        if (one.id, one.version) in wanted
    ]  # fmt: skip
    where = ", ".join(folder.as_posix() for folder in folders)
    names = ", ".join(f"{id_}@{version}" for id_, version in sorted(wanted)) or "no version"
    told = f"{names}: {'named' if ids else 'withdrawn'}"
    if not rows:
        return [f"{told}; nothing of it is in the manifests below {where}"]
    return [f"{told}; printed, as the manifests below {where} tell:", *table([HEAD, *sorted(set(rows))], right=(2, 3))]


def _wanted(ids: Sequence[str], versions: Mapping[str, Collection[Version]]) -> set[Key]:
    """The versions that *ids* name; all versions of an id without a number."""
    keys: set[Key] = set()
    for name in ids:
        id_, version = versioned(name)
        known = {(id_, one.record["version"]) for one in versions.get(id_, ())}
        named = known if version is None else known & {(id_, version)}
        if not named:
            raise click.UsageError(f"there is no version {name}")
        keys |= named
    return keys


def _manifests(folders: Sequence[Path]) -> Iterator[Path]:
    """The manifests of all jobs below *folders*, those of former jobs too, each folder looked into once."""
    for folder in dict.fromkeys(folders):
        found = sorted(file for file in folder.rglob("*.csv") if file.is_file())
        yield from (file for file in found if file.name == MANIFEST or file.parent.name == EARLIER)


def _read(manifest: Path) -> list[Printed]:
    try:
        return list(printed(manifest_rows(manifest.read_bytes())))
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{manifest} cannot be read as a manifest: {error}") from error
