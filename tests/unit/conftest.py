"""What tests of several rooms work on: a data folder small enough to read, and a project with hostile names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.study.project import Project, open_project

EXAMPLES = Path(__file__).parents[2] / "declarations"
BASE_URL = "https://pcf.example.com/"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the example data folder with a preform and the fibre that is drawn from it, nothing published yet."""
    folder = tmp_path / "declarations"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("published", "*.md"))
    for path in (folder / "products").iterdir():
        if path.stem not in ("preform-180", "fibre-g652d"):
            path.unlink()
    return folder


@pytest.fixture
def opened(data: Path) -> Callable[[], Project]:
    """Opens the data folder as it is at the moment."""
    return lambda: open_project(data, BASE_URL)


@pytest.fixture
def edit(data: Path) -> Callable[[str, str, str], None]:
    """Replaces the first occurrence of a text in a file of the data folder."""

    def replace(name: str, old: str, new: str) -> None:
        text = (data / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


CONFIG = """\
site_name: 示例
site_url: https://x.example/pcf/
docs_dir: declarations/pages
theme: {name: material}
plugins:
  - search
  - carbonpress:
      data_dir: declarations
      papers: []
      translations: {en: {site_name: Example}}
"""
HOSTILE = "</title><script>alert(1)</script>"


def write_project(folder: Path) -> Path:
    """The project, in *folder*."""
    data = folder / "declarations"
    pages = data / "pages"
    for needed in (data / "products", data / "images", pages / "en", pages / "assets"):
        needed.mkdir(parents=True)
    sheet = (EXAMPLES / "products" / "preform-180.yml").read_text(encoding="utf-8")
    sheet = sheet.replace("id: preform-180", "id: x").replace("G.652.D 光纤预制棒 Φ180", f'"{HOSTILE}"')
    (data / "products" / "x.yml").write_text(sheet.replace("Fibre preform for G.652.D", HOSTILE), encoding="utf-8")
    shutil.copy(EXAMPLES / "organisation.yml", data)
    shutil.copytree(EXAMPLES / "factors", data / "factors")
    shutil.copy(EXAMPLES / "images" / "preform-180.png", data / "images")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (data / "products" / "notes.md").write_text("secret-note\n")
    (data / "notes.md").write_text("secret-note\n")
    (pages / "README.md").write_text("secret-note\n")
    (pages / "photo.png").write_bytes(b"secret-note")
    (pages / "assets" / "plan.pdf").write_bytes(b"%PDF-1.7 plan")
    (pages / "assets" / "plan.yml").write_text("secret-note: 1\n")
    (pages / "guide.md").write_text("# 指南\n\n[目录](index.md) [平面图](assets/plan.pdf)\n", encoding="utf-8")
    (pages / "en" / "guide.md").write_text("# Guide\n\n[catalogue](index.md)\n", encoding="utf-8")
    (pages / "only-zh.md").write_text("# 仅中文\n", encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, not built yet; the working folder is in it."""
    monkeypatch.chdir(tmp_path)
    return write_project(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site of the project, for reading."""
    folder = write_project(tmp_path_factory.mktemp("project"))
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert 0 == run(["build"])
        yield folder / "site"
    finally:
        os.chdir(before)
