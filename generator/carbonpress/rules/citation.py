"""Titles of cited documents: what others call their documents is no claim of the author's.

A title is known by its place, in the fields that name a study or a linked document, or by standing in quotation marks
beside the number of its document: `GB/T 24025-2009《…》`.  Quotation marks alone make no title, and a claim beside one
stays a claim.
"""

from __future__ import annotations

import functools
import re

from carbonpress.rules.claims import titles_with_claim_words
from carbonpress.rules.texts import Path

CITED_FIELDS: tuple[tuple[str, str], ...] = (("results", "study"), ("results", "statement"))
"""Fields that hold the title or number of another document and nothing else."""

_NUMBER = (
    r"(?:GB|ISO|IEC|EN|CEN|DIN|BS|PAS|YD|SJ|HJ|JB|JIS|ITU-T|ETSI|PEFCR|T/[A-Z]{2,8}|Q/[A-Z0-9]{2,8})"
    r"(?:/[A-Z]{1,4})*[ \u00a0-]?(?:[A-Z]{1,3}[ .]?)?[0-9][0-9.]*(?:[-–:][0-9]+)*(?:[ ]?[:：][ ]?(?:19|20)[0-9]{2})?"
)
_QUOTED = r"(?:《[^《》]{1,200}》|“[^“”]{1,200}”|\"[^\"]{1,200}\")"


def is_title(path: Path) -> bool:
    """Whether the text at *path* is the title of a cited document."""
    return path[:2] in CITED_FIELDS


def is_link(path: Path) -> bool:
    """Whether the text at *path* is the title of a document that the page links to."""
    return path[:2] == ("product", "links") and path[-1] == "title"


def without_titles(words: str) -> str:
    """*words* with a dash for each title that is cited with the number of its document."""
    return _titles().sub("–", words)


@functools.cache
def _titles() -> re.Pattern[str]:
    official = titles_with_claim_words("type-iii-wording")
    return re.compile(
        rf"{_NUMBER}[\s,，]*{_QUOTED}|{_QUOTED}\s*[（(]\s*{_NUMBER}\s*[）)]|《\s*{_NUMBER}[^《》]{{1,200}}》|{official}"
    )
