"""The page of a product: the declaration in force, and all versions there have been."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from markupsafe import Markup

from carbonpress.press.charts.charts import strip
from carbonpress.press.common.frame import Voice, boundary_name, press_page, voice
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.shown import per_unit
from carbonpress.press.common.template import template
from carbonpress.press.common.terms import plain
from carbonpress.press.pages.declaration import picture_address
from carbonpress.press.pages.development import developments
from carbonpress.record.shape import Text
from carbonpress.record.validity import state_on
from carbonpress.record.version import Version


def product_page(versions: Sequence[Version], site: Site, language: str, id_: str = "") -> Page:
    """The page of one product in *language*, from all of its *versions* (at least one, in any order).

    Newest first.  The version in force is the newest that is current on the
    day of the build; there may be none.  *id_* is that of the product, where its
    versions were published under another one.
    """
    spoken = voice(language)
    ordered = sorted(versions, key=lambda version: version.record["version"], reverse=True)
    newest = ordered[0].record
    rows = [_row(version, site, spoken) for version in ordered]
    name = spoken.plain(newest["product"]["name"])
    view = {
        "r": newest,
        "rows": rows,
        "elsewhere": ordered[0].successor,
        "current": next((row for row in rows if row["standing"] == "current"), None),
        "picture": picture_address(newest, newest["product"]["image"]),
        "developments": developments([version.record for version in ordered], spoken),
    }
    return press_page(
        "product",
        site,
        f"p/{id_ or newest['id']}/",
        language,
        view,
        title=spoken.words["history.title"].format(product=name),
        description=spoken.words["history.description"].format(product=name),
        search_text=f"{name} {newest['product']['model']} {id_ or newest['id']}",
    )


def renamed_files(versions: Sequence[Version], id_: str, site: Site) -> dict[str, bytes]:
    """The small pages in place of the product page, in every language: the product has the id *id_* now."""
    newest = max((version.record for version in versions), key=lambda record: record["version"])
    files = {}
    for language in site.languages:
        page = template("pages/landing.html").render(
            language=language,
            name=plain(newest["product"]["name"], language),
            canonical=site.base_url + site.address(f"p/{id_}/", language),
            target=f"../{id_}/",
        )
        files[site.address(f"p/{newest['id']}/index.html", language)] = page.encode()
    return files


class VersionRow(TypedDict):
    """A version in the list of a product: its figure as written, and its validity on the day of the build."""

    version: int
    address: str
    figure: str
    unit: str
    per: Markup
    boundary: str
    strip: Markup
    standing: str
    withdrawn_successor: str | None
    valid_from: str
    valid_to: str
    change: Text | None


def _row(version: Version, site: Site, spoken: Voice) -> VersionRow:
    record, head = version.record, headline_of(version.record)
    return {
        "version": record["version"],
        "address": record["address"],
        "figure": head.digits,
        "unit": head.unit[spoken.language],
        "per": per_unit(record, spoken),
        "boundary": boundary_name(record, spoken),
        "strip": strip(record["boundary"]["stages"]),
        "standing": state_on(version, site.built_on),
        "withdrawn_successor": version.withdrawn_successor,
        "valid_from": record["validity"]["from"],
        "valid_to": record["validity"]["to"],
        "change": record["change"],
    }
