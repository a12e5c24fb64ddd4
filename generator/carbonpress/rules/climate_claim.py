"""No text claims carbon neutrality, net zero or the like.

Neutrality is a claim about compensation, which a footprint leaves out; printed beside a footprint it would borrow
the trust of the figure for something nobody has checked here.

To mend: take the words out, in both languages.  A separate document under its own standard may carry the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbonpress.rules.ask import claimed
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "climate-claim"
CLAUSE = "GB/T 24067-2024; ISO 14026:2017"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


CLAIM = re.compile(
    r"\b(?:carbon|climate|CO2|GHG)[- ]?(?:neutral(?:ity)?|positive|negative|free|compensated)\b"
    r"|\bnet[- ]?zero\b|\bzero[- ]carbon\b|\bcarbon[- ]offset\b"
    r"|碳中和|净零|零碳|气候中和|气候中性|气候友好|负碳|碳补偿",
    re.IGNORECASE,
)


def check(case: Case) -> Iterator[Remark]:
    """Quote each claim once per text."""
    for path, words in claimed(CLAIM, case, case.texts):
        yield Remark(path, "claim", {"words": words})
