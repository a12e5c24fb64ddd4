"""The parts of a record that say who declares what: product, organisation, study, programme, rules, unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Literal, TypeVar

from carbonpress.lca.measure import kilograms
from carbonpress.lca.shares import share_of
from carbonpress.lca.stated import last_place, remainder
from carbonpress.model import declaration as written
from carbonpress.model.factor import Source
from carbonpress.model.language import LANGUAGES
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules, UnitRule
from carbonpress.model.text import Text
from carbonpress.record import shape
from carbonpress.record.number import as_given, number

Given = TypeVar("Given")
Kept = TypeVar("Kept")


def optional(given: Given | None, keep: Callable[[Given], Kept]) -> Kept | None:
    """*given* as the record keeps it, or None when nothing was given."""
    return None if given is None else keep(given)


def text(given: Text | str) -> shape.Text:
    """A text by language, without the languages in which it was not given."""
    if isinstance(given, str):
        return dict.fromkeys(LANGUAGES, given)
    return given.by_language()


def line_or_text(given: str | Text) -> shape.LineOrText:
    """One line as it is, a text by language."""
    return given if isinstance(given, str) else text(given)


def amount(quantity: Quantity) -> shape.Amount:
    """A quantity as number and unit."""
    return {"value": as_given(quantity.value), "unit": quantity.unit.symbol}


def source(given: Source) -> shape.Source:
    """Where a number comes from."""
    return {
        "document": line_or_text(given.document),
        "publisher": None if given.publisher is None else line_or_text(given.publisher),
        "year": given.year,
        "table": None if given.table is None else line_or_text(given.table),
        "url": given.url,
    }


def image(given: written.Image, pictures: Mapping[str, str]) -> shape.Image:
    """A picture and what it shows; *pictures* gives the SHA-256 of each file that could be read."""
    return {"file": given.file, "sha256": pictures.get(given.file), "alt": text(given.alt)}


def product(declaration: written.Declaration, rules: CategoryRules, pictures: Mapping[str, str]) -> shape.Product:
    """The product; parameters in the order of the rules, those that the rules do not know behind them."""
    given = declaration.product
    return {
        "name": text(given.name),
        "short_name": optional(given.short_name, text),
        "model": given.model,
        "category": text(rules.product),
        "function": optional(given.function, text),
        "description": optional(given.description, text),
        "gtin": given.gtin,
        "image": optional(given.image, partial(image, pictures=pictures)),
        "links": [{"title": text(link.title), "url": link.url} for link in given.links],
        "parameters": _parameters(given, rules),
    }


def _parameters(given: written.Product, rules: CategoryRules) -> list[shape.Parameter]:
    known = {p.id: p for p in rules.parameters}
    order = [id_ for id_ in known if id_ in given.parameters]
    order += [id_ for id_ in given.parameters if id_ not in known]
    return [
        {
            "id": id_,
            "name": text(known[id_].name) if id_ in known else text(id_),
            "value": text(given.parameters[id_]),
            "clause": known[id_].clause if id_ in known else "",
        }
        for id_ in order
    ]


def organisation(given: written.Organisation) -> shape.Organisation:
    """Who answers for the declaration."""
    contact = given.contact
    return {
        "name": text(given.name),
        "address": optional(given.address, text),
        "legal_representative": optional(given.legal_representative, text),
        "contact": None
        if contact is None
        else {"person": optional(contact.person, text), "phone": contact.phone, "email": contact.email},
        "website": given.website,
        "about": optional(given.about, text),
    }


def study(given: written.Study) -> shape.Study:
    """The study behind the declaration."""
    return {
        "commissioner": optional(given.commissioner, text),
        "assessor": optional(given.assessor, text),
        "report_number": given.report_number,
        "date": optional(given.date, str),
        "goal": text(given.goal),
        "intended_use": text(given.intended_use),
    }


def programme(declaration: written.Declaration, owner: written.Organisation) -> shape.Programme | None:
    """Programme and number; the operator is the organisation's where the declaration names none."""
    given = declaration.programme
    operator = given.operator if given and given.operator else owner.programme
    if given is None and operator is None:
        return None
    return {
        "operator": None
        if operator is None
        else {
            "name": text(operator.name),
            "address": optional(operator.address, text),
            "website": operator.website,
        },
        "number": given.number if given else None,
        "pcr_review": optional(given.pcr_review, text) if given else None,
    }


def verification(given: written.Verification) -> shape.Verification:
    """Who verified it."""
    return {
        "kind": given.kind,
        "by": optional(given.by, text),
        "statement": given.statement,
        "date": optional(given.date, str),
    }


def period(given: written.Period) -> dict[str, str]:
    """First and last day."""
    return {"from": str(given.start), "to": str(given.end)}


def category_rules(rules: CategoryRules) -> shape.Rules:
    """The rules that were followed, as far as pages and reports quote them."""
    return {
        "id": rules.id,
        "title": text(rules.title),
        "product": text(rules.product),
        "document": rules.document,
        "document_title": text(rules.document_title),
        "status": text(rules.status),
        "clauses": [{"clause": c.clause, "text": text(c.text)} for c in rules.clauses],
        "declaration_clause": rules.declaration_clause,
        "use_stage": optional(rules.use_stage, text),
        "allocation": list(rules.allocation),
        "allocation_clause": rules.allocation_clause,
        "priority_clause": rules.priority_clause,
    }


def unit_rule(declaration: written.Declaration, rules: CategoryRules) -> UnitRule | None:
    """The unit rule that holds for this kind of unit and boundary."""
    kind = "declared" if declaration.declared_unit else "functional"
    fitting = [u for u in rules.units if u.kind == kind]
    named = [u for u in fitting if not u.boundaries or declaration.boundary in u.boundaries]
    return next(iter(named or fitting), None)


def unit(declaration: written.Declaration, rules: CategoryRules) -> shape.Unit:
    """Declared or functional unit with what the rules ask of it."""
    given = declaration.unit
    rule = unit_rule(declaration, rules)
    return {
        "kind": "declared" if declaration.declared_unit else "functional",
        **amount(given.amount),
        "of": text(given.of),
        "intended_use": optional(given.intended_use, text),
        "performance": optional(given.performance, text),
        "service_life": optional(given.service_life, amount),
        "clause": rule.clause if rule else "",
        "requirement": text(rule.text) if rule else {},
    }


def reference_flow(given: written.ReferenceFlow) -> shape.ReferenceFlow:
    """The flow that fulfils the unit."""
    return {**amount(given.amount), "of": text(given.of)}


def stated(given: written.StatedResults) -> shape.Stated:
    """The study whose figures were taken over."""
    return {
        "study": line_or_text(given.study),
        "by": text(given.by),
        "date": str(given.date),
        "statement": None if given.statement is None else line_or_text(given.statement),
        "url": given.url,
        "places": {
            "total": last_place(given.total),
            "stages": {stage: last_place(figure) for stage, figure in given.stages.items()},
            "origins": {origin: last_place(figure) for origin, figure in given.origins.items()},
        },
        "rounding": {
            what: {"value": number(left), "share": optional(share_of(left, kilograms(given.total)), number)}
            for what, left in _remainders(given)
        },
    }


def _remainders(given: written.StatedResults) -> Iterator[tuple[Literal["stages", "origins"], Decimal]]:
    """What stages and origins lack to the total, where they were given and do not make it exactly."""
    if left := remainder(given.stages.values(), given.total):
        yield "stages", left
    if given.origins and (left := remainder(given.origins.values(), given.total)):
        yield "origins", left


def official_mark(given: written.OfficialMark, pictures: Mapping[str, str]) -> shape.OfficialMark | None:
    """An awarded mark; a mark without certificate is never shown."""
    if given.certificate is None:
        return None
    return {
        "image": image(given.image, pictures),
        "body": text(given.body),
        "certificate": given.certificate,
        "expires": optional(given.expires, str),
    }
