"""What the products of a site are together."""

from __future__ import annotations

from pathlib import Path

from carbonpress.build.cache import Parts, Share, Store, Trace, scratch
from carbonpress.build.site_pages import loose_ends, whole

PAGE = "p/{}/v1/index.html"


def trace(store: Store, name: str, *targets: str) -> Trace:
    """The trace of a product whose declaration page links to *targets*."""
    share = Share({}, (f"p/{name}/",), targets, (f"factor-{name}@2025",), 1)
    body = {"targets": dict.fromkeys(targets, PAGE.format(name))}
    rest = store.add(Parts({}, share, (), body).packed())
    return Trace(name, name, "", {}, (), "", (), "", rest)


def test_what_products_tell_is_put_together(tmp_path: Path) -> None:
    """Addresses in the order of the products, factors each once, warnings counted."""
    store = scratch(tmp_path)
    both = whole({name: trace(store, name, "method/") for name in "ab"}, ("zh",))
    assert ("p/a/", "p/b/") == both.addresses
    assert {"method/"} == both.targets
    assert {"factor-a@2025", "factor-b@2025"} == both.factors
    assert 2 == both.warnings


def test_a_link_that_leads_nowhere_is_told_with_its_page(tmp_path: Path) -> None:
    """Every product that links to a lost place is told, and no link that leads somewhere."""
    store = scratch(tmp_path)
    products = whole({name: trace(store, name, "method/", f"p/lost-{name}/") for name in "ab"}, ("zh",))
    assert [] == list(loose_ends(products, {"method/index.html", "p/lost-a/index.html", "p/lost-b/index.html"}))
    found = list(loose_ends(products, {"p/lost-a/index.html"}))
    assert [
        (PAGE.format("a"), "method/"),
        (PAGE.format("b"), "method/"),
        (PAGE.format("b"), "p/lost-b/"),
    ] == sorted(found)
