"""`sign`: one thing at a time, and a key that nobody else can read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


@pytest.mark.parametrize("options", [
    [], ["--new-key", "a", "--revoke", "b", "--reason", "c"], ["--revoke", "b"], ["--new-key", "a", "--reason", "c"],
])  # fmt: skip
def test_one_thing_at_a_time(dated: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    """Signing, a new key or a revocation; a revocation with its reason and nothing else with one."""
    assert Exit.USAGE == run(["sign", *options])
    assert "--revoke" in capsys.readouterr().err
    assert not (dated / "a").exists()


def test_signed_once(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new key signs what is published; a second time there is nothing to sign; others cannot read the key."""
    key = dated / "key.json"
    assert Exit.GOOD == run(["sign", "--new-key", str(key)])
    assert 0o600 == stat.S_IMODE(key.stat().st_mode)
    assert Exit.GOOD == run(["publish", "x"])
    capsys.readouterr()
    assert Exit.GOOD == run(["sign", "--key", str(key)])
    assert "signed x version 1\n" == capsys.readouterr().out
    assert Exit.GOOD == run(["sign", "--key", str(key)])
    assert "every published version has a good signature\n" == capsys.readouterr().out


def test_a_file_that_is_no_key(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told with its name, and nothing is signed."""
    (dated / "key.json").write_text("{}", encoding="utf-8")
    assert Exit.USAGE == run(["sign", "--key", "key.json"])
    assert "key.json" in capsys.readouterr().err


def test_an_unknown_key_cannot_be_revoked(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only a key of the company has a state that can change."""
    assert Exit.FINDINGS == run(["sign", "--revoke", "nothing", "--reason", "stolen"])
    assert "nothing was done" in capsys.readouterr().err
