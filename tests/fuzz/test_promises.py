"""The promises of `promises.py` hold for what Hypothesis thinks of, and for what libFuzzer finds in a moment."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from tests.fuzz import promises

from carbonpress.record.shape import Record

BASE = (Path(__file__).parents[1] / "declarations" / "hostile" / "base.yml").read_bytes()
PIECES = """
    < > & " ' / = ` {{ }} ${ {% <!-- --> ]]> </ javascript: &lt; &#x3c; onload= % CO2 10^3
    <script> </script> </template> </title> <img/src=x/onerror=alert(1)>
""".split()  # noqa: SIM905  a list of pieces reads better as words
PIECES += ["\\u003c", "\x00", "\n", " ", "\u2028", "\u202e", "光"]
markup = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


@given(st.integers(0, len(BASE)), st.integers(0, 40), st.binary(max_size=40))
def test_a_damaged_declaration_is_told(place: int, gone: int, put: bytes) -> None:
    """A good file in which some bytes were replaced gives a declaration or findings."""
    promises.loaded(BASE[:place] + put + BASE[place + gone :])


@given(st.lists(st.sampled_from(BASE.splitlines(keepends=True)), max_size=30).map(b"".join))
def test_lines_in_any_order_are_told(raw: bytes) -> None:
    """The lines of a good file in any order and number give a declaration or findings."""
    promises.loaded(raw)


@settings(max_examples=12)
@given(markup)
@example("<script>alert(1)</script>")
@example("\"'><img src=x onerror=alert(1)></template></script>{{7*7}}")
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever authors write, pages have the elements and attributes of their templates."""
    promises.pressed(text.encode("utf-8", "ignore"))


def test_the_promise_of_pages_can_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where text is taken for markup, the promise is broken: what looks for that would find it."""

    def trusting(record: Record, text: str) -> Record:
        record["study"]["goal"] = {"zh": Markup(text), "en": Markup(text)}
        return record

    monkeypatch.setattr("tests.fuzz.promises.poisoned", trusting)
    promises._plain.cache_clear()
    with pytest.raises(AssertionError):
        promises.pressed(b"<b onclick=x>")
    promises._plain.cache_clear()


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is installed by `make fuzz`")
@pytest.mark.parametrize(("name", "runs"), [("loaded", "3000"), ("pressed", "15")])
def test_libfuzzer_finds_nothing(name: str, runs: str) -> None:
    """Led by the code that its inputs reach, libFuzzer breaks no promise in a few seconds."""
    run = Path(__file__).with_name("run.py")
    done = subprocess.run([sys.executable, str(run), name, "0", runs], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr[-2000:]
    assert "stat::number_of_executed_units" in done.stderr
