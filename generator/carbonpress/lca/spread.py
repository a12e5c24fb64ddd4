"""How far one datum may be off: what was given for it, or what its scores in the pedigree matrix stand for."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from carbonpress.lca.precision import in_decimal128
from carbonpress.model.quality import INDICATORS, Uncertainty
from carbonpress.model.quantity import Quantity, UnitError
from carbonpress.reference.pedigree import Basic, Pedigree

Distribution = Literal["lognormal", "normal", "triangular"]

Z = Decimal("1.959963984540054")
"""The 97.5 % quantile of the standard normal distribution: 95 % lie within so many standard deviations."""

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution about a datum, relative to its value.

    `sd` is the standard deviation of the logarithm where the distribution is
    lognormal, of the relative value otherwise.  `mean` is the mean as a multiple
    of the value - a lognormal has its value as median - and `cv` the standard
    deviation as a part of the mean.  `low` and `high` hold 95 % between them, or
    all where a range was given.
    """

    distribution: Distribution
    sd: Decimal
    mean: Decimal
    cv: Decimal
    low: Decimal
    high: Decimal
    given: bool


class SpreadError(ValueError):
    """An uncertainty that does not fit the value it is given for."""


@in_decimal128
def derived_spread(scores: Sequence[int], basic: Basic, pedigree: Pedigree) -> Spread:
    """The lognormal spread of a datum with these scores: variances of the logarithm add up.

    Source: Weidema et al. 2013, ecoinvent report 1 (v3); Frischknecht et al. 2007, ecoinvent report 1.
    """
    additional = pedigree.uncertainty.additional
    factors = [additional[name][score - 1] for name, score in zip(INDICATORS, scores, strict=True)]
    return _lognormal(tuple(factors), getattr(pedigree.uncertainty.basic, basic))


@in_decimal128
def basic_spread(basic: Basic, pedigree: Pedigree) -> Spread:
    """The lognormal spread of the basic uncertainty alone."""
    return _lognormal((), getattr(pedigree.uncertainty.basic, basic))


@in_decimal128
def given_spread(given: Uncertainty, value: Quantity | None) -> Spread:
    """The spread that an author gave for *value*; relative forms need no value.

    Raises
    ------
    SpreadError
        When it is in another unit than the value, reaches below zero, or is a
        range that does not hold the value.
    """
    if given.gsd is not None:
        return _spread("lognormal", given.gsd.ln(), True)
    if given.range is not None:
        low, high = (_end(end, value) for end in given.range)
        return _triangular(low, high)
    assert given.within is not None or given.sd is not None  # the model takes one of the four forms
    sd = _relative(given.within, value) / Z if given.within is not None else _relative(given.sd, value)
    if sd * Z > 1:
        raise SpreadError("the value may be below zero; say gsd instead")
    return _spread("normal", sd, True)


@functools.lru_cache(maxsize=4096)
def _lognormal(factors: tuple[Decimal, ...], basic: Decimal) -> Spread:
    variance = sum((factor.ln() ** 2 for factor in (*factors, basic)), Decimal(0)) / 4
    return _spread("lognormal", variance.sqrt(), False)


def _spread(distribution: Distribution, sd: Decimal, given: bool) -> Spread:
    if distribution == "lognormal":
        reach, variance = (Z * sd).exp(), sd * sd
        cv = (variance.exp() - 1).sqrt()
        return Spread(distribution, sd, (variance / 2).exp(), cv, ONE / reach, reach, given)
    return Spread(distribution, sd, ONE, sd, ONE - Z * sd, ONE + Z * sd, given)


def _triangular(low: Decimal, high: Decimal) -> Spread:
    """The triangular distribution from *low* to *high* with its peak at one."""
    if not 0 <= low <= 1 <= high:
        raise SpreadError("the range does not hold the value, or reaches below zero")
    variance = (low * low + ONE + high * high - low - high - low * high) / 18
    mean = (low + ONE + high) / 3
    return Spread("triangular", variance.sqrt(), mean, variance.sqrt() / mean, low, high, True)


def _end(end: Quantity, value: Quantity | None) -> Decimal:
    """An end of a range as a multiple of the value."""
    return ONE + _relative(end, value) if end.unit.dimension == "share" else _relative(end, value)


def _relative(spread: Quantity | None, value: Quantity | None) -> Decimal:
    assert spread is not None  # of two forms the one that is given comes here
    if spread.unit.dimension == "share":
        return spread.value * spread.unit.size.numerator / spread.unit.size.denominator
    if value is None or value.value <= 0:
        raise SpreadError(f"{spread} has no value it could be measured by; give it in %")
    try:
        return spread.to(value.unit).value / value.value
    except UnitError as error:
        raise SpreadError(str(error)) from None
