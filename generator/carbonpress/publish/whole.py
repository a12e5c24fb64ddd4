"""What belongs to the site as a whole: the pages over all declarations, and the files that machines read."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from carbonpress.press.catalogue import catalogue_data, catalogue_page, data_address
from carbonpress.press.feed import feed
from carbonpress.press.page import Page, Site, Version
from carbonpress.press.product import product_page
from carbonpress.press.reference_pages import RuleText, factors_page, method_page, rules_index_page, rules_page
from carbonpress.publish.frozen import archive_files, images_of, picture_file
from carbonpress.publish.picture import picture
from carbonpress.publish.project import Project
from carbonpress.publish.work import Job
from carbonpress.record.schema import ADDRESS, record_schema
from carbonpress.record.shape import Record
from carbonpress.rules.case import Rule
from carbonpress.rules.registry import RULES
from carbonpress.source.picture import Picture

OWN_PAGES = ("", "rules/", "factors/", "method/")
"""Addresses of our own pages that the navigation shows, in its order: the catalogue comes first."""


def versions(project: Project) -> list[Version]:
    """Every version that the site shows, by id and version."""
    return [version for _, group in sorted(project.versions.items()) for version in group]


def jobs(project: Project) -> Iterator[Job]:
    """The unit of work of every version."""
    for version in versions(project):
        yield Job(version, pictures(project, version.record))


def pictures(project: Project, record: Record) -> Mapping[str, Picture]:
    """The pictures of a record by the path it names them with; those of a published version as they were then."""
    frozen = (record["id"], record["version"]) in project.archive.records
    found = {}
    for kind, image in images_of(record):
        file = picture_file(record["id"], record["version"], kind, image) if frozen else image["file"]
        found[image["file"]] = picture(project.root, file)
    return {file: one for file, one in found.items() if isinstance(one, Picture)}


def site_pages(project: Project, site: Site) -> list[Page]:
    """The pages that are not of one declaration version, in every language."""
    known = versions(project)
    makers: list[Callable[[Site, str], Page]] = [
        partial(catalogue_page, known),
        partial(rules_index_page, project.library.rules),
        partial(factors_page, project.library),
        partial(method_page, [rule_text(rule) for rule in RULES]),
        *(partial(rules_page, rules, known) for _, rules in sorted(project.library.rules.items())),
        *(partial(product_page, group) for _, group in sorted(project.versions.items())),
    ]
    return [make(site, language) for language in site.languages for make in makers]


def rule_text(rule: Rule) -> RuleText:
    """What the method page says of a rule: its docstring is its documentation."""
    return RuleText(rule.ID, rule.CLAUSE, rule.TITLE, rule.SEVERITY.value, inspect.cleandoc(rule.__doc__ or ""))


def site_files(project: Project, site: Site) -> dict[str, bytes]:
    """The files that are not of one declaration version, by path: catalogue data, feeds, schema, ledger and keys."""
    known = versions(project)
    schema = json.dumps(record_schema(site.base_url), ensure_ascii=False, indent=1) + "\n"
    files = {ADDRESS: schema.encode(), **archive_files(project.archive, site.base_url)}
    for language in site.languages:
        files[data_address(language)] = catalogue_data(known, site, language).encode()
        files[site.address("feed.xml", language)] = feed(known, site, language).encode()
    return files
