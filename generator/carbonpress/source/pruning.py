"""A document without some of its parts: what can still be checked where others are wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from carbonpress.source.document import Data, Document, KeyPath, Spot


def pruned(document: Document, paths: Collection[KeyPath]) -> Document:
    """*document* without what stands at *paths*; all that is left keeps its line and column.

    Items of a list move up where one before them is left out.
    """
    data, spot = _without(document.data, document.spot, _tree(paths))
    return Document(document.name, data, spot)


def _tree(paths: Collection[KeyPath]) -> dict[str | int, Any]:
    """*paths* as nested mappings; an empty one is the end of a path."""
    tree: dict[str | int, Any] = {}
    for path in sorted(paths, key=len, reverse=True):
        here = tree
        for segment in path[:-1]:
            here = here.setdefault(segment, {})
        here[path[-1]] = {}  # a path that ends here takes all that is below it along
    return tree


def _without(data: Data, spot: Spot, tree: Mapping[str | int, Any]) -> tuple[Data, Spot]:
    if isinstance(data, dict) and spot.entries is not None:
        left = [key for key in data if tree.get(key, True)]
        below = {key: _without(data[key], spot.entries[key][1], tree.get(key) or {}) for key in left}
        entries = {key: (spot.entries[key][0], below[key][1]) for key in left}
        return {key: value for key, (value, _) in below.items()}, Spot(spot.mark, entries)
    if isinstance(data, list):
        kept = [index for index in range(len(data)) if tree.get(index, True)]
        items = [_without(data[index], spot.items[index], tree.get(index) or {}) for index in kept]
        return [value for value, _ in items], Spot(spot.mark, None, [below for _, below in items])
    return data, spot
