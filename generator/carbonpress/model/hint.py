"""Near misses: what the author may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

UNIT_WORDS = {
    "a": "年 year years yr",
    "core-km": "芯公里 芯千米",
    "d": "天 日 day days",
    "g": "克",
    "GJ": "吉焦",
    "h": "小时 hour hours hr hrs",
    "kg": "千克 公斤 kgs",
    "km": "公里 千米",
    "kW": "千瓦",
    "kWh": "千瓦时 度 kwhr",
    "L": "升 l litre litres liter liters",
    "m": "米",
    "m2": "平方米 sqm",
    "m3": "立方米 方 cbm",
    "MJ": "兆焦",
    "MWh": "兆瓦时",
    "Nm3": "标准立方米 标方",
    "piece": "个 件 只 支 pc pcs pieces",
    "server": "台",
    "t": "吨",
    "tkm": "吨公里 吨千米 t·km t.km t*km ton-km",
    "W": "瓦",
}
"""What people write for a unit, by the symbol that is meant; never read as a unit, only as a hint."""
AMBIGUOUS = {"ton", "tons", "tonne", "tonnes"}


def near_miss(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` for the known word nearest to *word*, or an empty string.

    Case is ignored first (`KG` is surely `kg`), then likeness counts; the order
    of *known* breaks ties.
    """
    words = list(known)
    same = [w for w in words if w.lower() == word.lower()]
    likely = same or difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean {likely[0]!r}?" if likely else ""


def unit_hint(word: str, symbols: Collection[str]) -> str:
    """What unit may have been meant by *word*, or an empty string."""
    if word.lower() in AMBIGUOUS:
        return "'ton' means three different masses; write t or kg"
    if (mass := word.removesuffix("CO2e").strip()) != word and mass in symbols:
        return f"write {mass} alone: this is no amount of CO2e"
    meant = next((symbol for symbol, words in UNIT_WORDS.items() if word in words.split()), "")
    return f"did you mean {meant!r}?" if meant in symbols else near_miss(word, symbols)
