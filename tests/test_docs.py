"""Every rule is documented and shown: a page, a clause, titles, a valid and an invalid example."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import carbonpress.lca
import carbonpress.rules
from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.reference.load import shipped_library
from carbonpress.rules.case import Rule
from carbonpress.rules.registry import BY_ID, RULES
from carbonpress.rules.wording import documentation

HAN = KNOWN_LANGUAGES["zh"].plain
HERE = Path(__file__).parent / "declarations"
DOCUMENTS = (
    "GB/T 24067-2024",
    "GB/T 24044-2008",
    "GB/T 24025-2009",
    "ISO 14026:2017",
    "ISO 14021:2016",
    "EN 15804:2012+A1:2013",
)
"""Documents that rules may cite besides those of the category rules."""
OWN = "A requirement of this generator, not of a standard."
OWN_CHINESE = "本项为本程序的要求，并非标准的要求。"

of_every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def folder_of(package: object) -> Path:
    return Path(next(iter(package.__path__)))  # type: ignore[attr-defined]


def test_the_registry_holds_every_rule() -> None:
    """The registry holds every module that has an ID, once."""
    modules = {p.stem for p in folder_of(carbonpress.rules).glob("*.py") if "\nID = " in p.read_text(encoding="utf-8")}
    assert modules == {rule.id.replace("-", "_") for rule in RULES}
    assert len(RULES) == len(BY_ID)


@of_every_rule
def test_a_rule_has_its_page(rule: Rule) -> None:
    """A rule says in one sentence what is required, then why, then how to mend it."""
    page = rule.documentation
    first, *rest = page.split("\n\n")
    assert first.endswith(".") and "\n" not in first
    assert len(rest) >= 1
    assert re.search(r"To mend: |Nothing needs mending", page)


def code_words(paragraphs: Sequence[str]) -> list[str]:
    """What stands in backticks, wherever lines are broken."""
    return sorted(re.findall(r"`([^`]+)`", " ".join(" ".join(paragraphs).split())))


@of_every_rule
def test_a_rule_has_its_page_in_chinese(rule: Rule) -> None:
    """The Chinese page of a rule has the paragraphs and the code words of the English one, and the remedy last."""
    english = rule.documentation.split("\n\n")
    chinese = documentation(rule, "zh")
    assert len(english) == len(chinese)
    assert code_words(english) == code_words(chinese)
    assert [] == [part for part in chinese if not HAN.search(part) or not part.endswith("。")]
    assert ("To mend: " in english[-1]) == ("修改：" in chinese[-1])
    assert ("Nothing needs mending" in english[-1]) == ("无需修改" in chinese[-1])
    assert (OWN in english[-1]) == (OWN_CHINESE in chinese[-1])


@of_every_rule
def test_a_rule_cites_its_clause(rule: Rule) -> None:
    """A rule cites the documents that ask for it, or says that none does."""
    known = (*DOCUMENTS, *{pcr.document for pcr in shipped_library().rules.values()})
    if rule.clause:
        assert [] == [part for part in rule.clause.split("; ") if not part.startswith(known)]
    else:
        assert OWN in rule.documentation


@of_every_rule
def test_a_rule_has_an_invalid_example(rule: Rule) -> None:
    """A rule has an invalid example with its findings."""
    examples = list((HERE / "invalid" / rule.id).glob("*.yml"))
    assert examples
    assert [] == [e.name for e in examples if not e.with_suffix(".findings").exists()]


def test_no_module_holds_chinese() -> None:
    """Chinese stands in data and theme alone: no module has a Chinese character, not even in a comment."""
    modules = sorted(Path(carbonpress.lca.__file__).parents[2].rglob("*.py"))
    assert len(modules) > len(RULES)
    texts = ((path, path.read_text(encoding="utf-8")) for path in modules)
    assert [] == [(path.name, found[0]) for path, text in texts if (found := HAN.search(text))]


def test_examples_belong_to_rules() -> None:
    """Every folder of invalid examples is named by a rule, every findings file lies beside its declaration."""
    invalid = HERE / "invalid"
    assert set() == {folder.name for folder in invalid.iterdir()} - BY_ID.keys()
    assert [] == [f.name for f in invalid.glob("*/*.findings") if not f.with_suffix(".yml").exists()]


def test_every_gap_of_the_inventory_is_a_rule() -> None:
    """Whatever the arithmetic cannot resolve is reported by a rule, so that no gap is silent."""
    gaps: set[str] = set()
    for path in folder_of(carbonpress.lca).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Gap":
                rule = next((k.value for k in node.keywords if k.arg == "rule"), None) or node.args[1]
                assert isinstance(rule, ast.Constant) and isinstance(rule.value, str), f"{path.name}:{node.lineno}"
                gaps.add(rule.value)
    assert gaps
    assert set() == gaps - BY_ID.keys()
