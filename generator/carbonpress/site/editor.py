"""The JSON Schema of an input file for the editors of one project: told in its languages, with its names offered.

What is offered are `defaultSnippets`, which editors show as completions and no validator enforces: a factor or unit
that is still to be added is no error in the editor; `carbonpress check` has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from inspect import get_annotations
from typing import Any, NamedTuple

from pydantic import BaseModel

from carbonpress.model.anatomy import description, keys
from carbonpress.model.declaration import Declaration, Exclusion, Product, StatedResults
from carbonpress.model.factor import ORIGINS, EmissionFactor
from carbonpress.model.inventory import Emission, Leg, Material, Packaging
from carbonpress.model.language import joined
from carbonpress.model.rules import CategoryRules, NamedBoundary, OwnUnit, Parameter, UnitRule
from carbonpress.model.scalar import CO2E_SUFFIX, MEASURES
from carbonpress.model.scenario import Change, Scenario
from carbonpress.model.schema import Name, properties_by_model, schema
from carbonpress.model.text import Text
from carbonpress.press.common.terms import wording
from carbonpress.reference.library import Library
from carbonpress.source.theme import theme_data

Offers = Mapping[str, str]
"""What may be written, each with what it means."""

FREIGHT = ("freight", "length")
"""What the factor of a mode of transport is given per: mass x distance, or the way of the vehicle."""


class Known(NamedTuple):
    """What the files of a project may name, and the languages in which it is told."""

    library: Library
    languages: tuple[str, ...]
    footprints: Mapping[str, Text]
    """Names of the project's own declarations by `declaration/<id>@<version>`."""


def editor_schema(name: Name, known: Known) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of that kind of file, which tells and offers what is *known*."""
    # parts that stand in several places are told and offered apart
    made: dict[str, Any] = json.loads(json.dumps(schema(name)))
    parts = [made, *made.get("$defs", {}).values()]
    described = list(properties_by_model(name, made))
    for part in parts:
        # An editor would show them beside each key, or in place of what it is for.
        for shape in (part, *part.get("anyOf", [])):
            shape.pop("title", None)
            shape.pop("description", None)
    made["description"] = _lines(theme_data("terms/editor.yml")["file"][name][x] for x in known.languages)
    for cls, properties in described:
        for key, value in properties.items():
            _tell(value, cls, key, known.languages)
            _offer(value, cls, key, known)
    for part in parts:
        _offer_units(part, known.library)
    return made


def key_description(cls: type[BaseModel], key: str, language: str) -> str:
    """What a key of *cls* is for in *language*; KeyError where the theme does not say."""
    field = keys(cls)[key]
    if language == "en":
        return description(cls, field)
    owner = next(base for base in cls.__mro__ if field in get_annotations(base))
    told: dict[str, dict[str, str]] = theme_data(f"terms/keys.{language}.yml")
    return told[owner.__name__][key]


def _tell(value: dict[str, Any], cls: type[BaseModel], key: str, languages: tuple[str, ...]) -> None:
    """Describe a key in *languages*: what it is for, and how an amount is written."""
    amount = next((shape for shape in (value, *value.get("anyOf", [])) if MEASURES in shape), None)
    told = []
    for language in languages:
        sentence = key_description(cls, key, language)
        if amount is not None:
            how = theme_data("terms/editor.yml")["value"]["amount"][language].format(example=amount["examples"][0])
            sentence = joined(language, sentence, how)
        told.append(sentence)
    value["description"] = _lines(told)
    for shape in (value, *value.get("anyOf", [])):
        # The author's own names below a key are told as the key itself.
        if isinstance(free := shape.get("additionalProperties"), dict):
            shape["additionalProperties"] = {**free, "description": value["description"]}
        for pattern, free in shape.get("patternProperties", {}).items():
            shape["patternProperties"][pattern] = {**free, "description": value["description"]}


def _offer(value: dict[str, Any], cls: type[BaseModel], key: str, known: Known) -> None:
    """Offer the values and the keys below that a project has for this key."""
    _offer_keys(value, _keys_below(cls, key, known), known)
    if offers := _values(cls, key, known):
        value["defaultSnippets"] = _snippets(offers)
    if offers := _items(cls, key, known):
        for shape in (value, *value.get("anyOf", [])):
            if isinstance(shape.get("items"), dict):
                shape["items"] = {**shape["items"], "defaultSnippets": _snippets(offers)}


def _offer_keys(value: dict[str, Any], below: Offers, known: Known) -> None:
    for shape in (value, *value.get("anyOf", [])):
        free = shape.get("additionalProperties")
        if below and isinstance(free, dict):
            own = shape.get("properties", {})
            shape["properties"] = {name: {**own.get(name, free), "description": told} for name, told in below.items()}
            for name in own:
                _offer_keys(shape["properties"][name], _gases(known), known)


def _values(cls: type[BaseModel], key: str, known: Known) -> Offers:
    """The values that a project has for a key; none where the author is free or the schema has the choices."""
    library, rules = known.library, known.library.rules.values()
    match cls.__name__, key:
        case _, "factor" | "instead_of":
            return _factors(known)
        case Leg.__name__, "by":
            return _factors(known, FREIGHT)
        case _, "fuel":
            return {id_: _said(fuel.name, known) for id_, fuel in library.fuels.items()}
        case Emission.__name__, "gas":
            return _gases(known)
        case ((Material.__name__ | Packaging.__name__), "component"):
            return _merged(((part.id, part.name) for pcr in rules for part in pcr.components), known)
        case ((Exclusion.__name__ | Change.__name__), "stage"):
            return _stages(known)
        case Exclusion.__name__, "flow":
            return _merged(((flow.id, flow.name) for pcr in rules for flow in pcr.cut_off.insignificant), known)
        case Declaration.__name__, "rules":
            return {pcr.id: _said(pcr.title, known) for pcr in rules}
        case Declaration.__name__, "boundary":
            return _merged(((id_, found.name) for pcr in rules for id_, found in pcr.boundaries.items()), known)
        case ((Declaration.__name__ | CategoryRules.__name__), "gwp"):
            return {id_: _said(table.title, known) for id_, table in library.gwp.items()}
        case ((UnitRule.__name__ | Parameter.__name__), "dimension"):
            return dict.fromkeys(sorted({unit.dimension for unit in library.units.values()}), "")
        case OwnUnit.__name__, "of":
            return {symbol: unit.dimension for symbol, unit in library.units.items()}
    return {}


def _items(cls: type[BaseModel], key: str, known: Known) -> Offers:
    """The values that a project has for the items of a list."""
    match cls.__name__, key:
        case (Declaration.__name__, "boundary") | (NamedBoundary.__name__, "stages" | "optional"):
            return _stages(known)
        case UnitRule.__name__, "boundaries":
            return _values(Declaration, "boundary", known)
    return {}


def _keys_below(cls: type[BaseModel], key: str, known: Known) -> Offers:
    """The keys that a project has below a key whose keys are free."""
    match cls.__name__, key:
        case ((Declaration.__name__ | Scenario.__name__), "inventory") | (StatedResults.__name__, "stages"):
            return _stages(known)
        case Product.__name__, "parameters":
            rules = known.library.rules.values()
            return _merged(((found.id, found.name) for pcr in rules for found in pcr.parameters), known)
        case (StatedResults.__name__, "origins") | (EmissionFactor.__name__, "co2e"):
            return _origins(known)
        case EmissionFactor.__name__, "gases":
            return {**_origins(known), **_gases(known)}
    return {}


def _stages(known: Known) -> Offers:
    found = ((stage.id, stage.name) for pcr in known.library.rules.values() for stage in pcr.stages)
    return _merged(found, known)


def _origins(known: Known) -> Offers:
    return {origin: _lines(wording(x)[f"origin.{origin}"] for x in known.languages) for origin in ORIGINS}


def _gases(known: Known) -> Offers:
    found = ((id_, gas.name) for table in known.library.gwp.values() for id_, gas in table.values.items())
    return _merged(found, known)


def _factors(known: Known, dimensions: tuple[str, ...] = ()) -> Offers:
    """The factors by `id@edition`, and the footprints of the project's own declarations, which are per product."""
    told = {}
    for name, factor in known.library.factors.items():
        if not dimensions or factor.per.unit.dimension in dimensions:
            facts = {"per": factor.per, "geography": factor.geography, "year": factor.year}
            said = theme_data("terms/editor.yml")["value"]["factor"]
            told[name] = _lines(said[x].format(name=_in(factor.name, x), **facts) for x in known.languages)
    own = {} if dimensions else {name: _said(text, known) for name, text in known.footprints.items()}
    return {**own, **told}


def _merged(found: Iterator[tuple[str, Text]], known: Known) -> Offers:
    """The names by id; where several rules have the id with other names, all of them."""
    names: dict[str, dict[str, None]] = {}
    for id_, name in found:
        names.setdefault(id_, {})[_said(name, known)] = None
    return {id_: _lines(said) for id_, said in names.items()}


def _offer_units(part: Any, library: Library) -> None:
    """Offer the units that fit to every amount in a schema, and take out what only serves that purpose."""
    if isinstance(part, list):
        for item in part:
            _offer_units(item, library)
    elif isinstance(part, dict):
        dimensions = part.pop(MEASURES, None)
        if dimensions is not None:
            suffix = CO2E_SUFFIX if part["examples"][0].endswith(CO2E_SUFFIX) else ""
            number = part["examples"][0].partition(" ")[0]
            fitting = [u for u, unit in library.units.items() if not dimensions or unit.dimension in dimensions]
            part["defaultSnippets"] = [
                {"label": unit + suffix, "body": f"${{1:{number}}} {unit}{suffix}"} for unit in fitting
            ]
            if part.get("description", "").startswith("a number"):
                del part["description"]
        for value in part.values():
            _offer_units(value, library)


def _snippets(offers: Offers) -> list[dict[str, str]]:
    return [{"label": name, "body": name, **({"description": told} if told else {})} for name, told in offers.items()]


def _said(text: Text, known: Known) -> str:
    return _lines(_in(text, language) for language in known.languages)


def _in(text: Text, language: str) -> str:
    """The text in *language*, or in another one where it is given only there."""
    return text.in_(language)


def _lines(said: Any) -> str:
    """Each of the sentences once, on a line of its own."""
    return "\n".join(dict.fromkeys(said))
