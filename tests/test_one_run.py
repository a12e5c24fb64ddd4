"""All of it in one run: whatever is wrong in one place hides no finding elsewhere."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.conftest import run_in

CONFIG = """\
site_name: x
site_url: https://pcf.example.com/
docs_dir: declarations/pages
theme: {name: material}
plugins: [search, {carbonpress: {data_dir: declarations, languages: [en], labels: [], png: false, papers: []}}]
"""
LINE = "    - {{material: x, amount: 1 kg, mass: 1 kg, data: primary, factor: declaration/{}}}\n"
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


def company(folder: Path, *names: str) -> Path:
    """A project in *folder* with some declarations of the example; its data folder."""
    data = folder / "declarations"
    (data / "products").mkdir(parents=True)
    (data / "pages").mkdir()
    for name in ("organisation.yml", "factors", "images"):
        source = EXAMPLE / name
        shutil.copytree(source, data / name) if source.is_dir() else shutil.copy(source, data / name)
    for name in names:
        shutil.copy(EXAMPLE / "products" / f"{name}.yml", data / "products")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return data


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def errors_of_check(folder: Path) -> list[str]:
    """The errors that `check` finds, as a terminal shows them."""
    told = json.loads(run_in(folder, "carbonpress", "check", "--format", "json").stdout)
    return sorted(
        f"{one['file']}:{one['line']}:{one['column']}: error[{one['rule']}] {one['message']}"
        for one in told["findings"]
        if one["severity"] == "error"
    )


def errors_of_build(folder: Path, *more: str) -> list[str]:
    """The errors that a build ends with."""
    told = run_in(folder, "carbonpress", "build", *more)
    assert 1 == told.returncode, told.stderr
    return sorted(line for line in told.stderr.splitlines() if ": error[" in line)


def fibre(data: Path) -> Path:
    return data / "products" / "fibre-g652d.yml"


HARMS: dict[str, Callable[[Path], object]] = {
    "a number": lambda data: change(fibre(data), "amount: ", "amount: 1.2.3 "),
    "a key": lambda data: change(fibre(data), "period:", "periods: 1\nperiod:"),
    "no YAML": lambda data: (data / "products" / "x.yml").write_text("id: x\n a: [", encoding="utf-8"),
    "a name no typeface has, and a number": lambda data: (
        change(data / "products" / "gyxtw-12b1.yml", "en: Central-tube", "en: \U00013080 Central-tube"),
        change(data / "products" / "gyxtw-12b1.yml", "amount: 12.25 km", "amount: 12.25.1 km"),
    ),
    "one id twice": lambda data: shutil.copy(fibre(data), data / "products" / "a-copy.yml"),
    "a circle": lambda data: change(
        data / "products" / "preform-180.yml", "production:\n", f"production:\n{LINE.format('gyxtw-12b1@1')}"
    ),
    "a circle of one, without a version": lambda data: change(
        data / "products" / "preform-180.yml", "production:\n", f"production:\n{LINE.format('preform-180')}"
    ),
    "a reference to nothing": lambda data: change(
        data / "products" / "preform-180.yml", "production:\n", f"production:\n{LINE.format('fibre-g652e@1')}"
    ),
    "an organisation": lambda data: change(data / "organisation.yml", "name:", "nam:"),
    "an organisation, and a number": lambda data: (
        change(data / "organisation.yml", "name:", "nam:"),
        change(fibre(data), "amount: ", "amount: 1.2.3 "),
    ),
    "a factor": lambda data: (data / "factors" / "x.yml").write_text("factors: 7\n", encoding="utf-8"),
    "a page, and a number": lambda data: (
        (data / "pages" / "a.md").write_bytes(b"\xff"),
        change(fibre(data), "amount: ", "amount: 1.2.3 "),
    ),
    "a link of a page, and a number": lambda data: (
        (data / "pages" / "a.md").write_text("[x](carbonpress:nothing) [y](carbonpress:preform-180@9)\n"),
        change(fibre(data), "amount: ", "amount: 1.2.3 "),
    ),
    "a day that has not come": lambda data: change(fibre(data), "date: 20", "date: 30"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_build_ends_with_what_check_finds(harm: str, tmp_path: Path) -> None:
    """Whatever is wrong, wherever it is found: one list of errors, cold and where the other products are up to date."""
    data = company(tmp_path, "fibre-g652d", "preform-180", "gyxtw-12b1")
    assert 0 == run_in(tmp_path, "carbonpress", "build").returncode
    HARMS[harm](data)
    expected = errors_of_check(tmp_path)
    assert expected
    assert expected == errors_of_build(tmp_path)
    shutil.rmtree(tmp_path / ".carbonpress")
    assert expected == errors_of_build(tmp_path, "--workers", "2")
