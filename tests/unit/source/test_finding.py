"""What a finding says, and how a list of them reads."""

from __future__ import annotations

from carbonpress.source.finding import Finding, Severity


def test_only_what_is_known_has_a_line() -> None:
    """Place, weight, name and message stand in one line; expectation, remedy and clause below it, where known."""
    bare = Finding("a.yml", 4, 45, "number", "amount '12 O' is not a number")
    assert "a.yml:4:45: error[number] amount '12 O' is not a number" == str(bare)
    full = Finding("a.yml", 4, 45, "number", "what", "12", "write 12", "T, 7", Severity.WARNING)
    assert [
        "a.yml:4:45: warning[number] what",
        "  expected: 12",
        "  to mend:  write 12",
        "  see:      T, 7",
    ] == str(full).splitlines()
    assert ["to mend:  write 12"] == Finding("a.yml", 1, 1, "number", "what", mend="write 12").notes()


def test_findings_sort_as_files_are_read() -> None:
    """By file, then by line and column as numbers: line 10 stands after line 9."""
    places = [("b.yml", 1, 1), ("a.yml", 10, 1), ("a.yml", 9, 2), ("a.yml", 9, 1)]
    found = sorted(Finding(*place, "number", "what") for place in places)
    assert [("a.yml", 9, 1), ("a.yml", 9, 2), ("a.yml", 10, 1), ("b.yml", 1, 1)] == [
        (each.file, each.line, each.column) for each in found
    ]
