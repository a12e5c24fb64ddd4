"""How good the figure is and what would change it, as blocks: what the report page says of it, in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from carbonpress.press.common.frame import Voice
from carbonpress.press.common.interval import covered
from carbonpress.press.document.blocks import (
    Block,
    Bullets,
    Cell,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    line,
    small,
)
from carbonpress.press.document.figures import density_figure, scenario_figure, tornado_figure
from carbonpress.press.document.typst import unescaped
from carbonpress.press.document.voice import Words
from carbonpress.press.pages.interpretation import View, summary
from carbonpress.press.pages.interpretation import interpretation as view_of
from carbonpress.record.shape import Record

NAMED_LINES = 3
"""So many lines of table 1 are named beside a datum, as on the page."""


def how_sure(record: Record, words: Words) -> Iterator[Block]:
    """The result in words, uncertainty, sensitivity, scenarios, data quality and check lists; nothing without them."""
    block = record.get("interpretation")
    view = view_of(record, _spoken(words))
    if view is None or block is None:
        return
    yield _heading(words, "in_words", "in-words")
    yield Bullets(tuple(line(unescaped(sentence)) for sentence in view["sentences"]))
    yield from contributions(view, record, words)
    yield _heading(words, "uncertainty", "uncertainty")
    yield from uncertainty(view, record, words)
    if view["sensitivity"]:
        yield _heading(words, "sensitivity", "sensitivity")
        yield from sensitivity(view["sensitivity"], record, words)
    if record["basis"] == "computed":
        yield _heading(words, "scenarios", "scenarios")
        yield from scenarios(view["scenarios"], record, words)
    if view["quality"]:
        yield _heading(words, "quality", "rating")
        yield from rating(view["quality"], words)
    if view["checks"]:
        yield _heading(words, "checks", "checks")
        yield checks(view["checks"], words)


def in_short(record: Record, words: Words) -> tuple[str, ...]:
    """The interval in words with what it covers, and the rating; nothing where no interval is given."""
    block = record.get("interpretation")
    short = summary(record, _spoken(words))
    if short is None or block is None or block["uncertainty"] is None:
        return ()
    said = words.sentences(unescaped(short["interval"]), covered(record, words.voice))
    return tuple(part for part in (said, unescaped(short["rating"] or "")) if part)


def contributions(view: View, record: Record, words: Words) -> Iterator[Block]:
    """Unit processes and gases, where there are several."""
    t, unit = words.t, words.unit(record["total"]["unit"])
    if view["processes"]:
        head = (t["interpretation.process"], t["stages.stage"], unit, "%")
        rows = [(name or t["interpretation.unnamed"], *others) for name, *others in view["processes"]]
        yield _table("processes", t["interpretation.processes"], head, rows)
    if len(view["gases"]) > 1:
        yield _table("by-gas", t["interpretation.gases"], (t["interpretation.gas"], unit, "%"), view["gases"])


def uncertainty(view: View, record: Record, words: Words) -> Iterator[Block]:
    """The interval of 95 % of the total and of each stage, how it was made, and what a simulation gave."""
    t, shown = words.t, view["uncertainty"]
    block = record.get("interpretation")
    if shown is None or block is None or block["uncertainty"] is None:
        yield Paragraph(line(t["interpretation.no_interval" if record["basis"] == "stated" else "report.none"]))
        return
    unit = words.unit(record["total"]["unit"])
    yield Paragraph(line(unescaped(shown["in_words"])))
    if shown["density"]:
        yield from density_figure(block["uncertainty"]["total"], shown["ends"], record, words)
    yield Paragraph(line(words.sentences(*(unescaped(each) for each in shown["method"]))))
    head = (t["stages.stage"], *(t[f"interpretation.{key}"] for key in ("value", "low", "high")))
    total = (t["stages.total"], *shown["total"])
    yield _table("uncertainty", f"{t['interpretation.table']} ({unit})", head, shown["rows"], total)
    if shown["simulation"]:
        yield Paragraph(line(unescaped(shown["simulation"]["in_words"])))


def sensitivity(shown: View, record: Record, words: Words) -> Iterator[Block]:
    """How far each datum moves the result, what was left out, and other GWP sets, which stand apart."""
    t, unit = words.t, words.unit(record["total"]["unit"])
    caption = f"{t['interpretation.tornado']} ({unit})"
    if shown["rows"]:
        yield tornado_figure(record, shown["rows"], caption, words)
        keys = ("datum", "tenth", "range", "spread", "variance")
        rows = tuple(
            Row(
                (
                    cell(_text(datum["name"]), _kind(datum)),
                    cell(datum["tenth"]),
                    cell(datum["range"]),
                    cell(datum["spread"], small(datum["basis"])),
                    cell(datum["variance"]),
                )
            )
            for datum in shown["rows"]
        )
        yield Table("drivers", "", tuple(t[f"interpretation.{key}"] for key in keys), rows)
    told = words.sentences(*(unescaped(shown[key]) for key in ("others", "undisclosed", "left_out")))
    if told:
        yield Paragraph(line(told))
    if shown["allocations"]:
        choices = [(unescaped(choice), value) for choice, value in shown["allocations"]]
        head = (t["allocation.caption"], unit)
        yield _table("other-allocations", t["interpretation.other_allocations"], head, choices)
    if shown["gwp"]:
        yield _table("other-gwp", t["interpretation.other_gwp"], (t["interpretation.gwp_set"], unit), shown["gwp"])
    yield Paragraph(line(unescaped(shown["fixed"])), "small")


def scenarios(shown: View, record: Record, words: Words) -> Iterator[Block]:
    """Other ways the life cycle may go, against the declared figure."""
    t, unit = words.t, words.unit(record["total"]["unit"])
    if not shown["rows"]:
        yield Paragraph(line(t["interpretation.no_scenarios"]))
        return
    yield Paragraph(line(t["interpretation.scenarios_text"]))
    yield scenario_figure(record, shown, words)
    declared = Row((cell(t["interpretation.declared"]), cell(shown["declared"]["value"])), "group")
    rows = tuple(
        Row(
            (
                cell(line(_text(one["name"]), small(f" {one['about']}")), small(words.say(one["because"]))),
                cell(one["value"]),
                cell(one["difference"]),
                cell(one["percent"]),
            )
        )
        for one in shown["rows"]
    )
    head = (t["interpretation.scenarios"], unit, t["interpretation.difference"], "%")
    yield Table("scenarios", "", head, (declared, *rows))


def rating(shown: View, words: Words) -> Iterator[Block]:
    """Scores of the indicators, ratings of the stages and of the whole, and weak data on which much rests."""
    t = words.t
    yield Paragraph(line(words.sentences(t["interpretation.quality_text"], unescaped(shown["given"]))))
    head = tuple(t[f"interpretation.{key}"] for key in ("indicator", "score", "rated"))
    rows = [*((name, score, "") for name, score in shown["indicators"]), *shown["stages"]]
    total = (t["interpretation.whole"], shown["score"], shown["rating"])
    yield _table("rating", t["interpretation.quality"], head, rows, total)
    if shown["weak"]:
        yield Paragraph(line(Run(t["interpretation.weak"], "strong")))
        yield Bullets(tuple(_weak(datum, words) for datum in shown["weak"]))
    else:
        yield Paragraph(line(t["interpretation.no_weak"]))


def checks(shown: Sequence[View], words: Words) -> Table:
    """The check lists for completeness and consistency, gaps named."""
    t = words.t
    rows = tuple(
        Row(
            (
                cell(line(check["name"], small(f" {check['list']}"))),
                cell(check["outcome"], unescaped(check["figures"]), small(unescaped(check["missing"]))),
            )
        )
        for check in shown
    )
    return Table("checks", "", (t["interpretation.check"], t["interpretation.found"]), rows)


def _spoken(words: Words) -> Voice:
    """The voice of the document for sentences that escape their parts: a list of them must not be escaped twice."""
    comma = Markup(words.t["punctuation.comma"])  # noqa: S704  our own wording
    return words.voice._replace(listing=comma.join)


def _heading(words: Words, key: str, id_: str) -> Heading:
    return Heading(3, words.t[f"interpretation.{key}"], id_)


def _table(
    look: str, caption: str, head: tuple[str, ...], rows: Sequence[Sequence[Any]], total: Sequence[str] = ()
) -> Table:
    """A table of one text to a cell."""
    made = [Row(_cells(row)) for row in rows]
    made += [Row(_cells(total), "total")] if total else []
    return Table(look, caption, head, tuple(made))


def _cells(texts: Sequence[Any]) -> tuple[Cell, ...]:
    return tuple(cell(_text(each)) for each in texts)


def _text(given: Any) -> str:
    return unescaped(str(given) if not isinstance(given, str) else given)


def _kind(datum: View) -> Line:
    """Whether it is an amount, a distance or a factor, and the lines that rest on it."""
    lines = [Run(f" {number}", "small", f"#line-{number}") for number in datum["lines"][:NAMED_LINES]]
    return line(small(datum["kind"]), *lines)


def _weak(datum: View, words: Words) -> Line:
    t = words.t
    told = f"{datum['share']}{t['punctuation.comma']}{datum['score']} {datum['rating']}"
    return line(_text(datum["name"]), small(" ("), *_kind(datum), small(")"), f"{t['punctuation.colon']}{told}")
