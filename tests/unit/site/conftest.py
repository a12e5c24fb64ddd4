"""A small site whose declarations and pages are stand-ins: what is tested here is the frame around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from carbonpress.press.page import Page, Site, Version
from carbonpress.publish.frozen import Archive
from carbonpress.publish.work import Frame, Pressed, poured
from carbonpress.source.finding import Finding

CONFIG = """\
site_name: 示例
site_url: https://x.example/pcf/
docs_dir: declarations
theme: {name: material}
plugins:
  - search
  - carbonpress:
      translations: {en: {site_name: Example}}
"""
HOSTILE = "</title><script>alert(1)</script>"


def stand_in_pages(project: object, site: Site) -> list[Page]:
    """Own pages and a product page, with a name full of markup."""
    names = {"": "目录", "rules/": "规则", "factors/": "因子", "method/": "方法", "p/x/": HOSTILE}
    return [
        Page(
            address,
            language,
            f"{name} {language}",
            "d",
            f"<!--head {address}-->",
            f"<h1>body {language}:{address}</h1>",
        )
        for language in site.languages
        for address, name in names.items()
    ]


def stand_in_press(jobs: object, frame: Frame, workers: int) -> list[Pressed]:
    """One declaration with one page in two languages and a file."""
    body = "<h1>x</h1><a href='/pcf/p/x/v1/label.svg'>l</a>" + "".join(f'<h2 id="s{i}">S{i}</h2>' for i in range(3))
    pages = [Page("p/x/v1/", language, HOSTILE, "d", "<!--head-->", body, "光缆") for language in frame.site.languages]
    files = dict(poured(page, frame) for page in pages)
    return [Pressed(Version({}, "draft"), {**files, "p/x/v1/label.svg": b"<svg/>"}, tuple(pages))]


@pytest.fixture
def findings() -> list[Finding]:
    """What the stand-in project finds; tests add to it."""
    return []


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, findings: list[Finding]) -> Path:
    """The folder of a project; its data are read and pressed by stand-ins."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    data = tmp_path / "declarations"
    (data / "en").mkdir(parents=True)
    (data / "products").mkdir()
    (data / "assets").mkdir()
    (data / "organisation.yml").write_text("name: secret\n")
    (data / "products" / "x.yml").write_text("id: secret\n")
    (data / "products" / "notes.md").write_text("secret\n")
    (data / "README.md").write_text("secret\n")
    (data / "photo.png").write_bytes(b"secret")
    (data / "assets" / "plan.pdf").write_bytes(b"plan")
    (data / "assets" / "plan.yml").write_text("secret: 1\n")
    (data / "guide.md").write_text("# 指南\n\n[目录](index.md) [平面图](assets/plan.pdf)\n", encoding="utf-8")
    (data / "en" / "guide.md").write_text("# Guide\n\n[catalogue](index.md)\n", encoding="utf-8")
    (data / "only-zh.md").write_text("# 仅中文\n", encoding="utf-8")

    def opened(root: Path, base_url: str) -> SimpleNamespace:
        return SimpleNamespace(findings=tuple(findings), studies={}, versions={}, archive=Archive())

    monkeypatch.setattr("carbonpress.site.build.open_project", opened)
    monkeypatch.setattr("carbonpress.site.build.site_pages", stand_in_pages)
    monkeypatch.setattr("carbonpress.site.build.press_each", stand_in_press)
    return tmp_path


@pytest.fixture
def text_of(project: Path) -> Callable[[str], str]:
    """Reads a file of the built site."""
    return lambda name: (project / "site" / name).read_text(encoding="utf-8")
