"""Findings as a person, a program or a pull request reads them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from carbonpress.source.finding import Finding, Severity

FORMAT = "carbonpress-findings/1"
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that weigh most first; those of one severity by file and place."""
    weight = {severity: rank for rank, severity in enumerate(Severity)}
    return sorted(findings, key=lambda finding: (weight[finding.severity], finding))


def as_text(findings: Iterable[Finding], colour: bool = False, quiet: bool = False) -> str:
    """The findings, errors first, and how many there are of each rule; in *colour* for a terminal.

    *quiet* leaves the findings out and tells the numbers alone.
    """
    said = ordered(findings)
    blocks = [] if quiet else [_coloured(finding) if colour else str(finding) for finding in said]
    return "\n".join([*blocks, summary(said), *_by_rule(said)]) + "\n"


def _by_rule(findings: Iterable[Finding]) -> list[str]:
    """A line for each rule with the number of its findings, in the order of *findings*."""
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    width = len(str(max(counts.values(), default=0)))
    return [f"  {number:{width}} {severity}[{rule}]" for (severity, rule), number in counts.items()]


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of which severity in how many files: `3 errors, 1 warning in 2 files`."""
    if not findings:
        return "no findings"
    counts = Counter(finding.severity for finding in findings)
    parts = [_counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return f"{', '.join(parts)} in {_counted(len({finding.file for finding in findings}), 'file')}"


def as_json(findings: Iterable[Finding]) -> str:
    """The findings as one JSON object, errors first.

    `format` names the shape, `summary` holds the number of errors, warnings,
    notes and files, `findings` the findings by severity, file and place, each with
    `file`, `line`, `column`, `severity`, `rule`, `message`, `expected`, `mend`,
    `clause`; a text that is not known is empty.
    """
    said = ordered(findings)
    counts = Counter(finding.severity for finding in said)
    document: dict[str, Any] = {
        "format": FORMAT,
        "summary": {f"{severity.value}s": counts[severity] for severity in Severity}
        | {"files": len({finding.file for finding in said})},
        "findings": [_as_object(finding) for finding in said],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_annotations(findings: Iterable[Finding]) -> str:
    """The findings as workflow commands, errors first, which GitHub shows beside the lines of a pull request.

    Source
    ------
    GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "".join(_annotation(finding) + "\n" for finding in ordered(findings))


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.rule}
    listed = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    message = "\n".join([finding.message, *finding.notes()])
    return f"::{COMMANDS[finding.severity]} {listed}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """*text* with `%`, line ends and the characters of *more* as per cent codes."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)


def _as_object(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": finding.message,
        "expected": finding.expected,
        "mend": finding.mend,
        "clause": finding.clause,
    }


def _coloured(finding: Finding) -> str:
    label = f"\x1b[1;{COLOURS[finding.severity]}m{finding.severity}[{finding.rule}]\x1b[0m"
    head = f"{finding.file}:{finding.line}:{finding.column}: {label} {finding.message}"
    return "\n".join([head, *(f"  \x1b[2m{note}\x1b[0m" for note in finding.notes())])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
