"""The pages over all products, and the files that machines read."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from carbonpress.archive.archive import Archive, archive_files
from carbonpress.build.cache import CachedProduct, read_all
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
class AllProducts:
    """What the pages over all products of a site are made of.

    `products` are by id, `rows` those of the catalogue in its order by language,
    `addresses` those of all pages, `targets` the places outside the folders of
    products that some page links to, `factors` those that some public line uses.
    """

    products: Mapping[str, CachedProduct]
    rows: Mapping[str, Sequence[Row]]
    addresses: tuple[str, ...]
    targets: frozenset[str]
    factors: frozenset[str]
    warnings: int


def all_products(products: Mapping[str, CachedProduct], languages: Sequence[str]) -> AllProducts:
    """What the pages over all of *products* are made of.

    Raises
    ------
    DamagedCacheError
        When the cache does not hold what was written into it.
    """
    rows: dict[str, list[Row]] = {language: [] for language in languages}
    addresses: list[str] = []
    targets, factors, warnings = set[str](), set[str](), 0
    with never():
        for _, details in read_all(products.values()):  # one after the other: together they would fill memory
            facts = details.facts
            for language in languages:
                if (row := facts.rows.get(language)) is not None:
                    rows[language].append(row)
            addresses += facts.addresses
            targets.update(facts.targets)
            factors.update(facts.factors)
            warnings += facts.warnings
        ordered = {language: in_order(rows[language]) for language in languages}
    return AllProducts(products, ordered, tuple(addresses), frozenset(targets), frozenset(factors), warnings)


def loose_ends(found: AllProducts, files: Container[object]) -> Iterator[tuple[str, str]]:
    """Page and target of each link from a product to another or to the other pages that leads to no file there."""
    if lost := {target for target in found.targets if dangling(target, files)}:
        for _, details in read_all(found.products.values()):
            yield from ((page, target) for target, page in linking_pages(details).items() if target in lost)


def listing_pages(found: AllProducts, library: Library, site: Site) -> list[Page]:
    """The pages that list products, or what products use, in every language."""
    pages: list[Page] = []
    shown = public_library(library, found.factors)
    for language in site.languages:
        rows = found.rows[language]
        pages.append(catalogue_page(rows, _newest(rows[:AT_ONCE], found.products), site, language))
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


def site_files(found: AllProducts, archive: Archive, site: Site) -> dict[str, bytes]:
    """The files that are not of one product, by path: catalogue data, feeds, schema, ledger and keys."""
    schema = json.dumps(record_schema(site.base_url), ensure_ascii=False, indent=1) + "\n"
    files = {NO_JEKYLL: b"", ADDRESS: schema.encode(), **archive_files(archive, site.base_url)}
    for language in site.languages:
        rows = found.rows[language]
        published = (row for row in rows if row.state != "draft")
        latest = heapq.nlargest(NEWEST, published, key=lambda row: (row.valid_from, row.id))
        news = feed(list(_newest(latest, found.products).values()), site, language)
        files[data_address(language)] = catalogue_data(rows, site, language).encode()
        files[site.address("feed.xml", language)] = news.encode()
    return files


def _newest(rows: Sequence[Row], products: Mapping[str, CachedProduct]) -> dict[str, Version]:
    """The versions that *rows* are of, by id."""
    found = {}
    for row in rows:
        known = versions(products[row.id].details)
        found[row.id] = next(version for version in known if version.record["version"] == row.version)
    return found
