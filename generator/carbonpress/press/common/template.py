"""The Jinja environment that all templates of the theme run in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from carbonpress.press.common import figures
from carbonpress.press.common.template_cache import CompiledWhole
from carbonpress.press.common.template_compiler import COMPILER_FILE, new_environment
from carbonpress.press.common.terms import wording
from carbonpress.record.wording import edition
from carbonpress.source.theme import theme_data, theme_folder

__all__ = ["environment", "template", "theme_data", "theme_folder"]


def environment(language: str = "") -> Environment:
    """Our environment: every value is escaped, an unknown name is an error, templates come from the theme.

    For a *language* there is one with its wording: what a template names of it, as
    `t['report.name']`, is a part of the compiled template.

    Compiled templates are kept for the life of the process; compile them before
    forking workers (`template(name)`) and every worker has them.  The functions
    of `press.common.figures` that format one value are filters.
    """
    return _environment(language, edition())


@cache
def _environment(language: str, _edition: str) -> Environment:
    words = wording(language) if language else {}
    code = [Path(part).read_text(encoding="utf-8") for part in (__file__, COMPILER_FILE, figures.__file__)]
    made = new_environment(
        words,
        loader=FileSystemLoader(theme_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
        bytecode_cache=CompiledWhole("".join([*code, *words.values()])),
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


def template(name: str, language: str = "") -> Template:
    """The compiled template *name*, its path inside the theme: `label/standard.svg.j2`; see `environment`."""
    return _template(name, language, edition() if language else "")


@cache
def _template(name: str, language: str, of_wording: str) -> Template:
    made = _environment(language, of_wording).get_template(name)
    made.globals = dict(made.globals)  # gone through for each page: a plain mapping is quicker than Jinja's chain
    return made
