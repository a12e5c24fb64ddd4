"""End a build with a message and an exit code of our own, under MkDocs's command as under ours."""

from __future__ import annotations

from click import echo
from mkdocs.exceptions import Abort

from carbonpress.terminal.exits import Exit


class Stop(Abort):
    """The build cannot go on; `exit_code` says why, the message says it in words."""

    def __init__(self, message: str, exit_code: Exit) -> None:
        super().__init__(message)
        self.exit_code = int(exit_code)  # type: ignore[misc]  # click reads it from the instance
        self.code = int(exit_code)

    def show(self, *_: object) -> None:
        """Say why on standard error; MkDocs would say it on standard output."""
        echo(f"error: {self.format_message()}", err=True)
