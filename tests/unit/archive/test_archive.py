"""What was published is pressed from its frozen record; later changes of data, factors and rules are only told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carbonpress.acts import publish as release
from carbonpress.acts.publish import (
    BrokenArchiveError,
    RefusedError,
    publish_version,
    publishable,
    reason_text,
    supersede_version,
    withdraw_version,
)
from carbonpress.archive.archive import read_archive
from carbonpress.archive.ledger import LEDGER
from carbonpress.folder.durable import BusyError, alone
from carbonpress.record.canonical import canonical, digest
from carbonpress.source.finding import Finding, Severity
from carbonpress.study.project import Project, open_project

Opened = Callable[[], Project]
Edit = Callable[[str, str, str], None]

DAY = date(2026, 3, 2)
FIBRE = "products/fibre-g652d.yml"
PREFORM = "products/preform-180.yml"


def publish_all(opened: Opened) -> None:
    for id_ in publishable(opened()):
        publish_version(opened(), id_, DAY)


def found(opened: Opened, *rules: str) -> list[Finding]:
    return [finding for finding in opened().findings if finding.rule in rules]


def versions(opened: Opened, id_: str) -> list[tuple[int, str, str | None]]:
    return [(v.record["version"], v.state, v.successor) for v in opened().versions[id_]]


def refusal(project: Project, id_: str) -> str:
    with pytest.raises(RefusedError) as caught:
        publish_version(project, id_, DAY)
    return "; ".join(caught.value.reasons)


def test_frozen_files(data: Path, opened: Opened) -> None:
    """Publishing writes the record in canonical form, the picture as it is, and a line with the record's digest."""
    live = opened().studies["preform-180"].record
    done = publish_version(opened(), "preform-180", DAY)
    raw = (data / "published/preform-180/v1.json").read_bytes()
    assert live == done.record
    assert json.loads(json.dumps(live)) == json.loads(raw)
    assert canonical(json.loads(raw)) == raw
    line = json.loads((data / LEDGER).read_bytes())
    assert digest(json.loads(raw)) == line["digest"]
    assert ("https://pcf.example.com/p/preform-180/v1/", "2026-03-02") == (line["url"], line["date"])
    picture = (data / "published/preform-180/v1-picture.png").read_bytes()
    assert (data / "images/preform-180.png").read_bytes() == picture
    assert [".gitattributes"] == [path.name for path in (data / "published").rglob(".*")]


def test_numbers_are_decimal_strings(data: Path, opened: Opened) -> None:
    """A frozen record holds no number that a reader could round: decimals are strings."""
    publish_all(opened)
    parsed: list[str] = []
    for path in (data / "published").rglob("*.json"):
        json.loads(path.read_bytes(), parse_float=parsed.append)
    assert [] == parsed


def test_published_state(opened: Opened) -> None:
    """A published version is current and gives no findings."""
    publish_all(opened)
    assert () == opened().findings
    assert [(1, "current", None)] == versions(opened, "fibre-g652d")


def test_pressed_from_the_frozen_record(opened: Opened, edit: Edit) -> None:
    """When an amount is edited, the version shown keeps its figure, and the check names figure, distance and term."""
    publish_all(opened)
    before = opened().versions["fibre-g652d"][0].record
    edit(FIBRE, "amount: 41.4 g", "amount: 44.4 g")
    assert before == opened().versions["fibre-g652d"][0].record
    (finding,) = found(opened, "published-differs")
    assert (FIBRE, Severity.ERROR) == (finding.file, finding.severity)
    assert "the footprint was published as 2.16261 kg CO2e and would now be 2.1" in finding.message
    assert "stage raw_material_acquisition: " in finding.message
    assert "'Acrylate coating, inner and outer'" in finding.message
    assert "amount 41.4 g -> 44.4 g" in finding.message
    assert "version: 2" in finding.mend


def test_own_factor_that_changed(opened: Opened, edit: Edit) -> None:
    """A factor that a company edits in place is an error for the versions that used it, with name and value."""
    publish_all(opened)
    text = (opened().root / "factors/fibre-materials.yml").read_text(encoding="utf-8")
    block = text[text.index("id: example/uv-acrylate-coating") :]
    block = block[: block.index("\n", block.index("co2e: "))]
    edit("factors/fibre-materials.yml", block, block[: block.index("co2e: ")] + "co2e: 9 kg")
    (finding,) = found(opened, "published-differs")
    assert Severity.ERROR == finding.severity
    assert "factor example/uv-acrylate-coating@2025 " in finding.message
    assert "-> 9 kg CO2e/kg (+" in finding.message


def test_shipped_factor_that_changed(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a release of the software changes a shipped number, that is a warning: the author did nothing wrong."""
    publish_all(opened)
    from carbonpress.study import shared_inputs

    plain = shared_inputs.load_library

    def changed(root: Path, findings: list[Finding]) -> object:
        library = plain(root, findings)
        table = library.factors["electricity-cn@2024"]
        co2e = {origin: type(q)(q.value * 2, q.unit) for origin, q in table.co2e.items()}
        return type(library)(
            library.units,
            library.gwp,
            library.fuels,
            {**library.factors, "electricity-cn@2024": table.model_copy(update={"co2e": co2e})},
            library.rules,
            library.editions,
            library.newest_gwp,
        )

    monkeypatch.setattr(shared_inputs, "load_library", changed)
    findings = found(opened, "published-differs")
    assert {(FIBRE, Severity.WARNING), (PREFORM, Severity.WARNING)} == {(f.file, f.severity) for f in findings}
    assert "factor electricity-cn@2024 0.5777 -> 1.1554 kg CO2e/kWh (+0.578, +100 %)" in findings[0].message
    assert 0 == opened().errors


def test_lines_that_come_and_go(opened: Opened, edit: Edit) -> None:
    """A line that is new, gone or takes another factor is named; lines that only moved are not."""
    publish_all(opened)
    text = (opened().root / FIBRE).read_text(encoding="utf-8")
    start = text.index("    - material: {zh: 氦气")
    helium = text[start : text.index("    - material: {zh: 氮气")]
    edit(FIBRE, helium, "")
    (finding,) = found(opened, "published-differs")
    assert "raw_material_acquisition, 'Helium of the cooling tube' is gone: " in finding.message
    assert "Nitrogen" not in finding.message
    edit(FIBRE, "factor: board-gb@2025", "factor: example/plastic-reel@2025")
    (finding,) = found(opened, "published-differs")
    assert "factor board-gb@2025 -> example/plastic-reel@2025" in finding.message


def test_words_that_changed(opened: Opened, edit: Edit) -> None:
    """A changed word or date is a warning that names it; the page keeps what was published."""
    publish_all(opened)
    edit(FIBRE, "to: 2029-02-14", "to: 2031-02-14")
    edit(FIBRE, "en: Nitrogen}", "en: Pure nitrogen}")
    (finding,) = found(opened, "published-differs")
    assert Severity.WARNING == finding.severity
    assert "validity.to: 2029-02-14 -> 2031-02-14" in finding.message
    assert "Nitrogen -> Pure nitrogen" in finding.message
    assert "2029-02-14" == opened().versions["fibre-g652d"][0].record["validity"]["to"]


def test_picture_that_changed(data: Path, opened: Opened) -> None:
    """A version keeps the picture it was published with."""
    publish_all(opened)
    (data / "images/fibre-g652d.png").write_bytes((data / "images/preform-180.png").read_bytes())
    (finding,) = found(opened, "published-differs")
    assert "product.image.sha256: " in finding.message
    assert (data / "published/fibre-g652d/v1-picture.png").read_bytes() != (
        data / "images/fibre-g652d.png"
    ).read_bytes()


def test_next_version(opened: Opened, edit: Edit) -> None:
    """Version 2 is a draft until it is published; then it supersedes version 1, which stays and leads to it."""
    publish_all(opened)
    edit(FIBRE, "version: 1", "version: 2\nchange: {zh: 涂料用量更新, en: New amount of coating}")
    edit(FIBRE, "amount: 41.4 g", "amount: 40 g")
    assert [(1, "current", None), (2, "draft", None)] == versions(opened, "fibre-g652d")
    assert ["not-published"] == [finding.rule for finding in opened().findings]
    done = publish_version(opened(), "fibre-g652d", DAY)
    assert ["publish", "supersede"] == [event.event for event in done.events]
    expected = [(1, "superseded", "p/fibre-g652d/v2/"), (2, "current", None)]
    assert expected == versions(opened, "fibre-g652d")
    assert {"zh": "涂料用量更新", "en": "New amount of coating"} == opened().versions["fibre-g652d"][0].reason
    assert () == opened().findings


def test_successor_is_the_version_in_force(opened: Opened, edit: Edit) -> None:
    """An old code leads to the version in force, not to the one in between."""
    publish_all(opened)
    for number in (2, 3):
        change = f"\nchange: {{zh: 第 {number} 版, en: Version {number}}}" if number == 2 else ""
        edit(FIBRE, f"version: {number - 1}", f"version: {number}{change}")
        publish_version(opened(), "fibre-g652d", DAY)
    expected = [(1, "superseded", "p/fibre-g652d/v3/"), (2, "superseded", "p/fibre-g652d/v3/"), (3, "current", None)]
    assert expected == versions(opened, "fibre-g652d")


def test_removed_declaration(data: Path, opened: Opened) -> None:
    """A declaration whose file is deleted keeps its published versions."""
    publish_all(opened)
    (data / FIBRE).unlink()
    assert [(1, "current", None)] == versions(opened, "fibre-g652d")
    assert () == opened().findings


def test_published_footprint_as_factor(opened: Opened, edit: Edit) -> None:
    """What builds upon a published version keeps building upon its frozen figure, also when that product moves on."""
    publish_all(opened)
    before = opened().studies["fibre-g652d"].record
    edit(PREFORM, "version: 1", "version: 2")
    text = (opened().root / PREFORM).read_text(encoding="utf-8")
    edit(PREFORM, text[text.index("inventory:") :], text[text.index("inventory:") :].replace("MWh", "GWh", 1))
    after = opened().studies["fibre-g652d"].record
    assert before is not None
    assert after is not None
    assert before["total"] == after["total"]
    assert [] == found(opened, "published-differs", "unknown-factor")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("status: published", "status: draft", "it is a draft"),
        ("amount: 41.4 g", "amount: -41.4 g", "errors; `carbonpress check` shows them"),
        ("kind: third-party\n", "kind: third-party\n  # nobody\n", ""),
        ("  by: {zh: 示例认证中心（虚构）, en: Example Certification Centre (fictional)}\n", "", "errors"),
        ("date: 2026-02-05", "date: 2025-06-05", "its verification is not in order: the verification of 2025-06-05"),
        ("factor: declaration/preform-180@1", "factor: declaration/preform-180@1", "was not published"),
    ],
    ids=["draft", "error", "sound", "no-verifier", "verified-too-early", "unpublished-reference"],
)
def test_refused(opened: Opened, edit: Edit, old: str, new: str, reason: str) -> None:
    """Drafts, errors, doubtful verification and unpublished foundations stop a publication; nothing is written."""
    if "declaration/" not in old:
        publish_version(opened(), "preform-180", DAY)
    edit(FIBRE, old, new)
    lines = len(read_archive(opened().root).ledger.events)
    if not reason:
        assert 2 == publish_version(opened(), "fibre-g652d", DAY).events[-1].seq
        return
    assert reason in refusal(opened(), "fibre-g652d")
    assert lines == len(read_archive(opened().root).ledger.events)
    assert not (opened().root / "published/fibre-g652d").exists()


def test_unknown_id(opened: Opened) -> None:
    """An id that nobody declared is refused with the one that may have been meant."""
    assert "'fibre-g652d'" in refusal(opened(), "fiber-g652d")


def test_published_once(opened: Opened, edit: Edit) -> None:
    """A version is published once; versions follow each other without gaps."""
    publish_all(opened)
    assert "version 1 was published on 2026-03-02; a change needs `version: 2`" in refusal(opened(), "fibre-g652d")
    edit(FIBRE, "version: 1", "version: 4")
    assert 1 == len(found(opened, "version-order"))
    assert "the next is 2, not 4" in refusal(opened(), "fibre-g652d")


def test_no_address(data: Path) -> None:
    """Nothing is published for a site that has no address."""
    assert "set `site_url`" in refusal(open_project(data, "https://unknown.invalid/"), "preform-180")


def test_born_withdrawn(opened: Opened, edit: Edit) -> None:
    """A declaration that was printed and withdrawn before there was a ledger enters it as both."""
    edit(PREFORM, "status: published", "status: withdrawn\nwithdrawn_because: {zh: 有误, en: Wrong}")
    assert ["publish", "withdraw"] == [e.event for e in publish_version(opened(), "preform-180", DAY).events]
    assert [(1, "withdrawn", None)] == versions(opened, "preform-180")
    record = opened().versions["preform-180"][0].record
    assert ("published", None) == (record["status"], record["withdrawn_because"])


def test_withdraw(opened: Opened) -> None:
    """Withdrawing keeps the version, with its reason; a second time is refused."""
    publish_all(opened)
    withdraw_version(opened().root, "fibre-g652d", None, {"zh": "有误"}, DAY)
    shown = opened().versions["fibre-g652d"][0]
    assert ("withdrawn", {"zh": "有误"}) == (shown.state, shown.reason)
    assert [("published-status", Severity.WARNING)] == [(f.rule, f.severity) for f in opened().findings]
    with pytest.raises(RefusedError, match="is withdrawn"):
        withdraw_version(opened().root, "fibre-g652d", 1, {"zh": "有误"}, DAY)
    with pytest.raises(RefusedError, match="version 2 of fibre-g652d was never published"):
        withdraw_version(opened().root, "fibre-g652d", 2, {"zh": "有误"}, DAY)
    with pytest.raises(RefusedError, match="no version of 'fibre' was ever published"):
        withdraw_version(opened().root, "fibre", None, {"zh": "有误"}, DAY)


def test_withdrawn_in_the_file_alone(opened: Opened, edit: Edit) -> None:
    """A file that says withdrawn while the ledger says current is an error that names the command."""
    publish_all(opened)
    edit(FIBRE, "status: published", "status: withdrawn\nwithdrawn_because: {zh: 有误, en: Wrong}")
    (finding,) = found(opened, "published-status")
    assert "carbonpress withdraw fibre-g652d" in finding.mend
    edit(FIBRE, "status: withdrawn\nwithdrawn_because: {zh: 有误, en: Wrong}", "status: draft")
    (finding,) = found(opened, "published-status")
    assert "it cannot be a draft again" in finding.message


def test_supersede_by_another_product(opened: Opened) -> None:
    """A product can take the place of another; a withdrawn one cannot."""
    publish_all(opened)
    root = opened().root
    supersede_version(root, "preform-180", None, ("fibre-g652d", None), reason_text("product line ended"), DAY)
    assert [(1, "superseded", "p/fibre-g652d/v1/")] == versions(opened, "preform-180")
    assert {"zh": "product line ended", "en": "product line ended"} == opened().versions["preform-180"][0].reason
    with pytest.raises(RefusedError, match="preform-180 version 1 is superseded; it cannot take a place"):
        supersede_version(root, "fibre-g652d", 1, ("preform-180", 1), None, DAY)


DAMAGE: list[tuple[str, Callable[[Path], object], str]] = [
    (
        "edited",
        lambda p: p.write_bytes(p.read_bytes().replace(b"2.1626", b"2.0626")),
        "not the record that was published",
    ),
    ("deleted", lambda p: p.unlink(), "there is no such file"),
    ("linked", lambda p: (p.rename(p.with_suffix(".x")), p.symlink_to(p.with_suffix(".x"))), "symbolic link"),
    ("emptied", lambda p: p.write_bytes(b""), "not the record that was published"),
]


@pytest.mark.parametrize(("damage", "message"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_damaged_record(data: Path, opened: Opened, damage: Callable[[Path], object], message: str) -> None:
    """A frozen record that is not what its digest says is an error, and nothing more is published on top of it."""
    publish_all(opened)
    damage(data / "published/fibre-g652d/v1.json")
    (finding,) = found(opened, "frozen-record")
    assert "published/fibre-g652d/v1.json" == finding.file
    assert message in finding.message
    with pytest.raises(BrokenArchiveError):
        withdraw_version(data, "preform-180", None, {"en": "x"}, DAY)


def test_damaged_picture(data: Path, opened: Opened) -> None:
    """A frozen picture that was swapped or lost is an error."""
    publish_all(opened)
    (data / "published/fibre-g652d/v1-picture.png").write_bytes((data / "images/preform-180.png").read_bytes())
    assert ["the file is not the picture that was published"] == [f.message for f in found(opened, "frozen-record")]
    (data / "published/fibre-g652d/v1-picture.png").unlink()
    assert ["the frozen picture: there is no such file"] == [f.message for f in found(opened, "frozen-record")]


def test_lost_ledger(data: Path, opened: Opened) -> None:
    """Frozen records without a ledger are an error: who deletes the ledger does not get rid of what it said."""
    publish_all(opened)
    (data / LEDGER).unlink()
    assert ["there are frozen records, but the ledger is gone"] == [f.message for f in found(opened, "frozen-record")]


@pytest.mark.parametrize("content", [b"{}", b'{"format":"carbonpress-declaration/2"}', b"[" * 9_000, b"\xff"])
def test_record_of_another_shape(data: Path, opened: Opened, content: bytes) -> None:
    """A ledger that vouches for something that is no record makes a finding, not a traceback."""
    from carbonpress.record.canonical import digest_of

    publish_version(opened(), "preform-180", DAY)
    line = json.loads((data / LEDGER).read_bytes())
    (data / LEDGER).write_bytes(canonical({**line, "digest": digest_of(content)}) + b"\n")
    (data / "published/preform-180/v1.json").write_bytes(content)
    assert [True] == ["holds no record" in finding.message for finding in found(opened, "frozen-record")]


def test_record_of_another_address(data: Path, opened: Opened) -> None:
    """A record under the name of another one is found, even when the ledger agrees with its digest."""
    publish_all(opened)
    for line in (lines := [json.loads(line) for line in (data / LEDGER).read_bytes().splitlines()]):
        line["digest"] = lines[0]["digest"]
    from carbonpress.archive.ledger import head

    raw = b""
    for line in lines:
        raw += canonical({**line, "prev": head(raw)}) + b"\n"
    (data / LEDGER).write_bytes(raw)
    (data / "published/fibre-g652d/v1.json").write_bytes((data / "published/preform-180/v1.json").read_bytes())
    messages = [finding.message for finding in found(opened, "frozen-record")]
    assert "the record is that of another address than the ledger says" in messages


def test_two_at_once(data: Path, opened: Opened) -> None:
    """While one command writes the ledger, another one does not."""
    with alone(data / "published"), pytest.raises(BusyError, match="another command is writing here"):
        publish_version(opened(), "preform-180", DAY)


def test_full_disk(data: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses the ledger, no event happened, no litter stays, and the same command works later."""
    publish_version(opened(), "preform-180", DAY)
    before = (data / LEDGER).read_bytes()
    plain = os.fsync

    def refusing(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().name.startswith(".ledger"):
            raise OSError(28, "No space left on device")
        plain(handle)

    monkeypatch.setattr(os, "fsync", refusing)
    with pytest.raises(OSError, match="No space left"):
        publish_version(opened(), "fibre-g652d", DAY)
    assert before == (data / LEDGER).read_bytes()
    assert [".gitattributes"] == [path.name for path in (data / "published").glob(".*")]
    assert () == read_archive(data).findings
    monkeypatch.undo()
    assert 2 == publish_version(opened(), "fibre-g652d", DAY).events[0].seq


def test_verification_rules_exist() -> None:
    """Every rule that a publication asks about is a rule."""
    from carbonpress.rules.registry import RULES

    assert release.VERIFICATION_RULES <= {rule.id for rule in RULES}
