"""Files that no one should write: each gives exactly the findings beside it, at exactly these places, and nothing else.

A case is `<name>.yml`, made from `base.yml`, and `<name>.findings` with a line `line:column rule` per finding.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import carbonpress
from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import decode
from carbonpress.model.quantity import Units
from carbonpress.reference.units import units_of
from carbonpress.source.document import parse
from carbonpress.source.finding import Finding, Severity

HERE = Path(__file__).parent / "declarations" / "hostile"
BASE = HERE / "base.yml"
CASES = sorted(set(HERE.glob("*.yml")) - {BASE})
UNITS = Path(carbonpress.__file__).parent / "reference" / "data" / "units.yml"


@pytest.fixture(scope="module")
def units() -> Units:
    table, findings = units_of(UNITS.read_bytes(), "units.yml")
    assert [] == findings
    return table


def found(path: Path, units: Units) -> list[Finding]:
    document, findings = parse(path.read_bytes(), path.name)
    if document is None:
        return findings
    declaration, more = decode(Declaration, document, units)
    assert (declaration is None) == bool(more)
    return sorted([*findings, *more])


def test_the_base_has_nothing_wrong_with_it(units: Units) -> None:
    """The file that all cases are made from has nothing wrong with it."""
    assert [] == found(BASE, units)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_hostile_file_gives_exactly_its_findings(path: Path, units: Units) -> None:
    """A hostile file gives exactly the findings written beside it."""
    expected = path.with_suffix(".findings").read_text("utf-8").splitlines()
    findings = found(path, units)
    assert expected == [f"{f.line}:{f.column} {f.rule}" for f in findings]
    assert expected
    assert all(f.severity is Severity.ERROR and f.file == path.name for f in findings)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_finding_says_what_is_expected_or_how_to_mend_it(path: Path, units: Units) -> None:
    """Every finding says what is expected or how to mend it, and what is wrong in one line without jargon."""
    for finding in found(path, units):
        assert finding.expected or finding.mend
        assert "\n" not in finding.message + finding.expected + finding.mend
        for word in ("Input", "input_", "pydantic", "should be", "NoneType", "dict", "function-", "Traceback", "kind:"):
            assert word not in finding.message + finding.expected + finding.mend


def test_what_an_author_is_told(units: Units, golden: Callable[[str, str], None]) -> None:
    """What is said of all these files, word for word: it was read once, and changes only on purpose."""
    golden("findings/hostile.txt", "".join(f"{finding}\n" for path in CASES for finding in found(path, units)))


def test_the_corpus_is_complete() -> None:
    """Each case has its findings beside it, and there are no findings without a case."""
    assert {path.stem for path in CASES} == {path.stem for path in HERE.glob("*.findings")}
    assert len(CASES) >= 150
