"""What findings mean for the end of a command."""

from __future__ import annotations

from collections.abc import Iterable

from carbonpress.source.finding import Finding, Severity
from carbonpress.terminal.exits import Exit
from carbonpress.verify.broken_promises import TRUST_RULES


def verdict(findings: Iterable[Finding], strict: bool = False) -> Exit:
    """The exit code of a command that found *findings*; with *strict* warnings count like errors."""
    counting = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    counted = [finding for finding in findings if finding.severity in counting]
    if any(finding.rule in TRUST_RULES for finding in counted):
        return Exit.LEDGER
    return Exit.FINDINGS if counted else Exit.GOOD
