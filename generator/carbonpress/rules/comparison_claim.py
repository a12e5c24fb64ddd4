"""No text says that the product is better than others, or turns the figure into trees and car rides.

Footprints may be compared between products of the same function under the same rules only, and a declaration does
not hold the other figure.  Equivalences flatter: they sound like a benefit where there is an emission.

To mend: state the figure and leave the comparison to the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import claimed
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.claims import claim_words
from carbonpress.source.finding import Severity

ID = "comparison-claim"
CLAUSE = "T/CCSA 603-2024, 10; GB/T 24025-2009; ISO 14026:2017"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Quote each comparison about the product or the declaration itself."""
    for path, words in claimed(claim_words(ID), case, case.claims):
        yield Remark(path, "claim", {"words": words})
