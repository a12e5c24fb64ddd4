"""Pages for maintainers name files and functions that exist; the glossary is short, sorted and points into the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.structure.measures import HAN
from tests.structure.package import PACKAGE, ROOT

PAGES = ("architecture.md", "maintaining.md", "glossary.md")
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
NAMED = re.compile(r"`([\w/]+\.py)`\s`(\w+)`")
SUFFIXES = (".py", ".yml", ".toml", ".lock", ".js", ".md", "/")


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def found(name: str) -> Path | None:
    """The file or folder that a page calls *name*: below the project or below the package."""
    return next((root / name for root in (ROOT, PACKAGE) if (root / name).exists()), None)


def paths_in(text: str) -> Iterator[str]:
    """What a page says of files and folders: whatever stands in backticks and ends as their names do."""
    for name in PATH.findall(text):
        # addresses below a site begin with a slash, what a site or a data folder holds with a dot or a word of its own
        if name.endswith(SUFFIXES) and name not in ("mkdocs.yml", "dist/", ".carbonpress/"):
            yield name


def names_of(file: Path) -> set[str]:
    """Functions, classes and constants of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    targets = [
        node.targets if isinstance(node, ast.Assign) else [node.target]
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    return defined | {target.id for each in targets for target in each if isinstance(target, ast.Name)}


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_exists(page: str) -> None:
    """Files and folders in backticks are those of the project or of the package."""
    named = list(paths_in(text_of(page)))
    assert len(named) > 10
    assert [] == [name for name in named if found(name) is None]


@pytest.mark.parametrize("page", PAGES[:2])
def test_every_function_that_a_page_names_exists(page: str) -> None:
    """A name that follows a file is a function, class or constant of it."""
    named = NAMED.findall(text_of(page))
    assert named or page != "architecture.md"
    missing = [f"{file} {name}" for file, name in named if name not in names_of(found(file) or PACKAGE / file)]
    assert [] == missing


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    """Links lead to files, and what follows `#` is a heading of them."""
    wrong = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        name, _, anchor = target.partition("#")
        file = (ROOT / "docs" / name).resolve() if name else ROOT / "docs" / page
        headings = re.findall(r"(?m)^#+ (.+)$", file.read_text(encoding="utf-8")) if anchor else []
        if not file.exists() or (anchor and anchor not in {heading.lower().replace(" ", "-") for heading in headings}):
            wrong.append(target)
    assert [] == wrong


def test_the_way_of_a_declaration_is_complete() -> None:
    """The steps are numbered without a gap; each names a file, and all but one that is a whole file name a function."""
    steps = re.findall(r"(?m)^\| (\d+)\. (\w[\w ]*) \| (.+?) \|", text_of("architecture.md"))
    assert [str(number) for number in range(1, len(steps) + 1)] == [number for number, *_ in steps]
    assert [] == [name for _, name, where in steps if not PATH.search(where)]


def test_the_ten_likely_changes_are_told() -> None:
    """Ten changes, each with the files to change."""
    table = text_of("architecture.md").partition("## Where do I change")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if "**" in line]
    assert 10 == len(rows)
    assert [] == [row for row in rows if not PATH.search(row.split("|")[2])]


def glossary() -> list[list[str]]:
    """The rows of the glossary."""
    lines = [line for line in text_of("glossary.md").splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_glossary_is_short_and_sorted() -> None:
    """At most forty terms, each once, in alphabetical order."""
    terms = [row[0].lower() for row in glossary()]
    assert 0 < len(terms) <= 40
    assert sorted(set(terms)) == terms


def test_a_term_of_a_standard_has_its_chinese() -> None:
    """Each row says what is meant and where; a Chinese term stands beside each standard that defines one."""
    for term, chinese, standard, meaning, where in glossary():
        assert meaning.endswith(".") and where.startswith("`"), term
        assert not chinese or (HAN.search(chinese) and standard), term
        assert chinese or "3.1." not in standard, term
