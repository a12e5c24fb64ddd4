"""The tables of the report's inventory: table 1 line by line, factors, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from carbonpress.press.charts.charts import tones
from carbonpress.press.common.figures import amount, decimals, digit, exact, percent
from carbonpress.press.common.frame import Voice
from carbonpress.press.common.order import by_use
from carbonpress.press.common.shown import result_of
from carbonpress.press.pages.derivation import derivation, fuel_derivation, uses_attenuation
from carbonpress.record.inventory_shape import Activity, Factor, Term
from carbonpress.record.shape import Record

Row = dict[str, Any]

Origin = tuple[str, str | None, int | None, str | None]
"""Where activity data come from: kind, source, year, place."""


class Line(NamedTuple):
    """A line of table 1 as it is shown; a tuple, because templates unpack it faster than they look up keys."""

    number: str
    name: str
    illustrative: bool
    about: str
    data: str
    source: str
    """Number of the source in the table of sources."""
    note: str
    amount: str
    steps: str
    allocation: str | None
    factor: str
    """Number of the factor in the table of factors, empty for direct emissions."""
    factor_name: str
    first: tuple[str, str, str, str, str]
    """Factor, its unit, GWP, result and origin of the first term."""
    others: list[tuple[str, str, str, str, str]]
    share: str


def table_1(record: Record, voice: Voice) -> list[Row]:
    """The inventory by stage: each line with amount, derivation, factor, GWP and result; confidential ones in one.

    Stages without a line, and those that are not counted, have no group.
    """
    digits = max(digit("result"), decimals([record["total"]["value"]], digit("computed")))
    numbers = {key: str(position) for position, key in enumerate(by_use(record), 1)}
    sources = {origin: str(number) for origin, number in source_numbers(record).items()}
    lines: dict[str, list[Line]] = {}
    for activity in record["activities"]:
        lines.setdefault(activity["stage"], []).append(_line(activity, record, numbers, sources, digits, voice))
    hidden = {aggregate["stage"]: aggregate for aggregate in record["confidential"]}
    named, told = tones(record["boundary"]["stages"]), result_of(record, voice.language)["stages"]
    return [
        {
            "name": voice.say(stage["name"]),
            "tone": named[stage["id"]],
            "lines": lines.get(stage["id"], []),
            "hidden": _hidden(hidden.get(stage["id"]), digits),
            "result": amount(stage["value"], digits),
            "share": told[stage["id"]]["percent"] if stage["id"] in told else "–",
        }
        for stage in record["boundary"]["stages"]
        if stage["id"] in lines or stage["id"] in hidden
    ]


def _hidden(aggregate: Any, digits: int) -> Row | None:
    if aggregate is None:
        return None
    result = amount(aggregate["result"], digits)
    return {"count": aggregate["count"], "result": result, "share": percent(aggregate["share"], "–")}


def _line(
    activity: Activity,
    record: Record,
    numbers: Mapping[str, str],
    sources: Mapping[Origin, str],
    digits: int,
    voice: Voice,
) -> Line:
    key = activity["factor"]
    factor = record["factors"][key] if key else None
    unit = voice.unit(activity["unit"])
    first, *others = [_term(term, unit, digits, voice) for term in activity["terms"]]
    return Line(
        str(activity["number"]),
        voice.say(activity["name"]),
        bool(factor and factor["illustrative"]),
        _about(activity, voice),
        voice.words[f"data.{activity['data']}"],
        sources[_origin(activity)],
        voice.say(activity["note"]),
        f"{amount(activity['amount'])} {unit}",
        derivation(activity["steps"], voice),
        activity["allocation"],
        numbers[key] if key else "",
        voice.say(factor["name"]) if factor else "",
        first,
        others,
        percent(activity["share"], "–"),
    )


def _about(activity: Activity, voice: Voice) -> str:
    """Kind, component, process and specification of a line."""
    kind, specification = voice.words[f"kind.{activity['kind']}"], activity["specification"]
    given = (kind, voice.say(activity["component"]), voice.say(activity["process"]), specification)
    parts = [part for part in given if part]
    return Markup(" · ").join(parts) if Markup in map(type, parts) else " · ".join(parts)


def _term(term: Term, unit: str, digits: int, voice: Voice) -> tuple[str, str, str, str, str]:
    """Factor, its unit, GWP, result and origin of one term."""
    origin = "" if term["origin"] == "fossil" else voice.words[f"origin.{term['origin']}"]
    per = f"kg {voice.formula(term['gas'])}/{f'({unit})' if '·' in unit else unit}"
    return amount(term["factor"]), per, exact(term["gwp"]), amount(term["result"], digits), origin


def factor_table(record: Record, voice: Voice) -> list[Row]:
    """The factors that public lines use, numbered as table 1 refers to them."""
    numbered = enumerate(by_use(record).items(), 1)
    return [_factor(position, key, factor, voice) for position, (key, factor) in numbered]


def _factor(position: int, key: str, factor: Factor, voice: Voice) -> Row:
    source = factor["source"]
    return {
        "number": position,
        "key": key,
        "name": voice.say(factor["name"]),
        "value": exact(factor["value"]),
        "per": f"{exact(factor['per']['value'])} {voice.unit(factor['per']['unit'])}",
        "kind": voice.words[f"factor_kind.{factor['kind']}"],
        "data": voice.words[f"data.{factor['data']}"],
        "priority": factor["priority"],
        "year": factor["year"],
        "geography": factor["geography"],
        "source": voice.reference(source),
        "url": source["url"] if (source["url"] or "").startswith("http") else None,
        "illustrative": factor["illustrative"],
        "fuel": fuel_derivation(factor, voice),
    }


def source_numbers(record: Record) -> dict[Origin, int]:
    """Every source of activity data of the public lines, numbered as table 1 refers to them; primary data first."""
    kinds = {"primary": 0, "secondary": 1, "assumed": 2}
    found = dict.fromkeys(_origin(activity) for activity in record["activities"])
    ordered = sorted(found, key=lambda origin: kinds[origin[0]])
    return {origin: number for number, origin in enumerate(ordered, 1)}


def data_sources(record: Record, voice: Voice) -> list[Row]:
    """The sources of activity data as rows: kind, source, year and place, and how many lines rest on each."""
    lines = Counter(_origin(activity) for activity in record["activities"])
    return [
        {
            "number": number,
            "kind": voice.words[f"data.{origin[0]}"],
            "source": origin[1] or "–",
            "year": origin[2] or "–",
            "place": origin[3] or "–",
            "count": lines[origin],
        }
        for origin, number in source_numbers(record).items()
    ]


def _origin(activity: Activity) -> Origin:
    return activity["data"], activity["source"], activity["year"], activity["geography"]


def attenuation_lines(record: Record) -> list[int]:
    """Numbers of the lines that annex E of T/CCSA 603-2024 gives the energy of."""
    return [activity["number"] for activity in record["activities"] if uses_attenuation(activity["steps"])]
