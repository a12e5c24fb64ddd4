"""The example declarations: free of errors, as short as they claim, recomputed by other means to the last digit.

The recomputation shares no code with the generator: PyYAML reads every scalar as text, all arithmetic is in exact
fractions (annex E, which takes a power of ten, in 60 decimal digits), and factors, GWP values, fuels and unit sizes
come straight from the YAML files.
"""

from __future__ import annotations

import decimal
import itertools
import re
import shutil
import typing
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from carbonpress.lca.comparison import comparison
from carbonpress.model.declaration import KINDS, AllocationChoice, Declaration, Entry, Organisation
from carbonpress.model.factor import FactorFile
from carbonpress.model.rules import CategoryRules
from carbonpress.record.comparison import comparable
from carbonpress.study.project import Project, open_project

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "declarations"
SHIPPED = ROOT / "generator" / "carbonpress" / "reference" / "data"
FILES = sorted((EXAMPLES / "products").glob("*.yml"))
PRECISE = decimal.Context(prec=60)

Yaml = dict[str, Any]


def plain(path: Path) -> Yaml:
    """A YAML file with every scalar as text."""
    data: Yaml = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


SHEETS: dict[str, Yaml] = {(sheet := plain(path))["id"]: sheet for path in FILES}
UNITS: dict[str, Yaml] = plain(SHIPPED / "units.yml")["units"]
FUELS: dict[str, Yaml] = plain(SHIPPED / "fuels" / "annex-d1.yml")["values"]
GWP = {gas: Fraction(row["value"]) for gas, row in plain(SHIPPED / "gwp" / "ipcc-ar6-100.yml")["values"].items()}
GWP["CO2e"] = Fraction(1)
FACTORS: dict[str, Yaml] = {
    f"{row['id']}@{row['edition']}": row
    for folder in (SHIPPED, EXAMPLES)
    for path in sorted((folder / "factors").glob("*.yml"))
    for row in plain(path)["factors"]
}
RULES: dict[str, Yaml] = {
    rules["id"]: rules
    for folder in (SHIPPED, EXAMPLES)
    for path in sorted((folder / "rules").glob("*.yml"))
    for rules in [plain(path)]
}


def amount(text: str) -> tuple[Fraction, str]:
    """A quantity in the base unit of its dimension, and that dimension."""
    number, symbol = text.rsplit(" ", 1)
    return Fraction(number) * Fraction(UNITS[symbol]["size"]), UNITS[symbol]["dimension"]


def base(text: str) -> Fraction:
    """A quantity in the base unit of its dimension."""
    return amount(text)[0]


def per_base(factor: Yaml) -> Fraction:
    """kg CO2e per base unit of the activity."""
    if "co2e" in factor:
        given = factor["co2e"]
        gases = [("CO2e", mass) for mass in ([given] if isinstance(given, str) else given.values())]
    else:
        split = [g for g in factor["gases"].values() if isinstance(g, dict)] or [factor["gases"]]
        gases = [pair for masses in split for pair in masses.items()]
    return sum((base(mass) * GWP[gas] for gas, mass in gases), Fraction(0)) / base(factor["per"])


def named(name: str) -> Fraction:
    """kg CO2e per base unit of a factor, or of the declared unit of another declaration."""
    if name.startswith("declaration/"):
        other = SHEETS[name.removeprefix("declaration/").rsplit("@", 1)[0]]
        return total(other) / base(unit(other)["amount"])
    return per_base(FACTORS[name])


def fuel(name: str) -> Fraction:
    """kg CO2 per base unit of a fuel: heat x carbon per heat x share burnt x 44/12."""
    row = FUELS[name]
    heat = base(row["net_calorific_value"]) / base("1 GJ")
    tonnes = heat * Fraction(row["carbon_content"]) * Fraction(row["oxidation"]) * Fraction(44, 12)
    return tonnes * 1000 / base(row["per"])


def unit(sheet: Yaml) -> Yaml:
    """The declared or functional unit."""
    found: Yaml = sheet.get("declared_unit") or sheet["functional_unit"]
    return found


def scale(line: Yaml, sheet: Yaml) -> Fraction:
    """The product's part, for one declared unit."""
    whole = Fraction(1)
    if "allocation" in line:
        choice = sheet["allocations"][line["allocation"]]
        whole *= base(choice["share"]) / base(choice["of"])
    return whole * base(unit(sheet)["amount"]) / base(line["per"]) if "per" in line else whole


def leg(way: Yaml, mass: str | None) -> Fraction:
    """kg CO2e of one leg: by the fuel burned, by the vehicle's kilometres, or by mass x distance."""
    if "fuel" in way:
        return base(way["amount"]) * fuel(way["fuel"])
    factor = FACTORS[way["by"]]
    if amount(factor["per"])[1] == "length":
        return base(way["distance"]) * per_base(factor)
    assert mass is not None
    return base(mass) / 1000 * base(way["distance"]) / 1000 * per_base(factor)


def service_life(line: Yaml, sheet: Yaml) -> str:
    """The years in use: the line's, the unit's, the product's, else those of the rules."""
    years: str = (
        line.get("service_life")
        or unit(sheet).get("service_life")
        or sheet["product"]["parameters"].get("service_life")
        or RULES[sheet["rules"]]["defaults"]["service_life"]
    )
    return years


def lost_energy(line: Yaml, sheet: Yaml) -> Fraction:
    """J by annex E: P x (1 - 10^(-L x alpha)) x time, alpha in bel per km."""
    bels = base(line["length"]) / 1000 * base(line["coefficient"]) / 10
    exponent = PRECISE.divide(Decimal(-bels.numerator), Decimal(bels.denominator))
    kept = Fraction(PRECISE.power(Decimal(10), exponent))
    return base(line["laser_power"]) * (1 - kept) * seconds(service_life(line, sheet))


def seconds(duration: str) -> Fraction:
    """A duration in s."""
    return base(duration) * 3600


def own(line: Yaml, sheet: Yaml) -> Fraction:
    """kg CO2e of what a line is about, without its legs, for the amount it is given for."""
    if "fuel" in line:
        return base(line["amount"]) * fuel(line["fuel"])
    if "gas" in line:
        return base(line["amount"]) * GWP[line["gas"]] * (-1 if "removal" in line else 1)
    if "attenuation" in line:
        return lost_energy(line, sheet) * named(line["factor"])
    if "annual_energy" in line:
        return base(line["annual_energy"]) * base(service_life(line, sheet)) / base("1 a") * named(line["factor"])
    if "operation" in line:
        hours = Fraction(line.get("hours_per_year", "8760")) * base(service_life(line, sheet)) / base("1 a")
        return base(line["power"]) * hours * 3600 * named(line["factor"])
    if "power" in line:
        return base(line["power"]) * seconds(line["duration"]) * named(line["factor"])
    if "treatment" in line:
        return base(line["mass"]) * named(line["factor"])
    if "legs" in line:
        return Fraction(0)
    return base(line["amount"]) * named(line["factor"])


def contribution(line: Yaml, sheet: Yaml) -> Fraction:
    """kg CO2e of a line with its legs, per declared unit."""
    mass = line.get("mass") or line.get("amount")
    there = line.get("legs") or (line["transport"] if isinstance(line.get("transport"), list) else [])
    uses = int(line.get("uses", "1"))
    once = (own(line, sheet) + sum((leg(way, mass) for way in there), Fraction(0))) / uses
    back = sum((leg(way, mass) for way in line.get("return_transport", [])), Fraction(0)) * Fraction(uses - 1, uses)
    return (once + back) * scale(line, sheet)


def default_end_of_life(sheet: Yaml) -> Fraction:
    """kg CO2e of the treatment that the rules assume where the stage counts and the declaration says nothing of it."""
    rules = RULES[sheet["rules"]]
    default = rules.get("defaults", {}).get("end_of_life")
    counted = rules["boundaries"].get(sheet["boundary"], {}).get("stages", [])
    if default is None or "end_of_life_treatment" not in counted or sheet["inventory"].get("end_of_life_treatment"):
        return Fraction(0)
    lines = [line for stage in sheet["inventory"].values() for line in stage]
    bought = [line for line in lines if "material" in line or "packaging" in line]
    masses = [
        base(line.get("mass") or line["amount"]) * scale(line, sheet) / int(line.get("uses", "1"))
        for line in bought
        if line.get("substance") == default["substance"]
    ]
    return sum(masses, Fraction(0)) * named(default["factor"])


def total(sheet: Yaml) -> Fraction:
    """kg CO2e per declared unit."""
    if "results" in sheet:
        return sum((base(mass) for mass in sheet["results"]["stages"].values()), Fraction(0))
    lines = [line for stage in sheet["inventory"].values() for line in stage]
    return sum((contribution(line, sheet) for line in lines), Fraction(0)) + default_end_of_life(sheet)


def written(value: Fraction) -> str:
    """A fraction with 15 significant digits, half to even, in plain notation."""
    digits = decimal.Context(prec=15, rounding=decimal.ROUND_HALF_EVEN)
    text = f"{digits.divide(Decimal(value.numerator), Decimal(value.denominator)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.fixture(scope="module")
def project() -> Project:
    """The example site's data, read and worked out by the generator."""
    return open_project(EXAMPLES, "https://pcf.example.com/")


def test_examples_are_free_of_findings(project: Project) -> None:
    """The examples hold neither an error nor a warning, so that whoever copies one starts clean."""
    assert [] == [str(finding) for finding in project.findings]
    assert sorted(SHEETS) == sorted(record["id"] for record in project.records)


@pytest.mark.parametrize("id_", sorted(SHEETS))
def test_total_is_recomputed_to_the_last_digit(id_: str, project: Project) -> None:
    """Exact fractions over the plain YAML give the published total, digit for digit."""
    record = project.studies[id_].record
    assert record is not None
    assert written(total(SHEETS[id_])) == record["total"]["value"]


@pytest.mark.parametrize("id_", sorted(i for i, sheet in SHEETS.items() if "inventory" in sheet))
def test_stages_are_recomputed_to_the_last_digit(id_: str, project: Project) -> None:
    """So does every stage that counts; a stage without figures is not zero but absent."""
    sheet, record = SHEETS[id_], project.studies[id_].record
    assert record is not None
    expected = {
        stage: written(sum((contribution(line, sheet) for line in lines), Fraction(0)))
        for stage, lines in sheet["inventory"].items()
    }
    if assumed := default_end_of_life(sheet):
        expected["end_of_life_treatment"] = written(assumed)
    assert expected == {s["id"]: s["value"] for s in record["boundary"]["stages"] if s["value"] is not None}


@pytest.mark.parametrize("path", [p for p in FILES if plain(p)["boundary"] == "cradle-to-gate"], ids=lambda p: p.stem)
def test_partial_declarations_are_short(path: Path) -> None:
    """A useful declaration from cradle to gate takes fewer than 80 lines."""
    assert 80 > len(path.read_text(encoding="utf-8").splitlines())


def test_examples_show_what_there_is() -> None:
    """The examples cover every status, every kind of verification in common use, and every kind of line but removal."""
    kinds = set(KINDS) - {"removal"}
    lines = [line for s in SHEETS.values() for stage in s.get("inventory", {}).values() for line in stage]
    assert kinds <= {key for line in lines for key in line}
    assert {"draft", "published", "withdrawn"} == {s.get("status", "draft") for s in SHEETS.values()}
    assert {"third-party", "internal", "none"} <= {s["verification"]["kind"] for s in SHEETS.values()}
    assert {"declared_unit", "functional_unit", "results"} <= {key for s in SHEETS.values() for key in s}


def test_two_examples_can_be_told_apart(project: Project) -> None:
    """Of all pairs of published examples one may be compared, and its difference is beyond its uncertainty."""
    valid = [record for record in project.records if record["status"] == "published"]
    pairs = itertools.combinations([(record["id"], comparable(record, True)) for record in valid], 2)
    found = {(a, b): comparison(one, other) for (a, one), (b, other) in pairs}
    assert [("gyfxty-12b1", "gyxtw-12b1")] == [tuple(sorted(ids)) for ids, v in found.items() if not v.refused]
    assert [()] == [verdict.reasons for verdict in found.values() if not verdict.refused]


def test_cable_materials_weigh_what_the_cable_weighs() -> None:
    """The bill of materials of each cable weighs its net mass and at most four per cent of scrap more."""
    for sheet in (s for s in SHEETS.values() if s["rules"] == "ccsa-603-2024/optical-cable"):
        lines = sheet["inventory"]["raw_material_acquisition"]
        gross = sum((base(line.get("mass") or line["amount"]) for line in lines if "material" in line), Fraction(0))
        net = base(sheet["product"]["parameters"]["net_mass"])
        assert 1 <= gross / net <= Fraction(104, 100) or sheet["status"] == "withdrawn", sheet["id"]


def test_invented_factors_say_so() -> None:
    """A factor of the example company without a public source is marked illustrative, in the data and in its source."""
    for path in sorted((EXAMPLES / "factors").glob("*.yml")):
        file = plain(path)
        for row in file["factors"]:
            source = row.get("source") or file["source"]
            invented = "fictional" in str(source.get("publisher", ""))
            assert invented == (row.get("illustrative") == "yes") == row["id"].startswith("example/"), row["id"]
            assert not invented or "illustrative" in source["document"]["en"]
            assert not invented or "示" in source["document"]["zh"]


def sections(page: str) -> Iterator[tuple[str, set[str]]]:
    """Headings of the third level with the keys in the first column of the tables below them."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for part in re.split(r"(?m)^(?=#{2,3} )", text):
        heading = re.match(r"### (.+)", part)
        if heading:
            yield heading[1], set(re.findall(r"(?m)^\| `(\w+)` \|", part))


def models_below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and every model that its fields lead to."""
    seen: list[type[BaseModel]] = []
    waiting: list[Any] = [model]
    while waiting:
        found = waiting.pop()
        if isinstance(found, type) and issubclass(found, BaseModel):
            if found not in seen:
                seen.append(found)
                waiting += [field.annotation for field in found.model_fields.values()]
        else:
            waiting += typing.get_args(found)
    return iter(seen)


def heading_of(model: type[BaseModel]) -> str:
    """`DeclaredUnit` is explained under `Declared unit`."""
    return re.sub(r"(?<!^)([A-Z])", lambda letter: " " + letter[1].lower(), model.__name__)


def own_keys(model: type[BaseModel]) -> set[str]:
    """The keys that a model adds to those of its base."""
    inherited = {name for base in model.__mro__[1:] for name in getattr(base, "model_fields", {})}
    return {field.alias or name for name, field in model.model_fields.items() if name not in inherited}


@pytest.mark.parametrize(
    ("page", "model"),
    [
        *(("writing-a-declaration.md", model) for model in (Declaration, Organisation, Entry, AllocationChoice)),
        ("own-factors.md", FactorFile),
        ("own-rules.md", CategoryRules),
    ],
)
def test_every_key_is_explained(page: str, model: type[BaseModel]) -> None:
    """Each page explains every key of its models, under the model's name, and no key that does not exist."""
    explained = dict(sections(page))
    elsewhere = dict(sections("writing-a-declaration.md")) | dict(sections("own-factors.md"))
    for found in models_below(model):
        table = explained.get(heading_of(found), elsewhere.get(heading_of(found)))
        assert own_keys(found) == table, heading_of(found)


def test_the_example_of_the_page_holds(tmp_path: Path) -> None:
    """The example that the page on declarations shows is free of findings."""
    page = (ROOT / "docs" / "writing-a-declaration.md").read_text(encoding="utf-8")
    shown = re.findall(r"(?ms)^```yaml\n(.*?)^```$", page)
    assert 1 == len(shown)
    for name in ("organisation.yml", "factors", "images"):
        source = EXAMPLES / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "products").mkdir()
    (tmp_path / "products" / "shown.yml").write_text(shown[0], encoding="utf-8")
    project = open_project(tmp_path, "https://pcf.example.com/")
    assert [] == [str(finding) for finding in project.findings]
    assert 1 == len(project.records)
