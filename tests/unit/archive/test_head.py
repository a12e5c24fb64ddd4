"""Whoever changes ledger, head or a frozen record, and does not rewrite all of them consistently, is found."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.archive import head as heads
from carbonpress.archive.archive import open_archive
from carbonpress.archive.frozen_wording import wording_file
from carbonpress.archive.head import (
    ATTRIBUTES,
    HEAD,
    PUBLIC_LEDGER,
    Head,
    Pending,
    denied_by,
    enter,
    head_of,
    head_text,
    read_head,
    standing_findings,
)
from carbonpress.archive.ledger import LEDGER, Event, Ledger, extended, lf, read_ledger
from carbonpress.record.canonical import canonical, digest, digest_of
from carbonpress.record.shape import FORMAT
from carbonpress.record.wording import own_wording
from carbonpress.source.finding import Finding
from carbonpress.study.days import future_events
from carbonpress.verify.broken_promises import TRUST_RULES

BASE = "https://pcf.example.com/"
DAY = "2026-03-02"


WORDING = digest_of(own_wording())


def frozen(id_: str, version: int = 1) -> dict[str, object]:
    """As much of a record as an archive looks at before anybody asks for it."""
    here = f"p/{id_}/v{version}/"
    product = {"gtin": None, "image": None}
    return {
        "format": FORMAT,
        "id": id_,
        "version": version,
        "url": BASE + here,
        "product": product,
        "official_mark": None,
        "shown": {"wording": WORDING},
    }


def event(kind: str, id_: str, version: int = 1, on: str = DAY) -> Event:
    record = frozen(id_, version)
    reason = {"zh": "召回"} if kind == "withdraw" else None
    return Event(
        event=kind,  # type: ignore[arg-type]
        id=id_,
        version=version,
        url=str(record["url"]),
        digest=digest(record),
        date=on,
        reason=reason,
    )


def file_of(id_: str, version: int = 1) -> dict[str, bytes]:
    return {f"published/{id_}/v{version}.json": canonical(frozen(id_, version)), wording_file(WORDING): own_wording()}


def act(root: Path, events: list[Event], files: dict[str, bytes]) -> Ledger:
    archive = open_archive(root)
    assert () == archive.findings
    return enter(root, archive.ledger, archive.head, events, files)


def published(root: Path) -> Path:
    """Three acts: two versions, then one of them withdrawn."""
    act(root, [event("publish", "pump"), event("publish", "cable")], file_of("pump") | file_of("cable"))
    act(root, [event("publish", "pump", 2, "2026-04-01")], file_of("pump", 2))
    act(root, [event("withdraw", "cable", 1, "2026-05-01")], {})
    return root


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "data")
    return tmp_path / "data"


def told(root: Path) -> list[Finding]:
    return list(open_archive(root).findings)


def test_sound(root: Path) -> None:
    """What the acts wrote is sound: the head names the last line, and git keeps the line ends."""
    archive = open_archive(root)
    assert () == archive.findings
    assert head_of(archive.ledger) == archive.head == read_head((root / HEAD).read_bytes())
    assert (4, None) == (archive.head.seq, archive.head.pending)
    assert b"* -text\n" == (root / ATTRIBUTES).read_bytes()
    last = (root / LEDGER).read_bytes().splitlines()[-1]
    assert f"sha256:{hashlib.sha256(last).hexdigest()}" == archive.head.digest


# ---- attacks


def lines(root: Path) -> list[bytes]:
    return (root / LEDGER).read_bytes().splitlines(keepends=True)


def with_lines(root: Path, changed: list[bytes]) -> None:
    (root / LEDGER).write_bytes(b"".join(changed))


def redated(root: Path) -> None:
    last = json.loads(lines(root)[-1])
    with_lines(root, [*lines(root)[:-1], canonical({**last, "date": "2026-06-01"}) + b"\n"])


def spliced(root: Path) -> None:
    """The lines of another branch behind those of this one."""
    kept = lines(root)
    other = extended(read_ledger(b"".join(kept[:2])), [event("withdraw", "pump", 1, "2026-04-02")])
    with_lines(root, [*kept, *other.raw.splitlines(keepends=True)[2:]])


def merged(root: Path) -> None:
    """The lines of both branches between the marks of a conflict."""
    kept = lines(root)
    with_lines(root, [*kept[:2], b"<<<<<<< HEAD\n", kept[2], b"=======\n", kept[3], b">>>>>>> other\n"])


def merged_head(root: Path) -> None:
    now = (root / HEAD).read_bytes()
    (root / HEAD).write_bytes(b"<<<<<<< HEAD\n" + now + b"=======\n" + now + b">>>>>>> other\n")


def replayed(root: Path) -> None:
    """An older ledger, which was sound in its time, with the head of its time."""
    older = read_ledger(b"".join(lines(root)[:2]))
    (root / LEDGER).write_bytes(older.raw)
    (root / HEAD).write_bytes(head_text(head_of(older)))


def longer(root: Path) -> None:
    """A line that another program added."""
    (root / LEDGER).write_bytes(extended(open_archive(root).ledger, [event("withdraw", "pump", 2, "2026-06-01")]).raw)


def swapped(root: Path) -> None:
    one, two = root / "published/pump/v1.json", root / "published/pump/v2.json"
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)


def copied_record(root: Path) -> None:
    shutil.copy(root / "published/pump/v1.json", root / "published/pump/v3.json")


def foreign_record(root: Path) -> None:
    (root / "published/new").mkdir()
    (root / "published/new/v1.json").write_bytes(canonical(frozen("new")))


def away(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def emptied(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).write_bytes(b"")


def linked(name: str) -> Callable[[Path], None]:
    def link(root: Path) -> None:
        (root / name).rename(root / "elsewhere")
        (root / name).symlink_to(root / "elsewhere")

    return link


def both(*attacks: Callable[[Path], None]) -> Callable[[Path], None]:
    def one_after_the_other(root: Path) -> None:
        for attack in attacks:
            attack(root)

    return one_after_the_other


RECORD = "published/pump/v1.json"
ATTACKS: dict[str, Callable[[Path], None]] = {
    "last line dropped": lambda root: with_lines(root, lines(root)[:-1]),
    "last lines dropped": lambda root: with_lines(root, lines(root)[:-2]),
    "last line cut short": lambda root: (root / LEDGER).write_bytes((root / LEDGER).read_bytes()[:-30]),
    "line break dropped": lambda root: (root / LEDGER).write_bytes((root / LEDGER).read_bytes()[:-1]),
    "line in the middle dropped": lambda root: with_lines(root, [*lines(root)[:1], *lines(root)[2:]]),
    "last line twice": lambda root: with_lines(root, [*lines(root), lines(root)[-1]]),
    "lines swapped": lambda root: with_lines(root, [lines(root)[0], lines(root)[2], lines(root)[1], lines(root)[3]]),
    "day of the last line": redated,
    "a line more": longer,
    "two branches spliced": spliced,
    "marks of a conflict": merged,
    "marks of a conflict in the head": merged_head,
    "older ledger and head": replayed,
    "older ledger": lambda root: with_lines(root, lines(root)[:2]),
    "older head": lambda root: (root / HEAD).write_bytes(head_text(head_of(read_ledger(b"".join(lines(root)[:2]))))),
    "no ledger": away(LEDGER),
    "no head": away(HEAD),
    "neither": both(away(LEDGER), away(HEAD)),
    "ledger emptied": emptied(LEDGER),
    "head emptied": emptied(HEAD),
    "both emptied": both(emptied(LEDGER), emptied(HEAD)),
    "ledger emptied, no head": both(emptied(LEDGER), away(HEAD)),
    "ledger linked": linked(LEDGER),
    "head linked": linked(HEAD),
    "record away": away(RECORD),
    "record emptied": emptied(RECORD),
    "record linked": linked(RECORD),
    "records swapped": swapped,
    "record copied": copied_record,
    "record without an event": foreign_record,
    "all but the records": both(away(LEDGER), away(HEAD), away("published/cable/v1.json")),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(root: Path, name: str) -> None:
    """Each is found, by a rule that ends a command with the exit code for what was published, with a way out."""
    ATTACKS[name](root)
    findings = told(root)
    assert findings
    assert {finding.rule for finding in findings} <= TRUST_RULES
    assert [] == [finding for finding in findings if not finding.mend]


@pytest.mark.parametrize("name", ["marks of a conflict", "marks of a conflict in the head", "two branches spliced"])
def test_way_out_of_two_branches(root: Path, name: str) -> None:
    """Who merged two branches that both published is told to take one and to repeat the other; once, not per line."""
    ATTACKS[name](root)
    findings = told(root)
    if "marks" in name:
        (finding,) = findings
        assert "the marks of a merge conflict" in finding.message
        assert "git checkout --ours" in finding.mend
    else:
        assert "the chain is broken" in findings[0].message


FILES = [LEDGER, HEAD, RECORD, "published/pump/v2.json", "published/cable/v1.json"]


@given(st.sampled_from(FILES), st.data())
def test_any_byte(sound: Path, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    """A byte of ledger, head or record that is another one, is gone or is new is found."""
    raw = (sound / name).read_bytes()
    place = data.draw(st.integers(0, len(raw) - 1))
    length, more = data.draw(st.integers(0, 3)), data.draw(st.binary(max_size=3))
    changed = raw[:place] + more + raw[place + length :]
    if lf(changed) == raw:
        return
    folder = tmp_path_factory.mktemp("bytes") / "data"
    shutil.copytree(sound, folder)
    (folder / name).write_bytes(changed)
    findings = told(folder)
    shutil.rmtree(folder)
    assert findings
    assert {finding.rule for finding in findings} <= TRUST_RULES


@given(st.permutations(range(4)), st.integers(0, 5))
def test_any_order(sound: Path, tmp_path_factory: pytest.TempPathFactory, order: list[int], count: int) -> None:
    """Lines in any other order, or any other number of them, are found."""
    kept = lines(sound)
    changed = [kept[place] for place in (order * 2)[:count]]
    if changed == kept:
        return
    folder = tmp_path_factory.mktemp("order") / "data"
    shutil.copytree(sound, folder)
    with_lines(folder, changed)
    findings = told(folder)
    shutil.rmtree(folder)
    assert findings
    assert {finding.rule for finding in findings} <= TRUST_RULES


# ---- line ends


def test_windows_line_ends(root: Path) -> None:
    """Ledger and head with CRLF, as git for Windows makes them, are read, and the next act writes LF again."""
    before = open_archive(root)
    for name in (LEDGER, HEAD):
        (root / name).write_bytes((root / name).read_bytes().replace(b"\n", b"\r\n"))
    after = open_archive(root)
    assert ((), before.ledger, before.head) == (after.findings, after.ledger, after.head)
    act(root, [event("withdraw", "pump", 2, "2026-06-01")], {})
    assert b"\r" not in (root / LEDGER).read_bytes() + (root / HEAD).read_bytes()
    assert () == open_archive(root).findings


def test_damage_under_windows_line_ends(root: Path) -> None:
    """Restoring a damaged file from git would bring CRLF again: the way out names the line ends, too."""
    redated(root)
    ATTACKS["line in the middle dropped"](root)
    (root / LEDGER).write_bytes((root / LEDGER).read_bytes().replace(b"\n", b"\r\n"))
    assert all("`* -text` into published/.gitattributes" in finding.mend for finding in told(root))


def test_attributes_of_their_own(root: Path) -> None:
    """A file for git that is there stays as it is."""
    (root / ATTRIBUTES).write_bytes(b"* binary\n")
    act(root, [event("withdraw", "pump", 2, "2026-06-01")], {})
    assert b"* binary\n" == (root / ATTRIBUTES).read_bytes()


# ---- the site in place


def test_standing_site(root: Path, tmp_path: Path) -> None:
    """The ledger of the site in place is the beginning of the ledger, however consistently that was rewritten."""
    site = tmp_path / "site"
    (site / PUBLIC_LEDGER).parent.mkdir(parents=True)
    (site / PUBLIC_LEDGER).write_bytes((root / LEDGER).read_bytes())
    ledger = open_archive(root).ledger
    assert [] == standing_findings(site, ledger)
    assert [] == standing_findings(tmp_path / "none", ledger)
    assert [] == standing_findings(None, ledger)
    shorter = read_ledger(b"".join(lines(root)[:3]))
    (finding,) = standing_findings(site, shorter)
    assert "the older copy has 4 lines, this one only 3" in finding.message
    assert "remove the site folder, if it was built from another branch" in finding.mend
    other = extended(shorter, [event("withdraw", "pump", 2, "2026-06-01")])
    (finding,) = standing_findings(site, other)
    assert "line 4 is not what the older copy says" in finding.message
    assert 1 == len(standing_findings(site, Ledger()))
    (site / PUBLIC_LEDGER).write_bytes(shorter.raw.replace(b"\n", b"\r\n"))
    assert [] == standing_findings(site, ledger)


# ---- a head that was kept


def test_head_that_was_kept(root: Path) -> None:
    """Who keeps no more than a head sees later whether the ledger still continues it."""
    kept = lines(root)
    ledger = open_archive(root).ledger
    for count in range(5):
        assert "" == denied_by(head_of(read_ledger(b"".join(kept[:count]))), ledger)
    assert "the older copy has 4 lines, this one only 2" == denied_by(head_of(ledger), read_ledger(b"".join(kept[:2])))
    redated(root)
    assert "line 4 is not what the older copy says" == denied_by(head_of(ledger), read_ledger(b"".join(lines(root))))


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "{",
        '{"digest":"sha256:aa","seq":1}',
        f'{{"digest":"sha256:{"a" * 64}","seq":-1}}',
        f'{{"digest":"sha256:{"a" * 64}","seq":true}}',
        f'{{"digest":"sha256:{"a" * 64}","pending":null,"seq":1}}',
        f'{{"digest":"sha256:{"a" * 64}","more":1,"seq":1}}',
        f'{{"digest": "sha256:{"a" * 64}", "seq": 1}}',
        f'{{"digest":"sha256:{"a" * 64}","pending":{{"digest":"sha256:{"a" * 64}","files":["../x"],"seq":2}},"seq":1}}',
        "[" * 50_000,
    ],
)
def test_what_is_no_head(text: str) -> None:
    """A file that holds something else is a finding, never a traceback, and no act removes what it names."""
    found = read_head(text.encode() + b"\n")
    assert isinstance(found, Finding)
    assert "ledger" == found.rule


@given(st.binary(max_size=200))
def test_reading_a_head_never_raises(raw: bytes) -> None:
    """Whatever the file holds, reading it gives a head or a finding."""
    assert isinstance(read_head(raw), Head | Finding)


# ---- crashes


class Crash(BaseException):
    """The process is gone."""


STEPS = 7
"""Writes of an act that freezes three files on top of others: head, the files, ledger, head; and one more than that."""


@pytest.mark.parametrize("first", [True, False], ids=["first act", "later act"])
@pytest.mark.parametrize("step", range(STEPS))
def test_crash_at_any_step(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, first: bool) -> None:
    """Killed before any of its writes, an act happened whole or not at all, and the next act works."""
    data = tmp_path / "new" if first else root
    if not first:
        (root / ATTRIBUTES).unlink()
    before = open_archive(data).ledger.raw
    plain, count = heads.write_durably, 0

    def killed(path: Path, content: bytes) -> None:
        nonlocal count
        if count == step:
            raise Crash
        count += 1
        plain(path, content)

    events = [event("publish", "new", on="2026-07-01"), event("publish", "newer", on="2026-07-01")]
    files = file_of("new") | file_of("newer")
    monkeypatch.setattr(heads, "write_durably", killed)
    crashed = step < STEPS
    try:
        act(data, events, files)
        crashed = False
    except Crash:
        pass
    monkeypatch.undo()
    assert crashed == (step < STEPS)
    archive = open_archive(data)
    assert () == archive.findings
    happened = archive.ledger.raw != before
    assert happened == (step >= 6)
    assert ("new", 1) in archive.ledger.versions if happened else ("new", 1) not in archive.ledger.versions
    # the next act is another one; nothing of the first is left where that did not happen
    act(data, [event("publish", "other", on="2026-07-01")], file_of("other"))
    archive = open_archive(data)
    assert ((), None) == (archive.findings, archive.head.pending if archive.head else "")
    assert happened == (data / "published/new/v1.json").exists() == (data / "published/newer/v1.json").exists()


def test_a_refused_last_write_is_no_failure(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the ledger is written the event is in force, also where the disk is full then; the head admits it."""
    plain, count = heads.write_durably, 0

    def full(path: Path, content: bytes) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        plain(path, content)

    monkeypatch.setattr(heads, "write_durably", full)
    act(root, [event("withdraw", "pump", 2, "2026-06-01")], {})
    monkeypatch.undo()
    archive = open_archive(root)
    assert ((), "withdrawn") == (archive.findings, archive.ledger.versions["pump", 2].state)
    assert Pending(5, head_of(archive.ledger).digest, ()) == archive.head.pending


def test_head_is_read_with_its_ledger(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that comes between the writes of an act sees the archive before it or after it."""
    from carbonpress.archive import archive as frozen

    plain, asked = frozen.read, 0

    def meanwhile(folder: Path, name: str, limit: int) -> bytes | Finding:
        nonlocal asked
        found = plain(folder, name, limit)
        asked += 1
        if asked == 1:
            ledger = read_ledger((root / LEDGER).read_bytes())
            head = read_head((root / HEAD).read_bytes())
            assert isinstance(head, Head)
            enter(root, ledger, head, [event("withdraw", "pump", 2, "2026-06-01")], {})
        return found

    monkeypatch.setattr(frozen, "read", meanwhile)
    assert ((), 5) == ((archive := open_archive(root)).findings, len(archive.ledger.events))


# ---- days


def test_days_of_events(root: Path) -> None:
    """An event of a day that has not come is told with its line, also where the chain is sound."""
    ledger: Ledger = open_archive(root).ledger
    assert [] == future_events(ledger.events, date(2026, 5, 1))
    (finding,) = future_events(ledger.events, date(2026, 4, 30))
    assert (LEDGER, 4, "ledger") == (finding.file, finding.line, finding.rule)
    assert "of 2026-05-01, and that day has not come" in finding.message


def test_archive_of_nothing(tmp_path: Path) -> None:
    """Where nothing was published there is nothing wrong."""
    archive = open_archive(tmp_path)
    assert ((), Ledger(), None) == (archive.findings, archive.ledger, archive.head)
