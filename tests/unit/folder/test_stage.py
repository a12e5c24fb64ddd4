"""The site is whole at every moment: before, during and after a build, and whatever goes wrong in it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from carbonpress.folder import atomic_swap as exchanging
from carbonpress.folder import stage as staging
from carbonpress.folder.atomic_swap import ExchangeUnsupportedError, beside, mend
from carbonpress.folder.manifest import MANIFEST, differences
from carbonpress.folder.stage import StageError, close_stage, open_stage, staged


def put(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")


def shown(site: Path) -> dict[str, str]:
    return {p.stem: p.read_text(encoding="utf-8") for p in sorted(site.glob("*.html"))}


def litter(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != "site" and p.name != ".site.lock")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    with staged(tmp_path / "site") as folder:
        put(folder, index="old", gone="old")
    return tmp_path / "site"


def test_first_site(tmp_path: Path) -> None:
    """Where there is no site yet, the stage becomes it, with a manifest that agrees."""
    with staged(tmp_path / "deep" / "site") as folder:
        put(folder, index="new")
    assert {"index": "new"} == shown(tmp_path / "deep" / "site")
    assert [] == differences(tmp_path / "deep" / "site")
    assert [] == litter(tmp_path / "deep")


def test_replaced_whole(site: Path) -> None:
    """The new site takes the place of the old one; nothing of the old one stays."""
    with staged(site) as folder:
        put(folder, index="new")
    assert {"index": "new"} == shown(site)
    assert [] == litter(site.parent)


def test_failure_leaves_the_site(site: Path) -> None:
    """A build that fails leaves site and folder as they were."""
    with pytest.raises(ZeroDivisionError), staged(site) as folder:
        put(folder, index="new")
        raise ZeroDivisionError
    assert {"index": "old", "gone": "old"} == shown(site)
    assert [] == litter(site.parent)


def test_two_builds(site: Path) -> None:
    """A second build at the same time is refused, and the first one ends well."""
    with staged(site) as folder:
        put(folder, index="new")
        with pytest.raises(StageError, match="another build"):
            open_stage(site)
    assert {"index": "new"} == shown(site)


def test_lock_is_freed_by_a_crash(site: Path) -> None:
    """The lock of a killed build does not outlive it, and the next run clears its stage away."""
    code = """
        import sys, time; from pathlib import Path
        from carbonpress.folder.stage import open_stage
        stage = open_stage(Path(sys.argv[1])); (stage.folder / "index.html").write_text("half")
        print("ready", flush=True); time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(site)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"ready\n" == process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert {"index": "old", "gone": "old"} == shown(site)
    assert 1 == len(litter(site.parent))
    with staged(site) as folder:
        put(folder, index="new")
    assert {"index": "new"} == shown(site)
    assert [] == litter(site.parent)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("step", ["write_manifest", "sync_tree", "put_in_place"])
def test_disk_refuses(site: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    """Whichever step the disk refuses, the error is one of the environment and the site stays."""

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(staging, step, refuse)
    with pytest.raises(StageError, match=os.strerror(code)), staged(site) as folder:
        put(folder, index="new")
    assert {"index": "old", "gone": "old"} == shown(site)
    assert [] == litter(site.parent)


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A place that cannot be written is an error of the environment, before anything is built."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StageError, match="cannot write"):
        open_stage(tmp_path / "file" / "site")


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise ExchangeUnsupportedError(errno.ENOSYS, "not here")

    monkeypatch.setattr(exchanging, "exchange", refuse)


@pytest.mark.usefixtures("no_exchange")
def test_without_exchange(site: Path) -> None:
    """Where names cannot be exchanged, two renames and a journal do it."""
    with staged(site) as folder:
        put(folder, index="new")
    assert {"index": "new"} == shown(site)
    assert [] == differences(site)
    assert [] == litter(site.parent)


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize("moment", [1, 2])
def test_crash_between_renames(site: Path, monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    """A crash before the first rename keeps the old site, one after it lets the next run bring the new one."""

    class Crash(BaseException):
        pass

    rename, calls = Path.rename, []

    def crashing(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == moment:
            raise Crash
        return rename(path, target)

    stage = open_stage(site)
    put(stage.folder, index="new")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", crashing)
        with pytest.raises(Crash):
            staging.publish(stage)
    os.close(stage.lock)  # a crash runs no `finally`; its lock ends with it
    assert beside(site, "journal").exists()
    after = open_stage(site)
    close_stage(after)
    assert ({"index": "old", "gone": "old"} if moment == 1 else {"index": "new"}) == shown(site)
    assert [] == litter(site.parent)


@pytest.mark.usefixtures("no_exchange")
def test_second_rename_refused(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second rename fails, the old site comes back at once."""
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if "stage" in path.name and "former" not in path.name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(StageError), staged(site) as folder:
        put(folder, index="new")
    assert {"index": "old", "gone": "old"} == shown(site)


def test_torn_journal(site: Path) -> None:
    """A journal that was torn while it was written stands before the renames: the site stays, the journal goes."""
    beside(site, "journal").write_text('{"new": ".si')
    mend(site)
    assert {"index": "old", "gone": "old"} == shown(site)
    assert not beside(site, "journal").exists()


@pytest.mark.parametrize(("name", "text"), [(".git", "keep"), (".htaccess", "keep")])
def test_foreign_content_is_not_lost(site: Path, name: str, text: str) -> None:
    """What no build put into the site is not thrown away with it: the build is refused."""
    (site / name).write_text(text)
    with pytest.raises(StageError, match="no build put there"):
        open_stage(site)


def test_folder_that_is_no_site(tmp_path: Path) -> None:
    """A folder of other files, named by mistake, is not replaced; an empty one may be."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("dear")
    with pytest.raises(StageError, match="no site"):
        open_stage(tmp_path / "home")
    (tmp_path / "empty").mkdir()
    close_stage(open_stage(tmp_path / "empty"))


def test_symlinked_site(tmp_path: Path, site: Path) -> None:
    """A site that is reached over a symlink is replaced where it lies; the symlink stays."""
    link = tmp_path / "elsewhere" / "www"
    link.parent.mkdir()
    link.symlink_to(site)
    with staged(link) as folder:
        put(folder, index="new")
    assert link.is_symlink()
    assert {"index": "new"} == shown(site)


def test_symlink_in_the_new_site(site: Path) -> None:
    """A symlink in the stage is refused: what it points to is not part of the site."""
    with pytest.raises(StageError, match="neither a file nor a folder"), staged(site) as folder:
        put(folder, index="new")
        (folder / "passwd").symlink_to("/etc/passwd")
    assert {"index": "old", "gone": "old"} == shown(site)


def test_killed_at_any_moment(site: Path) -> None:
    """Killed twelve times at different moments, the site is always one of the two, whole."""
    code = """
        import sys; from pathlib import Path
        from carbonpress.folder.stage import staged
        while True:
            for word in ("one", "two"):
                with staged(Path(sys.argv[1])) as folder:
                    for i in range(40):
                        (folder / f"{i}.html").write_text(word)
                    (folder / "index.html").write_text(word)
    """
    for round_ in range(12):
        process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(site)])
        time.sleep(0.25 + round_ * 0.013)
        process.kill()
        process.wait()
        assert [] == differences(site)
        assert (site / MANIFEST).is_file()
        assert 1 == len(set(shown(site).values()))
