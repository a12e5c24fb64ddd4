"""No text claims carbon neutrality, net zero or the like.

Neutrality is a claim about compensation, which a footprint leaves out; printed beside a footprint it would borrow
the trust of the figure for something that was not checked here.

To mend: take the words out, in both languages.  A separate document under its own standard may carry the claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import claimed
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.claims import claim_words
from carbonpress.source.finding import Severity

ID = "climate-claim"
CLAUSE = "GB/T 24067-2024; ISO 14026:2017"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Quote each claim once per text."""
    for path, words in claimed(claim_words(ID), case, case.texts):
        yield Remark(path, "claim", {"words": words})
