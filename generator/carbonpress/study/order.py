"""In which order declarations can be worked out, and which of them never can."""

from __future__ import annotations

import graphlib
from collections.abc import Collection, Mapping


def in_order(needs: Mapping[str, Collection[str]]) -> tuple[list[str], list[list[str]]]:
    """Ids so that each comes after those it *needs*; and circles, whose members are not among them.

    Of circles that share members one is told, the others once it is opened.
    """
    graph = {id_: sorted(needs[id_]) for id_ in sorted(needs)}
    circles: list[list[str]] = []
    while True:
        try:
            return list(graphlib.TopologicalSorter(graph).static_order()), circles
        except graphlib.CycleError as error:
            circle = list(dict.fromkeys(error.args[1]))
        circles.append(circle)
        graph = {id_: [n for n in below if n not in circle] for id_, below in graph.items() if id_ not in circle}


def way_round(circle: list[str], id_: str) -> str:
    """How the *circle* leads from *id_* back to it."""
    at = circle.index(id_)
    return " -> ".join([*circle[at:], *circle[:at], id_])
