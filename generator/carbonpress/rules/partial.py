"""What can be said of a declaration of which parts cannot be read: mistakes elsewhere are told in the same run."""

from __future__ import annotations

from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import Remainder
from carbonpress.rules.case import Case, Remark, Rule
from carbonpress.rules.check import Examination, examine
from carbonpress.source.document import Path

ENTRY = {"inventory": 3}
"""Length of the path to a whole entry, by the key it begins with; 2 for all others (`product.name`, an allocation)."""


def examine_remainder(case: Case, remainder: Remainder[Declaration]) -> Examination:
    """What the rules find in *case*, the declaration of *remainder*, but for what left out parts bring about.

    Only rules that judge a single place are asked; the others may find a fault
    only because something is left out.
    """
    document = remainder.document

    def counts(rule: Rule, remark: Remark) -> bool:
        if not rule.judges_one_place:
            return False
        return remainder.touched.isdisjoint({document.place(remark.path), document.place(_entry(remark.path))})

    return examine(case, document, counts)


def _entry(path: Path) -> Path:
    return path[: ENTRY.get(str(path[0]), 2)] if path else path
