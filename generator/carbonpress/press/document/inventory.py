"""Chapters 4 and 5 of the report: inventory analysis and impact assessment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from carbonpress.press.charts.stages import total_row
from carbonpress.press.common.figures import amount
from carbonpress.press.document.blocks import (
    Block,
    Cell,
    Equation,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    line,
    small,
)
from carbonpress.press.document.figures import origin_figure
from carbonpress.press.document.voice import Words
from carbonpress.press.pages.declaration import quality
from carbonpress.press.pages.inventory import Line as InventoryLine
from carbonpress.press.pages.inventory import attenuation_lines, data_sources, factor_table, table_1
from carbonpress.press.pages.report import allocation
from carbonpress.record.shape import Record


def inventory(record: Record, words: Words) -> Iterator[Block]:
    """Chapter 4: sources, allocation, table 1 with its factors, data quality."""
    t = words.t
    yield Heading(1, t["section.inventory"], "inventory")
    yield Heading(2, t["section.sources"], "sources")
    yield from sources(record, words)
    yield Heading(2, t["section.allocation"], "allocation")
    yield from allocations(record, words)
    yield Heading(2, t["section.table-1"], "table-1")
    if record["activities"] or record["confidential"]:
        yield Paragraph(line(t["inventory.how"]))
        yield inventory_table(record, words)
        yield from attenuation(record, words)
        if record["factors"]:
            yield factors(record, words)
    else:
        yield Paragraph(line(t["report.stated_inventory"]))
    yield Heading(2, t["section.quality"], "quality")
    yield from data_quality(record, words)


def sources(record: Record, words: Words) -> Iterator[Block]:
    """Where the activity data come from."""
    t, given = words.t, data_sources(record, words.voice)
    if not given:
        yield Paragraph(line(t["report.stated_inventory"]))
        return
    keys = ("inventory.line", "sources.kind", "sources.from", "sources.year", "sources.place", "sources.lines")
    rows = tuple(
        Row(
            (cell(f"S{s['number']}"), *(cell(str(s[key])) for key in ("kind", "source", "year", "place", "count"))),
            id=f"source-{s['number']}",
        )
        for s in given
    )
    yield Table("sources", t["sources.caption"], tuple(t[key] for key in keys), rows)
    yield Paragraph(line(t["sources.factors"]), "small")


def allocations(record: Record, words: Words) -> Iterator[Block]:
    """The order of the rules, and each allocation with its alternatives and what they would lead to."""
    t, rules = words.t, record["rules"]
    order = t["punctuation.then"].join(t[f"allocation_step.{step}"] for step in rules["allocation"])
    document, clause = words.cite(rules["document"]), words.cite(rules["allocation_clause"])
    basis = t["allocation.order"].format(document=document, clause=clause)
    yield Paragraph(line(f"{basis}{t['punctuation.colon']}{order}{t['punctuation.stop']}"))
    if not record["allocations"]:
        none = "report.stated_inventory" if record["basis"] == "stated" else "allocation.none"
        yield Paragraph(line(t[none]))
    for given in record["allocations"]:
        shown = allocation(given, words.voice)
        yield allocation_table(shown, words)
        if shown["sensitive"]:
            yield Paragraph(line(t["allocation.sensitivity"]), "small")


def allocation_table(shown: dict[str, Any], words: Words) -> Table:
    """One allocation: the choice made and its alternatives."""
    t = words.t
    keys = ("basis", "share", "of", "others")
    head = (*(t[f"allocation.{key}"] for key in keys), t["cut_off.because"], t["allocation.total"])
    rows = tuple(
        Row(
            (
                cell(choice["basis"], small(t["allocation.alternative" if position else "allocation.chosen"])),
                cell(choice["share"]),
                cell(choice["of"]),
                cell(*([f"{name} {share}" for name, share in choice["others"]] or ["–"])),
                cell(words.say(choice["because"])),
                cell(choice["total"]),
            )
        )
        for position, choice in enumerate(shown["choices"])
    )
    return Table("allocation", f"{t['allocation.caption']} {shown['id']}", head, rows, f"allocation-{shown['id']}")


def inventory_table(record: Record, words: Words) -> Table:
    """Table 1: every line with amount, derivation, factor, GWP and result, stage by stage."""
    t = words.t
    keys = ("inventory.line", "inventory.activity", "inventory.amount", "inventory.factor")
    head = (*(t[key] for key in keys), "GWP", words.unit(record["total"]["unit"]), "%")
    rows: list[Row] = []
    for group in table_1(record, words.voice):
        told = (cell(group["name"]), cell(group["result"]), cell(group["share"]))
        rows.append(Row(told, "group", 5, group["tone"]))
        for entry in group["lines"]:
            rows += inventory_rows(entry, words)
        hidden = group["hidden"]
        if hidden:
            name = cell(t["inventory.confidential"].format(count=hidden["count"]))
            rows.append(Row((name, cell(hidden["result"]), cell(hidden["share"])), "", 5))
    total = total_row(record, words.voice)
    rows.append(Row((cell(t["stages.total"]), cell(total["value"]), cell(total["percent"])), "total", 5))
    return Table("inventory", t["inventory.caption"], head, tuple(rows))


def inventory_rows(entry: InventoryLine, words: Words) -> Iterator[Row]:
    """A line of table 1: its first term, and one row more for each other gas or origin."""
    mark = Run(words.t["factor.illustrative"], "mark") if entry.illustrative else ""
    about = cell(
        line(entry.name, " " if mark else "", mark),
        small(f"{entry.about} · {entry.data} S{entry.source}"),
        small(entry.note),
    )
    basis = Run(f" {entry.allocation}", "small", f"#allocation-{entry.allocation}") if entry.allocation else ""
    steps = line(small(entry.steps), basis)
    factor, unit, gwp, result, origin = entry.first
    which = Run(f"F{entry.factor}", "small", f"#factor-{entry.factor}") if entry.factor else ""
    used = cell(
        line(factor, small(f" {unit}")), line(which, small(f" {entry.factor_name}" if which else "")), small(origin)
    )
    cells = (cell(entry.number), about, cell(entry.amount, steps), used, cell(gwp), cell(result), cell(entry.share))
    yield Row(cells, id=f"line-{entry.number}")
    for factor, unit, gwp, result, origin in entry.others:
        more = cell(line(factor, small(f" {unit}")), small(origin))
        empty: Cell = ()
        yield Row((empty, empty, empty, more, cell(gwp), cell(result), empty), "more")


def attenuation(record: Record, words: Words) -> Iterator[Block]:
    """The equation of annex E, where a line rests on it."""
    numbers = attenuation_lines(record)
    if not numbers:
        return
    links = [part for number in numbers for part in (", ", Run(str(number), "", f"#line-{number}"))][1:]
    yield Paragraph(line(words.t["attenuation.text"], words.own("gap"), *links))
    yield Equation("attenuation", words.own("equation_attenuation"), "(E.1)")
    yield Paragraph(line(words.own("equation_attenuation_units")), "small")


def factors(record: Record, words: Words) -> Table:
    """The emission factors that table 1 refers to."""
    t = words.t
    name, *others = (t[f"factor.{key}"] for key in ("factor", "per", "where", "source"))
    rows = tuple(factor_row(f, words) for f in factor_table(record, words.voice))
    return Table("factors", t["factor.caption"], (t["inventory.line"], name, "kg CO₂e", *others), rows)


def factor_row(given: dict[str, Any], words: Words) -> Row:
    """One factor with its kind and class, derivation, place and source."""
    t = words.t
    mark = Run(t["factor.illustrative"], "mark") if given["illustrative"] else ""
    fuel = f"{t['factor.fuel']}{t['punctuation.colon']}{given['fuel']}" if given["fuel"] else ""
    rank = f" · {t['quality.class']} {given['priority']}" if given["priority"] else ""
    kind = small(f"{given['key']} · {given['kind']} · {given['data']}{rank}")
    cells = (
        cell(f"F{given['number']}"),
        cell(line(given["name"], " " if mark else "", mark), kind, small(fuel)),
        cell(given["value"]),
        cell(given["per"]),
        cell(f"{given['geography']} {given['year']}"),
        cell(Run(given["source"], "", given["url"] or "")),
    )
    return Row(cells, id=f"factor-{given['number']}")


def data_quality(record: Record, words: Words) -> Iterator[Block]:
    """How much of the footprint rests on primary data, on each class of factors, and on illustrative ones."""
    t, given = words.t, quality(record["data_quality"], words.voice)
    if given is None:
        yield Paragraph(line(t["quality.stated"]))
        return
    shares: tuple[Literal["primary_activity"], Literal["primary"]] = ("primary_activity", "primary")
    yield Fields(tuple((t[f"quality.{key}"], cell(given[key])) for key in shares), wide=True)
    if given["by_priority"]:
        rules = record["rules"]
        document, clause = words.cite(rules["document"]), words.cite(rules["priority_clause"])
        caption = t["quality.priority"].format(document=document, clause=clause)
        rows = tuple(Row((cell(rank), cell(name), cell(share))) for rank, name, share in given["by_priority"])
        head = (t["quality.class"], t["quality.what"], t["quality.share"])
        yield Table("priorities", caption, head, rows)
    if given["illustrative"]:
        told = t["quality.illustrative"].format(share=given["illustrative"])
        yield Paragraph(line(Run(t["factor.illustrative"], "mark"), f" {told}"), "note")


def impact(record: Record, words: Words) -> Iterator[Block]:
    """Chapter 5: characterisation factors and the calculation."""
    t, gwp = words.t, record["gwp"]
    yield Heading(1, t["section.impact"], "impact")
    yield Heading(2, t["section.gwp"], "gwp")
    if gwp is None:
        yield Paragraph(line(t["gwp.stated"]))
    else:
        source, horizon = gwp["source"], gwp["horizon"]["value"]
        told = t["gwp.text"].format(
            title=words.say(gwp["title"]), horizon=horizon, source=words.say(source["document"]), year=source["year"]
        )
        yield Paragraph(line(told))
        if not gwp["newest"]:
            yield Paragraph(line(Run(t["gwp.older"], "strong")), "note")
        if gwp["gases"]:
            head = (t["gwp.gas"], t["gwp.formula"], "kg CO₂e/kg")
            gases = tuple(
                Row(
                    (
                        cell(words.say(gas["name"])),
                        cell(words.voice.formula(gas["formula"])),
                        cell(amount(gas["value"])),
                    )
                )
                for gas in gwp["gases"]
            )
            yield Table("gases", t["gwp.caption"], head, gases)
        yield Paragraph(line(t["gwp.co2e"]), "small")
    yield Heading(2, t["section.calculation"], "calculation")
    yield Equation("footprint", words.own("equation_footprint"), "(1)")
    yield Paragraph(line(t["report.stated_inventory" if record["basis"] == "stated" else "calculation.text"]))
    yield origin_figure(record, words)
