"""The declaration as linked data for search engines: the figures that the page shows, digit for digit.

Source: https://schema.org/Product and https://schema.org/PropertyValue.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any

from carbonpress.press.charts.stages import stage_rows
from carbonpress.press.common.figures import MINUS, THIN_SPACE, quantity, unit_name
from carbonpress.press.common.frame import Voice, voice
from carbonpress.press.common.headline import NARROW_SPACE, headline_of
from carbonpress.press.common.interval import interval_in_words
from carbonpress.press.common.interval_ends import NO_END, interval_told
from carbonpress.press.common.outputs import Output
from carbonpress.press.common.page import Site
from carbonpress.press.common.rounding import place_of
from carbonpress.press.pages.downloads import linked_outputs, words_of
from carbonpress.record.shape import Record

FROM_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def linked_data(record: Record, site: Site, language: str, labelled: bool = True) -> dict[str, Any]:
    """The declaration as schema.org linked data: a Product with its figures and, when verified, its certification.

    `subjectOf` names the files that the page offers; those of the label only where it is *labelled*.
    """
    spoken, product = voice(language), record["product"]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": f"{site.base_url}{record['address']}#product",
        "url": site.base_url + site.address(record["address"], language),
        "name": spoken.plain(product["name"]),
        "model": product["model"],
        "category": spoken.plain(product["category"]),
        "manufacturer": {"@type": "Organization", "name": spoken.plain(record["organisation"]["name"])},
        "additionalProperty": [_total(record, spoken), *_stages(record, spoken)],
        "subjectOf": [
            _download(output, record, site, spoken)
            for output in linked_outputs(record, site, labelled)
            if not output.is_page
        ],
    }
    if product["description"]:
        made["description"] = spoken.plain(product["description"])
    if product["gtin"]:
        made["gtin"] = product["gtin"]
    if record["organisation"]["website"]:
        made["manufacturer"]["url"] = record["organisation"]["website"]
    if record["verification"]["kind"] == "third-party" and record["status"] == "published":
        made["hasCertification"] = _certification(record, spoken)
    return made


def number_shown(text: str) -> Decimal | str:
    """The number that *text* shows, with its digits; the text itself where it shows none, such as `<0.1`.

    >>> number_shown("\u22121\u2009027.40"), number_shown("4.512\u202f×\u202f10⁻⁶"), number_shown("<0.1")
    (Decimal('-1027.40'), Decimal('0.000004512'), '<0.1')
    """
    plain = text.replace(THIN_SPACE, "").replace(MINUS, "-")
    digits, times, power = plain.partition(f"{NARROW_SPACE}×{NARROW_SPACE}10")
    try:
        return Decimal(f"{digits}E{power.translate(FROM_RAISED)}" if times else digits)
    except InvalidOperation:
        return text


def _total(record: Record, spoken: Voice) -> dict[str, Any]:
    """The figure with its unit and, where its uncertainty is known, the interval that the page tells."""
    unit, head = record["unit"], headline_of(record)
    amount = quantity(unit["value"], unit["unit"], spoken.language)
    made: dict[str, Any] = {
        "@type": "PropertyValue",
        "propertyID": "carbon-footprint",
        "name": spoken.words["declaration.partial" if record["boundary"]["partial"] else "declaration.whole"],
        "value": number_shown(head.digits),
        "unitText": f"{head.unit[spoken.language]} / {amount} {spoken.plain(unit['of'])}",
        "measurementMethod": spoken.cite(record["rules"]["document"]),
    }
    block = record.get("interpretation")
    given = block and block["uncertainty"]
    if block and given:
        wanted = place_of(record["total"]["value"], given["digits"])
        low, _, high = interval_told(record, given["total"], wanted)
        made["description"] = unescape(str(interval_in_words(record, block, spoken)))
        if NO_END not in (low, high):
            made |= {"minValue": number_shown(low), "maxValue": number_shown(high)}
    return made


def _stages(record: Record, spoken: Voice) -> list[dict[str, Any]]:
    """The figure of each stage that is counted, as the table of the page shows it."""
    return [
        {
            "@type": "PropertyValue",
            "propertyID": f"carbon-footprint/{stage['id']}",
            "name": spoken.plain(stage["name"]),
            "value": number_shown(row["value"]),
            "unitText": unit_name(record["total"]["unit"], spoken.language),
        }
        for stage, row in zip(record["boundary"]["stages"], stage_rows(record, spoken), strict=True)
        if stage["value"] is not None
    ]


def _download(output: Output, record: Record, site: Site, spoken: Voice) -> dict[str, Any]:
    """A file that tells of the product; source: https://schema.org/subjectOf and https://schema.org/DataDownload."""
    return {
        "@type": "DataDownload",
        "name": words_of(output, spoken),
        "contentUrl": site.base_url + output.address(record["address"], site, spoken.language),
        "encodingFormat": output.type,
    }


def _certification(record: Record, spoken: Voice) -> dict[str, Any]:
    verification = record["verification"]
    made: dict[str, Any] = {
        "@type": "Certification",
        "name": spoken.cite(record["rules"]["document"]),
        "certificationStatus": "https://schema.org/CertificationActive",
        "validFrom": record["validity"]["from"],
        "expires": record["validity"]["to"],
    }
    if verification["by"]:
        made["issuedBy"] = {"@type": "Organization", "name": spoken.plain(verification["by"])}
    if verification["statement"]:
        made["certificationIdentification"] = verification["statement"]
    if verification["date"]:
        made["auditDate"] = verification["date"]
    return made
