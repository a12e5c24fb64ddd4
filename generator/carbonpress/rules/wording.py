"""What the rules say in each language: titles, documentation and sentences, from `terms/rules/` of the theme.

A rule names a sentence by its key.  Each sentence has a `message`, and where there is something to say also what is
`expected` and how to `mend` it; `public` is what a report says instead of the message, where the message tells what
only the author may know.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from carbonpress.model.language import LANGUAGES
from carbonpress.model.sentence import AnyOf, Named, Parameter, Parameters, Phrase, Quoted
from carbonpress.model.text import Text
from carbonpress.rules.case import Remark, Rule
from carbonpress.source.theme import theme_data


class Words(NamedTuple):
    """A remark in one language: what is wrong, what is expected and how to mend it; the last two may be empty."""

    message: str
    expected: str
    mend: str


class _Called(NamedTuple):
    id: str
    name: str


Value = str | _Called | Words
"""A parameter in one language."""


def titles(rule: Rule) -> Mapping[str, str]:
    """What the requirement is called, by language."""
    return _titles(rule.id)


def documentation(rule: Rule, language: str) -> Sequence[str]:
    """The paragraphs that explain a rule in *language*; in English its docstring."""
    about: Sequence[str] | None = _terms(language)["rules"][rule.id].get("about")
    return rule.documentation.split("\n\n") if about is None else about


def remark_words(rule_id: str, key: str, parameters: Parameters, language: str) -> Words:
    """What the author reads of a remark: the sentences of that key of a rule, filled in."""
    sentence, values = _sentence(rule_id, key, language), _values(parameters, language)
    return Words(*(sentence.get(part, "").format_map(values) for part in Words._fields))


def published(rule: Rule, remark: Remark) -> dict[str, str]:
    """What a report says of a remark, by language: its message, or what is published in its place."""
    return {language: _published(rule.id, remark, language) for language in LANGUAGES}


def withheld() -> dict[str, str]:
    """What a report says of a remark about a confidential line, by language."""
    return {language: str(_terms(language)["phrases"]["confidential"]) for language in LANGUAGES}


def _published(id_: str, remark: Remark, language: str) -> str:
    sentence = _sentence(id_, remark.key, language)
    return sentence.get("public", sentence["message"]).format_map(_values(remark.parameters, language))


@functools.cache
def _titles(id_: str) -> Mapping[str, str]:
    return {language: str(_terms(language)["rules"][id_]["title"]) for language in LANGUAGES}


@functools.cache
def _terms(language: str) -> Mapping[str, Any]:
    terms: Mapping[str, Any] = theme_data(f"terms/rules/{language}.yml")
    return terms


def _sentence(id_: str, key: str, language: str) -> Mapping[str, str]:
    sentence: Mapping[str, str] = _terms(language)["rules"][id_]["remarks"][key]
    return sentence


def _values(parameters: Parameters, language: str) -> dict[str, Value]:
    return {name: _value(parameter, language) for name, parameter in parameters.items()}


def _value(parameter: Parameter, language: str) -> Value:
    """A parameter as a sentence in *language* has it."""
    match parameter:
        case Phrase(key, parameters):
            phrase: str = _terms(language)["phrases"][key]
            return phrase.format_map(_values(parameters, language))
        case AnyOf(names):
            return str(_terms(language)["phrases"]["or"]).join(names)
        case Named(id_, name):
            return _Called(id_, name.in_(language))
        case Quoted(rule, key, parameters):
            return remark_words(rule, key, parameters, language)
        case Text():
            return parameter.in_(language)
    return str(parameter)
