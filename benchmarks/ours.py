"""Our own builds, cold and after changes, and what they left on the disk."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from make_data import DATA
from measure import Cost, measured

ROOT = Path(__file__).parent.parent
SITE = "site"
CACHE = ".carbonpress"
PRODUCTS = ("p", "en/p")
"""Folders of the site that hold a folder for each product."""


class WrongBuildError(Exception):
    """A build made something else than it should have: its time means nothing."""


@dataclass(frozen=True, slots=True)
class Size:
    """What lies below a folder: HTML pages, files, bytes."""

    pages: int
    files: int
    bytes: int


def command(*words: str) -> list[str]:
    """`carbonpress` with *words*."""
    return [sys.executable, "-m", "carbonpress", *words]


def environment() -> dict[str, str]:
    """The variables with which this checkout is imported, installed or not."""
    return {"PYTHONPATH": os.pathsep.join([str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]).rstrip(":")}


def build(folder: Path, workers: int) -> Cost:
    """Build the project in *folder*."""
    return measured(command("build", str(folder), "--workers", str(workers)), environment=environment())


def cold(folder: Path, workers: int) -> Cost:
    """Build without anything that earlier builds left."""
    for name in (SITE, CACHE):
        shutil.rmtree(folder / name, ignore_errors=True)
    return build(folder, workers)


def checked_out(folder: Path, fresh: Path) -> None:
    """What a CI job begins with: every input written anew, site and cache unpacked from an archive."""
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(folder / DATA, fresh / DATA, copy_function=shutil.copyfile)  # new times of change
    shutil.copyfile(folder / "mkdocs.yml", fresh / "mkdocs.yml")
    kept = [name for name in (SITE, CACHE) if (folder / name).exists()]
    with subprocess.Popen(["tar", "--create", *kept], cwd=folder, stdout=subprocess.PIPE) as packed:
        subprocess.run(["tar", "--extract"], cwd=fresh, stdin=packed.stdout, check=True)
    if packed.returncode:
        raise WrongBuildError("tar could not pack the site")


def size_of(site: Path) -> Size:
    """How much lies below *site*."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Size(sum(1 for _ in site.rglob("*.html")), len(sizes), sum(sizes))


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below *folder*, by its path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def product_digests(site: Path) -> dict[str, str]:
    """One digest for all that the site holds of each product, by its id; files that were left out count too."""
    sums: dict[str, hashlib._Hash] = {}
    for root in PRODUCTS:
        for path, digest in digests(site / root).items():
            id_, _, name = path.partition("/")
            sums.setdefault(id_, hashlib.sha256()).update(f"{root}/{name} {digest}\n".encode())
    return {id_: total.hexdigest() for id_, total in sums.items()}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Names that are not the same in both."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def must_be_equal(one: Path, other: Path, what: str) -> None:
    """Compare two sites byte for byte.

    Raises
    ------
    WrongBuildError
        When they differ.
    """
    if different := sorted(changed(digests(one), digests(other))):
        raise WrongBuildError(f"{what}: {len(different)} files differ, such as {', '.join(different[:3])}")


def must_have_changed(expected: set[str], before: dict[str, str], after: dict[str, str], what: str) -> None:
    """Compare the products that changed with those that should have.

    Raises
    ------
    WrongBuildError
        When they are not the same.
    """
    actual = changed(before, after)
    if actual != expected:
        wrong = sorted(actual ^ expected)
        raise WrongBuildError(
            f"{what}: {len(actual)} products changed, not {len(expected)}; see {', '.join(wrong[:3])}"
        )
