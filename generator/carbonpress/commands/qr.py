"""`carbonpress qr`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from carbonpress.commands.labels import RESOLUTIONS, SHAPE
from carbonpress.commands.selection import chosen, sound_project
from carbonpress.press.common.page import Site
from carbonpress.press.label.label import Composed, LabelDoesNotFit, Print, drawn_label, label_png
from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.label.qr_report import CodeReport, code_report
from carbonpress.press.label.variants import VARIANTS, composed, main_variant
from carbonpress.press.print_job import Order
from carbonpress.site.brand import brand_of, printing_of
from carbonpress.site.host import plugin_options
from carbonpress.terminal.exits import Exit
from carbonpress.verify.qr_reader import texts

EPILOG = """\b
Examples:
  carbonpress qr
  carbonpress qr gyta53-24b1 --variant mini-zh-mono --dpi 300
  carbonpress qr --gs1 --format json

\b
The code is read from the finished label by another reader where one is
installed: pip install 'carbonpress[verify]'.
Exit code 1 when a label has no code, or its code reads as something else."""


@click.command("qr", epilog=EPILOG)
@click.option("--variant", type=click.Choice(VARIANTS), metavar=SHAPE, help="Which label.")
@click.option("--rules", help="All current declarations that follow these category rules.")
@click.option("--dpi", type=RESOLUTIONS, default=600, help="Dots of the printer.")
@click.option("--gs1", is_flag=True, help="GS1 Digital Link where a product has a GTIN.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the report is written."
)
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("ids", metavar="[ID[@VERSION]]...", nargs=-1)
def command(
    variant: str | None, rules: str | None, dpi: int, gs1: bool, form: str, path: Path | None, ids: tuple[str, ...]
) -> int:
    """Report on the codes of labels: symbol, module size, quiet zone, contrast, and what another reader reads.

    ID names declarations; all current ones when left out.
    """
    place, project = sound_project(path)
    options = plugin_options(place)
    printing, brand = printing_of(options), brand_of(options)
    site = Site(place.base_url, place.languages)
    worst, told = Exit.GOOD, []
    for order in chosen(project, ids, rules, 1):
        wanted = variant or main_variant(site, order.record)
        try:
            label = composed(order.record, wanted, brand, Print(dots_per_inch=dpi, gs1=gs1))
            report = code_report(label, printing.spot)
        except (LabelDoesNotFit, QrTooSmall) as misfit:
            told.append({"id": order.record["id"], "version": order.record["version"], "fault": str(misfit)})
            worst = Exit.FINDINGS
            continue
        read = _read(label)
        worst = max(worst, Exit.FINDINGS if read not in (None, [report.address]) else Exit.GOOD)
        told.append(_told(order, wanted, report, read))
    click.echo(json.dumps(told, ensure_ascii=False, indent=1) if form == "json" else "\n".join(map(_lines, told)))
    return worst


def _read(label: Composed) -> list[str] | None:
    """What another reader reads on the finished label at the printer's dots; None where there is none."""
    return texts(label_png(drawn_label(label), label.setting.dots_per_inch / 25.4))


def _told(order: Order, variant: str, report: CodeReport, read: list[str] | None) -> dict[str, Any]:
    return {
        "id": order.record["id"],
        "version": order.record["version"],
        "variant": variant,
        **asdict(report),
        "bytes": len(report.address.encode()),
        "side_mm": report.side_mm,
        "faults": report.faults,
        "read": read,
    }


def _lines(told: dict[str, Any]) -> str:
    """The report on one label for a terminal."""
    head = f"{told['id']} version {told['version']}"
    if "fault" in told:
        return f"{head}: {told['fault']}"
    read = told["read"]
    agrees = (
        "not decoded here"
        if read is None
        else "the same"
        if read == [told["address"]]
        else ", ".join(read) or "nothing"
    )
    lines = [
        f"{head}, {told['variant']}",
        f"  address   {told['address']} ({told['bytes']} bytes)",
        f"  symbol    version {told['symbol_version']}-{told['level']}, {told['modules']} × {told['modules']} modules",
        f"  module    {told['module_mm']:.3f} mm, {told['dots']} dots at {told['dots_per_inch']} dpi",
        f"  size      {told['side_mm']:.1f} mm, quiet zone {told['quiet_mm']:.2f} mm on each side",
        f"  contrast  {told['contrast']:.1f} : 1",
        f"  read      {agrees}",
    ]
    return "\n".join([*lines, *(f"  note      {fault}" for fault in told["faults"])])
