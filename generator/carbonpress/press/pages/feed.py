"""The feed of new declarations, for readers that ask a site what is new (Atom, RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carbonpress.press.common.frame import voice
from carbonpress.press.common.page import Site
from carbonpress.press.common.template import template
from carbonpress.press.common.terms import short_name
from carbonpress.press.pages.declaration import describe
from carbonpress.record.version import Version

NEWEST = 50
"""So many entries the feed holds."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def feed(versions: Sequence[Version], site: Site, language: str) -> str:
    """The feed of published versions in *language*, the latest validity first; drafts are never in it."""
    spoken = voice(language)
    published = [version for version in versions if version.state != "draft"]
    published.sort(key=lambda v: (v.record["validity"]["from"], v.record["id"], v.record["version"]), reverse=True)
    entries = [
        {
            "id": site.base_url + version.record["address"],
            "url": site.base_url + site.address(version.record["address"], language),
            "title": _shown(spoken.plain(short_name(version.record["product"]))),
            "summary": _shown(describe(version.record, spoken)),
            "updated": f"{version.record['validity']['from']}T00:00:00Z",
            "author": _shown(spoken.plain(version.record["organisation"]["name"])),
        }
        for version in published[:NEWEST]
    ]
    return template("pages/feed.xml").render(
        {
            "title": spoken.words["feed.title"],
            "language": language,
            "home": site.base_url + site.address("", language),
            "address": site.base_url + site.address("feed.xml", language),
            "updated": entries[0]["updated"] if entries else f"{site.built_on or '1970-01-01'}T00:00:00Z",
            "entries": entries,
        }
    )


def _shown(text: str) -> str:
    return _NOT_XML.sub("�", text)
