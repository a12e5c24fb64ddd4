"""`verify` ends with 0 where nothing speaks against a target, with 3 where something does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


@pytest.fixture
def site(dated: Path) -> Path:
    """A site with a published version."""
    assert Exit.GOOD == run(["publish", "x"])
    assert Exit.GOOD == run(["build"])
    return dated / "site"


def test_forms_of_the_answer(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site, the data folder and a declaration beside a ledger are good; JSON says the same as text."""
    record = site / "p/x/v1/declaration.json"
    for target in (["site"], ["declarations"], [str(record), "--ledger", "site"]):
        capsys.readouterr()
        assert Exit.GOOD == run(["verify", *target])
        assert "BAD" not in capsys.readouterr().out
        assert Exit.GOOD == run(["verify", *target, "--format", "json"])
        assert "bad" not in {check["verdict"] for check in json.loads(capsys.readouterr().out)}


def test_verbose_lists_what_is_in_order(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the answer is short; with it every check has its line."""
    capsys.readouterr()
    assert Exit.GOOD == run(["verify", "site"])
    short = capsys.readouterr().out
    assert Exit.GOOD == run(["verify", "site", "--verbose"])
    assert len(short.splitlines()) < len(capsys.readouterr().out.splitlines())


def test_a_changed_file_is_bad(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One changed byte ends with the code of the ledger and names the file."""
    page = site / "p/x/v1/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert Exit.LEDGER == run(["verify", "site"])
    assert "p/x/v1/index.html" in capsys.readouterr().out


@pytest.mark.parametrize("target", ["nothing", "mkdocs.yml"])
def test_what_is_no_target(site: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    """A path with nothing to verify is told, never passed as good."""
    assert Exit.GOOD != run(["verify", target])
