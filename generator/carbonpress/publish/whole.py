"""What belongs to the site as a whole: the pages over all declarations, and the files that machines read."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from carbonpress.press.catalogue import AT_ONCE, Row, catalogue_data, catalogue_page, data_address, in_order
from carbonpress.press.compare import compare_page
from carbonpress.press.feed import NEWEST, feed
from carbonpress.press.page import Page, Site, Version
from carbonpress.press.reference_pages import RuleText, factors_page, method_page, rules_index_page, rules_page
from carbonpress.press.verify import verify_page
from carbonpress.publish.batch import versions
from carbonpress.publish.frozen import Archive, archive_files
from carbonpress.publish.traces import Trace
from carbonpress.record.schema import ADDRESS, record_schema
from carbonpress.reference.library import Library
from carbonpress.reference.load import shipped_library
from carbonpress.rules.case import Rule
from carbonpress.rules.registry import RULES

OWN_PAGES = ("", "rules/", "factors/", "method/")
"""Addresses of our own pages that the navigation shows, in its order: the catalogue comes first."""


def fixed_pages(library: Library, site: Site) -> list[Page]:
    """The pages that tell of no product, in every language."""
    rules = [rule_text(rule) for rule in RULES]
    makers: list[Callable[[Site, str], Page]] = [
        partial(rules_index_page, library.rules),
        partial(method_page, rules),
        compare_page,
        *([verify_page] if site.ledger else []),
    ]
    return [make(site, language) for language in site.languages for make in makers]


Rows = Mapping[str, Sequence[Row]]
"""The rows of the catalogue in its order, by language."""


def listing_pages(traces: Mapping[str, Trace], listed: Rows, library: Library, site: Site) -> list[Page]:
    """The pages that list products, or what products use, in every language; *traces* of all products by id."""
    pages: list[Page] = []
    shown = public_library(library, traces.values())
    for language in site.languages:
        rows = listed[language]
        pages.append(catalogue_page(rows, _newest(rows[:AT_ONCE], traces), site, language))
        pages.append(factors_page(shown, site, language))
        pages += [rules_page(rules, rows, site, language) for _, rules in sorted(library.rules.items())]
    return pages


def public_library(library: Library, traces: Iterable[Trace]) -> Library:
    """*library* with those of the company's own factors that some public line uses.

    The others are its business: what a confidential line takes, or what was
    only tried.
    """
    open_ = shipped_library().factors.keys() | {name for trace in traces for name in trace.factors}
    return replace(library, factors={name: factor for name, factor in library.factors.items() if name in open_})


def site_files(traces: Mapping[str, Trace], listed: Rows, archive: Archive, site: Site) -> dict[str, bytes]:
    """The files that are not of one product, by path: catalogue data, feeds, schema, ledger and keys."""
    schema = json.dumps(record_schema(site.base_url), ensure_ascii=False, indent=1) + "\n"
    files = {ADDRESS: schema.encode(), **archive_files(archive, site.base_url)}
    for language in site.languages:
        rows = listed[language]
        published = [row for row in rows if row["state"] != "draft"]
        latest = sorted(published, key=lambda row: (row["from"], row["id"]), reverse=True)[:NEWEST]
        news = feed(list(_newest(latest, traces).values()), site, language)
        files[data_address(language)] = catalogue_data(rows, site, language).encode()
        files[site.address("feed.xml", language)] = news.encode()
    return files


def catalogues(traces: Collection[Trace], site: Site) -> Rows:
    """The rows of the catalogue in every language."""
    return {language: in_order(trace.rows.get(language) for trace in traces) for language in site.languages}


def rule_text(rule: Rule) -> RuleText:
    """What the method page says of a rule: its docstring is its documentation."""
    return RuleText(rule.ID, rule.CLAUSE, rule.TITLE, rule.SEVERITY.value, inspect.cleandoc(rule.__doc__ or ""))


def _newest(rows: Sequence[Row], traces: Mapping[str, Trace]) -> dict[str, Version]:
    """The versions that *rows* are of, by id."""
    found = {}
    for row in rows:
        known = versions(traces[row["id"]])
        found[row["id"]] = next(version for version in known if version.record["version"] == row["version"])
    return found
