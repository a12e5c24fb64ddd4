"""Acts on the command line: entered whole or not at all, on days that can be, behind a ledger that is whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from carbonpress.archive.head import HEAD, PUBLIC_HEAD, head_of, head_text
from carbonpress.archive.ledger import LEDGER, read_ledger
from carbonpress.commands.main import run
from carbonpress.folder.manifest import write_manifest
from carbonpress.terminal.clock import EPOCH, latest_day

DAY = "1772400000"
"""2026-03-01."""
LEAST = "      labels: [standard-zh-mono]\n      png: false\n      interpretation: false\n"


@pytest.fixture
def plain(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with options that make a build quick, on a day in March 2026."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - carbonpress:\n", f"  - carbonpress:\n{LEAST}"), encoding="utf-8")
    monkeypatch.setenv(EPOCH, DAY)
    return project


def sheet(project: Path, id_: str = "x") -> Path:
    return project / f"declarations/products/{id_}.yml"


def another(project: Path, id_: str, old: str = "", new: str = "") -> None:
    """A second declaration, *old* in it replaced by *new*."""
    text = sheet(project).read_text(encoding="utf-8").replace("id: x\n", f"id: {id_}\n")
    assert old in text
    sheet(project, id_).write_text(text.replace(old, new, 1), encoding="utf-8")


def lines(project: Path) -> list[dict[str, object]]:
    path = project / "declarations" / LEDGER
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def test_many_are_one_act(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of several is refused, none is published, and every reason is given with its id."""
    another(plain, "y", "status: published", "status: draft")
    another(plain, "z", "version: 1", "version: 2")
    assert 1 == run(["publish", "x", "y", "z", "zz"])
    told = capsys.readouterr().err
    assert "nothing was published" in told
    for reason in ("y: it is a draft", "z: version 2 does not say what it changes; add `change`", "zz: there is no"):
        assert reason in told
    assert not (plain / "declarations/published/x").exists()
    assert [] == lines(plain)
    sheet(plain, "y").unlink()
    another(plain, "z")
    assert 0 == run(["publish", "--all"])
    assert ["x", "z"] == [line["id"] for line in lines(plain)]


def test_nobody_listens(plain: Path) -> None:
    """Whoever reads the output may go away: all versions are in the ledger all the same."""
    another(plain, "y")
    reads, writes = os.pipe()
    os.close(reads)
    subprocess.run(
        [sys.executable, "-m", "carbonpress", "publish", "--all"], stdout=writes, stderr=subprocess.DEVNULL, check=False
    )
    os.close(writes)
    assert ["x", "y"] == [line["id"] for line in lines(plain)]
    assert 0 == run(["check"])


def test_days_of_acts(plain: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused is a day after the clock's next one, before the last event, or before study and verification."""
    late = datetime.now(UTC) + timedelta(days=2)
    for epoch, reason in ((str(int(late.timestamp())), "that day has not come"), ("500000000", "before that")):
        monkeypatch.setenv(EPOCH, epoch)
        assert 1 == run(["publish", "x"])
        assert reason in capsys.readouterr().err
    assert [] == lines(plain)
    monkeypatch.setenv(EPOCH, DAY)
    assert 0 == run(["publish", "x"])
    monkeypatch.setenv(EPOCH, "1700000000")
    assert 1 == run(["withdraw", "x", "--reason", "x"])
    assert "before the day of the line before it, 2026-03-01" in capsys.readouterr().err
    assert 1 == len(lines(plain))


def test_a_slip_of_the_pen(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A verification of 2062 is an error of `check` and `build`; nothing is expired by it."""
    assert 0 == run(["build"])
    text = sheet(plain).read_text(encoding="utf-8")
    start = text.index("date: ", text.index("\nverification:"))
    sheet(plain).write_text(text[: start + 6] + "2062" + text[start + 10 :], encoding="utf-8")
    before = (plain / "site/index.html").read_bytes()
    for command in ("check", "build"):
        capsys.readouterr()
        assert 1 == run([command])
        said = capsys.readouterr()
        assert "error[future-date] the verification is dated 2062-" in said.out + said.err
    assert before == (plain / "site/index.html").read_bytes()


def test_an_event_of_a_day_that_has_not_come(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check`, `build` and `verify` tell of a ledger with such an event, however sound its chain."""
    assert 0 == run(["publish", "x"])
    late = (latest_day() + timedelta(days=1)).isoformat()
    data = plain / "declarations"
    raw = (data / LEDGER).read_bytes().replace(b'"date":"2026-03-01"', f'"date":"{late}"'.encode())
    (data / LEDGER).write_bytes(raw)
    (data / HEAD).write_bytes(head_text(head_of(read_ledger(raw))))
    for command in (["check"], ["build"], ["verify", "declarations"], ["withdraw", "x", "--reason", "x"]):
        capsys.readouterr()
        assert 3 == run(command)
        said = capsys.readouterr()
        assert f"the event is of {late}, and that day has not come" in said.out + said.err


def test_a_ledger_made_shorter(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who takes the withdrawal out of ledger and head alike is found by the site in place, with both ways out."""
    assert 0 == run(["publish", "x"])
    assert 0 == run(["withdraw", "x", "--reason", "召回"])
    assert 0 == run(["build"])
    assert 0 == run(["verify", "site"])
    data = plain / "declarations"
    whole = (data / LEDGER).read_bytes(), (data / HEAD).read_bytes()
    assert whole[1] == (plain / "site" / PUBLIC_HEAD).read_bytes()
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


def test_no_other_findings_where_the_ledger_cannot_be_read(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was published is not called unpublished because its ledger cannot be read."""
    assert 0 == run(["publish", "x"])
    ledger = plain / "declarations" / LEDGER
    raw = ledger.read_bytes()
    for damaged in (b"", raw[:-9], b"<<<<<<< HEAD\n" + raw, raw.replace(b'"seq":1', b'"seq": 1')):
        ledger.write_bytes(damaged)
        capsys.readouterr()
        assert 3 == run(["check"])
        assert "not-published" not in capsys.readouterr().out
    ledger.write_bytes(raw.replace(b"\n", b"\r\n"))
    assert 0 == run(["check"])


def test_moving_house(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed site_url ends with 3 until the move is entered; then old codes are led on and everything verifies."""
    assert 0 == run(["publish", "x"])
    frozen = (plain / "declarations/published/x/v1.json").read_bytes()
    assert 0 == run(["build"])
    code = (plain / "site/p/x/v1/qr.svg").read_bytes()
    config = plain / "mkdocs.yml"
    config.write_text(config.read_text().replace("https://x.example/pcf/", "https://y.example/"))
    for command in (["check"], ["build"]):
        capsys.readouterr()
        assert 3 == run(command)
        said = capsys.readouterr()
        assert "carbonpress move" in said.out + said.err
    another(plain, "y")
    assert 1 == run(["publish", "y"])
    assert "the ledger has the site at https://x.example/pcf/" in capsys.readouterr().err
    assert 0 == run(["move", "--reason", "公司更名"])
    assert "upload .well-known/carbonpress/moved/x.example_pcf/" in capsys.readouterr().out
    assert 1 == run(["move"])
    assert 0 == run(["publish", "y"])
    assert ["https://x.example/pcf/p/x/v1/", "https://y.example/p/y/v1/"] == [
        line["url"] for line in lines(plain) if line["event"] == "publish"
    ]
    for command in (["check"], ["build", "--strict"], ["verify", "site"], ["verify", "declarations"]):
        assert 0 == run(command), command
    assert frozen == (plain / "declarations/published/x/v1.json").read_bytes()
    assert code == (plain / "site/p/x/v1/qr.svg").read_bytes()
    former = plain / "site/.well-known/carbonpress/moved/x.example_pcf"
    page = (former / "p/x/v1/index.html").read_text()
    assert 'url=https://y.example/p/x/v1/"' in page
    assert not (former / "p/y").exists()
    assert 'rel="canonical" href="https://y.example/p/x/v1/"' in (plain / "site/p/x/v1/index.html").read_text()
    # who lets a code lead elsewhere is found, also where the manifest was brought in line
    (former / "p/x/v1/index.html").write_text(page.replace("https://y.example", "https://z.example"))
    write_manifest(plain / "site")
    capsys.readouterr()
    assert 3 == run(["verify", "site"])
    assert "leads to https://z.example/p/x/v1/, not to https://y.example/p/x/v1/" in capsys.readouterr().out
    assert 0 == run(["withdraw", "x", "--reason", "召回"])
    assert 0 == run(["build"])
    assert 0 == run(["verify", "site"])
    assert [2, 2, 0] == [
        run(["move", "--to", *words]) for words in (["ftp://z.example/"], ["http://z.example"], ["https://z.example"])
    ]


def test_renaming(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under a new id the old versions stay where codes lead, and the page of the old id leads to that of the new."""
    another(plain, "other")
    assert 0 == run(["publish", "--all"])
    assert 0 == run(["build"])
    before = (plain / "site/p/x/v1/declaration.json").read_bytes(), (plain / "site/p/x/v1/qr.svg").read_bytes()
    assert 1 == run(["rename", "x", "other"])
    assert 1 == run(["rename", "nothing", "y"])
    assert 0 == run(["rename", "x", "y"])
    capsys.readouterr()
    assert 1 == run(["check"])
    assert "error[renamed] the ledger says that this product is y now" in capsys.readouterr().out
    text = sheet(plain).read_text(encoding="utf-8").replace("id: x\n", "id: y\n")
    sheet(plain).write_text(text, encoding="utf-8")
    for command in (["check"], ["build", "--strict"], ["verify", "site"]):
        assert 0 == run(command), command
    site = plain / "site"
    assert before == ((site / "p/x/v1/declaration.json").read_bytes(), (site / "p/x/v1/qr.svg").read_bytes())
    for page in ("p/x/index.html", "en/p/x/index.html"):
        assert 'url=../y/"' in (site / page).read_text(encoding="utf-8")
    assert "p/x/v1/" in (site / "p/y/index.html").read_text(encoding="utf-8")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 1 == home.count('p/x/v1/"')
    # the next version goes on counting, below the new id, and takes the place of the old one
    change = text.replace("version: 1\n", "version: 2\nchange: {zh: 更名, en: Renamed}\n")
    sheet(plain).write_text(change, encoding="utf-8")
    assert 0 == run(["publish", "y"])
    assert [("y", "publish"), ("x", "supersede")] == [(line["id"], line["event"]) for line in lines(plain)[-2:]]
    for command in (["check"], ["build", "--strict"], ["verify", "site"]):
        assert 0 == run(command), command
    assert "p/y/v2/" in (site / "p/x/v1/index.html").read_text(encoding="utf-8")
    assert before[0] == (site / "p/x/v1/declaration.json").read_bytes()
    sheet(plain).unlink()
    for command in (["check"], ["build", "--strict"], ["verify", "site"]):
        assert 0 == run(command), command
    assert (site / "p/y/index.html").exists()
