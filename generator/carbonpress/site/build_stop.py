"""End a build with a message and an exit code of our own, under MkDocs's command as under ours."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NoReturn

from click import echo
from mkdocs.exceptions import Abort

from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_text, summary
from carbonpress.terminal.columns import ASK
from carbonpress.terminal.exits import Exit
from carbonpress.terminal.verdict import verdict


class Stop(Abort):
    """The build cannot go on; `exit_code` says why, the message says it in words."""

    def __init__(self, message: str, exit_code: Exit) -> None:
        super().__init__(message)
        self.exit_code = int(exit_code)  # type: ignore[misc]  # click reads it from the instance
        self.code = int(exit_code)

    def show(self, *_: object) -> None:
        """Say why on standard error; MkDocs would say it on standard output."""
        echo(f"error: {self.format_message()}", err=True)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether some of *findings* are errors."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def stop_on_errors(findings: Iterable[Finding]) -> None:
    """End the build with the errors among *findings*, if there are any."""
    found = list(findings)
    if has_errors(found):
        stop_with(found)


def stop_with(findings: Iterable[Finding]) -> NoReturn:
    """Show the errors among *findings* and end the build."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    echo(as_text(errors, colour=sys.stderr.isatty()) + ASK, err=True)
    raise Stop(f"{summary(errors)}: the site was not built", verdict(errors) or Exit.FINDINGS)
