"""The study report in the order of T/CCSA 603-2024 annex B, complete enough to work the result again by hand."""

from __future__ import annotations

from typing import Any

from carbonpress.press.charts.boundary_drawing import boundary_drawing
from carbonpress.press.charts.charts import for_template, plotly_bars, plotly_treemap, plotly_waterfall, tones
from carbonpress.press.charts.stages import (
    StageRow,
    origin_rows,
    rounding_row,
    stage_rows,
    total_row,
    waterfall_rows,
    waterfall_steps,
)
from carbonpress.press.common.figures import amount, exact, line_decimals, percent
from carbonpress.press.common.frame import Voice, boundary_name, press_page, voice
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.interval import covered
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.shown import per_unit, result_of
from carbonpress.press.pages.declaration import describe, intensities, picture_address, quality
from carbonpress.press.pages.interpretation import interpretation
from carbonpress.press.pages.inventory import attenuation_lines, data_sources, factor_table, table_1
from carbonpress.record.inventory_shape import Allocation, AllocationChoice, CutOff
from carbonpress.record.shape import Record
from carbonpress.record.validity import state_on
from carbonpress.record.version import Version

SECTIONS = (
    ("overview", ("producer", "product", "method")),
    ("goal", ()),
    ("scope", ("unit", "boundary", "cut-off", "period")),
    ("inventory", ("sources", "allocation", "table-1", "quality")),
    ("impact", ("gwp", "calculation")),
    ("interpretation", ("result", "assumptions", "recommendations")),
    ("conformity", ()),
)
"""Sections of the report and what is in them, by the ids of their headings; annex B up to the interpretation."""


def report_page(version: Version, site: Site, language: str) -> Page:
    """The study report of one declaration version in *language*."""
    record = version.record
    spoken = voice(language)
    rows, told = stage_rows(record, spoken), result_of(record, language)
    product, head = spoken.plain(record["product"]["name"]), headline_of(record)
    view = {
        "r": record,
        "version": version,
        "state": state_on(version, site.built_on),
        "sections": SECTIONS,
        "figure": head.digits,
        "figure_unit": head.unit[language],
        "table_unit": spoken.unit(record["total"]["unit"]),
        "verification": told["verification"],
        "outcomes": told["outcomes"],
        "per": per_unit(record, spoken),
        "picture": picture_address(record, record["product"]["image"]),
        "stages": rows,
        "rounding": rounding_row(record, spoken),
        "total": total_row(record, spoken),
        "included": spoken.listing([row["name"] for row in rows if row["included"]]),
        "boundary": boundary_name(record, spoken),
        "left_out": [row for row in rows if not row["included"]],
        "drawing": boundary_drawing(record, spoken),
        "cut_off": cut_off(record["cut_off"], record, spoken),
        "sources": data_sources(record, spoken),
        "allocations": [allocation(given, spoken) for given in record["allocations"]],
        "groups": table_1(record, spoken),
        "factors": factor_table(record, spoken),
        "attenuation": attenuation_lines(record),
        "quality": quality(record["data_quality"], spoken),
        "origins": origin_rows(record, spoken),
        "intensities": intensities(record, spoken),
        "waterfall": waterfall_rows(record, spoken),
        "hot_spots": hot_spots(record, spoken),
        "interpretation": interpretation(record, spoken),
        "covered": covered(record, spoken),
        "charts": charts(record, rows, spoken),
    }
    return press_page(
        "report",
        site,
        f"{record['address']}report/",
        language,
        view,
        title=spoken.words["report.title"].format(product=product),
        description=describe(record, spoken),
        search_text=f"{product} {record['product']['model']} {spoken.words['report.name']}",
    )


def cut_off(given: CutOff, record: Record, spoken: Voice) -> dict[str, Any]:
    """The limits of the cut-off in per cent, and what was left out, stage by stage."""
    names = {stage["id"]: spoken.say(stage["name"]) for stage in record["boundary"]["stages"]}
    limits = [
        spoken.words[f"limit.{key}"].format(limit=percent(limit).replace(".0%", "%"))
        for key, limit in (
            ("material_mass", given["material_mass"]),
            ("solid_waste", given["solid_waste"]),
            ("single_emission", given["single_emission"]),
            ("total_emission", given["total_emission"]),
        )
        if limit is not None
    ]
    flows = [
        {
            "name": spoken.say(flow["name"]),
            "stage": names.get(flow["stage"], flow["stage"]),
            "flow": flow["flow"],
            "masses": [
                f"{exact(mass['value'])} {spoken.unit(mass['unit'])}"
                for mass in (flow["mass"], flow["waste_mass"])
                if mass is not None
            ],
            "estimate": amount(flow["estimate"]["value"]) if flow["estimate"] else "–",
            "share": percent(flow["share"], "–"),
            "because": flow["because"],
        }
        for flow in given["excluded"]
    ]
    total = {"value": amount(given["excluded_total"]), "share": percent(given["excluded_share"], "–")}
    return {"clause": given["clause"], "limits": limits, "flows": flows, "total": total}


def allocation(given: Allocation, spoken: Voice) -> dict[str, Any]:
    """An allocation: the choice made first, then the alternatives, each with the total it leads to."""
    choices = [choice(given, spoken), *(choice(other, spoken) for other in given["alternatives"])]
    return {"id": given["id"], "because": given["because"], "choices": choices, "sensitive": len(choices) > 1}


def choice(given: Allocation | AllocationChoice, spoken: Voice) -> dict[str, Any]:
    """One basis of allocation: the part, the whole, what the others take, and the total under it."""
    return {
        "basis": spoken.words[f"basis.{given['basis']}"],
        "share": f"{exact(given['share']['value'])} {spoken.unit(given['share']['unit'])}",
        "of": f"{exact(given['of']['value'])} {spoken.unit(given['of']['unit'])}",
        "others": [
            (spoken.say(part["name"]), f"{exact(part['share']['value'])} {spoken.unit(part['share']['unit'])}")
            for part in given["others"]
        ],
        "because": given["because"],
        "total": amount(given["total"], absent="–"),
    }


def hot_spots(record: Record, spoken: Voice) -> list[tuple[int, str, str, str]]:
    """The ten largest contributions that are not confidential: number, name, result, share."""
    by_number = {activity["number"]: activity for activity in record["activities"]}
    chosen = [by_number[number] for number in record["ranking"] if number in by_number][:10]
    digits = line_decimals(record["total"]["value"])
    return [(a["number"], spoken.say(a["name"]), amount(a["result"], digits), percent(a["share"], "–")) for a in chosen]


def charts(record: Record, rows: list[StageRow], spoken: Voice) -> dict[str, Any]:
    """The figures of the report for Plotly, each as JSON for the inside of a template element."""
    stages = record["boundary"]["stages"]
    names = [spoken.plain(stage["name"]) for stage in stages]
    counted = [at for at, stage in enumerate(stages) if stage["value"] is not None]
    axis = headline_of(record).unit[spoken.language]
    labels = [f"{row['value']} ({row['percent']})" for row in rows]
    rest = [row for row in (rounding_row(record, spoken),) if row]
    named = tones(stages)
    digits = line_decimals(record["total"]["value"])
    leaves = [
        (a["stage"], spoken.plain(a["name"]), a["result"], amount(a["result"], digits)) for a in record["activities"]
    ]
    leaves += [
        (a["stage"], spoken.words["kind.confidential"], a["result"], amount(a["result"], digits))
        for a in record["confidential"]
    ]
    return {
        "stages": for_template(
            plotly_bars(
                names,
                [stage["value"] for stage in stages],
                labels,
                [row["tone"] for row in rows],
                axis,
                spoken.words["stages.not_counted"],
            )
        ),
        "waterfall": for_template(
            plotly_waterfall(
                [*(names[at] for at in counted), *(row["name"] for row in rest)],
                [value for value in waterfall_steps(record) if value is not None],
                [*(rows[at]["value"] for at in counted), *(row["value"] for row in rest)],
                axis,
                spoken.words["stages.total"],
                total_row(record, spoken)["value"],
            )
        ),
        "contributions": for_template(
            plotly_treemap([(s["id"], spoken.plain(s["name"]), named[s["id"]]) for s in stages], leaves)
        )
        if leaves
        else None,
    }
