"""The rules, factors and method in force, shown from the same data files that the checks and the arithmetic use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from carbonpress.model.factor import CO2E, EmissionFactor, GwpSet
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules
from carbonpress.press.common.figures import amount, exact, percent
from carbonpress.press.common.frame import Voice, press_page, voice
from carbonpress.press.common.page import Page, Site
from carbonpress.press.pages.catalogue_row import Row
from carbonpress.press.pages.derivation import quantity
from carbonpress.press.pages.pedigree import pedigree
from carbonpress.record.number import number
from carbonpress.record.shape import Text
from carbonpress.record.subject import source, text
from carbonpress.reference.library import Library
from carbonpress.rules.case import Rule
from carbonpress.rules.wording import documentation, titles


def rules_index_page(rules: Mapping[str, CategoryRules], site: Site, language: str) -> Page:
    """All category rules in force."""
    spoken = voice(language)
    rows = [
        {
            "id": r.id,
            "product": text(r.product),
            "document": r.document,
            "title": text(r.title),
            "status": text(r.status),
        }
        for _, r in sorted(rules.items())
    ]
    return press_page(
        "rules-index",
        site,
        "rules/",
        language,
        {"rows": rows},
        title=spoken.words["rules_page.index_title"],
        description=spoken.words["rules_page.index_description"],
    )


MOST_USERS = 100
"""So many declarations a page of rules names; the catalogue has the others."""


def rules_page(rules: CategoryRules, rows: Sequence[Row], site: Site, language: str) -> Page:
    """One product's category rules; *rows* of the catalogue tell who declares under them (others are passed over)."""
    spoken = voice(language)
    product = spoken.plain(text(rules.product))
    stages = {stage.id: spoken.say(text(stage.name)) for stage in rules.stages}
    view = {
        "rules": rules,
        "text": text,
        "source": spoken.reference(source(rules.source)),
        "boundaries": [_boundary(id_, rules, stages) for id_ in rules.boundaries],
        "limits": _limits(rules, spoken),
        "service_life": _said(rules.defaults.service_life, spoken),
        "used_by": [row for row in rows if row.rules == rules.id][:MOST_USERS],
    }
    return press_page(
        "rules",
        site,
        f"rules/{rules.id}/",
        language,
        view,
        title=spoken.words["rules_page.title"].format(product=product),
        description=spoken.words["rules_page.description"].format(document=rules.document, product=product),
        search_text=f"{rules.id} {rules.document} {product}",
    )


class BoundaryRow(TypedDict):
    """A system boundary of the rules; its stages by name, and whether each is optional."""

    name: Text
    partial: bool
    clause: str
    stages: list[tuple[str, bool]]


def _boundary(id_: str, rules: CategoryRules, stages: Mapping[str, str]) -> BoundaryRow:
    boundary = rules.boundaries[id_]
    return {
        "name": text(boundary.name),
        "partial": boundary.partial,
        "clause": boundary.clause,
        "stages": [(stages[stage], stage in boundary.optional) for stage in boundary.stages],
    }


def _limits(rules: CategoryRules, spoken: Voice) -> list[str]:
    limits = rules.cut_off
    given = {
        "material_mass": limits.material_mass,
        "solid_waste": limits.solid_waste,
        "single_emission": limits.single_emission,
        "total_emission": limits.total_emission,
    }
    return [
        spoken.words[f"limit.{key}"].format(limit=percent(number(limit)).replace(".0%", "%"))
        for key, limit in given.items()
        if limit is not None
    ]


def _said(given: Quantity | None, spoken: Voice) -> str:
    return "" if given is None else quantity(number(given.value), given.unit.symbol, spoken)


def factors_page(library: Library, site: Site, language: str) -> Page:
    """Every emission factor, GWP set and fuel that a declaration here may name."""
    spoken = voice(language)
    sets = [gwp for _, gwp in sorted(library.gwp.items())]
    view = {
        "factors": [factor_row(factor, spoken) for _, factor in sorted(library.factors.items())],
        "sets": [(gwp.title, spoken.reference(source(gwp.source))) for gwp in sets],
        "gases": gas_rows(sets, spoken),
        "fuels": [
            {
                "id": id_,
                "name": text(fuel.name),
                "per": _said(fuel.per, spoken),
                "heat": exact(number(fuel.net_calorific_value.value)),
                "carbon": exact(number(fuel.carbon_content)),
                "oxidation": percent(number(fuel.oxidation)),
                "source": spoken.reference(source(fuel.source)),
            }
            for id_, fuel in library.fuels.items()
        ],
        "text": text,
    }
    return press_page(
        "factors",
        site,
        "factors/",
        language,
        view,
        title=spoken.words["factors_page.title"],
        description=spoken.words["factors_page.description"],
        search_text=" ".join(factor.id for factor in library.factors.values()),
    )


class FactorRow(TypedDict):
    """An emission factor in a table: masses of gases as written with their units, per what, of which kind."""

    key: str
    name: Text
    masses: list[str]
    per: str
    kind: str
    data: str
    priority: int | None
    where: str
    source: str
    url: str | None
    illustrative: bool
    note: Text | None


def factor_row(factor: EmissionFactor, spoken: Voice) -> FactorRow:
    """An emission factor as a row: masses by gas and origin, per what, of which kind, from where."""
    masses = []
    for origin, gas, mass in factor.masses():
        gas_name = "" if gas == CO2E and mass.unit.symbol.endswith("CO2e") else f" {spoken.formula(gas)}"
        of_origin = "" if origin == "fossil" else f" ({spoken.words[f'origin.{origin}']})"
        masses.append(f"{quantity(number(mass.value), mass.unit.symbol, spoken)}{gas_name}{of_origin}")
    return {
        "key": factor.name_at_edition,
        "name": text(factor.name),
        "masses": masses,
        "per": _said(factor.per, spoken),
        "kind": spoken.words[f"factor_kind.{factor.kind}"],
        "data": spoken.words[f"data.{factor.data}"],
        "priority": factor.priority,
        "where": f"{factor.geography} {factor.year}",
        "source": spoken.reference(source(factor.source)),
        "url": factor.source.url,
        "illustrative": factor.illustrative,
        "note": text(factor.note) if factor.note else None,
    }


class GasRow(TypedDict):
    """A gas in the table of global warming potentials, kg CO2e per kg; a dash where a set has no value."""

    name: Text
    formula: str
    values: list[str]


def gas_rows(sets: Sequence[GwpSet], spoken: Voice) -> list[GasRow]:
    """The gases of all sets, each with its value in every set and a dash where a set has none."""
    gases = {id_: gas for gwp in sets for id_, gas in gwp.values.items()}
    return [
        {
            "name": text(gas.name),
            "formula": spoken.formula(gas.formula),
            "values": [amount(number(gwp.values[id_].value)) if id_ in gwp.values else "–" for gwp in sets],
        }
        for id_, gas in gases.items()
    ]


def method_page(rules: Sequence[Rule], site: Site, language: str) -> Page:
    """How figures are calculated and rounded, what the statuses mean, and every check with its clause."""
    spoken = voice(language)
    return press_page(
        "method",
        site,
        "method/",
        language,
        {
            "rules": [
                {
                    "id": rule.id,
                    "clause": rule.clause,
                    "title": titles(rule),
                    "severity": rule.severity.value,
                    "body": documentation(rule, language),
                }
                for rule in rules
            ],
            "pedigree": pedigree(spoken),
        },
        title=spoken.words["method_page.title"],
        description=spoken.words["method_page.description"],
        search_text=" ".join(rule.id for rule in rules),
    )
