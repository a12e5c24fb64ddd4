"""The ledger takes what its rules admit, keeps it in order, and shows every change that was not one of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.archive.ledger import (
    GENESIS,
    LEDGER,
    AddressEvent,
    Event,
    Ledger,
    LedgerError,
    extended,
    head,
    lf,
    read_ledger,
    rewritten,
)
from carbonpress.record.canonical import canonical

DIGEST = "sha256:" + "a" * 64


def event(kind: str, version: int = 1, id_: str = "x", **more: Any) -> Event:
    fields = {
        "event": kind,
        "id": id_,
        "version": version,
        "url": f"https://pcf.example.com/p/{id_}/v{version}/",
        "digest": DIGEST,
        "date": "2026-03-01",
        "reason": {"zh": "录入有误"} if kind == "withdraw" else None,
    }
    return Event(**{**fields, **more})


def ledger(*events: Event | AddressEvent) -> Ledger:
    return extended(Ledger(), events)


def told(raw: bytes) -> list[tuple[int, str]]:
    return [(finding.line, finding.message) for finding in read_ledger(raw).findings]


LONG = ledger(
    event("publish"),
    event("publish", 2),
    event("supersede", 1, successor="p/x/v2/", reason={"zh": "用电数据更新", "en": "New meter data"}),
    event("publish", 1, "y"),
    event("withdraw", 2),
)


def test_states() -> None:
    """Publishing makes a version current, a successor supersedes it, withdrawing ends it; each with its reason."""
    states = {key: published.state for key, published in LONG.versions.items()}
    assert {("x", 1): "superseded", ("x", 2): "withdrawn", ("y", 1): "current"} == states
    assert {"x": [1, 2], "y": [1]} == LONG.numbers
    assert [1, 2] == [published.version for published in LONG.of("x")]
    superseded = LONG.versions["x", 1]
    assert ("p/x/v2/", {"zh": "用电数据更新", "en": "New meter data"}) == (superseded.successor, superseded.reason)


def test_reads_what_it_wrote() -> None:
    """A ledger reads back without findings: five lines, numbered from 1, each with the hash of the line before."""
    again = read_ledger(LONG.raw)
    assert ((), LONG.events, LONG.versions) == (again.findings, again.events, again.versions)
    lines = [json.loads(line) for line in LONG.raw.splitlines()]
    assert [1, 2, 3, 4, 5] == [line["seq"] for line in lines]
    assert GENESIS == lines[0]["prev"]
    assert [head(canonical(line) + b"\n") for line in lines[:-1]] == [line["prev"] for line in lines[1:]]
    assert {"seq", "prev", "event", "id", "version", "url", "digest", "date", "reason", "successor"} == set(lines[0])


def test_empty() -> None:
    """A ledger without a line has nothing to say and nothing wrong with it."""
    assert Ledger() == read_ledger(b"")


@pytest.mark.parametrize(
    ("before", "kind", "version"),
    [
        ([], "supersede", 1),
        ([], "withdraw", 1),
        (["publish"], "publish", 1),
        (["publish", "withdraw"], "publish", 1),
        (["publish", "withdraw"], "withdraw", 1),
        (["publish", "withdraw"], "supersede", 1),
        (["publish", "supersede"], "publish", 1),
        (["publish", "supersede"], "supersede", 1),
    ],
)
def test_transitions_that_are_not_possible(before: list[str], kind: str, version: int) -> None:
    """Nothing is published twice, nothing unpublished is withdrawn, and withdrawing is final."""
    with pytest.raises(LedgerError, match="is not possible"):
        ledger(*(event(one) for one in before), event(kind, version))


def test_superseded_may_be_withdrawn() -> None:
    """An error may come to light when a version is no longer in force: it can be withdrawn still."""
    assert "withdrawn" == ledger(event("publish"), event("supersede"), event("withdraw")).versions["x", 1].state


def test_versions_only_grow() -> None:
    """A version below one that was published cannot follow it; one that leaves a gap can."""
    with pytest.raises(LedgerError, match="published after version 3"):
        ledger(event("publish", 3), event("publish", 2))
    assert {"x": [3, 7]} == ledger(event("publish", 3), event("publish", 7)).numbers


@pytest.mark.parametrize(
    "change", [{"digest": "sha256:" + "b" * 64}, {"url": "https://other.example/p/x/v1/"}], ids=["digest", "url"]
)
def test_later_events_change_the_state_alone(change: dict[str, str]) -> None:
    """Address and digest are those of the first event, for good."""
    with pytest.raises(LedgerError, match="not the one it was published with"):
        ledger(event("publish"), event("withdraw", **change))


@pytest.mark.parametrize("successor", ["p/x/v1/", "p/x/v9/", "p/z/v1/"])
def test_successor_is_published(successor: str) -> None:
    """What takes the place of a version is another one that was published."""
    with pytest.raises(LedgerError, match="no other published version"):
        ledger(event("publish"), event("publish", 2), event("supersede", 1, successor=successor))


SHAPES: list[tuple[dict[str, Any], str]] = [
    ({"id": "X"}, "id cannot be 'X'"),
    ({"id": "a--b"}, "id cannot be"),
    ({"id": "con"}, "id cannot be 'con'"),
    ({"id": "x" * 61}, "id cannot be"),
    ({"id": "ｘ"}, "id cannot be"),
    ({"id": 5}, "id cannot be 5"),
    ({"version": 0}, "version cannot be 0"),
    ({"version": True}, "version cannot be True"),
    ({"version": "1"}, "version cannot be '1'"),
    ({"version": 10**9}, "version cannot be 1000000000"),
    ({"url": "ftp://pcf.example.com/p/x/v1/"}, "url cannot be"),
    ({"url": "https:///p/x/v1/"}, "url cannot be"),
    ({"url": "https://[/p/x/v1/"}, "url cannot be"),
    ({"url": "https://pcf.example.com/p/x/v1/?a"}, "url cannot be"),
    ({"url": "https://例.cn/p/x/v1/"}, "url cannot be"),
    ({"url": "https://pcf.example.com/p/x/v2/"}, "is not that of x version 1"),
    ({"url": "https://pcf.example.com/p/x/v1"}, "is not that of x version 1"),
    ({"digest": "a" * 64}, "digest cannot be"),
    ({"digest": "sha256:" + "A" * 64}, "digest cannot be"),
    ({"digest": "sha256:" + "a" * 63}, "digest cannot be"),
    ({"date": "2026-02-30"}, "date cannot be '2026-02-30'"),
    ({"date": "2026-3-1"}, "date cannot be"),
    ({"date": "２026-03-01"}, "date cannot be"),
    ({"date": None}, "date cannot be None"),
    ({"event": "publish ", "reason": None}, "event cannot be"),
    ({"event": ["publish"]}, "event cannot be"),
    ({"event": "expire"}, "event cannot be"),
    ({"reason": {}}, "reason cannot be"),
    ({"reason": {"fr": "oui"}}, "reason cannot be"),
    ({"reason": {"en": ""}}, "reason cannot be"),
    ({"reason": {"en": "x" * 5001}}, "reason cannot be"),
    ({"reason": "because"}, "reason cannot be"),
    ({"event": "withdraw"}, "a withdrawal needs a reason"),
    ({"successor": "p/x/v0/"}, "successor cannot be"),
    ({"successor": "/p/x/v2/"}, "successor cannot be"),
    ({"successor": "p/y/v1/"}, "has no successor yet"),
    ({"seq": 2}, "the line has the number 2"),
    ({"prev": "0"}, "prev cannot be '0'"),
    ({"prev": "1" * 64}, "the chain is broken"),
    ({"more": 1}, "the line has the unknown key 'more'"),
]


@pytest.mark.parametrize(("change", "message"), SHAPES)
def test_shape_of_an_event(change: dict[str, Any], message: str) -> None:
    """A line whose keys or values are not those of an event is a finding in that line."""
    line = {**json.loads(LONG.raw.splitlines()[0]), **change}
    findings = told(canonical(line) + b"\n")
    assert [1] == [number for number, _ in findings]
    assert message in findings[0][1]


@pytest.mark.parametrize(
    "key", ["seq", "prev", "event", "id", "version", "url", "digest", "date", "reason", "successor"]
)
def test_missing_key(key: str) -> None:
    """A line without one of the keys is a finding that names it."""
    line = json.loads(LONG.raw.splitlines()[0])
    del line[key]
    assert [(1, f"the line has no {key!r}")] == told(canonical(line) + b"\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "the line is no JSON"),
        (b"{", "the line is no JSON"),
        (b"\xff", "the line is no JSON"),
        (b"[1]", "the line is no JSON object"),
        (b"null", "the line is no JSON object"),
        (b'{"a":NaN}', "the line is no JSON"),
        (b'{"a":"\\ud800"}', "the line is no JSON"),
        (b'{"a":1,"a":1}', "the line is not in canonical form"),
        (b'{"a": 1}', "the line is not in canonical form"),
        (b'{"a":1}\r ', "the line is not in canonical form"),
        (b"[" * 50_000, "the line is no JSON"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "the line "),
        (b"9" * 5_000, "the line is no JSON"),
        (b" " * 100_001, "the line has 100001 bytes, more than 100000"),
    ],
)
def test_lines_that_are_no_events(line: bytes, message: str) -> None:
    """Whatever stands in a line, reading goes on and says what is wrong in that line."""
    findings = told(line + b"\n")
    assert [1] == [number for number, _ in findings]
    assert findings[0][1].startswith(message)


def test_torn_line() -> None:
    """A last line without its line break was cut short."""
    assert [(5, "the last line is cut short")] == told(LONG.raw[:-1])
    assert [(5, "the last line is cut short")] == told(LONG.raw[:-40])


def lines_of(raw: bytes) -> list[bytes]:
    return raw.splitlines(keepends=True)


@given(st.integers(0, len(LONG.raw) - 1), st.integers(0, 255))
def test_no_byte_can_change(place: int, byte: int) -> None:
    """Any byte that is changed is found."""
    changed = LONG.raw[:place] + bytes([byte]) + LONG.raw[place + 1 :]
    # A change of the last line alone can be a sound line: only the older copy tells.
    assert changed == LONG.raw or told(changed) or rewritten(LONG.raw, changed)
    if changed != LONG.raw and place < len(LONG.raw) - len(lines_of(LONG.raw)[-1]):
        assert told(changed)


@pytest.mark.parametrize("number", range(4))
def test_no_line_can_go(number: int) -> None:
    """A line that is taken out breaks the chain behind it; the last one is missed by the older copy alone."""
    lines = lines_of(LONG.raw)
    shorter = b"".join(lines[:number] + lines[number + 1 :])
    assert number + 1 in [line for line, _ in told(shorter)]
    assert [] == told(b"".join(lines[:-1]))
    assert "the older copy has 5 lines, this one only 4" == rewritten(LONG.raw, b"".join(lines[:-1]))


@pytest.mark.parametrize("number", range(4))
def test_no_lines_can_swap(number: int) -> None:
    """Two lines that change places break the chain."""
    lines = lines_of(LONG.raw)
    lines[number], lines[number + 1] = lines[number + 1], lines[number]
    assert told(b"".join(lines))


def test_older_copy() -> None:
    """A ledger grows at its end alone: an older copy is its beginning, and a chain made anew is not."""
    older = b"".join(lines_of(LONG.raw)[:3])
    assert "" == rewritten(older, LONG.raw)
    assert "" == rewritten(b"", LONG.raw)
    assert "" == rewritten(LONG.raw, LONG.raw)
    anew = ledger(event("publish"), event("publish", 2, digest="sha256:" + "b" * 64), event("supersede"))
    assert () == anew.findings
    assert "line 2 is not what the older copy says" == rewritten(older, anew.raw)
    assert "line 4 is not what the older copy says" == rewritten(older + b"{torn", LONG.raw)
    assert "the older copy has 3 lines, this one only 0" == rewritten(older, b"")


def test_flawed_ledger_takes_nothing() -> None:
    """Nothing is written behind a line that is damaged."""
    with pytest.raises(LedgerError, match="the ledger has flaws: the last line is cut short"):
        extended(read_ledger(LONG.raw[:-1]), [event("publish", 3)])


def test_findings_name_file_and_rule() -> None:
    """A finding names the ledger, its line and the rule by which commands know that trust is at stake."""
    finding = read_ledger(b"{\n").findings[0]
    assert (LEDGER, 1, 1, "ledger") == (finding.file, finding.line, finding.column, finding.rule)
    assert "git" in finding.mend
    assert "elsewhere" == read_ledger(b"{\n", "elsewhere").findings[0].file


# ---- addresses

HERE, THERE = "https://pcf.example.com/", "https://pcf.example.org/new/"


def address_event(kind: str, old: str, new: str, **more: Any) -> AddressEvent:
    fields: dict[str, Any] = {"event": kind, "old": old, "new": new, "date": "2026-03-01"}
    return AddressEvent(**{**fields, **more})


def test_moved() -> None:
    """After a move, versions are published under the new address; those before keep theirs, also when withdrawn."""
    moved = address_event("moved", HERE, THERE, reason={"en": "merged"})
    after = ledger(
        event("publish"),
        moved,
        event("publish", 2, url=f"{THERE}p/x/v2/"),
        event("supersede", 1, successor="p/x/v2/"),
    )
    assert (THERE, (THERE, HERE)) == (after.base_url, after.bases)
    assert [f"{HERE}p/x/v1/", f"{THERE}p/x/v2/"] == [one.url for one in after.of("x")]
    assert after.events == read_ledger(after.raw).events
    assert {"seq", "prev", "event", "old", "new", "date", "reason"} == set(json.loads(after.raw.splitlines()[1]))
    back = extended(after, [address_event("moved", THERE, HERE)])
    assert (HERE, (HERE, THERE)) == (back.base_url, back.bases)


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([address_event("moved", HERE, THERE)], "it was at no address yet"),
        ([event("publish"), address_event("moved", THERE, HERE)], f"it was at {HERE}"),
        ([event("publish"), address_event("moved", HERE, HERE)], "the new address is the old one"),
        ([event("publish"), address_event("moved", HERE, "https://x.example")], "new cannot be"),
        ([event("publish"), address_event("moved", HERE, "ftp://x.example/")], "new cannot be"),
        ([event("publish"), address_event("moved", HERE, "https://x.example/?a/")], "new cannot be"),
        ([event("publish"), event("publish", 2, url=f"{THERE}p/x/v2/")], f"is not one of the site at {HERE}"),
        (
            [event("publish"), address_event("moved", HERE, THERE), event("publish", 2)],
            f"is not one of the site at {THERE}",
        ),
        ([address_event("renamed", "x", "y")], "x was never published"),
        ([event("publish"), address_event("renamed", "x", "x")], "the new address is the old one"),
        ([event("publish"), address_event("renamed", "x", "X")], "new cannot be 'X'"),
        ([event("publish"), event("publish", id_="y"), address_event("renamed", "x", "y")], "of a product already"),
        (
            [event("publish"), address_event("renamed", "x", "y"), address_event("renamed", "x", "z")],
            "x was renamed y before",
        ),
        (
            [event("publish"), address_event("renamed", "x", "y"), address_event("renamed", "y", "x")],
            "of a product already",
        ),
        ([event("publish"), address_event("renamed", "x", "y"), event("publish", 2)], "the product was renamed y"),
        (
            [event("publish", 2), address_event("renamed", "x", "y"), event("publish", 2, "y")],
            "y version 2 is published after version 2",
        ),
        ([event("publish", date="2026-03-02"), event("withdraw")], "before the day of the line before it, 2026-03-02"),
    ],
)
def test_addresses_that_cannot_be(events: list[Event | AddressEvent], message: str) -> None:
    """Each event fits what was before it: address, id, version and day."""
    with pytest.raises(LedgerError, match=message):
        ledger(*events)


def test_renamed() -> None:
    """A product keeps its versions when its id changes, more than once, too; numbers go on."""
    after = ledger(
        event("publish"),
        address_event("renamed", "x", "y"),
        address_event("renamed", "y", "z"),
        event("publish", 2, "z"),
        event("publish", 1, "other"),
    )
    assert [("x", 1), ("z", 2)] == [one.key for one in after.of("z")]
    assert [("x", 1)] == [one.key for one in after.of("y")] == [one.key for one in after.of("x")]
    assert ("z", "z", "other") == (after.name_of("x"), after.name_of("y"), after.name_of("other"))
    assert ["x", "y", "z"] == after.ids_of("z")


@given(st.binary(max_size=400))
def test_reading_never_raises(raw: bytes) -> None:
    """Whatever the file holds, reading it gives a ledger or findings."""
    assert lf(raw) == read_ledger(raw).raw


def test_events_follow_each_other() -> None:
    """Numbers and hashes that an event brings along do not count: its place in the chain does."""
    odd = replace(event("publish"), seq=77, prev="f" * 64)
    assert (1, GENESIS) == (ledger(odd).events[0].seq, ledger(odd).events[0].prev)


@pytest.fixture
def many() -> Callable[[int], Ledger]:
    return lambda count: ledger(*(event("publish", 1, f"x{number}") for number in range(count)))


def test_thousands_of_lines(many: Callable[[int], Ledger]) -> None:
    """A ledger of thousands of events is read as one of five."""
    assert 3_000 == len(many(3_000).versions)


def test_what_is_told_of_a_damaged_ledger() -> None:
    """Every finding says what stands there, what should, and that the file comes back from git."""
    lines = [json.loads(line) for line in LONG.raw.splitlines()]
    lines[0]["more"] = 1
    lines[1]["prev"] = "1" * 64
    lines[2]["seq"] = 7
    lines[2]["digest"] = "sha256:" + "b" * 64
    raw = b"\n".join(canonical(line) for line in lines[:3]) + b"\n{\ntorn"
    git = "  to mend:  restore the file from git; nothing in it is ever changed by hand"
    prev = head(canonical(lines[0]))
    after = head(canonical(lines[1]))
    assert [
        "ledger:1:1: error[ledger] the line has the unknown key 'more'\n"
        f"  expected: event, id, version, url, digest, date, reason, successor, seq, prev\n{git}",
        "ledger:2:1: error[ledger] the chain is broken: this line does not follow the line before it\n"
        f"  expected: prev {prev}\n{git}",
        "ledger:3:1: error[ledger] the chain is broken: this line does not follow the line before it\n"
        f"  expected: prev {after}\n{git}",
        f"ledger:3:1: error[ledger] the line has the number 7\n  expected: seq 3\n{git}",
        f"ledger:3:1: error[ledger] x version 1 is not published: supersede is not possible\n{git}",
        f"ledger:4:1: error[ledger] the line is no JSON\n  expected: an event in canonical JSON (RFC 8785)\n{git}",
        f"ledger:5:1: error[ledger] the last line is cut short\n  expected: a line break at the end\n{git}",
    ] == [str(finding) for finding in read_ledger(raw, "ledger").findings]


def test_the_first_event_counts() -> None:
    """A forged later event changes neither address nor digest nor day of publication; its place is told."""
    lines = LONG.raw.splitlines()
    forged = json.loads(lines[2]) | {"digest": "sha256:" + "b" * 64, "date": "2027-01-01", "version": 1}
    ledger_ = read_ledger(b"\n".join([*lines[:2], canonical(forged)]) + b"\n")
    told_ = "the address or the digest of x version 1 is not the one it was published with"
    assert [(3, told_)] == [(finding.line, finding.message) for finding in ledger_.findings]
    shown = ledger_.versions["x", 1]
    assert (DIGEST, "2026-03-01", "2027-01-01") == (shown.digest, shown.published, shown.since)
    assert "https://pcf.example.com/p/x/v1/" == shown.url


def test_unknown_id_has_no_versions() -> None:
    """Of an id that was never published nothing is told."""
    assert [] == LONG.of("z")
    assert {"p/x/v1/": ("x", 1), "p/x/v2/": ("x", 2), "p/y/v1/": ("y", 1)} == LONG.addresses


@pytest.mark.parametrize(
    "change",
    [
        {"id_": "x" * 60},
        {"version": 10**9 - 1},
        {"kind": "withdraw", "reason": {"en": "x"}},
        {"kind": "withdraw", "reason": {"zh": "x" * 5000}},
        {"url": "http://pcf.example.com/p/x/v1/"},
    ],
    ids=str,
)
def test_limits_are_within(change: dict[str, Any]) -> None:
    """What stands exactly at a limit is sound; a site in a company's own net may go without TLS."""
    last = event(**{"kind": "publish", **change})
    before = [] if last.event == "publish" else [event("publish")]
    assert () == ledger(*before, last).findings


def test_a_line_of_the_greatest_length() -> None:
    """A line of a hundred thousand bytes is read, one byte more is not."""
    text = '"' + "x" * 99_998 + '"'
    assert [(1, "the line is no JSON object")] == told(text.encode() + b"\n")
    assert [(1, "the line has 100001 bytes, more than 100000")] == told(text.encode() + b" \n")


def test_values_are_quoted_briefly() -> None:
    """A value that cannot be is quoted with sixty characters at most."""
    line = json.loads(LONG.raw.splitlines()[0])
    whole, cut = "A" * 58, "A" * 59
    assert [(1, f"id cannot be '{whole}'")] == told(canonical({**line, "id": whole}) + b"\n")
    assert [(1, f"id cannot be '{'A' * 58}…")] == told(canonical({**line, "id": cut}) + b"\n")
