"""What a command costs: wall time, processor time, memory of its largest process and of all of them together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLED_EVERY = 0.2
"""Seconds between two looks at the memory of all processes; a shorter command is measured by its largest one."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: seconds of wall and processor time, MB of memory (10^6 bytes)."""

    wall: float
    cpu: float
    largest: float
    """Peak resident memory of the largest process."""
    together: float
    """Peak of all processes together; pages they share count once (PSS)."""
    runs: int = 1


class CommandFailedError(Exception):
    """The measured command did not end well: its figures would mean nothing."""


def measured(
    command: Sequence[str], folder: Path | None = None, environment: Mapping[str, str] | None = None, good: int = 0
) -> Cost:
    """Run *command* in *folder* and answer what it cost, its descendants included.

    What earlier runs left unwritten goes to the disk first.

    Raises
    ------
    CommandFailedError
        When its exit code is not *good*; what it said is in the message.
    """
    os.sync()
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        watch = Watch(process.pid)
        watch.start()
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
    if process.returncode != good:
        raise CommandFailedError(f"{' '.join(command)}: exit {process.returncode}\n{said.decode(errors='replace')}")
    largest = usage.ru_maxrss * 1024 / 1e6
    return Cost(wall, usage.ru_utime + usage.ru_stime, largest, max(largest, watch.peak / 1e6))


def typical(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, figure by figure."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.largest for cost in costs),
        median(cost.together for cost in costs),
        len(costs),
    )


class Watch(threading.Thread):
    """Looks again and again at the memory of every process of one session."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.peak = 0
        self._over = threading.Event()

    def run(self) -> None:
        """Look until the command is over."""
        while not self._over.wait(SAMPLED_EVERY):
            self.peak = max(self.peak, sum(proportional_bytes(process) for process in members(self.session)))

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self.join()


def members(session: int) -> list[int]:
    """The processes of *session*; empty where the system has no /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == session:
            found.append(int(folder.name))
    return found


def proportional_bytes(process: int) -> int:
    """Resident memory of *process*, with what it shares counted in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
