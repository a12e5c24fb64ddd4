"""How many of the mistakes that could be made in loader, decoder, numbers and ledger do the tests notice?

Runs mutmut on a copy of the project and writes the result into `tests/mutation/result.json`:

    python tests/mutation/run.py            all modules below, some half an hour
    python tests/mutation/run.py ledger     those whose names contain a word

mutmut knows packages in a folder called `src` only; that is why it works on a copy.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).with_name("result.json")
WANTED = 0.85
"""The share of mutants that the tests notice, at least."""

GROUPS = {
    "loader": {
        "modules": ["source/document.py", "source/encoding.py", "source/folder.py", "source/syntax.py"],
        "tests": [
            "tests/unit/source/test_document.py",
            "tests/unit/source/test_encoding.py",
            "tests/unit/source/test_folder.py",
            "tests/unit/source/test_syntax.py",
            "tests/test_hostile.py::test_what_an_author_is_told",
        ],
    },
    "decoder": {
        "modules": ["model/decode.py", "model/repair.py"],
        "tests": [
            "tests/unit/model/test_decode.py",
            "tests/unit/model/test_repair.py",
            "tests/unit/model/test_scalar.py",
            "tests/test_hostile.py::test_what_an_author_is_told",
        ],
    },
    "scalars": {
        "modules": ["model/scalar.py"],
        "tests": [
            "tests/unit/model/test_scalar.py",
            "tests/unit/model/test_decode.py",
            "tests/test_hostile.py::test_what_an_author_is_told",
        ],
    },
    "numbers": {
        "modules": ["model/quantity.py", "lca/precision.py", "record/number.py", "press/common/figures.py"],
        "tests": [
            "tests/unit/model/test_quantity.py",
            "tests/unit/lca/test_precision.py",
            "tests/unit/record/test_number.py",
            "tests/unit/press/common/test_figures.py",
        ],
    },
    "ledger": {
        "modules": ["archive/ledger.py", "archive/event_shape.py", "record/canonical.py"],
        "tests": ["tests/unit/archive/test_ledger.py", "tests/unit/record/test_canonical.py"],
    },
}
ISOLATION = {"numbers": "forkserver"}
"""A process forked behind the tests finds their results in the caches of the figures, and no mutant would be asked."""

COPIED = ("tests", "theme", "declarations", "docs", "mkdocs.yml")

CONFIG = """\
[tool.mutmut]
source_paths = ["src"]
only_mutate = {modules}
also_copy = ["theme", "declarations", "docs"]
process_isolation = "{isolation}"
pytest_add_cli_args = ["--import-mode=importlib", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests}

[tool.pytest.ini_options]
markers = ["browser: needs Chromium"]
"""


def main(words: list[str]) -> int:
    """Run the groups that *words* name, all of them when there are none; 1 when one of them misses the mark."""
    results = _known()
    chosen = [name for name in GROUPS if not words or any(word in name for word in words)]
    for name in chosen:
        score = _score(name)
        results = _known() | {name: score}
        print(f"{name}: {results[name]['noticed']} of {results[name]['mutants']} noticed, {results[name]['score']:.1%}")
        RESULT.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0 if all(results[name]["score"] >= WANTED for name in chosen) else 1


def _known() -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    return known


def _score(name: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), name)
        _mutmut(folder, "run", "--max-children", os.environ.get("WORKERS", "2"))
        shown = _mutmut(folder, "results", "--all", "true")
        verdicts = [line.rpartition(": ") for line in shown.splitlines() if ": " in line]
    survived = sorted(mutant.strip() for mutant, _, verdict in verdicts if verdict in ("survived", "no tests"))
    counted = [verdict for _, _, verdict in verdicts if verdict not in ("skipped", "not checked")]
    noticed = len(counted) - len(survived)
    return {
        "modules": GROUPS[name]["modules"],
        "mutants": len(counted),
        "noticed": noticed,
        "score": round(noticed / len(counted), 4) if counted else 0.0,
        "survived": survived,
    }


def _prepare(folder: Path, name: str) -> None:
    shutil.copytree(ROOT / "generator", folder / "src", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for part in COPIED:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, folder / part)
    modules = [f"src/carbonpress/{module}" for module in GROUPS[name]["modules"]]
    config = CONFIG.format(
        modules=json.dumps(modules), tests=json.dumps(GROUPS[name]["tests"]), isolation=ISOLATION.get(name, "fork")
    )
    (folder / "pyproject.toml").write_text(config, encoding="utf-8")


def _mutmut(folder: str, *arguments: str) -> str:
    # What PYTHONPATH names would be imported instead of the copy with the mutants.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
