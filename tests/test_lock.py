"""The locks are closed: whoever installs them asks an index for nothing that they do not name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
DEV = [*RUN, *EXTRAS, *PROJECT["dependency-groups"]["dev"]]
ASKED = {"requirements.lock": RUN, "requirements-dev.lock": DEV}

ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; (.+?))? \\$", re.MULTILINE)
PLATFORMS = (("linux", "Linux", "posix"), ("darwin", "Darwin", "posix"), ("win32", "Windows", "nt"))
ENVIRONMENTS = [
    {
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
        "implementation_name": "cpython",
        "implementation_version": python,
        "platform_python_implementation": "CPython",
        "sys_platform": sys_platform,
        "platform_system": system,
        "os_name": os_name,
        "platform_machine": "x86_64",
        "platform_release": "",
        "platform_version": "",
    }
    for python in ("3.11.2", "3.11.7", "3.12.1", "3.13.0")
    for sys_platform, system, os_name in PLATFORMS
]
"""Debian 12's Python, and those of python.org, on three systems."""

Entries = list[tuple[str, str, str | None]]


def entries(lock: str) -> Entries:
    """Name, version and marker of each release that *lock* names."""
    return [(canonicalize_name(name), version, marker or None) for name, version, marker in ENTRY.findall(lock)]


def lacking(asked: Iterable[str], locked: Entries, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name and sentence for each requirement, of *asked* or of a release they need, that *locked* does not meet.

    Requirements of a release are those of its metadata, extras included, where that very release is installed here.
    """
    waiting = [("the project", Requirement(line), "") for line in asked]
    seen: set[tuple[str, str]] = set()
    while waiting:
        asker, requirement, extra = waiting.pop()
        if requirement.marker and not holds(str(requirement.marker), tuple(environment.items()), extra):
            continue
        name = canonicalize_name(requirement.name)
        version = next((v for n, v, m in locked if n == name and (not m or holds(m, tuple(environment.items())))), None)
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield name, f"{asker} needs {requirement}, the lock has {version or 'none'}"
            continue
        for wanted in {"", *requirement.extras}:
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(name, requirement, wanted) for requirement in needs(name, version)]


@cache
def holds(marker: str, environment: tuple[tuple[str, str], ...], extra: str = "") -> bool:
    """Whether *marker* is true in *environment* for *extra*."""
    return Marker(marker).evaluate({**dict(environment), "extra": extra})


@cache
def needs(name: str, version: str) -> list[Requirement]:
    """What the metadata of the release *name* *version* asks for; nothing where it is not installed."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return []
    return [Requirement(line) for line in installed.requires or ()] if installed.version == version else []


@pytest.mark.parametrize("name", ASKED)
def test_nothing_is_missing(name: str) -> None:
    """Every requirement of a pinned package is pinned too, in a version that it accepts, on every platform."""
    locked = entries((ROOT / name).read_text(encoding="utf-8"))
    assert set() == {lack for environment in ENVIRONMENTS for lack in lacking(ASKED[name], locked, environment)}


@pytest.mark.parametrize("name", ASKED)
def test_a_missing_line_is_named(name: str) -> None:
    """Whichever package is dropped from a lock, its absence is named; so none stands there that nothing needs."""
    locked = entries((ROOT / name).read_text(encoding="utf-8"))
    for dropped in {entry[0] for entry in locked}:
        rest = [entry for entry in locked if entry[0] != dropped]
        assert any(dropped in dict(lacking(ASKED[name], rest, environment)) for environment in ENVIRONMENTS), dropped


def test_an_extra_counts() -> None:
    """What only an extra of a pinned package asks for is named, and a version that a package refuses as well."""
    locked = [("pytest-cov", distribution("pytest-cov").version, None), ("coverage", "1.0", None)]
    asked = next(requirement for requirement in needs(*locked[0][:2]) if requirement.name == "coverage")
    assert {"toml"} == asked.extras
    lacks = dict(lacking(["pytest-cov"], locked, ENVIRONMENTS[0]))
    assert f"pytest-cov needs {asked}, the lock has 1.0" == lacks["coverage"]
    dask = [("dask", distribution("dask").version, None)]
    plain, extra = (dict(lacking([name], dask, ENVIRONMENTS[0])) for name in ("dask", "dask[array]"))
    assert {"numpy"} <= extra.keys() - plain.keys()


@pytest.mark.parametrize(
    "lock",
    [*ASKED, "tests/fuzz/requirements.lock", "tests/foreign/requirements.lock", "tests/mutation/requirements.lock"],
)
def test_hashed_and_without_hosts(lock: str) -> None:
    """Each release has its hashes, and no line says where it comes from."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.partition("\n")[2])
    assert len(entries(text)) == len(blocks)
    assert [] == [block for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)]
    assert not re.search(r"https?://|--index-url|--find-links|file:", text)
