"""The exit code that findings give."""

from __future__ import annotations

import pytest

from carbonpress.source.finding import Finding, Severity
from carbonpress.terminal.exits import Exit
from carbonpress.terminal.verdict import verdict
from carbonpress.verify.broken_promises import TRUST_RULES


def found(severity: Severity, rule: str = "number") -> Finding:
    return Finding("a.yml", 1, 1, rule, "what", severity=severity)


@pytest.mark.parametrize(("severities", "strict", "expected"), [
    ([], False, Exit.GOOD),
    ([], True, Exit.GOOD),
    ([Severity.NOTE], True, Exit.GOOD),
    ([Severity.WARNING], False, Exit.GOOD),
    ([Severity.WARNING], True, Exit.FINDINGS),
    ([Severity.ERROR], False, Exit.FINDINGS),
    ([Severity.NOTE, Severity.WARNING, Severity.ERROR], False, Exit.FINDINGS),
])  # fmt: skip
def test_errors_count_and_warnings_where_asked(severities: list[Severity], strict: bool, expected: Exit) -> None:
    """Notes never count; warnings count with `--strict`."""
    assert expected == verdict(map(found, severities), strict)


@pytest.mark.parametrize("rule", sorted(TRUST_RULES))
def test_broken_trust_goes_before_other_findings(rule: str) -> None:
    """A damaged archive ends with the code of the ledger, whatever else was found; as a warning it does not."""
    others = [found(Severity.ERROR)]
    assert Exit.LEDGER == verdict([*others, found(Severity.ERROR, rule)])
    assert Exit.FINDINGS == verdict([*others, found(Severity.WARNING, rule)])
    assert Exit.LEDGER == verdict([*others, found(Severity.WARNING, rule)], strict=True)
