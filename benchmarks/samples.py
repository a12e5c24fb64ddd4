"""The pages of a built site as other generators can take them: ready bodies, and the values that templates print."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from markupsafe import Markup

from carbonpress.press.common.frame import press_page
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.terms import plain
from carbonpress.press.pages import declaration, report
from carbonpress.record.version import Version

LANGUAGES = ("zh", "en")
KINDS = ("declaration", "report")


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of ours: what it is, what was printed into its template, and its finished HTML."""

    id: str
    kind: str
    page: Page
    view: Mapping[str, Any]
    finished: str

    @property
    def address(self) -> str:
        """Where the page lies below the root of the site."""
        return self.page.address if self.page.language == LANGUAGES[0] else f"{self.page.language}/{self.page.address}"


def samples(site_dir: Path, base_url: str, built_on: str) -> Iterator[Sample]:
    """The four pages of every declaration of the site in *site_dir*, which was built for the day *built_on*."""
    for file in sorted(site_dir.glob("p/*/v1/declaration.json")):
        version = Version(json.loads(file.read_text(encoding="utf-8")), "current")
        organisation = version.record["organisation"]["name"]
        names = {language: plain(organisation, language) for language in LANGUAGES}
        site = Site(base_url, LANGUAGES, built_on, names)
        for language in LANGUAGES:
            for kind in KINDS:
                page, view = pressed(kind, version, site, language)
                folder = site_dir / site.address(page.address, language)
                finished = (folder / "index.html").read_text(encoding="utf-8")
                yield Sample(version.record["id"], kind, page, view, finished)


def pressed(kind: str, version: Version, site: Site, language: str) -> tuple[Page, dict[str, Any]]:
    """A page of *version*, and the values that its template was filled with."""
    module = declaration if kind == "declaration" else report
    seen: dict[str, Any] = {}

    def press(name: str, site: Site, address: str, language: str, view: Mapping[str, Any], **more: Any) -> Page:
        seen.update(view, json_ld=more.get("json_ld"))
        return press_page(name, site, address, language, view, **more)

    make = declaration.declaration_page if kind == "declaration" else report.report_page
    with patch.object(module, "press_page", press):
        return make(version, site, language), seen


def as_json(value: Any) -> Any:
    """*value* as JSON has it; text that we escaped is text again, markup stays markup."""
    if isinstance(value, Markup):
        return str(value) if is_markup(value) else html.unescape(value)
    if isinstance(value, Version):
        return {"state": value.state, "reason": value.reason, "successor": value.successor}
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value


def markup_in(value: Any, name: str = "") -> set[str]:
    """Names of the values in *value* that are markup: the last key, and `.<place>` for each place in a row."""
    if isinstance(value, Markup):
        return {name} if is_markup(value) else set()
    if isinstance(value, Mapping):
        return {found for key, item in value.items() for found in markup_in(item, str(key))}
    if isinstance(value, tuple):
        return {found for place, item in enumerate(value) for found in markup_in(item, f"{name}.{place}")}
    if isinstance(value, list):
        return {found for item in value for found in markup_in(item, name)}
    return set()


def is_markup(value: Markup) -> bool:
    """Whether *value* is more than text that was escaped: it has tags, or is the data of a chart."""
    return "<" in value or value.startswith("{")
