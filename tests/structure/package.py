"""The package as text: its modules, its rooms, and what each module imports."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "carbonpress"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    path: Path

    @property
    def name(self) -> str:
        """Its path below the package: `press/label/qr.py`."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def room(self) -> str:
        """Its folder below the package: `press/label`; empty for the package itself."""
        return self.name.rpartition("/")[0]

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones included."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def documented(self) -> Iterator[tuple[str, bool]]:
        """The module, its public classes, functions and methods: name, and whether it has a docstring."""
        yield self.name, ast.get_docstring(self.tree) is not None
        yield from self._public(self.tree)

    def _public(self, parent: ast.Module | ast.ClassDef) -> Iterator[tuple[str, bool]]:
        for node in parent.body:
            if isinstance(node, Definition) and not node.name.startswith("_"):
                yield f"{self.name}:{node.lineno} {node.name}", ast.get_docstring(node) is not None
                if isinstance(node, ast.ClassDef):
                    yield from self._public(node)


@cache
def modules() -> tuple[Module, ...]:
    """Every file of the package, by path."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))


def by_name() -> dict[str, Module]:
    """Modules by their path below the package."""
    return {module.name: module for module in modules()}


def body_lines(function: Function) -> int:
    """Lines of a function from the first statement after its docstring to its end."""
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def contracts() -> list[dict[str, Any]]:
    """The contracts of import-linter."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = project["tool"]["importlinter"]["contracts"]
    return found


def rooms() -> list[str]:
    """The rooms in the order of import-linter's contracts, from those that import to those that are imported."""
    outer, inner = contracts()[:2]
    container = inner["containers"][0].removeprefix("carbonpress.")
    within = [f"{container}/{name}" for layer in inner["layers"] for name in layer.split(" | ")]
    ordered: list[str] = []
    for layer in outer["layers"]:
        for name in (name.removeprefix("carbonpress.") for name in layer.split(" | ")):
            ordered += [name]
            ordered += [each for each in within if (PACKAGE / each).is_dir()] if name == container else []
    return ordered


def room_of(module: str, known: list[str]) -> str | None:
    """The room of the module with that dotted name: the longest of *known* that it lies in."""
    path = module.removeprefix("carbonpress.").replace(".", "/") + "/"
    return max((room for room in known if path.startswith(f"{room}/")), key=len, default=None)


@cache
def imports() -> frozenset[tuple[str, str]]:
    """Pairs of rooms of which the first imports the second."""
    graph = grimp.build_graph("carbonpress", cache_dir=None)
    known = rooms()
    pairs = set()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            pair = room_of(module, known), room_of(other, known)
            if None not in pair and pair[0] != pair[1]:
                pairs.add((str(pair[0]), str(pair[1])))
    return frozenset(pairs)
