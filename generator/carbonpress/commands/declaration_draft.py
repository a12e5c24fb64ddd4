"""The first draft of a declaration: a commented YAML file made from the rules of its product category."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from carbonpress.model.inventory import Substance
from carbonpress.model.language import LANGUAGES
from carbonpress.model.rules import CategoryRules, NamedBoundary, Parameter, Stage, UnitRule
from carbonpress.model.text import Text
from carbonpress.source.theme import theme_data, theme_folder

EMPTY = '{zh: "", en: ""}'
"""A text that is still to be written, on a site of both languages."""

SAMPLES: Mapping[str, tuple[str, ...]] = {
    "material": (
        '- material: {zh: "", en: ""}',
        '  component: ""',
        '  substance: ""',
        '  amount: ""',
        '  factor: ""',
        '  transport: [{by: "", distance: ""}]',
    ),
    "energy": ('- energy: {zh: "", en: ""}', '  amount: ""', '  factor: ""'),
    "transport": ('- transport: {zh: "", en: ""}', '  mass: ""', '  legs: [{by: "", distance: ""}]'),
    "operation": ('- operation: {zh: "", en: ""}', '  power: ""', '  service_life: ""', '  factor: ""'),
    "attenuation": (
        '- attenuation: {zh: "", en: ""}',
        '  coefficient: ""',
        '  length: ""',
        '  laser_power: ""',
        '  factor: ""',
    ),
    "treatment": ('- treatment: {zh: "", en: ""}', '  route: ""', '  mass: ""', '  factor: ""'),
}
"""A line of the kind that a stage mostly has."""

KINDS: Mapping[str, str] = {
    "raw_material_acquisition": "material",
    "production": "energy",
    "distribution": "transport",
    "use": "operation",
    "end_of_life_treatment": "treatment",
}
"""Kind of the sample line by stage; stages of a company's own rules begin with energy."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the draft already knows: id, names by language, model, boundary, language of the comments, of the site."""

    id: str
    name: Mapping[str, str]
    model: str = ""
    boundary: str = ""
    language: str = "en"
    languages: tuple[str, ...] = LANGUAGES


@dataclass(frozen=True, slots=True)
class SampleStage:
    """A stage of the draft with its sample line; `default` says what the rules assume when it is left out."""

    id: str
    name: Text
    content: Text
    clause: str
    sample: str
    optional: bool
    default: str


def draft(rules: CategoryRules, wanted: Wanted) -> str:
    """The YAML text of a new declaration under *rules*.

    Every value that only its author knows is an empty text, which the loader
    refuses by line and column until it is filled in.
    """
    words: Mapping[str, Any] = theme_data(f"new/{wanted.language}.yml")
    boundary = wanted.boundary or next(iter(rules.boundaries))
    empty = quoted(dict.fromkeys(wanted.languages, ""))

    def say(text: Text | None) -> str:
        return spoken(text, wanted.language)

    def kind(parameter: Parameter) -> str:
        return str(words["kinds"][parameter.kind]).replace("{dimension}", parameter.dimension or "")

    # no HTML here: values are quoted as YAML, comments are made one line
    environment = Environment(
        loader=FileSystemLoader(theme_folder() / "new"),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("declaration.yml.j2").render(
        t=words,
        say=say,
        kind=kind,
        rules=rules,
        id=wanted.id,
        name=quoted({**dict.fromkeys(wanted.languages, ""), **wanted.name}),
        empty=empty,
        model=json.dumps(wanted.model, ensure_ascii=False),
        boundary=boundary,
        unit_key=unit_key(rules, boundary),
        asked=asked(rules, boundary),
        unit_texts=[words["unit"].format(clause=u.clause, text=say(u.text)) for u in unit_rules(rules, boundary)],
        stages=list(sample_stages(rules, rules.boundaries[boundary], wanted.language)),
        samples={kind: [line.replace(EMPTY, empty) for line in lines] for kind, lines in SAMPLES.items()},
        substances=get_args(Substance),
    )


def spoken(text: Text | None, language: str) -> str:
    """*text* in *language*, or in the other one, on one line as a comment takes it."""
    if text is None:
        return ""
    return " ".join(text.in_(language).split())


def quoted(text: Mapping[str, str]) -> str:
    """A text by language as YAML in one line; JSON strings are YAML strings."""
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in text.items()) + "}"


def unit_rules(rules: CategoryRules, boundary: str) -> list[UnitRule]:
    """The rules on the unit that hold for *boundary*."""
    return [unit for unit in rules.units if not unit.boundaries or boundary in unit.boundaries]


def asked(rules: CategoryRules, boundary: str) -> list[tuple[Parameter, bool]]:
    """The technical parameters, and whether each must be given: by itself, or because the unit names it."""
    named = {name for unit in unit_rules(rules, boundary) for name in unit.must_name}
    return [(parameter, parameter.required or parameter.id in named) for parameter in rules.parameters]


def unit_key(rules: CategoryRules, boundary: str) -> str:
    """`functional_unit` where the rules want one for *boundary*, otherwise `declared_unit`."""
    kinds = {unit.kind for unit in unit_rules(rules, boundary)}
    return "functional_unit" if kinds == {"functional"} else "declared_unit"


def sample_stages(rules: CategoryRules, boundary: NamedBoundary, language: str) -> Iterator[SampleStage]:
    """The stages inside *boundary* in the order of the rules."""
    inside = {*boundary.stages, *boundary.optional}
    for stage in rules.stages:
        if stage.id in inside:
            yield SampleStage(
                stage.id,
                stage.name,
                stage.content,
                stage.clause,
                _sample(stage.id, stage.id in boundary.optional),
                stage.id in boundary.optional,
                _default(rules, stage, language),
            )


def _sample(stage: str, optional: bool) -> str:
    """The kind of line to begin with; a use stage that need not count is that of a cable, whose use is attenuation."""
    kind = KINDS.get(stage, "energy")
    return "attenuation" if kind == "operation" and optional else kind


def _default(rules: CategoryRules, stage: Stage, language: str) -> str:
    assumed = rules.defaults.end_of_life
    return spoken(assumed.text, language) if assumed and KINDS.get(stage.id) == "treatment" else ""
