"""The benchmarks run and measure what they say; how fast anything is, is not tested here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"
COUNT = 60


def run(script: str, *words: str | Path) -> str:
    """What a script of the benchmarks prints."""
    path = os.pathsep.join([str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    command = [sys.executable, str(BENCHMARKS / script), *map(str, words)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """Figures and page of the small benchmark, which fails by itself where a build is wrong."""
    folder = tmp_path_factory.mktemp("bench")
    page = run("run.py", "--small", "--folder", folder)
    return json.loads((folder / "results.json").read_text(encoding="utf-8")), page


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_changed_factor_changes_the_folders_of_the_declarations_that_use_it_and_no_others(small):
    """Of sixty declarations three use the factor: exactly their folders differ on the disk."""
    runs, _ = small
    assert COUNT // 20 == runs["factor changed"]["changed"]


def test_a_site_built_after_changes_is_that_of_a_cold_build(small):
    """After changes each file is, byte for byte, that of a cold build by another number of processes."""
    runs, _ = small
    assert 20 == runs["equal"]["products"]
    assert runs["ours mid"]["files"] == runs["equal"]["files"]


def test_every_bar_has_a_row_and_every_run_a_cost(small):
    """The page names all figures to reach; no run took no time."""
    runs, page = small
    rows = re.findall(r"^\| .* \| [≤≥] .* \|$", page, re.MULTILINE)
    assert 19 == len(rows)
    assert all(run["wall"] > 0 for run in runs.values() if "wall" in run)


def test_the_floor_writes_as_many_bytes_as_the_site_has(small):
    """Floor and site have the same files and bytes, and so can be compared."""
    runs, _ = small
    assert (runs["ours many"]["files"], runs["ours many"]["bytes"]) == (runs["floor"]["files"], runs["floor"]["bytes"])


def test_hugo_makes_the_same_amount(small):
    """Bytes of Hugo's pages and of ours are within a hundredth of each other: the markup is the same."""
    runs, _ = small
    if "c" not in runs:
        pytest.skip("Hugo is not installed, or the templates use what its translation does not know")
    assert 0.99 <= runs["c"]["page_bytes"] / runs["c"]["our_page_bytes"] <= 1.01


def test_the_data_are_the_same_each_time(tmp_path: Path):
    """Made twice, every byte is the same; one declaration in twenty uses the marked factor."""
    run("make_data.py", "40", tmp_path / "one")
    run("make_data.py", "40", tmp_path / "other")
    one = files(tmp_path / "one")
    assert one == files(tmp_path / "other")
    users = sorted(name for name, raw in one.items() if "/products/" in name and b"bench/marked@2025" in raw)
    assert ["declarations/products/cable-00000.yml", "declarations/products/cable-00020.yml"] == users


def test_declarations_are_of_the_size_of_real_ones(tmp_path: Path):
    """About 8 KB of YAML each: none below 6, none above 10."""
    run("make_data.py", "40", tmp_path)
    sizes = [path.stat().st_size for path in (tmp_path / "declarations" / "products").iterdir()]
    assert 6_000 < min(sizes) < 7_500 < sum(sizes) / len(sizes) < 8_500 < max(sizes) < 10_000
