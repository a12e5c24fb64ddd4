"""The numbers of the world: every row has unit, source and year, and agrees with a second, independent list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import globalwarmingpotentials
import pytest
import yaml

from carbonpress.model.factor import CO2E
from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.model.quantity import Quantity
from carbonpress.model.text import Text
from carbonpress.press.common.terms import reference
from carbonpress.record.subject import source
from carbonpress.reference.library import Library, find_factor
from carbonpress.reference.load import DATA, library, library_at, shipped_library

HAN = KNOWN_LANGUAGES["zh"].plain
OWN_RULES = Path(__file__).parent / "declarations" / "own-rules"

ANNEX_C = {
    "CO2": "1", "CH4": "27.9", "N2O": "273", "NF3": "17400", "SF6": "25200",
    "HFC23": "14600", "HFC32": "771", "HFC41": "135", "HFC125": "3740", "HFC134": "1260", "HFC134a": "1530",
    "HFC143": "364", "HFC143a": "5810", "HFC152a": "164", "HFC227ea": "3600", "HFC236fa": "8690",
    "CF4": "7380", "C2F6": "12400", "C3F8": "9290", "C4F10": "10000", "cC4F8": "10200", "C5F12": "9220",
    "C6F14": "8620",
}  # fmt: skip
"""Table C.1 of T/CCSA 603-2024, typed from the document and not from the data file."""

PACKAGE_COLUMNS = {
    "ipcc-ar4-100": "AR4GWP100",
    "ipcc-ar5-100": "AR5GWP100",
    "ipcc-ar6-100": "AR6GWP100",
    "ipcc-ar6-20": "AR6GWP20",
    "ipcc-ar6-gtp100": "AR6GTP100",
}

FUEL_FACTORS = {
    "anthracite": "2.521512", "bituminous-coal": "1.741750", "lignite": "1.172864", "petroleum-coke": "3.211542",
    "coke": "2.860419", "crude-oil": "3.020202", "fuel-oil": "3.170461", "gasoline": "2.925056", "diesel": "3.095910",
    "kerosene": "3.033391", "lng": "2.731796", "lpg": "3.101330", "natural-gas": "21.621888",
    "coke-oven-gas": "8.863806", "blast-furnace-gas": "8.481132",
}  # fmt: skip
"""Tonnes of CO2 per tonne, gases per 10^4 Nm3, from table D.1."""

OTHER_FUELS = {
    "cleaned-coal": "26.334 25.41 90", "other-washed-coal": "12.545 25.41 90", "briquettes": "17.460 33.6 90",
    "other-coal-products": "17.460 33.60 90", "refinery-gas": "45.998 18.2 99", "naphtha": "44.5 20.0 98",
    "other-petroleum-products": "40.2 20.0 98", "converter-gas": "84.000 49.60 99", "other-gas": "52.270 12.2 99",
}  # fmt: skip
"""The fuels without a check value: GJ, kg C/GJ and per cent as table D.1 prints them."""

SECOND_TRANSCRIPTION = {
    "road-freight-2t": "0.286", "road-freight-8t": "0.179", "road-freight-10t": "0.162", "road-freight-18t": "0.129",
    "road-freight-30t": "0.078", "road-freight-46t": "0.057", "rail-freight": "0.01", "inland-bulk-ship": "0.015",
    "container-ship-200teu": "0.012",
    "steel-cn": "2050", "steel-wire-rod-cn": "2375", "steel-strip-cn": "2310", "steel-sheet-cold-rolled-cn": "2530",
    "steel-sheet-galvanised-cn": "3110", "steel-sheet-tinned-cn": "2870", "aluminium-cn": "20300",
    "aluminium-sheet-cn": "28500", "flat-glass-cn": "1130", "polyethylene-ld-cn": "2810", "polyethylene-lld-cn": "1990",
    "polyethylene-hd-cn": "2620", "polyvinyl-chloride-cn": "7300", "polystyrene-cn": "4620", "tap-water-cn": "0.168",
    "polyethylene-ld-gb": "2965.0779", "polyethylene-hd-gb": "3095.15524", "polypropylene-gb": "2577.57172",
    "polystyrene-gb": "4376.80391", "polyvinyl-chloride-gb": "2944.75615", "plastics-average-gb": "3172.49932",
    "polyethylene-terephthalate-gb": "3863.90131", "plastic-film-gb": "2916.50513", "aluminium-gb": "9115.90131",
    "polyethylene-ld-recycled-gb": "1097.90131", "polyethylene-hd-recycled-gb": "1770.79099",
    "aluminium-recycled-gb": "995.0779", "steel-gb": "2863.90131", "scrap-metal-gb": "3473.11953",
    "glass-gb": "1402.76667",
    "wood-gb": "269.50416", "board-gb": "1199.72542", "paper-gb": "1345.0779", "mineral-oil-gb": "1401",
    "electronics-it-gb": "24865.47556", "electronics-small-gb": "5647.94563", "battery-lithium-ion-gb": "6308",
    "tap-water-gb": "0.1913",
}  # fmt: skip
"""kg CO2e per row of GB/T 51366-2019, D.0.1 and E.0.1, and of the UK factors 2025, from other copies of the tables."""

REGIONS_2023 = {
    "north": "0.6361", "northeast": "0.5122", "east": "0.5500", "central": "0.5271", "northwest": "0.5543",
    "south": "0.4042", "southwest": "0.2472",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Library:
    return shipped_library()


def rows(text: str) -> Iterator[tuple[str, Any]]:
    """Every mapping of a YAML text with the key it stands under, at any depth."""
    waiting: list[tuple[str, Any]] = [("", yaml.safe_load(text))]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node, dict):
            yield key, node
            waiting += [(str(k), v) for k, v in node.items()]
        elif isinstance(node, list):
            waiting += [(key, item) for item in node]


def co2e(library: Library, name: str) -> Decimal:
    factor = find_factor(library, name)
    assert factor is not None
    return sum((mass.value for _, _, mass in factor.masses()), Decimal(0))


# ------------------------------------------------------------------ every row


def test_every_factor_says_where_it_comes_from(shipped: Library) -> None:
    """Every factor has a positive amount with unit, a source with publisher and year, a geography and a priority."""
    for factor in shipped.factors.values():
        assert factor.per.value > 0, factor.id
        assert factor.source.publisher, factor.id
        assert 2000 <= factor.source.year <= 2030, factor.id
        assert factor.priority in range(1, 7), factor.id
        assert factor.geography, factor.id
        assert not factor.illustrative, factor.id
        assert all(mass.unit.dimension == "mass" and mass.value > 0 for _, _, mass in factor.masses()), factor.id


def test_every_source_names_its_document_and_year() -> None:
    """In every shipped file every source has at least a document and a year."""
    for path in sorted(DATA.rglob("*.yml")):
        sources = [node for key, node in rows(path.read_text(encoding="utf-8")) if key == "source"]
        assert sources, path.name
        assert all({"document", "year"} <= set(source) for source in sources), path.name


@pytest.mark.parametrize(
    ("file", "row", "rule"),
    [
        ("factors/x.yml", "per: 1 kWh", "missing-key"),
        ("factors/x.yml", "year: 2024", "missing-key"),
        ("factors/x.yml", "geography: CN", "missing-key"),
        ("factors/x.yml", "source: {document: D, year: 2024}", "missing-key"),
        ("factors/x.yml", "co2e: 0.5 kg", "factor-form"),
    ],
)
def test_a_factor_without_source_unit_or_year_does_not_load(tmp_path: Path, file: str, row: str, rule: str) -> None:
    """A row that lacks source, unit, year, geography or amount is a finding and not in the library."""
    lines = [
        "id: own", "edition: 2024", "name: Own", "per: 1 kWh", "co2e: 0.5 kg", "year: 2024", "geography: CN",
        "source: {document: D, year: 2024}",
    ]  # fmt: skip
    kept = [line for line in lines if line != row]
    target = tmp_path / file
    target.parent.mkdir()
    target.write_text("title: T\nfactors:\n  - " + "\n    ".join(kept) + "\n", encoding="utf-8")
    findings: list[Any] = []
    made = library(tmp_path, findings)
    assert [rule] == [finding.rule for finding in findings]
    assert find_factor(made, "own") is None


@pytest.mark.parametrize(
    "row", ["unit: kg CO2e/kg", "year: 2021", "horizon: 100 a", "source: {document: D, year: 2021}"]
)
def test_a_gwp_set_without_source_unit_or_year_does_not_load(tmp_path: Path, row: str) -> None:
    """A GWP set that lacks unit, year, horizon or source is a finding and not in the library."""
    lines = [
        "id: some", "title: T", "metric: GWP", "horizon: 100 a", "edition: AR6", "year: 2021", "unit: kg CO2e/kg",
        "source: {document: D, year: 2021}", "values: {CO2: {name: carbon dioxide, formula: CO2, value: 1}}",
    ]  # fmt: skip
    (tmp_path / "units.yml").write_bytes((DATA / "units.yml").read_bytes())
    (tmp_path / "gwp").mkdir()
    (tmp_path / "gwp" / "some.yml").write_text("\n".join(line for line in lines if line != row), encoding="utf-8")
    findings: list[Any] = []
    made = library_at(tmp_path, findings)
    assert ["missing-key"] == [finding.rule for finding in findings]
    assert {} == made.gwp


# ------------------------------------------------------------------ warming potentials


def test_ar6_is_annex_c(shipped: Library) -> None:
    """The AR6 set is table C.1 of T/CCSA 603-2024, gas for gas and digit for digit."""
    assert ANNEX_C == {gas: str(row.value) for gas, row in shipped.gwp["ipcc-ar6-100"].values.items()}


@pytest.mark.parametrize("id_", PACKAGE_COLUMNS)
def test_gwp_agrees_with_an_independent_list(shipped: Library, id_: str) -> None:
    """Every value but that of CO2 is in the globalwarmingpotentials package too, and the same there."""
    second = globalwarmingpotentials.data[PACKAGE_COLUMNS[id_]]
    ours = {gas: row.value for gas, row in shipped.gwp[id_].values.items()}
    assert Decimal(1) == ours.pop("CO2")
    assert {gas: Decimal(str(second[gas])) for gas in ours} == ours


def test_only_unconfirmed_gases_are_left_out(shipped: Library) -> None:
    """Every set has the gases of annex C; AR4 lacks the three whose values no second list confirms."""
    missing = {id_: set(ANNEX_C) - set(table.values) for id_, table in shipped.gwp.items()}
    expected: dict[str, set[str]] = {id_: set() for id_ in PACKAGE_COLUMNS}
    assert expected | {"ipcc-ar4-100": {"HFC41", "HFC134", "HFC143"}} == missing


def test_the_newest_set_is_the_youngest_of_a_hundred_years(shipped: Library) -> None:
    """The newest GWP set is AR6 over 100 years, not its 20-year or temperature sibling."""
    assert "ipcc-ar6-100" == shipped.newest_gwp


# ------------------------------------------------------------------ fuels


def test_fuels_give_the_check_values_of_annex_d(shipped: Library) -> None:
    """Calorific value x carbon content x oxidation x 44/12 gives the tonnes of CO2 worked out from table D.1."""
    computed = {}
    for id_ in FUEL_FACTORS:
        fuel = shipped.fuels[id_]
        joules = Fraction(fuel.net_calorific_value.value) * fuel.net_calorific_value.unit.size
        tonnes = joules / 10**9 * Fraction(fuel.carbon_content) * Fraction(fuel.oxidation) * Fraction(44, 12)
        computed[id_] = f"{float(tonnes):.6f}"
    assert FUEL_FACTORS == computed


def test_fuels_without_check_value_are_as_printed(shipped: Library) -> None:
    """The other nine fuels have the three figures of table D.1; with them every fuel is compared."""
    assert set(shipped.fuels) == set(FUEL_FACTORS) | set(OTHER_FUELS)
    for id_, figures in OTHER_FUELS.items():
        heat, carbon, burnt = map(Decimal, figures.split())
        fuel = shipped.fuels[id_]
        assert (heat, "GJ") == (fuel.net_calorific_value.value, fuel.net_calorific_value.unit.symbol)
        assert (carbon / 1000, burnt / 100) == (fuel.carbon_content, fuel.oxidation)


def test_fuels_are_given_as_the_table_gives_them(shipped: Library) -> None:
    """All 24 fuels of table D.1 are there: solids and liquids per tonne, gases per 10^4 Nm3."""
    per = [str(fuel.per) for fuel in shipped.fuels.values()]
    assert (19, 5) == (per.count("1 t"), per.count("1 10^4Nm3"))
    assert 24 == len(per)


def test_source_marks_of_fuels_are_sources_and_no_values(shipped: Library) -> None:
    """The mark c behind the calorific value of anthracite is the IPCC guidelines, mark b the provincial ones."""
    columns = shipped.fuels["anthracite"].columns
    assert 2006 == columns["net_calorific_value"].year
    assert Text(zh="国家发展和改革委员会", en="NDRC") == columns["carbon_content"].publisher
    assert all(set(fuel.columns) == {"net_calorific_value", "carbon_content"} for fuel in shipped.fuels.values())


def test_what_appeared_in_china_is_cited_in_chinese_on_chinese_pages(shipped: Library) -> None:
    """Documents of China go by their Chinese title or their number, and by their English title on English pages."""
    sources = [source(factor.source) for factor in shipped.factors.values() if factor.geography == "CN"]
    sources += [source(mark) for fuel in shipped.fuels.values() for mark in fuel.columns.values()]
    for given in sources:
        assert given["document"] == "T/CCSA 603-2024" or HAN.search(reference(given, "zh"))
        assert not HAN.search(reference(given, "en"))


# ------------------------------------------------------------------ electricity and heat


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("electricity-cn@2023", "0.6205"),
        ("electricity-cn@2024", "0.5777"),
        ("electricity-cn-wind@2023", "0.0336"),
        ("electricity-cn-photovoltaic@2023", "0.0545"),
        ("electricity-cn-biomass@2023", "0.0457"),
    ],
)
def test_electricity_footprints_are_those_of_the_notices(shipped: Library, name: str, value: str) -> None:
    """The national carbon footprint factors have the published values, kg CO2e per kWh over the life cycle."""
    factor = shipped.factors[name]
    assert Decimal(value) == co2e(shipped, name)
    assert ("1 kWh", "life-cycle", CO2E) == (str(factor.per), factor.kind, factor.masses()[0][1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("electricity-co2-cn@2022", "0.5366"),
        ("electricity-co2-cn@2023", "0.5306"),
        ("electricity-co2-cn-without-traded-non-fossil@2023", "0.6096"),
        ("electricity-co2-cn-fossil@2023", "0.8273"),
        *((f"electricity-co2-cn-{region}@2023", value) for region, value in REGIONS_2023.items()),
    ],
)
def test_electricity_emission_factors_are_combustion_of_co2(shipped: Library, name: str, value: str) -> None:
    """The CO2 emission factors have the published values and say that they cover combustion only."""
    factor = shipped.factors[name]
    assert Decimal(value) == co2e(shipped, name)
    assert ("combustion", "CO2") == (factor.kind, factor.masses()[0][1])


def test_heat_is_a_tenth_of_a_tonne_per_gigajoule(shipped: Library) -> None:
    """Heat supply is 0.11 t CO2/GJ, annex D.2, combustion only."""
    factor = shipped.factors["heat-co2-cn@2024"]
    assert [("fossil", "CO2", "0.11 t")] == [(origin, gas, str(mass)) for origin, gas, mass in factor.masses()]
    assert ("1 GJ", "combustion") == (str(factor.per), factor.kind)


def test_every_electricity_factor_is_of_the_kind_its_id_says(shipped: Library) -> None:
    """Ids with `-co2-` are combustion factors in CO2, all others are life-cycle factors."""
    kinds = {f.id: f.kind for f in shipped.factors.values() if f.category in ("electricity", "heat")}
    assert {id_: "combustion" if "-co2-" in id_ else "life-cycle" for id_ in kinds} == kinds


def test_public_factors_agree_with_a_second_transcription(shipped: Library) -> None:
    """Materials and freight have the values of a second, independent copy of the same tables."""
    assert {id_: Decimal(value) for id_, value in SECOND_TRANSCRIPTION.items()} == {
        id_: co2e(shipped, id_) for id_ in SECOND_TRANSCRIPTION
    }


def test_freight_sums_add_up(shipped: Library) -> None:
    """Where a freight factor adds the making of the fuel to the direct emission, both parts stand in its note."""
    noted = [f for f in shipped.factors.values() if f.note and "plus making of the fuel" in (f.note.en or "")]
    assert 4 == len(noted)
    for factor in noted:
        parts = re.findall(r"([0-9.]+) kg", factor.note.en or "") if factor.note else []
        assert sum(map(Decimal, parts)) == co2e(shipped, factor.name_at_edition), factor.id


def test_aircraft_emissions_are_kept_apart(shipped: Library) -> None:
    """Air freight counts what the aircraft emits under its own origin."""
    assert ["aircraft", "fossil"] == [
        origin for origin, _, _ in shipped.factors["air-freight-long-haul-gb@2025"].masses()
    ]


def test_foreign_factors_rank_fifth(shipped: Library) -> None:
    """A factor of another country has priority 5 of table 1, a Chinese public one 2."""
    ranks = {factor.geography[:2]: factor.priority for factor in shipped.factors.values()}
    assert {"CN": 2, "GB": 5, "GL": 4} == ranks


def test_a_company_adds_a_fifth_product_without_python() -> None:
    """A rules file and a factor file of one's own are enough to declare a liquid-crystal monitor."""
    findings: list[Any] = []
    made = library(OWN_RULES, findings)
    assert [] == findings
    rules = made.rules["example-displays/liquid-crystal-monitor"]
    assert ["count", "count"] == [unit.dimension for unit in rules.units]
    assert set(shipped_library().rules) < set(made.rules)
    factor = find_factor(made, "example-panels/lcd-panel-27")
    assert factor is not None
    assert ("1 piece", True) == (str(factor.per), factor.illustrative)


def test_quantities_of_the_library_are_exact(shipped: Library) -> None:
    """No number of a data file passes through binary floating point."""
    assert isinstance(shipped.fuels["diesel"].net_calorific_value, Quantity)
    assert Decimal("42.652") == shipped.fuels["diesel"].net_calorific_value.value
