"""What a rule looks at, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from carbonpress.lca.terms import Footprint, Inventory
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library
from carbonpress.source.finding import Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found: the place inside the declaration, what is wrong, what is expected, how to mend it.

    `severity` stands only where one rule has requirements of different verbs, `clause`
    only where the category rules know better than the rule.  `key` points at the key
    of the place instead of its value.  `public` is what the report says instead of
    the message, where the message tells what only the author may know; `zh` is what
    it says in Chinese, in rules whose warnings and notes can stand in a report.
    """

    path: Path
    message: str
    expected: str = ""
    mend: str = ""
    clause: str = ""
    severity: Severity | None = None
    key: bool = False
    public: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One declaration with everything its rules may ask about.

    `footprint` is None while the inventory has gaps; rules that need it carry
    `NEEDS_FOOTPRINT = True` and are passed over until then.
    """

    declaration: Declaration
    rules: CategoryRules
    library: Library
    organisation: Organisation
    inventory: Inventory
    footprint: Footprint | None


class Rule(Protocol):
    """The shape of a rule module; its docstring is its documentation page."""

    ID: str
    CLAUSE: str
    SEVERITY: Severity
    TITLE: dict[str, str]
    NEEDS_FOOTPRINT: bool

    def applies(self, case: Case) -> bool:
        """Whether the requirement concerns this declaration at all."""

    def check(self, case: Case) -> Iterator[Remark]:
        """Yield what is wrong; nothing when the requirement is met."""
