"""The remedy fits the slip."""

from __future__ import annotations

import pytest

from carbonpress.source.document import parse


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("a:\n\tb: 1\n", (2, 1), "tab"),
        ("a:\n  b: 1\n \tc: 1\n", (3, 2), "tab"),
        ("a: 1\nb：2\nc: 3\n", (2, 1), "full-width"),
        ("a: 1\nb:2\nc: 3\n", (2, 1), "space behind the colon"),
        ("a: x: y\n", (1, 5), "in quotes"),
        ('a: "x" y\n', (1, 8), "whole text in quotes"),
        ("a: 'x\nb: 1\n", (1, 4), "close the quote"),
        ('a: "x\nb: 1\nc: "y"\n', (1, 4), "close it on its own line"),
        ("a: 1\nb:\n  c: 'x\n  d: it's\n  e: 2\n", (3, 6), "close it on its own line"),
        ('- {a: "x, b: 1}\n- {a: "y", b: 2}\n', (1, 7), "close it on its own line"),
        ("a: [1, 2\nb: 3\n", (2, 2), "close the list"),
        ("a: {b: 1\nc: 2\n", (2, 2), "close the mapping"),
        ("a: @x\n", (1, 4), "in quotes"),
        ('a: "\\path"\n', (1, 5), "single quotes"),
        ("a: - b\n", (1, 4), "line of its own"),
        ("- a\nb: 1\n", (2, 1), "depth of the list"),
        ("a: 1\n  b: 2\n", (2, 4), "indent with spaces"),
        ("a: 1\n...\nb: 1\n", (3, 1), "one document"),
        ("a: !x!y z\n", (1, 4), "in quotes"),
    ],
)
def test_a_slip_is_told_with_its_remedy(text: str, place: tuple[int, int], mend: str) -> None:
    """A slip in YAML is told at its place, with how to mend it."""
    document, findings = parse(text.encode(), "a.yml")
    assert document is None
    (finding,) = findings
    assert ("syntax", place) == (finding.rule, (finding.line, finding.column))
    assert mend in finding.mend
