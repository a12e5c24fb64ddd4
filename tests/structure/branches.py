"""Which modules decide anything, and which files of tests/unit are theirs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.structure.package import ROOT, Module, modules

UNIT = ROOT / "tests" / "unit"
DECISIONS = (ast.If, ast.IfExp, ast.BoolOp, ast.Match, ast.Try, ast.While)


def decides(module: Module) -> bool:
    """Whether a function of *module* has a branch: if, match, try, while, and, or, or a filter in a comprehension."""
    return any(
        isinstance(node, DECISIONS) or (isinstance(node, ast.comprehension) and bool(node.ifs))
        for function in module.functions()
        for node in ast.walk(function)
    )


def mirror_of(module: Module) -> Path:
    """The file of tests/unit that mirrors *module*."""
    return UNIT / module.room / f"test_{module.path.stem}.py"


def case_folder(module: Module) -> Path:
    """Where declarations that break a rule lie, with the findings expected of them: the tests of a rule."""
    return ROOT / "tests" / "declarations" / "invalid" / module.path.stem.replace("_", "-")


def is_tested(module: Module) -> bool:
    """Whether *module* has its file of tests, or is a rule with declarations that break it."""
    return mirror_of(module).exists() or (module.room == "rules" and case_folder(module).is_dir())


def untested() -> list[str]:
    """Modules with a decision in them that no file of tests/unit mirrors, by their paths below the package."""
    return [module.name for module in modules() if module.room and decides(module) and not is_tested(module)]


def astray() -> Iterator[str]:
    """Files of tests/unit that mirror no module."""
    mirrors = {mirror_of(module) for module in modules()}
    yield from sorted(path.relative_to(UNIT).as_posix() for path in UNIT.rglob("test_*.py") if path not in mirrors)
