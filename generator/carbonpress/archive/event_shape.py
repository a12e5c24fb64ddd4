"""The shape of one event of the ledger: which keys it has, and what each of them may hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from carbonpress.model.language import LANGUAGES
from carbonpress.model.scalar import LONGEST_ID, LONGEST_TEXT, NAME, RESERVED
from carbonpress.model.web_address import is_normal

HIGHEST = 10**9
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
HASH = re.compile(r"[0-9a-f]{64}")
ADDRESS = re.compile(r"p/([a-z0-9-]+)/v([1-9][0-9]{0,8})/")


ADDRESS_KINDS = ("moved", "renamed")
"""Events that concern no single version, but an address: of the site, or of a product."""


def flaw_of(data: Mapping[str, Any]) -> str:
    """What is wrong with the shape of an event read from JSON; empty when nothing is."""
    kind = data.get("event")
    checks = OF_KIND.get(kind, CHECKS) if isinstance(kind, str) else CHECKS
    if unknown := sorted(set(data) - set(checks)):
        return f"the line has the unknown key {unknown[0]!r}"
    if missing := sorted(set(checks) - set(data)):
        return f"the line has no {missing[0]!r}"
    for key, is_sound in checks.items():
        if not is_sound(data[key]):
            return f"{key} cannot be {_shown(data[key])}"
    return _same_address(data) if kind in ADDRESS_KINDS else _contradiction(data)


def _same_address(data: Mapping[str, Any]) -> str:
    return "the new address is the old one" if data["old"] == data["new"] else ""


def _contradiction(data: Mapping[str, Any]) -> str:
    if not data["url"].endswith(f"/p/{data['id']}/v{data['version']}/"):
        return f"the address {data['url']} is not that of {data['id']} version {data['version']}"
    if data["event"] == "withdraw" and not data["reason"]:
        return "a withdrawal needs a reason"
    if data["event"] == "publish" and data["successor"]:
        return "what is published has no successor yet"
    return ""


def _is_kind(value: Any) -> bool:
    return value in ("publish", "supersede", "withdraw")


def _is_id(value: Any) -> bool:
    fits = isinstance(value, str) and len(value) <= LONGEST_ID and NAME.fullmatch(value) is not None
    return fits and value not in RESERVED


def _is_number(value: Any) -> bool:
    return type(value) is int and 1 <= value < HIGHEST


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and is_normal(value)


def _is_base(value: Any) -> bool:
    return _is_url(value) and value.endswith("/")


def is_date(value: Any) -> bool:
    """Is *value* the text of a day, YYYY-MM-DD, that the calendar has?"""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_reason(value: Any) -> bool:
    if value is None:
        return True
    words = isinstance(value, dict) and bool(value) and set(value) <= set(LANGUAGES)
    return words and all(isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT for text in value.values())


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_successor(value: Any) -> bool:
    return value is None or _matches(ADDRESS)(value)


CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "seq": _is_number,
    "prev": _matches(HASH),
    "event": _is_kind,
    "id": _is_id,
    "version": _is_number,
    "url": _is_url,
    "digest": _matches(DIGEST),
    "date": is_date,
    "reason": _is_reason,
    "successor": _is_successor,
}

ADDRESS_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "seq": _is_number,
    "prev": _matches(HASH),
    "event": lambda value: value in ADDRESS_KINDS,
    "date": is_date,
    "reason": _is_reason,
}
OF_KIND: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "moved": {**ADDRESS_CHECKS, "old": _is_base, "new": _is_base},
    "renamed": {**ADDRESS_CHECKS, "old": _is_id, "new": _is_id},
}
"""The checks of the events that concern no single version."""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
