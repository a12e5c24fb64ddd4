"""`schema` prints schemas, or writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


@pytest.mark.parametrize("kind", ["declaration", "organisation", "factors", "rules", "record"])
def test_schema(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each schema is a valid JSON Schema, on standard output as in a file."""
    assert Exit.GOOD == run(["schema", kind])
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert Exit.GOOD == run(["schema", "--to", str(tmp_path / "schema")])
    assert printed == json.loads((tmp_path / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
