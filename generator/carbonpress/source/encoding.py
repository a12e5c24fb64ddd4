"""Bytes of a file to text: is it UTF-8, and is every character one that a reader can see?"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from carbonpress.source.finding import Finding

MOST_CHARACTERS = 20
"""So many unwanted characters of one file are named; a damaged file has thousands."""

# Controls, directional marks, joiners, fillers, tags, private use, non-characters and the replacement character.
# As ranges and not as Unicode categories, whose members change with the Python release.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufeff\uffa0\ufff0-\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000e0000-\U0010ffff]"
)
LINE_BREAK = re.compile(r"\r\n|\r|\n")


def decoded(raw: bytes, name: str) -> str | list[Finding]:
    """The text of a file without its byte order mark, or what is wrong with its bytes and characters."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [_not_utf8(raw, error.start, name)]
    return [_unwanted(text, found, name) for found in islice(UNWANTED.finditer(text), MOST_CHARACTERS)] or text


def place_in(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at *index*."""
    line, start = 1, 0
    for found in LINE_BREAK.finditer(text, 0, index):
        # A pair of CR and LF cut in two by *index* still ends the line only behind the LF.
        if found.end() < index or text[index - 1 : index + 1] != "\r\n":
            line, start = line + 1, found.end()
    return line, index - start + 1


def described(character: str) -> str:
    """A character by code point and, where it has one, its name: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def unwanted_in(text: str) -> str:
    """The first character of *text* that no reader can see, or an empty string."""
    found = UNWANTED.search(text)
    return found[0] if found else ""


def _not_utf8(raw: bytes, start: int, name: str) -> Finding:
    before = raw[:start].decode("utf-8")
    line, column = place_in(before, len(before))
    what = f"byte 0x{raw[start]:02X} is not UTF-8{_guess(raw)}"
    return Finding(name, line, column, "encoding", what, "text in UTF-8", "save the file as UTF-8")


def _guess(raw: bytes) -> str:
    # Text in UTF-16 has a zero byte with every character of ASCII.
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw.count(0) * 4 > len(raw):
        return "; the file looks like UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "; the file looks like GBK or GB 18030"


def _unwanted(text: str, found: re.Match[str], name: str) -> Finding:
    line, column = place_in(text, found.start())
    if found[0] == "\x00":
        mend = "save the file as UTF-8 text; it looks like UTF-16 or like no text at all"
    elif found[0] == "\ufffd":
        mend = "type the character again: an earlier conversion of the file damaged it"
    else:
        mend = "delete it, or type the text anew instead of pasting it"
    what = f"{described(found[0])} has no place in a text"
    return Finding(name, line, column, "character", what, "visible characters", mend)
