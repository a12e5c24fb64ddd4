"""How far a build reaches: it writes into its project alone, and speaks to no other machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.conftest import ENVIRONMENT, STRACE, Project

CALLS = (
    "socket,connect,sendto,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,"
    "unlink,unlinkat,link,linkat,symlink,symlinkat"
)
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d+ +(creat|mkdir|rename|unlink|r?link|symlink)")
PATH = re.compile(r"(?:<([^<>]*)>, )?\"((?:[^\"\\]|\\.)*)\"")


@pytest.mark.skipif(STRACE is None, reason="strace is missing; `make test` installs it")
def test_a_build_stays_at_home(project: Project, tmp_path: Path) -> None:
    """No socket leads to another machine; all that is written lies in the project or in a folder for the moment."""
    trace, passing = tmp_path / "trace", tmp_path / "passing"
    passing.mkdir()
    traced = [str(STRACE), "-f", "-qq", "-y", "-s", "4000", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(trace)]
    done = subprocess.run(
        [*traced, sys.executable, "-m", "carbonpress", "build"],
        cwd=project.folder,
        env=os.environ | ENVIRONMENT | {"TMPDIR": str(passing)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert [] == [line for line in lines if re.search(r"AF_INET|AF_NETLINK|AF_PACKET|sin6?_addr", line)]
    homes = (str(project.folder.resolve()), str(passing.resolve()), "/dev/null")
    written = [path for line in lines if WRITES.search(line) and "= -1" not in line for path in paths(line, project)]
    assert [path for path in written if path.startswith(homes[0])]
    assert [] == [path for path in written if not path.startswith(homes)]


def paths(line: str, project: Project) -> list[str]:
    """The paths that a traced call names, absolute."""
    found = PATH.findall(line)
    return [os.path.normpath(Path(folder or project.folder, name)) for folder, name in found]
