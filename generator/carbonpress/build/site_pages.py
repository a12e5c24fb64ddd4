"""What belongs to the site as a whole: the pages over all declarations, and the files that machines read."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from carbonpress.archive.archive import Archive, archive_files
from carbonpress.build.cache import Trace
from carbonpress.build.gc_tuning import never
from carbonpress.build.product_folder import linking_pages, versions
from carbonpress.folder.links import dangling
from carbonpress.press.common.page import Page, Site
from carbonpress.press.pages.catalogue import AT_ONCE, catalogue_data, catalogue_page, data_address, in_order
from carbonpress.press.pages.catalogue_row import Row
from carbonpress.press.pages.compare import compare_page
from carbonpress.press.pages.feed import NEWEST, feed
from carbonpress.press.pages.reference import factors_page, method_page, rules_index_page, rules_page
from carbonpress.press.pages.verify import verify_page
from carbonpress.record.schema import ADDRESS, record_schema
from carbonpress.record.version import Version
from carbonpress.reference.library import Library
from carbonpress.reference.load import shipped_library
from carbonpress.rules.registry import RULES

OWN_PAGES = ("", "rules/", "factors/", "method/")
"""Addresses of our own pages that the navigation shows, in its order: the catalogue comes first."""

NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to publish the files as they are: its Jekyll leaves out `.well-known` and `_headers`."""


def fixed_pages(library: Library, site: Site) -> list[Page]:
    """The pages that tell of no product, in every language."""
    makers: list[Callable[[Site, str], Page]] = [
        partial(rules_index_page, library.rules),
        partial(method_page, RULES),
        compare_page,
        *([verify_page] if site.ledger else []),
    ]
    return [make(site, language) for language in site.languages for make in makers]


@dataclass(frozen=True, slots=True)
class Whole:
    """All products of a site seen together.

    `traces` are theirs by id, `rows` those of the catalogue in its order by
    language, `addresses` those of all pages, `targets` the places outside the
    folders of products that some page links to, `factors` those that some
    public line uses.
    """

    traces: Mapping[str, Trace]
    rows: Mapping[str, Sequence[Row]]
    addresses: tuple[str, ...]
    targets: frozenset[str]
    factors: frozenset[str]
    warnings: int


def whole(traces: Mapping[str, Trace], languages: Sequence[str]) -> Whole:
    """What the products with these *traces* are together."""
    rows: dict[str, list[Row]] = {language: [] for language in languages}
    addresses: list[str] = []
    targets, factors, warnings = set[str](), set[str](), 0
    with never():
        for trace in traces.values():  # one after the other: together they would fill memory
            share = trace.share
            for language in languages:
                if (row := share.rows.get(language)) is not None:
                    rows[language].append(row)
            addresses += share.addresses
            targets.update(share.targets)
            factors.update(share.factors)
            warnings += share.warnings
        ordered = {language: in_order(rows[language]) for language in languages}
    return Whole(traces, ordered, tuple(addresses), frozenset(targets), frozenset(factors), warnings)


def loose_ends(products: Whole, files: Container[object]) -> Iterator[tuple[str, str]]:
    """Page and target of each link from a product to another or to the rest of the site that leads to no file there."""
    if lost := {target for target in products.targets if dangling(target, files)}:
        for trace in products.traces.values():
            yield from ((page, target) for target, page in linking_pages(trace).items() if target in lost)


def listing_pages(products: Whole, library: Library, site: Site) -> list[Page]:
    """The pages that list products, or what products use, in every language."""
    pages: list[Page] = []
    shown = public_library(library, products.factors)
    for language in site.languages:
        rows = products.rows[language]
        pages.append(catalogue_page(rows, _newest(rows[:AT_ONCE], products.traces), site, language))
        pages.append(factors_page(shown, site, language))
        pages += [rules_page(rules, rows, site, language) for _, rules in sorted(library.rules.items())]
    return pages


def public_library(library: Library, used: Set[str]) -> Library:
    """*library* with those of the company's own factors that some public line uses.

    The others are its business: what a confidential line takes, or what was
    only tried.
    """
    open_ = shipped_library().factors.keys() | used
    return replace(library, factors={name: factor for name, factor in library.factors.items() if name in open_})


def site_files(products: Whole, archive: Archive, site: Site) -> dict[str, bytes]:
    """The files that are not of one product, by path: catalogue data, feeds, schema, ledger and keys."""
    schema = json.dumps(record_schema(site.base_url), ensure_ascii=False, indent=1) + "\n"
    files = {NO_JEKYLL: b"", ADDRESS: schema.encode(), **archive_files(archive, site.base_url)}
    for language in site.languages:
        rows = products.rows[language]
        published = (row for row in rows if row.state != "draft")
        latest = heapq.nlargest(NEWEST, published, key=lambda row: (row.valid_from, row.id))
        news = feed(list(_newest(latest, products.traces).values()), site, language)
        files[data_address(language)] = catalogue_data(rows, site, language).encode()
        files[site.address("feed.xml", language)] = news.encode()
    return files


def _newest(rows: Sequence[Row], traces: Mapping[str, Trace]) -> dict[str, Version]:
    """The versions that *rows* are of, by id."""
    found = {}
    for row in rows:
        known = versions(traces[row.id])
        found[row.id] = next(version for version in known if version.record["version"] == row.version)
    return found
