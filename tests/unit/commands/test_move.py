"""`move`: the site has another address, and printed codes keep working."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    another,
    lines,
)

from carbonpress.commands.main import run
from carbonpress.folder.manifest import write_manifest


def test_moving_house(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed site_url ends with 3 until the move is entered; then old codes are led on and everything verifies."""
    assert 0 == run(["publish", "x"])
    frozen = (dated / "declarations/published/x/v1.json").read_bytes()
    assert 0 == run(["build"])
    code = (dated / "site/p/x/v1/qr.svg").read_bytes()
    config = dated / "mkdocs.yml"
    config.write_text(config.read_text().replace("https://x.example/pcf/", "https://y.example/"))
    for command in (["check"], ["build"]):
        capsys.readouterr()
        assert 3 == run(command)
        said = capsys.readouterr()
        assert "carbonpress move" in said.out + said.err
    another(dated, "y")
    assert 1 == run(["publish", "y"])
    assert "the ledger has the site at https://x.example/pcf/" in capsys.readouterr().err
    assert 0 == run(["move", "--reason", "公司更名"])
    assert "upload .well-known/carbonpress/moved/x.example_pcf/" in capsys.readouterr().out
    assert 1 == run(["move"])
    assert 0 == run(["publish", "y"])
    assert ["https://x.example/pcf/p/x/v1/", "https://y.example/p/y/v1/"] == [
        line["url"] for line in lines(dated) if line["event"] == "publish"
    ]
    for command in (["check"], ["build", "--strict"], ["verify", "site"], ["verify", "declarations"]):
        assert 0 == run(command), command
    assert frozen == (dated / "declarations/published/x/v1.json").read_bytes()
    assert code == (dated / "site/p/x/v1/qr.svg").read_bytes()
    former = dated / "site/.well-known/carbonpress/moved/x.example_pcf"
    page = (former / "p/x/v1/index.html").read_text()
    assert 'url=https://y.example/p/x/v1/"' in page
    assert not (former / "p/y").exists()
    assert 'rel="canonical" href="https://y.example/p/x/v1/"' in (dated / "site/p/x/v1/index.html").read_text()
    # who lets a code lead elsewhere is found, also where the manifest was brought in line
    (former / "p/x/v1/index.html").write_text(page.replace("https://y.example", "https://z.example"))
    write_manifest(dated / "site")
    capsys.readouterr()
    assert 3 == run(["verify", "site"])
    assert "leads to https://z.example/p/x/v1/, not to https://y.example/p/x/v1/" in capsys.readouterr().out
    assert 0 == run(["withdraw", "x", "--reason", "召回"])
    assert 0 == run(["build"])
    assert 0 == run(["verify", "site"])
    assert [2, 2, 0] == [
        run(["move", "--to", *words]) for words in (["ftp://z.example/"], ["http://z.example"], ["https://z.example"])
    ]
