"""The words of the rules: complete in every language, filled by what the rules give, and nothing that no rule says."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from carbonpress.model.language import FALLBACK, KNOWN_LANGUAGES, LANGUAGES
from carbonpress.model.rules import Parameter
from carbonpress.model.sentence import AnyOf, Named, Phrase, Quoted
from carbonpress.model.text import Text
from carbonpress.rules.registry import BY_ID, ORDER, RULES
from carbonpress.rules.stated_sum import IN_WORDS
from carbonpress.rules.wording import remark_words
from carbonpress.source.theme import theme_data, theme_folder

PACKAGE = Path(__file__).parents[3] / "generator" / "carbonpress"
TERMS: Mapping[str, Any] = {language: theme_data(f"terms/rules/{language}.yml") for language in LANGUAGES}
SENTENCES = [(rule, key) for rule, said in TERMS[FALLBACK]["rules"].items() for key in said["remarks"]]
PARTS = {"message", "expected", "mend", "public"}
IN_BOTH = ("type-iii-wording", "claim", "expected")
"""The one English sentence that gives Chinese words to write."""

OWN_WORDS = ("end-of-life-default", "assumed")
"""English names substance and route of what is assumed, Chinese has the sentence of the category rules for it."""


def fields(pattern: str) -> Iterator[str]:
    """The names in braces, without what is taken from them."""
    for _, name, _, _ in string.Formatter().parse(pattern):
        if name is not None:
            yield name.split(".")[0]


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of *name* in the rooms that say something of a declaration, with the module it stands in."""
    for path in sorted([*PACKAGE.glob("lca/*.py"), *PACKAGE.glob("rules/*.py"), *PACKAGE.glob("model/sentence.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield path.stem, node


def strings(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_a_language_is_one_file_of_the_theme() -> None:
    """Every language has a file of its own, and no file is of a language that there is not."""
    assert set(LANGUAGES) == {file.stem for file in (theme_folder() / "terms/rules").iterdir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_words_in_the_order_of_the_registry(language: str) -> None:
    """The file of a language holds every rule once, in the order of the registry, with a title and sentences."""
    lines = (theme_folder() / f"terms/rules/{language}.yml").read_text(encoding="utf-8").splitlines()
    rules = lines[lines.index("rules:") + 1 :]
    assert [rule.id for rule in RULES] == [line.strip()[:-1] for line in rules if line[2:3].strip()]
    for rule in RULES:
        said = TERMS[language]["rules"][rule.id]
        assert {"title", "remarks"} <= said.keys() <= {"title", "about", "remarks"}
        assert said["title"] and said["remarks"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_messages_are_in_the_language(language: str) -> None:
    """A title or message has the characters of its language, and nothing has those of another one."""
    own = KNOWN_LANGUAGES[language].plain
    foreign = [known.plain for known in KNOWN_LANGUAGES.values() if known.plain and known.id != language]
    for rule, said in TERMS[language]["rules"].items():
        told = {(key, part): words for key, sentence in said["remarks"].items() for part, words in sentence.items()}
        told["", "title"] = said["title"]
        for (key, part), words in told.items():
            if own and part in ("title", "message", "public") and words != "{gap.message}":
                assert own.search(words), (rule, key, part)
            if (rule, key, part) != IN_BOTH:
                assert not any(pattern.search(words) for pattern in foreign), (rule, key, part)


@pytest.mark.parametrize(("rule", "key"), SENTENCES, ids=lambda part: part)
def test_a_sentence_has_the_same_parts_and_parameters_in_every_language(rule: str, key: str) -> None:
    """What one language says, every language says, of the same things."""
    said = {language: TERMS[language]["rules"][rule]["remarks"].get(key, {}) for language in LANGUAGES}
    assert "message" in said[FALLBACK] and said[FALLBACK].keys() <= PARTS
    assert {frozenset(said[FALLBACK])} == {frozenset(sentence) for sentence in said.values()}
    asked = {frozenset(fields("".join(sentence.values()))) for sentence in said.values()}
    assert 1 == len(asked) or (rule, key) == OWN_WORDS, said


def test_every_language_has_the_same_keys_and_phrases() -> None:
    """No language has a sentence or phrase more or less than another, and phrases are about the same things."""
    keys = {
        language: {(r, k) for r, s in said["rules"].items() for k in s["remarks"]} for language, said in TERMS.items()
    }
    assert {frozenset(SENTENCES)} == {frozenset(known) for known in keys.values()}
    for key, phrase in TERMS[FALLBACK]["phrases"].items():
        assert {frozenset(fields(phrase))} == {frozenset(fields(said["phrases"][key])) for said in TERMS.values()}, key
    assert 1 == len({frozenset(said["phrases"]) for said in TERMS.values()})


def given_parameters(node: ast.expr | None, scope: ast.AST) -> set[str]:
    """The names of the parameters that a call gives: of a mapping written there, or in the function under that name."""
    if node is None:
        return set()
    if isinstance(node, ast.Dict):
        inner = (given_parameters(v, scope) for k, v in zip(node.keys, node.values, strict=True) if k is None)
        return {k.value for k in node.keys if isinstance(k, ast.Constant)}.union(*inner)
    assert isinstance(node, ast.Name | ast.Attribute), ast.unparse(node)
    found: set[str] = set()
    for around in ast.walk(scope):
        match around:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as made) if name == getattr(node, "id", ""):
                found |= given_parameters(made, scope)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as made) if name == getattr(node, "id", ""):
                found |= given_parameters(made, scope)
    return found


def said_by_rules() -> dict[tuple[str, str], set[str]]:
    """Rule and key of every sentence that the code names, with the parameters that it gives there."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in ("lca", "rules"):
        for path in sorted((PACKAGE / name).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
                for rule, key, parameters in _named(function, path.stem):
                    found[rule, key] = found.get((rule, key), parameters) & parameters
    return found


def _named(function: ast.FunctionDef, module: str) -> Iterator[tuple[str, str, set[str]]]:
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        match call:
            case ast.Call(func=ast.Name(id="Remark"), args=[_, key, *rest]) if module in ORDER:
                rule = module.replace("_", "-")
            case ast.Call(func=ast.Name(id="Gap"), args=[_, ast.Constant(value=str(rule)), key, *rest]):
                pass
            case _:
                continue
        for named in _keys(key, function):
            yield rule, named, given_parameters(rest[0] if rest else None, function)


def _keys(node: ast.expr, function: ast.FunctionDef) -> set[str]:
    """The keys that an argument can be: one, one of two, or those that a variable of the function can hold."""
    match node:
        case ast.Constant(value=str(key)):
            return {key}
        case ast.IfExp(body=body, orelse=orelse):
            return _keys(body, function) | _keys(orelse, function)
        case ast.Name(id=name):
            values = [n.value for n in ast.walk(function) if isinstance(n, ast.Assign) and _sets(n, name)]
            loops = [n.iter for n in ast.walk(function) if isinstance(n, ast.For) and name in ast.unparse(n.target)]
            return set().union(*map(strings, [*values, *loops]))
    return set()  # a key that the arithmetic gave


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for target in node.targets for n in ast.walk(target))


ELSEWHERE = {("parameter-value", key) for key in ("two-languages", "unreadable", "not-above-zero")}
"""Sentences of which `rules.parameter` gives the key."""


def test_every_sentence_is_said_and_every_key_has_a_sentence() -> None:
    """The keys in the code are those in the theme."""
    in_code = {(rule, key) for rule, key in said_by_rules() if (rule, key) not in ELSEWHERE}
    assert set(SENTENCES) - ELSEWHERE == {(rule, key) for rule, key in in_code if rule in BY_ID}
    module = (PACKAGE / "rules/parameter.py").read_text(encoding="utf-8")
    assert {key for _, key in ELSEWHERE} <= strings(ast.parse(module))


def test_no_sentence_asks_for_what_its_rule_does_not_give() -> None:
    """Whatever stands in braces is among the parameters that every place gives."""
    given = said_by_rules()
    for rule, key in set(SENTENCES) - ELSEWHERE:
        for language in LANGUAGES:
            asked = set(fields("".join(TERMS[language]["rules"][rule]["remarks"][key].values())))
            assert asked <= given[rule, key], (rule, key, language)


def test_every_phrase_is_said_and_every_key_has_a_phrase() -> None:
    """The phrases in the code are those in the theme; a key that is put together has one for each of its endings."""
    known, said = set(TERMS[FALLBACK]["phrases"]), {"or", "confidential"}
    for module, call in calls("Phrase"):
        match call.args[0]:
            case ast.Constant(value=str(key)):
                keys = {key}
            case ast.IfExp() as either:
                keys = strings(either) - strings(either.test)
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                keys = {key for key in known if key.startswith(start)}
            case other:
                pytest.fail(f"{module}: {ast.unparse(other)} cannot be read")
        assert keys and keys <= known, module
        said |= keys
    assert known == said


def test_phrases_by_language_kind_and_count_are_complete() -> None:
    """Every language has a name, every kind of parameter an example, every number of digits up to nine its word."""
    kinds = get_args(Parameter.model_fields["kind"].annotation)
    wanted = [
        *(f"language-{x}" for x in LANGUAGES),
        *(f"kind-{x}" for x in kinds),
        *(f"digits-{x}" for x in range(1, IN_WORDS + 1)),
    ]
    assert [] == [key for key in wanted if key not in TERMS[FALLBACK]["phrases"]]


class Anything(dict[str, Any]):
    """Stands in for every parameter: a text that also has whatever is taken from it."""

    def __missing__(self, name: str) -> Any:
        return AnyPart(f"<{name}>")


class AnyPart(str):
    """A value with every part that a sentence may ask of it."""

    __slots__ = ()
    id = name = message = expected = mend = "<part>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_and_phrase_can_be_filled(language: str) -> None:
    """No braces are left over, doubled or unclosed."""
    sentences = [
        words for said in TERMS[language]["rules"].values() for s in said["remarks"].values() for words in s.values()
    ]
    for pattern in (*sentences, *TERMS[language]["phrases"].values()):
        assert pattern.format_map(Anything())


FILLED = {
    "zh": ("未给出关于“使用”阶段的替代情景", "about: use 的情景"),
    "en": ("no scenario is about the stage 'use'", "a scenario with about: use"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_said_in_the_language_of_the_sentence(language: str) -> None:
    """Chinese readers meet the name of a stage; authors its id."""
    stage = Named("use", Text(zh="使用", en="Use"))
    parameters = {"stage": stage, "about": "use"}
    assert FILLED[language] == remark_words("alternative-scenarios", "no-scenario", parameters, language)[:2]


def test_a_text_of_one_language_serves_the_others() -> None:
    """A name that is given in Chinese alone is told in Chinese."""
    parameters = {"share": "6 %", "limit": "5 %", "largest": Text(zh="油墨")}
    assert remark_words("cut-off-total", "too-much", parameters, "en").mend.endswith(": 油墨")


def test_alternatives_are_joined_in_the_language() -> None:
    """`a or b` in English, `a 或 b` in Chinese; braces in what an author wrote stay as they are."""
    parameters = {"boundaries": AnyOf(("cradle-to-gate", "{x}"))}
    assert "the stages of cradle-to-gate or {x}" == remark_words("boundary", "fits-none", parameters, "en").expected
    assert "cradle-to-gate 或 {x} 所含的阶段" == remark_words("boundary", "fits-none", parameters, "zh").expected


def test_a_scenario_says_what_the_rule_of_its_inventory_says() -> None:
    """What keeps a scenario from being computed is told in the words of the rule that finds it."""
    inner = Quoted("unknown-fuel", "unknown", {"fuel": "coke", "hint": Phrase("did-you-mean", {"name": "coal"})})
    said = remark_words("scenario", "inventory", {"gap": inner}, "en")
    assert ("unknown fuel 'coke'", "a fuel of the fuel table", "did you mean 'coal'?") == said
