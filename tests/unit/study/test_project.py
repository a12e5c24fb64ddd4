"""A data folder as a whole: which files are found, and what is told of those that are called something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from carbonpress.study.project import Project, open_project

EXAMPLES = Path(__file__).parents[3] / "declarations"
PRODUCT = "products/fibre-g652d.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with an example product and the one that it builds upon."""
    for name in ("organisation.yml", "factors", "images"):
        source = EXAMPLES / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "products").mkdir()
    for name in (PRODUCT, "products/preform-180.yml"):
        shutil.copy(EXAMPLES / name, tmp_path / name)
    return tmp_path


def opened(folder: Path) -> Project:
    return open_project(folder, "https://pcf.example.com/")


@pytest.mark.parametrize("name", ["organisation.yaml", "organization.yml", "organization.yaml"])
def test_an_organisation_of_another_name_is_pointed_at(folder: Path, name: str) -> None:
    """Where the file lies there under another name, the finding names it."""
    (folder / "organisation.yml").rename(folder / name)
    (finding,) = opened(folder).findings
    assert ("organisation.yml", "no-file") == (finding.file, finding.rule)
    assert f"rename {name} to organisation.yml" == finding.mend


def test_products_may_end_in_yaml(folder: Path) -> None:
    """`.yaml` is as good as `.yml` for products."""
    (folder / PRODUCT).rename((folder / PRODUCT).with_suffix(".yaml"))
    assert {"fibre-g652d", "preform-180"} == set(opened(folder).studies)


def test_a_picture_named_like_another_format_is_told(folder: Path) -> None:
    """A JPEG that is called .png is told, with the ending that it should have."""
    text = (folder / PRODUCT).read_text(encoding="utf-8")
    (image,) = {line.split("file:")[1].split(",")[0].strip(" }\n") for line in text.splitlines() if "file: " in line}
    Image.new("RGB", (60, 40), "white").save(folder / image, "JPEG")
    (finding,) = [f for f in opened(folder).findings if f.rule == "picture"]
    assert f"{image} is a JPEG picture; its name should end in .jpg" == finding.message


def test_every_digit_of_a_given_amount_is_in_the_record(folder: Path) -> None:
    """An amount of 34 significant digits goes through arithmetic and into the record as it was written."""
    digits = "41.40000000000000000000000000000001"
    text = (folder / PRODUCT).read_text(encoding="utf-8")
    assert "amount: 41.4 g" in text
    (folder / PRODUCT).write_text(text.replace("amount: 41.4 g", f"amount: {digits} g"), encoding="utf-8")
    record = next(r for r in opened(folder).records if r["id"] == "fibre-g652d")
    operands = [operand for line in record["activities"] for step in line["steps"] for operand in step["operands"]]
    assert digits in [value for _, value, _ in operands]
