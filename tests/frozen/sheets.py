"""The declarations of the frozen site, and what became of each: made once, kept for ever."""

from __future__ import annotations

CONFIG = """\
site_name: 存档
site_url: https://frozen.example.com/pcf/
docs_dir: declarations
theme: {name: material}
plugins:
  - search
  - carbonpress:
      translations: {en: {site_name: Archive}}
"""

ORGANISATION = """\
name: {zh: 存档光电有限公司, en: "Archive Photonics Co., Ltd."}
address: {zh: 样本路 1 号, en: 1 Sample Road}
contact: {person: {zh: 李样本, en: Li Yangben}, phone: +86 512 0000 0001, email: carbon@archive.example.com}
programme: {name: {zh: 存档计划（虚构）, en: Archive Programme (fictional)}, website: https://programme.example.org/}
"""

CABLE = """\
id: cable
version: 1
status: published
rules: ccsa-603-2024/optical-cable
product:
  name: {zh: 室外光缆, en: Outdoor optical cable}
  model: GYTA53-24B1
  gtin: "0614141000241"
  image: {file: images/cable.png, alt: {zh: 光缆截面, en: Section of the cable}}
  parameters:
    net_mass: 100 kg
    service_life: 20 a
    cores: 24
    core_specification: G.652.D
    strength_member: {zh: 钢丝, en: steel wire}
    filling: {zh: 缆膏, en: cable gel}
    connection_interface: {zh: 无, en: none}
    sheath: {zh: 聚乙烯, en: polyethylene}
declared_unit: {amount: 1 km, of: {zh: 光缆 GYTA53-24B1, en: cable GYTA53-24B1}}
boundary: cradle-to-gate
period: {from: 2025-01-01, to: 2025-12-31}
geography: CN
study:
  report_number: R-1
  date: 2026-01-20
  goal: {zh: 量化产品碳足迹, en: To quantify the footprint}
  intended_use: {zh: 提供给客户, en: To inform customers}
programme: {number: CFP-2026-0001}
verification: {kind: third-party, by: {zh: 核查机构, en: Verifier}, statement: V-1, date: 2026-02-10}
validity: {from: 2026-03-01, to: 2029-02-28}
data: {type: primary, source: ERP 2025, year: 2025, geography: CN}
inventory:
  raw_material_acquisition:
    - material: {zh: 钢丝, en: Steel wire}
      component: strength-member
      substance: metal
      amount: 60 kg
      factor: steel-cn@2019
      transport: [{by: road-freight-18t@2019, distance: 680 km}]
    - material: {zh: 聚乙烯, en: Polyethylene}
      component: sheath
      substance: polymer
      amount: 39.5 kg
      factor: polyethylene-hd-cn@2019
    - material: {zh: 缆膏, en: Cable gel}
      component: filling
      amount: 3.2 kg
      factor: polyethylene-hd-cn@2019
      confidential: true
    - material: {zh: 涂料, en: Coating}
      amount: 1.1 kg
      factor: polyethylene-hd-cn@2019
      confidential: true
  production:
    - energy: {zh: 电力, en: Electricity}
      amount: 412.6 kWh
      factor: electricity-cn@2024
excluded:
  - name: {zh: 油墨, en: Ink}
    stage: raw_material_acquisition
    mass: 0.5 kg
    estimate: 1 kg
    because: {zh: 用量很小, en: Very little is used}
limitations:
  - {zh: 聚乙烯因子代替缆膏, en: Polyethylene stands in for the gel}
"""

SERVER = """\
id: server
version: 1
status: published
rules: cesa-2024-061/server
product:
  name: {zh: 机架式服务器, en: Rack server}
  model: RS-1
  parameters:
    net_mass: 20 kg
    form: {zh: 机架式 2U, en: rack 2U}
    size: 87 x 448 x 740 mm
    average_power: 201 W
    service_life: 4 a
functional_unit:
  amount: 1 server
  of: {zh: 服务器 RS-1, en: server RS-1}
  intended_use: {zh: 数据中心计算, en: Computing in data centres}
  performance: {zh: 每年 1760.3 kWh, en: 1760.3 kWh a year}
  service_life: 4 a
reference_flow: {amount: 1 server, of: {zh: 服务器 RS-1, en: server RS-1}}
boundary: cradle-to-grave
period: {from: 2025-01-01, to: 2025-12-31}
geography: CN
study:
  goal: {zh: 说明产品碳足迹, en: To state the footprint}
  intended_use: {zh: 提供给客户, en: To inform customers}
programme: {number: CFP-2026-0003}
verification: {kind: third-party, by: {zh: 核查机构, en: Verifier}, statement: V-3, date: 2026-02-10}
validity: {from: 2026-03-01, to: 2029-02-28}
results:
  study: Life cycle assessment of a rack server
  by: {zh: 研究机构, en: Institute}
  date: 2026-01-15
  statement: V-7
  stages:
    raw_material_acquisition: 1300 kg
    production: 13 kg
    distribution: 30 kg
    use: 7280 kg
    end_of_life_treatment: 17 kg
  origins: {fossil: 8600 kg, land_use_change: 40 kg}
  total: 8640 kg
"""

GTIN = '  gtin: "0614141000241"\n'
IMAGE = "  image: {file: images/cable.png, alt: {zh: 光缆截面, en: Section of the cable}}\n"


def edited(sheet: str, *edits: tuple[str, str]) -> str:
    """*sheet* with each of *edits*, an old and a new text, made once."""
    for old, new in edits:
        if sheet.count(old) != 1:
            raise ValueError(f"{old!r} stands {sheet.count(old)} times in the sheet")
        sheet = sheet.replace(old, new)
    return sheet


def renamed(id_: str, model: str, number: str) -> str:
    """The cable under another id, model and number, without GTIN and picture."""
    named = edited(CABLE, ("id: cable\n", f"id: {id_}\n"), (GTIN, ""), (IMAGE, ""), ("CFP-2026-0001", number))
    return named.replace("GYTA53-24B1", model)


def second(sheet: str) -> str:
    """The second version of a cable: less steel."""
    change = "version: 2\nchange: {zh: 钢丝用量减少, en: Less steel wire}\n"
    return edited(sheet, ("version: 1\n", change), ("amount: 60 kg", "amount: 54.3 kg"))


REVOKED = renamed("revoked", "GYTA-12B1", "CFP-2026-0002")
EXPIRED = edited(
    renamed("expired", "GYXTW-8B1", "CFP-2022-0001"),
    ("{from: 2025-01-01, to: 2025-12-31}", "{from: 2021-01-01, to: 2021-12-31}"),
    ("date: 2026-01-20", "date: 2022-01-20"),
    ("date: 2026-02-10", "date: 2022-02-10"),
    ("{from: 2026-03-01, to: 2029-02-28}", "{from: 2022-03-01, to: 2025-02-28}"),
)

Step = tuple[str, dict[str, str], tuple[tuple[str, ...], ...]]

STEPS: tuple[Step, ...] = (
    (
        "2026-06-01",
        {"cable": CABLE, "revoked": REVOKED, "expired": EXPIRED, "server": SERVER},
        (("publish", "--all"),),
    ),
    ("2026-07-01", {"cable": second(CABLE), "revoked": second(REVOKED)}, (("publish", "--all"),)),
    (
        "2026-07-15",
        {},
        (("withdraw", "revoked@2", "--reason", "钢丝用量录入有误", "--reason-en", "Steel wire entered wrongly"),),
    ),
)
"""The history of the site: the day, the sheets as they are then, the commands."""

LAST = {
    "revoked": edited(
        second(REVOKED),
        (
            "status: published\n",
            "status: withdrawn\nwithdrawn_because: {zh: 钢丝用量录入有误, en: Steel wire entered wrongly}\n",
        ),
    )
}
"""Sheets as their author leaves them after the last step."""

BUILT_ON = "2026-08-01"
