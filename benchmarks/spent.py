"""Where the time of a build goes: its profile, summed up by room of the package and by library."""

from __future__ import annotations

import pstats
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from ours import environment

ROOM = re.compile(r"/generator/carbonpress/(\w+)/|/site-packages/carbonpress/(\w+)/")
STANDARD = re.compile(r"/lib/python3\.\d+/(?:lib-dynload/)?(\w+)")
LIBRARY = re.compile(r"/site-packages/(\w+)")

Function = tuple[str, int, str]

PROFILED = """
import cProfile, sys
sys.argv[0] = "carbonpress"
from carbonpress.commands.main import main
profile = cProfile.Profile()
try:
    profile.runcall(main)
finally:
    profile.dump_stats({file!r})
"""


def profiled(folder: Path, file: Path) -> dict[str, float]:
    """Build *folder* in one process under the profiler: shares of the time by part, the largest first."""
    words = ["build", str(folder), "--workers", "1"]
    code = PROFILED.format(file=str(file))
    subprocess.run([sys.executable, "-c", code, *words], env=environment(), check=True, capture_output=True)
    return shares(pstats.Stats(str(file)))


def shares(stats: pstats.Stats) -> dict[str, float]:
    """Share of the time that each part took itself; built-in functions count with the part that called them."""
    spent: defaultdict[str, float] = defaultdict(float)
    rows = stats.stats  # type: ignore[attr-defined]  # typeshed does not know it
    for function, (_, _, own, _, callers) in rows.items():
        if is_built_in(function) and callers:
            for caller, (_, _, part, _) in callers.items():
                spent[part_of(caller)] += part
        else:
            spent[part_of(function)] += own
    total = sum(spent.values())
    return {part: spent[part] / total for part in sorted(spent, key=lambda part: -spent[part])}


def is_built_in(function: Function) -> bool:
    """Whether *function* is one without Python code."""
    return function[0] == "~"


def part_of(function: Function) -> str:
    """The room or library that *function* belongs to."""
    path = function[0].replace("\\", "/")
    if room := ROOM.search(path):
        return f"carbonpress.{room[1] or room[2]}"
    if "/theme/" in path or path.startswith("<template"):
        return "theme (compiled templates)"
    if library := LIBRARY.search(path):
        return library[1]
    if module := STANDARD.search(path):
        return f"Python's {module[1]}"
    return "Python itself"
