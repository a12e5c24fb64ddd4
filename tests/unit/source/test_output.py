"""Findings as text, JSON and annotations."""

from __future__ import annotations

import json
import re

from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_annotations, as_json, as_text, summary

LATER = Finding("b.yml", 3, 1, "gwp", "an older set", severity=Severity.WARNING)
SECOND = Finding("a.yml", 10, 2, "unit", "'KG' is not a known unit", "a unit of mass", "did you mean 'kg'?", "7.2.1")
FIRST = Finding("a.yml", 9, 40, "number", "'12 O' is not a number")
ALL = [LATER, SECOND, FIRST]


def test_text_reads_like_the_files_do() -> None:
    """Findings come by file, line and column, and a last line counts them."""
    expected = (
        "a.yml:9:40: error[number] '12 O' is not a number\n"
        "a.yml:10:2: error[unit] 'KG' is not a known unit\n"
        "  expected: a unit of mass\n"
        "  to mend:  did you mean 'kg'?\n"
        "  see:      7.2.1\n"
        "b.yml:3:1: warning[gwp] an older set\n"
        "2 errors, 1 warning in 2 files\n"
        "  1 error[number]\n"
        "  1 error[unit]\n"
        "  1 warning[gwp]\n"
    )
    assert expected == as_text(ALL)


def test_errors_come_first() -> None:
    """In every form what is an error stands before warnings and notes, whatever its file; rules are counted."""
    early = Finding("a.yml", 1, 1, "gwp", "an older set", severity=Severity.WARNING)
    note = Finding("a.yml", 1, 1, "x", "y", severity=Severity.NOTE)
    found = [note, early, early, LATER, SECOND]
    text = as_text(found)
    assert text.startswith("a.yml:10:2: error[unit]")
    assert text.endswith("1 error, 3 warnings, 1 note in 2 files\n  1 error[unit]\n  3 warning[gwp]\n  1 note[x]\n")
    assert ["error", "warning", "warning", "warning", "note"] == [
        finding["severity"] for finding in json.loads(as_json(found))["findings"]
    ]
    assert ["::error", "::warning", "::warning", "::warning", "::notice"] == [
        line.split()[0] for line in as_annotations(found).splitlines()
    ]


def test_quiet_tells_the_numbers_alone() -> None:
    """Only the last lines are left: how many findings there are, and of which rules."""
    assert as_text(ALL).endswith("\n" + as_text(ALL, quiet=True))
    assert "2 errors, 1 warning in 2 files" == as_text(ALL, quiet=True).splitlines()[0]
    assert "no findings\n" == as_text([], quiet=True)


def test_the_summary_speaks_in_the_singular_too() -> None:
    """One is one, many are many, none is said."""
    note = Finding("a.yml", 1, 1, "x", "y", severity=Severity.NOTE)
    assert "no findings" == summary([])
    assert "1 error in 1 file" == summary([FIRST])
    assert "1 error, 1 warning, 2 notes in 2 files" == summary([FIRST, LATER, note, note])
    assert "no findings\n" == as_text([])


def test_colour_is_added_only_when_asked_for() -> None:
    """Without colour there is no escape sequence; with it the text stays the same but for them."""
    assert "\x1b" not in as_text(ALL)
    assert as_text(ALL) == re.sub(r"\x1b\[[0-9;]*m", "", as_text(ALL, colour=True))
    assert "\x1b[1;31merror[number]\x1b[0m" in as_text(ALL, colour=True)
    assert "\x1b[1;33mwarning[gwp]\x1b[0m" in as_text(ALL, colour=True)


def test_json_has_one_documented_shape() -> None:
    """The JSON names its format, counts, and lists the findings whole."""
    told = json.loads(as_json(ALL))
    assert ["format", "summary", "findings"] == list(told)
    assert "carbonpress-findings/1" == told["format"]
    assert {"errors": 2, "warnings": 1, "notes": 0, "files": 2} == told["summary"]
    assert ["a.yml", "a.yml", "b.yml"] == [finding["file"] for finding in told["findings"]]
    expected = {
        "file": "a.yml",
        "line": 10,
        "column": 2,
        "severity": "error",
        "rule": "unit",
        "message": "'KG' is not a known unit",
        "expected": "a unit of mass",
        "mend": "did you mean 'kg'?",
        "clause": "7.2.1",
    }
    assert expected == told["findings"][1]


def test_annotations_carry_place_title_and_all_lines() -> None:
    """An annotation names file, line, column and rule, and keeps what is expected in its message."""
    expected = (
        "::error file=a.yml,line=9,col=40,title=number::'12 O' is not a number\n"
        "::error file=a.yml,line=10,col=2,title=unit::'KG' is not a known unit%0Aexpected: a unit of mass"
        "%0Ato mend:  did you mean 'kg'?%0Asee:      7.2.1\n"
        "::warning file=b.yml,line=3,col=1,title=gwp::an older set\n"
    )
    assert expected == as_annotations(ALL)


def test_annotations_cannot_be_broken_out_of() -> None:
    """Per cent signs, line ends, colons and commas are escaped where they would end something."""
    hostile = Finding("a,b:c%.yml", 1, 1, "x", "100 %: a,\r\n::error::b", severity=Severity.NOTE)
    expected = "::notice file=a%2Cb%3Ac%25.yml,line=1,col=1,title=x::100 %25: a,%0D%0A::error::b\n"
    assert expected == as_annotations([hostile])
