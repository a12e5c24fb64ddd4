"""Acts on the command line: on days that can be, behind a ledger that is whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    DAY,
    lines,
    sheet,
)

from carbonpress.archive.head import HEAD, PUBLIC_HEAD, head_of, head_text
from carbonpress.archive.ledger import LEDGER, read_ledger
from carbonpress.commands.main import run
from carbonpress.terminal.clock import EPOCH, latest_day


def test_days_of_acts(dated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused is a day after the clock's next one, before the last event, or before study and verification."""
    late = datetime.now(UTC) + timedelta(days=2)
    for epoch, reason in ((str(int(late.timestamp())), "that day has not come"), ("500000000", "before that")):
        monkeypatch.setenv(EPOCH, epoch)
        assert 1 == run(["publish", "x"])
        assert reason in capsys.readouterr().err
    assert [] == lines(dated)
    monkeypatch.setenv(EPOCH, DAY)
    assert 0 == run(["publish", "x"])
    monkeypatch.setenv(EPOCH, "1700000000")
    assert 1 == run(["withdraw", "x", "--reason", "x"])
    assert "before the day of the line before it, 2026-03-01" in capsys.readouterr().err
    assert 1 == len(lines(dated))


def test_a_slip_of_the_pen(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A verification of 2062 is an error of `check` and `build`; nothing is expired by it."""
    assert 0 == run(["build"])
    text = sheet(dated).read_text(encoding="utf-8")
    start = text.index("date: ", text.index("\nverification:"))
    sheet(dated).write_text(text[: start + 6] + "2062" + text[start + 10 :], encoding="utf-8")
    before = (dated / "site/index.html").read_bytes()
    for command in ("check", "build"):
        capsys.readouterr()
        assert 1 == run([command])
        said = capsys.readouterr()
        assert "error[future-date] the verification is dated 2062-" in said.out + said.err
    assert before == (dated / "site/index.html").read_bytes()


def test_an_event_of_a_day_that_has_not_come(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check`, `build` and `verify` tell of a ledger with such an event, however sound its chain."""
    assert 0 == run(["publish", "x"])
    late = (latest_day() + timedelta(days=1)).isoformat()
    data = dated / "declarations"
    raw = (data / LEDGER).read_bytes().replace(b'"date":"2026-03-01"', f'"date":"{late}"'.encode())
    (data / LEDGER).write_bytes(raw)
    (data / HEAD).write_bytes(head_text(head_of(read_ledger(raw))))
    for command in (["check"], ["build"], ["verify", "declarations"], ["withdraw", "x", "--reason", "x"]):
        capsys.readouterr()
        assert 3 == run(command)
        said = capsys.readouterr()
        assert f"the event is of {late}, and that day has not come" in said.out + said.err


def test_a_ledger_made_shorter(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who takes the withdrawal out of ledger and head alike is found by the site in place, with both ways out."""
    assert 0 == run(["publish", "x"])
    assert 0 == run(["withdraw", "x", "--reason", "召回"])
    assert 0 == run(["build"])
    assert 0 == run(["verify", "site"])
    data = dated / "declarations"
    whole = (data / LEDGER).read_bytes(), (data / HEAD).read_bytes()
    assert whole[1] == (dated / "site" / PUBLIC_HEAD).read_bytes()
    shorter = read_ledger(whole[0].splitlines(keepends=True)[0])
    (data / LEDGER).write_bytes(shorter.raw)
    for command in (["check"], ["build"], ["verify", "site"], ["verify", "declarations"], ["publish", "x"]):
        assert 3 == run(command), command
    (data / HEAD).write_bytes(head_text(head_of(shorter)))
    for command in (["check"], ["build"], ["verify", "site"], ["verify", "declarations"], ["publish", "x"]):
        capsys.readouterr()
        assert 3 == run(command), command
        said = capsys.readouterr()
        assert "restore published/ from git; or remove the site folder" in said.out + said.err
    (data / LEDGER).write_bytes(whole[0])
    (data / HEAD).write_bytes(whole[1])
    assert 0 == run(["check"])
    for kept in (HEAD, LEDGER):
        assert 0 == run(["verify", "site", "--against", str(data / kept)])


def test_no_other_findings_where_the_ledger_cannot_be_read(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was published is not called unpublished because its ledger cannot be read."""
    assert 0 == run(["publish", "x"])
    ledger = dated / "declarations" / LEDGER
    raw = ledger.read_bytes()
    for damaged in (b"", raw[:-9], b"<<<<<<< HEAD\n" + raw, raw.replace(b'"seq":1', b'"seq": 1')):
        ledger.write_bytes(damaged)
        capsys.readouterr()
        assert 3 == run(["check"])
        assert "not-published" not in capsys.readouterr().out
    ledger.write_bytes(raw.replace(b"\n", b"\r\n"))
    assert 0 == run(["check"])
