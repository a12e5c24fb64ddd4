"""The Jinja environment that all templates of the theme run in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from carbonpress.press import figures
from carbonpress.press.theme import theme_data, theme_folder

__all__ = ["environment", "template", "theme_data", "theme_folder"]


_SPECIAL = re.compile("[&<>'\"]").search


def escaped(value: Any) -> str:
    """*value* as markup, like `markupsafe.escape`, but text without special characters as it is.

    Nearly all that pages show is such text: making no `Markup` of it takes
    a third off the time of a page.
    """
    if type(value) is str:
        return escape(value) if _SPECIAL(value) else value
    return value if type(value) is Markup else escape(value)


class _QuickEscape(CodeGenerator):
    """Compiles `{{ … }}` to a call of `escaped` where Jinja would call `escape`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Environment(Environment):
    """Jinja's environment with our way to escape."""

    code_generator_class = _QuickEscape
    escaped = staticmethod(escaped)


@cache
def environment() -> Environment:
    """Our one environment: every value is escaped, an unknown name is an error, templates come from the theme.

    Compiled templates are kept for the life of the process; compile them before
    forking workers (`template(name)`) and every worker has them.  The functions
    of `press.figures` that format one value are filters.
    """
    made = _Environment(
        loader=FileSystemLoader(theme_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
    )
    made.filters.update(
        headline=figures.headline,
        amount=figures.amount,
        percent=figures.percent,
        unit_name=figures.unit_name,
        quantity=figures.quantity,
        chemical=figures.chemical,
    )
    return made


@cache
def template(name: str) -> Template:
    """The compiled template *name*, its path inside the theme: `label/standard.svg.j2`."""
    return environment().get_template(name)
