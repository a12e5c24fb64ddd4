"""Is an id so long that the code on the label gets finer than it should be?

An id is part of the address in every code and never changes, so this is told while it can still be chosen.
"""

from __future__ import annotations

from bisect import bisect_left

from carbonpress.press.common.label_size import size_class
from carbonpress.press.label.qr import FLOOR_MM, WANTED_MM, QrTooSmall, fitted
from carbonpress.record.compose import address

SHORT_ID = 30
"""Ids of so many characters are never blamed; where the code is too fine with them, the address of the site is long."""


def id_too_long(id_: str, base_url: str, size: str) -> tuple[str, str] | None:
    """What a long id does to the code on the label of a *size*, and what to do about it; None where it does nothing."""
    if base_url.endswith(".invalid/"):
        return None  # the address of the site is not known yet
    module = _module(id_, base_url, size)
    if len(id_) <= SHORT_ID or module >= WANTED_MM:
        return None
    lengths = range(SHORT_ID, len(id_))
    short_enough = bisect_left(lengths, True, key=lambda length: _module(id_[:length], base_url, size) < WANTED_MM)
    wanted = f"one of at most {lengths[short_enough - 1]} characters" if short_enough else "a shorter one"
    found = f"{module:.3f} mm" if module else f"less than {FLOOR_MM:.2f} mm"
    return (
        f"the id has {len(id_)} characters: the code on the {size} label has modules of {found},"
        f" {WANTED_MM:.2f} mm are wanted",
        f"choose {wanted} before the first version is published; then it never changes",
    )


def _module(id_: str, base_url: str, size: str) -> float:
    """The module of the code of a first version, mm; 0 where there is none that can be printed."""
    try:
        return fitted(base_url + address(id_, 1), size_class(size).code)[1]
    except QrTooSmall:
        return 0.0
