"""How a figure comes about, as lines for a terminal: every term, its steps, its sources, the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from carbonpress.press.charts.stages import rounding_row
from carbonpress.press.common.figures import THIN_SPACE, amount, exact
from carbonpress.press.common.frame import Voice, plain_boundary, voice
from carbonpress.press.common.interval_ends import NO_END, interval_ends
from carbonpress.press.common.order import by_origin
from carbonpress.press.common.parts import origin_figures, places, stage_figures, stage_percents, total_amount
from carbonpress.press.common.rounding import place_by
from carbonpress.press.pages.derivation import derivation, fuel_derivation
from carbonpress.press.pages.interpretation import summary
from carbonpress.record.inventory_shape import Activity, Factor
from carbonpress.record.shape import Intensity, Record, Stage
from carbonpress.source.theme import theme_data
from carbonpress.terminal.columns import table
from carbonpress.terminal.datum_quality import Known

INDENT = "       "
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
"""What equations have between groups of digits, so that no line breaks there."""
RIGHT = (0, 2, 4, 6, 8)
"""Columns of numbers in the table of terms."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A record with all lines of its inventory, the confidential ones too; for the eyes of the company alone."""

    record: Record
    activities: Sequence[Activity]
    factors: Mapping[str, Factor]
    confidential: frozenset[int]
    """Numbers of the activities that are never published."""
    known: Mapping[int, Sequence[Known]]
    """What is known of the data behind each activity, by its number."""


class Teller:
    """Tells one record in one language; *whole* numbers keep every digit of the record, others six."""

    def __init__(self, explained: Explained, language: str, whole: bool) -> None:
        self.explained = explained
        self.record = explained.record
        self.voice: Voice = voice(language)
        self.words: Mapping[str, Any] = theme_data(f"terminal/{language}.yml")
        self.write = exact if whole else amount
        self.document = self.voice.cite(self.record["rules"]["document"])

    def lines(self) -> Iterator[str]:
        """The whole explanation."""
        yield from self._head()
        for stage in self.record["boundary"]["stages"]:
            yield ""
            yield from self._stage(stage)
        yield ""
        yield from self._sums()

    def _number(self, value: str, written: str = "") -> str:
        """A number for a terminal; as *written* where its digits are settled already."""
        return (written or self.write(value)).replace(THIN_SPACE, "")

    def _quantity(self, value: str, unit: str, written: str = "") -> str:
        name, number = self.voice.unit(unit), self._number(value, written)
        return f"{number} {name}" if name else number

    @property
    def _stage_shares(self) -> Mapping[str, str]:
        """The percentage of each stage by its id, as the table of stages has it."""
        ids = [stage["id"] for stage in self.record["boundary"]["stages"]]
        return dict(zip(ids, stage_percents(self.record, self.words["absent"]), strict=False))

    @property
    def _stated_stages(self) -> Mapping[str, str]:
        """The figures of stated stages with the digits of their study, by id; nothing for computed ones."""
        if places(self.record) is None:
            return {}
        ids = [stage["id"] for stage in self.record["boundary"]["stages"]]
        return dict(zip(ids, stage_figures(self.record), strict=True))

    def _head(self) -> Iterator[str]:
        record, words, plain = self.record, self.words, self.voice.plain
        unit = record["unit"]
        version = words["version"].format(version=record["version"])
        yield f"{record['id']}, {version}: {plain(record['product']['name'])}"
        yield words["per"].format(amount=self._quantity(unit["value"], unit["unit"]), of=plain(unit["of"]))
        rules = f"{words['rules']}: {self.document}, {plain(record['rules']['title'])}"
        yield "; ".join(part for part in (rules, plain_boundary(record, self.voice)) if part)
        if stated := record["stated"]:
            yield words["stated"].format(study=plain(stated["study"]), by=plain(stated["by"]), date=stated["date"])
        if gwp := record["gwp"]:
            yield words["method"].format(document=self.document)
            yield f"{words['gwp']}: {plain(gwp['title'])} ({plain(gwp['source']['document'])}, {gwp['source']['year']})"
        if self.explained.known:
            yield words["known_data"]

    def _stage(self, stage: Stage) -> Iterator[str]:
        name = f"{self.voice.plain(stage['name'])} ({self.document}, {self.voice.cite(stage['clause'])})"
        if stage["value"] is None:
            because = self.voice.plain(stage["excluded_because"])
            yield f"{name}: {self.words['not_counted']}" + (f"; {because}" if because else "")
            return
        yield name
        activities = [a for a in self.explained.activities if a["stage"] == stage["id"]]
        rows = [(activity, row) for activity in activities for row in self._terms(activity)]
        aligned = table([row for _, row in rows], RIGHT, indent="  ", gap=" ")
        for (activity, row), line in zip(rows, aligned, strict=True):
            yield line
            if row[0]:
                yield from (INDENT + note for note in self._notes(activity))
        share = self._stage_shares[stage["id"]]
        total = self._quantity(stage["value"], "kg CO2e", self._stated_stages.get(stage["id"], ""))
        yield f"  {self.words['sum']}: {total}  ({share}){self._within(stage['id'])}"

    def _within(self, stage: str) -> str:
        """The interval of a stage, where it is known."""
        block = self.record.get("interpretation")
        given = block["uncertainty"] if block else None
        if given is None or stage not in given["stages"]:
            return ""
        part = given["stages"][stage]
        _, low, high = interval_ends(part, place_by(part["value"], part["sd"]))
        if NO_END in (low, high):
            return ""
        low, high = (end.replace(THIN_SPACE, "") for end in (low, high))
        return str(self.words["within"].format(low=low, high=high))

    def _terms(self, activity: Activity) -> Iterator[tuple[str, ...]]:
        """A row for each term: number, name, amount, x, factor, unit, GWP, =, result."""
        unit = self.voice.unit(activity["unit"])
        for position, term in enumerate(activity["terms"]):
            number, name = (str(activity["number"]), self.voice.plain(activity["name"])) if position == 0 else ("", "")
            gas = self.voice.unit(f"kg {term['gas']}")
            yield (
                number,
                name,
                self._number(activity["amount"]),
                f"{unit} ×",
                self._number(term["factor"]),
                f"{gas}/{unit} ×",
                self._number(term["gwp"]),
                "=",
                self._number(term["result"]),
                "kg CO₂e",
            )

    def _notes(self, activity: Activity) -> Iterator[str]:
        words = self.words
        if steps := derivation([s for s in activity["steps"] if s["kind"] != "conversion"], self.voice):
            yield _closed(f"AD = {steps} = {self._quantity(activity['amount'], activity['unit'])}")
        if allocation := next((a for a in self.record["allocations"] if a["id"] == activity["allocation"]), None):
            yield words["allocation"].format(
                name=allocation["id"],
                basis=self.voice.words[f"basis.{allocation['basis']}"],
                share=self._quantity(allocation["share"]["value"], allocation["share"]["unit"]),
                of=self._quantity(allocation["of"]["value"], allocation["of"]["unit"]),
            )
        if activity["factor"] is None:
            yield words["direct"].format(gas=activity["terms"][0]["gas"])
        else:
            yield from self._factor(activity["factor"], self.explained.factors[activity["factor"]])
        if activity["data"] == "assumed":
            yield words["assumed"]
        elif activity["source"]:
            source = ", ".join(str(part) for part in (activity["source"], activity["year"]) if part)
            yield words["source"].format(data=words["data"][activity["data"]], source=source)
        yield from self._known(activity["number"])
        if activity["number"] in self.explained.confidential:
            yield words["confidential"]

    def _known(self, number: int) -> Iterator[str]:
        """Scores and range of each datum, in one line."""
        told_of = [
            self.words["known"].format(
                datum=self.words["known_kinds"][known.kind],
                scores=f" {'-'.join(str(score) for score in known.scores)}" if known.scores else "",
                low=_percent(known.low),
                high=_percent(known.high),
                basis=self.words["known_given"] if known.given else "",
            )
            for known in self.explained.known.get(number, ())
        ]
        if told_of:
            yield "; ".join(told_of)

    def _factor(self, name: str, factor: Factor) -> Iterator[str]:
        words, source = self.words, factor["source"]
        named = (self.voice.plain(source[key]) for key in ("document", "table"))
        more = words["priority"].format(priority=factor["priority"]) if factor["priority"] else ""
        yield words["factor"].format(
            name=name,
            title=self.voice.plain(factor["name"]),
            document=self.voice.cite(", ".join(part for part in named if part)),
            year=factor["year"],
            geography=factor["geography"],
            kind=words["kinds"][factor["kind"]],
            more=more + (words["illustrative"] if factor["illustrative"] else ""),
        )
        if fuel := _closed(fuel_derivation(factor, self.voice)):
            yield f"EF = {fuel}"

    def _sums(self) -> Iterator[str]:
        record, words = self.record, self.words
        written = total_amount(record) if places(record) else ""
        total = self._quantity(record["total"]["value"], record["total"]["unit"], written)
        if left := rounding_row(record, self.voice):
            value = self._number("", left["value"])
            yield f"{left['name']}: {value} {self.voice.unit(record['total']['unit'])}  ({left['percent']})"
        yield f"{words['total']}: {total}"
        if said := summary(record, self.voice):
            parts = (said["interval"], said["rating"], said["drivers"])
            yield from (f"  {part.unescape().replace(THIN_SPACE, '')}" for part in parts if part)
        written_origins = origin_figures(record, "") if places(record) else [""] * len(by_origin(record))
        origins = [
            (self.voice.words[f"origin.{origin}"], self._number(value, written), "kg CO₂e")
            for (origin, value), written in zip(by_origin(record), written_origins, strict=True)
            if value is not None
        ]
        if origins:
            yield f"{words['origins']}:"
            yield from table(origins, right=(1,))
        if record["intensities"]:
            yield f"{words['intensities']}:"
            yield from (f"  {self._intensity(intensity, total)}" for intensity in record["intensities"])
        if excluded := record["cut_off"]["excluded"]:
            yield f"{words['excluded']} ({self.document}, {self.voice.cite(record['cut_off']['clause'])}):"
            for flow in excluded:
                estimate = flow["estimate"]
                yield "  " + words["excluded_line"].format(
                    name=self.voice.plain(flow["name"]),
                    estimate=self._quantity(estimate["value"], "kg CO2e") if estimate else words["absent"],
                    because=self.voice.plain(flow["because"]),
                )

    def _intensity(self, intensity: Intensity, total: str) -> str:
        told: str = self.words["intensity"].format(
            name=f"{self.voice.plain(intensity['name'])}: {self._quantity(intensity['value'], intensity['unit'])}",
            total=total,
            divisors=" ÷ ".join(self._quantity(value, unit) for _, value, unit in intensity["divisors"]),
            document=self.document,
            clause=self.voice.cite(intensity["clause"]),
            formula=intensity["formula"],
        )
        return told


def _closed(text: str) -> str:
    """*text* without the spaces between groups of digits, narrow or thin, that pages have."""
    return text.replace(THIN_SPACE, "").replace(NARROW_SPACE, "")


def _percent(end: Decimal) -> str:
    """An end of a range as a change in per cent, with its sign."""
    change = ((end - 1) * 100).normalize(Context(prec=2))
    return ("+" if change > 0 else "") + exact(f"{change:f}").replace(THIN_SPACE, "") + "%"


def explanation(explained: Explained, language: str, whole: bool = False) -> str:
    """The text that `carbonpress explain` prints."""
    return "\n".join(Teller(explained, language, whole).lines()) + "\n"
