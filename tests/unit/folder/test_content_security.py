"""The policy lists the scripts of the frame and no others; the header files say the same."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.folder.content_security import (
    APACHE,
    DRAWING,
    HEADERS,
    HOSTING,
    NGINX,
    TYPES,
    header_files,
    meta,
    policy,
    script_hashes,
)
from carbonpress.folder.policy_sources import EXTENSIBLE, allows, source_fault
from carbonpress.site.public import PUBLIC_TYPES

HOSTS = ("https://a.example", "https://*.b.example:8443/v/", "https://c.example")
OPEN = (
    "*",
    "https:",
    "http:",
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'self'",
    "'none'",
    "http://a.example",
    "a.example",
    "https://*",
    "https://*.com:x",
    "https://a.example;script-src *",
    "https://a.example, https:",
    "https://a b",
    "https://u:p@a.example",
    "https://a.example?x",
    "https://a.example#x",
    "",
    " ",
    "https://localhost",
    "'sha256-x'",
    "'nonce-abc'",
    'https://a.example"',
    "https://a.example\n",
    "filesystem:",
    f"https://{'a' * 200}.example",
)


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    "tag",
    ["<script>", '<script type="module">', "<script defer>", "<SCRIPT type='text/javascript'>", '<script id="a>b">'],
)
def test_inline_scripts_are_listed(tag: str) -> None:
    """A script that a browser runs is listed by the hash of exactly what stands in it."""
    assert {hash_of(" x=1;\n")} == script_hashes(f"<head>{tag} x=1;\n</script>")


@pytest.mark.parametrize(
    "tag",
    ['<script src="x.js">', "<script async src=x.js>", '<script type="application/json">', "<script type='text/x'>"],
)
def test_others_are_not(tag: str) -> None:
    """A script from a file, and a block of data, needs no hash."""
    assert frozenset() == script_hashes(f"{tag}1</script>")


def test_policy() -> None:
    """Scripts run from the site or by hash, never because they stand in the page; nothing comes from elsewhere."""
    said = dict(part.split(" ", 1) for part in policy({"'sha256-b'", "'sha256-a'"}).split("; "))
    assert "'self' 'sha256-a' 'sha256-b'" == said["script-src"]
    assert "'self'" == said["default-src"]
    assert ("'none'", "'none'") == (said["object-src"], said["base-uri"])
    assert "http" not in policy(())
    assert "unsafe-eval" not in policy(())


def test_meta_is_one_element() -> None:
    """The element carries the policy as it is, whatever an attribute needs escaped."""
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy(())}">' == meta(())


def test_header_files() -> None:
    """The files for hosting, Apache and nginx carry one and the same policy, and forbid to guess types."""
    files = {name: content.decode() for name, content in header_files({"'sha256-a'"}).items()}
    assert {HOSTING, APACHE, NGINX} == set(files)
    said = policy({"'sha256-a'"}, served=True)
    assert f"/*\n  Content-Security-Policy: {said}\n" in files[HOSTING]
    assert f'Header always set Content-Security-Policy "{said}"' in files[APACHE]
    assert f'set $carbonpress_policy "{said}";' in files[NGINX]
    assert 3 == sum("nosniff" in content for content in files.values())
    assert 3 == sum(DRAWING in content for content in files.values())


def test_hosting_names_each_header_once_for_each_path() -> None:
    """`_headers` is paths at the margin and headers below them: those of every file, and the policy of drawings."""
    parts: dict[str, dict[str, str]] = {}
    for line in header_files({"'sha256-a'"})[HOSTING].decode().splitlines():
        if line.startswith("/"):
            headers = parts.setdefault(line, {})
            assert {} == headers
        else:
            name, value = re.fullmatch(r"  ([A-Za-z-]+): (.+)", line).groups()  # type: ignore[union-attr]
            assert headers.setdefault(name, value) == value
    assert ["/*", "/*.svg"] == list(parts)
    assert {"Content-Security-Policy": policy({"'sha256-a'"}, served=True), **HEADERS} == parts["/*"]
    assert {"Content-Security-Policy": f"{DRAWING}; frame-ancestors 'self'"} == parts["/*.svg"]


def test_frame_ancestors_stand_in_the_header_alone() -> None:
    """A browser ignores, and complains of, `frame-ancestors` in a page."""
    assert "frame-ancestors 'self'" in policy((), served=True)
    assert "frame-ancestors" not in meta((), (("frame-ancestors", ("https://shop.example.com",)),))


@given(st.dictionaries(st.sampled_from(EXTENSIBLE), st.lists(st.sampled_from(HOSTS), min_size=1, unique=True)))
def test_sources_are_added_and_nothing_is_taken_away(added: dict[str, list[str]]) -> None:
    """Each directive lists what it did before, and what is added; what fell back to `default-src` keeps `'self'`."""
    sources = tuple((name, tuple(hosts)) for name, hosts in added.items())
    before, after = (parts(policy({"'sha256-a'"}, given, served=True)) for given in ((), sources))
    assert {*before, *added} == set(after)
    for name, said in after.items():
        assert {*before.get(name, ["'self'"]), *added.get(name, [])} == set(said)


def parts(said: str) -> dict[str, list[str]]:
    return {name: values.split() for name, _, values in (part.partition(" ") for part in said.split("; "))}


def test_a_long_policy_is_cut_for_nginx() -> None:
    """nginx takes no word of more than 4,096 bytes: a policy of many scripts comes in pieces, none of which is lost."""
    many = {hash_of(str(number)) for number in range(300)}
    lines = header_files(many)[NGINX].decode().splitlines()
    assert max(map(len, lines)) < 4000
    pieces = [re.fullmatch(r'set \$carbonpress_policy "(.*)";', line) for line in lines]
    joined = "".join(found[1] for found in pieces if found).replace("${carbonpress_policy}", "")
    assert policy(many, served=True) == joined


def test_every_type_that_a_site_may_hold_is_told() -> None:
    """Whatever a public folder publishes has a media type in the files for servers."""
    ends = {f".{end}" for ends in TYPES.values() for end in ends}
    assert PUBLIC_TYPES <= ends


@pytest.mark.parametrize(
    ("directive", "source"),
    [(directive, source) for directive in EXTENSIBLE for source in OPEN],
)
def test_what_would_let_everything_in_is_refused(directive: str, source: str) -> None:
    """A source is one place; nothing that opens the policy, or breaks out of its line, can be added."""
    assert source_fault(directive, source)


@pytest.mark.parametrize(
    ("source", "link", "expected"),
    [
        ("'self'", "../x.png", True),
        ("'self'", "https://pcf.example.com/x.png", True),
        ("'self'", "//pcf.example.com/x.png", True),
        ("'self'", "https://pcf.example.com:8443/x.png", False),
        ("'self'", "http://pcf.example.com/x.png", False),
        ("'self'", "https://example.com/x.png", False),
        ("'self'", "data:image/png;base64,AA", False),
        ("data:", "data:image/png;base64,AA", True),
        ("https://a.example", "https://a.example/deep/x.png", True),
        ("https://a.example", "https://b.a.example/x.png", False),
        ("https://a.example", "http://a.example/x.png", False),
        ("https://*.a.example", "https://b.a.example/x.png", True),
        ("https://*.a.example", "https://a.example/x.png", False),
        ("https://*.a.example", "https://ba.example/x.png", False),
        ("https://a.example/v/", "https://a.example/v/x", True),
        ("https://a.example/v/", "https://a.example/w/x", False),
        ("https://a.example/v", "https://a.example/v/x", False),
        ("https://a.example:8443", "https://a.example/x", False),
    ],
)
def test_matching(source: str, link: str, expected: bool) -> None:
    """A source allows what a browser takes it for."""
    assert expected == allows([source], link, "https://pcf.example.com/guide/")
