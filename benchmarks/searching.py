"""Search in the catalogue as a reader has it: bytes until the first result, time for each key stroke, in Chromium."""

from __future__ import annotations

import gzip
import shutil
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

QUERY = "outdoor 777"
LANGUAGE = "en/"
CATALOGUE = "/assets/carbonpress/catalogue"
"""Begins the paths of the data that search loads."""

WATCH = """() => {
  const field = document.querySelector('.cp-controls input[type=search]');
  const found = document.querySelector('.cp-found');
  window.strokes = [];
  field.addEventListener('input', () => {
    const start = performance.now();
    const watch = new MutationObserver(() => {
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => window.strokes.push(performance.now() - start)));
    });
    watch.observe(found, { childList: true, characterData: true, subtree: true });
  }, { capture: true });
}"""


@dataclass(frozen=True, slots=True)
class Searched:
    """Gzip KB that came until the first result, milliseconds from key stroke to painted result."""

    page: float
    """The page with its styles and scripts, which a reader without a wish loads too."""
    data: float
    """What search looks through."""
    first: float
    """From the first key stroke to its result, on this machine; loading included where data came no sooner."""
    stroke: float
    """Median of the strokes after the first one."""
    slowest: float

    @property
    def together(self) -> float:
        """All KB."""
        return self.page + self.data


@dataclass(slots=True)
class Sent:
    """Gzip bytes of each answer by its path."""

    by_path: dict[str, int] = field(default_factory=dict)

    def kb(self, of_catalogue: bool) -> float:
        """KB of the catalogue's data, or of all the rest."""
        return sum(size for path, size in self.by_path.items() if (CATALOGUE in path) is of_catalogue) / 1e3


def searched(site: Path) -> Searched:
    """Open the catalogue of *site*, type a query, and measure."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site), sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = chromium.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/{LANGUAGE}", wait_until="networkidle")
            strokes = typed(page)
            found = Searched(sent.kb(False), sent.kb(True), strokes[0], median(strokes[1:]), max(strokes[1:]))
            chromium.close()
            return found
    finally:
        server.shutdown()
        server.server_close()


def typed(page: Page) -> list[float]:
    """Milliseconds from each key stroke of the query to its painted result."""
    page.evaluate(WATCH)
    page.click(".cp-controls input[type=search]")
    for place, key in enumerate(QUERY, 1):
        page.keyboard.press(key if key != " " else "Space")
        page.wait_for_function("count => window.strokes.length >= count", arg=place)
    strokes: list[float] = page.evaluate("window.strokes")
    return strokes


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site as web servers do: text compressed, and says nothing."""

    def __init__(self, *arguments: object, sent: Sent, directory: str) -> None:
        self.sent = sent
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.sent.by_path[self.path] = len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass
