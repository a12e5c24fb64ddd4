"""Draws the product pictures of the example site: one SVG per product, and the PNG that the declarations show.

Run it from anywhere: `python docs/drawings/draw.py`.  It writes the SVG files beside itself and the PNG files to
`declarations/images/`.  The drawings carry no words, so that one picture serves every language.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from pathlib import Path

import resvg_py
from PIL import Image

HERE = Path(__file__).resolve().parent
IMAGES = HERE.parents[1] / "declarations" / "images"
WIDTH, HEIGHT = 1200, 900

PAPER, INK, SHADE = "#f4f6f7", "#22303c", "#dfe5e8"
SHEATH, INNER_SHEATH = "#2b3640", "#46535f"
STEEL, STEEL_DARK, ALUMINIUM = "#9aa6b0", "#6f7c87", "#c9d1d7"
GEL, TUBE_FILL, FILLER = "#f0e2bd", "#fbf4df", "#e9edf0"
GLASS, GLASS_DEEP, COATING = "#d5ebf2", "#8cc4d8", "#f3b95f"
FRP = "#e6d9a8"
TEAL, NAVY, GREEN = "#00897b", "#12355b", "#35b36b"
# The order of colours that tells fibres and tubes apart in Chinese telecommunication cables.
FIBRES = ("#2f6fd0", "#ef8a2b", "#3aa757", "#8a5a35", "#9aa0a6", "#fdfdfd", "#d33a3a", "#2a2a2a", "#f0d030", "#8d5fc4",
          "#f2a3c0", "#35b8b0")  # fmt: skip


def circle(x: float, y: float, r: float, fill: str, stroke: str = INK, width: float = 3) -> str:
    """A disc."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'


def box(x: float, y: float, w: float, h: float, fill: str, stroke: str = INK, width: float = 3, r: float = 0) -> str:
    """A rectangle, with rounded corners where *r* is given."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{r}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{width}"/>'
    )


def path(d: str, fill: str = "none", stroke: str = INK, width: float = 3) -> str:
    """A path."""
    return f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" stroke-linejoin="round"/>'


def ring(count: int, radius: float, start: float = -90) -> list[tuple[float, float]]:
    """Centres of *count* equal parts on a circle about the origin, clockwise from *start* degrees."""
    angles = (math.radians(start + 360 * i / count) for i in range(count))
    return [(radius * math.cos(a), radius * math.sin(a)) for a in angles]


def wavy_ring(x: float, y: float, r: float, waves: int = 72, height: float = 5) -> str:
    """A corrugated tape, seen along the cable."""
    steps = waves * 8
    points = []
    for i in range(steps):
        a = 2 * math.pi * i / steps
        q = r + height * math.sin(waves * a)
        points.append(f"{x + q * math.cos(a):.1f},{y + q * math.sin(a):.1f}")
    return path("M" + " L".join(points) + "Z", GEL, STEEL_DARK, 9)


def tube(x: float, y: float, r: float, colour: str, fibres: int) -> str:
    """A loose tube with its fibres in gel."""
    parts = [circle(x, y, r, colour), circle(x, y, r * 0.72, TUBE_FILL, INK, 2)]
    inside = ring(fibres, r * 0.42) if fibres <= 6 else [*ring(9, r * 0.49), *ring(3, r * 0.2, -60)]
    size = r * (0.15 if fibres <= 6 else 0.125)
    parts += [circle(x + dx, y + dy, size, FIBRES[i], INK, 1.5) for i, (dx, dy) in enumerate(inside[:fibres])]
    return "".join(parts)


def stranded_section(x: float, y: float, r: float, tubes: Iterable[tuple[str, int]], layers: list[str]) -> str:
    """Section of a cable whose tubes lie about a steel wire; *layers* are names from the outside in."""
    parts, q = [circle(x, y, r, SHEATH)], r
    for layer in layers:
        if layer == "steel-tape":
            q -= r * 0.13
            parts.append(wavy_ring(x, y, q))
        elif layer == "inner-sheath":
            q -= r * 0.05
            parts.append(circle(x, y, q, INNER_SHEATH))
        elif layer == "aluminium-tape":
            q -= r * 0.085
            parts.append(circle(x, y, q, GEL, ALUMINIUM, 9))
    members = list(tubes)
    q -= r * 0.035
    size = q * math.sin(math.pi / len(members)) / (1 + math.sin(math.pi / len(members)))
    for (dx, dy), (colour, fibres) in zip(ring(len(members), q - size), members, strict=True):
        parts.append(tube(x + dx, y + dy, size, colour, fibres) if fibres else circle(x + dx, y + dy, size, FILLER))
    wire = q - 2 * size
    parts.append(circle(x, y, wire, INNER_SHEATH) if wire > size * 1.3 else "")
    parts.append(circle(x, y, min(wire, size) * 0.96, STEEL))
    return "".join(parts)


def stripped(y: float, layers: list[tuple[float, float, str, str]]) -> str:
    """Side view of a cable, its layers cut back one after the other.

    Each layer is its right end, its half height, its fill and its texture; the outermost comes last.
    """
    parts = []
    for right, half, fill, texture in layers:
        parts.append(path(f"M60,{y - half} H{right} q{half * 0.3:.1f},{half} 0,{2 * half} H60 Z", fill))
        if texture == "corrugated":
            for x in range(int(right) - 150, int(right) - 6, 14):
                parts.append(
                    path(f"M{x},{y - half + 2} q{half * 0.3:.1f},{half - 2} 0,{2 * half - 4}", "none", STEEL_DARK, 4)
                )
    return "".join(parts)


def helix(left: float, right: float, y: float, half: float, colours: list[str]) -> str:
    """Tubes stranded about the centre, seen from the side."""
    parts, pitch = [], 46
    xs = range(int(left), int(right), pitch)
    for i, x in enumerate(xs):
        colour = colours[i % len(colours)]
        parts.append(
            path(
                f"M{x},{y + half} q6,{-half} {pitch + 10},{-2 * half} h{pitch - 4} "
                f"q-{pitch + 4},{half} -{pitch + 10},{2 * half} Z",
                colour,
            )
        )
    return "".join(parts)


def cable(tubes: list[tuple[str, int]], layers: list[str], waist: list[tuple[float, float, str, str]]) -> str:
    """Picture of a stranded cable: its section above, the cable cut back in steps below."""
    y = 762
    colours = [colour if fibres else FILLER for colour, fibres in tubes]
    wire = box(1010, y - 12, 130, 24, STEEL)
    core = helix(waist[0][0] - 30, 990, y, 44, colours)
    return stranded_section(600, 335, 290, tubes, layers) + wire + core + stripped(y, waist)


def gyta53() -> str:
    """Four tubes of six fibres and two fillers, double sheath, steel tape."""
    tubes = [(FIBRES[0], 6), (FIBRES[1], 6), (FIBRES[2], 6), (FIBRES[3], 6), ("", 0), ("", 0)]
    waist = [
        (830, 56, ALUMINIUM, ""),
        (690, 66, INNER_SHEATH, ""),
        (550, 78, STEEL, "corrugated"),
        (380, 98, SHEATH, ""),
    ]
    return cable(tubes, ["steel-tape", "inner-sheath", "aluminium-tape"], waist)


def gyts() -> str:
    """Eight tubes of twelve fibres, one sheath, steel tape."""
    tubes = [(FIBRES[i], 12) for i in range(8)]
    waist = [(700, 64, STEEL, "corrugated"), (500, 84, SHEATH, "")]
    return cable(tubes, ["steel-tape"], waist)


def gyta() -> str:
    """Two tubes of six fibres and four fillers, one sheath, aluminium tape."""
    tubes = [(FIBRES[0], 6), (FIBRES[1], 6), ("", 0), ("", 0), ("", 0), ("", 0)]
    waist = [(690, 60, ALUMINIUM, ""), (500, 78, SHEATH, "")]
    return cable(tubes, ["aluminium-tape"], waist)


def central(member: str, taped: bool) -> str:
    """One central tube and two strength members of one colour in the sheath, with a steel tape or without."""
    x, y, r = 600, 335, 290
    parts = [circle(x, y, r, SHEATH)]
    parts += [circle(x + dx, y, 25, member) for dx in (-r * 0.85, r * 0.85)]
    parts += [wavy_ring(x, y, r * 0.7) if taped else "", tube(x, y, r * 0.6, "#f7f7f4", 12)]
    y = 762
    parts += [box(800, y - 60, 340, 12, member), box(800, y + 48, 340, 12, member)]
    tape: list[tuple[float, float, str, str]] = [(780, 46, STEEL, "corrugated")] if taped else []
    parts.append(stripped(y, [(1010, 34, "#f7f7f4", ""), *tape, (560, 84, SHEATH, "")]))
    for i in range(12):
        bend = (i - 5.5) * 9
        parts.append(
            path(
                f"M1013,{y + (i - 5.5) * 4:.1f} q60,{bend * 0.1:.1f} 130,{bend:.1f}",
                "none",
                FIBRES[i] if i != 5 else "#c8ced2",
                5,
            )
        )
    return "".join(parts)


def spool(x: float, y: float, scale: float, windings: str) -> str:
    """A reel of fibre, seen from the side."""
    w, h = 330 * scale, 420 * scale
    parts = [box(x - w / 2, y - h * 0.36, w, h * 0.72, windings, INK, 3)]
    lines = int(26 * scale)
    for i in range(1, lines):
        q = x - w / 2 + w * i / lines
        parts.append(path(f"M{q:.1f},{y - h * 0.36:.1f} v{h * 0.72:.1f}", "none", "#00000022", 2))
    for left in (x - w / 2 - 34 * scale, x + w / 2):
        parts.append(box(left, y - h / 2, 34 * scale, h, "#dfe5e8", INK, 3, 8))
    return "".join(parts)


def fibre(windings: str, core: float) -> str:
    """Section of a coated fibre beside its reel."""
    x, y, r = 400, 450, 300
    parts = [circle(x, y, r, COATING), circle(x, y, r * 0.78, "#f8d79c"), circle(x, y, r * 0.5, GLASS)]
    parts += [circle(x, y, core, GLASS_DEEP), circle(x, y, core * 0.3, "#ffffff", "#ffffff", 0)]
    parts.append(spool(930, 450, 1, windings))
    return "".join(parts)


def preform() -> str:
    """A preform with its handle and drawing tip, and its section."""
    y = 660
    parts = [
        path(
            f"M60,{y - 26} H190 q40,0 60,-64 H900 "
            f"q60,0 120,64 q40,20 110,22 v8 "
            f"q-70,2 -110,22 q-60,64 -120,64 H250 q-20,-64 -60,-64 H60 Z",
            GLASS,
        ),
        path(f"M252,{y - 18} H905 q60,0 110,14 v8 q-50,14 -110,14 H252 Z", GLASS_DEEP, GLASS_DEEP, 0),
        path(f"M275,{y - 68} H890", "none", "#ffffff", 10),
        circle(600, 270, 200, GLASS),
        circle(600, 270, 58, GLASS_DEEP),
        path("M460,180 a165,165 0 0 1 90,-66", "none", "#ffffff", 12),
    ]
    return "".join(parts)


def ears(y: float, h: float) -> str:
    """The two ears that fix a server to its rack."""
    parts = []
    for x in (70, 1080):
        parts.append(box(x, y, 50, h, "#c9d1d7", INK, 3, 6))
        parts += [circle(x + 25, y + q, 9, INK, INK, 0) for q in (26, h - 26)]
    return "".join(parts)


def bay(x: float, y: float, w: float, h: float) -> str:
    """A drive bay with its latch, holes and lamp."""
    parts = [box(x, y, w, h, "#3c4954", INK, 3, 4)]
    if w > h:
        parts += [circle(x + 26 + 16 * i, y + h / 2, 4.5, INK, INK, 0) for i in range(int((w - 90) // 16))]
        parts += [box(x + w - 44, y + 8, 10, h - 16, STEEL, INK, 2, 3), circle(x + w - 18, y + h / 2, 5, GREEN, INK, 1)]
    else:
        parts += [circle(x + w / 2, y + 26 + 15 * i, 4, INK, INK, 0) for i in range(int((h - 84) // 15))]
        parts += [box(x + 8, y + h - 44, w - 16, 10, STEEL, INK, 2, 3), circle(x + w / 2, y + h - 18, 5, GREEN, INK, 1)]
    return "".join(parts)


def controls(x: float, y: float, h: float) -> str:
    """Power button, lamps and sockets at the right end."""
    parts = [circle(x + 24, y + 34, 15, "#dfe5e8"), circle(x + 24, y + 34, 6, GREEN, INK, 1)]
    parts += [box(x + 8, y + h - 34 - 26 * i, 32, 14, INK, INK, 0, 2) for i in range(2)]
    return "".join(parts)


def lid(y: float, depth: float) -> str:
    """The top of a server behind its front, in perspective."""
    top = y - depth
    parts = [path(f"M120,{y} L205,{top} H995 L1080,{y} Z", "#ccd4d9", INK, 4)]
    parts.append(path(f"M{120 + 85 * 0.3:.1f},{y - depth * 0.3:.1f} H{1080 - 85 * 0.3:.1f}", "none", STEEL_DARK, 3))
    left, right = 205 - 85 * 0.55 + 60, 995 + 85 * 0.55 - 60
    parts.append(
        path(
            f"M{left:.1f},{y - depth * 0.45:.1f} H{right:.1f} l-20,{-depth * 0.32:.1f} H{left + 20:.1f} Z",
            "#dfe5e8",
            STEEL_DARK,
            3,
        )
    )
    parts.append(box(560, y - depth * 0.22, 80, depth * 0.12, STEEL, STEEL_DARK, 2, 4))
    return "".join(parts)


def server_2u(bays: str) -> str:
    """Front of a server two units high, twelve large or sixteen small bays."""
    y, h = 430, 280
    parts = [lid(y - 6, 230), box(120, y - 6, 960, h + 12, "#aab4bc", INK, 4, 8), ears(y - 6, h + 12)]
    if bays == "large":
        parts += [bay(142 + 218 * (i % 4), y + 12 + 88 * (i // 4), 210, 80) for i in range(12)]
    else:
        parts += [bay(142 + 54.5 * i, y + 14, 49, h - 28) for i in range(16)]
    parts.append(controls(1020, y, h))
    return "".join(parts)


def server_1u() -> str:
    """Front of a short server one unit high for the network edge, cables at the front."""
    y, h = 460, 160
    parts = [lid(y - 6, 180), box(120, y - 6, 960, h + 12, "#aab4bc", INK, 4, 8), ears(y - 6, h + 12)]
    parts += [bay(142, y + 12 + 70 * i, 200, 62) for i in range(2)]
    for i in range(6):
        parts.append(
            box(372 + 58 * i, y + 16, 48, 44, "#3c4954", INK, 3, 3) + box(382 + 58 * i, y + 26, 28, 24, PAPER, INK, 2)
        )
        parts.append(box(372 + 58 * i, y + 86, 48, 30, TEAL if i < 2 else "#3c4954", INK, 3, 3))
    for row in range(6):
        parts += [circle(748 + 22 * i + (11 if row % 2 else 0), y + 24 + 22 * row, 7, INK, INK, 0) for i in range(11)]
    parts.append(controls(1020, y, h))
    return "".join(parts)


DRAWINGS = {
    "gyta53-24b1": gyta53,
    "gyts-96b1": gyts,
    "gyta-12b1": gyta,
    "gyxtw-12b1": lambda: central(STEEL, taped=True),
    "gyfxty-12b1": lambda: central(FRP, taped=False),
    "fibre-g652d": lambda: fibre("#bfe3ee", 40),
    "fibre-g657a2": lambda: fibre("#f2cf8f", 34),
    "preform-180": preform,
    "server-r2": lambda: server_2u("large"),
    "server-e1": server_1u,
    "server-worked-example": lambda: server_2u("small"),
}


def svg(drawing: str) -> str:
    """The drawing on its sheet."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>{drawing}</svg>\n'
    )


def png(text: str) -> bytes:
    """The sheet as a small PNG of at most 128 colours."""
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text)))).convert("RGB")
    out = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write every drawing as SVG and PNG."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, draw in DRAWINGS.items():
        text = svg(draw())
        (HERE / f"{name}.svg").write_text(text, encoding="utf-8")
        (IMAGES / f"{name}.png").write_bytes(png(text))


if __name__ == "__main__":
    main()
