"""Sources that a policy takes, and what they allow."""

from __future__ import annotations

import pytest

from carbonpress.folder.policy_sources import EXTENSIBLE, HOLDERS, allows, source_fault

PAGE = "https://pcf.example.com/p/cable/v1/"


@pytest.mark.parametrize("directive", EXTENSIBLE)
def test_what_each_directive_takes(directive: str) -> None:
    """An address of https is taken everywhere; `data:` where pictures are; a hash where scripts are."""
    assert "" == source_fault(directive, "https://maps.example.com")
    assert (directive in HOLDERS) == ("" == source_fault(directive, "data:"))
    hash_ = "'sha256-" + "A" * 43 + "='"
    assert (directive == "script-src") == ("" == source_fault(directive, hash_))


@pytest.mark.parametrize("source", [
    "*", "https:", "http://a.example", "'unsafe-inline'", "'unsafe-eval'", "'self'", "'none'", "//a.example",
    "https://*", "https://localhost", "https://a.example;script-src *", "https://a.example b.example", "https://A.example",
    "https://a.example:0", "https://user@a.example", "https://a.example/?q", "'nonce-abc'", "javascript:", "",
    "https://a.example/" + "a" * 200,
])  # fmt: skip
def test_what_is_refused(source: str) -> None:
    """Nothing that names more than one place, or could end the directive, is taken for scripts."""
    assert source_fault("script-src", source)


@pytest.mark.parametrize(("source", "link", "allowed"), [
    ("'self'", "/a.png", True),
    ("'self'", "a.png", True),
    ("'self'", "https://pcf.example.com:443/a", True),
    ("'self'", "http://pcf.example.com/a", False),
    ("'self'", "//other.example/a", False),
    ("data:", "data:image/png;base64,AA==", True),
    ("data:", "/a.png", False),
    ("https://a.example", "https://a.example/b/c.js", True),
    ("https://a.example", "https://a.example:8443/b", False),
    ("https://a.example", "http://a.example/b", False),
    ("https://a.example/", "https://a.example/b", True),
    ("https://a.example/b/", "https://a.example/b/c", True),
    ("https://a.example/b/", "https://a.example/bc", False),
    ("https://a.example/b", "https://a.example/b", True),
    ("https://a.example/b", "https://a.example/b/c", False),
    ("https://*.a.example", "https://x.y.a.example/", True),
    ("https://*.a.example", "https://a.example/", False),
    ("https://*.a.example", "https://xa.example/", False),
    ("'unsafe-inline'", "/a.png", False),
    ("'self'", "https://pcf.example.com:99999/", False),
    ("'self'", "https://[", False),
])  # fmt: skip
def test_what_is_allowed(source: str, link: str, allowed: bool) -> None:
    """As browsers match: scheme, host, port, and the path as a whole or as a beginning."""
    assert allowed == allows([source], link, PAGE)


def test_one_source_is_enough() -> None:
    """A link is allowed where any of the sources allows it, and by none where there is none."""
    assert allows(["data:", "'self'"], "/a.png", PAGE)
    assert not allows([], "/a.png", PAGE)
