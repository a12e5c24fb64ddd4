"""The words and digits that a site shows of its published versions, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from carbonpress.press.document.blocks import Run
from carbonpress.press.document.leaflet import SIZES, side
from carbonpress.press.document.view import document
from carbonpress.press.document.voice import words_of
from carbonpress.press.label.setting import Words
from carbonpress.press.label.variants import composed
from carbonpress.record.version import Version
from carbonpress.record.wording import speaking
from carbonpress.study.project import open_project

BASE_URL = "https://frozen.example.com/pcf/"
LANGUAGES = ("zh", "en")
LABELS = ("standard-zh-en-colour", "compact-zh-mono", "strip-en-colour", "mini-zh-mono", "mini-en-mono")
"""Labels of every size, and in every language."""

LOOKS = frozenset({"style", "look", "id", "tone", "language", "sections"})
"""Keys of documents and leaflets that hold no words, or patterns that are filled in elsewhere."""

UNSEEN = frozenset({"script", "style", "template", "svg"})
INLINE = frozenset({"a", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"})
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class _Article(HTMLParser):
    """The lines of text of the article of a page, and the texts that stand for its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.open: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins."""
        given = dict(attrs)
        if tag == "article" or self.open:
            if tag not in INLINE:
                self.lines.append(given.get("alt") or "")
            if tag not in VOID:
                self.open.append(tag)
                self.unseen += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """End what is open."""
        if self.open and tag not in VOID:
            self.unseen -= self.open.pop() in UNSEEN
            if tag not in INLINE:
                self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Text inside the article."""
        if self.open and not self.unseen:
            self.lines[-1] += data


def page_text(html: str) -> str:
    """What a reader sees of the article of a page, a line for each block."""
    reader = _Article()
    reader.feed(html)
    return _joined(" ".join(line.split()) for line in reader.lines)


def texts_of(project: Path) -> dict[str, str]:
    """Words and digits of every version of the built *project*: its pages, its labels, report and leaflet."""
    texts: dict[str, str] = {}
    for group in open_project(project / "declarations", BASE_URL).versions.values():
        for version in group:
            texts.update(_of_version(version, project / "site"))
    return texts


def _of_version(version: Version, site: Path) -> Iterator[tuple[str, str]]:
    record = version.record
    name = f"{record['id']}-v{record['version']}"
    for language in LANGUAGES:
        here = site / ("" if language == LANGUAGES[0] else language) / record["address"]
        for kind, path in (("declaration", "index.html"), ("report", "report/index.html")):
            yield f"{name}-{kind}-{language}", page_text((here / path).read_text(encoding="utf-8"))
        with speaking(version.wording):
            yield f"{name}-document-{language}", _joined(_strings(document(record, language)))
            yield f"{name}-leaflet-{language}", _joined(_strings(side(record, SIZES["a5"], words_of(language))))
    labels = []
    for variant in LABELS:
        label = composed(record, variant, state=version.state)
        drawn = "".join(item.text for item in label.items if isinstance(item, Words))
        labels += [variant, "".join(drawn.split()), label.title, label.description]
    yield f"{name}-labels", _joined(labels)


def _strings(value: Any) -> Iterator[str]:
    """All text in *value*, in its order; drawings are none."""
    if isinstance(value, str):
        if not value.startswith("<svg"):
            yield value
    elif isinstance(value, Run):
        yield value.text
    elif is_dataclass(value):
        yield from _strings({one.name: getattr(value, one.name) for one in fields(value)})
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in LOOKS:
                yield from _strings(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _strings(one)


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(line for line in lines if line.strip()) + "\n"
