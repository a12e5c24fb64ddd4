"""Is there an input that breaks a promise? libFuzzer looks for one, led by the code that its inputs reach.

    python tests/fuzz/run.py                  the loader and the pages, a minute each, as `make fuzz` does
    python tests/fuzz/run.py loaded 3600      one promise of `promises.py`, for an hour
    python tests/fuzz/run.py pressed 0 500    five hundred inputs, however long they take

An input that breaks its promise is written beside as `crash-<hash>`, and the exit code is not 0.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROMISES = {"loaded": (str(ROOT / "tests" / "declarations" / "hostile"),), "pressed": ()}
"""Each promise, and the folders of inputs that the search begins with."""

SEED = "603"
"""Of the random numbers, so that a run can be repeated."""


def main(arguments: list[str]) -> int:
    """Look for an input; each promise in a process of its own, because libFuzzer ends the one that it runs in."""
    name, seconds, runs = [*arguments, *("", "60", "-1")[len(arguments) :]]
    if os.environ.get("CARBONPRESS_FUZZED") == name != "":
        _fuzz(name, seconds, runs)
    chosen = [name] if name else list(PROMISES)
    codes = [
        subprocess.run(
            [sys.executable, __file__, each, seconds, runs],
            env=os.environ | {"CARBONPRESS_FUZZED": each, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            check=False,
        ).returncode
        for each in chosen
    ]
    return max(codes, key=abs)


def _fuzz(name: str, seconds: str, runs: str) -> None:
    import atheris

    with atheris.instrument_imports(include=["carbonpress", "tests.fuzz"]):
        from tests.fuzz import promises
    with tempfile.TemporaryDirectory() as grown:
        options = [f"-max_total_time={seconds}", f"-runs={runs}", f"-seed={SEED}", "-max_len=6000", "-verbosity=0"]
        options.append("-print_final_stats=1")
        # New inputs are kept in the first folder; the other ones are only read.
        atheris.Setup([sys.argv[0], *options, grown, *PROMISES[name]], getattr(promises, name))
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
