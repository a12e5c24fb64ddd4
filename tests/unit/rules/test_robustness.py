"""Whatever an author writes, the rules answer with findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import resolve
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import decode
from carbonpress.model.text import Text
from carbonpress.reference.load import library
from carbonpress.rules.case import Case
from carbonpress.rules.check import examine
from carbonpress.source.document import parse

DECLARATIONS = Path(__file__).parents[2] / "declarations"
SHELF = library(DECLARATIONS, [])
EXAMPLES = [path.read_text(encoding="utf-8").splitlines() for path in sorted((DECLARATIONS / "valid").glob("*.yml"))]
ODD = ["0", "-1 kg", "0 km", "1 piece", "nothing", "1e99 kg", "2026-01-01", "[]", "{zh: 甲}", "99999999999999999 t"]


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """An example declaration with lines taken out, moved, or given an odd value."""
    lines = list(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "move", "odd"])):
            case "drop":
                del lines[at]
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "odd" if ": " in lines[at]:
                lines[at] = f"{lines[at].partition(': ')[0]}: {draw(st.sampled_from(ODD))}"
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(spoilt())
def test_no_declaration_makes_a_rule_raise(text: str) -> None:
    """A declaration that decodes is examined to the end, and a missing footprint is explained by an error."""
    document, _ = parse(text.encode(), "x.yml")
    declaration = None if document is None else decode(Declaration, document, SHELF.units)[0]
    if document is None or declaration is None or declaration.rules not in SHELF.rules:
        return
    rules = SHELF.rules[declaration.rules]
    inventory = resolve(declaration, rules, SHELF)
    gwp = SHELF.gwp.get(declaration.gwp or rules.gwp)
    result = None if inventory.gaps or gwp is None else footprint(declaration, rules, gwp, inventory)
    case = Case(declaration, rules, SHELF, Organisation(name=Text(zh="甲", en="A")), inventory, result)
    examination = examine(case, document)
    assert list(examination.findings) == sorted(examination.findings)
    assert result is not None or any(o.outcome == "error" for o in examination.outcomes)
    assert all(f.line >= 1 and f.column >= 1 and f.message for f in examination.findings)


@pytest.mark.parametrize("text", ["\n".join(lines) for lines in EXAMPLES])
def test_an_examination_is_the_same_twice(text: str, case_of) -> None:
    """The same declaration gives the same examination."""
    document, _ = parse(text.encode(), "x.yml")
    assert document is not None
    example = str(document.data["id"])  # type: ignore[index, call-overload]
    assert examine(*case_of(example)) == examine(*case_of(example))
