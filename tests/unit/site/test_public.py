"""What lies in a data folder is private, unless it is a page or lies in a public folder."""

from __future__ import annotations

import pytest

from carbonpress.site.public import PRIVATE_FOLDERS, is_public


@pytest.mark.parametrize(
    "name", ["guide.md", "help/GUIDE.MD", "assets/a.png", "assets/deep/a.PDF", "en/help.md", "downloads/2026/a.zip"]
)
def test_public(name: str) -> None:
    """Pages, and files of known types in the public folders."""
    assert is_public(name, ["assets", "/downloads/2026/"])


@pytest.mark.parametrize(
    "name",
    [
        "organisation.yml",
        "products/x.yml",
        "products/x.md",
        "Factors/notes.md",
        "rules/a.png",
        "published/ledger.jsonl",
        "assets/x.yml",
        "assets/.htpasswd",
        ".git/config.md",
        "_draft.md",
        "en/_draft/x.md",
        "README.md",
        "readme.md",
        "photo.png",
        "images/photo.png",
        "assets.png",
        "assetsx/a.png",
        "downloads/2025/a.zip",
        "assets/key.pem",
        "assets/noext",
    ],
)
def test_private(name: str) -> None:
    """Data, notes, hidden files, files of other types or elsewhere."""
    assert not is_public(name, ["assets", "/downloads/2026/"])


@pytest.mark.parametrize("folder", sorted(PRIVATE_FOLDERS))
def test_data_folders_are_private_where_the_data_lie(folder: str) -> None:
    """The folders of the data are private below the data folder, wherever that is, and nowhere else."""
    page = f"{folder}/notes.md"
    assert not is_public(page, [folder], data=".")
    assert not is_public(f"company/data/{page.upper()}", ["company"], data="Company/data")
    assert is_public(page, [], data="company/data")
    assert is_public(page, [], data=None)
