"""What the former host of a site that moved must serve leads every printed code to the page that it was printed for."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from carbonpress.archive.archive import Archive
from carbonpress.archive.frozen_record import Outline
from carbonpress.archive.ledger import AddressEvent, AnyEvent, Event, Ledger, extended
from carbonpress.archive.moved_site import folder_of, former_bases, moved_files, server_files
from carbonpress.press.common.page import Site

A, B, C = "https://a.example/", "https://b.example:8443/pcf/", "https://c.example/"


def published(base: str, id_: str) -> Event:
    url = f"{base}p/{id_}/v1/"
    return Event(event="publish", id=id_, version=1, url=url, digest=f"sha256:{'a' * 64}", date="2026-03-01")


def moved(old: str, new: str) -> AddressEvent:
    return AddressEvent(event="moved", old=old, new=new, date="2026-03-01")


def files(*events: AnyEvent, languages: Sequence[str] = ("zh", "en")) -> dict[str, str]:
    ledger = extended(Ledger(), events)
    outlines = {key: Outline("4012345678901" if key[0] == "x" else None, {}, "") for key in ledger.versions}
    site = Site(ledger.base_url, tuple(languages))
    return {name: raw.decode() for name, raw in moved_files(Archive(ledger, outlines=outlines), site).items()}


def leads(page: str) -> str:
    found = re.findall(r'content="0; url=([^"]*)"', page)
    assert re.findall(r'<a href="([^"]*)"', page) == found
    return str(found[0])


def test_nothing_moved() -> None:
    """A site that never moved has nothing of this kind."""
    assert {} == files(published(A, "x"))


def test_every_printed_address() -> None:
    """There is a page for each address that may be in print, in every language, and it leads to the same one."""
    found = files(published(A, "x"), moved(A, B))
    folder = folder_of(A)
    here = "p/x/v1/"
    pages = ["", "en/", here, f"en/{here}", f"{here}report/", f"en/{here}report/", "p/x/", "en/p/x/"]
    for page in [*pages, f"{here}01/04012345678901/"]:
        assert B + page == leads(found[f"{folder}{page}index.html"]), page
    assert B == leads(found[f"{folder}404.html"])
    assert {"_redirects", "apache.conf", "nginx.conf", "404.html"} | {f"{page}index.html" for page in pages} <= {
        name.removeprefix(folder) for name in found
    }


def test_only_what_was_there() -> None:
    """A host leads on what it showed; each former host leads straight to the address in force."""
    found = files(published(A, "x"), moved(A, B), published(B, "y"), moved(B, C), published(C, "z"))
    at_a, at_b = folder_of(A), folder_of(B)
    assert f"{C}p/x/v1/" == leads(found[f"{at_a}p/x/v1/index.html"]) == leads(found[f"{at_b}p/x/v1/index.html"])
    assert f"{C}p/y/v1/" == leads(found[f"{at_b}p/y/v1/index.html"])
    assert f"{at_a}p/y/v1/index.html" not in found
    assert [] == [name for name in found if "/p/z/" in name]


def test_a_site_that_came_back() -> None:
    """An address that is in force again leads nowhere else; the one in between leads back."""
    events = [published(A, "x"), moved(A, B), published(B, "y"), moved(B, A)]
    found = files(*events)
    assert [B] == list(former_bases(extended(Ledger(), events)))
    assert {folder_of(B)} == {name[: len(folder_of(B))] for name in found}
    assert f"{A}p/y/v1/" == leads(found[f"{folder_of(B)}p/y/v1/index.html"])


@pytest.mark.parametrize(
    ("old", "new", "asked", "answer"),
    [
        (A, B, "/p/x/v1/", f"{B}p/x/v1/"),
        (A, B, "/", B),
        (B, A, "/pcf/en/p/x/v1/report/", f"{A}en/p/x/v1/report/"),
        (B, A, "/p/x/v1/", None),
        ("https://a.example/a.b/", A, "/aXb/p/x/v1/", None),
        (A, "https://b.example/$1/", "/p/x/", "https://b.example/%241/p/x/"),
    ],
)
def test_servers(old: str, new: str, asked: str, answer: str | None) -> None:
    """The rules for nginx and Apache lead everything below the old address to its place below the new one."""
    rules = server_files(old, new)
    for name in ("nginx.conf", "apache.conf"):
        rule = re.search(r'"(\^[^"]*)" "([^"]*)"', rules[name])
        assert rule is not None
        found = re.match(rule[1], asked)
        assert answer == (rule[2].replace("$1", found[1]) if found else None)
    start = rules["_redirects"].split()[0].removesuffix("*")
    assert asked.startswith(start) == (answer is not None)
