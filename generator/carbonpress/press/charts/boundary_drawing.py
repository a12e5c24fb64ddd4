"""The system boundary as a drawing: what goes into each stage, what is counted, and what stands outside."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from carbonpress.press.charts.charts import tones
from carbonpress.press.common.frame import Voice
from carbonpress.press.common.template_compiler import escaped
from carbonpress.record.shape import Record, Stage

WIDTH = 440
BOX_LEFT, BOX_WIDTH = 122, 222
ROW, GAP = 66, 18
"""Height of a box and the way between two of them, in the units of the drawing (pixels at full size)."""

LINES = 4
"""So many kinds of input have room beside a box."""


def boundary_drawing(record: Record, voice: Voice) -> Markup:
    """The stages of *record* in one drawing, counted ones inside the dashed line, the others hollow below it."""
    stages = record["boundary"]["stages"]
    inside = [stage for stage in stages if stage["included"]]
    outside = [stage for stage in stages if not stage["included"]]
    named = tones(stages)
    inputs = stage_inputs(record, voice)
    parts: list[str] = []
    y = 44
    for number, stage in enumerate(inside):
        parts.append(_counted(stage, named[stage["id"]], inputs.get(stage["id"], []), y, voice))
        if number < len(inside) - 1:
            x = BOX_LEFT + BOX_WIDTH // 2
            parts.append(f'<path class="cp-flow" d="M{x} {y + ROW}v{GAP - 3}"/>')
        y += ROW + GAP
    edge = y
    if outside:
        y += 30
        parts.append(f'<text class="cp-small" x="{BOX_LEFT}" y="{y}">{escaped(voice.words["drawing.outside"])}</text>')
        y += 12
    for stage in outside:
        parts.append(_left_out(stage, y, voice))
        y += ROW + GAP // 2
    return _framed("".join(parts), edge, y, record, voice)


@lru_cache(maxsize=1024)
def wrapped(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """*text* in at most so many lines of *width* at font size *size*; what does not fit ends in an ellipsis.

    Widths are estimated: a full em for wide characters, 0.52 em for others.
    Breaks after spaces and between wide characters.
    """
    made, current = [""], 0.0
    for piece in _pieces(text):
        room = size * sum(1.0 if _wide(c) else 0.52 for c in piece)
        if current + room > width and made[-1]:
            made.append("")
            current = 0.0
        made[-1] += piece
        current += room
    if len(made) > lines:
        made = [*made[: lines - 1], made[lines - 1].rstrip()[:-1] + "…"]
    return tuple(line.strip() for line in made)


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for character in text:
        if _wide(character) or (pieces[-1] and (_wide(pieces[-1][-1]) or pieces[-1].endswith(" "))):
            pieces.append(character)
        else:
            pieces[-1] += character
    return [piece for piece in pieces if piece]


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def stage_inputs(record: Record, voice: Voice) -> Mapping[str, list[str]]:
    """What goes into each stage: kinds of lines and how many there are of each, confidential ones by themselves."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for activity in record["activities"]:
        counted[activity["stage"]][voice.words[f"kind.{activity['kind']}"]] += 1
    for aggregate in record["confidential"]:
        counted[aggregate["stage"]][voice.words["kind.confidential"]] += aggregate["count"]
    return {stage: _lines(kinds) for stage, kinds in counted.items()}


def _lines(kinds: Counter[str]) -> list[str]:
    """The kinds with the most lines; where there are more kinds than room, the others in one."""
    shown = kinds.most_common() if len(kinds) <= LINES else kinds.most_common(LINES - 1)
    remainder = kinds.total() - sum(count for _, count in shown)
    return [f"{kind} {count}" for kind, count in shown] + ([f"… {remainder}"] if remainder else [])


def _counted(stage: Stage, tone: str, inputs: Sequence[str], y: int, voice: Voice) -> str:
    middle = y + ROW // 2
    lines = inputs[:LINES]
    top = middle + 4 - 7.5 * (len(lines) - 1)
    into = "".join(
        f'<text class="cp-small" text-anchor="end" x="{BOX_LEFT - 24}" y="{top + 15 * at:g}">{escaped(line)}</text>'
        for at, line in enumerate(lines)
    )
    arrow = f'<path class="cp-flow" d="M{BOX_LEFT - 20} {middle}h16"/>' if lines else ""
    right = BOX_LEFT + BOX_WIDTH
    return (
        f'<rect class="cp-box" x="{BOX_LEFT}" y="{y}" width="{BOX_WIDTH}" height="{ROW}" rx="4"/>'
        f'<rect class="cp-{tone}" x="{BOX_LEFT}" y="{y}" width="8" height="{ROW}" rx="2"/>'
        f"{_name(stage, y, voice)}{into}{arrow}"
        f'<path class="cp-flow" d="M{right + 4} {middle}h16"/>'
        f'<text class="cp-small" x="{right + 24}" y="{middle + 4}">{escaped(voice.words["drawing.gas"])}</text>'
    )


def _left_out(stage: Stage, y: int, voice: Voice) -> str:
    because = voice.plain(stage["excluded_because"])
    notes = wrapped(because, 13, BOX_WIDTH - 32, 2) if because else ()
    top = y + 24 if notes else y + ROW // 2 + 5
    return (
        f'<rect class="cp-hollow" x="{BOX_LEFT}" y="{y}" width="{BOX_WIDTH}" height="{ROW}" rx="4"/>'
        f'<text class="cp-name" x="{BOX_LEFT + 20}" y="{top}">{escaped(voice.plain(stage["name"]))}</text>'
        + "".join(
            f'<text class="cp-small" x="{BOX_LEFT + 20}" y="{y + 41 + 15 * at}">{escaped(note)}</text>'
            for at, note in enumerate(notes)
        )
    )


def _name(stage: Stage, y: int, voice: Voice) -> str:
    lines = wrapped(voice.plain(stage["name"]), 15, BOX_WIDTH - 32, 2)
    top = y + ROW // 2 + 5 - 9 * (len(lines) - 1)
    return "".join(
        f'<text class="cp-name" x="{BOX_LEFT + 20}" y="{top + 18 * at}">{escaped(line)}</text>'
        for at, line in enumerate(lines)
    )


def in_words(record: Record, voice: Voice) -> str:
    """The drawing in words, for those who do not see it."""
    words = voice.words
    counted = voice.listing([voice.plain(s["name"]) for s in record["boundary"]["stages"] if s["included"]])
    left_out = voice.listing([voice.plain(s["name"]) for s in record["boundary"]["stages"] if not s["included"]])
    return words["drawing.told"].format(counted=counted, left_out=left_out or words["drawing.nothing"])


def _framed(parts: str, edge: int, height: int, record: Record, voice: Voice) -> Markup:
    """The drawing with its dashed line, its arrow head and its description."""
    words, told = voice.words, in_words(record, voice)
    return Markup(  # noqa: S704  every text in it is escaped where it enters
        f'<svg class="cp-drawing" viewBox="0 0 {WIDTH} {height + 8}" role="img" aria-label="{escaped(told)}">'
        '<defs><marker id="cp-head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="cp-head" d="M0 0 8 4 0 8z"/></marker></defs>'
        f'<rect class="cp-boundary" x="{BOX_LEFT - 12}" y="12" width="{BOX_WIDTH + 24}" height="{edge - 14}" rx="8"/>'
        f'<text class="cp-small" x="{BOX_LEFT}" y="32">{escaped(words["drawing.boundary"])}</text>{parts}</svg>'
    )
