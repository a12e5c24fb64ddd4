"""`rename`: a product has another id, and what was published stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    another,
    lines,
    sheet,
)

from carbonpress.commands.main import run


def test_renaming(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under a new id the old versions stay where codes lead, and the page of the old id leads to that of the new."""
    another(dated, "other")
    assert 0 == run(["publish", "--all"])
    assert 0 == run(["build"])
    before = (dated / "site/p/x/v1/declaration.json").read_bytes(), (dated / "site/p/x/v1/qr.svg").read_bytes()
    assert 1 == run(["rename", "x", "other"])
    assert 1 == run(["rename", "nothing", "y"])
    assert 0 == run(["rename", "x", "y"])
    capsys.readouterr()
    assert 1 == run(["check"])
    assert "error[renamed] the ledger says that this product is y now" in capsys.readouterr().out
    text = sheet(dated).read_text(encoding="utf-8").replace("id: x\n", "id: y\n")
    sheet(dated).write_text(text, encoding="utf-8")
    for command in (["check"], ["build", "--strict"], ["verify", "site"]):
        assert 0 == run(command), command
    site = dated / "site"
    assert before == ((site / "p/x/v1/declaration.json").read_bytes(), (site / "p/x/v1/qr.svg").read_bytes())
    for page in ("p/x/index.html", "en/p/x/index.html"):
        assert 'url=../y/"' in (site / page).read_text(encoding="utf-8")
    assert "p/x/v1/" in (site / "p/y/index.html").read_text(encoding="utf-8")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 1 == home.count('p/x/v1/"')
    # the next version goes on counting, below the new id, and takes the place of the old one
    change = text.replace("version: 1\n", "version: 2\nchange: {zh: 更名, en: Renamed}\n")
    sheet(dated).write_text(change, encoding="utf-8")
    assert 0 == run(["publish", "y"])
    assert [("y", "publish"), ("x", "supersede")] == [(line["id"], line["event"]) for line in lines(dated)[-2:]]
    for command in (["check"], ["build", "--strict"], ["verify", "site"]):
        assert 0 == run(command), command
    assert "p/y/v2/" in (site / "p/x/v1/index.html").read_text(encoding="utf-8")
    assert before[0] == (site / "p/x/v1/declaration.json").read_bytes()
    sheet(dated).unlink()
    for command in (["check"], ["build", "--strict"], ["verify", "site"]):
        assert 0 == run(command), command
    assert (site / "p/y/index.html").exists()
