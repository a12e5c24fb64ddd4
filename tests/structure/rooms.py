"""Draws docs/drawings/rooms.svg from the imports of the package: `python -m tests.structure.rooms`.

Rooms stand on the diagonal, in the order of the contracts of import-linter.  A dot in the row of one room and the
column of another says that the first imports the second; since imports go one way, nothing stands below the diagonal
but what each room is for, which is the first line of the docstring of the room.
"""

from __future__ import annotations

import ast
from html import escape

from tests.structure.package import PACKAGE, ROOT, imports, rooms

TARGET = ROOT / "docs" / "drawings" / "rooms.svg"

CELL = 34
"""Height of a row and width of a column, so that a line of text fits into a row with air around it."""
BOX_WIDTH, BOX_HEIGHT = 132, 24
"""As wide as the longest name of a room, `press/document`, at 13 pixels in the widest of the typefaces."""
LEFT, TOP, MARGIN = 700, 66, 24
"""Room for the longest purpose in the first rows; for the heading; around all."""

STYLE = """
    .paper { fill: #ffffff } .box { fill: #e8f3f1; stroke: #00695c } .line { stroke: #c7d0d6 } .dot { fill: #12355b }
    text { font: 13px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; fill: #22303c }
    .name { font-weight: 600; text-anchor: middle } .purpose { text-anchor: end; fill: #4a5863 }
    .heading { font-size: 16px; font-weight: 600 }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #14191d } .box { fill: #16342f; stroke: #5fc7b6 } .line { stroke: #3a464f } .dot { fill: #8fb8ea }
      text { fill: #e6ecef } .purpose { fill: #b4c0c8 }
    }
"""


def purpose(room: str) -> str:
    """The first sentence of the docstring of *room*."""
    text = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    return text.splitlines()[0].partition(". ")[0].rstrip(".")


def corner(at: int) -> tuple[float, float]:
    """Right edge and middle of the box of the room with that index."""
    return LEFT + CELL * at, TOP + CELL * at + CELL / 2


def row(at: int, room: str) -> list[str]:
    """The box of *room* and what it is for."""
    right, middle = corner(at)
    left = right - BOX_WIDTH
    return [
        f'<rect class="box" x="{left}" y="{middle - BOX_HEIGHT / 2:g}" '
        f'width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="5"/>',
        f'<text class="name" x="{left + BOX_WIDTH / 2:g}" y="{middle + 4.5:g}">{escape(room)}</text>',
        f'<text class="purpose" x="{left - 10}" y="{middle + 4.5:g}">{escape(purpose(room))}</text>',
    ]


def lines(at: int, targets: list[int]) -> list[str]:
    """Lines from the room with that index to the columns of *targets*."""
    if not targets:
        return []
    right, middle = corner(at)
    return [f'<path class="line" d="M{right} {middle:g}H{corner(max(targets))[0] - CELL / 2:g}"/>']


def column(at: int, sources: list[int]) -> list[str]:
    """The line down to the room with that index from the rows of *sources*, and a dot at each."""
    if not sources:
        return []
    right, middle = corner(at)
    x = right - CELL / 2
    down = f'<path class="line" d="M{x:g} {corner(min(sources))[1]:g}V{middle - BOX_HEIGHT / 2:g}"/>'
    return [down, *(f'<circle class="dot" cx="{x:g}" cy="{corner(source)[1]:g}" r="4"/>' for source in sources)]


def drawing() -> str:
    """The drawing of today's imports, as text of an SVG file."""
    order = rooms()
    index = {room: at for at, room in enumerate(order)}
    pairs = sorted((index[one], index[other]) for one, other in imports())
    parts: list[str] = []
    for at in range(len(order)):
        parts += lines(at, [other for one, other in pairs if one == at])
    for at in range(len(order)):
        parts += column(at, [one for one, other in pairs if other == at])
    for at, room in enumerate(order):
        parts += row(at, room)
    width, height = LEFT + CELL * (len(order) - 1) + MARGIN, TOP + CELL * len(order) + MARGIN
    heading = "The rooms of carbonpress: a dot says that the room on its left imports the room below it"
    return "\n".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {width} {height}" role="img" aria-label="{heading}">',
            f"  <style>{STYLE}  </style>",
            f'  <rect class="paper" width="{width}" height="{height}" rx="8"/>',
            f'  <text class="heading" x="{MARGIN}" y="38">{heading}</text>',
            *(f"  {part}" for part in parts),
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    TARGET.write_text(drawing(), encoding="utf-8", newline="\n")
