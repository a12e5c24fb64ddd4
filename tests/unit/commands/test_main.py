"""The commands tell what they do by their exit codes, and leave alone what is not theirs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    RULES,
)

from carbonpress.commands.main import COMMANDS, run
from carbonpress.terminal.exits import Exit


def test_help_imports_little() -> None:
    """`--help` lists every command and imports neither MkDocs nor pydantic."""
    code = (
        "import sys; from carbonpress.commands.main import run; code = run(['--help']);"
        "sys.exit(code or bool({'mkdocs', 'pydantic', 'yaml', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 0 == done.returncode
    assert [] == [name for name in COMMANDS if not re.search(rf"^  {name} ", done.stdout, re.MULTILINE)]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of every command shows it at work."""
    assert Exit.GOOD == run([name, "--help"])
    assert f"carbonpress {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "did you mean 'check'?"),
        (["check", "nowhere"], "there is no nowhere"),
        (["check", "--format", "xml"], "xml"),
        (["schema"], "name a kind"),
        (["explain", "x"], "no declaration 'x'"),
        (["new"], "--rules is missing"),
        (["new", "--rules", "ccsa-603-2024/optical-cabel"], "did you mean 'ccsa-603-2024/optical-cable'?"),
        (["new", "--rules", RULES, "--id", "GYTA 1"], "'gyta-1' would do"),
        (["new", "--rules", RULES, "--id", "x", "--boundary", "gate"], "no boundary 'gate'"),
        (["new", "--rules", RULES, "--id", "x", "--name", "fr=câble"], "zh=TEXT or en=TEXT"),
        (["build"], "no mkdocs.yml"),
        (["serve"], "no mkdocs.yml"),
    ],
)
def test_wrong_usage(bare: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    """A wrong command line ends with exit code 2 and a hint."""
    assert Exit.USAGE == run(arguments)
    assert told in capsys.readouterr().err


def test_defects_are_told_in_one_line(
    bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect ends with exit code 70 and one line; the traceback comes with --debug alone."""

    def broken(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("carbonpress.commands.check.checked_data", broken)
    assert Exit.DEFECT == run(["check"])
    told = capsys.readouterr().err
    assert 1 == told.count("\n")
    assert "KeyError: 'lost' (test_main.py" in told or "KeyError: 'lost' (check.py" in told
    assert Exit.DEFECT == run(["--debug", "check"])
    assert "Traceback" in capsys.readouterr().err


def test_environment(bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses ends with exit code 4 and names the file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.yml")

    monkeypatch.setattr("carbonpress.commands.check.checked_data", full)
    assert Exit.ENVIRONMENT == run(["check"])
    assert "error: x.yml: No space left on device\n" == capsys.readouterr().err


def test_no_mkdocs_but_for_the_site(bare: Path) -> None:
    """check, explain, new and schema work without importing MkDocs."""
    code = (
        "import sys; from carbonpress.commands.main import run;"
        f"run(['new', '--rules', '{RULES}', '--id', 'y']);"
        "run(['check']); run(['schema', 'record']); run(['explain', 'y']);"
        "sys.exit('mkdocs' in sys.modules)"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
