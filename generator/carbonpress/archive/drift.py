"""What a version that was published would be if it were computed again today, and through which term it differs.

Nothing of this changes a published page: it is pressed from its frozen record.  It tells the author that the data say
something else than what was printed, and asks for the next version.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from carbonpress.archive.compared_keys import FIGURES, FREE, WORDS, WORDS_INSIDE, WORDS_OF_LINE
from carbonpress.model.language import LANGUAGES
from carbonpress.press.common.terms import plain
from carbonpress.record.inventory_shape import Activity
from carbonpress.record.number import DIGITS, number
from carbonpress.record.shape import Record
from carbonpress.source.document import KeyPath

LANGUAGE = "en"
LONGEST = 60
"""Characters of a value in a finding; enough for a name or an amount, short enough for one line."""

Difference = tuple[KeyPath, Any, Any]


@dataclass(frozen=True, slots=True)
class Cause:
    """A term through which a figure differs; `ours` when the company's own files changed it, not the shipped data."""

    message: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a record computed today differs from the frozen one; all empty where it does not.

    `figures` say which figure, from what to what and by how much; `causes` through
    which terms; `wording` names texts, dates and other entries that differ.
    """

    figures: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    wording: tuple[str, ...] = ()


def compare(frozen: Record, live: Record, shipped: Collection[str]) -> Comparison:
    """How *live* differs from *frozen*; *shipped* names the factors that come with the software."""
    differing = [*_leaves((), _apart(frozen), _apart(live)), *_line_leaves(frozen, live)]
    numeric = [_worded(*one) for one in differing if _is_figure(one[0])]
    wording = tuple(_worded(*one) for one in differing if not _is_figure(one[0]))
    causes = tuple(_causes(frozen, live, shipped))
    if not numeric and not causes:
        return Comparison(wording=wording)
    unmoved = f"the footprint stays {frozen['total']['value']} {frozen['total']['unit']}, but not what is behind it"
    return Comparison(tuple(_figures(frozen, live)) or (unmoved, *numeric), causes, wording)


def difference(old: str, new: str) -> str:
    """By how much *new* differs from *old*, absolute and in per cent, to three digits.

    >>> difference("200", "201.0004")
    '+1, +0.5 %'
    >>> difference("0", "-2")
    '-2'
    """
    change = Decimal(new) - Decimal(old)
    shown = f"{'+' if change > 0 else ''}{number(_rounded(change, 3))}"
    return f"{shown}, {float(change / abs(Decimal(old)) * 100):+.3g} %" if Decimal(old) else shown


def moved(old: str, new: str) -> tuple[str, str]:
    """Two numbers with as few digits as show that they differ, at least six.

    >>> moved("913.723637952664", "915.886248812094")
    ('913.724', '915.886')
    >>> moved("1.0000001", "1.0000002")
    ('1.0000001', '1.0000002')
    """
    for digits in range(6, DIGITS):
        shown = tuple(number(_rounded(Decimal(value), digits)) for value in (old, new))
        if shown[0] != shown[1]:
            return shown[0], shown[1]
    return old, new


def _rounded(value: Decimal, digits: int) -> Decimal:
    return Context(prec=digits).plus(value)


def _figures(frozen: Record, live: Record) -> Iterator[str]:
    """The footprint and its stages, where they differ."""
    unit = frozen["total"]["unit"]
    old, new = frozen["total"]["value"], live["total"]["value"]
    if old != new:
        was, is_ = moved(old, new)
        yield f"the footprint was published as {was} {unit} and would now be {is_} ({difference(old, new)})"
    now = {stage["id"]: stage for stage in live["boundary"]["stages"]}
    for stage in frozen["boundary"]["stages"]:
        then, today = stage["value"], now[stage["id"]]["value"] if stage["id"] in now else None
        if then is not None and today is not None and then != today:
            yield f"stage {stage['id']}: {_arrow(then, today)} ({difference(then, today)})"
        elif then != today:
            yield f"stage {stage['id']}: {_given(then)} -> {_given(today)}"
    for name in ("unit", "reference_flow"):
        was, is_ = _amount(frozen, name), _amount(live, name)
        if was != is_:
            yield f"{name}: {was} -> {is_}"


def _amount(record: Mapping[str, Any], name: str) -> str:
    given = record[name]
    return "none" if given is None else f"{given['value']} {given['unit']}"


def _causes(frozen: Record, live: Record, shipped: Collection[str]) -> Iterator[Cause]:
    """The terms through which the figures differ."""
    if frozen["rules"]["id"] != live["rules"]["id"]:
        yield Cause(f"rules {frozen['rules']['id']} -> {live['rules']['id']}", True)
    old_set, new_set = (record["gwp"]["id"] if record["gwp"] else None for record in (frozen, live))
    if old_set != new_set:
        yield Cause(f"GWP set {_given(old_set)} -> {_given(new_set)}", True)
    for old, new in pairs(frozen["activities"], live["activities"]):
        if old is None or new is None:
            one = old or new
            yield Cause(f"{_line(one)} is {'new' if old is None else 'gone'}: {one['result']} kg CO2e", True)  # type: ignore[index]
        elif old["result"] != new["result"] or old["terms"] != new["terms"]:
            yield from _line_causes(old, new, frozen, live, shipped)
    old_sums, new_sums = ({c["stage"]: c for c in record["confidential"]} for record in (frozen, live))
    for stage in dict.fromkeys([*old_sums, *new_sums]):
        was, is_ = (sums[stage]["result"] if stage in sums else "0" for sums in (old_sums, new_sums))
        if was != is_:
            yield Cause(f"confidential lines of {stage}: {_arrow(was, is_)} kg CO2e ({difference(was, is_)})", True)
    if frozen["basis"] == "stated" and _amount(frozen, "total") != _amount(live, "total"):
        yield Cause("the stated results were changed", True)


def _line_causes(
    old: Activity, new: Activity, frozen: Record, live: Record, shipped: Collection[str]
) -> Iterator[Cause]:
    """Why one line of the inventory gives another result."""
    what = f"{_line(old)} {_arrow(old['result'], new['result'])} kg CO2e"
    if old["factor"] != new["factor"]:
        yield Cause(f"{what}: factor {_given(old['factor'])} -> {_given(new['factor'])}", True)
        return
    if (old["amount"], old["unit"]) != (new["amount"], new["unit"]):
        yield Cause(f"{what}: {_step_change(old, new)}", True)
    before = {(term["origin"], term["gas"]): term for term in old["terms"]}
    after = {(term["origin"], term["gas"]): term for term in new["terms"]}
    name = old["factor"]
    ours = name is None or name not in shipped
    if {key: term["factor"] for key, term in before.items()} != {key: term["factor"] for key, term in after.items()}:
        yield Cause(f"{what}: {_factor_change(name, frozen, live)}", ours)
    for key in before.keys() & after.keys():
        was, is_ = before[key]["gwp"], after[key]["gwp"]
        if was != is_:
            yield Cause(f"{what}: GWP of {key[1]} {was} -> {is_}", False)


def _factor_change(name: str | None, frozen: Record, live: Record) -> str:
    if name is None or name not in frozen["factors"] or name not in live["factors"]:
        return "its emissions were changed"
    was, is_ = frozen["factors"][name], live["factors"][name]
    by = difference(was["value"], is_["value"])
    return f"factor {name} {was['value']} -> {is_['value']} kg CO2e/{is_['per']['unit']} ({by})"


def _step_change(old: Activity, new: Activity) -> str:
    """The operand that changed on the way from the given amount to the activity data; otherwise the amount."""
    for was, is_ in zip(old["steps"], new["steps"], strict=False):
        if was["kind"] != is_["kind"] or len(was["operands"]) != len(is_["operands"]):
            break
        for before, after in zip(was["operands"], is_["operands"], strict=True):
            if list(before) != list(after):
                return f"{before[0]} {before[1]} {before[2]} -> {after[1]} {after[2]}"
    return f"amount {old['amount']} {old['unit']} -> {new['amount']} {new['unit']}"


def pairs(
    old: Sequence[Activity], new: Sequence[Activity]
) -> list[tuple[Activity | None, Activity] | tuple[Activity, None]]:
    """Which line of today is which line of then: by stage, kind and name; failing that by stage, factor and amount."""
    left, found = list(new), []
    unmatched: list[Activity] = []
    for like in (_by_name, _by_content):
        waiting = list(old) if like is _by_name else unmatched
        unmatched = []
        for line in waiting:
            match = next((other for other in left if like(other) == like(line)), None)
            if match is None:
                unmatched.append(line)
            else:
                left.remove(match)
                found.append((line, match))
    return [*found, *((line, None) for line in unmatched), *((None, line) for line in left)]


def _by_name(line: Activity) -> tuple[Any, ...]:
    return line["stage"], line["kind"], sorted(line["name"].items())


def _by_content(line: Activity) -> tuple[Any, ...]:
    return line["stage"], line["factor"], line["amount"], line["unit"]


def _line(line: Activity | None) -> str:
    return f"{line['stage']}, {plain(line['name'], LANGUAGE)!r}" if line else ""


def _apart(record: Record) -> dict[str, Any]:
    """The parts of a record that are compared as they stand."""
    return {key: value for key, value in record.items() if key in FIGURES | WORDS}


def _line_leaves(frozen: Record, live: Record) -> Iterator[Difference]:
    """Words about inventory lines and factors that differ."""
    for old, new in pairs(frozen["activities"], live["activities"]):
        if old is not None and new is not None:
            yield from _leaves(("activities", _line(old)), _words_of(old), _words_of(new))
    for name in frozen["factors"].keys() & live["factors"].keys():
        sources = (record["factors"][name]["source"] for record in (frozen, live))
        yield from _leaves(("factors", name, "source"), *sources)


def _words_of(line: Activity) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key in WORDS_OF_LINE}


def _leaves(path: KeyPath, old: Any, new: Any) -> Iterator[Difference]:
    """Path, old and new value of everything that differs; an entry that is missing is None.

    A key of the shape that only one of the two has came with another program, and is no difference.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        free = (bool(path) and path[-1] in FREE) or (_by_language(old) and _by_language(new))
        for key in dict.fromkeys([*old, *new]):
            if free or (key in old and key in new):
                yield from _leaves((*path, key), old.get(key), new.get(key))
    elif isinstance(old, (list, tuple)) and isinstance(new, (list, tuple)):
        for index in range(max(len(old), len(new))):
            yield from _leaves((*path, index), _at(old, index), _at(new, index))
    elif old != new:
        yield path, old, new


def _by_language(value: Mapping[str, Any]) -> bool:
    return set(value) <= set(LANGUAGES)


def _arrow(old: str, new: str) -> str:
    return " -> ".join(moved(old, new))


def _at(values: Sequence[Any], index: int) -> Any:
    return values[index] if index < len(values) else None


def _is_figure(path: KeyPath) -> bool:
    """Whether a figure stands at *path*; in doubt it is one."""
    return path[0] in FIGURES and not WORDS_INSIDE.intersection(path)


def _worded(path: KeyPath, old: Any, new: Any) -> str:
    """One difference in words: `validity.to: 2029-02-28 -> 2030-02-28`, `gwp was added: id x, metric y`."""
    name = ".".join(map(str, path))
    if old is None and isinstance(new, (Mapping, list, tuple)):
        return f"{name} was added: {_given(new)}"
    if new is None and isinstance(old, (Mapping, list, tuple)):
        return f"{name} was taken out: {_given(old)}"
    return f"{name}: {_given(old)} -> {_given(new)}"


def _given(value: Any) -> str:
    """A value of a record in words, short: what a mapping or a list holds, its words in one language."""
    text = _said(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _said(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "none"
    if isinstance(value, Mapping):
        if _by_language(value):
            return repr(plain(dict(value), LANGUAGE))
        return ", ".join(f"{key} {_said(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, (list, tuple)):
        return "; ".join(_said(part) for part in value)
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
