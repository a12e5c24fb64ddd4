"""What a label says: the texts of a record in the languages of the label.

`shown_label` composes them, once; labels are set from what the record shows, `label_texts`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carbonpress.model import language as spoken
from carbonpress.press.common.figures import column, quantity
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.parts import places, rounding, stage_percents
from carbonpress.press.common.terms import cited, plain, short_name
from carbonpress.record.shape import Composed, Record, Text
from carbonpress.record.shown_shape import Pair, ShownLabel, ShownStage
from carbonpress.record.wording import words_in
from carbonpress.source.theme import theme_data

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    **{language: (language,) for language in spoken.LANGUAGES},
    "-".join(spoken.LANGUAGES[:2]): spoken.LANGUAGES[:2],
}
"""Languages of a label and what they hold: one, or the first two of the theme, of which the first leads."""

_SPACE_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")

_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")

_TIE = "\u2060"
"""Word joiner: draws nothing, and no line ends beside it."""

_SHORT = 6
"""A value of so many characters stays on one line."""

_SPACE_AFTER_DIGIT = re.compile(r"(?<=[0-9]) (?=[^0-9])")


class StagePart(ShownStage):
    """A stage as the label shows it, with its result in kg CO2e; None where it is not counted, and `part` says so."""

    value: float | None


@dataclass(frozen=True, slots=True)
class Voice:
    """The wording of a label in its one or two languages."""

    languages: tuple[str, ...]
    terms: Mapping[str, Mapping[str, str]]

    @property
    def leading(self) -> str:
        """The language that leads."""
        return self.languages[0]

    @property
    def alone(self) -> Voice:
        """The same in the leading language alone."""
        return Voice(self.languages[:1], self.terms)

    def term(self, key: str) -> str:
        """Wording *key* in the leading language."""
        return self.terms[key][self.leading]

    def joined(self, key: str, between: str) -> str:
        """Wording *key* in all languages of the label, in one line."""
        return between.join(self.terms[key][language] for language in self.languages)

    def pair(self, write: Callable[[str], str], *texts: Text | None) -> Pair:
        """What *write* gives in the leading language, and in the other one if all *texts* are given in it."""
        main = write(self.leading)
        others = [write(each) for each in self.languages[1:] if all(not text or each in text for text in texts)]
        return main, next((other for other in others if other != main), "")

    def wording(self, key: str) -> Pair:
        """Wording *key* in the languages of the label."""
        return self.pair(lambda language: self.terms[key][language])


STATES = ("draft", "superseded", "withdrawn")
"""States of a version of which its label says so."""


def label_texts(record: Record, language: str, state: str = "") -> ShownLabel:
    """The texts of *record* on a label in *language*: `zh`, `en` or `zh-en`, as the record shows them.

    *state* is what the ledger says of the version today: a label of one that was
    superseded or withdrawn since says so.
    """
    kept = record["shown"]["labels"][language] if "shown" in record else shown_label(record, language)
    return {**kept, "status": kept["states"].get(state, kept["status"])}


def stage_parts(record: Record, texts: ShownLabel) -> tuple[StagePart, ...]:
    """The stages of a label with *texts*, each with the result that its share of the bar follows."""
    counted = {s["id"]: s["value"] if s["included"] else None for s in record["boundary"]["stages"]}
    values = {stage: None if value is None else float(value) for stage, value in counted.items()}
    return tuple({**stage, "value": values[stage["id"]]} for stage in texts["stages"])


def shown_label(record: Composed, language: str) -> ShownLabel:
    """The texts of a label composed from *record* in the words and digits of today.

    A text that the record lacks in the leading language stands in the other.
    """
    voice = Voice(LANGUAGES[language], theme_data("label/terms.yml"))
    name, head = short_name(record["product"]), headline_of(record)
    stages = _stages(record, voice)
    return {
        "title": (voice.term("title"), voice.terms["subtitle"][voice.languages[1]] if len(voice.languages) > 1 else ""),
        "emblem": voice.term("emblem"),
        "status": _mark(record["status"], voice),
        "states": {state: _mark(state, voice) for state in STATES},
        "name": voice.pair(lambda each: plain(name, each), name),
        "short_name": _short_name(record, voice),
        "maker": _maker(record, voice),
        "figure": head.digits,
        "figure_unit": head.unit[voice.leading],
        "unit": _unit(record, voice),
        "partial": voice.joined("partial", " · ") if record["boundary"]["partial"] else "",
        "boundary": _boundary(record, voice),
        "stages": stages,
        "counted": _counted(record, stages, voice),
        "scan": voice.wording("scan"),
        "scan_short": voice.joined("scan_short", " "),
        "facts": list(_facts(record, voice)),
        "digest": _label_facts(record, voice),
        "caution": voice.wording(f"comparable_{record['unit']['kind']}"),
        "picture": voice.term("picture"),
        "sentence": voice.term("sentence"),
    }


def description(texts: ShownLabel, url: str) -> str:
    """The whole label in words, for those who do not see it."""
    said = [texts["status"], texts["name"][0], texts["maker"], texts["partial"]]
    said += [f"{texts['figure']} {texts['figure_unit']} {texts['unit'][0]}", texts["boundary"][0]]
    said += [f"{stage['name'][0]} {stage['part']}" for stage in texts["stages"]]
    said += [f"{key} {value}" for key, value in texts["facts"]]
    return texts["sentence"].join(part for part in [*said, texts["caution"][0], url] if part)


def _mark(state: str, voice: Voice) -> str:
    """A mark in both languages, whatever the language of the label: everyone must see what this label is not."""
    return " / ".join(voice.terms[state].values()) if state in STATES else ""


def _maker(record: Composed, voice: Voice) -> str:
    """The organisation, after the model where the name of the product does not hold it."""
    maker = plain(record["organisation"]["name"], voice.leading)
    return maker if _names_model(record, voice) else f"{record['product']['model']} · {maker}"


def _short_name(record: Composed, voice: Voice) -> str:
    name = plain(short_name(record["product"]), voice.leading)
    return name if _names_model(record, voice) else f"{name} {record['product']['model']}"


def _names_model(record: Composed, voice: Voice) -> bool:
    """Whether the name of the product holds its model."""
    return record["product"]["model"].casefold() in plain(short_name(record["product"]), voice.leading).casefold()


def _unit(record: Composed, voice: Voice) -> Pair:
    """`per 1 km of cable`; a functional unit goes on with performance, intended use and service life."""
    unit = record["unit"]
    counted = "en_many" in words_in("terms/units.yml").get(unit["unit"], {})
    pattern = "counted_unit" if counted else "plain_unit" if unit["unit"] == "1" else "unit"
    life = unit["service_life"]

    def write(language: str) -> str:
        amount = quantity(unit["value"], unit["unit"], language)
        parts = [voice.terms[pattern][language].format(amount=amount, of=plain(unit["of"], language))]
        parts += [plain(text, language) for text in (unit["performance"], unit["intended_use"]) if text]
        if life:
            years = quantity(life["value"], life["unit"], language)
            parts.append(voice.terms["service_life"][language].format(life=years))
        said = _SPACE_BETWEEN_HAN.sub("", voice.terms["listing"][language].join(parts))
        return _SPACE_AFTER_DIGIT.sub("\u00a0", said)

    return voice.pair(write, unit["of"], unit["performance"], unit["intended_use"])


def _boundary(record: Composed, voice: Voice) -> Pair:
    """The boundary by its name in the rules, or by the short names of its stages where the author lists them."""
    name = record["boundary"]["name"]
    listed = [] if name else [stage["short"] for stage in record["boundary"]["stages"] if stage["included"]]

    def write(language: str) -> str:
        stages = voice.terms["stage_listing"][language].join(plain(stage, language) for stage in listed)
        return voice.terms["boundary"][language].format(boundary=plain(name, language) or stages)

    return voice.pair(write, name, *listed)


def _stages(record: Composed, voice: Voice) -> list[ShownStage]:
    """Stages with their percentages, or with their values where the total is not positive and has no percentages."""
    stages = record["boundary"]["stages"]
    if any(stage["included"] and stage["share"] is None for stage in stages):
        parts = _amounts(record)
    else:
        parts = stage_percents(record, "")
    return [
        {
            "id": stage["id"],
            "name": voice.pair(lambda each, short=stage["short"]: plain(short, each), stage["short"]),  # type: ignore[misc]
            "part": part if stage["included"] else voice.term("excluded"),
        }
        for stage, part in zip(stages, parts, strict=False)
    ]


def _amounts(record: Composed) -> list[str]:
    """The figures of the stages in the unit of the headline, stated ones with their own digits."""
    scale, ends = headline_of(record).scale, places(record)
    stages = [(stage["id"], stage["value"]) for stage in record["boundary"]["stages"]]
    if ends is None:
        values = column([value and scale.of(value) for _, value in stages], "")
        return [f"{scale.raised(value)} {scale.mass}" for value in values]
    return [f"{scale.told(value, ends['stages'].get(id_, 0))} {scale.mass}" if value else "" for id_, value in stages]


def _counted(record: Composed, stages: Sequence[ShownStage], voice: Voice) -> str:
    """`Counted: Materials, Production; not counted: Use`."""
    included = {stage["id"] for stage in record["boundary"]["stages"] if stage["included"]}
    said = []
    for key, wanted in (("counted", True), ("not_counted", False)):
        # no line ends inside a name
        names = [_tied(stage["name"][0]) for stage in stages if (stage["id"] in included) is wanted]
        if names:
            listed = voice.term("stage_listing").join(names)
            said.append(f"{_tied(voice.term(key))}{voice.term('colon')}{listed}")
    return voice.term("clauses").join(said)


def _tied(text: str) -> str:
    """*text* so that no line ends inside a word of Han; Latin words stay as they are."""
    return _BETWEEN_HAN.sub(_TIE, text)


def _label_facts(record: Composed, voice: Voice) -> str:
    """The facts in one text: a key for each value, in the leading language; no line ends inside a period or T/CCSA."""
    tied = ((_tied(key), _tied(value) if len(value) <= _SHORT else value) for key, value in _facts(record, voice.alone))
    facts = " · ".join(f"{key}\u00a0{value}" for key, value in tied)
    return facts.replace(" – ", "\u00a0–\u00a0").replace("/", f"/{_TIE}")


def _facts(record: Composed, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Key and value of number, programme operator, verifier, validity, rules, and that the results are stated."""
    programme = record["programme"]
    validity = record["validity"]
    number = programme["number"] if programme else None
    # a Type III declaration names its programme operator
    operator = programme["operator"] if programme and record["communication"] == "type-iii" else None
    version = voice.term("version").format(id=record["id"], version=record["version"])
    facts = [
        ("number", number or version),
        ("operator", plain(operator["name"], voice.leading) if operator else ""),
        ("verifier", _verifier(record, voice)),
        ("validity", voice.term("from_to").format(**{"from": validity["from"], "to": validity["to"]})),
        ("rules", cited(record["rules"]["document"], voice.leading)),
        ("basis", _basis(record, voice)),
    ]
    return tuple((voice.joined(key, " "), value) for key, value in facts if value)


def _basis(record: Composed, voice: Voice) -> str:
    """That the results are stated, and what their rounding leaves between the stages and the total."""
    if record["basis"] != "stated":
        return ""
    stated, left = voice.joined("stated", " / "), rounding(record, "stages")
    if left is None:
        return stated
    scale, share = headline_of(record).scale, stage_percents(record, "–")[-1]
    remainder = voice.term("rounding").format(value=f"{scale.amount(left['value'])} {scale.mass}", share=share)
    return f"{stated}{voice.term('clauses')}{remainder}"


def _verifier(record: Composed, voice: Voice) -> str:
    verification = record["verification"]
    if verification["kind"] == "none" or not verification["by"]:
        return voice.joined(verification["kind"], " / ")
    by = plain(verification["by"], voice.leading)
    return voice.term("verified_by").format(by=by, kind=voice.term(verification["kind"]))
