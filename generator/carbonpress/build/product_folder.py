"""Put what was made of a product on disk, and tell the rest of it in a few bytes.

Workers do so: what they hand back is small, and in the form in which a trace keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carbonpress.build.cache import Parts, Share, Trace
from carbonpress.build.product import Goods
from carbonpress.build.spare_folders import link_tree, stamp
from carbonpress.folder.manifest import manifest_text
from carbonpress.folder.write_files import write_files
from carbonpress.press.common.page import Page
from carbonpress.record.version import Version
from carbonpress.source.finding import Finding


@dataclass(frozen=True, slots=True)
class Depot:
    """The folder that product folders are put into, below `roots`; and one where each file gets a second name."""

    folder: Path
    roots: tuple[str, ...]
    again: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What is told of a product whose files are on disk.

    `days` are those on which its standing changes, `stamp` stands for its
    files, and `rest` is what `Parts` packed.  Where a finding is an error there
    are no files, and `rest` is empty.
    """

    name: str
    id: str
    findings: tuple[Finding, ...]
    needs: tuple[str, ...]
    days: tuple[str, ...] = ()
    stamp: str = ""
    rest: bytes = b""


def store(goods: Goods, depot: Depot) -> Done:
    """Write the files of *goods* into *depot*."""
    name = goods.name or goods.id
    if not goods.versions:
        return Done(name, goods.id, goods.findings, goods.needs)
    write_files(depot.folder, goods.files)
    _name_again(goods.id, depot)
    parts = Parts(_listed(goods, depot.roots), _share(goods), goods.needs, _body(goods))
    days = tuple(sorted(set(_days(goods.versions))))
    stamped = stamp(depot.folder, depot.roots, goods.id)
    return Done(name, goods.id, goods.findings, goods.needs, days, stamped, parts.packed())


def versions(trace: Trace) -> tuple[Version, ...]:
    """The versions of a product, with briefs for records."""
    return tuple(Version(*parts) for parts in trace.body["versions"])


def pages(trace: Trace) -> list[Page]:
    """The pages of a product, without markup."""
    return [Page(a, lang, title, told, "", "", words) for a, lang, title, told, words in trace.body["pages"]]


def linking_pages(trace: Trace) -> dict[str, str]:
    """For each place outside the folders of a product that its pages link to, one page that does."""
    return dict(trace.body["targets"])


def _name_again(id_: str, depot: Depot) -> None:
    if depot.again is not None:
        with suppress(OSError):  # what is not there is made up for by the next build
            for root in depot.roots:
                link_tree(depot.folder / root / id_, depot.again / root / id_)


def _listed(goods: Goods, roots: Sequence[str]) -> dict[str, str]:
    """The lines of the manifest for the files of *goods*, by folder."""
    found = sorted(goods.digests().items())
    folders = [f"{root}/{goods.id}/" for root in roots]
    return {folder: manifest_text({path: sha for path, sha in found if path.startswith(folder)}) for folder in folders}


def _share(goods: Goods) -> Share:
    addresses = tuple(sorted({page.address for page in goods.pages}))
    return Share(dict(goods.rows), addresses, tuple(goods.targets), goods.factors, len(goods.findings))


def _body(goods: Goods) -> dict[str, Any]:
    """What lists of a few and the search index look into."""
    return {
        "versions": [[v.record, v.state, v.reason, v.successor, v.withdrawn_successor] for v in goods.versions],
        "targets": goods.targets,
        "pages": [[p.address, p.language, p.title, p.description, p.search_text] for p in goods.pages],
    }


def _days(versions: Sequence[Version]) -> Iterator[str]:
    """The days on which what pages say of the versions changes."""
    for version in versions:
        record = version.record
        yield from (record["validity"]["from"], record["validity"]["to"])
        mark = record["official_mark"]
        if mark is not None and mark["expires"]:
            yield mark["expires"]
