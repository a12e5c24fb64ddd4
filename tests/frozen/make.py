"""Makes the frozen site anew: `python -m tests.frozen.make`, with `--texts` only the words that are expected of it.

The records are what some program published; every later one must show them with the same words and digits.  So all of
it is made anew only as long as no record of its format is out in the world, and `--texts` only to take in what a later
program says in addition.  Read the difference before it is committed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.frozen import sheets
from tests.frozen.texts import texts_of

HERE = Path(__file__).parent
PROJECT = HERE / "project"
TEXTS = HERE / "texts"
PICTURE = HERE.parents[1] / "declarations" / "images" / "preform-180.png"


def run_on(day: str, project: Path, *command: str, **environment: str) -> str:
    """Run `carbonpress` in *project* on *day*; what it says on either stream.

    Raises
    ------
    RuntimeError
        When it fails.
    """
    epoch = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) + 3600
    done = subprocess.run(
        [sys.executable, "-m", "carbonpress", *command],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def write_sheets(project: Path, given: dict[str, str]) -> None:
    """Put declarations into *project*."""
    for name, text in given.items():
        (project / "declarations" / "products" / f"{name}.yml").write_text(text, encoding="utf-8")


def make_project(project: Path) -> None:
    """Write the project, and publish and withdraw as its history says."""
    for folder in ("products", "images"):
        (project / "declarations" / folder).mkdir(parents=True)
    (project / "mkdocs.yml").write_text(sheets.CONFIG, encoding="utf-8")
    (project / "declarations" / "organisation.yml").write_text(sheets.ORGANISATION, encoding="utf-8")
    shutil.copy(PICTURE, project / "declarations" / "images" / "cable.png")
    for day, given, commands in sheets.STEPS:
        write_sheets(project, given)
        for command in commands:
            run_on(day, project, *command)
    write_sheets(project, sheets.LAST)


def built_copy(folder: Path) -> Path:
    """A copy of the frozen project in *folder*, built by this program on the day that it is built for."""
    project = shutil.copytree(PROJECT, folder / "project")
    run_on(sheets.BUILT_ON, project, "build")
    return project


def main() -> None:
    """Make the project and the texts, or the texts alone."""
    if "--texts" not in sys.argv[1:]:
        shutil.rmtree(PROJECT, ignore_errors=True)
        make_project(PROJECT)
    with tempfile.TemporaryDirectory() as folder:
        texts = texts_of(built_copy(Path(folder)))
    shutil.rmtree(TEXTS, ignore_errors=True)
    TEXTS.mkdir()
    for name, text in texts.items():
        (TEXTS / f"{name}.txt").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(texts)} texts are in {TEXTS}\n")


if __name__ == "__main__":
    main()
