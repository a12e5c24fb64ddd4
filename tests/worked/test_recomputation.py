"""The example site's declarations, computed a second time: exact fractions, none of the code of `carbonpress.lca`.

Everything is read from the YAML files again, as plain text, with another reader of amounts and units.  What the two
computations share are the data files alone.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[2]
SITE = ROOT / "declarations"
DATA = ROOT / "generator" / "carbonpress" / "reference" / "data"
PRODUCTS = sorted(path.stem for path in (SITE / "products").glob("*.yml"))

Amount = tuple[Fraction, str]
"""A value in the base unit of its dimension, and the dimension."""


def read(path: Path) -> Any:
    """A YAML file, every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def units() -> dict[str, tuple[Fraction, str]]:
    """Size and dimension of each unit."""
    rows = read(DATA / "units.yml")["units"]
    return {symbol: (Fraction(row["size"]), row["dimension"]) for symbol, row in rows.items()}


def amount(text: str) -> Amount:
    """`412.6 MWh` in base units."""
    number, symbol = text.replace(" CO2e", "").split()
    size, dimension = units()[symbol]
    return Fraction(number) * size, dimension


@cache
def factors() -> dict[str, dict[str, Any]]:
    """Shipped and own factors by `id@edition`."""
    files = [*(DATA / "factors").glob("*.yml"), *(SITE / "factors").glob("*.yml")]
    rows = [row for file in files for row in read(file)["factors"]]
    return {f"{row['id']}@{row['edition']}": row for row in rows}


@cache
def rules(id_: str) -> dict[str, Any]:
    """A PCR by its id."""
    files = [*(DATA / "rules").glob("*.yml"), *(SITE / "rules").glob("*.yml")]
    return next(found for found in map(read, files) if found["id"] == id_)


@cache
def gwp(id_: str) -> dict[str, Fraction]:
    """GWP by gas."""
    found = next(table for table in map(read, (DATA / "gwp").glob("*.yml")) if table["id"] == id_)
    return {gas: Fraction(row["value"]) for gas, row in found["values"].items()}


def masses(row: dict[str, Any]) -> Iterator[tuple[str, str, Fraction]]:
    """Origin, gas and kg of a factor row, which may be split by origin or not."""
    key = "co2e" if "co2e" in row else "gases"
    given = row[key]
    split = isinstance(given, dict) and any(
        origin in given for origin in ("fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft")
    )
    for origin, part in (given if split else {"fossil": given}).items():
        for gas, mass in (part if key == "gases" else {"CO2e": part}).items():
            value = amount(mass)[0]
            yield origin, gas, -abs(value) if origin == "biogenic_removal" else value


def characterised(row: dict[str, Any], potentials: dict[str, Fraction]) -> tuple[Fraction, str]:
    """kg CO2e per base unit of the factor's activity, and the dimension of that."""
    per, dimension = amount(row["per"])
    total = sum((mass * (1 if gas == "CO2e" else potentials[gas]) for _, gas, mass in masses(row)), Fraction(0))
    return total / per, dimension


def fuel(name: str) -> tuple[Fraction, str]:
    """kg CO2 per base unit of a fuel: heat x carbon x oxidation x 44/12."""
    row = next(table["values"][name] for table in map(read, (DATA / "fuels").glob("*.yml")) if name in table["values"])
    per, dimension = amount(row["per"])
    joules = amount(row["net_calorific_value"])[0]
    tonnes = joules / 10**9 * Fraction(row["carbon_content"]) * Fraction(row["oxidation"]) * 44 / 12
    return tonnes * 1000 / per, dimension


class Study:
    """One declaration, to be added up."""

    def __init__(self, product: str) -> None:
        self.data = read(SITE / "products" / f"{product}.yml")
        self.rules = rules(self.data["rules"])
        self.potentials = gwp(self.data.get("gwp", self.rules["gwp"]))
        self.unit = amount((self.data.get("declared_unit") or self.data["functional_unit"])["amount"])

    def stages(self) -> dict[str, Fraction]:
        """kg CO2e of every stage that counts."""
        if "results" in self.data:
            return {stage: amount(mass)[0] for stage, mass in self.data["results"]["stages"].items()}
        lines = self.data["inventory"]
        found = {}
        for stage in self.counted():
            if not lines.get(stage) and stage == "end_of_life_treatment":
                found[stage] = self.default_end_of_life()
            else:
                found[stage] = sum((self.line(line) for line in lines.get(stage) or []), Fraction(0))
        return found

    def total(self) -> Fraction:
        """kg CO2e per declared unit."""
        return amount(self.data["results"]["total"])[0] if "results" in self.data else sum(self.stages().values())

    def counted(self) -> list[str]:
        """The stages inside the boundary."""
        boundary = self.data["boundary"]
        if isinstance(boundary, list):
            return boundary
        named = self.rules["boundaries"][boundary]
        optional = named.get("optional", [])
        return [s for s in named["stages"] if s not in optional or self.data["inventory"].get(s)]

    def factor(self, name: str) -> tuple[Fraction, str]:
        """kg CO2e per base unit, by the name of a factor or of another declaration."""
        if name.startswith("declaration/"):
            other = Study(name.removeprefix("declaration/").partition("@")[0])
            return other.total() / other.unit[0], other.unit[1]
        if "@" not in name:
            name = max(known for known in factors() if known.rpartition("@")[0] == name)
        return characterised(factors()[name], self.potentials)

    def scale(self, line: dict[str, Any]) -> Fraction:
        """By what every amount of the line is multiplied to come to the declared unit."""
        scale = Fraction(1)
        if "allocation" in line:
            choice = self.data["allocations"][line["allocation"]]
            scale *= amount(choice["share"])[0] / amount(choice["of"])[0]
        if "per" in line:
            scale *= self.unit[0] / amount(line["per"])[0]
        return scale

    def line(self, line: dict[str, Any]) -> Fraction:
        """kg CO2e of a line with all its legs."""
        kind = next(iter(line))
        scale = self.scale(line)
        uses = int(line.get("uses", "1"))
        moved = line.get("mass") or line.get("amount", "0 kg")
        total = self.itself(kind, line) * scale / uses
        legs = line.get("legs", []) if kind == "transport" else line.get("transport", [])
        total += sum((self.leg(leg, moved) for leg in legs), Fraction(0)) * scale / uses
        back = sum((self.leg(leg, moved) for leg in line.get("return_transport", [])), Fraction(0))
        return total + back * scale * (uses - 1) / uses

    def itself(self, kind: str, line: dict[str, Any]) -> Fraction:
        """kg CO2e of what the line is about, without legs, for the amount as given."""
        if kind == "transport":
            return Fraction(0)
        if kind in ("emission", "removal"):
            gas = line.get("gas", "CO2")
            mass = amount(line["amount"])[0] * (1 if gas == "CO2e" else self.potentials[gas])
            return -mass if kind == "removal" else mass
        per_unit, dimension = fuel(line["fuel"]) if "fuel" in line else self.factor(line["factor"])
        value, found = self.activity(kind, line)
        if found != dimension:
            value, found = amount(line["mass"])
        assert found == dimension
        return value * per_unit

    def activity(self, kind: str, line: dict[str, Any]) -> Amount:
        """The activity data as given, in base units; energy in joules."""
        if kind == "treatment":
            return amount(line["mass"])
        if kind == "storage" and "power" in line:
            return amount(line["power"])[0] * amount(line["duration"])[0] * 3600, "energy"
        if kind == "operation":
            years = self.years(line)
            if "annual_energy" in line:
                return amount(line["annual_energy"])[0] * years, "energy"
            return amount(line["power"])[0] * Fraction(line.get("hours_per_year", "8760")) * years * 3600, "energy"
        if kind == "attenuation":
            return self.attenuation(line), "energy"
        return amount(line["amount"])

    def attenuation(self, line: dict[str, Any]) -> Fraction:
        """Joules by formula (E.1); the power of ten in sixty digits."""
        decibels = amount(line["coefficient"])[0] * amount(line["length"])[0] / 1000
        with decimal.localcontext(prec=60):
            bels = Decimal(decibels.numerator) / Decimal(decibels.denominator) / 10
            left = Fraction(Decimal(10) ** -bels)
        return amount(line["laser_power"])[0] * (1 - left) * 8760 * self.years(line) * 3600

    def years(self, line: dict[str, Any]) -> Fraction:
        """Service life of the line, the unit, the product or the rules."""
        unit = self.data.get("functional_unit") or self.data["declared_unit"]
        parameters = self.data["product"].get("parameters", {})
        places = (line, unit, parameters, self.rules.get("defaults", {}))
        life = next(place["service_life"] for place in places if "service_life" in place)
        return amount(life)[0] / 8760

    def leg(self, leg: dict[str, Any], moved: str) -> Fraction:
        """kg CO2e of a leg: mass x distance, vehicle distance, or fuel."""
        if "fuel" in leg:
            return fuel(leg["fuel"])[0] * amount(leg["amount"])[0]
        per_unit, dimension = self.factor(leg["by"])
        metres = amount(leg["distance"])[0]
        if dimension == "length":
            return per_unit * metres
        kilograms, found = amount(moved)
        assert (found, dimension) == ("mass", "freight")
        return per_unit * kilograms / 1000 * metres / 1000

    def default_end_of_life(self) -> Fraction:
        """The default of the rules: all of one substance, by mass."""
        default = self.rules.get("defaults", {}).get("end_of_life")
        if default is None:
            return Fraction(0)
        lines = [line for stage in self.counted() for line in self.data["inventory"].get(stage) or []]
        concerned = [
            line
            for line in lines
            if next(iter(line)) in ("material", "packaging") and line.get("substance") == default["substance"]
        ]
        per_unit, dimension = self.factor(default["factor"])
        assert dimension == "mass"
        mass = Fraction(0)
        for line in concerned:
            given = [amount(line[key]) for key in ("amount", "mass") if key in line]
            kilograms = next(value for value, found in given if found == "mass")
            mass += kilograms * self.scale(line) / int(line.get("uses", "1"))
        return mass * per_unit


def digits(value: Fraction | Decimal | str) -> str:
    """A figure to fifteen significant digits, as a record keeps it."""
    exact = Fraction(value)
    with decimal.localcontext(prec=60):
        long = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{decimal.Context(prec=15).plus(long).normalize():f}"


@cache
def published() -> dict[str, Any]:
    """What carbonpress makes of the example site."""
    return dict(open_project(SITE, "https://pcf.example.com/").studies)


@pytest.mark.parametrize("product", PRODUCTS)
def test_published_total_is_the_recomputed_one(product: str) -> None:
    """To the last digit that a record holds."""
    study = published()[product]
    assert study.record is not None
    assert digits(Study(product).total()) == digits(study.record["total"]["value"])


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_stage_is_the_recomputed_one(product: str) -> None:
    """Stage by stage; what is not counted is None and is not recomputed."""
    record = published()[product].record
    found = {s["id"]: digits(s["value"]) for s in record["boundary"]["stages"] if s["value"] is not None}
    assert {stage: digits(value) for stage, value in Study(product).stages().items()} == found


@pytest.mark.parametrize("product", PRODUCTS)
def test_terms_of_a_record_multiply_to_their_results(product: str) -> None:
    """Amount x factor x GWP of every public activity, from the record's own rounded figures, to twelve digits."""
    record = published()[product].record
    for activity in record["activities"]:
        for term in activity["terms"]:
            product_ = Fraction(activity["amount"]) * Fraction(term["factor"]) * Fraction(term["gwp"])
            result = Fraction(term["result"])
            assert abs(product_ - result) <= abs(result) / 10**12
