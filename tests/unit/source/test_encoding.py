"""Bytes become text, or are told with the place of the first that cannot."""

from __future__ import annotations

import pytest

from carbonpress.source.encoding import MOST_CHARACTERS, decoded, described, place_in, unwanted_in


@pytest.mark.parametrize(
    ("text", "index", "place"),
    [
        ("abc", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("\nabc", 1, (2, 1)),
        ("a\nb\nc", 4, (3, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("a\n\nb", 2, (2, 1)),
        ("光\n缆电", 3, (2, 2)),
    ],
)
def test_place_of_a_character(text: str, index: int, place: tuple[int, int]) -> None:
    """Lines end with LF, CR or both together; columns count characters; both begin with 1."""
    assert place == place_in(text, index)


def test_a_byte_order_mark_is_no_text() -> None:
    """One byte order mark at the beginning is passed over."""
    assert "id: a" == decoded(b"\xef\xbb\xbfid: a", "a.yml")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"ab\n\x80c", "a.yml:2:1: error[encoding] byte 0x80 is not UTF-8"),
        (b"\xff\xfea\x00", "a.yml:1:1: error[encoding] byte 0xFF is not UTF-8; the file looks like UTF-16"),
        (b"\xfe\xff\x00a", "a.yml:1:1: error[encoding] byte 0xFE is not UTF-8; the file looks like UTF-16"),
        (b"\xfe\xff\xff\xff", "a.yml:1:1: error[encoding] byte 0xFE is not UTF-8; the file looks like UTF-16"),
        (b"a\x00\xa4\x5b\x00b", "a.yml:1:3: error[encoding] byte 0xA4 is not UTF-8; the file looks like UTF-16"),
        (b"aaaaa\x00\xff\x00", "a.yml:1:7: error[encoding] byte 0xFF is not UTF-8"),
        (
            "光缆".encode("gbk"),
            "a.yml:1:1: error[encoding] byte 0xB9 is not UTF-8; the file looks like GBK or GB 18030",
        ),
    ],
)
def test_bytes_that_are_no_text(raw: bytes, told: str) -> None:
    """The first byte that is not UTF-8 is named with its place, and what the file looks like."""
    found = decoded(raw, "a.yml")
    assert isinstance(found, list)
    assert [f"{told}\n  expected: text in UTF-8\n  to mend:  save the file as UTF-8"] == [str(f) for f in found]


@pytest.mark.parametrize(
    ("character", "name", "mend"),
    [
        ("\x00", "U+0000", "save the file as UTF-8 text; it looks like UTF-16 or like no text at all"),
        (
            "\ufffd",
            "U+FFFD REPLACEMENT CHARACTER",
            "type the character again: an earlier conversion of the file damaged it",
        ),
        ("\u200b", "U+200B ZERO WIDTH SPACE", "delete it, or type the text anew instead of pasting it"),
    ],
)
def test_characters_that_no_reader_sees(character: str, name: str, mend: str) -> None:
    """Each such character is named with its place and the way to get rid of it."""
    found = decoded(f"id: a\nb{character}".encode(), "a.yml")
    assert isinstance(found, list)
    assert [
        f"a.yml:2:2: error[character] {name} has no place in a text\n  expected: visible characters\n  to mend:  {mend}"
    ] == [str(f) for f in found]


def test_a_damaged_file_is_not_told_without_end() -> None:
    """Of thousands of unwanted characters so many are named."""
    found = decoded(("\u200b" * (MOST_CHARACTERS + 1)).encode(), "a.yml")
    assert MOST_CHARACTERS == len(found)


def test_first_unwanted_character() -> None:
    """The first character that cannot be seen is given, nothing where there is none."""
    assert ("\u202e", "") == (unwanted_in("a\u202e\u200b"), unwanted_in("光缆"))
    assert "U+0041 LATIN CAPITAL LETTER A" == described("A")
