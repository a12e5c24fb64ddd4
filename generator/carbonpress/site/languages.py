"""Pages by language: which language a page speaks, its counterparts, and the navigation of each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from carbonpress.site.declaration_links import SCHEME, address_of


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of a site; pages of the first lie at the root, of the others below `<language>/`."""

    all: tuple[str, ...]

    @property
    def first(self) -> str:
        """The language at the root."""
        return self.all[0]

    def of(self, uri: str) -> str:
        """The language of the file or page at *uri*.

        >>> Tongues(("zh", "en")).of("en/guide.md"), Tongues(("zh", "en")).of("english.md")
        ('en', 'zh')
        """
        head, slash, _ = uri.partition("/")
        return head if slash and head in self.all[1:] else self.first

    def plain(self, uri: str) -> str:
        """*uri* without the folder of its language."""
        language = self.of(uri)
        return uri if language == self.first else uri.removeprefix(f"{language}/")

    def uri(self, plain: str, language: str) -> str:
        """*plain* in *language*."""
        return plain if language == self.first else f"{language}/{plain}"

    def counterpart(self, file: File, files: Files, language: str) -> File | None:
        """The file that says in *language* what *file* says; None where nobody wrote it."""
        return files.get_file_from_path(self.uri(self.plain(file.src_uri), language))


def navigations(
    nav: Navigation, own: Sequence[str], files: Files, tongues: Tongues, ordered: bool
) -> dict[str, Navigation]:
    """The navigation of each language.

    The pages named in *own* (plain uris, in order) come first; where it is
    *ordered* by its author, in `nav` of `mkdocs.yml`, those that it does not
    place come last.  A language whose pages `nav` does not name gets the shape
    of the first language's navigation with its own pages.
    """
    made = {}
    for language in tongues.all:
        items = _of_language(nav.items, language, tongues)
        if language != tongues.first and not any(True for _ in pages_in(items)):
            items = _mirrored(_of_language(nav.items, tongues.first, tongues), language, files, tongues)
        ours = _ours(items, own, language, files, tongues)
        made[language] = _navigation(items + ours if ordered else ours + items, language, files, tongues)
    return made


def pages_in(items: Iterable[StructureItem]) -> Iterable[Page]:
    """All pages below *items*, in order."""
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from pages_in(item.children)


def _ours(
    items: list[StructureItem], own: Sequence[str], language: str, files: Files, tongues: Tongues
) -> list[StructureItem]:
    """Those of our *own* pages that *items* do not place."""
    placed = {page.file.src_uri for page in pages_in(items)}
    uris = [tongues.uri(plain, language) for plain in own]
    ours = [file.page for uri in uris if uri not in placed and (file := files.get_file_from_path(uri))]
    return [page for page in ours if page is not None]


def links_in(items: Iterable[StructureItem]) -> Iterator[Link]:
    """All links below *items*, in order."""
    for item in items:
        if isinstance(item, Link):
            yield item
        elif isinstance(item, Section):
            yield from links_in(item.children)


def _navigation(items: list[StructureItem], language: str, files: Files, tongues: Tongues) -> Navigation:
    for link in links_in(items):
        if link.url.startswith(SCHEME) and (address := address_of(link.url.removeprefix(SCHEME))):
            link.url = tongues.uri(address, language)
    pages = list(pages_in(items))
    for item in items:
        _adopt(item, None)
    for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
        page.previous_page, page.next_page = before, after
    nav = Navigation(items, pages)
    home = files.get_file_from_path(tongues.uri("index.md", language))
    nav.homepage = home.page if home else None
    return nav


def _adopt(item: StructureItem, parent: Section | None) -> None:
    item.parent = parent
    if isinstance(item, Section):
        for child in item.children:
            _adopt(child, item)


def _of_language(items: Iterable[StructureItem], language: str, tongues: Tongues) -> list[StructureItem]:
    """*items* with the pages of *language* alone; the section that a language's folder makes is unwrapped."""
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            languages = {tongues.of(page.file.src_uri) for page in pages_in(item.children)}
            children = _of_language(item.children, language, tongues)
            unwrap = languages == {language} and language != tongues.first and item.parent is None
            if children and unwrap:
                kept += children
            elif children:
                kept.append(Section(item.title, children))
        elif isinstance(item, Link):
            kept += [Link(item.title, item.url)] if language == tongues.first else []
        elif isinstance(item, Page) and tongues.of(item.file.src_uri) == language:
            kept.append(item)
    return kept


def _mirrored(items: Iterable[StructureItem], language: str, files: Files, tongues: Tongues) -> list[StructureItem]:
    """*items* with each page replaced by its counterpart in *language*; pages without one are left out."""
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            if children := _mirrored(item.children, language, files, tongues):
                kept.append(Section(item.title, children))
        elif isinstance(item, Page):
            other = tongues.counterpart(item.file, files, language)
            kept += [other.page] if other and other.page else []
        elif isinstance(item, Link):
            kept.append(Link(item.title, item.url))
    return kept
