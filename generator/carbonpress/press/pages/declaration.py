"""The declaration page: what a person sees who scans the code on a label."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypedDict

from markupsafe import Markup

from carbonpress.press.charts.charts import escaped_json, for_template, plotly_bars, strip
from carbonpress.press.charts.stages import StageRow, origin_rows, rounding_row, stage_rows, total_row
from carbonpress.press.common.figures import line_decimals, percent, quantity
from carbonpress.press.common.frame import Voice, boundary_name, press_page, voice
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.label_size import main_size, size_class
from carbonpress.press.common.order import by_language
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.shown import per_unit, result_of
from carbonpress.press.pages.downloads import downloads
from carbonpress.press.pages.interpretation import summary
from carbonpress.press.pages.linked_data import linked_data
from carbonpress.record.inventory_shape import DataQuality, PriorityShare
from carbonpress.record.shape import Image, Record
from carbonpress.record.validity import state_on
from carbonpress.record.version import Version

LABEL_SCALE = 3
"""Pixels of the page for a millimetre of the label: readable, and narrow enough for a phone beside its margins."""

LARGEST = 5
"""So many contributions are shown here; the report shows all."""


def declaration_page(version: Version, site: Site, language: str, labelled: bool = True) -> Page:
    """The page of one declaration version in *language*; readable and complete without a script.

    It shows the main label, unless the record does not fit on it and it is not *labelled*.
    """
    record = version.record
    spoken = voice(language)
    rows, told = stage_rows(record, spoken), result_of(record, language)
    name = spoken.plain(record["product"]["name"])
    head = headline_of(record)
    view = {
        "r": record,
        "state": state_on(version, site.built_on),
        "version": version,
        "figure": head.digits,
        "figure_unit": head.unit[language],
        "figure_mass": spoken.words[f"mass.{head.scale.mass}"],
        "table_unit": spoken.unit(record["total"]["unit"]),
        "verification": told["verification"],
        "per": per_unit(record, spoken),
        "strip": strip(record["boundary"]["stages"]),
        "stages": rows,
        "rounding": rounding_row(record, spoken),
        "total": total_row(record, spoken),
        "included": spoken.listing([row["name"] for row in rows if row["included"]]),
        "boundary": boundary_name(record, spoken),
        "left_out": [row for row in rows if not row["included"]],
        "origins": origin_rows(record, spoken),
        "largest": largest(record, spoken),
        "intensities": intensities(record, spoken),
        "quality": quality(record["data_quality"], spoken),
        "interpretation": summary(record, spoken),
        "gases": [gas for gas in record["gwp"]["gases"] if gas["id"] != "CO2"] if record["gwp"] else [],
        "picture": picture_address(record, record["product"]["image"]),
        "mark": mark_address(record, site),
        "chart": stage_chart(record, rows, spoken),
        "label": label_room(record, site) if labelled else None,
        "downloads": downloads(record, site, spoken, labelled),
    }
    return press_page(
        "declaration",
        site,
        record["address"],
        language,
        view,
        title=spoken.words["declaration.title"].format(product=name),
        description=describe(record, spoken),
        search_text=search_text(record, spoken),
        json_ld=escaped_json(linked_data(record, site, language, labelled)),
    )


def label_room(record: Record, site: Site) -> tuple[int, int]:
    """Width and height of the main label on the page, px."""
    size = size_class(main_size(record), len(site.languages))
    return round(size.width * LABEL_SCALE), round(size.height * LABEL_SCALE)


def describe(record: Record, spoken: Voice) -> str:
    """One plain sentence with figure, unit and boundary, for search engines and previews."""
    return result_of(record, spoken.language)["description"]


def search_text(record: Record, spoken: Voice) -> str:
    """What the site's search finds the declaration by."""
    product, programme = record["product"], record["programme"]
    parts = [record["id"], product["model"], spoken.plain(product["category"]), product["gtin"]]
    parts += [*by_language(product["name"]), spoken.plain(record["organisation"]["name"])]
    parts.append(programme["number"] if programme else None)
    return " ".join(part for part in parts if part)


def picture_address(record: Record, image: Image | None, name: str = "picture") -> str | None:
    """Where the site keeps a picture of the version: `p/<id>/v<N>/picture.<suffix>`; None without a picture."""
    if image is None:
        return None
    return f"{record['address']}{name}{PurePosixPath(image['file']).suffix.lower()}"


def mark_address(record: Record, site: Site) -> str | None:
    """Where the official mark lies, `mark.<suffix>`; None without one, or when its certificate is past its date."""
    mark = record["official_mark"]
    if mark is None or (mark["expires"] and site.built_on > mark["expires"]):
        return None
    return picture_address(record, mark["image"], "mark")


def largest(record: Record, spoken: Voice) -> list[tuple[str, str, str]]:
    """Name, figure and percentage of the largest contributions that are not confidential."""
    by_number = {activity["number"]: activity for activity in record["activities"]}
    chosen = [by_number[number] for number in record["ranking"] if number in by_number][:LARGEST]
    scale = headline_of(record).scale
    digits = line_decimals(scale.of(record["total"]["value"]))
    return [(spoken.say(a["name"]), scale.amount(a["result"], digits), percent(a["share"], "–")) for a in chosen]


class IntensityRow(TypedDict):
    """An intensity as written, with the total that is divided and each divisor with its name."""

    name: str
    formula: str
    clause: str
    value: str
    unit: str
    total: str
    divisors: list[tuple[str, str]]


class QualityView(TypedDict):
    """Shares of the data quality as percentages; `illustrative` is empty where no factor is.

    `by_priority` holds the class of each group of factors, what it is, and its share.
    """

    primary_activity: str
    primary: str
    by_priority: list[tuple[str, str | Markup, str]]
    illustrative: str


def intensities(record: Record, spoken: Voice) -> list[IntensityRow]:
    """Each intensity with the division that led to it, in the unit of the headline."""
    told = result_of(record, spoken.language)["intensities"]
    return [
        {
            "name": spoken.say(given["name"]),
            "formula": given["formula"],
            "clause": given["clause"],
            **figure,
            "divisors": [
                (spoken.words.get(f"operand.{name}", name), quantity(value, unit, spoken.language))
                for name, value, unit in given["divisors"]
            ],
        }
        for given, figure in zip(record["intensities"], told, strict=True)
    ]


def quality(given: DataQuality | None, spoken: Voice) -> QualityView | None:
    """The shares of the data quality; None where the record has none."""
    if given is None:
        return None
    illustrative = given["illustrative_share"]
    return {
        "primary_activity": percent(given["primary_activity_share"], "–"),
        "primary": percent(given["primary_share"], "–"),
        "by_priority": [(*_class(row, spoken), percent(row["share"])) for row in given["by_priority"]],
        "illustrative": percent(illustrative) if illustrative and float(illustrative) else "",
    }


def _class(row: PriorityShare, spoken: Voice) -> tuple[str, str | Markup]:
    """Class and kind of factors: 0 is primary and outside the classes, None secondary without a stated class."""
    rank, name = row["priority"], row["name"]
    if rank == 0:
        return "–", spoken.words["data.primary"]
    if rank is None:
        return "?", spoken.words["quality.unclassed"]
    return str(rank), spoken.say(name) if name else spoken.words["data.secondary"]


def stage_chart(record: Record, rows: Sequence[StageRow], spoken: Voice) -> Markup:
    """The stages, with *rows* as `stage_rows` gives them, as a Plotly figure for the inside of a template element."""
    stages = record["boundary"]["stages"]
    return for_template(
        plotly_bars(
            [spoken.plain(stage["name"]) for stage in stages],
            [stage["value"] for stage in stages],
            [f"{row['value']} ({row['percent']})" for row in rows],
            [row["tone"] for row in rows],
            headline_of(record).unit[spoken.language],
            spoken.words["stages.not_counted"],
        )
    )
