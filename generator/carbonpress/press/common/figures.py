"""How numbers and units are written: decimal strings of the record in, text out.

Nothing is computed here; digits are only cut, grouped and padded.  Rules that hold everywhere:

- thousands are set apart by a thin space, the decimal sign is a point, minus is U+2212;
- a number that is not zero never prints as zero: `<0.01`, `<0.1%`, and `>−0.01` for small removals;
- what is not counted is `None` in the record and prints as the text given for it, never as 0;
- rounding is half-even, each number by itself, except that percentages of a whole sum to 100.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache

from carbonpress.lca.shares import largest_remainder
from carbonpress.record.wording import edition, words_in

THIN_SPACE = "\u2009"
MINUS = "\u2212"

_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)
REMEMBERED = 2048
"""The same numbers stand on several pages in two languages: so many of them are written once only."""

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_WHOLE_TOLERANCE = Decimal("0.00001")


def digit(what: str) -> int:
    """With how many digits *what* is shown, by its key in `terms/digits.yml` of the theme."""
    return _digits(edition())[what]


@cache
def _digits(_edition: str) -> Mapping[str, int]:
    return {what: int(count) for what, count in words_in("terms/digits.yml").items()}


def headline(value: str, digits: int | None = None) -> str:
    """A number as it is told, to at most so many significant digits: `1 027`, `42.79`, `0.8134`.

    Where none are given, as many as the theme says.  The figure of a declaration has
    its unit and power of ten from `headline.headline_of`.

    >>> headline("1027.4")
    '1\u2009027'
    >>> headline("0.000212345")
    '0.0002123'
    """
    return _rounded(value, digit("headline") if digits is None else digits)


def amount(value: str | None, digits: int | None = None, absent: str = "") -> str:
    """A number of a table: *digits* decimals, or at most six significant digits where None.

    Parameters
    ----------
    value
        Decimal string; None prints as *absent*.
    digits
        Decimals; a smaller number that is not zero prints as `<0.01`.

    >>> amount("0.003", 2)
    '<0.01'
    >>> amount("327.15912")
    '327.159'
    """
    if value is None:
        return absent
    return _rounded(value, digit("computed")) if digits is None else _padded(value, digits)


@lru_cache(maxsize=REMEMBERED)
def exact(value: str) -> str:
    """A number with every digit that the record has, for who works it again by hand.

    >>> exact("1234567.25")
    '1\u2009234\u2009567.25'
    """
    return _grouped(value)


def column(values: Sequence[str | None], absent: str, significant: int | None = None) -> list[str]:
    """Numbers that stand under each other, with common decimals: the largest has *significant* digits; see `decimals`.

    >>> column(["707.6", "189", None, "0.02"], "–")
    ['707.6', '189.0', '–', '<0.1']
    """
    digits = decimals(values, significant)
    return [amount(value, digits, absent) for value in values]


def decimals(values: Sequence[str | None], significant: int | None = None) -> int:
    """How many decimals the largest of *values* needs to show *significant* digits; never negative.

    Where none are given, as many digits as the theme says for columns.
    """
    largest: Decimal = max((abs(Decimal(value)) for value in values if value is not None), default=Decimal(0))
    wanted = digit("column") if significant is None else significant
    return max(0, wanted - 1 - largest.adjusted()) if largest else 0


def line_decimals(total: str, least: int | None = None) -> int:
    """Decimals of the parts of *total* in a table: *least*, or as many as show three digits of a small total.

    Where *least* is not given, it is what the theme says of results.

    >>> line_decimals("913.7"), line_decimals("0.004512")
    (2, 5)
    """
    return max(digit("result") if least is None else least, decimals([total], digit("part")))


@lru_cache(maxsize=REMEMBERED)
def percent(share: str | None, absent: str = "") -> str:
    """One share of the total as a percentage with one decimal: `68.9%`; for parts of a whole see `percents`.

    >>> percent("0.00004")
    '<0.1%'
    """
    return absent if share is None else _fixed(_CONTEXT.multiply(Decimal(share), Decimal(100)), 1) + "%"


def percents(shares: Sequence[str | None], absent: str = "") -> list[str]:
    """Shares of one whole as percentages that sum to 100.0 (method of the largest remainder).

    Where the shares given do not make a whole (one of them is left out, or the
    total is not positive), each is rounded by itself.  None prints as *absent*.

    >>> percents(["0.3333333", "0.3333333", "0.3333334", None], "excl.")
    ['33.3%', '33.3%', '33.4%', 'excl.']
    """
    tenths = whole_tenths(shares)
    return [
        percent(share, absent) if tenth is None or share is None else _tenths(Decimal(share), tenth)
        for share, tenth in zip(shares, tenths, strict=True)
    ]


def whole_tenths(shares: Sequence[str | None]) -> Sequence[int | None]:
    """Each share in tenths of a per cent so that they sum to 1000; all None where the shares are no whole.

    Ties go to the earlier share.
    """
    return _whole_tenths(tuple(shares))


@lru_cache(maxsize=256)
def _whole_tenths(shares: tuple[str | None, ...]) -> Sequence[int | None]:
    given = [Decimal(share) for share in shares if share is not None]
    percentages = largest_remainder(given)
    if percentages is None or abs(sum(given, Decimal(-1))) > _WHOLE_TOLERANCE:
        return [None] * len(shares)
    tenths = iter(percentages)
    return [None if share is None else int(next(tenths) * 10) for share in shares]


def unit_name(symbol: str, language: str, value: str = "1") -> str:
    """How a unit of the record is shown: `kg CO2e` as `kg CO₂e`, `tkm` as `t·km`, `1` as nothing.

    Names come from `terms/units.yml` of the theme; *value* chooses between
    singular and plural in English.  Units joined by `/`, `·` and brackets are
    named one by one.

    >>> unit_name("kg CO2e/core-km", "en")
    'kg CO₂e/(core·km)'
    """
    names = words_in("terms/units.yml")
    if symbol in names:
        return _unit(names, symbol, language, value)
    parts = re.split(r"([/()·* ])", symbol)
    made = [part if index % 2 else _unit(names, part, language, "1") for index, part in enumerate(parts)]
    for index in range(2, len(made), 2):
        if made[index - 1] == "/" and "·" in made[index]:
            made[index] = f"({made[index]})"
    return "".join(made)


def quantity(value: str | None, unit: str, language: str, digits: int | None = None, absent: str = "") -> str:
    """A number with its unit, `412.6 MWh`, `24 core·km`; the number alone where the unit is `1`."""
    if value is None:
        return absent
    name = unit_name(unit, language, value)
    return f"{amount(value, digits)} {name}" if name else amount(value, digits)


def significant(number: Decimal, digits: int) -> Decimal:
    """*number* to at most so many significant digits, half-even."""
    return _precision(digits).plus(number)


def raised(number: int) -> str:
    """A whole number in raised digits: `-6` as `⁻⁶`."""
    return str(number).translate(_SUPERSCRIPTS)


def chemical(formula: str) -> str:
    """A chemical formula with its small digits: `CO2e` as `CO₂e`, `CH4` as `CH₄`; other text stays as it is.

    >>> chemical("kg N2O")
    'kg N₂O'
    """
    return re.sub(r"(?<=[A-Za-z)])[0-9]+", lambda found: found[0].translate(_SUBSCRIPTS), formula)


def _unit(names: Mapping[str, Mapping[str, str]], symbol: str, language: str, value: str) -> str:
    """The name of one simple unit; unknown symbols keep theirs, with powers and formulas set right."""
    if symbol in names:
        forms = names[symbol]
        many = forms.get(f"{language}_many") if abs(Decimal(value)) != 1 else None
        return many or forms[language]
    if symbol.startswith("CO2"):
        return chemical(symbol)
    return re.sub(r"(?<=[a-z])\^?(-?[0-9])$", lambda found: found[1].translate(_SUPERSCRIPTS), symbol)


@lru_cache(maxsize=REMEMBERED)
def _rounded(value: str, digits: int) -> str:
    """A number to at most so many significant digits."""
    return _written(significant(Decimal(value), digits))


@lru_cache(maxsize=REMEMBERED)
def _padded(value: str, digits: int) -> str:
    """A number with so many decimals."""
    return _fixed(Decimal(value), digits)


@cache
def _step(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


@cache
def _precision(digits: int) -> Context:
    return Context(prec=digits, rounding=ROUND_HALF_EVEN)


def _written(number: Decimal) -> str:
    """Plain notation without idle zeros, thousands set apart."""
    text = f"{number:f}"
    return _grouped(text.rstrip("0").rstrip(".") if "." in text else text)


def _fixed(number: Decimal, digits: int) -> str:
    """So many decimals; `<` the smallest of them for a number that would look like zero."""
    step = _step(digits)
    rounded = number.quantize(step, context=_CONTEXT)
    if rounded or not number:
        return _grouped(f"{_CONTEXT.plus(rounded):f}")
    return f"<{step:f}" if number > 0 else f">{MINUS}{step:f}"


def _tenths(share: Decimal, tenth: int) -> str:
    """A percentage from its tenths, unless it would look like zero."""
    if tenth == 0 and share:
        return "<0.1%" if share > 0 else f">{MINUS}0.1%"
    return _grouped(f"{Decimal(tenth).scaleb(-1):f}") + "%"


def _grouped(text: str) -> str:
    """Thousands apart by thin spaces, and a real minus."""
    sign, digits = (MINUS, text[1:]) if text.startswith("-") else ("", text)
    whole, point, fraction = digits.partition(".")
    if len(whole) < 4:
        return sign + digits
    groups = f"{int(whole):,}".replace(",", THIN_SPACE)
    return f"{sign}{groups}{point}{fraction}"
