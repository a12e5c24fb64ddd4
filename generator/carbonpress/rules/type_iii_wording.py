"""The words "EPD", "Type III" and "III 型" stand only in a declaration that meets the conditions for them.

They promise a programme, its rules and an independent verification.  A declaration with one indicator and without
these is a footprint communication.  Sources and assumptions may of course cite the EPD of a supplier, links may lead to
one, and a standard may be cited by number and title in quotation marks.

To mend: speak of a product carbon footprint declaration (产品碳足迹声明).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbonpress.rules.ask import claimed, has_operator, verified_by_third_party
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.citation import is_link, without_titles
from carbonpress.source.finding import Severity

ID = "type-iii-wording"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 6, 7, 8; ISO 14026:2017"
SEVERITY = Severity.ERROR

# A plain 3 names models ("cable type 3") unless a declaration or label follows.
WORDS = re.compile(
    r"\bEPD\b|\btype[ -]?(?:III|Ⅲ)\b|\btype[ -]?3 (?:environmental|declaration|label)|(?:III|Ⅲ)\s*型|三型环境",
    re.IGNORECASE,
)


def applies(case: Case) -> bool:
    """Concerns declarations that are not entitled to the words."""
    return not (case.declaration.communication == "type-iii" and has_operator(case) and verified_by_third_party(case))


def check(case: Case) -> Iterator[Remark]:
    """Quote each use of the words about the product or the declaration itself."""
    claims = ((path, text) for path, text in case.claims if not is_link(path))
    for path, words in claimed(WORDS, case, claims, without_titles):
        yield Remark(path, "claim", {"words": words})
