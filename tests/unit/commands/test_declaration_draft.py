"""The draft of a declaration is commented, for each category and in each language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from tests.unit.commands.conftest import (
    RULES,
    filled,
)

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "rules", [RULES, "ccsa-603-2024/optical-fibre", "ccsa-603-2024/fibre-preform", "cesa-2024-061/server"]
)
def test_new_for_each_category(bare: Path, capsys: pytest.CaptureFixture[str], rules: str, language: str) -> None:
    """The draft of every category is YAML whose only errors are the empty places."""
    assert Exit.GOOD == run(["new", "--rules", rules, "--id", "x", "--language", language])
    capsys.readouterr()
    text = (bare / "products" / "x.yml").read_text(encoding="utf-8")
    assert "x" == yaml.safe_load(text)["id"]
    assert Exit.FINDINGS == run(["check", "--format", "json"])
    lines = text.splitlines()
    for finding in json.loads(capsys.readouterr().out)["findings"]:
        assert '""' in lines[finding["line"] - 1], finding


def test_the_draft_shows_how_to_say_how_good_a_datum_is(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the draft shows in comments is understood where it stands under a line, and `explain` tells of it."""
    assert Exit.GOOD == run(["new", "--rules", RULES, "--id", "x", "--model", "A-1", "--name", "zh=光缆"])
    path = bare / "products" / "x.yml"
    draft = path.read_text(encoding="utf-8")
    shown = [line.removeprefix("#   ") for line in draft.splitlines() if line.startswith(("#   quality", "#   uncert"))]
    assert 2 == len(shown)
    amount = "      amount: 4 kWh"
    text = filled(draft).replace(amount, "\n".join([amount, *(f"      {line}" for line in shown)]))
    path.write_text(text, encoding="utf-8")
    assert Exit.GOOD == run(["check"]), capsys.readouterr().out
    assert Exit.GOOD == run(["explain", "x", "--language", "en"])
    assert "AD 2-1-1-1-2 −5% … +5% (given); EF " in capsys.readouterr().out
