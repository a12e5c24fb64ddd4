"""A site that would break what was published is not put in place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carbonpress.acts.move import move_site
from carbonpress.acts.publish import publish_version
from carbonpress.archive.archive import read_archive
from carbonpress.archive.ledger import LEDGER
from carbonpress.folder.manifest import write_manifest
from carbonpress.press.common.outputs import always_there
from carbonpress.source.finding import Severity
from carbonpress.study.project import Project
from carbonpress.verify.broken_promises import broken_promises

BASE_URL = "https://pcf.example.com/"
HERE = "p/preform-180/v1/"


@pytest.fixture
def built(data: Path, opened: Callable[[], Project], tmp_path: Path) -> Path:
    """A folder with all that a site must have of one published version."""
    publish_version(opened(), "preform-180", date(2026, 3, 2))
    site = tmp_path / "site"
    names = [HERE + name for name in always_there()] + [f"en/{HERE}index.html", "p/preform-180/index.html"]
    for name in [*names, "en/p/preform-180/index.html"]:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(b"x")
    record = read_archive(data).records["preform-180", 1]
    (site / HERE / "declaration.json").write_text(json.dumps(record, indent=3))
    return site


def told(site: Path, data: Path, former: Path | None = None, base_url: str = BASE_URL) -> list[str]:
    return [f"{f.rule}: {f.message}" for f in broken_promises(site, read_archive(data), base_url, ("zh", "en"), former)]


def test_whole(built: Path, data: Path) -> None:
    """A site with every address of the ledger keeps its promises."""
    assert [] == told(built, data)


@pytest.mark.parametrize(
    "name", [*(HERE + name for name in always_there()), f"en/{HERE}index.html", "p/preform-180/index.html"]
)
def test_vanished(built: Path, data: Path, name: str) -> None:
    """Any file of a published version that is missing is named, at the line of the ledger."""
    (built / name).unlink()
    assert [f"vanished: {name} was published and would be gone"] == told(built, data)
    (finding,) = broken_promises(built, read_archive(data), BASE_URL, ("zh", "en"))
    assert (LEDGER, 1) == (finding.file, finding.line)


def test_changed(built: Path, data: Path) -> None:
    """A declaration.json that is not the frozen record is found, however it is formatted."""
    record = json.loads((built / HERE / "declaration.json").read_bytes())
    record["total"]["value"] = "1"
    (built / HERE / "declaration.json").write_text(json.dumps(record))
    assert ["vanished: preform-180 version 1 would say something else than its frozen record"] == told(built, data)


@pytest.mark.parametrize(
    "base_url", ["https://other.example.com/", "https://pcf.example.com/new/", "http://pcf.example.com/"]
)
def test_moved(built: Path, data: Path, base_url: str) -> None:
    """A site under another address would leave every printed code behind."""
    (message,) = told(built, data, base_url=base_url)
    assert message.startswith("moved: https://pcf.example.com/p/preform-180/v1/ is on printed codes")
    move_site(data, base_url, None, date(2026, 3, 2))
    assert [] == told(built, data, base_url=base_url)
    (message,) = told(built, data)
    assert f"moved: the ledger says that the site moved to {base_url}" in message


def test_former_site(built: Path, data: Path, tmp_path: Path) -> None:
    """What was promised of a published version stays, in every language; a warning names the other files that go."""
    former = tmp_path / "former"
    fine = (f"{HERE}label-compact-zh-mono.svg", f"en/{HERE}leaflet.pdf", "p/draft/v1/index.html", "old.html")
    for name in (*fine, f"fr/{HERE}report/index.html", f"{HERE}01/00614141000241/index.html"):
        (former / name).parent.mkdir(parents=True, exist_ok=True)
        (former / name).write_bytes(b"x")
    assert [] == told(built, data, former)
    write_manifest(former)
    files = "label-compact-zh-mono.svg, leaflet.pdf"
    expected = [
        f"vanished: fr/{HERE}report/index.html was published and would be gone",
        f"vanished: {HERE}01/00614141000241/index.html was published and would be gone",
        f"dropped: published versions lose files that were not promised: {files} ({HERE})",
    ]
    assert expected == told(built, data, former)
    severities = [f.severity for f in broken_promises(built, read_archive(data), BASE_URL, ("zh", "en"), former)]
    assert [Severity.ERROR, Severity.ERROR, Severity.WARNING] == severities
    (former / "manifest.sha256").write_bytes(b"torn")
    assert [] == told(built, data, former)
