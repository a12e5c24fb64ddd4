"""Compiled templates that are kept from one run to the next."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from carbonpress.press.common.template_cache import Compiled, CompiledWhole
from carbonpress.press.common.template_compiler import new_environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python is told to keep what it compiles; nothing is there yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def shown(source: str, kind: str = "") -> str:
    return Environment(loader=DictLoader({"a": source}), bytecode_cache=Compiled(kind)).get_template("a").render(x=1)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.jinja"))


def test_kept_and_used(folder: Path) -> None:
    """A template is compiled once; a changed one, or one for another kind of environment, anew."""
    assert ["1!", "1!"] == [shown("{{ x }}!"), shown("{{ x }}!")]
    assert 1 == len(kept(folder))
    assert "1?" == shown("{{ x }}?")
    assert 1 == len(kept(folder))
    assert "1?" == shown("{{ x }}?", "other filters")
    assert 2 == len(kept(folder))


def test_included(folder: Path) -> None:
    """A template is compiled anew when one that it includes, or one that this includes, has changed."""

    def made(innermost: str) -> str:
        texts = {"a": '<{% include "b" %}>', "b": '{%- include "c" -%}', "c": innermost}
        environment = new_environment({}, loader=DictLoader(texts), bytecode_cache=CompiledWhole(""))
        return environment.get_template("a").render(x=1)

    assert ["<1!>", "<1!>", "<1?>"] == [made("{{ x }}!"), made("{{ x }}!"), made("{{ x }}?")]
    assert [] != kept(folder)


@pytest.mark.parametrize("content", [b"", b"garbage", None])
def test_damaged(folder: Path, content: bytes | None) -> None:
    """What is damaged is compiled again."""
    shown("{{ x }}")
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:-5] if content is None else content)
    assert "1" == shown("{{ x }}")


def test_nothing_can_be_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, or Python is to write nothing, templates are compiled each time."""
    folder.write_text("a file")
    assert "1" == shown("{{ x }}")
    folder.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert "1" == shown("{{ x }}")
    assert [] == kept(folder)
