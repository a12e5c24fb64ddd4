"""Closed and broken standard streams change neither what a command does nor how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = f'"{sys.executable}" -m carbonpress'


def ended(folder: Path, line: str) -> list[int]:
    """The exit codes of the commands of a pipe, run by bash in *folder*."""
    script = f'{line}; echo "${{PIPESTATUS[@]}}" >&9'
    done = subprocess.run(
        ["bash", "-c", f"exec 9>&1; {script}"], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return [int(code) for code in done.stdout.splitlines()[-1].split()]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "| true", "2>&1 | true"])
def test_check_says_its_verdict(project: Path, closed: str) -> None:
    """The exit code of `check` is that of the data, whoever listens."""
    assert 0 == ended(project, f"{COMMAND} check {closed}")[0]
    (project / "declarations" / "products" / "bad.yml").write_text("id: A\n", encoding="utf-8")
    assert 1 == ended(project, f"{COMMAND} check {closed}")[0]


def test_what_is_begun_is_finished(project: Path) -> None:
    """A build and a publication are done although nobody reads what they say."""
    assert 0 == ended(project, f"{COMMAND} publish --all | true")[0]
    assert (project / "declarations" / "published" / "ledger.jsonl").is_file()
    assert 0 == ended(project, f"{COMMAND} build >&- 2>&-")[0]
    assert (project / "site" / "index.html").read_text(encoding="utf-8").lstrip().startswith("<!doctype html>")


def test_a_full_disk_is_told(project: Path) -> None:
    """Output that cannot be written is a fault of the environment."""
    assert 4 == ended(project, f"{COMMAND} check > /dev/full")[0]
