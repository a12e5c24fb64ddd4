"""The pages of ours that MkDocs frames, by address and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs.structure.pages import Page

from carbonpress.press.common import page as pressed
from carbonpress.site.languages import Tongues

OWN_PAGES = ("", "rules/", "factors/", "method/")
"""Addresses of our own pages that the navigation shows, in its order: the catalogue comes first."""

Pages = Mapping[tuple[str, str], pressed.Page]
"""Pages of ours by address and language."""


def by_address(pages: Iterable[pressed.Page]) -> dict[tuple[str, str], pressed.Page]:
    """*pages* by address and language."""
    return {(page.address, page.language): page for page in pages}


def own_page(pages: Pages, page: Page, tongues: Tongues) -> pressed.Page | None:
    """That of our *pages* which the MkDocs page *page* frames, if it is one."""
    return pages.get((tongues.plain(page.url), tongues.of(page.file.src_uri)))
