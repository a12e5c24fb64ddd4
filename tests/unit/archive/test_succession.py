"""What is in force in the place of a version that is not, and how pages and checks tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.archive.ledger import Event, Ledger, LedgerError, extended
from carbonpress.archive.succession import Succession, succession
from carbonpress.press.common.page import Site
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.canonical import canonical, digest
from carbonpress.record.compose import address
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.verify.verify import verify_record

BASE = "https://pcf.example.com/"
DAY = date(2026, 3, 2).isoformat()
RECORD = {"id": "a", "version": 1}


def event(kind: str, name: str, by: str | None = None) -> Event:
    """An event of a version `a1`, perhaps with the version that takes its place."""
    id_, version = name[0], int(name[1:])
    where = address(id_, version)
    return Event(
        event=kind,  # type: ignore[arg-type]
        id=id_,
        version=version,
        url=BASE + where,
        digest=digest({"id": id_, "version": version}),
        date=DAY,
        reason={"en": "why"} if kind == "withdraw" else None,
        successor=address(by[0], int(by[1:])) if by else None,
    )


def ledger_of(acts: Iterable[tuple[str, ...]]) -> Ledger:
    return extended(Ledger(), [event(*act) for act in acts])


def found(ledger: Ledger, name: str) -> tuple[str | None, str | None]:
    """In force and withdrawn, as `a1`."""
    got = succession(ledger, ledger.versions[name[0], int(name[1:])])
    return tuple(one and one.split("/")[1] + one.split("/v")[1].rstrip("/") for one in got)  # type: ignore[return-value]


PUBLISHED = [("publish", "a1"), ("publish", "a2"), ("supersede", "a1", "a2")]
CASES: list[tuple[str, list[tuple[str, ...]], str, tuple[str | None, str | None]]] = [
    ("current", [("publish", "a1")], "a1", (None, None)),
    ("superseded", PUBLISHED, "a1", ("a2", None)),
    ("successor withdrawn", [*PUBLISHED, ("withdraw", "a2")], "a1", (None, "a2")),
    ("a third follows", [*PUBLISHED, ("withdraw", "a2"), ("publish", "a3")], "a1", ("a3", "a2")),
    ("the withdrawn one", [*PUBLISHED, ("withdraw", "a2"), ("publish", "a3")], "a2", ("a3", None)),
    (
        "chain",
        [*PUBLISHED, ("publish", "a3"), ("supersede", "a2", "a3"), ("withdraw", "a3")],
        "a1",
        (None, "a3"),
    ),
    (
        "another product, withdrawn and followed",
        [("publish", "a1"), ("publish", "b1"), ("supersede", "a1", "b1"), ("withdraw", "b1"), ("publish", "b2")],
        "a1",
        ("b2", "b1"),
    ),
    (
        "another product withdrawn, the own one goes on",
        [("publish", "a1"), ("publish", "b1"), ("supersede", "a1", "b1"), ("withdraw", "b1"), ("publish", "a2")],
        "a1",
        ("a2", "b1"),
    ),
]


@pytest.mark.parametrize(("acts", "name", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_succession(acts: list[tuple[str, ...]], name: str, expected: tuple[str | None, str | None]) -> None:
    """The end of the chain is in force; where it was withdrawn, that is told, and what is current instead."""
    assert expected == found(ledger_of(acts), name)


NAMES = [f"{id_}{version}" for id_ in "ab" for version in (1, 2, 3)]
ACTS = st.tuples(st.sampled_from(["publish", "supersede", "withdraw"]), st.sampled_from(NAMES), st.sampled_from(NAMES))


@given(st.lists(ACTS, max_size=14))
def test_what_is_in_force_is_current_and_what_is_withdrawn_is_not(acts: list[tuple[str, str, str]]) -> None:
    """Whatever happens: a version in force is current, and where any of the product is, it is found."""
    ledger = Ledger()
    for kind, name, by in acts:
        try:
            ledger = extended(ledger, [event(kind, name, by if kind == "supersede" else None)])
        except LedgerError:
            continue
    for published in ledger.versions.values():
        got = succession(ledger, published)
        states = [one and ledger.versions[ledger.addresses[one]].state for one in got]
        assert states[0] in (None, "current") and states[1] in (None, "withdrawn")
        if published.state == "current":
            assert Succession(None, None) == got
        elif any(one.state == "current" for one in ledger.of(published.id)):
            assert got.in_force is not None


SUPERSEDED = (
    ("p/b/v1/", None, ("A newer version has taken the place", "p/b/v1/"), ("was withdrawn.", "No version is in force")),
    ("p/b/v3/", "p/b/v2/", ("was withdrawn.", "p/b/v2/", "p/b/v3/"), ("A newer version has", "No version is in force")),
    (None, "p/b/v2/", ("was withdrawn.", "p/b/v2/", "No version is in force."), ("A newer version has",)),
)


@pytest.mark.parametrize(("successor", "withdrawn", "said", "unsaid"), SUPERSEDED)
def test_pages_say_that_the_successor_was_withdrawn(
    cable: Record, successor: str | None, withdrawn: str | None, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    """Declaration, report and product page link what was withdrawn and what is in force."""
    site = Site(BASE, built_on="2026-06-01")
    version = Version(cable, "superseded", {"en": "why"}, successor, withdrawn)
    for page in (declaration_page(version, site, "en"), report_page(version, site, "en")):
        banner = page.body[page.body.index("cp-banner-superseded") :]
        banner = banner[: banner.index("</div>")]
        assert [] == [words for words in said if words not in banner]
        assert [] == [words for words in unsaid if words in banner]
    product = product_page([version], site, "en").body
    assert (withdrawn is not None) == ("its successor was withdrawn" in product)
    for link in filter(None, (successor, withdrawn)):
        assert f'{link}"' in product
    assert ("No version is in force." in product) == (successor is None)


def test_a_declaration_that_is_checked_tells_what_is_in_force() -> None:
    """`verify` says what became of the successor too."""
    raw = canonical(RECORD)
    told = [
        list(verify_record(raw, ledger_of(acts)))[1].words
        for acts in (
            PUBLISHED,
            [*PUBLISHED, ("withdraw", "a2")],
            [*PUBLISHED, ("withdraw", "a2"), ("publish", "a3")],
        )
    ]
    head = f"a version 1 is superseded since {DAY}"
    lost = "; p/a/v2/, which took its place, was withdrawn"
    assert [
        f"{head}; in force is p/a/v2/",
        f"{head}{lost}; no version is in force in its place",
        f"{head}{lost}; in force is p/a/v3/",
    ] == told


@pytest.fixture
def cable() -> Record:
    """A record to show."""
    made: Record = json.loads((Path(__file__).parents[1] / "press" / "cable.json").read_text(encoding="utf-8"))
    return made
