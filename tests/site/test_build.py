"""The example site, built as a user builds it: complete, closed, the same by either command."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.site.conftest import ROOT, copied, few, run_in

from carbonpress.folder.manifest import differences, digests

HOST = "https://pcf.example.com/"
LOADING = {"src", "href", "srcset", "poster", "data", "action"}


class Loaded(HTMLParser):
    """What a page loads, and what its head says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.links: list[dict[str, str]] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses that a browser fetches by itself, and links of the head."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "link":
            self.links.append(given)
        fetched = tag in ("script", "img", "iframe", "source", "video", "object", "embed", "form")
        fetched |= tag == "link" and given.get("rel", "").strip() in ("stylesheet", "icon", "preload", "preconnect")
        self.addresses += [given[name] for name in LOADING if fetched and given.get(name)]


def pages(site: Path) -> dict[str, str]:
    """Every page by its address below the root; those at GS1 Digital Links only lead on to one of them."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("index.html"))
        if "/01/" not in path.relative_to(site).as_posix()
    }


def test_every_declaration_is_there(site: Path) -> None:
    """Each declaration has its page and report in both languages, label, codes, record and table."""
    ids = {path.stem for path in (ROOT / "declarations" / "products").glob("*.yml")}
    found = {path.name for path in (site / "p").iterdir()}
    assert len(ids) == len(found) >= 9
    names = {"index.html", "label.svg", "label.png", "qr.svg", "qr.png", "declaration.json", "inventory.csv"}
    for folder in (site / "p").glob("*/v*"):
        assert set() == names - {path.name for path in folder.iterdir()}
        assert (folder / "report" / "index.html").is_file()
        assert (site / "en" / folder.relative_to(site) / "report" / "index.html").is_file()


def test_same_site_by_mkdocs(few_digests: dict[str, str], tmp_path: Path) -> None:
    """Plain `mkdocs build --strict` makes the same bytes in another folder, at another hash seed, zone and locale."""
    folder = few(tmp_path / "another place")
    done = run_in(folder, "mkdocs", "build", "--strict", PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C")
    assert 0 == done.returncode, done.stderr
    assert few_digests == digests(folder / "site")


def test_nothing_private(site: Path) -> None:
    """No YAML, no comment of it, no path of this machine and no author's name of a file reaches the site."""
    secrets = [
        b"organisation.yml",
        b"All data are invented",
        str(ROOT).encode(),
        str(site.parent).encode(),
        b"site.stage",
    ]
    for path in (path for path in site.rglob("*") if path.is_file()):
        assert path.suffix not in (".yml", ".yaml", ".md", ".j2", ".py"), path
        content = path.read_bytes()
        assert [] == [secret for secret in secrets if secret in content], path


def test_confidential_lines(site: Path) -> None:
    """What is marked confidential in the data appears in no file of the site, in neither language."""
    words = [word.encode() for word in ("纤膏 ", "Tube filling gel", "tube-filling-gel", "core-filling-gel")]
    source = (ROOT / "declarations" / "products" / "gyta53-24b1.yml").read_text(encoding="utf-8")
    assert "Tube filling gel" in source
    for path in (site / "p" / "gyta53-24b1").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert [] == [word for word in words if word in content], path


def test_no_foreign_host(site: Path) -> None:
    """Nothing that a browser fetches by itself comes from another host, in pages and in style sheets."""
    for address, html in pages(site).items():
        foreign = [a for a in Loaded(html).addresses if re.match(r"(https?:)?//", a) and not a.startswith(HOST)]
        assert [] == foreign, address
    for sheet in site.rglob("*.css"):
        assert [] == re.findall(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_head_of_every_page(site: Path) -> None:
    """Every page names its own address, its language, and its counterparts by whole addresses that exist."""
    known = pages(site)
    for address, html in known.items():
        head = Loaded(html)
        assert ("en" if address.startswith("en/") else "zh") == head.language, address
        canonical = [link["href"] for link in head.links if link.get("rel") == "canonical"]
        assert [HOST + address] == canonical
        others = {link["hreflang"]: link["href"] for link in head.links if "hreflang" in link}
        if others:
            assert {"zh", "en", "x-default"} == set(others)
            assert HOST + address in others.values()
            assert others["zh"] == others["x-default"]
            assert [] == [href for href in others.values() if href.removeprefix(HOST) not in known]
        assert 1 == html.count("<title>"), address
        assert 1 == len(re.findall(r"<h1\b", html)), address


def test_sitemap_and_search_know_every_page(site: Path) -> None:
    """The sitemap holds exactly the pages; the search index of each language leads to pages that exist."""
    known = pages(site)
    located = re.findall("<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(HOST + address for address in known) == sorted(located)
    for prefix in ("", "en/"):
        docs = json.loads((site / prefix / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
        found = {prefix + doc["location"].split("#")[0] for doc in docs}
        assert set() == found - set(known)
        assert f"{prefix}p/gyta53-24b1/v1/" in found


def test_manifest(site: Path) -> None:
    """The published folder agrees with its manifest."""
    assert [] == differences(site)


def test_workers_make_no_difference(few_digests: dict[str, str], tmp_path: Path) -> None:
    """Two processes make the same bytes as one."""
    folder = few(tmp_path)
    done = run_in(folder, "carbonpress", "build", "--workers", "2")
    assert 0 == done.returncode, done.stderr
    assert few_digests == digests(folder / "site")


@pytest.fixture(scope="module")
def preform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of one product, built."""
    folder = copied(tmp_path_factory.mktemp("preform") / "project", only="preform-180")
    assert 0 == run_in(folder, "carbonpress", "build").returncode
    return folder


@pytest.mark.parametrize("command", [("carbonpress", "build"), ("mkdocs", "build"), ("mkdocs", "build", "--strict")])
def test_findings_leave_the_site(preform: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    """An error in one declaration ends every kind of build with exit code 1 and leaves the old site whole."""
    folder = shutil.copytree(preform, tmp_path / "project")
    before = digests(folder / "site")
    broken = folder / "declarations" / "products" / "preform-180.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("version: 1", "version: one", 1), encoding="utf-8")
    done = run_in(folder, *command)
    assert 1 == done.returncode
    assert f"declarations/products/{broken.name}:" in done.stderr
    assert before == digests(folder / "site")
    assert [] == [path.name for path in folder.iterdir() if "stage" in path.name]


def test_serve_follows_changes(tmp_path: Path) -> None:
    """The preview shows a change, keeps the last good site while there is an error, and recovers."""
    folder = copied(tmp_path, only="preform-180")
    sheet = folder / "declarations" / "products" / "preform-180.yml"
    good = sheet.read_text(encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "carbonpress", "serve", "--address", address]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        try:
            url = f"http://{address}/p/preform-180/v1/declaration.json"
            seen_when(url, lambda record: record["url"].startswith(HOST))
            sheet.write_text(good.replace("Drawn into fibre", "Pulled into fibre"), encoding="utf-8")
            seen_when(url, lambda record: "Pulled" in record["product"]["function"]["en"])
            sheet.write_text(good.replace("version: 1", "version: one"), encoding="utf-8")
            assert server.stderr is not None
            while "error[number]" not in (line := server.stderr.readline()):
                assert line, "the server ended"
            seen_when(url, lambda record: "Pulled" in record["product"]["function"]["en"])
            sheet.write_text(good, encoding="utf-8")
            seen_when(url, lambda record: "Drawn" in record["product"]["function"]["en"])
        finally:
            server.terminate()


def seen_when(url: str, true: Callable[[Any], bool], seconds: float = 30) -> None:
    """Wait until what lies at *url* fulfils *true*."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                if true(json.load(answer)):
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{url} did not come to be as expected")


def test_wheel_in_an_empty_environment(few_digests: dict[str, str], tmp_path: Path) -> None:
    """The wheel alone carries the theme: installed elsewhere, without the checkout, it builds the same site."""
    if (
        shutil.which("pip") is None
        and subprocess.run([sys.executable, "-m", "pip", "--version"], check=False).returncode
    ):
        pytest.skip("this environment has no pip")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(wheel, check=True)
    installed = tmp_path / "installed"
    package = next(tmp_path.glob("carbonpress-*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(installed), str(package)], check=True)
    folder = few(tmp_path / "company")
    done = run_in(folder, "carbonpress", "build", PYTHONPATH=str(installed), PYTHONSAFEPATH="1")
    assert 0 == done.returncode, done.stderr
    assert few_digests == digests(folder / "site")
    where = [sys.executable, "-c", "import carbonpress; print(carbonpress.__file__)"]
    found = subprocess.run(where, env={"PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(installed))
