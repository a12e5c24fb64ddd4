"""The built example site on a local server, and a browser to look at it."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.site.conftest import make_example, once

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as a plain web server does, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serving(site: Path) -> Iterator[str]:
    """The address of a server for *site*, while the generator is open."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none the tests that need it are passed over, but not in continuous integration."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; `make test` installs it")
        pytest.skip("Chromium is missing; `make test` installs it")
    with sync_playwright() as playwright:
        # --no-sandbox: containers of continuous integration run as root
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built example site."""
    return once(tmp_path_factory, "example-built", make_example) / "site"


@pytest.fixture(scope="session")
def example_url(example_site: Path) -> Iterator[str]:
    """The address of the example site."""
    yield from serving(example_site)


@pytest.fixture
def context(browser: Browser, example_url: str) -> Iterator[BrowserContext]:
    """A fresh profile on a wide screen, at home on the example site."""
    made = browser.new_context(base_url=example_url, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of that profile."""
    return context.new_page()
