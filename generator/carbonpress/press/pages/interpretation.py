"""How good a figure is and what drives it, in words, tables and charts: for the report, and in short for the page."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from carbonpress.press.charts.charts import for_template, tones
from carbonpress.press.charts.interpretation import (
    Ribbon,
    density_svg,
    flows_svg,
    histogram_svg,
    plotly_columns,
    plotly_flows,
    plotly_tornado,
    swing_svg,
)
from carbonpress.press.common.figures import amount, exact, headline, line_decimals, percent
from carbonpress.press.common.frame import Voice, tell
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.interval import covered, interval_in_words, method
from carbonpress.press.common.interval_ends import NO_END, interval_ends, interval_told
from carbonpress.press.common.order import by_stage
from carbonpress.press.common.rounding import place_apart, place_by, place_of, swing, told, two_digits
from carbonpress.press.common.shown import result_of
from carbonpress.press.pages.scenario_rows import scenarios
from carbonpress.record.interpretation_shape import Check, Driver, Interpretation, WeakDatum
from carbonpress.record.inventory_shape import Activity
from carbonpress.record.shape import Record

NAMED = 3
"""So many data, lines and stages are named in a sentence."""

FLOWS = 12
"""So many contributions have a band of their own; the others of a stage share one."""

View = dict[str, Any]


def summary(record: Record, spoken: Voice) -> View | None:
    """The interval in words, the rating and the main drivers, for the declaration page; None without that block."""
    block = record.get("interpretation")
    if block is None:
        return None
    quality, sensitivity = block["quality"], block["sensitivity"]
    names: list[str] = [_named(driver, spoken) for driver in (sensitivity["drivers"] if sensitivity else [])[:NAMED]]
    return {
        "interval": interval_in_words(record, block, spoken),
        "rating": quality and tell(spoken, "rating", rating=_rating(block, spoken), score=told(quality["score"], -1)),
        "drivers": tell(spoken, "drivers", names=spoken.listing(names)) if names else "",
        "limits": covered(record, spoken) if block["uncertainty"] else "",
    }


def interpretation(record: Record, spoken: Voice) -> View | None:
    """All that the report says of how good the figure is and what would change it; None without that block."""
    block = record.get("interpretation")
    if block is None:
        return None
    ribbons, digits = flows(record, spoken), line_decimals(record["total"]["value"], 3)
    return {
        "sentences": sentences(record, block, spoken),
        "uncertainty": _uncertainty(record, block, spoken),
        "sensitivity": _sensitivity(record, block, spoken),
        "scenarios": scenarios(record, block, spoken),
        "quality": _quality(record, block, spoken),
        "checks": [_check(check, spoken) for check in block["checks"]],
        "flows": flows_svg(ribbons, spoken.words["interpretation.flows"]),
        "flows_chart": for_template(plotly_flows(ribbons)) if ribbons else "",
        "processes": _processes(record, block, spoken),
        "gases": [
            (spoken.formula(g["gas"]), amount(g["result"], digits), percent(g["share"], "–")) for g in block["gases"]
        ],
    }


def sentences(record: Record, block: Interpretation, spoken: Voice) -> list[Markup]:
    """The result in plain words, made of its figures alone: where it comes from, how sure it is, what is missing."""
    found = [_largest_stage(record, spoken), _largest_lines(record, spoken), _largest_process(block, spoken)]
    found.append(interval_in_words(record, block, spoken))
    sensitivity, quality = block["sensitivity"], block["quality"]
    if sensitivity and sensitivity["drivers"]:
        names: list[str] = [_named(driver, spoken) for driver in sensitivity["drivers"][:NAMED]]
        found.append(tell(spoken, "drivers", names=spoken.listing(names)))
    if quality and quality["weak"]:
        weak: list[str] = [_named(datum, spoken, datum["share"]) for datum in quality["weak"][:NAMED]]
        found.append(tell(spoken, "largest_weak", names=spoken.listing(weak)))
    gaps: list[str] = [_gap(check, spoken) for check in block["checks"] if check["verdict"] == "gap"]
    if block["checks"]:
        found.append(tell(spoken, "gaps", names=spoken.listing(gaps)) if gaps else tell(spoken, "no_gaps"))
    return [sentence for sentence in found if sentence]


def flows(record: Record, spoken: Voice) -> list[Ribbon]:
    """The contributions to each stage as bands: the largest lines, the others of it together, confidential ones."""
    stages = record["boundary"]["stages"]
    tone, name = tones(stages), {stage["id"]: spoken.plain(stage["name"]) for stage in stages}
    largest = set(record["ranking"][:FLOWS])
    lines: defaultdict[str, list[Activity]] = defaultdict(list)
    for line in record["activities"]:
        if not line["result"].startswith("-"):
            lines[line["stage"]].append(line)
    made: list[Ribbon] = []
    digits = line_decimals(record["total"]["value"])
    for stage in (stage["id"] for stage in stages if stage["value"] is not None):
        rest = Decimal(0)
        for line in lines[stage]:
            value = Decimal(line["result"])
            if line["number"] in largest and value:
                label = amount(line["result"], digits)
                made.append(Ribbon(spoken.plain(line["name"]), name[stage], tone[stage], float(value), label))
            else:
                rest += value
        hidden = sum((Decimal(a["result"]) for a in record["confidential"] if a["stage"] == stage), Decimal(0))
        for words, value in (("flow_others", rest), ("flow_hidden", hidden)):
            if value > 0:
                label = amount(f"{value:f}", digits)
                made.append(
                    Ribbon(spoken.words[f"interpretation.{words}"], name[stage], tone[stage], float(value), label)
                )
    return made


def _shared(spoken: Voice, name: str | Markup, share: str | None) -> Markup:
    return tell(spoken, "share_of", name=name, share=percent(share, "–"))


def _rating(block: Interpretation, spoken: Voice) -> str:
    quality = block["quality"]
    return spoken.say(quality["ratings"][quality["rating"]]) if quality else ""


def _named(datum: Driver | WeakDatum, spoken: Voice, share: str | None = None) -> Markup:
    """A datum by its name and what it is: amount, distance or factor; with what rests on it where *share* is given."""
    parts = {"name": spoken.say(datum["name"]), "kind": spoken.words[f"interpretation.kind_{datum['kind']}"]}
    if share is None:
        return tell(spoken, "with_kind", **parts)
    return tell(spoken, "with_kind_and_share", **parts, share=percent(share))


def _largest_stage(record: Record, spoken: Voice) -> Markup:
    told = result_of(record, spoken.language)["stages"]
    shown = [(stage, told[stage["id"]]["percent"]) for stage in record["boundary"]["stages"] if stage["id"] in told]
    counted = [(stage, written) for stage, written in shown if stage["share"] is not None]
    if not counted:
        return Markup("")
    largest, share = max(counted, key=lambda one: Decimal(one[0]["share"] or 0))
    return tell(spoken, "largest_stage", stage=spoken.say(largest["name"]), share=share)


def _largest_lines(record: Record, spoken: Voice) -> Markup:
    by_number = {line["number"]: line for line in record["activities"]}
    lines = [by_number[number] for number in record["ranking"][:NAMED] if by_number[number]["share"] is not None]
    names: list[str] = [_shared(spoken, spoken.say(line["name"]), line["share"]) for line in lines]
    return tell(spoken, "largest_lines", names=spoken.listing(names)) if names else Markup("")


def _gap(check: Check, spoken: Voice) -> str | Markup:
    """What a check list found wanting, with what is missing or differs by name."""
    words = spoken.words[f"interpretation.gap_{check['id']}"]
    if not check["missing"]:
        return words
    return tell(spoken, "gap_of", gap=words, names=spoken.listing([spoken.say(name) for name in check["missing"]]))


def _largest_process(block: Interpretation, spoken: Voice) -> Markup:
    """The largest unit process; nothing where more of the footprint rests on lines that name none."""
    largest = next(iter(block["processes"]), None)
    if largest is None or largest["name"] is None or largest["share"] is None:
        return Markup("")
    return tell(spoken, "largest_process", process=spoken.say(largest["name"]), share=percent(largest["share"]))


def _processes(record: Record, block: Interpretation, spoken: Voice) -> list[tuple[str, str, str, str]]:
    """Name, stage, result and share of the unit processes; none where no line names one."""
    if all(process["name"] is None for process in block["processes"]):
        return []
    names = {stage["id"]: spoken.say(stage["name"]) for stage in record["boundary"]["stages"]}
    digits = line_decimals(record["total"]["value"])
    return [
        (spoken.say(p["name"]), names[p["stage"]], amount(p["result"], digits), percent(p["share"], "–"))
        for p in block["processes"]
    ]


def _uncertainty(record: Record, block: Interpretation, spoken: Voice) -> View | None:
    given = block["uncertainty"]
    if given is None:
        return None
    head, wanted = headline_of(record), place_of(record["total"]["value"], given["digits"])
    total, unit = given["total"], head.unit[spoken.language]
    low, value, high = interval_told(record, total, wanted)
    names = {stage["id"]: spoken.say(stage["name"]) for stage in record["boundary"]["stages"]}
    rows = [
        (names[stage], *interval_ends(part, place_by(part["value"], part["sd"])))
        for stage, part in by_stage(record, given["stages"])
    ]
    simulation = given["simulation"]
    view: View = {
        "in_words": interval_in_words(record, block, spoken),
        "method": method(record, given["given_share"], spoken),
        "rows": rows,
        "total": interval_ends(total, wanted),
        "ends": (low, value, high),
        "density": ""
        if NO_END in (low, high)
        else density_svg(total, (low, value, high), tell(spoken, "density", low=low, high=high, unit=unit)),
        "simulation": None,
    }
    if simulation is not None:
        drawn = simulation["total"]
        place = place_apart(drawn["low"], drawn["high"], wanted)
        fine = wanted if place is None else place
        low, median, high = (head.scale.told(drawn[end], fine) for end in ("low", "median", "high"))
        runs = exact(str(simulation["runs"]))
        about = tell(spoken, "histogram", runs=runs)
        view["simulation"] = {
            "in_words": tell(
                spoken,
                "simulation",
                runs=runs,
                seed=simulation["seed"],
                generator=simulation["generator"],
                numpy=simulation["numpy"],
                median=median,
                low=low,
                high=high,
                unit=unit,
            ),
            "caption": about,
            "histogram": histogram_svg(simulation["histogram"], drawn["low"], drawn["high"], (low, high), about),
            "chart": for_template(plotly_columns(simulation["histogram"], spoken.unit(record["total"]["unit"]))),
        }
    return view


def _sensitivity(record: Record, block: Interpretation, spoken: Voice) -> View | None:
    given = block["sensitivity"]
    if given is None:
        return None
    unit = spoken.unit(record["total"]["unit"])
    drivers = given["drivers"]
    widest = max((abs(float(d[end])) for d in drivers for end in ("low", "high")), default=0.0)
    rows = [_driver(driver, widest, spoken) for driver in drivers]
    sets = [
        (
            spoken.say(other["title"]),
            headline(other["total"])
            if other["total"] is not None
            else tell(spoken, "gwp_missing", gases=spoken.listing(other["missing"])),
        )
        for other in given["gwp"]
    ]
    hidden = Decimal(given["undisclosed_share"]) > 0
    left_out = given["left_out"] != record["total"]["value"]
    all_fixed = Decimal(given["fixed_share"]) == 1
    return {
        "rows": rows,
        "others": tell(spoken, "others", count=given["others"]) if given["others"] else "",
        "undisclosed": tell(spoken, "undisclosed", share=percent(given["undisclosed_share"])) if hidden else "",
        "left_out": _with_left_out(given["left_out"], record, spoken) if left_out else "",
        "allocations": _allocations(record, spoken),
        "gwp": [] if all_fixed else sets,
        "fixed": tell(spoken, "all_fixed" if all_fixed else "fixed", share=percent(given["fixed_share"])),
        "chart": for_template(
            plotly_tornado(
                [(row["plain"], d["low"], d["high"], row["range"]) for row, d in zip(rows, drivers, strict=True)], unit
            )
        )
        if drivers
        else "",
    }


def _with_left_out(value: str, record: Record, spoken: Voice) -> Markup:
    head = headline_of(record)
    return tell(spoken, "with_left_out", value=head.scale.figure(value), unit=head.unit[spoken.language])


def _allocations(record: Record, spoken: Voice) -> list[tuple[str | Markup, str]]:
    """The declared figure and what each alternative allocation gives; nothing where no alternative is named."""
    rows: list[tuple[str | Markup, str]] = []
    for allocation in record["allocations"]:
        for other in allocation["alternatives"]:
            if other["total"] is not None:
                bases = (spoken.words[f"basis.{choice['basis']}"].lower() for choice in (other, allocation))
                parts = dict(zip(("other", "basis"), bases, strict=True))
                rows.append((tell(spoken, "instead_of", name=allocation["id"], **parts), amount(other["total"])))
    declared = (spoken.words["interpretation.declared"], amount(record["total"]["value"]))
    return [declared, *rows] if rows else []


def _driver(driver: Driver, widest: float, spoken: Voice) -> View:
    kind = spoken.words[f"interpretation.kind_{driver['kind']}"]
    return {
        "name": spoken.say(driver["name"]),
        "plain": f"{spoken.plain(driver['name'])} ({kind})",
        "kind": kind,
        "lines": driver["lines"],
        "tenth": f"±{exact(two_digits(driver['tenth'].lstrip('-')))}",
        "range": swing(driver["low"], driver["high"]),
        "spread": percent(driver["sd"]),
        "basis": spoken.words["interpretation.is_given" if driver["given"] else "interpretation.is_derived"],
        "variance": percent(driver["variance_share"]),
        "bar": swing_svg(driver["low"], driver["high"], driver["tenth"], widest),
    }


def _quality(record: Record, block: Interpretation, spoken: Voice) -> View | None:
    given = block["quality"]
    if given is None:
        return None
    names = {stage["id"]: spoken.say(stage["name"]) for stage in record["boundary"]["stages"]}
    ratings = given["ratings"]
    return {
        "score": told(given["score"], -1),
        "rating": spoken.say(ratings[given["rating"]]),
        "indicators": [(spoken.say(one["name"]), told(one["score"], -1)) for one in given["indicators"]],
        "stages": [
            (names[stage], told(one["score"], -1), spoken.say(ratings[one["rating"]]))
            for stage, one in by_stage(record, given["stages"])
        ],
        "weak": [
            {
                "name": spoken.say(datum["name"]),
                "kind": spoken.words[f"interpretation.kind_{datum['kind']}"],
                "lines": datum["lines"],
                "share": percent(datum["share"]),
                "score": told(datum["score"], -1),
                "rating": spoken.say(ratings[datum["rating"]]),
            }
            for datum in given["weak"]
        ],
        "given": tell(spoken, "quality_given", share=percent(given["given_share"])),
    }


FORMS = {"mass": "of_mass", "period": "of_months"}
LISTED_AS_DIFFERING = ("years", "places", "gwp")


def _check(check: Check, spoken: Voice) -> View:
    """A line of the check lists with its figures and names."""
    found, of = check["found"], check["of"]
    figures = ""
    if check["id"] == "characterised":
        figures = percent(found, "–")
    elif found is not None and (of is not None or check["id"] == "period"):
        parts = {"found": amount(found), "of": amount(of, absent="–")}
        figures = tell(spoken, FORMS.get(check["id"], "of"), **parts)
    words = "differing" if check["id"] in LISTED_AS_DIFFERING else "missing"
    missing: str = ""
    if check["missing"]:
        missing = tell(spoken, words, names=spoken.listing([spoken.say(name) for name in check["missing"]]))
    return {
        "name": spoken.words[f"interpretation.check_{check['id']}"],
        "list": spoken.words[f"interpretation.list_{check['list']}"],
        "verdict": check["verdict"],
        "outcome": spoken.words[f"interpretation.verdict_{check['verdict']}"],
        "figures": figures,
        "missing": missing,
    }
