"""The leaflet for the product manual: what the figure means, what it counts, how sure it is, how to compare it.

T/CCSA 603-2024, 10 b).  No equivalences and no praise: only what lets a reader understand one number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from carbonpress.press.charts.stages import NEUTRAL, rounding_row, stage_rows, total_row
from carbonpress.press.common.figures import MINUS, amount, percent
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.shown import per_unit
from carbonpress.press.document.interpretation import in_short
from carbonpress.press.document.pdf_packing import packed
from carbonpress.press.document.typst import Drawing, setter, unescaped
from carbonpress.press.document.view import notes, verification, warning
from carbonpress.press.document.voice import Words, words_of
from carbonpress.press.label.label import LANGUAGES, Brand, LabelDoesNotFit, label_svg
from carbonpress.press.label.qr import QrTooSmall, qr_svg
from carbonpress.press.pages.declaration import intensities, quality
from carbonpress.record.shape import Record
from carbonpress.record.wording import words_in


@dataclass(frozen=True, slots=True)
class Size:
    """A size of paper in millimetres, and the size class of the label that goes on it."""

    width: int
    height: int
    label: str


SIZES: Mapping[str, Size] = {"a5": Size(148, 210, "standard"), "a6": Size(105, 148, "compact")}

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What the leaflet says in one language; `label` is the label as SVG, empty where it does not fit its size."""

    language: str
    title: str
    subtitle: str
    product: str
    warning: str
    label: str
    figure: str
    unit: str
    per: str
    void: bool
    sections: Mapping[str, str]
    meaning: tuple[str, ...]
    gases: Pairs
    stages: tuple[tuple[str, str, str, bool, str], ...]
    """Name, tone, value, whether it is counted, percentage."""
    total: tuple[str, str]
    total_name: str
    table_unit: str
    intensities: Pairs
    not_counted: tuple[str, ...]
    compare: Pairs
    sure: tuple[str, ...]
    facts: tuple[tuple[str, str, bool], ...]
    scan: str
    manual: str


def leaflet_pdf(
    record: Record, size: str = "a5", language: str = next(iter(LANGUAGES)), typefaces: tuple[Path, ...] = ()
) -> bytes:
    """The leaflet of *record* as PDF/A.

    Parameters
    ----------
    size
        `a5` or `a6`.
    language
        `zh`, `en` or `zh-en`: the latter in Chinese first, then in English.
    typefaces
        Font files for what the shipped ones lack, on the label too.
    """
    paper = SIZES[size]
    year, month, day = (record["study"]["date"] or record["validity"]["from"]).split("-")
    sides = [side(record, paper, words_of(each), typefaces) for each in LANGUAGES[language]]
    data = {
        "size": size,
        "width": paper.width,
        "height": paper.height,
        "sides": sides,
        "author": words_of(sides[0].language).say(record["organisation"]["name"]),
        "date": [int(year), int(month), int(day)],
        "code": qr_svg(record["url"]).decode(),
        "url": record["url"],
    }
    return packed(setter(typefaces).pdf("leaflet.typ", data))


def side(record: Record, paper: Size, words: Words, typefaces: tuple[Path, ...] = ()) -> Side:
    """All texts of the leaflet in one language."""
    t, own = words.t, _own(words)
    total, rules = total_row(record, words.voice), record["rules"]
    rest = [left for left in (rounding_row(record, words.voice),) if left]
    head = headline_of(record)
    figure, unit = head.digits, head.unit[words.language]
    return Side(
        language=words.language,
        title=t["meaning.title"],
        subtitle=own["subtitle"],
        product=f"{words.say(record['product']['name'])} ({record['product']['model']})",
        warning=warning(record, words),
        label=_label(record, paper, words, Brand(others=typefaces)),
        figure=figure,
        unit=unit,
        per=unescaped(per_unit(record, words.voice)),
        void=record["status"] == "withdrawn",
        sections={**own, "what": own["what"].format(figure=figure, unit=unit)},
        meaning=meaning(record, words),
        gases=gases(record, words),
        stages=tuple(
            (row["name"], row["tone"], row["value"], row["included"], row["percent"])
            for row in stage_rows(record, words.voice)
        )
        + tuple((left["name"], NEUTRAL, left["value"], True, left["percent"]) for left in rest),
        total=(total["value"], total["percent"]),
        total_name=t["stages.total"],
        table_unit=words.unit(record["total"]["unit"]),
        intensities=tuple((one["name"], f"{one['value']} {one['unit']}") for one in intensities(record, words.voice)),
        not_counted=not_counted(record, words),
        compare=compare(record, words),
        sure=sure(record, words),
        facts=facts(record, words),
        scan=own["scan"],
        manual=own["manual"].format(
            document=words.cite(rules["document"]), clause=words.cite(rules["declaration_clause"])
        ),
    )


def meaning(record: Record, words: Words) -> tuple[str, ...]:
    """What the figure is, in two or three sentences."""
    t, head = words.t, headline_of(record)
    removal = record["total"]["value"].startswith("-")
    counted = [words.say(s["name"]) for s in record["boundary"]["stages"] if s["included"]]
    said = t["meaning.removal" if removal else "meaning.sum"].format(
        stages=words.voice.listing(counted),
        per=unescaped(per_unit(record, words.voice)),
        figure=head.digits.lstrip(MINUS) if removal else head.digits,
        mass=t[f"mass.{head.scale.mass}"],
    )
    period = t["meaning.model"].format(start=record["period"]["from"], end=record["period"]["to"])
    return said, t["meaning.equivalent"], period


def gases(record: Record, words: Words) -> tuple[tuple[str, str], ...]:
    """What the gases other than carbon dioxide count for, led by the horizon."""
    gwp = record["gwp"]
    others = [gas for gas in gwp["gases"] if gas["id"] != "CO2"] if gwp else []
    if gwp is None or not others:
        return ()
    led = words.t["meaning.gases"].format(horizon=gwp["horizon"]["value"])
    return ((led, ""), *((words.say(gas["name"]), amount(gas["value"])) for gas in others))


def not_counted(record: Record, words: Words) -> tuple[str, ...]:
    """Stages left out, and what the cut-off criteria left out."""
    pattern, said = _own(words)["not_counted_stage"], []
    for stage in record["boundary"]["stages"]:
        if not stage["included"]:
            name, because = words.say(stage["name"]), words.say(stage["excluded_because"])
            said.append(pattern.format(stage=name, because=because) if because else name)
    left_out = record["cut_off"]
    if Decimal(left_out["excluded_total"]):
        said.append(words.t["result.cut_off"].format(share=percent(left_out["excluded_share"], "–")))
    elif left_out["excluded"]:
        names = words.voice.listing([words.say(flow["name"]) for flow in left_out["excluded"]])
        said.append(f"{words.t['cut_off.caption']}{words.t['punctuation.colon']}{names}")
    return tuple(said)


def compare(record: Record, words: Words) -> tuple[tuple[str, str], ...]:
    """With what the figure may be compared, and with what it may not."""
    own = _own(words)
    kind = words.t[f"unit_kind.{record['unit']['kind']}"]
    said = own["may_text"].format(unit_kind=kind.lower(), document=words.cite(record["rules"]["document"]))
    return (own["may"], said), (own["may_not"], own["may_not_text"])


def sure(record: Record, words: Words) -> tuple[str, ...]:
    """On what the figure rests, and that it speaks of one issue only."""
    t, given = words.t, record["data_quality"]
    said = [*notes(record, words)]
    shown = quality(given, words.voice)
    if shown is None:
        said.append(t["quality.stated"])
    else:
        said.append(_own(words)["sure_primary"].format(activity=shown["primary_activity"], both=shown["primary"]))
        said += in_short(record, words) or (t["result.uncertainty"],)
    return (*said, t["caution.single_text"])


def facts(record: Record, words: Words) -> tuple[tuple[str, str, bool], ...]:
    """Rules, verification, maker, dates and numbers: name, value, and whether it wants a whole line."""
    t, say = words.t, words.say
    programme, contact = record["programme"], record["organisation"]["contact"]
    asked = [contact["phone"], contact["email"]] if contact else []
    given = [
        (t["facts.rules"], f"{words.cite(record['rules']['document'])} {say(record['rules']['document_title'])}", True),
        (t["facts.verification"], verification(record, words), True),
        (t["contact.maker"], say(record["organisation"]["name"]), True),
        (_own(words)["contact"], words.own("bar_between").join(part for part in asked if part), True),
        (t["facts.validity"], f"{record['validity']['from']} – {record['validity']['to']}", False),
        (t["facts.period"], f"{record['period']['from']} – {record['period']['to']}", False),
        (t["facts.number"], (programme["number"] if programme else "") or "", False),
        (t["facts.version"], words.own("heading_version", id=record["id"], version=record["version"]), False),
    ]
    return tuple(fact for fact in given if fact[1])


def _label(record: Record, paper: Size, words: Words, brand: Brand) -> str:
    """The label in its true size; nothing where it does not fit or is not made: the figure then stands by itself."""
    if paper.label not in (record.get("labels") or [paper.label]):
        return ""
    try:
        return Drawing(label_svg(record, paper.label, words.language, brand=brand))
    except (LabelDoesNotFit, QrTooSmall):
        return ""


def _own(words: Words) -> dict[str, str]:
    """The leaflet's own wording."""
    return {key: said[words.language] for key, said in words_in("terms/leaflet.yml").items()}
