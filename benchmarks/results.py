"""What was measured, beside what is to be reached, as a page for `docs/`."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from measure import Cost
from ours import Size

Runs = Mapping[str, Mapping[str, Any]]
"""What each run gave, by its name."""

PAGES_PER_PRODUCT = 4
"""Declaration and report in two languages; the page of the product itself is not counted."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure to reach: what, how it follows from the runs, and on which side of *limit* it must be."""

    what: str
    figure: Callable[[Runs], float]
    limit: float
    unit: str
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether *value* reaches it."""
        return value >= self.limit if self.at_least else value <= self.limit


def wall(name: str) -> Callable[[Runs], float]:
    """Wall time of the run *name*."""
    return lambda runs: float(runs[name]["wall"])


def ratio(one: str, other: str, of: str = "wall") -> Callable[[Runs], float]:
    """How many times *other* the run *one* took."""
    return lambda runs: float(runs[one][of] / runs[other][of])


def per_page(runs: Runs) -> float:
    """How many times our time for a page MkDocs takes for one, without navigation and search."""
    ours = runs["ours many"]["wall"] / (runs["ours many"]["products"] * PAGES_PER_PRODUCT)
    theirs = runs["b"]["wall"] / runs["b"]["pages"]
    return float(theirs / ours)


def search_kb(runs: Runs) -> float:
    """All that a browser loads until the first result of a search, the page itself included."""
    return float(runs["search"]["page"] + runs["search"]["data"])


BARS = (
    Bar("1,000 declarations against (a), one page for our four", ratio("a few", "ours few"), 10, "×", True),
    Bar("– against (a) with the same four pages", ratio("a same", "ours few"), 10, "×", True),
    Bar("3,000 declarations against (a), one page for our four", ratio("a mid", "ours mid"), 50, "×", True),
    Bar("per page against (b)", per_page, 8, "×", True),
    Bar("10,000 against Hugo (c), whole process", ratio("c", "ours many"), 1.2, "×", True),
    Bar("– memory of all processes, of Hugo's", ratio("ours many", "c", "together"), 0.2, "×"),
    Bar("10,000 cold", wall("ours many"), 60, "s"),
    Bar("– largest process", lambda runs: float(runs["ours many"]["largest"]), 400, "MB"),
    Bar("– growth, 10,000 ÷ 1,000", ratio("ours many", "ours few"), 11, "×"),
    Bar("one declaration of 10,000 changed", wall("one changed"), 1.2, "s"),
    Bar("– in a fresh checkout with restored cache", wall("fresh checkout"), 2.5, "s"),
    Bar("nothing changed", wall("nothing changed"), 1, "s"),
    Bar("one factor changed that 500 of 10,000 use", wall("factor changed"), 6, "s"),
    Bar("example site, warm, whole command", wall("example"), 1, "s"),
    Bar("`carbonpress --help`", wall("help"), 0.15, "s"),
    Bar("search at 10,000: loaded until the first result", search_kb, 200, "KB gzip"),
    Bar("– median key stroke", lambda runs: float(runs["search"]["stroke"]), 50, "ms"),
    Bar("study report as PDF, mean of the examples", lambda runs: float(runs["reports"]["mean"]), 100, "ms"),
    Bar("– slowest of them", lambda runs: float(runs["reports"]["slowest"]), 100, "ms"),
)
"""What is to be reached, in the order of the page."""


def entry(cost: Cost, size: Size | None = None, **more: Any) -> dict[str, Any]:
    """What is kept of a run."""
    return {**asdict(cost), **(asdict(size) if size else {}), **more}


def machine() -> dict[str, str]:
    """What the figures depend on."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "processor": f"{cpu or platform.machine()}, {os.cpu_count()} cores",
        "memory": f"{memory / 1e6:.0f} GB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
        **{name: _version(name) for name in ("carbonpress", "mkdocs", "mkdocs-material", "jinja2", "pydantic")},
        "Hugo": _said("hugo", "version").partition(" ")[2].partition(" ")[0],
        "Chromium": _said("chromium", "--version").removeprefix("Chromium ").partition(" ")[0],
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        from carbonpress import __version__

        return __version__ if name == "carbonpress" else "missing"


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return "missing"
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def page(runs: Runs) -> str:
    """The page for `docs/`."""
    lines = [INTRODUCTION.rstrip(), "", *bars(runs), "", "## All runs", "", *table(runs), ""]
    if "c" in runs:
        sizes = {name: _whole(runs["c"][name] / 1e6) for name in ("page_bytes", "our_page_bytes")}
        lines += [HUGO.format_map(sizes), ""]
    if "search" in runs:
        lines += [SEARCH.format_map({name: _number(value) for name, value in runs["search"].items()}), ""]
    if "floor" in runs and "profile" in runs:
        lines += [*floor(runs), ""]
    about = runs["machine"]
    lines += [
        TRIED,
        "## Machine",
        "",
        "| | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in about.items()),
        "",
    ]
    return "\n".join([*lines, METHOD])


def bars(runs: Runs) -> Iterator[str]:
    """A row for each figure to reach."""
    yield "| measure | to reach | measured | reached |"
    yield "|---|---|---|---|"
    for bar in BARS:
        sign = "≥" if bar.at_least else "≤"
        limit = f"{sign} {_number(bar.limit)} {bar.unit}"
        try:
            value = bar.figure(runs)
        except KeyError:
            yield f"| {bar.what} | {limit} | not measured | |"
            continue
        yield f"| {bar.what} | {limit} | {_number(value)} {bar.unit} | {'yes' if bar.met(value) else '**no**'} |"


def table(runs: Runs) -> Iterator[str]:
    """A row for each run, with all its figures."""
    yield "| run | products | pages | files | MB | wall s | CPU s | largest MB | all MB | runs | others, cores | pace |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name, title in TITLES.items():
        if name not in runs:
            continue
        run = runs[name]
        size = [_whole(run.get(key)) for key in ("products", "pages", "files")]
        size.append(_whole(run["bytes"] / 1e6 if "bytes" in run else None))
        cost = [_number(run["wall"]), _number(run["cpu"]), _whole(run["largest"]), _whole(run["together"])]
        row = [*size, *cost, str(run["runs"]), f"{run['others']:.1f}", _whole(run.get("pace"))]
        yield f"| {title} | {' | '.join(row)} |"


def floor(runs: Runs) -> Iterator[str]:
    """The ratio to the floor, and where the rest goes."""
    times = runs["ours many"]["wall"] / runs["floor"]["wall"]
    yield "## Above the floor"
    yield ""
    yield f"A cold build takes {_number(times)} × the floor (d). Where the rest goes, by the profiler, in one process:"
    yield ""
    yield "| part | share |"
    yield "|---|--:|"
    for part, share in list(runs["profile"].items())[:12]:
        yield f"| {part} | {share:.1%} |"


def _whole(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _number(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{1 if value >= 10 else 2}f}".removesuffix(".00").removesuffix(".0")


def load(path: Path) -> dict[str, Any]:
    """What earlier runs gave; nothing where there were none."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


TITLES = {
    "a few": "(a) MkDocs, all in the navigation, one page each",
    "a same": "(a) MkDocs, all in the navigation, four pages each",
    "ours few": "carbonpress, cold",
    "a mid": "(a) MkDocs, all in the navigation, one page each",
    "ours mid": "carbonpress, cold",
    "b": "(b) MkDocs, pages not in the navigation, no search",
    "c": "(c) Hugo",
    "ours many": "carbonpress, cold",
    "floor": "(d) the floor",
    "nothing changed": "nothing changed",
    "first change": "one declaration changed, the first time after a cold build",
    "one changed": "one declaration changed",
    "factor changed": "one factor changed",
    "fresh checkout": "one declaration changed, fresh checkout, restored cache",
    "example": "example site, warm",
    "help": "`carbonpress --help`",
}
"""The runs of the table, in its order."""

INTRODUCTION = """# Benchmarks

Measured by `make bench` (`python benchmarks/run.py`), which wrote this page. Everything was measured side by side on
one machine; ratios say more than seconds. Each declaration has a declaration page and a report page in two
languages, a page of its own in two languages, a label and a QR code as SVG, `declaration.json` and `inventory.csv`;
PNG and PDF are off.
"""

HUGO = """Hugo's pages have {page_bytes} MB; the same pages of ours have {our_page_bytes} MB."""

SEARCH = """## Search

In Chromium, from a local server that compresses with gzip. Until the first result a browser loads {data} KB of
catalogue data, and the page with its styles and scripts, {page} KB. The first result shows {first} ms after the
first key stroke, the others after {stroke} ms (median) and {slowest} ms (slowest)."""

TRIED = """## What stands between us and the figures to reach

- **Cold.** Reading, hashing and writing alone, the floor, take 25 to 30 of the 60 s. The rest is Python, and
  flat: reading YAML, checking it against some eighty rules, computing with every term kept, interpreting, and filling
  six pages. No function of ours takes a twentieth of it.
  Kept, since it helped: templates compiled so that pieces are joined and escaped with fewer steps (half the time of a
  page), JSON by msgspec, what both languages share made once, garbage collected seldom, one path for each QR symbol.
  Tried and left out: an encoder of our own for QR symbols, which saved 0.8 ms for each declaration; that is a
  library's business. A Python built with profile-guided optimisation takes a tenth to a quarter less than one without.
- **Bytes.** Each declaration is some 480 KB in ten files: 110 KB for each report page, 80 KB for the label with its
  outlined text, 80 KB for the record, 14 KB for the frame of the site on each of six pages.
- **(a) and (b).** They are the cheapest that MkDocs can do: text and ready HTML, nothing read, checked, computed or
  drawn. With the same four pages for each declaration in its navigation, (a) falls behind with the square of the pages.
- **Changes.** Nothing changed is told from sizes and times of files alone, before MkDocs, pydantic or Jinja are
  imported. Where something has changed, a build of few products takes about a second, a third of it for imports. To
  that come some 0.2 ms for each of 10,000 products: to see that its input and its files are as they were, which takes
  longest where the system has forgotten them, and to list it. What a build keeps of a product goes behind what is kept
  of the others; heads of all, lists, sitemap and manifest are written anew. A factor that 500 use costs their making,
  and a look at what each of the others needs. In a fresh checkout every input is read and hashed.
- **Memory.** What the process that leads keeps of each product is what it was made of, and where the rest of its
  trace lies on disk; the rows of the catalogue are read when the workers have gone. What workers remember of words and
  numbers is bounded.
- **Study reports.** Three quarters of the time go into the cells of their tables: shaping, breaking lines, writing.
  What helped: each cell laid out once, fewer functions for each cell, letters that need no second typeface. They have
  up to eighteen pages.
"""

METHOD = """## How it was measured

- **Data**: `benchmarks/make_data.py`, the same on every machine: optical cables with 33 to 59 activities in 6 to 10
  KB of YAML, illustrative factors; one in twenty uses the factor that is changed.
- **Cost**: wall time of the whole command, processor time with all child processes, peak resident memory of the
  largest process (`wait4`), and the peak of all processes together, where shared pages count once (PSS, every 0.5
  s). Written data are flushed before each run. Short runs are the median of several. "Others" is what else kept
  processors busy meanwhile: where it is more than a little, wall times are too long. "Pace" is how many
  milliseconds a fixed loop of Python took on each core right before and after (mean): on a virtual machine whose
  processors others use too it moves, and all seconds with it, so that only those of one pace compare.
- **(a)** one page for each declaration, and once, as ours, declaration and report in two languages. A declaration is
  the body of our page, as one block of HTML in Markdown; a report is its text in Markdown, without charts and
  drawings: each is the cheaper of the two for MkDocs. Search is on, as by default. Four pages for 3,000 declarations
  are not run: each page holds a link to every other, so that time and bytes grow with the square of the pages.
- **(b)** declaration and report in two languages, the same way. Per page, ours is the whole cold build of 10,000,
  divided by the same four pages for each declaration.
- **(c)** the same four pages from the same templates, translated to Go's template language, with the same markup to
  the byte but for escapes. Hugo is given values that are computed and formatted already, and copies labels, codes and
  records that are ready made; we read, check, compute and draw. Each page reads its values from a JSON file of its own
  when it is rendered, which takes the least memory; in front matter Hugo would keep them all. It makes no product
  pages, sitemap, feed, catalogue and search. Its content repeats after some hundred declarations, with other ids.
- **(d)** two processes read and hash every input, and write as many bytes into as many files of the same names.
- **Changes**: the total of a declaration or the value of a factor is changed. After each, the product folders that
  differ on disk are counted: exactly those that use what was changed. With 1,000 declarations the site after changes,
  by two processes, is compared with a cold build by one: the same bytes.
- **Study reports**: every example, one after the other in one process, half of the time that its two languages take;
  the first one, which starts the compiler, is not counted. Of each the quickest of several runs.
- **Fresh checkout**: all inputs are written anew; site and cache come out of a tar archive, whose unpacking is not
  counted.
"""
