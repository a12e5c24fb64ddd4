"""The text of a page as Markdown: headings, lists, tables, links. What Markdown cannot say is left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

DRAWN = frozenset({"svg", "template", "math", "button"})
BEFORE = {"p": "\n\n", "dl": "\n\n", "figure": "\n\n", "table": "\n\n", "li": "\n- ", "dt": "\n- **", "tr": "|"}
BEFORE |= {f"h{level}": "\n\n" + "#" * level + " " for level in range(1, 5)} | {"strong": "**", "a": "["}
AFTER = {"td": " |", "th": " |", "dt": "**: ", "strong": "**", "ul": "\n", "ol": "\n", "dl": "\n", "table": "\n"}


def markdown_of(body: str) -> str:
    """*body* as Markdown."""
    reader = _Reader()
    reader.feed(body)
    return "".join(reader.written)


class _Reader(HTMLParser):
    """Writes Markdown while it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.inside_drawing = 0
        self.cells = 0
        self.first_row = False
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside_drawing += tag in DRAWN
        if self.inside_drawing:
            return
        self.written.append(BEFORE.get(tag, ""))
        if tag == "table":
            self.first_row = True
        elif tag == "tr":
            self.cells = 0
        elif tag in ("td", "th"):
            self.cells += 1
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if self.inside_drawing:
            self.inside_drawing -= tag in DRAWN
        elif tag == "tr":
            self.written.append("\n" + ("|" + "---|" * self.cells + "\n" if self.first_row else ""))
            self.first_row = False
        else:
            self.written.append(f"]({self.link})" if tag == "a" else AFTER.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self.inside_drawing and data.strip():
            self.written.append(re.sub(r"\s+", " ", data))
