"""How a number is written: plain digits with a point, perhaps an exponent, and how many digits are kept."""

from __future__ import annotations

import re

SIGNIFICANT = 34
"""Digits of a number that are read and kept, all that decimal128 holds; exporters of spreadsheets write some 20."""
LONGEST_FRACTION = 60
"""Digits behind the point, the zeros before the first significant one included."""

NUMBER = re.compile(
    rf"(?![+-]?[0.]*[1-9](\.?[0-9]){{{SIGNIFICANT}}})"
    rf"[+-]?(0|[1-9][0-9]{{0,{SIGNIFICANT - 1}}})(\.[0-9]{{1,{LONGEST_FRACTION}}})?([eE][+-]?[0-9]{{1,2}})?"
)
"""A number as files give it; its first group looks ahead, so that none has more significant digits than are kept."""


def is_number(text: str) -> bool:
    """Whether the whole of *text* is a number."""
    return NUMBER.fullmatch(text) is not None


def long_number(text: str) -> str:
    """The limits of a number, for one that breaks nothing but them; otherwise an empty string."""
    long = re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text)
    limits = f"write at most {SIGNIFICANT} significant digits, {LONGEST_FRACTION} behind the point, and two behind e"
    return limits if long else ""
