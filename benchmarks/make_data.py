"""Make a data folder of N deterministic, realistic declarations for the benchmarks.

    python benchmarks/make_data.py 1000 folder

writes `folder/mkdocs.yml` and `folder/declarations/`.  Every declaration is an optical cable with 33 to 59 activities
in 6 to 10 KB of YAML.  Every twentieth one uses the factor `bench/marked@2025`, so that a change of it concerns exactly
N/20 of them.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

DATA = "declarations"
PAGES = "declarations/pages"
FACTORS = "factors/bench.yml"
BASE_URL = "https://pcf.example.com/"
LAST_DAY = "2026-02-05"
"""The last day that the data name: the site is built for it."""
SHARED_EVERY = 20
OWN_FACTORS = 200
MATERIALS = (
    ("松套管料", "Loose-tube compound", "polymer", "filling"),
    ("护套料", "Sheath compound", "polymer", "sheath"),
    ("钢带", "Steel tape", "metal", "strength-member"),
    ("钢丝", "Steel wire", "metal", "strength-member"),
    ("铝带", "Aluminium tape", "metal", "sheath"),
    ("纤膏", "Fibre jelly", "other", "filling"),
    ("阻水纱", "Water-blocking yarn", "polymer", "filling"),
    ("色母", "Colour masterbatch", "polymer", "sheath"),
    ("光纤", "Fibre", "glass", "core"),
    ("扎纱", "Binder yarn", "polymer", "core"),
)
PROCESSES = (
    ("着色", "Colouring"),
    ("套塑", "Buffering"),
    ("成缆", "Stranding"),
    ("护套", "Sheathing"),
    ("测试", "Testing"),
)


def main() -> None:
    """Write the folder that the command line names."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    make(count, folder)


def make(count: int, folder: Path) -> None:
    """Write `mkdocs.yml` and, below `declarations/`, organisation, factors and *count* declarations."""
    data = folder / DATA
    (data / "products").mkdir(parents=True, exist_ok=True)
    (data / "factors").mkdir(exist_ok=True)
    (folder / PAGES).mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (data / "organisation.yml").write_text(ORGANISATION, encoding="utf-8")
    (data / FACTORS).write_text(factors(), encoding="utf-8")
    for number in range(count):
        text = declaration(number, random.Random(number))  # the same data on every machine
        (data / product_file(number)).write_text(text, encoding="utf-8")


def product_file(number: int) -> str:
    """Where declaration *number* lies in the data folder."""
    return f"products/{id_of(number)}.yml"


def change_one(folder: Path, number: int, run: int) -> None:
    """Give declaration *number* another transport distance, which moves its total; another one for each *run*."""
    path = folder / DATA / product_file(number)
    text = path.read_text(encoding="utf-8")
    before, leg, after = text.rpartition("rail-freight@2019, distance: ")
    path.write_text(f"{before}{leg}{700 + run} {after.partition(' ')[2]}", encoding="utf-8")


def change_factor(folder: Path, run: int) -> None:
    """Give the factor that one declaration in twenty uses another value; another one for each *run*."""
    path = folder / DATA / FACTORS
    text = path.read_text(encoding="utf-8")
    before, value, after = text.partition("Marked compound}, per: 1 kg, co2e: ")
    path.write_text(f"{before}{value}{3 + run} {after.partition(' ')[2]}", encoding="utf-8")


def id_of(number: int) -> str:
    """The id of declaration *number*, which is the name of its file too."""
    return f"cable-{number:05d}"


def factors() -> str:
    """The company's factor file."""
    rows = [("marked", "标记料", "Marked compound", "2.5")]
    rows += [(f"material-{i:03d}", f"材料 {i}", f"Material {i}", f"{1 + i / 37:.3f}") for i in range(OWN_FACTORS)]
    head = (
        "title: {zh: 基准测试因子, en: Benchmark factors}\n"
        "source: {document: Made for benchmarks, year: 2025}\nfactors:\n"
    )
    return head + "".join(
        f"  - {{id: bench/{id_}, edition: 2025, name: {{zh: {zh}, en: {en}}}, per: 1 kg, co2e: {value} kg, "
        "year: 2025, geography: CN, priority: 4, illustrative: yes}\n"
        for id_, zh, en, value in rows
    )


def declaration(number: int, chance: random.Random) -> str:
    """The YAML of one declaration; *number* decides everything in it."""
    cores = chance.choice((12, 24, 48, 96, 144))
    lines = [HEAD.format(number=number, cores=cores, mass=60 + number % 140, serial=f"{number:05d}")]
    lines += ["inventory:", "  raw_material_acquisition:"]
    for index in range(chance.randrange(12, 24)):
        lines.append(material(number, index, chance))
    lines.append("  production:")
    for index in range(chance.randrange(5, 10)):
        zh, en = PROCESSES[index % len(PROCESSES)]
        lines.append(
            f"    - energy: {{zh: {zh}用电 {index}, en: {en} electricity {index}}}\n"
            f"      process: {{zh: {zh}, en: {en}}}\n      amount: {chance.uniform(2, 90):.2f} MWh\n"
            "      allocation: line\n      per: 1850 km\n      factor: electricity-cn@2024"
        )
    lines.append(TAIL.format(mass=70 + number % 150, distance=chance.randrange(80, 2400)))
    return "\n".join(lines)


def material(number: int, index: int, chance: random.Random) -> str:
    """One line of the bill of materials."""
    zh, en, substance, component = MATERIALS[index % len(MATERIALS)]
    marked = index == 0 and number % SHARED_EVERY == 0
    factor = "bench/marked" if marked else f"bench/material-{chance.randrange(OWN_FACTORS):03d}"
    return (
        f"    - material: {{zh: {zh} {index}, en: {en} {index}}}\n      component: {component}\n"
        f"      substance: {substance}\n      amount: {chance.uniform(0.2, 9):.3f} kg\n      factor: {factor}@2025\n"
        f"      transport: [{{by: road-freight-18t@2019, distance: {chance.randrange(40, 1900)} km}}]"
    )


MKDOCS = f"""site_name: Benchmark
site_url: {BASE_URL}
docs_dir: {PAGES}
theme: {{name: material, language: zh}}
plugins:
  - search
  - carbonpress:
      data_dir: {DATA}
      labels: [standard-zh-en-colour]
      png: false
      papers: []
"""

ORGANISATION = """name: {zh: 基准线缆有限公司, en: "Benchmark Cable Co., Ltd."}
address: {zh: 基准路 1 号, en: 1 Benchmark Road}
contact: {phone: "+86 000 0000 0000", email: pcf@example.com}
website: https://www.example.com/
"""

HEAD = """id: cable-{serial}
version: 1
status: published
rules: ccsa-603-2024/optical-cable
product:
  name: {{zh: 通信用室外光缆 {number}, en: Outdoor optical cable {number}}}
  model: GYTA-{cores}-{number}
  function: {{zh: 在通信网络中传输光信号。, en: Carries optical signals in telecommunication networks.}}
  parameters:
    net_mass: {mass} kg
    service_life: 20 a
    cores: {cores}
    core_specification: G.652.D
    strength_member: {{zh: 钢丝 2.0 mm, en: steel wire 2.0 mm}}
    filling: {{zh: 触变型油膏, en: thixotropic jelly}}
    connection_interface: {{zh: 无, en: none}}
    sheath: {{zh: 聚乙烯 1.8 mm, en: polyethylene 1.8 mm}}
declared_unit:
  amount: 1 km
  of: {{zh: GYTA-{cores}-{number} 光缆（{cores} 芯）, en: "cable GYTA-{cores}-{number}, {cores} cores"}}
boundary: cradle-to-grave
period: {{from: 2025-01-01, to: 2025-12-31}}
geography: CN
study:
  report_number: B-{serial}
  date: 2026-01-20
  goal: {{zh: 向客户提供产品碳足迹。, en: To give customers the product footprint.}}
  intended_use: {{zh: 企业间信息交流。, en: Communication between businesses.}}
programme: {{number: CFP-B-{serial}}}
verification:
  kind: third-party
  by: {{zh: 基准认证, en: Benchmark Certification}}
  statement: V-{serial}
  date: 2026-02-05
validity: {{from: 2026-03-01, to: 2029-02-28}}
data: {{type: primary, source: ERP 2025, year: 2025, geography: CN}}
"""

TAIL = """  distribution:
    - transport: {{zh: 光缆运输, en: Cable transport}}
      mass: {mass} kg
      legs:
        - {{by: road-freight-18t@2019, distance: {distance} km}}
        - {{by: rail-freight@2019, distance: 600 km}}
  end_of_life_treatment:
    - treatment: {{zh: 塑料填埋, en: Plastics to landfill}}
      route: landfill
      substance: polymer
      mass: 60 kg
      factor: landfill-plastics-gb@2025
      transport: [{{by: road-freight-8t@2019, distance: 120 km}}]
allocations:
  line:
    basis: length
    share: 1850 km
    of: 24300 km
    others: [{{name: {{zh: 其他型号, en: Other types}}, share: 22450 km}}]
    because: {{zh: 多种型号共线生产。, en: Several types share one line.}}
excluded:
  - name: {{zh: 厂房, en: Buildings}}
    stage: production
    flow: infrastructure
    because: {{zh: 无实质性贡献。, en: No substantial contribution.}}
assumptions:
  - {{zh: 末期按填埋计算。, en: Landfill at the end of life.}}
limitations:
  - {{zh: 仅涉及气候变化。, en: Climate change only.}}
recommendations:
  - {{zh: 提高再生料比例。, en: Use more recycled material.}}
"""

if __name__ == "__main__":
    main()
