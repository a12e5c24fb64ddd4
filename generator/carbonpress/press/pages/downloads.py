"""What a version offers beside its page: labels, code, data and documents, as the registry of outputs lists them."""

from __future__ import annotations

from itertools import groupby
from typing import TypedDict

from carbonpress.press.common.frame import Voice
from carbonpress.press.common.outputs import Output, is_linked, of_version
from carbonpress.press.common.page import Site
from carbonpress.record.shape import Record

NO_LABEL = ("label",)
"""The condition that a version does not meet whose texts do not fit on its label."""


class Link(TypedDict):
    """A link to an output: its address below the root of the site or of the language, and its words."""

    address: str
    words: str
    is_page: bool
    by_language: bool


def linked_outputs(record: Record, site: Site, labelled: bool) -> list[Output]:
    """The outputs that the page of *record* offers; without those of the label unless it is *labelled*."""
    unfulfilled = () if labelled else NO_LABEL
    return [output for output in of_version() if is_linked(output, record, site, unfulfilled)]


def downloads(record: Record, site: Site, spoken: Voice, labelled: bool) -> list[list[Link]]:
    """The list of downloads: a line for each thing, with a link for each of its formats; the first one names it."""
    lines = groupby(linked_outputs(record, site, labelled), key=lambda output: output.link)
    return [
        [_link(output, record, spoken, is_first=not number) for number, output in enumerate(line)] for _, line in lines
    ]


def words_of(output: Output, spoken: Voice) -> str:
    """What *output* is called in the language of *spoken*, without its format."""
    return spoken.words[output.link] if isinstance(output.link, str) else output.link[spoken.language]


def _link(output: Output, record: Record, spoken: Voice, is_first: bool) -> Link:
    parts = [words_of(output, spoken)] if is_first else []
    return {
        "address": record["address"] + output.file.removesuffix("index.html"),
        "words": " ".join([*parts, output.format] if output.format else parts),
        "is_page": output.is_page,
        "by_language": bool(output.each),
    }
