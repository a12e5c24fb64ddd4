"""Text in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from carbonpress.model.declaration import Product, ReferenceFlow
from carbonpress.model.text import Text

Decoder = Callable[..., tuple[Any, list[Any]]]


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("{zh: 光缆, en: cable}", "光缆", "cable"),
        ("{zh: 光缆}", "光缆", None),
        ("{en: cable, zh: }", None, "cable"),
        ("光缆 GYTA", "光缆 GYTA", None),
        ("GYTA53", "GYTA53", "GYTA53"),
        ("'𠀀'", "𠀀", None),
    ],
)
def test_a_text_is_given_by_language_or_plainly(written: str, zh: str | None, en: str | None, decoded: Decoder) -> None:
    """A plain text with Han characters is Chinese; one without stands for both languages."""
    flow, findings = decoded(ReferenceFlow, f"amount: 1 kg\nof: {written}\n")
    assert [] == findings
    assert (zh, en) == (flow.of.zh, flow.of.en)


def test_a_text_tells_which_languages_are_missing() -> None:
    """The languages without text are named in their order."""
    assert [] == Text(zh="光缆", en="cable").missing()
    assert ["en"] == Text(zh="光缆").missing()
    assert ["zh"] == Text(en="cable").missing()


@pytest.mark.parametrize(
    ("written", "rule"),
    [("", "type"), ("[光缆]", "type"), ("{}", "text"), ("{zh: , en: ~}", "text"), ("{zh: '', en: x}", "text")],
)
def test_a_text_without_words_is_refused(written: str, rule: str, decoded: Decoder) -> None:
    """Nothing, a list, no language and an empty text are all refused."""
    flow, findings = decoded(ReferenceFlow, f"amount: 1 kg\nof: {written}\n")
    assert flow is None
    assert [rule] == [finding.rule for finding in findings]


def test_a_parameter_is_a_line_or_a_text_by_language(decoded: Decoder) -> None:
    """A parameter is kept as one line where it is one, and as a text where it has languages."""
    product, findings = decoded(
        Product, "name: Cable\nmodel: G\nparameters: {net_mass: 186 kg, sheath: {zh: 聚乙烯, en: polyethylene}}\n"
    )
    assert [] == findings
    assert {"net_mass": "186 kg", "sheath": Text(zh="聚乙烯", en="polyethylene")} == product.parameters
