"""Chapters 6 and 7 of the report: interpretation and conformity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from carbonpress.press.charts.stages import rounding_row, stage_rows, total_row
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.interval import covered
from carbonpress.press.common.shown import per_unit, result_of
from carbonpress.press.document.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    line,
)
from carbonpress.press.document.figures import stage_figure, waterfall_figure
from carbonpress.press.document.interpretation import how_sure
from carbonpress.press.document.typst import unescaped
from carbonpress.press.document.voice import Words
from carbonpress.press.pages.declaration import intensities as intensities_of
from carbonpress.press.pages.report import cut_off, hot_spots
from carbonpress.record.shape import Conformity, Record


def interpretation(record: Record, words: Words) -> Iterator[Block]:
    """Chapter 6: the result by stage, hot spots, how sure it is, assumptions and limitations, recommendations."""
    t = words.t
    yield Heading(1, t["section.interpretation"], "interpretation")
    yield Heading(2, t["section.result"], "result")
    yield Paragraph(sentence(record, words))
    yield stage_table(record, words)
    yield Paragraph(line(t["stages.as_stated" if record["basis"] == "stated" else "stages.rounding"]), "small")
    yield stage_figure(record, words)
    yield waterfall_figure(record, words)
    yield from intensities(record, words)
    yield from largest(record, words)
    yield from how_sure(record, words)
    yield Heading(2, t["section.assumptions"], "assumptions")
    yield from assumptions(record, words)
    yield Heading(2, t["section.recommendations"], "recommendations")
    given = record["recommendations"]
    yield Bullets(tuple(line(words.say(text)) for text in given)) if given else Paragraph(line(t["report.none"]))


def sentence(record: Record, words: Words) -> Line:
    """The result in one sentence, as annex B words it, and the stages left out."""
    t, stages, head = words.t, record["boundary"]["stages"], headline_of(record)
    pattern = t["result.partial" if record["boundary"]["partial"] else "result.whole"]
    told = pattern.format(
        maker=words.say(record["organisation"]["name"]),
        product=words.say(record["product"]["name"]),
        per=unescaped(per_unit(record, words.voice)),
        stages=words.voice.listing([words.say(s["name"]) for s in stages if s["included"]]),
        figure=head.digits,
        unit=head.unit[words.language],
    )
    left_out = [t["result.left_out"].format(stage=words.say(s["name"])) for s in stages if not s["included"]]
    return line(words.sentences(told, *left_out))


def stage_table(record: Record, words: Words) -> Table:
    """Table 2."""
    t, total = words.t, total_row(record, words.voice)
    unit = f"{headline_of(record).unit[words.language]} {unescaped(per_unit(record, words.voice))}"
    rows = [
        Row(
            (cell(row["name"]), cell(row["value"]), cell(row["percent"])),
            "" if row["included"] else "absent",
            tone=row["tone"],
        )
        for row in stage_rows(record, words.voice)
    ]
    if left := rounding_row(record, words.voice):
        rows.append(Row((cell(left["name"]), cell(left["value"]), cell(left["percent"]))))
    rows.append(Row((cell(t["stages.total"]), cell(total["value"]), cell(total["percent"])), "total"))
    return Table("stages", t["stages.table"], (t["stages.stage"], unit, "%"), tuple(rows))


def intensities(record: Record, words: Words) -> Iterator[Block]:
    """Each intensity with the division that leads to it."""
    t, head = words.t, headline_of(record)
    for shown in intensities_of(record, words.voice):
        told = t["result.intensity"].format(
            maker=words.say(record["organisation"]["name"]),
            product=words.say(record["product"]["name"]),
            name=shown["name"],
            value=shown["value"],
            unit=shown["unit"],
        )
        total = f"{shown['total']} {head.unit[words.language]}"
        divided = "".join(f" ÷ {value} ({name})" for name, value in shown["divisors"])
        formula = t["intensity.formula"].format(
            formula=shown["formula"],
            clause=words.cite(shown["clause"]),
            document=words.cite(record["rules"]["document"]),
        )
        worked = f"{total}{divided} = {shown['value']} {shown['unit']}"
        yield Paragraph(line(words.sentences(told, f"{worked} ({formula}){t['punctuation.stop']}")))


def largest(record: Record, words: Words) -> Iterator[Block]:
    """The hot spots."""
    t, given = words.t, hot_spots(record, words.voice)
    if not given:
        return
    yield Heading(3, t["result.hot_spots"], "hot-spots")
    rows = tuple(
        Row((cell(Run(str(number), "", f"#line-{number}")), cell(name), cell(value), cell(share)))
        for number, name, value, share in given
    )
    head = (t["inventory.line"], t["inventory.activity"], words.unit(record["total"]["unit"]), "%")
    yield Table("hot-spots", t["result.hot_spots_caption"], head, rows)


def assumptions(record: Record, words: Words) -> Iterator[Block]:
    """Assumptions and limitations, the author's first."""
    t, document = words.t, words.cite(record["rules"]["document"])
    if record["assumptions"]:
        yield Paragraph(line(Run(t["result.assumptions"], "strong")))
        yield Bullets(tuple(line(words.say(text)) for text in record["assumptions"]))
    limits = [words.say(text) for text in record["limitations"]]
    limits += [t["caution.single_text"], t["caution.compare_text"].format(document=document)]
    left_out = cut_off(record["cut_off"], record, words.voice)
    if left_out["flows"]:
        limits.append(t["result.cut_off"].format(share=left_out["total"]["share"]))
    limits.append(covered(record, words.voice))
    yield Paragraph(line(Run(t["result.limitations"], "strong")))
    yield Bullets(tuple(line(text) for text in limits))


def conformity(record: Record, words: Words) -> Iterator[Block]:
    """Chapter 7: each requirement that was checked; at the end what made this document and where it lives."""
    t, given = words.t, record["conformity"]
    outcomes = result_of(record, words.language)["outcomes"]
    yield Heading(1, t["section.conformity"], "conformity")
    counts = Counter(c["outcome"] for c in given)
    counted = words.own(
        "outcome_counts",
        all=len(given),
        met=counts["met"],
        warning=counts["warning"],
        not_applicable=counts["not-applicable"],
    )
    yield Paragraph(line(words.sentences(t["conformity.text"], counted)))
    checked = [c for c in given if c["outcome"] != "not-applicable"]
    head = (t["conformity.rule"], t["report.clause"], t["conformity.outcome"])
    yield Table("conformity", "", head, tuple(conformity_row(c, words, outcomes) for c in checked))
    others = [words.say(c["title"]) for c in given if c["outcome"] == "not-applicable"]
    if others:
        told = words.own("bar_between").join(others)
        yield Paragraph(line(f"{outcomes['not-applicable']}{t['punctuation.colon']}{told}"), "small")
    yield Paragraph(line(t["report.generator"].format(generator=record["generator"]), " declaration.json"), "small")
    kept = words.own("snapshot", version=record["version"])
    yield Paragraph(line(kept, words.own("gap"), Run(record["url"], "", record["url"])), "small")


def conformity_row(given: Conformity, words: Words, outcomes: Mapping[str, str]) -> Row:
    """One requirement with its rule, clause and outcome, and what the rule remarks."""
    title = line(words.say(given["title"]), Run(f" {given['rule']}", "code"))
    remarks = [Run(words.say(remark), "small") for remark in given["remarks"]]
    return Row((cell(title, *remarks), cell(words.cite(given["clause"])), cell(outcomes[given["outcome"]])))
