"""The policy lists the scripts of the frame and no others; the header files say the same."""

from __future__ import annotations

import base64
import hashlib

import pytest

from carbonpress.publish.policy import APACHE, HOSTING, NGINX, header_files, meta, policy, script_hashes


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
    said = policy({"'sha256-a'"})
    assert f"/*\n  Content-Security-Policy: {said}\n" in files[HOSTING]
    assert f'Header always set Content-Security-Policy "{said}"' in files[APACHE]
    assert f'add_header Content-Security-Policy "{said}" always;' in files[NGINX]
    assert 3 == sum("nosniff" in content for content in files.values())
