"""Who makes the orders: this process, several processes of this machine, or a cluster that a company has already."""

from __future__ import annotations

import gc
import multiprocessing
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from carbonpress.build.gc_tuning import YOUNG, seldom
from carbonpress.build.product import Bench, Goods, Order, make
from carbonpress.build.product_folder import Depot, Done, store
from carbonpress.press.document.papers import print_was_set

CHUNK = 16
"""Orders handed to a worker at a time."""

AHEAD = 3
"""Chunks that wait for each worker; more would only fill memory."""

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 8
"""So few orders are done sooner than workers are ready."""

DASK = "dask://"


class NoSuchCrewError(Exception):
    """The workers that were asked for cannot be had."""


def is_crew(workers: str) -> bool:
    """Whether *workers* is a number of processes or the address of a scheduler."""
    return re.fullmatch(r"[1-9][0-9]{0,3}|dask://[^\s/]+", workers) is not None


def work(orders: Iterable[Order], count: int, bench: Bench, depot: Depot, workers: str) -> Iterator[Done]:
    """Make *count* orders and put them into *depot*, in the order given.

    *workers* is a number of processes, or `dask://host:port` of a scheduler
    whose workers have carbonpress installed; their results come back as bytes
    and are written here, so they need not share a disk.

    Raises
    ------
    NoSuchCrewError
        When *workers* names no crew that can be had.
    """
    if workers.startswith(DASK):
        yield from _by_cluster(orders, bench, depot, workers.removeprefix(DASK))
    elif not is_crew(workers):
        raise NoSuchCrewError(f"{workers!r} is neither a number of processes nor dask://host:port")
    elif int(workers) == 1 or count <= FEW:
        yield from _alone(orders, bench, depot)
    else:
        yield from _by_processes(orders, bench, depot, int(workers))


def _alone(orders: Iterable[Order], bench: Bench, depot: Depot) -> Iterator[Done]:
    """Made by this process, which meanwhile looks for garbage as seldom as a worker does."""
    with seldom():
        yield from (store(make(order, bench), depot) for order in orders)


def _by_processes(orders: Iterable[Order], bench: Bench, depot: Depot, workers: int) -> Iterator[Done]:
    # A forked worker has templates and fonts at hand at once.
    forks = "fork" in multiprocessing.get_all_start_methods() and not print_was_set()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    executor = ProcessPoolExecutor(workers, context, _sit_down, (bench, depot))
    with executor:
        yield from _in_turn(executor, _at_work, orders, workers * AHEAD)


def _by_cluster(orders: Iterable[Order], bench: Bench, depot: Depot, address: str) -> Iterator[Done]:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoSuchCrewError("dask is not installed; install carbonpress[dask]") from error
    try:
        client: AbstractContextManager[Client] = Client(address, timeout="10s", set_as_default=False)
    except OSError as error:
        raise NoSuchCrewError(f"there is no scheduler at {address}: {error}") from error
    with client as scheduler:
        # Scattered data die with the worker that holds them; what a task gives is made again.
        shared = scheduler.submit(_as_given, bench, pure=False)
        executor = scheduler.get_executor(pure=False, retries=3)
        ahead = max(1, len(scheduler.scheduler_info(n_workers=-1)["workers"])) * AHEAD
        for goods in _in_turn(executor, _made_there, ((order, shared) for order in orders), ahead):
            yield store(goods, depot)


def _in_turn(
    executor: Executor, task: Callable[[list[Item]], list[Result]], items: Iterable[Item], ahead: int
) -> Iterator[Result]:
    """What *task* makes of each chunk of *items*, in their order, with at most *ahead* chunks under way."""
    waiting: deque[Future[list[Result]]] = deque()
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        waiting.append(executor.submit(task, chunk))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


@dataclass(slots=True)
class _Seat:
    """Where a worker process keeps what all its orders share."""

    bench: Bench
    depot: Depot


_seats: list[_Seat] = []


def _sit_down(bench: Bench, depot: Depot) -> None:
    _seats.append(_Seat(bench, depot))
    # What was inherited stays for good; looking through it again and again would copy its pages.
    gc.freeze()
    gc.set_threshold(YOUNG)


def _at_work(orders: list[Order]) -> list[Done]:
    seat = _seats[-1]
    return [store(make(order, seat.bench), seat.depot) for order in orders]


def _as_given(bench: Bench) -> Bench:
    return bench


def _made_there(orders: list[tuple[Order, Bench]]) -> list[Goods]:
    return [make(order, bench) for order, bench in orders]
