"""What all parts of a record are made of: numbers, texts, amounts, sources."""

from __future__ import annotations

from typing_extensions import TypedDict

Number = str
"""A decimal string such as `1027.4`."""

Text = dict[str, str]
"""A text by language: `zh`, `en`."""

LineOrText = str | Text
"""One line that serves all languages, such as the number of a standard, or a text by language."""


class Amount(TypedDict):
    """A number and its unit."""

    value: Number
    unit: str


class Source(TypedDict):
    """Where a number comes from."""

    document: LineOrText
    publisher: LineOrText | None
    year: int
    table: LineOrText | None
    url: str | None
