"""No text calls the product environmentally friendly or the like.

ISO 14021 shuts out claims that sound good and cannot be checked.  A declaration exists to give a figure instead.

To mend: take the words out, or say what exactly is meant and measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbonpress.rules.ask import claimed
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "vague-claim"
CLAUSE = "ISO 14021:2016, 5.3"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


CLAIM = re.compile(
    r"\benvironmental(?:ly)?[- ](?:friendly|safe|sound)\b|\b(?:eco|earth|climate|planet)[- ]friendly\b"
    r"|\bnon[- ]polluting\b|\bgreen product\b|环境友好|绿色环保|绿色产品|环保产品|无污染",
    re.IGNORECASE,
)


def check(case: Case) -> Iterator[Remark]:
    """Quote each vague claim about the product or the declaration itself."""
    for path, words in claimed(CLAIM, case, case.claims):
        yield Remark(path, "claim", {"words": words})
