"""GS1 Digital Links: addresses that the till reads as a GTIN and the phone as the address of a page.

The code on a label carries the address of its version unless a company asks for a GS1 Digital Link: the ledger knows
that address, and it is shorter and one hop less for a phone on a slow line.  A plain `https://host/01/<GTIN>` leads to
the product, whose newest version has another figure than an older label; so the address of the version stands before
the key, where the standard allows a path (4.11, custom URI stem), and the link leads for ever to what was printed.

Source: GS1 Digital Link Standard: URI Syntax 1.2, 4.11; GTIN-14 with leading zeros, no slash at the end (4.12).
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.press.common.page import Site
from carbonpress.press.common.template import template
from carbonpress.press.common.terms import plain
from carbonpress.record.shape import Record

GTIN = "01"
"""Application identifier of a GTIN."""


def gtin14(gtin: str) -> str:
    """A GTIN of any length with 14 digits.

    >>> gtin14("0614141000241")
    '00614141000241'
    """
    return gtin.zfill(14)


def gs1_address(record: Record) -> str:
    """The GS1 Digital Link of the version of *record*; its own address where the product has no GTIN."""
    gtin = record["product"]["gtin"]
    return f"{record['url']}{GTIN}/{gtin14(gtin)}" if gtin else record["url"]


def landing_files(record: Record, site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the small page at the GS1 Digital Link, which leads on to the declaration.

    It is there for every product with a GTIN, whatever the labels carry: what was
    printed once must not lose its page when a setting changes.
    """
    gtin = record["product"]["gtin"]
    if gtin:
        language = site.languages[0]
        page = template("pages/landing.html").render(
            language=language,
            name=plain(record["product"]["name"], language),
            canonical=site.base_url + record["address"],
            target="../../",
        )
        yield f"{record['address']}{GTIN}/{gtin14(gtin)}/index.html", page.encode()
