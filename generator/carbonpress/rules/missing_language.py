"""Every text is given in Chinese and in English.

Where one is missing the page shows the other and says so; a reader of that language meets a foreign sentence.
A site of one language asks for that one alone.

A requirement of this generator, not of a standard.  To mend: write `{zh: ..., en: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Phrase
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.texts import Path
from carbonpress.source.finding import Severity

ID = "missing-language"
CLAUSE = ""
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns every declaration on a site of both languages; on a site of one, those with a text that lacks it."""
    return len(case.languages) > 1 or any(_missing(case))


def check(case: Case) -> Iterator[Remark]:
    """Name each text that lacks a language."""
    for path, language in _missing(case):
        yield Remark(path, "missing", {"language": Phrase(f"language-{language}"), "code": language})


def _missing(case: Case) -> Iterator[tuple[Path, str]]:
    """Each text that lacks a language of the site, and which."""
    for path, text in case.texts:
        if path == ("product", "short_name"):
            continue  # the name stands in its place
        yield from ((path, language) for language in text.missing() if language in case.languages)
