"""What was changed in a site is found by looking at the site alone, or by holding it against what one knew before."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from carbonpress.acts.move import move_site
from carbonpress.acts.publish import publish_version, publishable, withdraw_version
from carbonpress.acts.sign import add_key, revoke_key, sign_versions
from carbonpress.archive.archive import archive_files, read_archive
from carbonpress.archive.credential import CREDENTIAL, read_private_key
from carbonpress.archive.head import PUBLIC_HEAD, PUBLIC_LEDGER, head_of, head_text
from carbonpress.archive.keys import did
from carbonpress.archive.ledger import AddressEvent, Event, Ledger, extended, read_ledger
from carbonpress.archive.moved_site import folder_of, moved_files
from carbonpress.commands.main import run
from carbonpress.folder.manifest import write_manifest
from carbonpress.folder.write_files import write_files
from carbonpress.press.common.page import Site
from carbonpress.press.label.label import label_png, label_svg
from carbonpress.press.label.qr import qr_png, qr_svg
from carbonpress.press.pages.data_files import declaration_json
from carbonpress.record.canonical import canonical, digest
from carbonpress.study.project import Project
from carbonpress.verify.qr_reader import cells, drawn, leads_to
from carbonpress.verify.site_source import Folder, Web, site_source
from carbonpress.verify.verify import Check, Trust, verdict, verify_ledger, verify_record, verify_site

BASE = "https://pcf.example.com/"
DAY = date(2026, 3, 5)
FIBRE = "p/fibre-g652d/v1/"
PREFORM = "p/preform-180/v1/"


def assembled(root: Path, site: Path) -> Path:
    """A site as far as verification looks at it."""
    archive = read_archive(root)
    files = archive_files(archive, BASE)
    files |= {f"p/{id_}/v{n}/{CREDENTIAL}": token for (id_, n), token in archive.credentials.items()}
    for key, record in archive.records.items():
        here, (svg, png) = record["address"], label(canonical(record))
        files |= {
            f"{here}index.html": f'<article data-cp-state="{archive.ledger.versions[key].state}">'.encode(),
            f"{here}declaration.json": declaration_json(record),
            f"{here}qr.svg": qr_svg(record["url"]),
            f"{here}qr.png": qr_png(record["url"]),
            f"{here}label.svg": svg,
            f"{here}label.png": png,
        }
    shutil.rmtree(site, ignore_errors=True)
    write_files(site, files)
    write_manifest(site)
    return site


@cache
def label(record: bytes) -> tuple[bytes, bytes]:
    """The label of a record as SVG and PNG."""
    svg = label_svg(json.loads(record), "standard", "zh-en", "colour")
    return svg.encode(), label_png(svg)


@pytest.fixture
def signed(data: Path, opened: Callable[[], Project], tmp_path: Path) -> Path:
    """The data folder with two published and signed versions."""
    for id_ in publishable(opened()):
        publish_version(opened(), id_, DAY)
    add_key(data, tmp_path / "key.json", DAY)
    sign_versions(data, BASE, read_private_key((tmp_path / "key.json").read_bytes()), DAY)
    return data


@pytest.fixture
def site(signed: Path, tmp_path: Path) -> Path:
    return assembled(signed, tmp_path / "site")


def bad(site: Path, trust: Trust | None = None) -> list[str]:
    checks = verify_site(Folder(site), trust or Trust())
    return [f"{check.subject}: {check.words}" for check in checks if check.verdict == "bad"]


def resealed(site: Path) -> list[str]:
    """What is found after somebody brought the manifest in line with what was changed."""
    write_manifest(site)
    return bad(site)


def test_good_site(site: Path) -> None:
    """A site as it was published: nothing speaks against it, and every kind of check was made for every version."""
    checks = list(verify_site(Folder(site), Trust()))
    assert {"good"} == {check.verdict for check in checks}
    counts = {subject: sum(check.subject == subject for check in checks) for subject in {c.subject for c in checks}}
    assert {"files": 1, "ledger": 1, "digests": 2, "pages": 2, "codes": 8, "signatures": 2} == counts


def test_site_without_pictures(site: Path) -> None:
    """A site that makes no PNG and no label is whole; one without its code is not."""
    for name in ("qr.png", "label.png", "label.svg"):
        for folder in (PREFORM, FIBRE):
            (site / folder / name).unlink()
    assert [] == resealed(site)
    (site / FIBRE / "qr.svg").unlink()
    assert [f"codes: {FIBRE}qr.svg is missing"] == resealed(site)


def test_changed_file(site: Path) -> None:
    """A file that was changed, removed or added is named."""
    (site / FIBRE / "index.html").write_bytes(b'<article data-cp-state="current"> ')
    (site / PREFORM / "label.png").unlink()
    (site / "more.html").write_bytes(b"")
    expected = [
        f"files: {PREFORM}label.png is missing",
        "files: more.html does not belong to the site",
        f"files: {FIBRE}index.html was changed",
    ]
    assert sorted(expected) == sorted(bad(site))


def test_changed_record(site: Path) -> None:
    """A figure that was changed is found by its digest, also when the manifest was made anew."""
    path = site / FIBRE / "declaration.json"
    record = json.loads(path.read_bytes())
    record["total"]["value"] = "1.9"
    path.write_text(json.dumps(record))
    (message,) = resealed(site)
    assert message.startswith(f"digests: {FIBRE}declaration.json is not the record of sha256:")


def test_other_form_of_a_record(site: Path) -> None:
    """Only the content of a record counts: spaces and order of keys are free."""
    path = site / FIBRE / "declaration.json"
    path.write_text(json.dumps(dict(reversed(json.loads(path.read_bytes()).items())), indent=7))
    assert [] == resealed(site)


@pytest.mark.parametrize("raw", [b"", b"[]", b"[" * 9_000, b'{"a":NaN}', b'{"a":"\\ud800"}', b"\xff"])
def test_broken_record(site: Path, raw: bytes) -> None:
    """Whatever lies in the place of a record is told, never raised."""
    (site / FIBRE / "declaration.json").write_bytes(raw)
    assert ["digests"] == [message.partition(":")[0] for message in resealed(site)]


def test_removed_page(site: Path) -> None:
    """A code that leads nowhere is found."""
    (site / FIBRE / "index.html").unlink()
    messages = resealed(site)
    assert f"pages: {FIBRE} has no page: its code leads nowhere" in messages
    assert 4 == sum("where there is no page" in message for message in messages)


def test_page_that_denies_the_withdrawal(signed: Path, tmp_path: Path) -> None:
    """A withdrawn version whose page calls it current is found."""
    withdraw_version(signed, "fibre-g652d", None, {"zh": "有误"}, DAY)
    site = assembled(signed, tmp_path / "site")
    assert [] == bad(site)
    (site / FIBRE / "index.html").write_bytes(b'<article data-cp-state="current">')
    assert [f"pages: the page at {FIBRE} says current, the ledger says withdrawn"] == resealed(site)
    (site / FIBRE / "index.html").write_bytes(b"")
    assert [f"pages: the page at {FIBRE} says nothing, the ledger says withdrawn"] == resealed(site)


@pytest.mark.parametrize("name", ["qr.svg", "qr.png", "label.svg", "label.png"])
def test_code_of_another_product(site: Path, name: str) -> None:
    """A code that leads to another product is found in whatever it is printed on."""
    shutil.copy(site / FIBRE / name, site / PREFORM / name)
    (message,) = resealed(site)
    assert f"{PREFORM}{name}" in message
    assert f"{BASE}{PREFORM}" in message


@pytest.mark.parametrize("name", ["qr.svg", "qr.png"])
def test_codes_without_another_reader(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no other reader is installed, codes are compared cell by cell, and labels stay open."""
    monkeypatch.setattr("carbonpress.verify.qr_reader._reader", lambda: None)
    checks = list(verify_site(Folder(site), Trust()))
    assert 4 == sum(check.verdict == "open" for check in checks)
    assert "good" == verdict(checks)
    shutil.copy(site / FIBRE / name, site / PREFORM / name)
    assert [f"codes: {PREFORM}{name} is no code of {BASE}{PREFORM}"] == resealed(site)


@pytest.mark.parametrize("raw", [b"", b"no picture", b"<svg", b"\x89PNG\r\n\x1a\n", b"\xff\xfe"])
def test_broken_codes(site: Path, raw: bytes) -> None:
    """Whatever lies in the place of a code is told, never raised."""
    for name in ("qr.svg", "qr.png", "label.svg", "label.png"):
        (site / PREFORM / name).write_bytes(raw)
    assert ["codes"] * 4 == [message.partition(":")[0] for message in resealed(site)]


def test_codes_of_every_level_and_mask() -> None:
    """A code counts whatever its mask and level; another address does not."""
    import qrcode

    url = f"{BASE}p/x/v1/"
    for level in (0, 1, 2, 3):
        code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=level * 2)
        code.add_data(url.encode())
        code.make()
        rows = tuple(bytes(map(bool, row)) for row in code.modules)
        assert leads_to(rows, url)
        assert not leads_to(rows, url[:-1])
    assert cells(qr_png(url)) == cells(drawn(qr_svg(url)) or b"")


def test_ledger_with_a_gap(site: Path) -> None:
    """A line taken out of the ledger breaks its chain."""
    lines = (site / PUBLIC_LEDGER).read_bytes().splitlines(keepends=True)
    (site / PUBLIC_LEDGER).write_bytes(lines[1])
    messages = resealed(site)
    assert "ledger: line 1: the chain is broken: this line does not follow the line before it" in messages


def forged(site: Path) -> Path:
    """A site whose figure was lowered and whose ledger was made anew around it: it agrees with itself."""
    path = site / FIBRE / "declaration.json"
    record = json.loads(path.read_bytes())
    record["total"]["value"] = "0.1"
    path.write_text(json.dumps(record))
    events = []
    for event in read_ledger((site / PUBLIC_LEDGER).read_bytes()).events:
        value = digest(record) if event.id == "fibre-g652d" else event.digest
        plain = {"event": event.event, "id": event.id, "version": event.version, "url": event.url, "date": event.date}
        events.append(Event(**plain, digest=value))
    anew = extended(Ledger(), events)
    (site / PUBLIC_LEDGER).write_bytes(anew.raw)
    (site / PUBLIC_HEAD).write_bytes(head_text(head_of(anew)))
    for credential in site.rglob(CREDENTIAL):
        credential.unlink()
    write_manifest(site)
    return site


def test_older_copy_of_the_ledger(site: Path) -> None:
    """A ledger made anew around a forged figure agrees with itself; an older copy gives it away."""
    older, head = (site / PUBLIC_LEDGER).read_bytes(), (site / PUBLIC_HEAD).read_bytes()
    assert [] == bad(forged(site))
    for kept in (older, older.replace(b"\n", b"\r\n"), head):
        assert ["ledger: line 2 is not what the older copy says"] == bad(site, Trust(kept))
    (site / PUBLIC_LEDGER).unlink()
    assert ["ledger: the site has a head, but no ledger"] == resealed(site)
    (site / PUBLIC_HEAD).unlink()
    assert [] == resealed(site)
    assert [f"ledger: the site has no ledger at {PUBLIC_LEDGER}"] == bad(site, Trust(older))


def test_signature_of_another_version(site: Path) -> None:
    """A credential that was moved to another version is found."""
    shutil.copy(site / FIBRE / CREDENTIAL, site / PREFORM / CREDENTIAL)
    (message,) = resealed(site)
    assert "the credential speaks of something else" in message


def test_keys_known_from_elsewhere(site: Path, signed: Path, tmp_path: Path) -> None:
    """A site signed anew with a foreign key gives itself away to who knows the company's keys."""
    known = read_archive(signed).keys
    (signed / "published/keys.json").unlink()
    for path in signed.glob("published/*/*.jwt"):
        path.unlink()
    add_key(signed, tmp_path / "foreign", DAY)
    sign_versions(signed, BASE, read_private_key((tmp_path / "foreign").read_bytes()), DAY)
    assembled(signed, site)
    assert [] == bad(site)
    assert 2 == sum("is not one of this company" in message for message in bad(site, Trust(keys=known)))


def test_revoked_key(site: Path, signed: Path) -> None:
    """What a revoked key signed is shown as worthless, with the reason."""
    (kid,) = read_archive(signed).keys
    revoke_key(signed, kid, "laptop stolen", date(2026, 9, 1))
    messages = bad(assembled(signed, site))
    assert 2 == sum("was revoked on 2026-09-01: laptop stolen" in message for message in messages)


def test_broken_keys(site: Path) -> None:
    """A file of keys that is none is told."""
    (site / ".well-known/carbonpress/keys.json").write_bytes(b"{")
    assert "keys: the file is no JSON" in resealed(site)


def test_signatures_without_the_library(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where signatures cannot be checked, that is said; it is neither good nor bad."""
    import sys

    monkeypatch.setitem(sys.modules, "joserfc.jwk", None)
    checks = list(verify_site(Folder(site), Trust()))
    assert 2 == sum(check.verdict == "open" and check.subject == "signatures" for check in checks)


def test_no_manifest(site: Path) -> None:
    """A folder without a manifest is no site; a torn one is told with its line."""
    (site / "manifest.sha256").write_bytes(b"torn")
    assert ["files: manifest.sha256:1: not a line of a manifest"] == bad(site)
    (site / "manifest.sha256").unlink()
    assert ["files: there is no manifest.sha256: this is no site, or not a whole one"] == bad(site)


def test_link_in_a_site(site: Path) -> None:
    """A symbolic link in a site is bad, and is not followed."""
    (site / "passwd").symlink_to("/etc/passwd")
    assert ["files: 'passwd' is neither a file nor a folder"] == bad(site)


def judged(raw: bytes, ledger: Ledger) -> list[tuple[str, str]]:
    return [(check.verdict, check.words) for check in verify_record(raw, ledger)]


def test_one_declaration(signed: Path, site: Path) -> None:
    """A single declaration.json is held against a ledger, and its state told."""
    ledger = read_archive(signed).ledger
    raw = (site / FIBRE / "declaration.json").read_bytes()
    expected = [
        ("good", "fibre-g652d version 1 is the record published on 2026-03-05"),
        ("good", "fibre-g652d version 1 is current"),
    ]
    assert expected == judged(raw, ledger)
    withdraw_version(signed, "fibre-g652d", None, {"zh": "有误"}, date(2026, 9, 1))
    ledger = read_archive(signed).ledger
    assert (
        "fibre-g652d version 1 is withdrawn since 2026-09-01: 有误; no version is in force in its place"
        == judged(raw, ledger)[1][1]
    )
    ((verdict_, words),) = judged(raw.replace(b"2.1626", b"2.0626"), ledger)
    assert ("bad", True) == (verdict_, words.startswith("fibre-g652d version 1: the ledger vouches for no record"))
    assert [("bad", "the file is no JSON object")] == judged(b"[]", ledger)


def test_verify_ledger() -> None:
    """A flaw is told with its line; an older copy that is continued is good news."""
    assert [Check("ledger", "good", "0 events, the chain is unbroken")] == list(verify_ledger(Ledger(), None))
    assert ["bad", "good"] == [check.verdict for check in verify_ledger(read_ledger(b"{\n"), b"")]


# ---- over the web, and from the command line


class Quiet(SimpleHTTPRequestHandler):
    """A web server that says nothing, and sends `/away/`, and all that is below `/moved/`, to another host."""

    def log_message(self, *args: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """A file, a redirection, or an error."""
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/")
            self.end_headers()
        elif self.path.startswith("/moved/"):
            port = self.server.server_address[1]
            self.send_response(301)
            self.send_header("Location", f"http://localhost:{port}/{self.path.removeprefix('/moved/')}")
            self.end_headers()
        elif self.path.startswith("/broken/"):
            self.send_error(503)
        else:
            super().do_GET()


@pytest.fixture
def server(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}/"
        served.shutdown()
        thread.join()


def test_over_the_web(site: Path, server: str) -> None:
    """A site behind a web server is judged like its folder, but for files it does not list."""
    assert list(verify_site(Web(server), Trust())) == list(verify_site(Folder(site), Trust()))
    (site / FIBRE / "qr.svg").unlink()
    found = [check.words for check in verify_site(Web(server), Trust()) if check.verdict == "bad"]
    assert [f"{FIBRE}qr.svg is missing", f"{FIBRE}qr.svg is missing"] == found


def test_servers_that_fail(server: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that sends elsewhere, fails, or is not there ends the command with the exit code of the environment."""
    for path, words in (("away/", "leads away"), ("broken/", "503")):
        assert 4 == run(["verify", server + path])
        assert words in capsys.readouterr().err
    assert 4 == run(["verify", "http://127.0.0.1:1/"])


def test_signatures_of_a_site_that_moved(signed: Path, site: Path, tmp_path: Path) -> None:
    """What was signed under the former address stays signed, and what is signed after the move is good, too."""
    key = read_private_key((tmp_path / "key.json").read_bytes())
    moved = "https://pcf.example.org/new/"
    move_site(signed, moved, None, DAY)
    assert [] == sign_versions(signed, moved, key, DAY)
    (signed / "published/preform-180/v1.jwt").unlink()
    assert [("preform-180", 1)] == sign_versions(signed, moved, key, DAY)
    assembled(signed, site)
    archive = read_archive(signed)
    write_files(site, moved_files(archive, Site(moved)))
    write_manifest(site)
    assert [] == bad(site)
    assert 2 == sum(check.subject == "signatures" for check in verify_site(Folder(site), Trust()))
    former = site / folder_of(BASE)
    assert did("https://pcf.example.com/") in (former / ".well-known/did.json").read_text()
    (former / PREFORM / "index.html").unlink()
    assert ["codes"] == [message.partition(":")[0] for message in resealed(site)]


def test_a_former_host_is_followed(server: str, site: Path, signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A host that leads to another one is followed; whether the site moved there, its ledger says."""
    port = server.rpartition(":")[2]
    assert 3 == run(["verify", f"{server}moved/"])
    assert f"{server}moved/ leads to {BASE}, but its ledger knows of no such move" in capsys.readouterr().out
    (site / "former").mkdir()
    page = f'<meta http-equiv="refresh" content="0; url=http://localhost:{port}">'
    (site / "former/index.html").write_text(page)
    assert 3 == run(["verify", f"{server}former/"])
    assert f"{server}former/ leads to {BASE}, but its ledger" in capsys.readouterr().out
    ledger = read_ledger((site / PUBLIC_LEDGER).read_bytes())
    events = [AddressEvent(event="moved", old=BASE, new=f"{server}moved/", date="2026-03-05")]
    events.append(AddressEvent(event="moved", old=f"{server}moved/", new=f"http://localhost:{port}", date="2026-03-05"))
    longer = extended(ledger, events)
    (site / PUBLIC_LEDGER).write_bytes(longer.raw)
    (site / PUBLIC_HEAD).write_bytes(head_text(head_of(longer)))
    write_manifest(site)
    run(["verify", f"{server}moved/"])
    assert "good moved        the site moved from" in capsys.readouterr().out


def test_targets(site: Path) -> None:
    """A target is an address or a folder; anything else is none."""
    assert Folder(site) == site_source(str(site))
    assert Web("https://x.example/pcf/") == site_source("https://x.example/pcf")
    assert None is site_source(str(site / "nothing"))
    assert None is Folder(site).read("../data")


def test_command(site: Path, signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`carbonpress verify` ends with 0 for what was published and with 3 for anything else."""
    declaration = site / FIBRE / "declaration.json"
    assert 0 == run(["verify", str(site)])
    assert "good digests      2 in order" in capsys.readouterr().out
    assert 0 == run(["verify", str(signed)])
    assert "2 frozen records are what was published" in capsys.readouterr().out
    assert 0 == run(["verify", str(declaration)])
    assert "fibre-g652d version 1 is current" in capsys.readouterr().out
    assert 0 == run(["verify", "--against", str(signed), "--keys", str(signed / "published/keys.json"), str(site)])
    alone = tmp_path / "alone.json"
    shutil.copy(declaration, alone)
    assert 2 == run(["verify", str(alone)])
    assert 0 == run(["verify", str(alone), "--ledger", str(site)])
    assert 2 == run(["verify", str(tmp_path / "nothing")])
    capsys.readouterr()
    assert 3 == run(["verify", "--format", "json", "--against", str(signed), str(forged(site))])
    found = json.loads(capsys.readouterr().out)
    assert "line 2 is not what the older copy says" in [check["words"] for check in found]
    (signed / "published/preform-180/v1.json").write_bytes(b"{}")
    assert 3 == run(["verify", str(signed)])
    assert "BAD  archive" in capsys.readouterr().out
