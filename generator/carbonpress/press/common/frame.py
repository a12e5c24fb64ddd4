"""What every page carries: wording, ways to other pages, and the head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple, TypedDict

from markupsafe import Markup

from carbonpress.press.common.figures import chemical, unit_name
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.template import template
from carbonpress.press.common.template_compiler import filled
from carbonpress.press.common.terms import cited, listing, plain, reference, sayer, wording
from carbonpress.record.shape import Composed, LineOrText, Source, Text
from carbonpress.record.wording import edition


class Voice(NamedTuple):
    """How pages of one language speak."""

    language: str
    words: Mapping[str, str]
    say: Callable[[LineOrText | None], str]
    plain: Callable[[LineOrText | None], str]
    listing: Callable[[list[str]], str]
    unit: Callable[[str], str]
    formula: Callable[[str], str]
    cite: Callable[[str], str]
    reference: Callable[[Source], str]


def voice(language: str) -> Voice:
    """The voice of *language* under the wording in force: wording, texts, lists, units and citations said in it."""
    return _voice(language, edition())


@cache
def _voice(language: str, _edition: str) -> Voice:
    return Voice(
        language,
        wording(language),
        sayer(language),
        partial(plain, language=language),
        partial(listing, language=language),
        cache(lambda symbol: unit_name(symbol, language)),
        cache(chemical),
        partial(cited, language=language),
        partial(reference, language=language),
    )


def tell(spoken: Voice, key: str, **parts: Any) -> Markup:
    """A sentence of the interpretation with its parts, which are escaped."""
    return filled(spoken.words[f"interpretation.{key}"], **parts)


def boundary_name(record: Composed, spoken: Voice) -> str:
    """The system boundary by its name in the rules, or by the stages that count where the author lists them; escaped
    as `Voice.say` is."""
    name = record["boundary"]["name"]
    return spoken.say(name) if name else spoken.listing([spoken.say(stage) for stage in _counted(record)])


def plain_boundary(record: Composed, spoken: Voice) -> str:
    """The same as plain text, for titles, descriptions and terminals."""
    name = record["boundary"]["name"]
    comma = spoken.words["punctuation.comma"]
    return spoken.plain(name) if name else comma.join(spoken.plain(stage) for stage in _counted(record))


def _counted(record: Composed) -> list[Text]:
    return [stage["name"] for stage in record["boundary"]["stages"] if stage["included"]]


class Surroundings(TypedDict):
    """What every template reads beside its own view; `t` is the wording.

    `root` leads from the page to the root of the site, `here` to the root of its
    language; both end in a slash, so that `here ~ 'factors/'` is a link.
    """

    t: Mapping[str, str]
    say: Callable[[LineOrText | None], str]
    plain: Callable[[LineOrText | None], str]
    unit: Callable[[str], str]
    cite: Callable[[str], str]
    lang: str
    site: Site
    root: str
    here: str


def surroundings(site: Site, address: str, language: str) -> Surroundings:
    """What the template of the page at *address* in *language* reads of the site around it."""
    spoken = voice(language)
    root, here = ("../" * each.count("/") or "./" for each in (site.address(address, language), address))
    return {
        "t": spoken.words,
        "say": spoken.say,
        "plain": spoken.plain,
        "unit": spoken.unit,
        "cite": spoken.cite,
        "lang": language,
        "site": site,
        "root": root,
        "here": here,
    }


def press_page(
    name: str,
    site: Site,
    address: str,
    language: str,
    view: Mapping[str, Any],
    *,
    title: str,
    description: str,
    search_text: str = "",
    json_ld: Markup | None = None,
) -> Page:
    """The page at *address*: template `pages/<name>.html` filled with *view*, and its head."""
    around = surroundings(site, address, language)
    head = template("pages/head.html").render(
        {
            "canonical": site.base_url + site.address(address, language),
            "alternates": [(other, site.base_url + site.address(address, other)) for other in site.languages],
            "feed": site.base_url + site.address("feed.xml", language),
            "feed_title": around["t"]["feed.title"],
            "json_ld": json_ld,
        }
    )
    body = template(f"pages/{name}.html", language).render({**around, **view})
    return Page(address, language, title, description, head, body, search_text)
