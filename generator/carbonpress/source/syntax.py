"""What the YAML parser complains about, in the words of someone who writes declarations."""

from __future__ import annotations

import contextlib
import itertools
import re
from typing import Any

import yaml

from carbonpress.source.finding import Finding

EXPECTED = "one 'key: value' per line, indented with spaces"
MOST_TOKENS = 20_000
"""Enough for any file that is a declaration; libyaml takes ever longer for each more where brackets never close."""
INDENT = "indent with spaces, the same number for all keys of one mapping"
NO_COLON = ("a key without ': ' behind it", "write 'key: value', with a colon and a space")
OPEN_QUOTE = ("the quote that opens here is never closed", "close the quote")
TAB = ("a tab stands where only spaces may indent", "replace the tab by spaces")

PROBLEMS = {
    "mapping values are not allowed in this context": (
        "a second ': ' on one line, or a key deeper than the line above allows",
        INDENT,
    ),
    "did not find expected key": ("this line does not continue the mapping above it", INDENT),
    "did not find expected '-' indicator": (
        "this line does not continue the list above it",
        "begin it with '- ' at the depth of the list, or go back to the depth of a key",
    ),
    "block sequence entries are not allowed in this context": (
        "a list item stands where none can begin",
        "begin the list on a line of its own below its key",
    ),
    "block mapping entries are not allowed in this context": ("a key stands where none can begin", INDENT),
    "could not find expected ':'": NO_COLON,
    "found character that cannot start any token": (
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] has no comma here, or no end",
        "separate the items with commas and close the list with ]",
    ),
    "did not find expected ',' or '}'": (
        "a mapping in { } has no comma here, or no end",
        "separate the keys with commas and close the mapping with }",
    ),
    "did not find expected node content": (
        "a value is missing inside [ ] or { }",
        "write the value, or close the bracket",
    ),
    "found unknown escape character": (
        "a backslash in double quotes begins no known escape",
        "use single quotes, or write the backslash twice",
    ),
    "found invalid Unicode character escape code": (
        "an escape in double quotes names no character",
        "type the character itself",
    ),
    "found unexpected end of stream": OPEN_QUOTE,
    "found unexpected document indicator": OPEN_QUOTE,
    "found a tab character that violates indentation": TAB,
    "found a tab character where an indentation space is expected": TAB,
    "did not find expected <document start>": (
        "text follows the end of the document",
        "remove it; a file holds one document",
    ),
    "found undefined tag handle": ("a tag (!) that is not defined", "put the text in quotes"),
}
"""By what libyaml says: what is wrong, and how to mend it."""


def syntax_finding(error: yaml.MarkedYAMLError, text: str, name: str) -> Finding:
    """The finding for a syntax error; an unclosed quote or unfinished key is reported where it begins.

    So is a quote that swallows the lines below up to the next quote, behind which
    the parser stumbles.
    """
    swallowed = _swallowed(error, text)
    if swallowed is not None:
        opens, closes = swallowed.start_mark, swallowed.end_mark
        what = f"the quote that opens here is closed only on line {closes.line + 1}"
        return Finding(name, opens.line + 1, opens.column + 1, "syntax", what, EXPECTED, "close it on its own line")
    problem, mend = PROBLEMS.get(error.problem or "", (f"not valid YAML: {error.problem}", INDENT))
    marks = [error.problem_mark, error.context_mark]
    mark = next(m for m in (reversed(marks) if (problem, mend) in (OPEN_QUOTE, NO_COLON) else marks) if m)
    lines = [*text.splitlines(), ""]
    here = lines[min(mark.line, len(lines) - 1)]
    if re.match(r" *\t", here):
        problem, mend = TAB
    above = lines[min(error.context_mark.line, len(lines) - 1)] if error.context_mark else ""
    return Finding(
        name, mark.line + 1, mark.column + 1, "syntax", problem, EXPECTED, _slip(here) or _slip(above) or mend
    )


def _swallowed(error: yaml.MarkedYAMLError, text: str) -> Any:
    """The token of a text in quotes over several lines that ends on the line of the error; None where there is none."""
    stumbles = error.problem_mark
    lines = text.splitlines()
    if stumbles is None or stumbles.line >= len(lines) or not re.search("[\"']", lines[stumbles.line]):
        return None
    found = None
    with contextlib.suppress(yaml.YAMLError):
        for token in itertools.islice(yaml.scan(text, Loader=yaml.CLoader), MOST_TOKENS):
            if isinstance(token, yaml.ScalarToken) and token.style and token.style in "\"'":
                swallows = token.start_mark.line < token.end_mark.line == stumbles.line
                found = token if swallows and token.end_mark.index <= stumbles.index else found
    return found


def _slip(line: str) -> str:
    """The remedy for a slip that the line itself gives away, or an empty string."""
    slips = {
        r"\s*(- )?[\w-]+\s*：": "write the plain colon ':' and a space instead of the full-width '：'",
        r"\s*(- )?[\w-]+:[^\s/]": "put a space behind the colon",
        r"\s*(- )?[\w-]+: +[^\"'\[{|>#\s-][^#]*: ": "put the text behind the first colon in quotes; it contains ': '",
        r"\s*(- )?[\w-]+: +([\"']).*\2\s*[^\s#]": "put the whole text in quotes, not only its beginning",
    }
    return next((mend for pattern, mend in slips.items() if re.match(pattern, line)), "")
