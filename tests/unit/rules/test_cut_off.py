"""The limits of the cut-off criteria, at the limit itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.rules.ask import percent


@pytest.fixture
def round_server():
    """A server of exactly 8640 kg."""
    return "server-stated", ("total: 8640 kg\n", "total: 8640 kg\nexcluded:\n  - {ENTRY}\n")


def left_out(round_server, estimate):
    example, (old, new) = round_server
    entry = f"name: {{zh: 标签, en: Stickers}}, stage: use, estimate: {estimate} kg, because: {{zh: 少, en: Little}}"
    return example, (old, new.replace("ENTRY", entry))


def test_exactly_one_per_cent_passes_for_a_server(said_by, round_server):
    """The server document lets a single flow reach one per cent."""
    assert [] == said_by("cut-off-emission", *left_out(round_server, "86.4"))


def test_more_than_one_per_cent_fails_for_a_server(said_by, round_server):
    """A single flow above one per cent is an error, however little above."""
    found = said_by("cut-off-emission", *left_out(round_server, "86.4000001"))
    assert ["the estimate of 86.4000001 kg is 1.01 % of the footprint"] == found


def test_exactly_five_per_cent_passes(said_by, round_server):
    """Everything left out together may reach five per cent."""
    assert [] == said_by("cut-off-total", *left_out(round_server, "432"))


def test_more_than_five_per_cent_fails(said_by, round_server):
    """Everything left out together must not exceed five per cent."""
    assert ["everything left out is 5.01 % of the footprint"] == said_by(
        "cut-off-total", *left_out(round_server, "432.01")
    )


@pytest.mark.parametrize(("mass", "passes"), [("0.999999 kg", True), ("1 kg", False), ("1000 g", False)])
def test_a_material_of_a_cable_stays_below_one_per_cent(said_by, mass, passes):
    """The cable document lets a material go that is less than one per cent of the product."""
    found = said_by("cut-off-material-mass", "cable-gate", ("mass: 0.5 kg", f"mass: {mass}"))
    assert passes == (found == [])


def test_a_negative_footprint_measures_nothing(said_by):
    """Without a footprint above zero nobody can tell how much was left out."""
    changes = ("    - energy: {zh: 电力", "    - {removal: {zh: 木, en: Wood}, amount: 9 t}\n    - energy: {zh: 电力")
    assert 1 == len(said_by("cut-off-total", "cable-gate", changes))


def test_an_unknown_flow_under_rules_without_any_is_told(said_by):
    """A flow that the rules do not call insignificant is an error with those they do."""
    change = ("estimate: 0.1 kg", "flow: commuting")
    assert ["'commuting' is no flow that the rules call insignificant"] == said_by(
        "cut-off-reason", "server-grave", change
    )


@pytest.mark.parametrize(
    ("share", "expected"), [("0.05", "5 %"), ("0.0100001", "1.01 %"), ("0", "0 %"), ("2.5", "250 %")]
)
def test_shares_are_rounded_up(share, expected):
    """A share above a limit never reads like the limit."""
    assert expected == percent(Decimal(share))
