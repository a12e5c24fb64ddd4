"""Every finding is documented: what loader, model and pipeline find has a page of its own, as rules have theirs."""

from __future__ import annotations

import ast
import re
import shutil
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import carbonpress
from carbonpress.commands.main import run
from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import decode
from carbonpress.model.language import KNOWN_LANGUAGES, LANGUAGES
from carbonpress.reference.load import shipped_library
from carbonpress.rules.registry import BY_ID
from carbonpress.source.document import parse
from carbonpress.source.theme import theme_data
from carbonpress.study.project import open_project
from carbonpress.terminal.finding_help import advice, as_page, as_text, names

HAN = KNOWN_LANGUAGES["zh"].plain
HERE = Path(__file__).parent
PACKAGE = Path(carbonpress.__file__).parent
PAGES = theme_data("terminal/findings.yml")["findings"]
SOUND = {
    "products/cable.yml": HERE / "declarations" / "hostile" / "base.yml",
    "factors/examples.yml": HERE / "declarations" / "factors" / "examples.yml",
    "rules/monitor.yml": HERE / "declarations" / "own-rules" / "rules" / "liquid-crystal-monitor.yml",
}
"""Files into which the examples are written."""

NOT_FINDINGS = {"Outcome"}
"""Classes that hold the name of a rule, but do not make a finding of it."""

Makers = dict[str, int]
"""Functions and classes that are given the name of a finding, and at which place."""


@cache
def modules() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def makers(module: ast.Module) -> Makers:
    """What in *module* takes a `rule: str`: functions by their parameters, data classes by their fields."""
    found: Makers = {}
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            taken = [(a.arg, a.annotation) for a in node.args.args if a.arg != "self"]
        elif isinstance(node, ast.ClassDef) and node.decorator_list:
            fields = [s for s in node.body if isinstance(s, ast.AnnAssign)]
            taken = [(s.target.id, s.annotation) for s in fields if isinstance(s.target, ast.Name)]
        else:
            continue
        named = [key == "rule" and isinstance(kind, ast.Name) and kind.id == "str" for key, kind in taken]
        if any(named) and node.name not in NOT_FINDINGS:
            found[node.name] = named.index(True)
    return found


def given_names(module: ast.Module, known: Makers) -> Iterator[str]:
    """The names that *module* gives to findings; a name that is handed through is given where it comes from."""
    constants = {
        target.id: node.value.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in known:
            continue
        rule = next((k.value for k in node.keywords if k.arg == "rule"), None) or node.args[known[name]]
        match rule:
            case ast.Constant(value=str(given)):
                yield given
            case ast.Name(id="rule" | "kind") | ast.Attribute(attr="rule" | "id"):
                pass
            case ast.Name(id=constant) if constant in constants:
                yield str(constants[constant])
            case _:
                pytest.fail(f"{ast.unparse(node)} gives a finding a name that cannot be read")


def test_every_name_that_the_code_gives_is_documented() -> None:
    """The names in the code are those of the rules and of the pages, and every page is of a name in the code."""
    everywhere = {k: v for m in modules().values() for k, v in makers(m).items() if not k.startswith("_")}
    given = {name for m in modules().values() for name in given_names(m, everywhere | makers(m))}
    assert given - BY_ID.keys() == set(PAGES)


def test_no_page_is_that_of_a_rule() -> None:
    """A name means one thing."""
    assert set() == PAGES.keys() & BY_ID.keys()
    assert [*PAGES, *BY_ID] == names()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_why_and_how_to_mend_in_both_languages(name: str) -> None:
    """Title, reason and remedy are given in Chinese and English, with the same code words."""
    for key in ("title", "told", "mend"):
        said = PAGES[name][key]
        assert list(LANGUAGES) == list(said)
        assert not HAN.search(said["en"])
        assert HAN.search(said["zh"])
        code_words = [set(re.findall(r"`[^`]*`", said[language])) for language in LANGUAGES]
        assert code_words[0] == code_words[1] or any(HAN.search(word) for word in code_words[0])
    assert [p["zh"][-1] for p in (PAGES[name]["told"], PAGES[name]["mend"])] == ["。", "。"]
    assert [p["en"][-1] for p in (PAGES[name]["told"], PAGES[name]["mend"])] == [".", "."]


@pytest.mark.parametrize("name", names())
def test_every_finding_is_told_in_the_terminal(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`carbonpress finding NAME` explains rules and all others, in the language asked for."""
    for language in LANGUAGES:
        assert 0 == run(["finding", name, "--language", language])
        told = capsys.readouterr().out
        assert told == as_text(advice(name, language), language)
        assert told.startswith(name)
        assert bool(HAN.search(told.partition("\n")[2])) or language == "en"


def test_a_name_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt name gets a hint."""
    assert 2 == run(["finding", "nubmer"])
    assert "did you mean 'number'?" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "page"), [("en", "findings.md"), ("zh", "findings.zh.md")])
def test_the_page_is_what_the_command_prints(language: str, page: str, pytestconfig: pytest.Config) -> None:
    """The pages in docs/ hold every finding that is no rule."""
    path = HERE.parent / "docs" / page
    if pytestconfig.getoption("--update-golden"):
        path.write_text(as_page(language), encoding="utf-8")
    assert as_page(language) == path.read_text(encoding="utf-8")


def edited(text: str, right: str, wrong: str) -> str:
    """*text* with *wrong* in place of *right*, both at the depth where *right* stands; itself where it does not."""
    for found in re.finditer(re.escape(right.splitlines()[0]), text):
        depth = " " * (found.start() - text.rfind("\n", 0, found.start()) - 1)
        old, new = (textwrap.indent(lines, depth).lstrip(" ") for lines in (right, wrong))
        if text.startswith(old, found.start()):
            return text[: found.start()] + new + text[found.start() + len(old) :]
    return text


def found_in(files: Mapping[str, str], folder: Path) -> set[str]:
    """The names of what is found in a data folder of *files*."""
    shutil.copy(HERE.parent / "declarations" / "organisation.yml", folder)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return {finding.rule for finding in open_project(folder, "https://pcf.example.com/").findings}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Files in which only rules find anything."""
    files = {name: path.read_text(encoding="utf-8") for name, path in SOUND.items()}
    assert set() == found_in(files, tmp_path_factory.mktemp("sound")) - BY_ID.keys() - {"picture"}
    return files


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "wrong" in page])
def test_an_example_gives_its_finding(name: str, sound: dict[str, str], tmp_path: Path) -> None:
    """The slip of an example, in place of its remedy in a sound file, gives the finding that it is shown for."""
    right, wrong = PAGES[name]["right"], PAGES[name]["wrong"]
    slips = ((file, edited(text, right, wrong)) for file, text in sound.items())
    file, text = next((file, text) for file, text in slips if text != sound[file])
    if file.startswith("products/"):
        document, findings = parse(text.encode(), file)
        decoded = decode(Declaration, document, shipped_library().units)[1] if document else []
        if name in {finding.rule for finding in [*findings, *decoded]}:
            return
    assert name in found_in({**sound, file: text}, tmp_path)
