"""From one published version to the next: what changed the figure, told from the two records alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from carbonpress.lca.comparison import Comparable, difference
from carbonpress.lca.history import Development, Flow, Side, development
from carbonpress.lca.precision import exact_sum
from carbonpress.lca.uncertainty import Interval
from carbonpress.model.language import LANGUAGES
from carbonpress.record.comparison import comparable
from carbonpress.record.inventory_shape import Activity
from carbonpress.record.shape import Record


@dataclass(frozen=True, slots=True)
class Step:
    """From the version `before` to `after`: the causes, and the difference with its uncertainty where it is known."""

    before: int
    after: int
    development: Development
    difference: Interval | None


def step(before: Record, after: Record) -> Step | None:
    """What changed from one version to the next; None where units differ or the figures were stated.

    Amounts that both versions give alike are one datum, and so are factors of
    the same name: what is off about them is off in both.
    """
    alike = all(before["unit"][key] == after["unit"][key] for key in ("kind", "value", "unit"))
    if not alike or "stated" in (before["basis"], after["basis"]):
        return None
    kept = _kept(before, after)
    return Step(
        before["version"],
        after["version"],
        development(_side(before), _side(after)),
        difference(_comparable(after, kept[1]), _comparable(before, kept[0])),
    )


def _side(record: Record) -> Side:
    stages = frozenset(s["id"] for s in record["boundary"]["stages"] if s["value"] is not None)
    bases = {allocation["id"]: allocation["basis"] for allocation in record["allocations"]}
    keys = _keys(record)
    return Side(
        total=Decimal(record["total"]["value"]),
        stages=stages,
        flows=[_flow(line, keys[line["number"]], bases) for line in record["activities"]],
        undisclosed=exact_sum(Decimal(hidden["result"]) for hidden in record["confidential"]),
    )


def _flow(line: Activity, key: tuple[str, ...], bases: Mapping[str, str]) -> Flow:
    terms: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for term in line["terms"]:
        terms[term["origin"], term["gas"]] = (Decimal(term["factor"]), Decimal(term["gwp"]))
    return Flow(
        key=key,
        name=line["name"],
        stage=line["stage"],
        amount=Decimal(line["amount"]),
        unit=line["unit"],
        terms=terms,
        basis=bases.get(line["allocation"] or ""),
    )


def _keys(record: Record) -> dict[int, tuple[str, ...]]:
    """What a line is known by in another version: stage, kind, name, and which of several so called it is."""
    seen: dict[tuple[str, ...], int] = {}
    keys: dict[int, tuple[str, ...]] = {}
    for line in record["activities"]:
        name = next((said for language in LANGUAGES if (said := line["name"].get(language))), "")
        plain = (line["stage"], line["kind"], name)
        seen[plain] = seen.get(plain, 0) + 1
        keys[line["number"]] = (*plain, str(seen[plain]))
    return keys


def _kept(before: Record, after: Record) -> tuple[dict[str, str], dict[str, str]]:
    """The numbers of lines whose amount both versions give alike, each with a name that both share."""
    old, new = _keys(before), _keys(after)
    then = {key: before["activities"][number - 1] for number, key in old.items()}
    now = {key: after["activities"][number - 1] for number, key in new.items()}
    same = [key for key in then if key in now and _datum(then[key]) == _datum(now[key])]
    return (
        {str(then[key]["number"]): "/".join(key) for key in same},
        {str(now[key]["number"]): "/".join(key) for key in same},
    )


def _datum(line: Activity) -> tuple[object, ...]:
    return line["amount"], line["unit"], line["source"], line["year"]


def _comparable(record: Record, kept: Mapping[str, str]) -> Comparable:
    """A version whose amounts that stayed are data which the other version has too."""
    plain, block = comparable(record, True), record.get("interpretation")
    if block is None or plain.own_variance is None:
        return plain
    stayed = {kept[n]: Decimal(e) for n, e in block["comparison"]["amounts"].items() if n in kept}
    own = exact_sum([plain.own_variance, *(-(effect**2) for effect in stayed.values())])
    return replace(plain, own_variance=max(own, Decimal(0)), shared={**plain.shared, **stayed})
