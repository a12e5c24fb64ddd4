"""The manifest lists every file of a site, and tells every change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from carbonpress.folder.manifest import MANIFEST, ManifestError, differences, read_manifest, write_manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "光缆.html").write_text("x", encoding="utf-8")
    (tmp_path / "index.html").write_text("y", encoding="utf-8")
    write_manifest(tmp_path)
    return tmp_path


def test_agrees_with_coreutils(site: Path) -> None:
    """`sha256sum --check` accepts the manifest of an unchanged site."""
    done = subprocess.run(["sha256sum", "--check", "--strict", MANIFEST], cwd=site, capture_output=True, check=False)
    assert 0 == done.returncode
    assert ["a b/光缆.html", "index.html"] == list(read_manifest(site))


def test_every_change_is_told(site: Path) -> None:
    """A changed, a missing and a foreign file are each told by name."""
    (site / "index.html").write_text("z")
    (site / "a b" / "光缆.html").unlink()
    (site / "extra.js").write_text("")
    expected = ["a b/光缆.html is missing", "extra.js does not belong to the site", "index.html was changed"]
    assert expected == differences(site)


@pytest.mark.parametrize(
    "text", ["abc  index.html\n", "0" * 64 + " index.html\n", "0" * 64 + "  \n", "G" * 64 + "  x\n"]
)
def test_torn_manifest(site: Path, text: str) -> None:
    """A line that is not digest, two spaces and path is refused."""
    (site / MANIFEST).write_text(text)
    with pytest.raises(ManifestError, match=f"{MANIFEST}:1"):
        read_manifest(site)


@pytest.mark.parametrize("name", ["a\nb", "a\\b", "a\u202eb"])
def test_names_that_cannot_be_listed(tmp_path: Path, name: str) -> None:
    """A name that would break a line, or that no reader can see, is refused."""
    (tmp_path / name).write_text("")
    with pytest.raises(ManifestError, match="control character"):
        write_manifest(tmp_path)
