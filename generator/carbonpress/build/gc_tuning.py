"""How often Python looks for circles of garbage: hardly anything that a build makes is part of one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 50_000
"""Objects that are made before somebody looks for circles among them: those of a dozen products.

Looking after every 700 objects, as Python does, takes a build one second in twenty.
"""


@contextmanager
def seldom() -> Iterator[None]:
    """Look for circles seldom while the block runs."""
    usual = gc.get_threshold()
    gc.set_threshold(YOUNG)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def never() -> Iterator[None]:
    """Hundreds of thousands of objects are made in the block, none in a circle: nobody looks for circles meanwhile."""
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()
