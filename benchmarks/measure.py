"""What a command costs: wall time, processor time, memory of its largest process and of all of them together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median

SAMPLED_EVERY = 0.5
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
    others: float
    """How many processor cores were busy with something else meanwhile; what much of that does to `wall` is plain."""
    pace: float
    """Milliseconds that a fixed loop took right before and after: whoever shares processors with us slows it too."""
    runs: int = 1


class CommandFailedError(Exception):
    """The measured command did not end well: its figures would mean nothing."""


def measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run *command* and answer what it cost, its descendants included.

    What earlier runs left unwritten goes to the disk first.  The command is
    started by a small process of its own: the peak memory that the system
    reports of a process includes that of the process it was forked from.

    Raises
    ------
    CommandFailedError
        When it does not end well; what it said is in the message.
    """
    os.sync()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "cost.json"
        done = subprocess.run(
            [sys.executable, "-S", __file__, str(report), *command],
            env={**os.environ, **(environment or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace")
            raise CommandFailedError(f"{' '.join(command)}: exit {done.returncode}\n{said}")
        return Cost(**json.loads(report.read_text(encoding="ascii")))


def main() -> None:
    """Run the command after the first word; write what it cost to the file that the first word names."""
    report, *command = sys.argv[1:]
    before = pace()
    start, busy = time.perf_counter(), busy_seconds()
    with subprocess.Popen(command, start_new_session=True) as process:
        watch = Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall, busy = time.perf_counter() - start, busy_seconds() - busy
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
    largest = usage.ru_maxrss * 1024 / 1e6
    cpu = usage.ru_utime + usage.ru_stime
    together = max(largest, watch.peak / 1e6)
    cost = Cost(wall, cpu, largest, together, max(0.0, busy - cpu) / wall, (before + pace()) / 2)
    Path(report).write_text(json.dumps(asdict(cost)), encoding="ascii")
    sys.exit(abs(process.returncode))


def pace() -> float:
    """Milliseconds that a fixed loop takes, the mean of all cores that we may use; of any core where nobody tells."""
    if not hasattr(os, "sched_setaffinity"):
        return _loop()
    cores = os.sched_getaffinity(0)
    try:
        taken = []
        for core in cores:
            os.sched_setaffinity(0, {core})
            taken.append(_loop())
        return mean(taken)
    finally:
        os.sched_setaffinity(0, cores)


def _loop() -> float:
    start = time.perf_counter()
    total, table = 0, dict.fromkeys(range(1024), 0)
    for number in range(500_000):
        total += number
        table[number & 1023] = total
    return 1000 * (time.perf_counter() - start)


def busy_seconds() -> float:
    """Processor time that this machine has spent since it started, all cores together; 0 where it does not tell."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _, _, irq, soft, *_ = map(int, stat.read_text(encoding="ascii").split("\n", 1)[0].split()[1:])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def typical(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, figure by figure."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.largest for cost in costs),
        median(cost.together for cost in costs),
        median(cost.others for cost in costs),
        median(cost.pace for cost in costs),
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


if __name__ == "__main__":
    main()
