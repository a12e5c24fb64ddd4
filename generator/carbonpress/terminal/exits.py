"""How a command ends: the exit codes."""

from __future__ import annotations

import enum


class Exit(enum.IntEnum):
    """Exit codes of all commands."""

    GOOD = 0
    FINDINGS = 1
    """The data have errors, or warnings where these count; or a page of the site has a broken link."""
    USAGE = 2
    """The command or `mkdocs.yml` is wrong."""
    LEDGER = 3
    """What was published does not verify."""
    ENVIRONMENT = 4
    """Disk, lock or permission."""
    DEFECT = 70
    """A defect of carbonpress."""
