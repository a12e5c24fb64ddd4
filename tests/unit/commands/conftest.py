"""What tests of the commands share: a folder without declarations, and projects to publish from and to print."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from carbonpress.archive.ledger import LEDGER
from carbonpress.source.theme import theme_folder
from carbonpress.terminal.clock import EPOCH

ORGANISATION = "name: {zh: 示例公司, en: Example}\n"
RULES = "ccsa-603-2024/optical-cable"
DAY = "1772400000"
"""2026-03-01."""
LEAST = "      labels: [standard-zh-mono]\n      png: false\n      interpretation: false\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path fill="#1b5e9b" d="M0 0h8v4h-8z"/></svg>'
GTIN = "0614141000241"
SHIPPED_FONT = theme_folder() / "fonts" / "NotoSansSC-Bold.ttf"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare folder with an organisation and no declarations, and the working folder in it."""
    (tmp_path / "organisation.yml").write_text(ORGANISATION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled(text: str) -> str:
    """The draft with something in every empty place."""
    by_key = {
        "amount": "1 km",
        "period": "{from: 2025-01-01, to: 2025-12-31}",
        "validity": "{from: 2026-01-01, to: 2028-12-31}",
        "geography": "CN",
        "type": "primary",
        "source": "meters",
        "year": "2025",
        "component": "core",
        "substance": "polymer",
        "cores": "24",
        "factor": "polypropylene-gb@2025",
        "transport": "[{by: road-freight-18t@2019, distance: 1 km}]",
        "mass": "2 kg",
        "legs": "[{by: road-freight-18t@2019, distance: 1 km}]",
    }
    lines, kind = [], ""
    for line in text.splitlines():
        key = line.strip().removeprefix("- ").partition(":")[0]
        kind = key if line.strip().startswith("- ") else kind
        if '""' in line and not line.strip().startswith("#"):
            names_the_line = line.strip().startswith("- ")
            value = by_key.get("" if names_the_line else key, "{zh: 文, en: text}")
            value = {"material": "3 kg", "energy": "4 kWh"}.get(kind, value) if key == "amount" else value
            value = "electricity-cn@2024" if (kind, key) == ("energy", "factor") else value
            line = line[: line.index(":") + 1] + f" {value}"
        lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.fixture
def dated(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with options that make a build quick, on a day in March 2026."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - carbonpress:\n", f"  - carbonpress:\n{LEAST}"), encoding="utf-8")
    monkeypatch.setenv(EPOCH, DAY)
    return project


def sheet(project: Path, id_: str = "x") -> Path:
    return project / f"declarations/products/{id_}.yml"


def another(project: Path, id_: str, old: str = "", new: str = "") -> None:
    """A second declaration, *old* in it replaced by *new*."""
    text = sheet(project).read_text(encoding="utf-8").replace("id: x\n", f"id: {id_}\n")
    assert old in text
    sheet(project, id_).write_text(text.replace(old, new, 1), encoding="utf-8")


def lines(project: Path) -> list[dict[str, object]]:
    path = project / "declarations" / LEDGER
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


@pytest.fixture
def printable(project: Path) -> Path:
    """The project with a product that has a short name and a GTIN."""
    sheet = project / "declarations" / "products" / "x.yml"
    text = sheet.read_text(encoding="utf-8").replace("</title><script>alert(1)</script>", "预制棒")
    sheet.write_text(text.replace("product:\n", f"product:\n  gtin: '{GTIN}'\n", 1), encoding="utf-8")
    return project


def listed(folder: Path) -> list[dict[str, str]]:
    """The lines of the list in *folder*."""
    text = (folder / "manifest.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def options(project: Path, *lines: str) -> None:
    """Add *lines* to what `mkdocs.yml` says to the plugin."""
    config = project / "mkdocs.yml"
    added = "".join(f"      {line}\n" for line in lines)
    config.write_text(
        config.read_text(encoding="utf-8").replace("  - carbonpress:\n", f"  - carbonpress:\n{added}"), encoding="utf-8"
    )


def withdrawn(sheet: Path) -> None:
    """Let the file say that its version was withdrawn."""
    text = sheet.read_text(encoding="utf-8")
    reason = "status: withdrawn\nwithdrawn_because: {zh: 数据有误, en: wrong data}"
    sheet.write_text(text.replace("status: published", reason), encoding="utf-8")
