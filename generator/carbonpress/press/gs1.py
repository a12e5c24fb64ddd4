"""GS1 Digital Links: addresses that the till reads as a GTIN and the phone as the address of a page.

The code on a label carries the address of its version unless a company asks for a GS1 Digital Link: the ledger knows
that address, and it is one hop less for a phone on a slow line.  A plain `https://host/01/<GTIN>` leads to the product,
whose newest version has another figure than an older label; so the version stands in the path before the key, where the
standard allows it (4.11, custom URI stem): `https://host/v2/01/...` leads for ever to what the label was printed for.

Source: GS1 Digital Link Standard: URI Syntax 1.2, 4.11; GTIN-14 with leading zeros, no slash at the end (4.12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from carbonpress.press.page import Site, Version
from carbonpress.press.template import template
from carbonpress.press.terms import plain
from carbonpress.record.shape import Record


def gtin14(gtin: str) -> str:
    """A GTIN of any length with 14 digits.

    >>> gtin14("0614141000241")
    '00614141000241'
    """
    return gtin.zfill(14)


def gs1_address(record: Record) -> str:
    """The GS1 Digital Link of the version of *record*; its own address where the product has no GTIN."""
    gtin = record["product"]["gtin"]
    if not gtin:
        return record["url"]
    return f"{record['url'].removesuffix(record['address'])}{version_path(record['version'], gtin)}"


def version_path(version: int, gtin: str) -> str:
    """Path of the GS1 Digital Link of one version: `v1/01/00614141000241`."""
    return f"v{version}/{product_path(gtin)}"


def product_path(gtin: str) -> str:
    """Path of the GS1 Digital Link of the product: `01/00614141000241`."""
    return f"01/{gtin14(gtin)}"


def landing_files(versions: Iterable[Version], site: Site) -> dict[str, bytes]:
    """Small pages at the GS1 Digital Links, by path in the site, that lead on to the version and to the product.

    They are needed by whoever scans; machines find the address they lead to as
    their canonical one.  Where two products share a GTIN the later id has it.
    """
    files: dict[str, bytes] = {}
    for record in (version.record for version in versions):
        gtin = record["product"]["gtin"]
        if gtin:
            files[f"{version_path(record['version'], gtin)}/index.html"] = _landing(record, record["address"], 3, site)
            files[f"{product_path(gtin)}/index.html"] = _landing(record, f"p/{record['id']}/", 2, site)
    return files


def shared_gtins(records: Iterable[Record]) -> Mapping[str, list[str]]:
    """The GTINs that more than one product claims, with the ids of those products."""
    ids: dict[str, list[str]] = {}
    for record in records:
        gtin = record["product"]["gtin"]
        if gtin and record["id"] not in ids.setdefault(gtin14(gtin), []):
            ids[gtin14(gtin)].append(record["id"])
    return {gtin: claimed for gtin, claimed in ids.items() if len(claimed) > 1}


def _landing(record: Record, address: str, depth: int, site: Site) -> bytes:
    language = site.languages[0]
    page = template("pages/landing.html").render(
        language=language,
        name=plain(record["product"]["name"], language),
        canonical=site.base_url + address,
        target="../" * depth + address,
    )
    return page.encode()
