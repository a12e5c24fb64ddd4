"""Templates compiled by our own compiler say what Jinja's own would say, and the pages of the examples show it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from carbonpress.press.common import jinja_private, jinja_public, template, template_compiler
from carbonpress.press.common.page import Page, Site
from carbonpress.press.label.label import INKS, LANGUAGES, SIZES, LabelDoesNotFit
from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.pages.catalogue import catalogue_page
from carbonpress.press.pages.compare import compare_page
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.reference import factors_page, method_page, rules_index_page, rules_page
from carbonpress.press.pages.report import report_page
from carbonpress.press.pages.verify import verify_page
from carbonpress.press.version_files import label
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.load import shipped_library
from carbonpress.source.theme import theme_folder
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
SITE = Site("https://pcf.example.com/", built_on="2026-06-01", papers=("report.pdf",), ledger=True)
WORDS = {"page.plain": "a & {b}", "page.marked": "<b>{b}</b> & c"}
TEMPLATES = {
    "whole": "{{ t['page.plain'] }}|{{ t['page.' ~ key].format(b=b) }}|{% include 'part' %}|{{ number }}",
    "part": "{{ t['page.plain'].format(b=b) }}|{{ (t['page.marked']|safe).format(b=b) }}"
    "|{{ ((t['page.plain'] if number else t['page.marked'])|safe).format(b=number) }}",
}
VIEW = {"t": WORDS, "b": "<i>", "key": "plain", "number": 3, "marked": Markup("<u>")}
THEME = [
    path.relative_to(theme_folder()).as_posix()
    for folder in ("pages", "label", "print")
    for path in sorted((theme_folder() / folder).iterdir())
    if path.suffix in (".html", ".j2") or path.name == "feed.xml"
]


def quick(words: Mapping[str, str]) -> Environment:
    return template_compiler.new_environment(words, loader=DictLoader(TEMPLATES), autoescape=True)


@pytest.mark.parametrize("words", [{}, WORDS])
def test_as_jinja_does(words: Mapping[str, str]) -> None:
    """Pieces are escaped, wording is filled, whether wording was compiled into the template or not."""
    plain = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    assert plain.get_template("whole").render(VIEW) == quick(words).get_template("whole").render(VIEW)


def test_compiled_wording_is_not_looked_up() -> None:
    """What was compiled into the template stays, whatever the view says; a key that is put together is looked up."""
    said = quick(WORDS).get_template("whole").render({**VIEW, "t": {"page.plain": "other"}})
    assert "a &amp; {b}|other|a &amp; &lt;i&gt;|<b>&lt;i&gt;</b> & c|a & 3|3" == said


@pytest.fixture(scope="module")
def examples() -> list[Record]:
    """The records of all example declarations."""
    studies = open_project(ROOT / "declarations", SITE.base_url).studies
    return [study.record for study in studies.values() if study.record is not None]


@pytest.fixture
def publicly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Templates are compiled in the public way."""

    def forget() -> None:
        template._environment.cache_clear()
        template._template.cache_clear()

    with monkeypatch.context() as patch:
        patch.setattr(template_compiler, "compiling", jinja_public)
        patch.setattr(template, "COMPILER_FILE", jinja_public.__file__)
        patch.setattr(template_compiler, "escape_text", jinja_public.escape_text)
        forget()
        yield
    forget()


def pages(records: list[Record]) -> Iterator[Page]:
    """Pages of every template, in both languages."""
    library = shipped_library()
    for language in SITE.languages:
        for record in records:
            version = Version(record, "current")
            yield declaration_page(version, SITE, language)
            yield report_page(version, SITE, language)
            yield product_page([version], SITE, language)
        yield catalogue_page([], {}, SITE, language)
        yield compare_page(SITE, language)
        yield verify_page(SITE, language)
        yield rules_index_page(library.rules, SITE, language)
        yield method_page([], SITE, language)
        yield factors_page(library, SITE, language)
        yield rules_page(next(iter(library.rules.values())), [], SITE, language)


def labels(records: list[Record]) -> Iterator[str]:
    """Every variant of the labels that fits."""
    for record in records:
        for size in SIZES:
            for language in LANGUAGES:
                for ink in INKS:
                    try:
                        yield label(record, f"{size}-{language}-{ink}")
                    except (LabelDoesNotFit, QrTooSmall):
                        yield "does not fit"


@pytest.fixture(scope="module")
def privately(examples: list[Record]) -> tuple[list[Page], list[str]]:
    """Pages and labels of the examples, made in the private way."""
    assert template_compiler.compiling is jinja_private
    return list(pages(examples)), list(labels(examples[:3]))


def test_the_examples_come_out_the_same_in_both_ways(
    privately: tuple[list[Page], list[str]], examples: list[Record], publicly: None
) -> None:
    """Every page of the examples and the labels of three of them: the same bytes without any private interface."""
    assert type(template.environment("zh")) is Environment
    for one, other in zip(privately[0], pages(examples), strict=True):
        assert one == other, one.address
    assert privately[1] == list(labels(examples[:3]))


@pytest.mark.parametrize("name", THEME)
def test_every_template_compiles_in_both_ways(name: str, publicly: None) -> None:
    """No template needs what only one of them knows, nor names what the other would not find."""
    assert template.template(name, "zh").name == name
    settings: dict[str, Any] = {"loader": jinja2.FileSystemLoader(theme_folder()), "autoescape": True}
    made = jinja_private.new_environment({}, template_compiler.escaped, template_compiler.filled, **settings)
    made.filters.update(template.environment("zh").filters)
    assert made.get_template(name).name == name


MISSING = """
import importlib, sys, types
owner, name = sys.argv[1:]
real = importlib.import_module(owner)
less = types.ModuleType(owner)
less.__dict__.update({key: value for key, value in vars(real).items() if key != name})
sys.modules[owner] = less  # what the libraries themselves use stays as it is
from carbonpress.press.common import template, template_compiler
print(template_compiler.compiling.__name__.rpartition(".")[2], template_compiler.escaped("a < b"))
from jinja2 import DictLoader
made = template_compiler.new_environment({}, loader=DictLoader({"a": "{{ b }}"}), autoescape=True)
print(made.get_template("a").render(b="<"), template.template("pages/landing.html").name)
"""


@pytest.mark.parametrize(
    ("owner", "name", "way"),
    [
        ("markupsafe", "_escape_inner", "jinja_public"),
        ("jinja2.compiler", "CodeGenerator", "jinja_public"),
        ("jinja2.compiler", "Frame", "jinja_public"),
        ("jinja2.visitor", "NodeTransformer", "jinja_public"),
        ("jinja2.compiler", "nothing", "jinja_private"),
    ],
)
def test_without_a_private_name_the_public_way_is_taken(owner: str, name: str, way: str) -> None:
    """A release that has dropped any of the names still makes pages."""
    done = subprocess.run([sys.executable, "-c", MISSING, owner, name], capture_output=True, text=True, check=True)
    assert [f"{way} a &lt; b", "&lt; pages/landing.html"] == done.stdout.splitlines()
