"""Who works on the jobs: this process, several processes of this machine, or a cluster that a company has already."""

from __future__ import annotations

import gc
import multiprocessing
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from carbonpress.build.gc_tuning import YOUNG, seldom
from carbonpress.study.plan import Job

CHUNK = 16
"""Jobs handed to a worker at a time."""

AHEAD = 3
"""Chunks that wait for each worker; more would only fill memory."""

FEW = 8
"""Below this many jobs, working in this process is faster than starting workers."""

DASK = "dask://"

Item = TypeVar("Item")
Result = TypeVar("Result")
Inputs = TypeVar("Inputs")
Output = TypeVar("Output")
Told = TypeVar("Told")


class NoWorkersError(Exception):
    """The workers that were asked for cannot be had."""


@dataclass(frozen=True, slots=True)
class Task(Generic[Inputs, Output, Told]):
    """What is done with each job: `make`, anywhere; then `finish`, on this machine, for it may write here."""

    inputs: Inputs
    make: Callable[[Job, Inputs], Output]
    finish: Callable[[Output], Told]

    def done(self, job: Job) -> Told:
        """Both, one after the other."""
        return self.finish(self.make(job, self.inputs))


def names_workers(workers: str) -> bool:
    """Whether *workers* is a number of processes or the address of a scheduler."""
    return re.fullmatch(r"[1-9][0-9]{0,3}|dask://[^\s/]+", workers) is not None


def work(jobs: Iterable[Job], count: int, task: Task[Inputs, Output, Told], workers: str) -> Iterator[Told]:
    """Do *task* with each of *count* jobs, in the order given.

    *workers* is a number of processes, or `dask://host:port` of a scheduler
    whose workers have carbonpress installed; their results come back as bytes
    and are finished here, so they need not share a disk.

    Raises
    ------
    NoWorkersError
        When *workers* names none that can be had.
    """
    if workers.startswith(DASK):
        yield from _by_cluster(jobs, task, workers.removeprefix(DASK))
    elif not names_workers(workers):
        raise NoWorkersError(f"{workers!r} is neither a number of processes nor dask://host:port")
    elif int(workers) == 1 or count <= FEW:
        with seldom():
            yield from map(task.done, jobs)
    else:
        yield from _by_processes(jobs, task, int(workers))


def _by_processes(jobs: Iterable[Job], task: Task[Inputs, Output, Told], workers: int) -> Iterator[Told]:
    # A forked worker has templates and fonts at hand at once.
    forks = "fork" in multiprocessing.get_all_start_methods() and not _print_was_set()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    executor = ProcessPoolExecutor(workers, context, _begin, (task,))
    with executor:
        yield from _in_turn(executor, _done_here, jobs, workers * AHEAD)


def _print_was_set() -> bool:
    """Whether this process has set print; a process that has not loaded documents, as in `check`, has not."""
    papers = sys.modules.get("carbonpress.press.document.papers")
    return papers is not None and bool(papers.print_was_set())


def _by_cluster(jobs: Iterable[Job], task: Task[Inputs, Output, Told], address: str) -> Iterator[Told]:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoWorkersError("dask is not installed; install carbonpress[dask]") from error
    try:
        client: AbstractContextManager[Client] = Client(address, timeout="10s", set_as_default=False)
    except OSError as error:
        raise NoWorkersError(f"there is no scheduler at {address}: {error}") from error
    with client as scheduler:
        # Scattered data die with the worker that holds them; what a task gives is made again.
        shared = scheduler.submit(_as_given, task.inputs, pure=False)
        executor = scheduler.get_executor(pure=False, retries=3)
        ahead = max(1, len(scheduler.scheduler_info(n_workers=-1)["workers"])) * AHEAD
        for output in _in_turn(executor, _made_there, ((job, task.make, shared) for job in jobs), ahead):
            yield task.finish(output)


def _in_turn(
    executor: Executor, task: Callable[[list[Item]], list[Result]], items: Iterable[Item], ahead: int
) -> Iterator[Result]:
    """What *task* makes of each chunk of *items*, in their order, with at most *ahead* chunks under way."""
    waiting: deque[Future[list[Result]]] = deque()
    remainder = iter(items)
    while chunk := list(islice(remainder, CHUNK)):
        waiting.append(executor.submit(task, chunk))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


_tasks: list[Task[Any, Any, Any]] = []
"""The task of this worker process."""


def _begin(task: Task[Any, Any, Any]) -> None:
    _tasks.append(task)
    # What was inherited stays for good; looking through it again and again would copy its pages.
    gc.freeze()
    gc.set_threshold(YOUNG)


def _done_here(jobs: list[Job]) -> list[Any]:
    return [_tasks[-1].done(job) for job in jobs]


def _as_given(inputs: Inputs) -> Inputs:
    return inputs


def _made_there(jobs: list[tuple[Job, Callable[[Job, Any], Any], Any]]) -> list[Any]:
    return [make(job, inputs) for job, make, inputs in jobs]
