"""What does not fit a model is told in the author's words, at the author's line and column."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, Field, ValidationError
from pydantic_core.core_schema import ErrorType

from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import LIMITS, SHAPES, decode
from carbonpress.model.factor import FactorFile
from carbonpress.model.quantity import Units
from carbonpress.model.rules import CategoryRules
from carbonpress.model.text import Words
from carbonpress.reference.load import DATA
from carbonpress.source.document import parse
from carbonpress.source.finding import Finding

Decoder = Callable[..., tuple[Any, list[Finding]]]

BASE = Path(__file__).parents[2] / "declarations" / "hostile" / "base.yml"
ORGANISATION = b"""\
name: {zh: \xe5\x85\xac\xe5\x8f\xb8, en: Maker}
address: 1 Road
contact: {person: A, phone: "+86 1", email: a@b.example}
website: https://a.example/
programme: {name: P, website: https://b.example/}
"""
FACTORS = b"""\
title: Own factors
source: {document: Sheet, year: 2025}
factors:
  - {id: own/a, edition: 2025, name: A, per: 1 kg, co2e: 2 kg CO2e, priority: 1, year: 2025, geography: CN}
  - id: b
    edition: 2025
    name: B
    per: 1 kWh
    gases: {fossil: {CO2: 0.5 kg, CH4: 1 g}, biogenic_removal: {CO2: -1 g}}
    year: 2025
    geography: CN
    source: {document: Other, year: 2024, url: "https://a.example/", read: 2026-01-01}
"""
PYDANTIC = set(get_args(ErrorType))
"""All errors that pydantic itself knows."""
TOLD = {"missing", "extra_forbidden", "literal_error", "too_short", *LIMITS, *SHAPES}
"""Errors of pydantic's own that `decode` puts into words."""
WRONG: list[Any] = [None, "", "x", "0", "-1", "光缆", [], ["x"], [[]], {}, {"x": "y"}, {"zh": []}, [{"amount": "1"}]]
JARGON = re.compile(
    r"Input|pydantic|should (be|match)|NoneType|\bdict|\bstr\b|function-|model_|kind:[a-z]|form:[a-z]|_type\b"
)


def data(raw: bytes) -> Any:
    document, findings = parse(raw, "a.yml")
    assert document is not None
    assert [] == findings
    return document.data


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from paths(part, (*path, key))


def changed(value: Any, path: tuple[Any, ...], put: Any) -> Any:
    """A copy of *value* in which *put* stands at *path*."""
    if not path:
        return put
    made = copy.deepcopy(value)
    here = made
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = put
    return made


def renamed(value: Any, path: tuple[Any, ...], key: str) -> Any:
    """A copy of *value* in which the key at the end of *path* is called *key*."""
    made = copy.deepcopy(value)
    here = made
    for step in path[:-1]:
        here = here[step]
    here[key] = here.pop(path[-1])
    return made


def variants(value: Any) -> Iterator[Any]:
    """*value* with every part in turn replaced by everything wrong, and every key in turn by another one."""
    for path in paths(value):
        for put in WRONG:
            yield changed(value, path, put)
        if path and isinstance(path[-1], str):
            yield renamed(value, path, "x")
            yield renamed(value, path, "[key]")


SAMPLES: list[tuple[type[BaseModel], Path | bytes]] = [
    (Declaration, BASE),
    (Organisation, ORGANISATION),
    (FactorFile, FACTORS),
    (CategoryRules, DATA / "rules" / "server.yml"),
]


@pytest.mark.parametrize(("cls", "sample"), SAMPLES, ids=lambda sample: getattr(sample, "__name__", ""))
def test_every_error_of_pydantic_is_put_into_words(cls: type[BaseModel], sample: Path | bytes, units: Units) -> None:
    """Whatever is wrong wherever, each finding has a place, a rule of ours and no word of pydantic's."""
    right = data(sample if isinstance(sample, bytes) else sample.read_bytes())
    empty, _ = parse(b"{}", "a.yml")
    assert empty is not None
    for wrong in variants(right):
        document = replace(empty, data=wrong)
        model, findings = decode(cls, document, units)
        assert (model is None) == bool(findings)
        for finding in findings:
            assert re.fullmatch("[a-z-]+", finding.rule)
            assert finding.rule not in PYDANTIC
            assert not JARGON.search(finding.message), finding
            assert not JARGON.search(finding.expected + finding.mend), finding
            assert (1, 1) == (finding.line, finding.column)


def test_no_other_errors_of_pydantic_can_occur(units: Units) -> None:
    """All kinds of error that pydantic itself raises on our models are among those that are put into words."""
    met: set[str] = set()
    for cls, sample in SAMPLES:
        for wrong in variants(data(sample if isinstance(sample, bytes) else sample.read_bytes())):
            try:
                cls.model_validate(wrong, context={"units": units})
            except ValidationError as errors:
                met |= {error["type"] for error in errors.errors()}
    assert set() == met & PYDANTIC - TOLD
    assert {"missing", "extra_forbidden", "literal_error", "greater_than_equal", "too_short", *SHAPES} <= met


def found(decoded: Decoder, text: str, cls: type[BaseModel] = Declaration) -> list[tuple[int, int, str, str, str]]:
    return [(f.line, f.column, f.rule, f.message, f.mend) for f in decoded(cls, text)[1]]


def base(*changes: tuple[str, str]) -> str:
    text = BASE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_an_unknown_key_is_told_at_the_key_with_the_key_that_was_meant(decoded: Decoder) -> None:
    """An unknown key is told at the key, with the nearest key of that very mapping that is not given yet."""
    text = base(("      mass: 1.6 kg", "      masss: 1.6 kg"), ("geography: CN\n", "geography: CN\ngeographie: CN\n"))
    expected = [
        (16, 1, "unknown-key", "unknown key 'geographie'", "did you mean 'geography'?"),
        (28, 7, "unknown-key", "unknown key 'masss'", "did you mean 'mass'?"),
    ]
    assert expected == found(decoded, text)


def test_an_unknown_key_that_resembles_none_is_told_with_all(decoded: Decoder) -> None:
    """Where no key is near, all keys of that mapping are listed, as their author writes them."""
    (finding,) = decoded(Declaration, base(("period: {", "period: {zzz: 1, ")))[1]
    assert ("one of from, to", "") == (finding.expected, finding.mend)


def test_a_missing_key_is_told_with_what_it_is_for(decoded: Decoder) -> None:
    """A missing key is told at the mapping that lacks it, with what the key is for."""
    (finding,) = decoded(Declaration, base(("to: 2029-02-28", "")))[1]
    assert (20, 1, "missing-key") == (finding.line, finding.column, finding.rule)
    assert "the key 'to' is missing" == finding.message
    assert "Last day, included." == finding.expected
    assert "add 'to: …'" == finding.mend


def test_a_choice_is_told_with_all_choices_and_the_nearest(decoded: Decoder) -> None:
    """A word that is no choice is told with all choices and the nearest one."""
    (finding,) = decoded(Declaration, base(("basis: length", "basis: lenght")))[1]
    assert (69, 12, "choice") == (finding.line, finding.column, finding.rule)
    assert "one of length, mass, count, hours, energy, volume, output, economic, other" == finding.expected
    assert "did you mean 'length'?" == finding.mend


def test_the_kind_of_a_line_may_stand_anywhere_in_it(decoded: Decoder) -> None:
    """A line is known by its kind wherever the key stands, a `transport` list of legs notwithstanding."""
    text = base(
        ("    - material: {zh: 光纤, en: Fibre}\n      component: core\n", "    - component: core\n"),
        (
            "      transport: [{by: road@2022, distance: 680 km}, {fuel: diesel, amount: 3 kg}]\n",
            "      transport: [{by: road@2022, distance: 680 km}]\n      material: Fibre\n",
        ),
    )
    assert [] == found(decoded, text)


def test_a_kind_that_does_not_exist_is_told_with_the_nearest(decoded: Decoder) -> None:
    """A misspelt kind is told at the key, with the kind that was meant."""
    expected = [(46, 7, "kind", "'removals' is no kind of line", "did you mean 'removal'?")]
    assert expected == found(decoded, base(("- removal:", "- removals:")))


def test_two_kinds_in_one_line_are_a_forgotten_dash(decoded: Decoder) -> None:
    """A second kind in a line is told as a line that lacks its dash."""
    expected = [(28, 7, "unknown-key", "unknown key 'energy'", "begin a new line with '- energy: …'")]
    assert expected == found(decoded, base(("      mass: 1.6 kg", "      mass: 1.6 kg\n      energy: x")))


@pytest.mark.parametrize("word", ["offset", "offsets", "carbon_offset", "carbon_offsets", "carbon_credits"])
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("      mass: 1.6 kg", "      mass: 1.6 kg\n      {}: 3 t", (28, 7)),
        ("cores: 24", "{}: 24", (11, 34)),
        ("    - removal: {zh: 木材固碳, en: Carbon in the wood}", "    - {}: trees", (46, 7)),
        ("study:\n", "study:\n  {}: trees\n", (17, 3)),
        ("  use:\n", "  {}:\n", (56, 3)),
    ],
)
def test_an_offset_is_refused_at_every_depth(
    word: str, old: str, new: str, place: tuple[int, int], decoded: Decoder
) -> None:
    """A key that speaks of offsetting is refused as such, once, wherever it stands."""
    (finding,) = decoded(Declaration, base((old, new.format(word))))[1]
    assert (*place, "offset") == (finding.line, finding.column, finding.rule)
    assert "T/CCSA 603-2024, 5.2.1" == finding.clause


def test_offsets_at_the_top_are_left_to_the_rule(decoded: Decoder) -> None:
    """The key `offsets` of a declaration passes, to be refused by its rule; other words at the top do not."""
    declaration, findings = decoded(Declaration, base(("geography: CN", "geography: CN\noffsets: [{amount: 3 t}]")))
    assert [] == findings
    assert [{"amount": "3 t"}] == declaration.offsets
    expected = [(16, 1, "offset")]
    assert expected == [
        item[:3] for item in found(decoded, base(("geography: CN", "geography: CN\ncarbon_credits: 1")))
    ]


def test_a_shared_source_is_judged_once(decoded: Decoder) -> None:
    """A slip in the source that all rows share is told once, where it stands, and the rows are checked all the same."""
    text = FACTORS.decode().replace("Sheet, year: 2025", "Sheet, year: 25").replace("per: 1 kg,", "per: 1 kgg,")
    expected = [(2, 33, "date"), (4, 46, "unit")]
    assert expected == [item[:3] for item in found(decoded, text, FactorFile)]


def test_a_row_takes_the_shared_source_unless_it_has_its_own(decoded: Decoder) -> None:
    """The source of a factor file serves the rows that give none."""
    file, findings = decoded(FactorFile, FACTORS.decode())
    assert [] == findings
    assert ["Sheet", "Other"] == [factor.source.document for factor in file.factors]
    assert [("fossil", "CO2e", "2 kg")] == [(o, g, str(m)) for o, g, m in file.factors[0].masses()]
    expected = [("fossil", "CO2", "0.5 kg"), ("fossil", "CH4", "1 g"), ("biogenic_removal", "CO2", "-1 g")]
    assert expected == [(o, g, str(m)) for o, g, m in file.factors[1].masses()]


def test_a_slip_in_a_short_form_is_told_where_it_was_written(decoded: Decoder) -> None:
    """What the model puts around a short form is not in the file and does not move the finding."""
    text = FACTORS.decode().replace("co2e: 2 kg CO2e", "co2e: 2 kk").replace("CH4: 1 g", "CH4: 1 gg")
    expected = [(4, 58, "unit"), (9, 40, "unit")]
    assert expected == [item[:3] for item in found(decoded, text, FactorFile)]


def test_a_key_of_a_mapping_is_told_at_the_key(decoded: Decoder) -> None:
    """A key that cannot be one is told at the key, with the choices where there are some."""
    text = FACTORS.decode().replace("{fossil: {", "{fosil: {")
    (finding, *_) = decoded(FactorFile, text)[1]
    assert (9, 13, "choice", "did you mean 'fossil'?") == (finding.line, finding.column, finding.rule, finding.mend)


def test_a_part_of_a_document_can_be_read_by_itself(units: Units) -> None:
    """Data below a path are read as a model of their own, with places in the whole file."""
    document, _ = parse(b"a:\n  - name: x\n    websit: https://a.example/\n", "a.yml")
    assert document is not None
    model, (finding,) = decode(Organisation, document, units, ("a", 0))
    assert model is None
    assert (3, 5, "unknown-key") == (finding.line, finding.column, finding.rule)


def test_findings_are_sorted_and_each_stands_once(decoded: Decoder) -> None:
    """Findings come in the order of the file."""
    told = found(decoded, base(("version: 1", "version: x"), ("uses: 5", "uses: x"), ("id: cable-24", "id: _")))
    assert sorted(set(told)) == told
    assert [1, 2, 33] == [item[0] for item in told]


class Pair(Words):
    """A model of the tests, with two keys that are much alike and one whose limit `decode` has no words for."""

    amount: str | None = None
    amounts: str | None = None
    even: Annotated[int, Field(multiple_of=2)] | None = None


def test_a_misspelt_key_is_one_that_was_not_given(decoded: Decoder) -> None:
    """Of two keys that may be meant, the hint names the one that is not there yet, even where the other is nearer."""
    _, findings = decoded(Pair, "amount: x\namountz: y\n")
    assert ["did you mean 'amounts'?"] == [finding.mend for finding in findings]
    _, findings = decoded(Pair, "amount: x\namounts: x\namountz: y\n")
    assert ["did you mean 'amount'?"] == [finding.mend for finding in findings]


def test_an_offset_among_plain_values_is_refused(decoded: Decoder) -> None:
    """A key that speaks of offsetting is found where no other value has keys of its own."""
    _, findings = decoded(Pair, "amount: x\noffset: 1 t\n")
    assert ["offset"] == [finding.rule for finding in findings]


def test_an_error_without_words_of_its_own_is_told_all_the_same(decoded: Decoder) -> None:
    """An error that nobody foresaw is a finding by a name that is documented."""
    _, findings = decoded(Pair, "even: 3\n")
    assert [("type", "'3' does not fit here")] == [(finding.rule, finding.message) for finding in findings]
