"""No text calls the product environmentally friendly or the like.

ISO 14021 shuts out claims that sound good and cannot be checked.  A declaration exists to give a figure instead.

To mend: take the words out, or say what exactly is meant and measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import claimed
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.claims import claim_words
from carbonpress.source.finding import Severity

ID = "vague-claim"
CLAUSE = "ISO 14021:2016, 5.3"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Quote each vague claim about the product or the declaration itself."""
    for path, words in claimed(claim_words(ID), case, case.claims):
        yield Remark(path, "claim", {"words": words})
