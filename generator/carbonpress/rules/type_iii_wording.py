"""The words "EPD" and "Type III", in either language, stand only in a declaration that meets the conditions for them.

They promise a programme, its rules and an independent verification.  A declaration with one indicator and without
these is a footprint communication.  Sources and assumptions may of course cite the EPD of a supplier, links may lead to
one, and a standard may be cited by number and title in quotation marks.

To mend: speak of a product carbon footprint declaration.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import claimed, has_operator, verified_by_third_party
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.citation import is_link, without_titles
from carbonpress.rules.claims import claim_words
from carbonpress.source.finding import Severity

ID = "type-iii-wording"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 6, 7, 8; ISO 14026:2017"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that are not entitled to the words."""
    return not (case.declaration.communication == "type-iii" and has_operator(case) and verified_by_third_party(case))


def check(case: Case) -> Iterator[Remark]:
    """Quote each use of the words about the product or the declaration itself."""
    claims = ((path, text) for path, text in case.claims if not is_link(path))
    for path, words in claimed(claim_words(ID), case, claims, without_titles):
        yield Remark(path, "claim", {"words": words})
