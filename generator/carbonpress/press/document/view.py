"""The study report of a record as a document: what the report page says, in the order of T/CCSA 603-2024 annex B.

Rows, figures and wording are those of the report page; here they are put into the blocks of a document, which
`report_pdf` and `report_docx` write.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.press.common.figures import quantity
from carbonpress.press.common.frame import boundary_name
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.shown import per_unit, result_of
from carbonpress.press.document.blocks import (
    Block,
    Boxes,
    Bullets,
    Cell,
    Cover,
    Document,
    Fields,
    Heading,
    Line,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    cell,
    line,
    small,
)
from carbonpress.press.document.figures import boundary_figure
from carbonpress.press.document.inventory import impact, inventory
from carbonpress.press.document.result import conformity, interpretation
from carbonpress.press.document.typst import unescaped
from carbonpress.press.document.voice import Words, words_of
from carbonpress.press.pages.declaration import quality
from carbonpress.press.pages.report import cut_off
from carbonpress.record.shape import Record


def document(record: Record, language: str, with_picture: bool = False) -> Document:
    """The study report of *record* in *language*; *with_picture* when the product's picture will be handed over."""
    words = words_of(language)
    product, study = record["product"], record["study"]
    chapters = (overview(record, words, with_picture), goal(record, words), scope(record, words))
    results = (inventory(record, words), impact(record, words), interpretation(record, words))
    blocks = [block for chapter in (*chapters, *results, conformity(record, words)) for block in chapter]
    before, rest = words.own("page").split("{page}")
    between, after = rest.split("{pages}")
    return Document(
        language,
        words.t["report.title"].format(product=words.say(product["name"])),
        words.say(study["assessor"] or record["organisation"]["name"]),
        _day(study["date"] or record["validity"]["from"]),
        tuple(words.own("keywords").split(", ")),
        cover(record, words),
        words.t["report.contents"],
        (words.sentences(standing(record, words), words.say(product["name"])), numbers(record, words)),
        (before, between, after),
        tuple(blocks),
    )


def numbers(record: Record, words: Words) -> str:
    """Report number and registration number, and the version; what the head of every page tells."""
    programme = record["programme"]
    told = [
        words.own("heading_number", number=record["study"]["report_number"])
        if record["study"]["report_number"]
        else "",
        words.own("heading_registration", number=programme["number"]) if programme and programme["number"] else "",
        words.own("heading_version", id=record["id"], version=record["version"]),
    ]
    return words.own("heading_join").join(part for part in told if part)


def cover(record: Record, words: Words) -> Cover:
    """The first page: who, what, which number, and the figure with all that must stand next to it."""
    t, say = words.t, words.say
    stages = record["boundary"]["stages"]
    programme = record["programme"]
    rows = [
        (t["report.product_name"], say(record["product"]["name"])),
        (t["report.model"], record["product"]["model"]),
        (t["report.producer_name"], say(record["organisation"]["name"])),
        (t["report.number"], record["study"]["report_number"] or t["report.none"]),
        (t["facts.number"], (programme["number"] if programme else None) or t["report.none"]),
        (t["report.assessor"], say(record["study"]["assessor"] or record["organisation"]["name"])),
        (t["report.commissioner"], say(record["study"]["commissioner"] or record["organisation"]["name"])),
        (t["report.date"], record["study"]["date"] or t["report.none"]),
        (t["facts.rules"], f"{words.cite(record['rules']['document'])} {say(record['rules']['document_title'])}"),
        (t["facts.verification"], verification(record, words)),
        (t["facts.validity"], f"{record['validity']['from']} – {record['validity']['to']}"),
    ]
    return Cover(
        t["communication." + record["communication"]],
        t["report.name"],
        words.own("subtitle"),
        warning(record, words),
        tuple((name, cell(value)) for name, value in rows),
        t["declaration.partial" if record["boundary"]["partial"] else "declaration.whole"],
        headline_of(record).digits,
        headline_of(record).unit[words.language],
        unescaped(per_unit(record, words.voice)),
        record["status"] == "withdrawn",
        tuple((stage["included"], say(stage["name"])) for stage in stages),
        notes(record, words),
        t["caution.compare_text"].format(document=words.cite(record["rules"]["document"])),
        record["url"],
        words.own("scan"),
    )


def standing(record: Record, words: Words) -> str:
    """Draft or withdrawn, for the head of every page; nothing where it was published and stands."""
    return "" if record["status"] == "published" else words.t[f"standing.{record['status']}"]


def notes(record: Record, words: Words) -> tuple[str, ...]:
    """That the figure was taken over from a study, or rests on factors without a source."""
    source, shares = record["stated"], quality(record["data_quality"], words.voice)
    taken_over = words.t["declaration.stated"].format(study=words.say(source["study"])) if source else ""
    illustrative = shares["illustrative"] if shares else ""
    unfounded = words.t["declaration.illustrative"].format(share=illustrative) if illustrative else ""
    return tuple(note for note in (taken_over, unfounded) if note)


def warning(record: Record, words: Words) -> str:
    """What a reader must know first: that it is a draft, or withdrawn and why."""
    t = words.t
    if record["status"] == "published":
        return ""
    why = words.say(record["withdrawn_because"])
    reason = f"{t['standing.reason']}{t['punctuation.colon']}{why}" if why else ""
    return words.sentences(standing(record, words), t[f"standing.{record['status']}_text"], reason)


def verification(record: Record, words: Words) -> str:
    """Who verified it, by which statement and when; or that nobody did."""
    given, t = record["verification"], words.t
    said = result_of(record, words.language)["verification"]
    if given["kind"] == "none":
        return said
    if given["by"]:
        said += t["punctuation.colon"] + words.say(given["by"])
    statement = f"{t['verification.statement']} {given['statement']}" if given["statement"] else ""
    return words.own("bar_between").join(part for part in (said, statement, given["date"]) if part)


def overview(record: Record, words: Words, with_picture: bool) -> Iterator[Block]:
    """Chapter 1: producer, product, method."""
    t, say, none = words.t, words.say, words.t["report.none"]
    maker, product = record["organisation"], record["product"]
    contact = maker["contact"]
    yield Heading(1, t["section.overview"], "overview")
    if record["basis"] == "stated":
        yield from stated(record, words)
    yield Heading(2, t["section.producer"], "producer")
    mail = contact["email"] if contact else None
    yield _fields(
        (t["report.producer_name"], cell(say(maker["name"]))),
        (t["report.address"], cell(say(maker["address"]) or none)),
        (t["report.legal"], cell(say(maker["legal_representative"]) or none)),
        (t["report.person"], cell((say(contact["person"]) if contact else "") or none)),
        (t["report.phone"], cell((contact["phone"] if contact else None) or none, _mail(mail))),
        (t["report.about"], cell(say(maker["about"]) or none)),
    )
    yield Heading(2, t["section.product"], "product")
    rows = [
        (t["report.product_name"], cell(f"{say(product['name'])} ({product['model']})")),
        (t["report.category"], cell(say(product["category"]))),
        (t["report.function"], cell(say(product["function"]) or none)),
        (t["report.description"], cell(say(product["description"]) or none)),
    ]
    if product["gtin"]:
        rows.append(("GTIN", cell(product["gtin"])))
    image = product["image"]
    if not (with_picture and image):
        told = say(image["alt"]) if image else t["report.no_picture"]
        rows.append((t["report.picture"], cell(told)))
    yield _fields(*rows)
    if with_picture and image:
        yield Picture(say(image["alt"]))
    if product["parameters"]:
        head = (t["report.parameter"], t["report.value"], t["report.clause"])
        made = tuple(
            Row((cell(say(p["name"])), cell(say(p["value"])), cell(words.cite(p["clause"]))))
            for p in product["parameters"]
        )
        yield Table("parameters", t["report.parameters"], head, made)
    yield from method(record, words)


def stated(record: Record, words: Words) -> Iterator[Block]:
    """That the results are taken over from a study, and which."""
    t, source = words.t, record["stated"]
    yield Paragraph(line(Run(t["report.stated"], "strong"), words.own("gap"), t["report.stated_text"]), "note")
    if source is None:
        return
    link = source["url"] or ""
    rows = [
        (t["report.stated_study"], cell(words.say(source["study"]), Run(link, "small", _web(link)) if link else "")),
        (t["report.stated_by"], cell(f"{words.say(source['by'])}, {source['date']}")),
    ]
    if source["statement"]:
        rows.append((t["verification.statement"], cell(words.say(source["statement"]))))
    yield _fields(*rows)


def method(record: Record, words: Words) -> Iterator[Block]:
    """Standard, category rules and programme."""
    t, say, rules = words.t, words.say, record["rules"]
    yield Heading(2, t["section.method"], "method")
    told = t["report.method_text"].format(
        document=words.cite(rules["document"]), title=say(rules["document_title"]), status=say(rules["status"])
    )
    yield Paragraph(line(words.sentences(told, f"{say(rules['title'])}{t['punctuation.stop']}")))
    programme = record["programme"]
    if programme is None:
        return
    operator = say(programme["operator"]["name"]) if programme["operator"] else t["contact.no_operator"]
    rows = [(t["contact.operator"], cell(operator))]
    if programme["number"]:
        rows.append((t["facts.number"], cell(programme["number"])))
    if programme["pcr_review"]:
        rows.append((t["contact.review"], cell(say(programme["pcr_review"]))))
    yield _fields(*rows)


def goal(record: Record, words: Words) -> Iterator[Block]:
    """Chapter 2."""
    t, study = words.t, record["study"]
    yield Heading(1, t["section.goal"], "goal")
    yield Paragraph(line(words.say(study["goal"])))
    use = words.sentences(words.say(study["intended_use"]), t[f"audience.{record['audience']}"])
    yield Paragraph(line(Run(t["report.intended_use"], "strong"), f"{t['punctuation.colon']}{use}"))


def scope(record: Record, words: Words) -> Iterator[Block]:
    """Chapter 3: unit, system boundary, cut-off criteria, period."""
    t = words.t
    yield Heading(1, t["section.scope"], "scope")
    yield Heading(2, t["section.unit"], "unit")
    yield from unit(record, words)
    yield Heading(2, t["section.boundary"], "boundary")
    yield from boundary(record, words)
    yield Heading(2, t["section.cut-off"], "cut-off")
    yield from cut_off_blocks(record, words)
    yield Heading(2, t["section.period"], "period")
    period = t["report.period_text"].format(
        start=record["period"]["from"], end=record["period"]["to"], geography=record["geography"]
    )
    yield Paragraph(line(period))


def unit(record: Record, words: Words) -> Iterator[Block]:
    """Declared or functional unit, and the reference flow."""
    t, say, given = words.t, words.say, record["unit"]
    colon = t["punctuation.colon"]
    amount = f"{quantity(given['value'], given['unit'], words.language)} {say(given['of'])}"
    asked = (
        f" ({words.cite(record['rules']['document'])}, {words.cite(given['clause'])}{colon}{say(given['requirement'])})"
    )
    yield Paragraph(line(f"{t['unit_kind.' + given['kind']]}{colon}", Run(amount, "strong"), asked))
    life = given["service_life"]
    rows = [
        (t["unit.intended_use"], say(given["intended_use"])),
        (t["unit.performance"], say(given["performance"])),
        (t["operand.service_life"], quantity(life["value"], life["unit"], words.language) if life else ""),
    ]
    if any(value for _, value in rows):
        yield _fields(*((name, cell(value)) for name, value in rows if value))
    flow = record["reference_flow"]
    if flow:
        amount = f"{quantity(flow['value'], flow['unit'], words.language)} {say(flow['of'])}"
        yield Paragraph(line(f"{t['unit.reference_flow']}{colon}{amount}"))


def boundary(record: Record, words: Words) -> Iterator[Block]:
    """The system boundary: its name, boxes, drawing, and what each stage holds."""
    t, say, rules = words.t, words.say, record["rules"]
    given = record["boundary"]
    cited = ", ".join(words.cite(each) for each in (rules["document"], given["clause"]) if each)
    named = f"{boundary_name(record, words.voice)} ({cited}){t['punctuation.stop']}"
    yield Paragraph(line(words.sentences(named, t["report.partial"] if given["partial"] else "")))
    yield Boxes(tuple((stage["included"], say(stage["name"])) for stage in given["stages"]))
    yield boundary_figure(record, words)
    rows = []
    for stage in given["stages"]:
        why = say(stage["excluded_because"])
        reason = f"{t['punctuation.colon']}{why}" if why else ""
        left_out: Line = () if stage["included"] else line(Run(t["stages.not_counted"], "strong"), reason)
        content = line(say(stage["content"]), small(f" ({words.cite(stage['clause'])})"))
        rows.append((say(stage["name"]), cell(content, left_out)))
    if rules["use_stage"]:
        rows.append((t["report.use_stage"], cell(say(rules["use_stage"]))))
    yield _fields(*rows)


def cut_off_blocks(record: Record, words: Words) -> Iterator[Block]:
    """The cut-off criteria and what they left out."""
    t, given = words.t, cut_off(record["cut_off"], record, words.voice)
    document, clause = words.cite(record["rules"]["document"]), words.cite(given["clause"])
    yield Paragraph(line(t["cut_off.basis"].format(document=document, clause=clause)))
    yield Bullets(tuple(line(limit) for limit in given["limits"]))
    if not given["flows"]:
        yield Paragraph(line(t["cut_off.nothing"]))
        return
    rows = [
        Row(
            (
                cell(flow["name"], small(words.say(flow["flow"]))),
                cell(flow["stage"]),
                cell(*(flow["masses"] or ["–"])),
                cell(flow["estimate"]),
                cell(flow["share"]),
                cell(words.say(flow["because"])),
            )
        )
        for flow in given["flows"]
    ]
    total = given["total"]
    rows.append(Row((cell(t["stages.total"]), cell(total["value"]), cell(total["share"])), "total", 3))
    keys = ("cut_off.flow", "stages.stage", "cut_off.mass", "cut_off.estimate", "cut_off.share", "cut_off.because")
    yield Table("cut-off", t["cut_off.caption"], tuple(t[key] for key in keys), tuple(rows))


def _fields(*rows: tuple[str, Cell]) -> Fields:
    return Fields(tuple(rows))


def _mail(address: str | None) -> Run | str:
    return Run(address, "", f"mailto:{address}") if address else ""


def _web(url: str) -> str:
    return url if url.startswith("http") else ""


def _day(date: str) -> tuple[int, int, int]:
    year, month, day = map(int, date.split("-"))
    return year, month, day
