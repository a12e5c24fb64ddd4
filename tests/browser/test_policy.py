"""Under its strict policy the site works and breaks no rule; whatever gets into a page as markup does nothing."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Quiet
from tests.site.conftest import copied, run_in

pytestmark = pytest.mark.browser

NOTE = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site with everything published, and a Markdown page whose author wrote a script into it."""
    folder = copied(tmp_path_factory.mktemp("policy"))
    page = folder / "declarations" / "pages" / "scripted.md"
    page.write_text("# Scripted\n\n<script>window.ran = true</script>\n\n<p onclick='x()'>text</p>\n", encoding="utf-8")
    if not (folder / "declarations" / "published").exists():
        assert 0 == run_in(folder, "carbonpress", "publish", "--all").returncode
    done = run_in(folder, "carbonpress", "build")
    assert 0 == done.returncode, done.stderr
    return folder / "site"


class WithHeaders(Quiet):
    """A web server that sends the headers of the site's own `_headers`."""

    def end_headers(self) -> None:
        """Add them."""
        path = ""
        for line in (Path(self.directory) / "_headers").read_text(encoding="utf-8").splitlines():
            name, _, value = line.strip().partition(": ")
            if line.startswith("/"):
                path = line
            elif path == "/*" or self.path.endswith(path.removeprefix("/*")):
                self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module", params=[Quiet, WithHeaders], ids=["meta", "headers"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(request.param, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page()
    made.add_init_script(NOTE)
    yield made
    made.close()


def violations(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    found: list[str] = page.evaluate("window.violations")
    return found


ADDRESSES = [
    "",
    "en/",
    "p/gyta53-24b1/",
    "p/gyta53-24b1/v1/",
    "en/p/gyta53-24b1/v1/",
    "p/gyta53-24b1/v1/report/",
    "rules/",
    "rules/ccsa-603-2024/optical-cable/",
    "factors/",
    "method/",
    "guide/",
    "en/guide/",
    "verify/?p/gyta53-24b1/v1/",
]


@pytest.mark.parametrize("where", ADDRESSES)
def test_no_violation(page: Page, address: str, where: str) -> None:
    """No page of any kind breaks its own policy or that of the header files."""
    page.goto(address + where)
    assert [] == violations(page)
    assert page.evaluate("typeof __md_get") == "function", "Material's own scripts have run"


def test_404_has_a_policy(page: Page, site: Path, address: str) -> None:
    """The page for addresses that do not exist has a policy too, under which its scripts run."""
    page.goto(address + "404.html")
    assert [] == violations(page)
    assert "Content-Security-Policy" in (site / "404.html").read_text(encoding="utf-8")


def test_everything_works(page: Page, address: str) -> None:
    """Charts, search, palette and catalogue work under the policy."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "en/p/gyta53-24b1/v1/")
    page.click("[data-cp-chart] button")
    page.wait_for_selector("[data-cp-chart] .cp-live svg.main-svg")
    page.click("label[for=__palette_1], label[title]:visible")
    page.click("label.md-header__button[for=__search]:visible, .md-search__input", timeout=5_000)
    page.keyboard.type("cable")
    page.wait_for_selector(".md-search-result__item")
    assert [] == violations(page)
    page.goto(address + "en/")
    page.fill("input[name=search]", "server")
    assert [] == violations(page)


def test_scripts_in_content_do_not_run(page: Page, address: str) -> None:
    """Whatever gets into the content of a page - a script, a handler, a javascript: link - does nothing."""
    page.goto(address + "scripted/")
    assert page.evaluate("window.ran") is None
    assert any("script-src" in found for found in violations(page))
    page.goto(address + "en/p/gyta53-24b1/v1/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">')")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<a id=evil href=\"javascript:window.ran=1\">x</a>');"
        "document.getElementById('evil').click()"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None


def test_every_page_has_a_policy(site: Path) -> None:
    """Every page of the site carries a policy at the beginning of its head, before anything that it rules."""
    without = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "Content-Security-Policy" not in path.read_text(encoding="utf-8").partition("<script")[0]
    ]
    assert [] == without
    assert [] == [p for p in site.rglob("*.html") if "unsafe-inline'; script" in p.read_text(encoding="utf-8")]


def test_site_below_a_path(tmp_path: Path, browser: Browser) -> None:
    """Below a path of its host, too, the frame's own scripts run on every page, also on that for unknown addresses."""
    folder = copied(tmp_path / "project", only="preform-180")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("https://pcf.example.com/", "https://example.com/pcf/")
    config.write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "declarations" / "published", ignore_errors=True)
    done = run_in(folder, "carbonpress", "build", "--site-dir", str(tmp_path / "web" / "pcf"))
    assert 0 == done.returncode, done.stderr
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "web"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.add_init_script(NOTE)
        for where in ("pcf/", "pcf/en/p/preform-180/v1/", "pcf/404.html"):
            page.goto(f"http://127.0.0.1:{server.server_port}/{where}")
            assert [] == violations(page), where
        page.close()
        server.shutdown()
