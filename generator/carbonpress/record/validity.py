"""Whether a version of a declaration is in force on a given day."""

from __future__ import annotations

from typing import Literal

from carbonpress.record.version import Version

State = Literal["draft", "upcoming", "current", "expired", "superseded", "withdrawn"]


def state_on(version: Version, day: str) -> State:
    """The state of *version* on *day* (`YYYY-MM-DD`): its own state, and the dates where it is otherwise current.

    The last day of validity still counts.  Without a day no date is looked at.
    """
    if version.state in ("draft", "superseded", "withdrawn"):
        return version.state  # type: ignore[return-value]
    validity = version.record["validity"]
    if not day or validity["from"] <= day <= validity["to"]:
        return "current"
    return "upcoming" if day < validity["from"] else "expired"
