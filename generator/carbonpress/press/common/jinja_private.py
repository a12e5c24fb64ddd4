"""Private interfaces of Jinja and MarkupSafe, all in this one file: how templates become Python with fewer steps.

A report is made of some thousand pieces.  Jinja hands on each of them singly, looks every key up in a way that also
finds attributes, and asks of every function whether it wants to know the context; our templates need none of that.

Importing this file raises ImportError with a release that lacks one of the names; then `press.common.jinja_public`
makes the same bytes, more slowly.  Nothing else in the package may use what these two libraries do not document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]

OVERRIDDEN = (
    (CodeGenerator, "blockvisit"),
    (CodeGenerator, "write_commons"),
    (CodeGenerator, "visit_Getitem"),
    (CodeGenerator, "visit_Call"),
    (CodeGenerator, "visit_Concat"),
    (CodeGenerator, "_output_child_pre"),
    (CodeGenerator, "_output_child_post"),
    (Environment, "_parse"),
)
"""Methods that are put in place of the library's: one that it no longer has would never be called."""

if missing := [name for owner, name in OVERRIDDEN if not hasattr(owner, name)]:
    raise ImportError(f"this release of Jinja has no {', '.join(missing)}")

__all__ = ["QuickEnvironment", "escape_text", "new_environment"]


class QuickCompiler(CodeGenerator):
    """Gathers the pieces of a page in a list; `a['b']` is a plain look-up, and functions are plainly called.

    So `a['b']` never means an attribute, an unknown key is a KeyError, and
    functions that are decorated with `pass_context` are of no use.
    """

    _in_key = False

    def blockvisit(self, body: Sequence[nodes.Node], frame: Frame) -> None:  # type: ignore[override]
        """Gather what the root of a template puts out, and hand it on at once."""
        if not frame.rootlevel or frame.buffer is not None:
            super().blockvisit(body, frame)
            return
        self.buffer(frame)
        super().blockvisit(body, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def write_commons(self) -> None:
        """Have both ways to escape at hand: text, which nearly all is, needs no call of ours."""
        super().write_commons()
        self.writeline("of_text, of_any, filled = environment.of_text, environment.of_any, environment.filled")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """`a['b']` in the template is `a['b']` in Python."""
        self.visit(node.node, frame)
        self.write("[")
        outside, self._in_key = self._in_key, True
        self.visit(node.arg, frame)
        self._in_key = outside
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`f(a, b=c)` in the template is the same in Python; `(wording|safe).format(a=b)` is `filled(wording, a=b)`."""
        if node.dyn_args or node.dyn_kwargs or forward_caller:
            super().visit_Call(node, frame, forward_caller)
            return
        pattern = _pattern(node)
        if pattern is None:
            self.visit(node.node, frame)
            self.write("(")
        else:
            self.write("filled(")
            self.visit(pattern, frame)
            self.write(", ")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """A key that is put together is no markup: only what is put out is escaped."""
        if not self._in_key:
            super().visit_Concat(node, frame)
            return
        self.write('"".join(map(str, (')
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(of_text(piece) if type(piece := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")) is str else of_any(piece))")


def _pattern(node: nodes.Call) -> nodes.Expr | None:
    """The wording that `(wording|safe).format(…)` fills; None for other calls."""
    safe = node.node.node if isinstance(node.node, nodes.Getattr) and node.node.attr == "format" else None
    if isinstance(safe, nodes.Const) and isinstance(safe.value, Markup):
        return nodes.Const(str(safe.value))  # Jinja has made the constant safe already
    return safe.node if isinstance(safe, nodes.Filter) and safe.name == "safe" else None


class QuickEnvironment(Environment):
    """Jinja's environment with our compiler; what a template includes by name becomes a part of it.

    So does wording: where *words* has the key, `t['key']` is a constant.
    """

    words: Mapping[str, str]
    of_any: Callable[[Any], str]
    filled: Callable[..., Markup]
    of_text = staticmethod(escape_text)
    code_generator_class = QuickCompiler

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        whole = _Inclusion(self).visit(super()._parse(source, name, filename))
        return _Wording(self.words).visit(whole)  # type: ignore[no-any-return]


def new_environment(
    words: Mapping[str, str], of_any: Callable[[Any], str], filled: Callable[..., Markup], **settings: Any
) -> Environment:
    """An environment with our compiler; *words* are compiled into its templates, *of_any* escapes a value, *filled*
    fills wording."""
    made = QuickEnvironment(**settings)
    made.words, made.of_any, made.filled = words, of_any, filled
    return made


class _Inclusion(NodeTransformer):
    """Puts the text of included templates where they are included."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        """The included template as a scope of its own: what it sets is not known outside."""
        if not isinstance(node.template, nodes.Const) or self.environment.loader is None:
            return node
        source, filename, _ = self.environment.loader.get_source(self.environment, node.template.value)
        included = self.environment._parse(source, node.template.value, filename)
        return nodes.Scope(included.body, lineno=node.lineno, environment=self.environment)


class _Wording(NodeTransformer):
    """Puts *words* where templates name them."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """The word itself, where its key is written out."""
        self.generic_visit(node)
        of, key = node.node, node.arg
        if isinstance(of, nodes.Name) and of.name == "t" and isinstance(key, nodes.Const) and key.value in self.words:
            return nodes.Const(self.words[key.value], lineno=node.lineno, environment=node.environment)
        return node
