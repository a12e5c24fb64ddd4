"""A small project with a site in place, a change waiting to be built, and builds that are made to fail."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from tests.site.conftest import copied

from carbonpress.commands.main import run
from carbonpress.folder.manifest import differences, digests

STRACE = shutil.which("strace")
OLD, NEW = "G.652.D 光纤预制棒 Φ180", "改名的预制棒"
SHEET = "declarations/products/preform-180.yml"
RECORD = "p/preform-180/v1/declaration.json"
LEAST = """\
      labels: [standard-zh-mono]
      png: false
      interpretation: false
      papers: []
"""
"""Options that make a build quick; what it goes through is the same."""

ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1780000000", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder whose site is of the old state and whose data are of the new one."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def build(self, *inject: str, command: str = "carbonpress", path: Path | None = None) -> int:
        """The exit code of a build in which system calls fail as *inject* says; negative where a signal ended it."""
        if not inject and command == "carbonpress":
            return self.run("build")
        done = self.start(*inject, command=command, path=path)
        self_said = done.communicate()[1]
        if done.returncode not in (0, 1, 2, 3, 4, -9):
            print(self_said)
        return done.returncode

    def act(self, *words: str, inject: str | None = None) -> int:
        """The exit code of another command, in which a system call fails as *inject* says."""
        if inject is None:
            return self.run(*words)
        done = self.start(inject, words=words)
        self_said = done.communicate()[1]
        if done.returncode not in (0, 1, 2, 3, 4, -9):
            print(self_said)
        return done.returncode

    def run(self, *words: str) -> int:
        """The exit code of a command in this process: an interpreter of its own takes longer to begin than it works."""
        with contextlib.chdir(self.folder), pytest.MonkeyPatch.context() as patched:
            for name, value in ENVIRONMENT.items():
                patched.setenv(name, value)
            return run(list(words))

    def start(
        self,
        *inject: str,
        command: str = "carbonpress",
        path: Path | None = None,
        words: Sequence[str] = ("build",),
    ) -> subprocess.Popen[str]:
        """A build, or what *words* say, under way."""
        traced = [STRACE, "-f", "-qq", "-o", "/dev/null"] if inject else []
        # Quicker by far, but it lets no signal through.
        traced += ["--seccomp-bpf"] if inject and not any("signal" in rule for rule in inject) else []
        traced += [part for rule in inject for part in ("-e", f"inject={rule}")]
        traced += (
            ["-e", "trace=" + ",".join(dict.fromkeys(rule.partition(":")[0] for rule in inject))] if inject else []
        )
        traced += ["-P", str(path)] if path is not None else []
        return subprocess.Popen(
            [*[str(part) for part in traced], sys.executable, "-m", command, *words],
            cwd=self.folder,
            env=os.environ | ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Tests that run in the background inherit that Ctrl-C is ignored; whom it is sent to must not.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    def state(self) -> str:
        """`old` or `new` where the site is whole; `gone`, or what is wrong with it, otherwise."""
        if not self.site.exists():
            return "gone"
        if wrong := differences(self.site):
            return f"broken: {wrong[:3]}"
        name = json.loads((self.site / RECORD).read_bytes())["product"]["name"]["zh"]
        return {OLD: "old", NEW: "new"}[name]

    def litter(self) -> list[str]:
        """What lies beside the site that does not belong there."""
        kept = {"site", ".site.lock", ".carbonpress", "declarations", "mkdocs.yml"}
        return sorted(path.name for path in self.folder.iterdir() if path.name not in kept)

    def digests(self) -> dict[str, str]:
        """SHA-256 of every file of the site."""
        return digests(self.site)


def _changed(folder: Path) -> None:
    sheet = folder / SHEET
    text = sheet.read_text(encoding="utf-8")
    assert OLD in text
    sheet.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once, and then changed."""
    folder = copied(tmp_path_factory.mktemp("prepared") / "project", only="preform-180")
    shutil.rmtree(folder / "declarations" / "published", ignore_errors=True)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - carbonpress:\n", f"  - carbonpress:\n{LEAST}"), encoding="utf-8")
    assert 0 == Project(folder).build()
    _changed(folder)
    assert "old" == Project(folder).state()
    return folder


@pytest.fixture
def project(prepared: Path, tmp_path: Path) -> Project:
    """A copy of the prepared project, second names of files kept as such."""
    subprocess.run(["cp", "-a", str(prepared), str(tmp_path / "project")], check=True)
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def reference(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the new site is when nothing fails."""
    folder = tmp_path_factory.mktemp("reference") / "project"
    subprocess.run(["cp", "-a", str(prepared), str(folder)], check=True)
    assert 0 == Project(folder).build()
    assert "new" == Project(folder).state()
    return Project(folder).digests()
