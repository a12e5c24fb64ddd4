"""All of it in one run: whatever is wrong in one place hides no finding elsewhere."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import pytest
from tests.site.conftest import run_in

EXAMPLE = Path(__file__).parents[1] / "declarations"
FAULTS = {
    "unknown-key": ("period: {from: 2025-01-01", "periods: 1\nperiod: {from: 2025-01-01"),
    "number": ("amount: 44.2 kg", "amount: 44.2.2 kg"),
    "vague-claim": ("model: GYXTW-12B1", "model: GYXTW-12B1\n  description: {zh: 绿色环保产品, en: a green product}"),
    "label-glyph": ("en: Central-tube cable GYXTW-12B1", "en: Central-tube cable \U00013080 GYXTW"),
    "validity": ("to: 2028-02-29", "to: 2038-02-27"),
}
"""A fault of shape, one of a value, two of rules and one of the label, each in a place of its own."""


def broken(text: str, faults: tuple[str, ...]) -> str:
    """*text* with *faults* put in."""
    for fault in faults:
        assert FAULTS[fault][0] in text, fault
        text = text.replace(*FAULTS[fault], 1)
    return text


@pytest.mark.parametrize("faults", [*itertools.combinations(FAULTS, 2), tuple(FAULTS)], ids="+".join)
def test_each_fault_is_told_beside_the_others(faults: tuple[str, ...], tmp_path: Path) -> None:
    """Two faults in one declaration, of whatever kinds, are told in one run, and so are all together."""
    for name in ("organisation.yml", "factors", "images"):
        source = EXAMPLE / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    (tmp_path / "products").mkdir()
    for name in ("fibre-g652d.yml", "preform-180.yml"):  # what the cable builds upon
        shutil.copy(EXAMPLE / "products" / name, tmp_path / "products")
    text = (EXAMPLE / "products" / "gyxtw-12b1.yml").read_text(encoding="utf-8")
    (tmp_path / "products" / "gyxtw-12b1.yml").write_text(broken(text, faults), encoding="utf-8")
    told = json.loads(run_in(tmp_path, "carbonpress", "check", "--format", "json").stdout)
    assert set(faults) <= {finding["rule"] for finding in told["findings"]}
