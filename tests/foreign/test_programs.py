"""The programs of others are those that the locks name."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.foreign.conftest import HOME

HERE = Path(__file__).parent


def test_the_programs_are_those_of_the_locks() -> None:
    """Each program is installed in the release that its lock names."""
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for folder, package in locked.items():
        if folder:
            there = json.loads((HOME / folder / "package.json").read_text(encoding="utf-8"))
            assert package["version"] == there["version"]
    pinned = re.search(r"^zensical==(\S+)", (HERE / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert pinned is not None
    said = subprocess.run([HOME / "python/bin/zensical", "--version"], capture_output=True, text=True, check=True)
    assert pinned[1] in said.stdout
