"""Each slip of a mistyped number is undone, and nothing else is changed."""

from __future__ import annotations

import pytest

from carbonpress.model.repair import LONGEST, mended


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("１２．５ｋｇ", "12.5 kg"),
        ("−5 kg", "-5 kg"),
        ("–5 kg", "-5 kg"),
        ("12.5kg", "12.5 kg"),
        ("1e3kg", "1e3 kg"),
        ("1E3kg", "1E3 kg"),
        ("-1.5E+3kg", "-1.5E+3 kg"),
        ("1.2 x 10^3 kg", "1.2e3 kg"),
        ("1 200 kg", "1200 kg"),
        ("12 O kg", "120 kg"),
        ("l2 kg", "12 kg"),
        ("007 kg", "7 kg"),
        (".5 kg", "0.5 kg"),
        ("-.5 kg", "-0.5 kg"),
        ("12. kg", "12 kg"),
        ("12.", "12"),
        ("-12. kg", "-12 kg"),
        ("kg 12.5", "12.5 kg"),
        ("1.234,5 kg", "1234.5 kg"),
        ("1,234.5 kg", "1234.5 kg"),
    ],
)
def test_a_slip_is_undone(text: str, meant: str) -> None:
    """The reading that fits is the one that was meant."""
    assert f"did you mean {meant!r}?" == mended(text, lambda reading: reading == meant)


def test_a_comma_may_mean_two_things() -> None:
    """Where both readings fit, both are named."""
    assert "did you mean '1.234 kg' or '1234 kg'?" == mended("1,234 kg", lambda reading: "," not in reading)


def test_long_texts_are_no_numbers() -> None:
    """Sixty characters may be a number, sixty-one are not."""
    longest = "1" * (LONGEST - 3) + "kg"
    assert f"did you mean '{longest[:-2]} kg'?" == mended(longest, lambda reading: " kg" in reading)
    assert mended("1" * (LONGEST - 2) + "kg", lambda reading: " kg" in reading)
    assert "" == mended("1" * (LONGEST - 1) + "kg", lambda reading: True)
