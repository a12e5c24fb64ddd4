"""What the products of a site are together."""

from __future__ import annotations

from pathlib import Path

from carbonpress.build.cache import CachedProduct, Details, Header, SiteFacts, Store, checksum, scratch
from carbonpress.build.site_pages import all_products, loose_ends

PAGE = "p/{}/v1/index.html"


def product(store: Store, name: str, *targets: str) -> CachedProduct:
    """A product whose declaration page links to *targets*."""
    facts = SiteFacts({}, (f"p/{name}/",), targets, (f"factor-{name}@2025",), 1)
    lookups = {"targets": dict.fromkeys(targets, PAGE.format(name))}
    details = Details.of({}, facts, (), lookups).packed
    return store.add(Header(name, name, "", {}, (), "", (), "", checksum(details)), details)


def test_what_products_tell_is_put_together(tmp_path: Path) -> None:
    """Addresses in the order of the products, factors each once, warnings counted."""
    store = scratch(tmp_path)
    both = all_products({name: product(store, name, "method/") for name in "ab"}, ("zh",))
    assert ("p/a/", "p/b/") == both.addresses
    assert {"method/"} == both.targets
    assert {"factor-a@2025", "factor-b@2025"} == both.factors
    assert 2 == both.warnings


def test_a_link_that_leads_nowhere_is_told_with_its_page(tmp_path: Path) -> None:
    """Every product that links to a lost place is told, and no link that leads somewhere."""
    store = scratch(tmp_path)
    products = all_products({name: product(store, name, "method/", f"p/lost-{name}/") for name in "ab"}, ("zh",))
    assert [] == list(loose_ends(products, {"method/index.html", "p/lost-a/index.html", "p/lost-b/index.html"}))
    found = list(loose_ends(products, {"p/lost-a/index.html"}))
    assert [
        (PAGE.format("a"), "method/"),
        (PAGE.format("b"), "method/"),
        (PAGE.format("b"), "p/lost-b/"),
    ] == sorted(found)
