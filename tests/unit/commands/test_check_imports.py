"""`carbonpress check` is the build with an empty press: it loads nothing that only presses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PRESSES = (
    "carbonpress.press.pages",
    "carbonpress.press.document",
    "carbonpress.press.charts",
    "carbonpress.press.version_files",
    "carbonpress.build.product",
    "carbonpress.build.version",
    "carbonpress.build.cache",
    "carbonpress.site.stages.framed",
    "carbonpress.site.stages.made",
    "typst",
    "docx",
    "plotly",
    "sqlite3",
)
TELL = "import sys; from carbonpress.commands.main import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"


@pytest.mark.parametrize("where", [".", "declarations", "declarations/products/x.yml"])
def test_check_loads_nothing_that_only_presses(project: Path, where: str) -> None:
    """With and without an `mkdocs.yml`, for one file as for all: what pages and documents take is not imported."""
    if where == "declarations":
        (project / "mkdocs.yml").unlink()
    told = subprocess.run(
        [sys.executable, "-c", TELL, "check", where], cwd=project, capture_output=True, text=True, check=True
    )
    assert "in 1 file" in told.stdout or "no findings" in told.stdout
    loaded = told.stderr.split()
    assert "carbonpress.study.product" in loaded
    assert [] == [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in PRESSES)]
