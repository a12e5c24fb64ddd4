"""What `check` finds, shows, and in which form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_check_finds(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors end with exit code 1 and are named from the working folder; of one file only its own are shown."""
    assert Exit.GOOD == run(["check"])
    assert "no findings\n" == capsys.readouterr().out
    (bare / "products").mkdir()
    for name in ("a", "b"):
        (bare / "products" / f"{name}.yml").write_text(f"id: {name.upper()}\n", encoding="utf-8")
    assert Exit.FINDINGS == run(["check"])
    told = re.findall(r"^products/(\w)\.yml:1:5: error\[id\]", capsys.readouterr().out, re.MULTILINE)
    assert ["a", "b"] == told
    assert Exit.FINDINGS == run(["check", "products/b.yml"])
    assert "products/a.yml" not in capsys.readouterr().out


@pytest.mark.parametrize(("form", "begin"), [("json", "{"), ("github", "::error file=products/a.yml,line=")])
def test_check_formats(bare: Path, capsys: pytest.CaptureFixture[str], form: str, begin: str) -> None:
    """Findings come as JSON or as annotations of a pull request."""
    (bare / "products").mkdir()
    (bare / "products" / "a.yml").write_text("id: A\n", encoding="utf-8")
    assert Exit.FINDINGS == run(["check", "--format", form])
    told = capsys.readouterr().out
    assert told.startswith(begin)
    if form == "json":
        assert json.loads(told)["summary"]["errors"] > 0


def test_check_shows_what_is_asked_for(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--only`, `--rule` and `--quiet` choose what is shown; the exit code is that of all findings."""
    (bare / "organisation.yml").write_text("name: {zh: 公司, en: A}\naddress: {zh: 街}\nwebb: x\n", encoding="utf-8")

    def said(*arguments: str) -> list[str]:
        assert Exit.FINDINGS == run(["check", *arguments])
        return capsys.readouterr().out.splitlines()

    everything = said()
    assert everything[0].startswith("organisation.yml:3:1: error[unknown-key]")
    assert everything[-1].strip() == "1 error[unknown-key]"
    assert everything == said("--only", "errors") == said("--rule", "unknown-key")
    assert ["no findings"] == said("--only", "warnings") == said("--rule", "number")
    assert ["1 error in 1 file", "  1 error[unknown-key]"] == said("--quiet")
    assert Exit.USAGE == run(["check", "--rule", "unknwon-key"])
    assert "did you mean 'unknown-key'?" in capsys.readouterr().err
    assert Exit.USAGE == run(["check", "--quiet", "--format", "json"])


def test_check_finds_the_project(
    bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """mkdocs.yml names the bare folder, by docs_dir or by the plugin; tags of MkDocs in it do no harm."""
    (bare / "cfp").mkdir()
    (bare / "organisation.yml").rename(bare / "cfp" / "organisation.yml")
    said = (
        "site_name: x\nsite_url: !ENV [URL, 'https://x.example/']\ntheme: {name: material}\n"
        "docs_dir: cfp/pages\nplugins: [{carbonpress: {data_dir: cfp}}]\n"
    )
    (bare / "mkdocs.yml").write_text(said, encoding="utf-8")
    assert Exit.GOOD == run(["check"])
    monkeypatch.chdir("/")
    assert Exit.GOOD == run(["check", str(bare)])
    assert Exit.GOOD == run(["check", str(bare / "cfp" / "organisation.yml")])
