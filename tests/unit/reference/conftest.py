"""What tests of the library share: files of a company's own, and the library that they give."""

from __future__ import annotations

from pathlib import Path

from carbonpress.reference.library import Library
from carbonpress.reference.load import library
from carbonpress.source.finding import Finding

FACTOR = """\
  - id: {id}
    edition: {edition}
    name: {{zh: 自有, en: Own}}
    per: 1 kWh
    {amount}
    priority: 1
    year: 2025
    geography: CN
    source: {{document: Supplier sheet, year: 2025}}
"""
MONITOR = Path(__file__).parents[2] / "declarations" / "own-rules" / "rules" / "liquid-crystal-monitor.yml"
RULES = MONITOR.read_text(encoding="utf-8")
LANDFILL = "{substance: polymer, route: landfill, factor: %s, text: T, clause: '9'}"


def factors(*rows: tuple[str, int] | tuple[str, int, str]) -> str:
    parts = [FACTOR.format(id=r[0], edition=r[1], amount=r[2] if len(r) > 2 else "co2e: 0.4 kg") for r in rows]
    return "title: {zh: 自有, en: Own}\nfactors:\n" + "".join(parts)


def loaded(root: Path, **files: str) -> tuple[Library, list[Finding]]:
    """The library of a folder with these files (`factors__a` is factors/a.yml), and the findings."""
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".yml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    findings: list[Finding] = []
    return library(root, findings), findings
