"""Strict YAML: what passes, what is refused, and where it says so."""

from __future__ import annotations

import pytest

from carbonpress.source import document as module
from carbonpress.source.document import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR, Data, Document, parse
from carbonpress.source.finding import Finding


def sound(text: str | bytes) -> Document:
    raw = text.encode() if isinstance(text, str) else text
    document, findings = parse(raw, "a.yml")
    assert [] == findings
    assert document is not None
    return document


def data(text: str | bytes) -> Data:
    return sound(text).data


def refused(text: str | bytes) -> list[tuple[int, int, str]]:
    raw = text.encode() if isinstance(text, str) else text
    _, findings = parse(raw, "a.yml")
    assert all(isinstance(finding, Finding) and finding.file == "a.yml" for finding in findings)
    return [(finding.line, finding.column, finding.rule) for finding in findings]


@pytest.mark.parametrize(
    "word", ["NO", "12:30", "0123", "01234567", "1_000", "1e3", "yes", "0x1F", ".inf", "2026-01-01"]
)
def test_a_scalar_stays_as_typed(word: str) -> None:
    """A scalar that YAML 1.1 would convert stays the text that was typed."""
    assert {"a": word, "b": [word]} == data(f"a: {word}\nb: [{word}]\n")


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_plain_null_is_nothing(nothing: str) -> None:
    """Only a plain scalar that is empty or null stands for nothing."""
    assert {"a": None, "b": nothing} == data(f"a: {nothing}\nb: '{nothing}'\n")


def test_text_is_brought_into_its_composed_form() -> None:
    """A text in decomposed form is the same as the composed one, whether typed or escaped."""
    assert {"a": "é", "b": "é"} == data('a: e\u0301\nb: "e\\u0301"\n')


def test_multi_line_texts_follow_yaml() -> None:
    """Folded, literal and wrapped texts mean what YAML says."""
    assert {"a": "x y\n", "b": "x\ny\n", "c": "x y"} == data("a: >\n  x\n  y\nb: |\n  x\n  y\nc: x\n  y\n")


@pytest.mark.parametrize(
    "raw", [b"a: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r", b"\xef\xbb\xbfa: 1\nb: 2\n", b"--- \na: 1\nb: 2\n...\n"]
)
def test_the_same_data_whatever_the_editor(raw: bytes) -> None:
    """Line ends of Windows and of old Macs, a byte order mark and document marks change nothing."""
    assert {"a": "1", "b": "2"} == data(raw)


def test_a_key_given_twice_counts_once() -> None:
    """Of a key given twice the first value counts, and the finding names its line."""
    document, findings = parse(b"a: 1\nb:\n  c: 2\n  c: 3\na: 4\n", "a.yml")
    assert document is not None
    assert {"a": "1", "b": {"c": "2"}} == document.data
    assert [(4, 3), (5, 1)] == [(finding.line, finding.column) for finding in findings]
    assert "line 3" in findings[0].message
    assert "line 1" in findings[1].message
    assert (3, 6) == document.place(("b", "c"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\n", [(1, 4, "anchor"), (2, 4, "anchor")]),
        ("a: {<<: {b: 1}}\n", [(1, 5, "merge-key")]),
        ("a: !!str 1\n", [(1, 4, "tag")]),
        ("%YAML 1.2\n---\na: 1\n", [(1, 1, "directive")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "several-documents")]),
        ("光: 1\n", [(1, 1, "key")]),
        ("? [a]\n: 1\n", [(1, 3, "key")]),
        ("'': 1\n", [(1, 1, "key")]),
        ("~: 1\n", [(1, 1, "key")]),
        ("a:\n\t- 1\n", [(2, 1, "syntax")]),
        ("a:\n  b: 1\n c: 2\n", [(3, 2, "syntax")]),
        ("", [(1, 1, "empty")]),
        ("# only a comment\n", [(1, 1, "empty")]),
        ('光: "\\u200b"\n', [(1, 1, "key"), (1, 4, "character")]),
        ("a: 光\u200b缆\n", [(1, 5, "character")]),
        ("a: 1\nb: 光\u202e\r\nc: \x07\n", [(2, 5, "character"), (3, 4, "character")]),
    ],
)
def test_what_means_different_things_to_different_readers_is_refused(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    """Anchors, tags, directives and the like are refused at their line and column."""
    assert expected == refused(text)


def test_the_column_of_a_bad_byte_counts_characters() -> None:
    """A byte that is not UTF-8 is placed by line and by characters, not bytes."""
    assert [(2, 6, "encoding")] == refused("光: 缆\nb: 光缆".encode() + b"\xff\n")


def test_a_damaged_file_gives_few_findings() -> None:
    """A file full of unwanted characters gives no more than twenty findings."""
    assert 20 == len(refused("a: '" + "\x01" * 5_000 + "'"))


def test_the_limits_are_exact() -> None:
    """What just meets a limit passes, one more is refused."""
    assert "x" * MAX_SCALAR == data("x" * MAX_SCALAR)
    assert [(1, 1, "too-long")] == refused("x" * (MAX_SCALAR + 1))
    assert isinstance(data("[" * MAX_DEPTH + "]" * MAX_DEPTH), list)
    assert [(1, MAX_DEPTH + 1, "too-deep")] == refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert MAX_NODES - 1 == len(list(data("- a\n" * (MAX_NODES - 1)) or []))
    assert [(MAX_NODES, 3, "too-many")] == refused("- a\n" * MAX_NODES)
    assert "a" == data(b"a #" + b"x" * (MAX_BYTES - 3))
    assert [(1, 1, "too-big")] == refused(b"a #" + b"x" * (MAX_BYTES - 2))


@pytest.mark.parametrize(
    "part", ["[", "{", "- ", "a: ", "? ", "&a ", "!a ", '"', "'", "a\n", "{a", "[a,", "%", "\n", "#", "\ta"]
)
def test_a_megabyte_of_anything_is_dealt_with(part: str) -> None:
    """A file of the greatest size is refused or read, whatever it repeats, before the time limit."""
    document, findings = parse((part * MAX_BYTES)[:MAX_BYTES].encode(), "a.yml")
    assert document or findings


def test_aliases_are_never_expanded() -> None:
    """A bomb of aliases is refused without being built."""
    levels = "".join(f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]\n" for i in range(1, 30))
    document, findings = parse(f"k0: &k0 x\n{levels}".encode(), "a.yml")
    assert document is None
    assert {"anchor"} == {finding.rule for finding in findings}


def test_places_count_characters_from_one() -> None:
    """Places are lines and columns in characters from 1, Chinese and beyond the basic plane included."""
    document = sound(
        '# 注释\nname: {zh: "层绞式😀光缆", en: b}\nlist:\n  - x\n  - {光: 1, k: v}\n'.replace("光: 1", "g: 1")
    )
    assert (2, 1) == document.place(())
    assert (2, 1) == document.place(("name",), key=True)
    assert (2, 7) == document.place(("name",))
    assert (2, 12) == document.place(("name", "zh"))
    assert (2, 22) == document.place(("name", "en"), key=True)
    assert (2, 26) == document.place(("name", "en"))
    assert (4, 5) == document.place(("list", 0))
    assert (4, 5) == document.place(("list", 0), key=True)
    assert (5, 12) == document.place(("list", 1, "k"), key=True)


def test_the_nearest_ancestor_stands_in_for_a_path_that_does_not_exist() -> None:
    """A path that does not exist has the place of its nearest ancestor that does."""
    document = sound("a: 1\nb:\n  c: {d: 2}\n")
    assert (3, 6) == document.place(("b", "c", "x", 3))
    assert (3, 3) == document.place(("b", "c", "x"), key=True)
    assert (1, 1) == document.place(("z",))
    assert (1, 1) == document.place(("z",), key=True)


def test_a_key_that_is_refused_does_not_shift_the_places_of_others() -> None:
    """Keys that are no text are walked past when places are looked up."""
    document, _ = parse(b"? {a: [b, {c: d}]}\n: {a: 1}\na: {c: 2}\n", "a.yml")
    assert document is not None
    assert {"a": {"c": "2"}} == document.data
    assert (3, 8) == document.place(("a", "c"))


def test_a_missing_c_parser_is_said_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml nothing is parsed, and the finding says what to install."""
    monkeypatch.setattr(module, "CParser", None)
    document, findings = parse(b"a: 1\n", "a.yml")
    assert document is None
    assert ["libyaml"] == [finding.rule for finding in findings]
    assert "install" in findings[0].mend
