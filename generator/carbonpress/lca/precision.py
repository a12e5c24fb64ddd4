"""In which precision the arithmetic of this room runs, whatever the caller's own context is."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, getcontext, setcontext
from typing import ParamSpec, TypeVar

from carbonpress.lca.terms import ARITHMETIC

P = ParamSpec("P")
R = TypeVar("R")

# Wide enough to add without loss every term that the input grammar allows (34 digits, exponents of two digits).
_LOSSLESS = Context(prec=10_000, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)


def in_decimal128(function: Callable[P, R]) -> Callable[P, R]:
    """*function*, run in `ARITHMETIC`; the caller's decimal context neither changes the answer nor is changed."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        callers = getcontext()
        if callers is ARITHMETIC:
            return function(*args, **kwargs)
        # `localcontext` would copy the context at every call, which costs more than most sums.
        setcontext(ARITHMETIC)
        try:
            return function(*args, **kwargs)
        finally:
            setcontext(callers)

    return run


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """The sum of *values*, rounded once; 0 for none.

    Adding in decimal128 step by step would let the order of the summands reach
    the last digit; adding without loss and rounding at the end does not.
    """
    summands = list(values)  # computed here, in the precision of the caller
    if not summands:
        return Decimal(0)
    return ARITHMETIC.plus(functools.reduce(_LOSSLESS.add, summands))
