"""The registry of outputs is what the build makes, what pages offer, what stays, and what the documentation lists."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from tests.site.readers import READERS

from carbonpress.press.common import outputs as registry
from carbonpress.press.common.frame import voice
from carbonpress.press.common.outputs import (
    Given,
    Output,
    always_there,
    is_promised,
    is_there,
    made,
    media_types,
    of_version,
    outputs,
    pattern_of,
)
from carbonpress.press.common.page import Site
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.version_files import Labels, pressed_files
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.source.theme import theme_data

DOCS = Path(__file__).parents[4] / "docs" / "publishing.md"
BEGIN, END = "<!-- the table follows theme/outputs.yml -->\n", "<!-- end of the table -->\n"
CONDITIONS = {
    "activities": "the declaration has an inventory",
    "gtin": "the product has a GTIN",
    "label": "its texts fit on the label",
    "large": "the site has more than 50,000 pages",
    "mark": "the declaration has one",
    "moved": "the site moved",
    "papers": "`papers` names it",
    "picture": "the declaration has one",
    "png": "`png` is not off",
    "published": "a version was published",
    "signed": "the company signs",
    "variant": "`labels` asks for it, and its texts fit",
    "variant-image": "`label_images` asks for it, and its texts fit",
}
"""What each condition means, for the documentation."""
FOLDERS = {"version": "p/<id>/v<N>/", "product": "p/<id>/", "site": ""}
URL = "https://x.example/"

of_each = pytest.mark.parametrize("output", outputs(), ids=lambda output: f"{output.scope} {output.file}")
with_maker = pytest.mark.parametrize(
    "output", [output for output in outputs() if output.maker], ids=lambda output: output.file
)


@of_each
def test_a_row_says_everything(output: Output) -> None:
    """Each row has a type, words for the documentation, and conditions that are known."""
    assert re.fullmatch(r"[a-z*]+/[a-z0-9.+*-]+", output.type)
    assert output.about
    assert {*output.when, *output.linked} <= CONDITIONS.keys()
    for language in ("zh", "en") if output.link else ():
        words = voice(language).words
        assert words[output.link] if isinstance(output.link, str) else output.link[language]
    if "papers" in output.when:
        assert output.each == "language"


def test_no_file_is_named_twice() -> None:
    """One row for each file."""
    named = [(output.scope, output.file) for output in outputs()]
    assert len(named) == len(set(named))


def test_conditions_that_no_row_has_are_not_explained() -> None:
    """The words for conditions are those of the rows."""
    assert {name for output in outputs() for name in (*output.when, *output.linked)} == CONDITIONS.keys()


@with_maker
def test_a_maker_is_there_and_asks_for_what_it_is_given(output: Output) -> None:
    """The name leads to a function with a docstring, whose parameters are given, or have a value of their own."""
    module, _, name = output.maker.partition(":")
    make = getattr(import_module(f"carbonpress.{module}"), name)
    assert make.__doc__
    unknown = [each for key, each in signature(make).parameters.items() if key not in Given.__annotations__]
    assert [] == [each.name for each in unknown if each.default is each.empty]


@of_each
def test_every_type_of_file_has_a_reader(output: Output) -> None:
    """No type of file without a program that is not ours, which reads it in the tests."""
    name = output.file.rpartition("/")[2]
    if "*" not in output.type:
        assert Path(name).suffix in READERS or name in READERS


@pytest.mark.parametrize("png", [True, False])
@pytest.mark.parametrize("languages", [("zh", "en"), ("en",)])
def test_what_is_pressed_is_what_the_registry_names(record: Record, png: bool, languages: tuple[str, ...]) -> None:
    """Every file of a version has its row, and every row without a further condition has its file."""
    record["product"]["image"], record["official_mark"] = None, None
    site = Site(URL, languages=languages, png=png)
    labels = Labels(("compact-en-mono",), ("compact-en-mono",), png=png)
    files = {path.removeprefix(record["address"]) for path in pressed_files(record, site, labels, {})}
    rows = [output for output in of_version() if not output.is_page and "papers" not in output.when]
    for file in files:
        found = [output for output in of_version() if pattern_of(output.file).fullmatch(file)]
        assert 1 == len(found), file
        assert is_there(found[0], record, site)
    expected = {o.file for o in rows if not o.is_pattern and is_there(o, record, site, ("picture", "mark", "signed"))}
    assert expected <= files


def test_a_row_is_enough(record: Record, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new row is made, offered with its words, named in linked data, and known to web servers."""
    row = {
        "file": "again.txt",
        "scope": "version",
        "type": "text/x-again",
        "about": "the record once more",
        "maker": "press.pages.data_files:declaration_json",
        "link": {"zh": "再来", "en": "Once more"},
        "format": "TXT",
    }
    rows = [*theme_data("outputs.yml"), row]
    monkeypatch.setattr(registry, "theme_data", lambda name: rows)
    for remembered in (outputs, media_types):
        remembered.cache_clear()
    try:
        here = record["address"]
        record["product"]["image"], record["official_mark"] = None, None
        pressed = pressed_files(record, site, Labels(()), {})
        assert pressed[f"{here}declaration.json"] == pressed[f"{here}again.txt"]
        page = declaration_page(Version(record, "current"), site, "en")
        assert f'{here}again.txt" download>Once more TXT</a>' in page.body
        assert "text/x-again" in page.head
        assert ("txt",) == media_types()["text/x-again"]
    finally:
        for remembered in (outputs, media_types):
            remembered.cache_clear()


def test_promised_is_what_the_ledger_needs() -> None:
    """Pages, record, main label and code stay for ever; what an option takes away is not promised."""
    assert {"index.html", "report/index.html", "declaration.json", "label.svg", "qr.svg"} == set(always_there())
    assert is_promised("01/06141410002417/index.html")
    optional = {"png", "papers", "variant", "variant-image", "signed"}
    assert [] == [output.file for output in of_version() if output.promised and optional.intersection(output.when)]


def test_naming_outputs_loads_no_compiler() -> None:
    """Neither Typst nor the library for DOCX is imported until a document is made."""
    code = (
        "import sys; from carbonpress.press.common.outputs import papers, media_types; papers(); media_types()\n"
        "import carbonpress.press.version_files, carbonpress.press.document.papers\n"
        "print([name for name in ('typst', 'docx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout


def test_a_maker_is_given_what_its_parameters_name(record: Record, site: Site) -> None:
    """The code asks for an address alone, the record for itself."""
    rows = {output.file: output for output in of_version()}
    given = registry.given_of(record, site, "en")
    assert record["id"] == json.loads(made(rows["declaration.json"], given))["id"]
    assert made(rows["qr.svg"], given).startswith(b"<svg")


def table() -> str:
    """The table of files for the documentation."""
    lines = ["| file | type | what | there when | |", "|---|---|---|---|---|"]
    for output in outputs():
        name = FOLDERS[output.scope] + re.sub(r"\{([^{}]*)\}", r"<\1>", output.file)
        conditions = ", ".join(CONDITIONS[each] for each in output.when)
        about = output.about + (", in each language" if output.each else "")
        kind = "of the file" if "*" in output.type else f"`{output.type}`"
        lines.append(f"| `{name}` | {kind} | {about} | {conditions} | {'for ever' if output.promised else ''} |")
    return "\n".join(lines) + "\n"


def test_the_documentation_lists_every_file(request: pytest.FixtureRequest) -> None:
    """The table in docs/publishing.md follows the registry; `--update-golden` writes it."""
    page = DOCS.read_text(encoding="utf-8")
    before, _, behind = page.partition(BEGIN)
    listed, _, after = behind.partition(END)
    if request.config.getoption("--update-golden"):
        DOCS.write_text(before + BEGIN + table() + END + after, encoding="utf-8")
    else:
        assert table() == listed
