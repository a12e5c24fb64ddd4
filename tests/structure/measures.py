"""Counts what the house holds itself to: `make measures`.

Each measure has a ceiling in ceilings.toml, with the reason where it is not the one that is aimed at.  A count above
its ceiling fails the tests; one below it is a ceiling to lower: `python -m tests.structure.measures --lower` does it.
A ceiling is never raised.
"""

from __future__ import annotations

import ast
import io
import itertools
import re
import sys
import tokenize
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.structure.branches import astray, untested
from tests.structure.package import ROOT, Module, body_lines, modules

from carbonpress.rules.case import Rule
from carbonpress.rules.registry import RULES

CEILINGS = Path(__file__).with_name("ceilings.toml")
THEME = ROOT / "theme"
CASES = ROOT / "tests" / "declarations" / "invalid"
LARGE_ROOMS = {"rules", "lca"}
"""Rooms that hold one file for each requirement, or each question of the arithmetic: they may have more than others."""

HAN = re.compile("[\N{CJK UNIFIED IDEOGRAPH-4E00}-\N{CJK UNIFIED IDEOGRAPH-9FFF}]")
ANY_DICT = re.compile(r"\bdict\[str, Any\]")

PRIVATE_WORDS = ("bench", "crew", "depot", "deposit", "exhibit", "goods", "nobody", "rests", "seat", "shelf", "shelves",
                 "somebody", "speech", "standing", "traces", "workshop")  # fmt: skip
"""Words of a craftsman's shop, where an engineer would search for cache, output, validity."""
PRIVATE_PHRASES = ("at rest", "stand for", "stands for")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

Counts = Mapping[str, int]


def files_per_room() -> Counts:
    """Files of each room beside `__init__.py`."""
    return Counter(module.room for module in modules() if module.path.name != "__init__.py" and module.room)


def files_in_the_fullest_room() -> int:
    """Files of the room with most of them, but for the rooms that may be large."""
    return max(count for room, count in files_per_room().items() if room not in LARGE_ROOMS)


def same_names() -> dict[str, list[str]]:
    """File names that two or more rooms have, with the rooms."""
    rooms: dict[str, list[str]] = {}
    for module in modules():
        rooms.setdefault(module.path.name, []).append(module.room)
    return {name: sorted(found) for name, found in rooms.items() if len(found) > 1 and not name.startswith("__")}


def explained_names() -> dict[str, str]:
    """Why a file name stands in more than one room, from ceilings.toml."""
    found: dict[str, str] = tomllib.loads(CEILINGS.read_text(encoding="utf-8"))["same names"]
    return found


def unexplained_names() -> int:
    """File names in two or more rooms for which ceilings.toml gives no reason."""
    return len(same_names().keys() - explained_names().keys())


def long_files() -> int:
    """Files of more than 400 lines."""
    return sum(module.text.count("\n") > 400 for module in modules())


def long_bodies() -> int:
    """Functions of which the body has more than 40 lines."""
    return sum(body_lines(function) > 40 for module in modules() for function in module.functions())


def lines_of_code() -> int:
    """Lines of the package, without blank lines, comments and docstrings."""
    return sum(len(code_lines(module)) for module in modules())


def code_lines(module: Module) -> set[int]:
    """Numbers of the lines of *module* that hold code."""
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type not in skipped:
            found.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found


def files_with_han() -> int:
    """Files of code with Chinese characters in them."""
    return sum(HAN.search(module.text) is not None for module in modules())


def untyped_dicts() -> int:
    """Uses of `dict[str, Any]`."""
    return sum(len(ANY_DICT.findall(module.text)) for module in modules())


def undocumented() -> int:
    """Modules, public classes and public functions without a docstring."""
    return sum(not documented for module in modules() for _, documented in module.documented())


def words_of(module: Module) -> Iterator[str]:
    """Names, comments and texts of *module* as words in small letters, each text followed by an empty word."""
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type in (tokenize.NAME, tokenize.COMMENT, tokenize.STRING):
            yield from (word.lower() for word in WORD.findall(token.string))
            yield ""
    yield from (word.lower() for word in WORD.findall(module.path.stem))


def private_words() -> int:
    """How often a word or phrase of the private vocabulary stands in names, comments and texts of the package."""
    return sum(private_words_of(module).total() for module in modules())


def private_words_of(module: Module) -> Counter[str]:
    """Words and phrases of the private vocabulary in *module*."""
    words = list(words_of(module))
    pairs = (f"{one} {other}" for one, other in itertools.pairwise(words))
    return Counter(word for word in [*words, *pairs] if word in PRIVATE_WORDS or word in PRIVATE_PHRASES)


def places_of_a_rule() -> int:
    """Places that name the rule that the fewest name: what a new rule needs, where no other code depends on it."""
    return min(len(set(places_of(rule))) for rule in RULES)


def places_of(rule: Rule) -> Iterator[str]:
    """Files of package and theme that name *rule*, files of one folder of the theme as one; and its folder of cases."""
    module_name = rule.id.replace("-", "_")
    named = re.compile(rf"(?<![\w-])(?:{re.escape(rule.id)}|{module_name})(?![\w-])")

    def names(text: str) -> bool:
        return (rule.id in text or module_name in text) and named.search(text) is not None

    yield from (module.name for module in modules() if module.path.stem == module_name or names(module.text))
    yield from (folder for folder, text in theme_texts() if names(text))
    yield from (path.name for path in CASES.iterdir() if path.name == rule.id)


@cache
def theme_texts() -> tuple[tuple[str, str], ...]:
    """Folder and text of each data file of the theme."""
    return tuple((path.parent.name, path.read_text(encoding="utf-8")) for path in sorted(THEME.rglob("*.yml")))


def untested_modules() -> int:
    """Modules with a decision in them that no file of tests/unit mirrors."""
    return len(untested())


def tests_of_several_modules() -> dict[str, str]:
    """What files of tests/unit hold that mirror no module, from ceilings.toml."""
    found: dict[str, str] = tomllib.loads(CEILINGS.read_text(encoding="utf-8"))["tests of several modules"]
    return found


def tests_astray() -> int:
    """Files of tests/unit that mirror no module and for which ceilings.toml says not what they hold."""
    return len(set(astray()) - tests_of_several_modules().keys())


MEASURES: dict[str, Callable[[], int]] = {
    measure.__name__.replace("_", " "): measure
    for measure in (
        files_in_the_fullest_room,
        unexplained_names,
        long_files,
        long_bodies,
        lines_of_code,
        files_with_han,
        untyped_dicts,
        undocumented,
        private_words,
        places_of_a_rule,
        untested_modules,
        tests_astray,
    )
}


def ceilings() -> dict[str, int]:
    """The greatest value that each measure may have."""
    found: dict[str, int] = tomllib.loads(CEILINGS.read_text(encoding="utf-8"))["ceilings"]
    return found


def lowered(text: str, found: Counts) -> str:
    """The text of ceilings.toml with each ceiling that is above its count lowered to it."""

    def lower(line: re.Match[str]) -> str:
        return f"{line[1]}{min(int(line[3]), found[line[2]])}"

    return re.sub(r'(?m)^("([^"]+)" = )(\d+)', lower, text)


def told() -> Iterator[str]:
    """One line for each measure, then where the counts come from."""
    limits = ceilings()
    for name, measure in MEASURES.items():
        yield f"{measure():7,}  of at most {limits[name]:6,}  {(measure.__doc__ or '').strip()}"
    yield ""
    yield from (f"{count:7}  {room}" for room, count in sorted(files_per_room().items(), key=lambda item: -item[1]))
    yield from (f"same name: {name} in {', '.join(rooms)}" for name, rooms in sorted(same_names().items()))
    yield from (
        f"private words: {module.name}: {dict(words)}" for module in modules() if (words := private_words_of(module))
    )
    yield from (f"no test file: {name}" for name in untested())


if __name__ == "__main__":
    if sys.argv[1:] == ["--lower"]:
        counts = {name: measure() for name, measure in MEASURES.items()}
        CEILINGS.write_text(lowered(CEILINGS.read_text(encoding="utf-8"), counts), encoding="utf-8", newline="\n")
    print("\n".join(told()))
