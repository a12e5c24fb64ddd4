"""Whatever fails during a build, the site is the old or the new one, whole; the exit code tells; the next run mends.

System calls are made to fail, or the process is killed at them, by strace; other kills come at any moment.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.faults.conftest import NEW, SHEET, STRACE, Project

from carbonpress.folder.stage import staged

KILLED = -signal.SIGKILL
ENVIRONMENT = 4

traced = pytest.mark.skipif(STRACE is None, reason="strace is missing; `make test` installs it")


def mended(project: Project, reference: dict[str, str]) -> None:
    """The next run finishes what was left, and its site is the same as if nothing had failed."""
    assert 0 == project.build()
    assert "new" == project.state()
    assert [] == project.litter()
    assert reference == project.digests()


@traced
@pytest.mark.parametrize(
    ("inject", "code", "state"),
    [
        (["flock:error=EAGAIN"], ENVIRONMENT, "old"),
        (["flock:error=ENOLCK"], ENVIRONMENT, "old"),
        (["mkdir:error=ENOSPC:when=1+"], ENVIRONMENT, "old"),
        (["mkdir:error=ENOSPC:when=20+"], ENVIRONMENT, "old"),
        (["write:error=ENOSPC:when=10+"], ENVIRONMENT, "old"),
        (["write:error=EDQUOT:when=30+"], ENVIRONMENT, "old"),
        (["write:error=EIO:when=20"], ENVIRONMENT, "old"),
        (["unlinkat:error=EIO:when=1+"], ENVIRONMENT, "old"),
        (["rmdir:error=EIO:when=1+"], ENVIRONMENT, "old"),
        (["syncfs:error=EIO"], ENVIRONMENT, "old"),
        (["syncfs:error=ENOSPC"], ENVIRONMENT, "old"),
        (["renameat2:error=EIO"], ENVIRONMENT, "old"),
        (["renameat2:error=EROFS"], ENVIRONMENT, "old"),
        (["renameat2:error=ENOSYS"], 0, "new"),
        (["renameat2:error=EINVAL"], 0, "new"),
        (["syncfs:error=ENOSYS"], 0, "new"),
        (["link:error=EMLINK", "linkat:error=EMLINK"], 0, "new"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, list) else None,
)
def test_failing_calls(project: Project, inject: list[str], code: int, state: str) -> None:
    """A lock, a full disk, an error of the device: the site stays, exit code 4; for what is missing there is a way."""
    assert (code, state) == (project.build(*inject), project.state())


@traced
@pytest.mark.parametrize("inject", ["rmdir:error=EIO:when=1+", "write:error=ENOSPC:when=30+", "renameat2:error=EIO"])
def test_after_a_failure(project: Project, reference: dict[str, str], inject: str) -> None:
    """After a failed build the next one makes the site that it would have made without it."""
    assert ENVIRONMENT == project.build(inject)
    mended(project, reference)


@traced
@pytest.mark.parametrize(
    ("inject", "state"),
    [
        (["rename:signal=KILL:when=3"], "old"),
        (["renameat2:signal=KILL"], "old"),
        (["fsync:signal=KILL:when=1"], "new"),
        (["rename:signal=KILL:when=5"], "new"),
        (["renameat2:error=ENOSYS", "rename:signal=KILL:when=5"], "old"),
        # Without an exchange the site is away between two renames; the journal lets the next run put it back.
        (["renameat2:error=ENOSYS", "rename:signal=KILL:when=6"], "gone"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, list) else None,
)
def test_killed_at_a_call(project: Project, reference: dict[str, str], inject: list[str], state: str) -> None:
    """Killed at whichever step of the exchange, the site is whole, and the next run ends what was begun."""
    assert (KILLED, state) == (project.build(*inject), project.state())
    mended(project, reference)


PUBLISHED = "declarations/published"


def entered(project: Project) -> bool:
    """Whether the act is in the ledger; the archive is whole either way."""
    assert 0 == project.act("check")
    return (project.folder / PUBLISHED / "ledger.jsonl").exists()


@pytest.fixture(scope="session")
def written(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The files that a first publication puts in place by renaming, in order."""
    folder, log = tmp_path_factory.mktemp("written") / "project", tmp_path_factory.mktemp("written") / "log"
    subprocess.run(["cp", "-a", str(prepared), str(folder)], check=True)
    command = [str(STRACE), "-f", "-qq", "-e", "trace=rename", "-o", str(log), sys.executable, "-m", "carbonpress"]
    subprocess.run([*command, "publish", "preform-180"], cwd=folder, check=True, capture_output=True)
    names = re.findall(r'rename\("[^"]+", "([^"]+)"\)', log.read_text(encoding="utf-8"))
    return [re.sub("[0-9a-f]{64}", "DIGEST", name.partition("published/")[2]) for name in names]


@traced
def test_files_of_an_act(written: list[str]) -> None:
    """The head announces what is written, the frozen files and the ledger follow, the head ends it."""
    assert ["head.json", ".gitattributes"] == written[:2]
    assert ["ledger.jsonl", "head.json"] == written[-2:]
    assert {"preform-180/v1.json", "wording/DIGEST.json"} <= set(written[2:-2])


@traced
@pytest.mark.parametrize("call", ["rename", "fsync"])
@pytest.mark.parametrize("name", ["head.json", "preform-180/v1.json", "wording/DIGEST.json", "ledger.jsonl", "end"])
def test_act_killed_at_a_call(project: Project, written: list[str], call: str, name: str) -> None:
    """Killed at any step, a publication happened whole or not at all, and the next command goes on from there."""
    step = 1 + (len(written) - 1 if name == "end" else written.index(name))
    # of each file that is written the file itself is made durable, and then its folder
    number = step if call == "rename" else 2 * step - 1
    assert KILLED == project.act("publish", "preform-180", inject=f"{call}:signal=KILL:when={number}")
    happened = entered(project)
    assert happened == (name == "end")
    assert (1 if happened else 0) == project.act("publish", "preform-180")
    assert entered(project)


@traced
@pytest.mark.parametrize("inject", ["rename:error=ENOSPC:when=4", "fsync:error=EIO:when=9"])
def test_act_on_a_disk_that_fails(project: Project, inject: str) -> None:
    """A disk that refuses ends a publication with exit code 4; nothing is published, and the next one works."""
    assert ENVIRONMENT == project.act("publish", "preform-180", inject=inject)
    assert not entered(project)
    assert 0 == project.act("publish", "preform-180")


@traced
def test_folder_that_cannot_be_written(project: Project) -> None:
    """A folder that cannot be written is told with exit code 4, and nothing changes."""
    assert ENVIRONMENT == project.build("openat:error=EROFS", path=project.folder / ".site.lock")
    assert ("old", []) == (project.state(), project.litter())


@traced
@pytest.mark.parametrize(
    ("inject", "code", "state"),
    [
        ("renameat2:error=EIO", ENVIRONMENT, "old"),
        ("renameat2:signal=KILL", KILLED, "old"),
        ("write:error=ENOSPC:when=20+", 1, "old"),
    ],
)
def test_plain_mkdocs(project: Project, inject: str, code: int, state: str) -> None:
    """`mkdocs build` keeps the site whole in the same way."""
    assert (code, state) == (project.build(inject, command="mkdocs"), project.state())


@pytest.mark.parametrize("seed", range(10))
def test_killed_at_any_moment(project: Project, reference: dict[str, str], seed: int) -> None:
    """Killed at any moment, the site is whole: the old one or the new one."""
    command = "mkdocs" if seed % 3 == 0 else "carbonpress"
    running = project.start(command=command)
    time.sleep(random.Random(seed).uniform(0.2, 6.0))
    running.kill()
    running.wait()
    assert project.state() in ("old", "new")
    if seed % 3 == 1:
        mended(project, reference)


def test_interrupted(project: Project) -> None:
    """Ctrl-C leaves the site as it was and nothing beside it."""
    running = project.start()
    while running.poll() is None and not project.litter():
        time.sleep(0.01)  # until it is at work
    running.send_signal(signal.SIGINT)
    assert 130 == running.wait()
    assert ("old", []) == (project.state(), project.litter())


def test_two_builds_at_once(project: Project) -> None:
    """Of two builds at the same time one makes the site, and the other waits for nobody and says so."""
    first, second = project.start(), project.start()
    codes = sorted((first.wait(), second.wait()))
    assert codes in ([0, ENVIRONMENT], [0, 0])
    assert ("new", []) == (project.state(), project.litter())


def test_locked(project: Project) -> None:
    """While another build holds the lock, a build ends with exit code 4."""
    with staged(project.site) as folder:
        shutil.copytree(project.site, folder, dirs_exist_ok=True)
        locked_out = project.start()
        locked_out.communicate()
        assert ENVIRONMENT == locked_out.returncode
    assert "old" == project.state()


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        (SHEET, "declared_unit: 5 parsec\n", 1),
        ("declarations/pages/guide.md", "[nowhere](nowhere.md)\n", 1),
        ("declarations/pages/guide.md", "---\ntitle: [\n---\n", None),
        ("mkdocs.yml", "theme: [\n", 2),
        ("mkdocs.yml", "nonsense_option: [1]\nhooks: [missing.py]\n", 2),
    ],
    ids=["declaration", "link", "front-matter", "yaml", "hook"],
)
def test_errors_in_the_input(project: Project, name: str, text: str, code: int | None) -> None:
    """An error in a declaration, a page or mkdocs.yml leaves the site; a strange page front matter is only told."""
    path = project.folder / name
    old = path.read_text(encoding="utf-8")
    path.write_text(text + old if name.endswith(".md") else old + text, encoding="utf-8")
    found = project.build()
    assert found == code or code is None
    assert project.state() == ("old" if found else "new")
    assert [] == project.litter()


def test_full_disk(prepared: Path, tmp_path: Path) -> None:
    """On a disk that is full in earnest the site stays, exit code 4, nothing is left over."""
    folder = tmp_path / "disk"
    folder.mkdir()
    script = (
        f"mount -t tmpfs -o size=12m none {folder} && cp -a {prepared}/. {folder} && cd {folder} && "
        f"head -c 100m /dev/zero > ballast 2>/dev/null; python=$0; "
        f'"$python" -m carbonpress build; code=$?; rm ballast; '
        f'"$python" -c \'import sys; from pathlib import Path; from tests.faults.conftest import Project; '
        f"p = Project(Path(sys.argv[1])); print(sys.argv[2], p.state(), p.litter())' {folder} $code"
    )
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, sys.executable],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
        check=False,
    )
    assert "4 old []" == done.stdout.strip().splitlines()[-1], done.stderr


def test_the_change_is_seen(reference: dict[str, str], project: Project) -> None:
    """The reference is the changed site: every test above would notice a build that does nothing."""
    assert reference != project.digests()
    assert NEW not in (project.site / "p/preform-180/v1/index.html").read_text(encoding="utf-8")
