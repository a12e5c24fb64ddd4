"""Our page templates as templates of Go, so that Hugo fills the same markup with the same values.

Jinja parses a template; each node becomes what a user of Hugo would write by hand.  Values come formatted, wording
comes from a data file.  Only what our templates use is known; anything else is an error that names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Environment, nodes

Bound = Mapping[str, tuple[str, str]]
"""Names of a template that Go holds in a variable: how Go calls it, and the name of its value (see `markup_in`)."""

AROUND: Bound = {"t": ("$t", "t"), "lang": ("$lang", "lang"), "root": ("$root", "root"), "here": ("$here", "here")}
OPERATORS = {"eq": "eq", "ne": "ne", "gt": "gt", "lt": "lt", "gteq": "ge", "lteq": "le"}


class UnknownPieceError(Exception):
    """A template uses what has no counterpart here yet."""


class Translator:
    """Writes the templates of one environment in Go; *markup* names the values that must not be escaped."""

    def __init__(self, environment: Environment, markup: Iterable[str]) -> None:
        self.environment = environment
        self.markup = frozenset(markup)
        self.count = 0

    def template(self, name: str, bound: Bound = AROUND) -> str:
        """The template *name*; what it includes is written into it."""
        loader = self.environment.loader
        if loader is None:
            raise UnknownPieceError("an environment without a loader")
        source, _, _ = loader.get_source(self.environment, name)
        return self.block(self.environment.parse(source).body, dict(bound))

    def block(self, body: Iterable[nodes.Node], bound: dict[str, tuple[str, str]]) -> str:
        """Statements one after another; a name that one of them sets is known to those after it."""
        return "".join(self.statement(node, bound) for node in body)

    def statement(self, node: nodes.Node, bound: dict[str, tuple[str, str]]) -> str:
        """One statement."""
        if isinstance(node, nodes.Output):
            return "".join(self.output(child, bound) for child in node.nodes)
        if isinstance(node, nodes.If):
            return self.choice(node, bound) + "{{ end }}"
        if isinstance(node, nodes.For):
            return self.loop(node, bound)
        if isinstance(node, nodes.Assign):
            return self.unpacked(node.target, self.value(node.node, bound), self.name(node.node, bound), bound)
        if isinstance(node, nodes.Scope):  # an included template
            return self.block(node.body, dict(bound))
        raise UnknownPieceError(f"{type(node).__name__} in line {node.lineno}")

    def output(self, node: nodes.Expr, bound: Bound) -> str:
        """Text as it is, a value escaped unless it is markup."""
        if isinstance(node, nodes.TemplateData):
            return node.data
        if isinstance(node, nodes.CondExpr):
            other = self.output(node.expr2, bound) if node.expr2 else ""
            test = self.value(node.test, bound)
            return f"{{{{ if {test} }}}}{self.output(node.expr1, bound)}{{{{ else }}}}{other}{{{{ end }}}}"
        if isinstance(node, nodes.Const):
            return str(node.value)
        value = self.value(node, bound)
        return f"{{{{ safeHTML {value} }}}}" if self.name(node, bound) in self.markup else f"{{{{ {value} }}}}"

    def choice(self, node: nodes.If, bound: dict[str, tuple[str, str]]) -> str:
        """A choice without its end."""
        written = f"{{{{ if {self.value(node.test, bound)} }}}}{self.block(node.body, dict(bound))}"
        for other in node.elif_:
            written += f"{{{{ else if {self.value(other.test, bound)} }}}}{self.block(other.body, dict(bound))}"
        return written + (f"{{{{ else }}}}{self.block(node.else_, dict(bound))}" if node.else_ else "")

    def loop(self, node: nodes.For, bound: Bound) -> str:
        """A loop; what `loop` knows is asked of the place."""
        rows, place, row = self.new("rows"), self.new("place"), self.new("row")
        inner = {
            **bound,
            "loop.first": (f"(eq {place} 0)", ""),
            "loop.last": (f"(eq (add {place} 1) (len {rows}))", ""),
        }
        head = self.unpacked(node.target, row, self.name(node.iter, bound), inner)
        body = self.block(node.body, inner)
        if node.test is not None:
            body = f"{{{{ if {self.value(node.test, inner)} }}}}{body}{{{{ end }}}}"
        other = f"{{{{ else }}}}{self.block(node.else_, dict(bound))}" if node.else_ else ""
        opening = f"{{{{ {rows} := {self.value(node.iter, bound)} }}}}{{{{ range {place}, {row} := {rows} }}}}"
        return opening + head + body + other + "{{ end }}"

    def unpacked(self, target: nodes.Node, value: str, name: str, bound: dict[str, tuple[str, str]]) -> str:
        """Variables for the names in *target*, which *bound* knows from now on."""
        if isinstance(target, nodes.Name):
            variable = self.new(target.name)
            bound[target.name] = (variable, name)
            return f"{{{{ {variable} := {value} }}}}"
        if not isinstance(target, nodes.Tuple):
            raise UnknownPieceError(f"{type(target).__name__} in line {target.lineno}")
        return "".join(
            self.unpacked(item, f"(index {value} {place})", f"{name}.{place}", bound)
            for place, item in enumerate(target.items)
        )

    def new(self, name: str) -> str:
        """A variable that no other part of the template uses."""
        self.count += 1
        return f"${name}{self.count}"

    def name(self, node: nodes.Node, bound: Bound) -> str:
        """The name by which `markup_in` knows the value of *node*; empty where it knows none."""
        if isinstance(node, nodes.Name):
            return bound[node.name][1] if node.name in bound else node.name
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return str(node.arg.value)
        return ""

    def value(self, node: nodes.Node, bound: Bound) -> str:
        """An expression, in brackets where it is more than a word."""
        writers: Mapping[type[nodes.Node], Callable[[Any, Bound], str]] = {
            nodes.Const: lambda n, _: json.dumps(n.value, ensure_ascii=False),
            nodes.Name: lambda n, b: b[n.name][0] if n.name in b else f'(index $v "{n.name}")',
            nodes.Getitem: self.item,
            nodes.Getattr: self.attribute,
            nodes.Concat: lambda n, b: f'(printf "{"%v" * len(n.nodes)}" {self.values(n.nodes, b)})',
            nodes.And: lambda n, b: f"(and {self.values((n.left, n.right), b)})",
            nodes.Or: lambda n, b: f"(or {self.values((n.left, n.right), b)})",
            nodes.Not: lambda n, b: f"(not {self.value(n.node, b)})",
            nodes.Compare: self.comparison,
            nodes.CondExpr: lambda n, b: f"(cond {self.values((n.test, n.expr1, n.expr2), b)})",
            nodes.List: lambda n, b: f"(slice {self.values(n.items, b)})",
            nodes.Tuple: lambda n, b: f"(slice {self.values(n.items, b)})",
            nodes.Add: lambda n, b: f"(add {self.values((n.left, n.right), b)})",
            nodes.Test: self.test,
            nodes.Call: self.call,
            nodes.Filter: self.filtered,
        }
        if type(node) not in writers:
            raise UnknownPieceError(f"{type(node).__name__} in line {node.lineno}")
        return writers[type(node)](node, bound)

    def values(self, several: Iterable[nodes.Node], bound: Bound) -> str:
        """Expressions, with a space between them."""
        return " ".join(self.value(node, bound) for node in several)

    def item(self, node: nodes.Getitem, bound: Bound) -> str:
        """`x['y']`, `x[0]`, and `x[:4]` of a list."""
        value = self.value(node.node, bound)
        if isinstance(node.arg, nodes.Slice) and isinstance(node.arg.stop, nodes.Const):
            return f"(first {node.arg.stop.value} {value})"
        return f"(index {value} {self.value(node.arg, bound)})"

    def attribute(self, node: nodes.Getattr, bound: Bound) -> str:
        """`loop.last`, and attributes of what has become a map."""
        if isinstance(node.node, nodes.Name) and f"{node.node.name}.{node.attr}" in bound:
            return bound[f"{node.node.name}.{node.attr}"][0]
        return f'(index {self.value(node.node, bound)} "{node.attr}")'

    def comparison(self, node: nodes.Compare, bound: Bound) -> str:
        """`a == b`; a beginning is only compared where it is one of text."""
        [operand] = node.ops
        begun = node.expr
        if isinstance(begun, nodes.Getitem) and isinstance(begun.arg, nodes.Slice) and operand.op == "eq":
            return f"(hasPrefix {self.values((begun.node, operand.expr), bound)})"
        if operand.op in ("in", "notin"):
            found = f"(in {self.values((operand.expr, node.expr), bound)})"
            return found if operand.op == "in" else f"(not {found})"
        return f"({OPERATORS[operand.op]} {self.values((node.expr, operand.expr), bound)})"

    def test(self, node: nodes.Test, bound: Bound) -> str:
        """`x is none`."""
        if node.name != "none":
            raise UnknownPieceError(f"test {node.name} in line {node.lineno}")
        return f"(eq {self.value(node.node, bound)} nil)"

    def call(self, node: nodes.Call, bound: Bound) -> str:
        """`say(text)` and `wording.format(name=value)`."""
        if isinstance(node.node, nodes.Name) and node.node.name == "say":
            return f"(index (or {self.value(node.args[0], bound)} dict) $lang)"
        if isinstance(node.node, nodes.Name) and node.node.name == "plain":  # of a text, or of a line in any language
            text = self.value(node.args[0], bound)
            return f"(or (and (reflect.IsMap {text}) (index {text} $lang)) {text})"
        if isinstance(node.node, nodes.Name) and node.node.name == "cite":  # a clause in English everywhere
            return self.value(node.args[0], bound)
        if not isinstance(node.node, nodes.Getattr) or node.node.attr != "format" or node.args:
            raise UnknownPieceError(f"a call in line {node.lineno}")
        said = node.node.node
        safe = isinstance(said, nodes.Filter) and said.name == "safe"
        written = self.value(said.node if isinstance(said, nodes.Filter) and said.node else said, bound)
        for given in node.kwargs:
            written = f"(replace {written} {json.dumps('{' + given.key + '}')} {self.value(given.value, bound)})"
        return f"(safeHTML {written})" if safe else written

    def filtered(self, node: nodes.Filter, bound: Bound) -> str:
        """`safe` and `length`; the filters that format a number give Hugo the number as it is."""
        if node.node is None:
            raise UnknownPieceError(f"a filter block in line {node.lineno}")
        value = self.value(node.node, bound)
        if node.name == "safe":
            return f"(safeHTML {value})"
        if node.name == "quantity":
            return f'(printf "%v %v" {value} {self.value(node.args[0], bound)})'
        if node.name == "length":
            return f"(len {value})"
        if node.name in ("amount", "chemical"):
            return value
        raise UnknownPieceError(f"filter {node.name} in line {node.lineno}")
