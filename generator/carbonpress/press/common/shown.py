"""What a record shows of its result: digits, units and words, composed once and read ever after.

`completed` composes it, when a record has been made; from then on it is a part of the record, is frozen with it, and
stays as it was printed when the program comes to write something in another way.  Pages, labels and documents of fresh
and of published records alike take from there what they show, through `result_of` and `label_texts.label_texts`.

Digits and unit of the figure come from `press.common.headline` alone.
"""

from __future__ import annotations

from typing import cast

from markupsafe import Markup

from carbonpress.model.language import LANGUAGES
from carbonpress.press.common import label_texts
from carbonpress.press.common.figures import amount, digit, quantity
from carbonpress.press.common.frame import Voice, plain_boundary, voice
from carbonpress.press.common.headline import chosen
from carbonpress.press.common.interval_ends import interval_told
from carbonpress.press.common.order import by_origin
from carbonpress.press.common.parts import (
    origin_figures,
    rounding,
    stage_figures,
    stage_percents,
    stated_digits,
    total_figure,
)
from carbonpress.press.common.rounding import place_of
from carbonpress.press.common.template_compiler import escaped
from carbonpress.record.shape import Composed, Intensity, Record
from carbonpress.record.shown_shape import Shown, ShownIntensity, ShownInterval, ShownPart, ShownResult
from carbonpress.record.wording import own_digest, speaking

OUTCOMES = ("met", "warning", "not-applicable")
"""What a requirement that was checked can come to."""

REST = "rest"
"""The key, beside stages and origins, of what the rounding of a study leaves between them and the total."""

OF = "{of}"
"""Where the name of what is counted goes in `per`: it may be given in another language, and is then marked as such."""


def completed(record: Composed) -> Record:
    """*record* with what it shows."""
    return cast(Record, {**record, "shown": shown(record)})


def shown(record: Composed) -> Shown:
    """What *record* shows when it is pressed by this program, with the wording of its theme."""
    with speaking(None):
        head = chosen(record)
        return {
            "wording": own_digest(),
            "headline": {
                "digits": head.digits,
                "unit": {**head.unit},
                "mass": head.scale.mass,
                "exponent": head.scale.exponent,
            },
            "results": {language: _result(record, voice(language)) for language in LANGUAGES},
            "labels": {language: label_texts.shown_label(record, language) for language in label_texts.LANGUAGES},
        }


def result_of(record: Record, language: str) -> ShownResult:
    """What *record* shows of its result in *language*; composed on the spot for one that was not completed."""
    return record["shown"]["results"][language] if "shown" in record else _result(record, voice(language))


def per_unit(record: Record, spoken: Voice) -> Markup:
    """What the figure is for, `per 1 km cable`, escaped."""
    per = escaped(result_of(record, spoken.language)["per"])
    return Markup(per.replace(OF, escaped(spoken.say(record["unit"]["of"]))))  # noqa: S704  both parts are escaped


def _result(record: Composed, spoken: Voice) -> ShownResult:
    counted = quantity(record["unit"]["value"], record["unit"]["unit"], spoken.language)
    return {
        "per": spoken.words["declaration.per"].format(amount=counted, of=OF),
        "description": _description(record, spoken),
        "stages": _stages(record),
        "total": _total(record),
        "origins": _origins(record, spoken),
        "intensities": [_intensity(given, record, spoken) for given in record["intensities"]],
        "interval": _interval(record),
        "verification": spoken.words[f"verification_kind.{record['verification']['kind']}"],
        "outcomes": {outcome: spoken.words[f"outcome.{outcome}"] for outcome in OUTCOMES},
    }


def _description(record: Composed, spoken: Voice) -> str:
    """One plain sentence with figure, unit and boundary, for search engines and previews."""
    unit, head = record["unit"], chosen(record)
    return spoken.words["declaration.description"].format(
        product=spoken.plain(record["product"]["name"]),
        model=record["product"]["model"],
        figure=head.digits,
        figure_unit=head.unit[spoken.language],
        amount=quantity(unit["value"], unit["unit"], spoken.language),
        of=spoken.plain(unit["of"]),
        boundary=plain_boundary(record, spoken),
        maker=spoken.plain(record["organisation"]["name"]),
    )


def _stages(record: Composed) -> dict[str, ShownPart]:
    """The stages that are counted, and what rounding leaves; a share is missing where the total is not positive."""
    stages, shares, left = record["boundary"]["stages"], stage_percents(record, "–"), rounding(record, "stages")
    told: dict[str, ShownPart] = {
        stage["id"]: {"value": value, "percent": share}
        for stage, value, share in zip(stages, stage_figures(record), shares, strict=False)
        if stage["included"]
    }
    return {**told, REST: {"value": amount(left["value"]), "percent": shares[-1]}} if left else told


def _total(record: Composed) -> ShownPart:
    """The total below the stages: as many decimals as they have, and 100.0%."""
    whole = any(stage["share"] is not None for stage in record["boundary"]["stages"])
    return {"value": total_figure(record), "percent": "100.0%" if whole else "–"}


def _origins(record: Composed, spoken: Voice) -> dict[str, str]:
    values, left = origin_figures(record, spoken.words["origin.absent"]), rounding(record, "origins")
    told = {origin: value for (origin, _), value in zip(by_origin(record), values, strict=True)}
    return {**told, REST: amount(left["value"])} if left else told


def _intensity(given: Intensity, record: Composed, spoken: Voice) -> ShownIntensity:
    """An intensity in the unit of the headline, stated ones with no more digits, and the total that is divided."""
    head, stated, most = chosen(record), stated_digits(record), digit("headline")
    return {
        "value": head.scale.figure(given["value"], min(most, stated or most)),
        "unit": head.scale.unit(spoken.language, given["unit"]),
        "total": head.digits if stated else head.scale.amount(record["total"]["value"]),
    }


def _interval(record: Composed) -> ShownInterval | None:
    """The interval of 95 %, with the digits that it leaves; None where none is given."""
    block = record.get("interpretation")
    given = block["uncertainty"] if block else None
    if given is None:
        return None
    low, about, high = interval_told(record, given["total"], place_of(record["total"]["value"], given["digits"]))
    return {"low": low, "about": about, "high": high}
