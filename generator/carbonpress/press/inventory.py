"""The tables of the report's inventory: table 1 line by line, factors, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from carbonpress.press.charts import tones
from carbonpress.press.derivation import derivation, fuel_derivation, uses_attenuation
from carbonpress.press.figures import amount, decimals, exact, percent
from carbonpress.press.frame import Voice
from carbonpress.record.shape import Activity, Factor, Record, Term

Row = dict[str, Any]


class Line(NamedTuple):
    """A line of table 1 as it is shown; a tuple, because templates unpack it faster than they look up keys."""

    number: str
    name: str
    illustrative: bool
    about: str
    data: str
    source: str
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
    digits = max(2, decimals([record["total"]["value"]], 6))
    numbers = {key: position for position, key in enumerate(record["factors"], 1)}
    lines: dict[str, list[Line]] = {}
    for activity in record["activities"]:
        lines.setdefault(activity["stage"], []).append(_line(activity, record, numbers, digits, voice))
    hidden = {aggregate["stage"]: aggregate for aggregate in record["confidential"]}
    named = tones(record["boundary"]["stages"])
    return [
        {
            "name": voice.say(stage["name"]),
            "tone": named[stage["id"]],
            "lines": lines.get(stage["id"], []),
            "hidden": _hidden(hidden.get(stage["id"]), digits),
            "result": amount(stage["value"], digits),
            "share": percent(stage["share"], "–"),
        }
        for stage in record["boundary"]["stages"]
        if stage["id"] in lines or stage["id"] in hidden
    ]


def _hidden(aggregate: Any, digits: int) -> Row | None:
    if aggregate is None:
        return None
    result = amount(aggregate["result"], digits)
    return {"count": aggregate["count"], "result": result, "share": percent(aggregate["share"], "–")}


def _line(activity: Activity, record: Record, numbers: dict[str, int], digits: int, voice: Voice) -> Line:
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
        _source(activity),
        voice.say(activity["note"]),
        f"{amount(activity['amount'])} {unit}",
        derivation(activity["steps"], voice),
        activity["allocation"],
        str(numbers[key]) if key else "",
        voice.say(factor["name"]) if factor else "",
        first,
        others,
        percent(activity["share"], "–"),
    )


def _about(activity: Activity, voice: Voice) -> str:
    """Kind, component, process and specification of a line."""
    given = [voice.words[f"kind.{activity['kind']}"], voice.say(activity["component"]), voice.say(activity["process"])]
    given.append(activity["specification"] or "")
    parts = [part for part in given if part]
    return " · ".join(parts) if all(type(part) is str for part in parts) else Markup(" · ").join(parts)


def _term(term: Term, unit: str, digits: int, voice: Voice) -> tuple[str, str, str, str, str]:
    """Factor, its unit, GWP, result and origin of one term."""
    origin = "" if term["origin"] == "fossil" else voice.words[f"origin.{term['origin']}"]
    per = f"kg {voice.formula(term['gas'])}/{f'({unit})' if '·' in unit else unit}"
    return amount(term["factor"]), per, exact(term["gwp"]), amount(term["result"], digits), origin


def _source(activity: Activity) -> str:
    year = activity["year"]
    parts = (activity["source"], None if year is None else str(year), activity["geography"])
    return ", ".join(part for part in parts if part)


def factor_table(record: Record, voice: Voice) -> list[Row]:
    """The factors that public lines use, numbered as table 1 refers to them."""
    numbered = enumerate(record["factors"].items(), 1)
    return [_factor(position, key, factor, voice) for position, (key, factor) in numbered]


def _factor(position: int, key: str, factor: Factor, voice: Voice) -> Row:
    source = factor["source"]
    parts = [source["document"], source["table"], source["publisher"], str(source["year"])]
    return {
        "number": position,
        "key": key,
        "name": voice.say(factor["name"]),
        "value": exact(factor["value"]),
        "per": f"{exact(factor['per']['value'])} {voice.unit(factor['per']['unit'])}",
        "kind": voice.words[f"factor.{factor['kind']}"],
        "data": voice.words[f"data.{factor['data']}"],
        "priority": factor["priority"],
        "year": factor["year"],
        "geography": factor["geography"],
        "source": ", ".join(part for part in parts if part),
        "url": source["url"] if (source["url"] or "").startswith("http") else None,
        "illustrative": factor["illustrative"],
        "fuel": fuel_derivation(factor, voice),
    }


def data_sources(record: Record, voice: Voice) -> list[Row]:
    """Primary, secondary and assumed activity data: how many lines, from where, of which years and places."""
    made = []
    for kind in ("primary", "secondary", "assumed"):
        lines = [activity for activity in record["activities"] if activity["data"] == kind]
        if lines:
            years = _distinct(lines, lambda a: None if a["year"] is None else str(a["year"]))
            row: Row = {"name": voice.words[f"data.{kind}"], "count": len(lines), "years": voice.listing(sorted(years))}
            row["sources"] = voice.listing(_distinct(lines, lambda a: a["source"]))
            row["places"] = voice.listing(_distinct(lines, lambda a: a["geography"]))
            made.append(row)
    return made


def _distinct(lines: Iterable[Activity], ask: Callable[[Activity], str | None]) -> list[str]:
    return list(dict.fromkeys(found for line in lines if (found := ask(line))))


def attenuation_lines(record: Record) -> list[int]:
    """Numbers of the lines that annex E of T/CCSA 603-2024 gives the energy of."""
    return [activity["number"] for activity in record["activities"] if uses_attenuation(activity["steps"])]
