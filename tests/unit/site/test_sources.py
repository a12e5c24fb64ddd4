"""Whether there is anything to build, told by the state of files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from carbonpress.build.spare_folders import stamp
from carbonpress.site.sources import Asked, SiteInputs, site_inputs

ROOTS = ("p", "en/p")
CONFIG = """\
site_name: x
site_url: https://x.example/
docs_dir: declarations/pages
theme: {name: material, custom_dir: look}
plugins:
  - search
  - carbonpress:
      data_dir: declarations
      logo: logo.svg
markdown_extensions: [toc, pymdownx.details]
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project and its site, which is up to date."""
    write(tmp_path / "mkdocs.yml", CONFIG)
    write(tmp_path / "logo.svg", "<svg/>")
    write(tmp_path / "look/main.html", "")
    write(tmp_path / "declarations/organisation.yml", "name: x")
    write(tmp_path / "declarations/pages/index.md", "x")
    write(tmp_path / "declarations/published/a/v1.json", "{}")
    for path in ("index.html", "manifest.sha256", "assets/a.css", "p/a/v1/index.html", "en/p/a/v1/index.html"):
        write(tmp_path / "site" / path, path)
    (tmp_path / ".carbonpress/site").mkdir(parents=True)
    seen(tmp_path).keep(ROOTS, {"a": stamp(tmp_path / "site", ROOTS, "a")}, ["warning: a"])
    return tmp_path


def seen(project: Path, **asked: object) -> SiteInputs:
    found = site_inputs(Asked(project / "mkdocs.yml", **asked))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_at_rest(project: Path) -> None:
    """Where nothing changed there is nothing to build, and the warnings of the last build are at hand."""
    record = seen(project).up_to_date(strict=False)
    assert record is not None
    assert ("warning: a",) == record.said


def same_size(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content.swapcase())
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))


CHANGES: dict[str, Callable[[Path], object]] = {
    "mkdocs.yml": lambda p: write(p / "mkdocs.yml", CONFIG + "copyright: y\n"),
    "declaration": lambda p: write(p / "declarations/products/b.yml", "id: b"),
    "organisation": lambda p: same_size(p / "declarations/organisation.yml"),
    "ledger": lambda p: (p / "declarations/published/a/v1.json").unlink(),
    "template": lambda p: write(p / "look/main.html", "x"),
    "logo": lambda p: same_size(p / "logo.svg"),
    "link": lambda p: (p / "declarations/pages/a.md").symlink_to(p / "logo.svg"),
    "page changed": lambda p: same_size(p / "site/index.html"),
    "page gone": lambda p: (p / "site/assets/a.css").unlink(),
    "page more": lambda p: write(p / "site/more.html", ""),
    "product changed": lambda p: same_size(p / "site/p/a/v1/index.html"),
    "product gone": lambda p: (p / "site/en/p/a/v1/index.html").unlink(),
    "product file more": lambda p: write(p / "site/p/a/v1/more.html", ""),
    "product more": lambda p: write(p / "site/p/b/index.html", ""),
    "crash": lambda p: (p / ".site.stage-x").mkdir(),
    "exchange": lambda p: write(p / ".site.journal", ""),
    "no record": lambda p: (p / ".carbonpress/site/build.json").unlink(),
    "strange record": lambda p: write(p / ".carbonpress/site/build.json", '{"format": 2, "inputs": "x"}'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_not_at_rest(project: Path, change: str) -> None:
    """Whatever changes in what is given or in the site: it must be built."""
    CHANGES[change](project)
    found = site_inputs(Asked(project / "mkdocs.yml"))
    assert found is None or found.up_to_date(strict=False) is None


def test_asked_otherwise(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day, other workers, or a build that is strict about the warnings that there were: it must be built."""
    assert seen(project, workers="2").up_to_date(strict=False) is None
    assert seen(project).up_to_date(strict=True) is None
    assert seen(project, site_dir=project / "elsewhere").up_to_date(strict=False) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert seen(project).up_to_date(strict=False) is None


@pytest.mark.parametrize(
    "line",
    [
        "repo_url: !ENV [REPO, x]",
        "INHERIT: base.yml",
        "hooks: [a.py]",
        '"INHERIT": base.yml',
        "INHERIT : base.yml",
        "? hooks\n: [a.py]",
        '"\\x68ooks": [a.py]',
        "extra: {x: !<!ENV> REPO}",
        "extra: !!python/object/apply:os.getcwd []",
        "markdown_extensions: [toc, {pymdownx.emoji: {emoji_index: !!python/name:own.index ''}}]",
        "plugins: [search, carbonpress, git-dates]",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions: {own.thing: {}}",
    ],
)
def test_what_comes_from_elsewhere(project: Path, line: str) -> None:
    """Where something that no file of the project tells has a say, files do not tell that nothing changed."""
    key = re.split(r"\W+", line.strip('"? '))[0]
    kept = [part for part in CONFIG.splitlines() if not part.startswith((key, "  ") if key == "plugins" else key)]
    write(project / "mkdocs.yml", "\n".join([*kept, line, ""]))
    assert site_inputs(Asked(project / "mkdocs.yml")) is None


@pytest.mark.parametrize(
    "line",
    [
        "copyright: see !ENV and INHERIT",
        "extra: {x: [hooks, 'INHERIT: base.yml']}",
        "markdown_extensions: [toc, {pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }}]",
    ],
)
def test_what_only_looks_like_it(project: Path, line: str) -> None:
    """Texts that name such keys, and the functions of Material itself, are no reason to build."""
    key = line.partition(":")[0]
    write(project / "mkdocs.yml", "\n".join([*(x for x in CONFIG.splitlines() if not x.startswith(key)), line, ""]))
    assert site_inputs(Asked(project / "mkdocs.yml")) is not None
