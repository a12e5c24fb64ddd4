"""Scales hold zero, hollow is not zero, and every figure for Plotly is one that Plotly knows."""

from __future__ import annotations

import html
import json
import re
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.charts.boundary_drawing import boundary_drawing, wrapped
from carbonpress.press.charts.charts import (
    Bar,
    bar_svg,
    bars,
    escaped_json,
    plotly_bars,
    plotly_treemap,
    plotly_waterfall,
    strip,
    tones,
    waterfall,
)
from carbonpress.press.common.frame import voice
from carbonpress.press.common.page import Site
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.shape import Record
from carbonpress.record.version import Version

NUMBERS = st.decimals(-(10**6), 10**6, places=3).map(str)


def figures_of(body: str) -> list[dict[str, Any]]:
    """The Plotly figures in a page, read from their template elements as the script does."""
    return [json.loads(html.unescape(found)) for found in re.findall(r"<template>(\{.*?)</template>", body, re.DOTALL)]


def test_bars_begin_at_zero() -> None:
    """The longest bar fills the scale; half the value is half the length; what is not counted has no bar."""
    assert [Bar(0, 100), Bar(0, 50), None] == bars(["10", "5", None])


def test_removals_run_to_the_other_side_of_zero() -> None:
    """A negative value ends where the positive ones begin."""
    assert [Bar(20, 80, 20), Bar(0, 20, 20)] == bars(["80", "-20"])


def test_bars_of_nothing_have_no_length() -> None:
    """A scale without extent divides nothing by zero."""
    assert [Bar(0, 0), None] == bars(["0", None])
    assert [] == bars([])


@given(st.lists(st.none() | NUMBERS, max_size=8))
def test_every_bar_lies_on_its_scale(values: list[str | None]) -> None:
    """Whatever the values, bars touch zero at one end and stay within 0 and 100."""
    for value, bar in zip(values, bars(values), strict=True):
        assert (value is None) == (bar is None)
        if bar is not None:
            low, high = ends(bar)
            assert -0.02 <= low <= high <= 100.02
            assert min(abs(low - bar.zero), abs(high - bar.zero)) <= 0.03


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_a_waterfall_hangs_together(values: list[str]) -> None:
    """Each bar begins where the one before ended, and the last runs from zero to the sum."""
    drawn = [bar for bar in waterfall(values) if bar is not None]
    assert len(values) + 1 == len(drawn)
    for before, after in pairwise(drawn):
        assert any(abs(end - begin) <= 0.05 for end in ends(before) for begin in ends(after))


def ends(bar: Bar) -> tuple[float, float]:
    """Where a bar begins and ends on its scale."""
    return bar.start, bar.start + bar.length


def test_what_is_not_counted_is_hollow() -> None:
    """No bar, no track: an outline."""
    assert "cp-hollow" in bar_svg(None, "s1")
    assert "cp-s1" not in bar_svg(None, "s1")


def test_the_strip_has_a_part_for_every_counted_stage(record: Record) -> None:
    """Four counted stages make four parts with three cuts; the excluded one has none."""
    svg = strip(record["boundary"]["stages"])
    assert ["cp-s1", "cp-s2", "cp-s3", "cp-s5"] == re.findall(r'class="(cp-s\d)"', svg)
    assert 3 == svg.count("cp-cut")


def test_parts_of_no_whole_make_no_strip(record: Record) -> None:
    """Where a stage removes more than it emits, or no share is known, nothing is drawn."""
    stages = record["boundary"]["stages"]
    stages[0]["share"] = "-0.2"
    assert "" == strip(stages)
    for stage in stages:
        stage["share"] = None
    assert "" == strip(stages)


def test_stages_keep_their_colour_and_others_take_what_is_left(record: Record) -> None:
    """Known stages have the same tone in every product; unknown ones take free tones."""
    stages = [{"id": "production"}, {"id": "assembly"}, {"id": "use"}]
    assert {"production": "s2", "use": "s4", "assembly": "s1"} == tones(stages)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_plotly_knows_every_figure(record: Record, site: Site, language: str) -> None:
    """Each figure in the pages passes Plotly's own validation."""
    version = Version(record, "current")
    found = figures_of(declaration_page(version, site, language).body)
    found += figures_of(report_page(version, site, language).body)
    assert ["bar", "bar", "waterfall", "treemap"] == [figure["data"][0]["type"] for figure in found]
    for figure in found:
        go.Figure(figure)


def test_plotly_refuses_what_is_no_figure() -> None:
    """The validation that the test above relies on does catch a misspelt key."""
    with pytest.raises(ValueError, match="bad"):
        go.Figure({"data": [{"type": "bar", "bad": 1}]})


def test_hostile_names_are_only_text_for_plotly() -> None:
    """Plotly reads tags and entities; ours arrive as entities, so that they show as typed."""
    figure = plotly_bars(["<a href='//x'>n</a>"], ["1"], ["<b>1</b>"], ["s1"], "kg", "none")
    assert ["&lt;a href=&#39;//x&#39;&gt;n&lt;/a&gt;"] == figure["data"][0]["y"]
    assert ["&lt;b&gt;1&lt;/b&gt;"] == figure["data"][0]["text"]


def test_plotly_bars_say_what_is_not_counted() -> None:
    """A stage without value has no bar and a note in its place."""
    figure = plotly_bars(["a", "b"], ["1", None], ["1", ""], ["s1", "s2"], "kg", "not counted")
    assert [1.0, None] == figure["data"][0]["x"]
    assert [("b", "not counted")] == [(note["y"], note["text"]) for note in figure["layout"]["annotations"]]
    assert "tozero" == figure["layout"]["xaxis"]["rangemode"]


def test_areas_show_only_what_has_an_area() -> None:
    """Removals and empty stages are left out of the treemap; tones follow the stage."""
    groups = [("a", "A", "s1"), ("b", "B", "s2")]
    figure = plotly_treemap(groups, [("a", "x", "2", "2"), ("b", "y", "-1", "−1")])
    assert ["A", "x"] == figure["data"][0]["labels"]
    assert ["s1", "s1"] == figure["data"][0]["meta"]["tones"]


def test_the_waterfall_ends_in_the_total() -> None:
    """Its last measure is the total, which Plotly sums itself."""
    figure = plotly_waterfall(["a", "b"], ["1", "-2"], ["1", "−2"], "kg", "Total", "−1")
    assert ["relative", "relative", "total"] == figure["data"][0]["measure"]
    go.Figure(figure)


@given(st.text())
def test_json_for_pages_holds_no_markup_and_loses_nothing(text: str) -> None:
    """Any text survives, and no `<`, `>` or `&` stands in it."""
    made = escaped_json({"x": text})
    assert not set("<>&\u2028\u2029") & set(made)
    assert text == json.loads(made)["x"]


@given(st.text(max_size=120), st.integers(1, 3))
def test_wrapped_text_keeps_to_its_lines(text: str, lines: int) -> None:
    """Never more lines than asked for."""
    assert lines >= len(wrapped(text, 13, 200, lines))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_drawing_shows_what_is_inside_and_outside(record: Record, language: str) -> None:
    """Counted stages lie within the boundary, excluded ones hollow outside, inputs stand with their number."""
    drawing = boundary_drawing(record, voice(language))
    assert 4 == drawing.count('class="cp-box"')
    assert 1 == drawing.count('class="cp-hollow"')
    assert record["boundary"]["stages"][3]["name"][language] in drawing
    confidential = voice(language).words["kind.confidential"]
    assert f"{confidential} 2" in drawing


def test_the_drawing_gathers_what_has_no_room(record: Record) -> None:
    """Of many kinds of input the largest stand by themselves and the others in one, so that all lines are counted."""
    kinds = ["material"] * 5 + ["transport"] * 3 + ["packaging"] * 2 + ["energy", "emission"]
    one = record["activities"][0]
    record["activities"] = [{**one, "kind": kind, "stage": "production"} for kind in kinds]
    record["confidential"] = []
    drawing = boundary_drawing(record, voice("en"))
    assert ["Material 5", "Transport 3", "Packaging 2", "… 2"] == re.findall(r">([A-Z…][a-z]* \d)<", drawing)
