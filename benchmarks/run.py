"""Measure our builds and the same pages by other means, side by side; write `docs/benchmarks.md`.

python benchmarks/run.py            everything; takes half an hour on a quiet machine, and 30 GB of disk
python benchmarks/run.py --small    sixty declarations: that it all runs and is right, no times to rely upon
python benchmarks/run.py --only many --folder build/bench
                                    one part; the folder keeps the figures of the others
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean
from typing import Any

import make_data
import ours
import results
import rivals
from go_templates import UnknownPieceError
from measure import measured, typical
from samples import LANGUAGES, Sample, samples
from spent import profiled

DOCS = ours.ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Plan:
    """How many declarations, and how often short runs are repeated."""

    few: int = 1_000
    mid: int = 3_000
    many: int = 10_000
    patterns: int = 200
    profiled: int = 300
    repeats: int = 5


SMALL = Plan(20, 20, 60, 10, 5, 1)


class Bench:
    """The measurements, each a method that notes what it found in `runs`."""

    def __init__(self, plan: Plan, folder: Path, workers: int, runs: dict[str, Any]) -> None:
        self.plan = plan
        self.folder = folder
        self.workers = workers
        self.runs = runs

    @cached_property
    def patterns(self) -> Sequence[Sample]:
        """Pages of ours that rivals make too."""
        return list(samples(self._pattern_site, make_data.BASE_URL, make_data.LAST_DAY))

    @cached_property
    def _pattern_site(self) -> Path:
        ours.cold(self.project("patterns", self.plan.patterns), self.workers)
        return self.folder / "patterns" / ours.SITE

    def project(self, name: str, count: int) -> Path:
        """A new project of *count* declarations."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        make_data.make(count, folder)
        return folder

    def help(self) -> None:
        """`carbonpress --help`."""
        asked = [measured(ours.command("--help"), environment=ours.environment()) for _ in range(self.plan.repeats * 2)]
        self.runs["help"] = results.entry(typical(asked))

    def example(self) -> None:
        """The example site when nothing has changed."""
        folder = self.folder / "example"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ours.ROOT / "declarations", folder / "declarations")
        shutil.copyfile(ours.ROOT / "mkdocs.yml", folder / "mkdocs.yml")
        ours.build(folder, self.workers)
        warm = [ours.build(folder, self.workers) for _ in range(self.plan.repeats)]
        self.runs["example"] = results.entry(typical(warm), ours.size_of(folder / ours.SITE))
        shutil.rmtree(folder)

    def reports(self) -> None:
        """The study reports of the examples as PDF, each the quickest of several runs, when the compiler is there."""
        script = [sys.executable, str(Path(__file__).with_name("reports.py")), str(ours.ROOT / "declarations")]
        environment = {**os.environ, **ours.environment()}
        runs = [
            json.loads(subprocess.run(script, env=environment, capture_output=True, check=True).stdout)
            for _ in range(self.plan.repeats)
        ]
        quickest = {name: min(run[name] for run in runs) for name in runs[0]}
        self.runs["reports"] = {"mean": mean(quickest.values()), "slowest": max(quickest.values()), "each": quickest}

    def against_mkdocs(self) -> None:
        """(a) and (b), each beside ours."""
        declarations = [s for s in self.patterns if s.kind == "declaration" and s.page.language == LANGUAGES[0]]
        sizes = {self.plan.few: "few", self.plan.mid: "mid"}
        for count, name in sizes.items():
            folder = self.project(name, count)
            cost = ours.cold(folder, self.workers)
            self.runs[f"ours {name}"] = results.entry(cost, ours.size_of(folder / ours.SITE), products=count)
            shutil.rmtree(folder)
            self.runs[f"a {name}"] = self._mkdocs(declarations, count, True)
        self.runs["b"] = self._mkdocs(self.patterns, self.plan.few // results.PAGES_PER_PRODUCT, False)

    def against_same_pages(self) -> None:
        """(a) with all four pages of a declaration."""
        self.runs["a same"] = self._mkdocs(self.patterns, self.plan.few, True)

    def _mkdocs(self, patterns: Sequence[Sample], count: int, in_navigation: bool) -> dict[str, Any]:
        folder = self.folder / "mkdocs"
        pages = rivals.write_mkdocs(patterns, count, folder, in_navigation)
        cost = measured(rivals.mkdocs_command(folder))
        size = ours.size_of(folder / "site")
        shutil.rmtree(folder)
        return {**results.entry(cost, size, products=count), "pages": pages}

    def against_hugo(self) -> None:
        """(c), and how many bytes the same pages have there and here."""
        folder = self.folder / "hugo"
        try:
            pages = rivals.write_hugo(self.patterns, self._pattern_site, self.plan.many, folder)
        except UnknownPieceError as error:  # whoever changes a template need not know Go's
            print(f"Hugo is not measured: go_templates.py does not know {error}", file=sys.stderr)
            return
        if shutil.which("hugo") is None:
            print("Hugo is not there (Debian: apt-get install hugo): it is not measured", file=sys.stderr)
            return
        cost = measured(rivals.hugo_command(folder))
        size = ours.size_of(folder / "site")
        if size.pages != pages:
            raise ours.WrongBuildError(f"Hugo made {size.pages} pages, not {pages}")
        here = sum(len(sample.finished.encode()) for sample, _ in rivals.numbered(self.patterns, self.plan.many))
        there = sum(path.stat().st_size for path in (folder / "site").rglob("*.html"))
        self.runs["c"] = results.entry(cost, size, products=self.plan.many, page_bytes=there, our_page_bytes=here)
        shutil.rmtree(folder)

    def many(self) -> None:
        """Ten thousand declarations: cold, after changes, in a fresh checkout, and searched; and the floor."""
        plan, workers = self.plan, self.workers
        folder = self.project("many", plan.many)
        site = folder / ours.SITE
        cost = ours.cold(folder, workers)
        self.runs["ours many"] = results.entry(cost, ours.size_of(site), products=plan.many)
        self._search(site)
        self._floor(folder)
        self._changes(folder)
        shutil.rmtree(folder)

    def equal(self) -> None:
        """A site built after changes by several processes, and one built cold by a single one: the same bytes."""
        changed = self.project("changed", self.plan.few)
        ours.cold(changed, self.workers)
        make_data.change_one(changed, 7, 0)
        ours.build(changed, self.workers)
        make_data.change_factor(changed, 0)
        ours.build(changed, self.workers)
        single = self.folder / "single"
        shutil.rmtree(single, ignore_errors=True)
        shutil.copytree(changed / make_data.DATA, single / make_data.DATA)
        shutil.copyfile(changed / "mkdocs.yml", single / "mkdocs.yml")
        ours.cold(single, 1)
        ours.must_be_equal(changed / ours.SITE, single / ours.SITE, "after changes and cold")
        self.runs["equal"] = {"products": self.plan.few, "files": ours.size_of(single / ours.SITE).files}
        for folder in (changed, single):
            shutil.rmtree(folder)

    def _search(self, site: Path) -> None:
        if importlib.util.find_spec("playwright") is None or shutil.which("chromium") is None:
            print("Chromium or playwright is not there: search is not measured", file=sys.stderr)
            return
        from searching import searched

        self.runs["search"] = asdict(searched(site))

    def _floor(self, folder: Path) -> None:
        copy = self.folder / "floor"
        words = [folder / make_data.DATA, folder / ours.SITE, copy, self.workers]
        cost = measured([sys.executable, str(Path(__file__).with_name("floor.py")), *map(str, words)])
        self.runs["floor"] = results.entry(cost, ours.size_of(copy), products=self.plan.many)
        shutil.rmtree(copy)

    def _changes(self, folder: Path) -> None:
        """Each kind of change, with what it changed on the disk."""
        plan, workers, site = self.plan, self.workers, folder / ours.SITE
        before = ours.product_digests(site)
        unchanged = [ours.build(folder, workers) for _ in range(plan.repeats)]
        self.runs["nothing changed"] = results.entry(typical(unchanged))
        ours.must_have_changed(set(), before, ours.product_digests(site), "nothing changed")
        costs = []
        for run in range(plan.repeats):
            make_data.change_one(folder, 7, run)
            costs.append(ours.build(folder, workers))
        after = ours.product_digests(site)
        ours.must_have_changed({make_data.id_of(7)}, before, after, "one declaration changed")
        self.runs["first change"] = results.entry(costs[0], changed=1)
        self.runs["one changed"] = results.entry(typical(costs[1:] or costs), changed=1)
        make_data.change_factor(folder, 0)
        cost = ours.build(folder, workers)
        users = {make_data.id_of(number) for number in range(0, plan.many, make_data.SHARED_EVERY)}
        ours.must_have_changed(users, after, ours.product_digests(site), "one factor changed")
        self.runs["factor changed"] = results.entry(cost, changed=len(users))
        self._fresh(folder)

    def _fresh(self, folder: Path) -> None:
        """A checkout with what the last build left; afterwards *folder* is changed like it, so that both stay equal."""
        fresh = self.folder / "fresh"
        ours.checked_out(folder, fresh)
        make_data.change_one(fresh, 11, 0)
        self.runs["fresh checkout"] = results.entry(ours.build(fresh, self.workers), changed=1)
        make_data.change_one(folder, 11, 0)
        ours.build(folder, self.workers)
        ours.must_be_equal(folder / ours.SITE, fresh / ours.SITE, "here and in a fresh checkout")
        shutil.rmtree(fresh)

    def profile(self) -> None:
        """Where the time of a cold build goes."""
        folder = self.project("profiled", self.plan.profiled)
        self.runs["profile"] = profiled(folder, self.folder / "profile.stats")
        shutil.rmtree(folder)


PARTS: dict[str, Callable[[Bench], None]] = {
    "help": Bench.help,
    "example": Bench.example,
    "reports": Bench.reports,
    "mkdocs": Bench.against_mkdocs,
    "same-pages": Bench.against_same_pages,
    "equal": Bench.equal,
    "many": Bench.many,
    "hugo": Bench.against_hugo,
    "profile": Bench.profile,
}
"""What can be asked for alone, by its name."""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="sixty declarations, once; writes no page")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts; the others keep their figures")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder when left out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="carbonpress-bench-") as temporary:
        folder = (asked.folder or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        # the test of the benchmarks runs in continuous integration; that the examples build is tested there anyway
        parts = asked.only or [part for part in PARTS if not (asked.small and part in {"example", "reports"})]
        runs = measure(SMALL if asked.small else Plan(), folder, asked.workers, parts)
    text = results.page(runs)
    if asked.small:
        print(text)
    else:
        DOCS.write_text(text, encoding="utf-8")


def measure(plan: Plan, folder: Path, workers: int, parts: Sequence[str]) -> dict[str, Any]:
    """Run *parts*; what they and earlier ones in *folder* gave is kept in its `results.json`."""
    kept = folder / "results.json"
    bench = Bench(plan, folder, workers, results.load(kept))
    for part in parts:
        print(f"measuring: {part}", file=sys.stderr)
        PARTS[part](bench)
        bench.runs["machine"] = results.machine()
        kept.write_text(json.dumps(bench.runs, ensure_ascii=False, indent=1), encoding="utf-8")
    return bench.runs


if __name__ == "__main__":
    main()
