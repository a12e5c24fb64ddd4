"""Writes what was made of a product, and tells the remainder of it in a few bytes for the build cache.

Workers do so: what they hand back is small, and in the form in which the cache keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carbonpress.build.cache import Details, SiteFacts
from carbonpress.build.product import ProductOutput
from carbonpress.build.spare_folders import link_tree, stamp
from carbonpress.folder.manifest import manifest_text
from carbonpress.folder.write_files import write_files
from carbonpress.press.common.page import Page
from carbonpress.record.version import Version
from carbonpress.source.finding import Finding


@dataclass(frozen=True, slots=True)
class ProductFolders:
    """Where product folders go: into `folder`, below `roots`; and where each file gets a second name, if anywhere."""

    folder: Path
    roots: tuple[str, ...]
    again: Path | None = None


@dataclass(frozen=True, slots=True)
class BuiltProduct:
    """What is told of a product whose files are on disk.

    `days` are those on which its validity changes, `stamp` tells the state of its
    files, `details` is packed.  Where a finding is an error there are no files,
    and `details` is empty.
    """

    name: str
    id: str
    findings: tuple[Finding, ...]
    needs: tuple[str, ...]
    days: tuple[str, ...] = ()
    stamp: str = ""
    details: bytes = b""


def write_product(output: ProductOutput, folders: ProductFolders) -> BuiltProduct:
    """Write the files of *output* into *folders*."""
    name = output.name or output.id
    if not output.versions:
        return BuiltProduct(name, output.id, output.findings, output.needs)
    write_files(folders.folder, output.files)
    _name_again(output.id, folders)
    details = Details.of(_manifest(output, folders.roots), _facts(output), output.needs, _lookups(output)).packed
    days = tuple(sorted(set(_days(output.versions))))
    state = stamp(folders.folder, folders.roots, output.id)
    return BuiltProduct(name, output.id, output.findings, output.needs, days, state, details)


def versions(details: Details) -> tuple[Version, ...]:
    """The versions of a product, with briefs for records."""
    return tuple(Version(*parts) for parts in details.lookups["versions"])


def pages(details: Details) -> list[Page]:
    """The pages of a product, without markup."""
    return [Page(a, lang, title, told, "", "", words) for a, lang, title, told, words in details.lookups["pages"]]


def linking_pages(details: Details) -> dict[str, str]:
    """For each place outside the folders of a product that its pages link to, one page that does."""
    return dict(details.lookups["targets"])


def _name_again(id_: str, folders: ProductFolders) -> None:
    if folders.again is not None:
        with suppress(OSError):  # what is not there is made up for by the next build
            for root in folders.roots:
                link_tree(folders.folder / root / id_, folders.again / root / id_)


def _manifest(output: ProductOutput, roots: Sequence[str]) -> dict[str, str]:
    """The lines of the manifest for the files of *output*, by folder."""
    found = sorted(output.digests().items())
    folders = [f"{root}/{output.id}/" for root in roots]
    return {folder: manifest_text({path: sha for path, sha in found if path.startswith(folder)}) for folder in folders}


def _facts(output: ProductOutput) -> SiteFacts:
    addresses = tuple(sorted({page.address for page in output.pages}))
    return SiteFacts(dict(output.rows), addresses, tuple(output.targets), output.factors, len(output.findings))


def _lookups(output: ProductOutput) -> dict[str, Any]:
    """What lists of a few products, the search index and the check of links look into."""
    return {
        "versions": [[v.record, v.state, v.reason, v.successor, v.withdrawn_successor] for v in output.versions],
        "targets": output.targets,
        "pages": [[p.address, p.language, p.title, p.description, p.search_text] for p in output.pages],
    }


def _days(shown: Sequence[Version]) -> Iterator[str]:
    """The days on which what pages say of the versions changes."""
    for version in shown:
        record = version.record
        yield from (record["validity"]["from"], record["validity"]["to"])
        mark = record["official_mark"]
        if mark is not None and mark["expires"]:
            yield mark["expires"]
