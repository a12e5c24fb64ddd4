"""Trade item numbers: how many digits, their check digit, and which of them name a product to everyone."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import Any

from carbonpress.source.document import parse

FILE = "gs1-prefixes.yml"


def check_digit_agrees(gtin: str) -> bool:
    """Whether the last digit is the check digit of the others.

    Source: GS1 General Specifications 7.9: weights 3 and 1 from the right, the sum is a multiple of ten.
    """
    return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(reversed(gtin))) % 10 == 0


def names_a_product(gtin: str) -> bool:
    """Whether a number names a product to everyone: not of zeros alone, nor one for restricted circulation."""
    if not gtin.strip("0"):
        return False
    if len(gtin) < 12 or not gtin[:-8].strip("0"):
        return True  # an eight-digit number, whose prefixes are others, perhaps with zeros in front
    prefix = gtin.zfill(14)[1:4]
    return not any(low <= prefix <= high for low, high in _restricted())


@functools.cache
def _restricted() -> tuple[tuple[str, str], ...]:
    document, findings = parse((resources.files("carbonpress.reference") / "data" / FILE).read_bytes(), FILE)
    data: Any = document.data if document else None
    if not isinstance(data, dict):
        raise ValueError(f"the shipped prefixes do not load: {findings}")
    return tuple((row["from"], row["to"]) for row in data["restricted"])


def is_gtin(text: str) -> bool:
    """Whether a text has the length of a trade item number and digits alone."""
    return re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", text) is not None
