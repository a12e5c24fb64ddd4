"""The page that checks a declaration in the browser comes to the same verdict as `carbonpress verify`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import serving

from carbonpress.acts.move import move_site, rename_product
from carbonpress.acts.publish import publish_version, publishable, withdraw_version
from carbonpress.acts.sign import add_key, revoke_key, sign_versions
from carbonpress.archive.archive import archive_files, read_archive
from carbonpress.archive.credential import CREDENTIAL, read_private_key
from carbonpress.archive.head import PUBLIC_LEDGER, head_of, head_text
from carbonpress.archive.ledger import read_ledger
from carbonpress.folder.write_files import write_files
from carbonpress.press.common.page import Site
from carbonpress.press.pages.data_files import declaration_json
from carbonpress.press.pages.verify import verify_page
from carbonpress.source.theme import theme_folder
from carbonpress.study.project import open_project

pytest.importorskip("joserfc")

pytestmark = pytest.mark.browser

BASE = "https://pcf.example.com/"
DAY = date(2026, 3, 5)
FIBRE = "p/fibre-g652d/v1/"
PREFORM = "p/preform-180/v1/"
Say = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two published versions, signed."""
    data = tmp_path / "declarations"
    shutil.copytree(
        Path(__file__).parents[2] / "declarations", data, ignore=shutil.ignore_patterns("published", "*.md")
    )
    for path in (data / "products").iterdir():
        if path.stem not in ("preform-180", "fibre-g652d"):
            path.unlink()
    for id_ in publishable(open_project(data, BASE)):
        publish_version(open_project(data, BASE), id_, DAY)
    add_key(data, tmp_path / "key.json", DAY)
    sign_versions(data, BASE, read_private_key((tmp_path / "key.json").read_bytes()), DAY)
    return data


def assemble(data: Path, site: Path) -> None:
    """What the page needs of a site."""
    shutil.rmtree(site, ignore_errors=True)
    archive = read_archive(data)
    files = archive_files(archive, BASE)
    files |= {f"p/{id_}/v{n}/{CREDENTIAL}": token for (id_, n), token in archive.credentials.items()}
    files |= {f"{r['address']}declaration.json": declaration_json(r) for r in archive.records.values()}
    for language in ("zh", "en"):
        page = verify_page(Site(BASE, ledger=True, signed=True), language)
        files[f"{'' if language == 'zh' else 'en/'}verify/index.html"] = f"<meta charset=utf-8>{page.body}".encode()
    files["assets/carbonpress/verify.js"] = (theme_folder() / "assets/verify.js").read_bytes()
    write_files(site, files)


@pytest.fixture
def site(data: Path, tmp_path: Path) -> Path:
    assemble(data, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def say(site: Path, browser: Browser) -> Iterator[Say]:
    """What the page says: verdict and words of each line."""
    served = serving(site)
    base = next(served)
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))

    def told(address: str = "", file: Path | None = None, copy: Path | None = None) -> list[tuple[str, str]]:
        page.goto(f"{base}en/verify/")
        page.fill("[name=address]", address)
        if file is not None:
            page.set_input_files("[name=file]", file)
        if copy is not None:
            page.set_input_files("[name=copy]", copy)
        page.click("button")
        page.wait_for_selector(".cp-verify-outcome:not([hidden])")
        lines = page.query_selector_all("[data-cp-verdict]")
        return [(str(one.get_attribute("data-cp-verdict")), one.inner_text()) for one in lines]

    yield told
    page.close()
    served.close()
    assert [] == errors


def test_what_was_published(say: Say) -> None:
    """An unchanged, signed version in force is good in every respect."""
    found = say(FIBRE)
    assert ["good"] * 4 == [verdict for verdict, _ in found]
    assert "fibre-g652d v1: the record is the one published on 2026-03-05" in found[1][1]
    assert "signed with a key of the maker" in found[3][1]
    assert found == say(f"https://elsewhere.example/en/{FIBRE}report/")


def test_addresses(say: Say) -> None:
    """What is no address of a version asks for one; hostile text stays text."""
    for address in ("", "p/x/", "p/x/v0/", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"):
        assert [("bad", "Write an address such as p/gyta53-24b1/v1/, or choose a file.")] == say(address)


def test_asked_by_link(site: Path, browser: Browser) -> None:
    """A link that names a version checks it at once, in the language of the page."""
    served = serving(site)
    page = browser.new_page()
    page.goto(f"{next(served)}verify/?{FIBRE}")
    page.wait_for_selector(".cp-banner-good")
    assert "与发布时一致。" == page.inner_text(".cp-verify-outcome p")
    page.close()
    served.close()


def test_changed_figure(site: Path, say: Say) -> None:
    """A figure that was changed is no published record."""
    path = site / FIBRE / "declaration.json"
    path.write_bytes(path.read_bytes().replace(b"2.1626", b"2.0626"))
    assert ("bad", True) == ((found := say(FIBRE)[-1])[0], "No published version has this record" in found[1])


def test_other_form(site: Path, say: Say) -> None:
    """Order of keys and spaces are free: the browser finds the canonical form that we hashed."""
    path = site / FIBRE / "declaration.json"
    path.write_text(json.dumps(dict(reversed(json.loads(path.read_bytes()).items())), indent=5))
    assert "good" == say(FIBRE)[1][0]


def test_record_of_another_version(site: Path, say: Say) -> None:
    """A published record at the address of another one is told."""
    shutil.copy(site / PREFORM / "declaration.json", site / FIBRE / "declaration.json")
    assert ("bad", "The record at this address is that of preform-180 v1.") == say(FIBRE)[-1]


def test_a_file(site: Path, say: Say, tmp_path: Path) -> None:
    """A declaration that a reader was sent is checked from its file."""
    assert "good" == say("", site / PREFORM / "declaration.json")[1][0]
    for number, raw in enumerate([b"", b"[", b"\xff", b'{"a":1.5}', b'{"a":"\\ud800"}']):
        broken = tmp_path / f"{number}.json"
        broken.write_bytes(raw)
        assert [("bad", "The file is no JSON as records are.")] == say("", broken)[-1:]


def test_withdrawn(data: Path, site: Path, say: Say) -> None:
    """A withdrawn version was published, and must not be used."""
    withdraw_version(data, "fibre-g652d", None, {"zh": "有误"}, date(2026, 9, 1))
    assemble(data, site)
    assert ("open", "fibre-g652d v1 was withdrawn on 2026-09-01; its figure must not be used.") == say(FIBRE)[2]


def test_what_is_in_force_instead(data: Path, site: Path, say: Say) -> None:
    """A superseded version leads to the one in force; where its successor was withdrawn, the page says that too."""
    sheet = data / "products" / "fibre-g652d.yml"
    for number in (2, 3):
        text = sheet.read_text(encoding="utf-8")
        change = f"version: {number}\n" + (
            "change: {zh: 更新, en: New}" if number == 2 else "change: {zh: 再更新, en: New again}"
        )
        former = "version: 1" if number == 2 else "version: 2\nchange: {zh: 更新, en: New}"
        sheet.write_text(text.replace(former, change, 1), encoding="utf-8")
        day = DAY if number == 2 else date(2026, 9, 2)
        publish_version(open_project(data, BASE), "fibre-g652d", day)
        assemble(data, site)
        told = say(FIBRE)
        if number == 2:
            assert ("open", "fibre-g652d v1 was superseded on 2026-03-05.") == told[2]
            assert ("open", "In force is fibre-g652d v2. /en/p/fibre-g652d/v2/") == told[3]
            withdraw_version(data, "fibre-g652d", None, {"zh": "有误"}, date(2026, 9, 1))
            assemble(data, site)
            lost = "fibre-g652d v2, which took its place, was withdrawn on 2026-09-01. /en/p/fibre-g652d/v2/"
            assert [("open", lost), ("open", "No version is in force in its place.")] == say(FIBRE)[3:5]
    assert [("open", lost), ("open", "In force is fibre-g652d v3. /en/p/fibre-g652d/v3/")] == told[3:5]


@pytest.mark.parametrize("number", [0, 1])
def test_damaged_ledger(site: Path, say: Say, number: int) -> None:
    """A byte that was changed anywhere in the ledger is told with its line."""
    lines = (site / PUBLIC_LEDGER).read_bytes().splitlines(keepends=True)
    lines[number] = lines[number].replace(b"2026-03-05", b"2026-03-06")
    (site / PUBLIC_LEDGER).write_bytes(b"".join(lines))
    # A changed last line is sound in itself; the head of the ledger tells.
    assert [("bad", "The ledger is damaged at line 2.")] == say(FIBRE)


def test_addresses_that_changed(data: Path, site: Path, say: Say) -> None:
    """A ledger that tells of a move and of a new id is sound, and the old versions are what was published."""
    move_site(data, "https://pcf.example.org/", None, date(2026, 9, 1))
    rename_product(data, "fibre-g652d", "fibre", None, date(2026, 9, 1))
    assemble(data, site)
    assert ["good", "good", "good"] == [verdict for verdict, _ in say(FIBRE)][:3]
    lines = (site / PUBLIC_LEDGER).read_bytes().splitlines(keepends=True)
    other = lines[2].replace(b"pcf.example.com", b"xyz.example.com")
    for damaged in ([*lines[:2], other, lines[3]], [*lines[:2], other], lines[:3], [*lines, lines[3]]):
        (site / PUBLIC_LEDGER).write_bytes(b"".join(damaged))
        assert [("bad", True)] == [(verdict, "The ledger is damaged" in words) for verdict, words in say(FIBRE)]


def test_kept_copy(data: Path, site: Path, say: Say, tmp_path: Path) -> None:
    """A copy of the ledger that a reader kept is its beginning, or the ledger was rewritten."""
    kept = tmp_path / "kept.jsonl"
    kept.write_bytes((site / PUBLIC_LEDGER).read_bytes())
    withdraw_version(data, "preform-180", None, {"zh": "有误"}, date(2026, 9, 1))
    assemble(data, site)
    assert ("good", "The ledger continues the copy that you kept.") == say(FIBRE, copy=kept)[1]
    older = kept.read_bytes()
    for copy in (older.replace(b"\n", b"\r\n"), head_text(head_of(read_ledger(older)))):
        kept.write_bytes(copy)
        assert "good" == say(FIBRE, copy=kept)[1][0]
    rewritten = older.replace(b"2026-03-05", b"2026-03-04", 1)
    first = read_ledger(rewritten[: rewritten.index(b"\n") + 1])
    for copy in (rewritten, head_text(head_of(first))):
        kept.write_bytes(copy)
        assert "bad" == say(FIBRE, copy=kept)[1][0]
    (site / PUBLIC_LEDGER).unlink()
    assert [("bad", "The ledger of the site cannot be read; choose a copy of it.")] == say(FIBRE)


def test_signatures(data: Path, site: Path, say: Say) -> None:
    """A credential of another version, a torn one and one by a revoked key are bad; a missing one is only told."""
    shutil.copy(site / PREFORM / CREDENTIAL, site / FIBRE / CREDENTIAL)
    assert "bad" == say(FIBRE)[-1][0]
    (site / FIBRE / CREDENTIAL).write_bytes(b"a.b.c")
    assert "bad" == say(FIBRE)[-1][0]
    (site / FIBRE / CREDENTIAL).unlink()
    assert ("open", "This version is not signed.") == say(FIBRE)[-1]
    (kid,) = read_archive(data).keys
    revoke_key(data, kid, "lost", date(2026, 9, 1))
    assemble(data, site)
    assert "bad" == say(FIBRE)[-1][0]
