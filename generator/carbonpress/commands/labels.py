"""`carbonpress labels`."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from carbonpress.commands.affected import affected
from carbonpress.commands.selection import chosen, counted, sound_project
from carbonpress.folder.write_files import write_files
from carbonpress.press.common.colour import Cmyk
from carbonpress.press.common.label_size import size_class
from carbonpress.press.common.page import Site
from carbonpress.press.label.failure import OutputFailed, guarded
from carbonpress.press.label.label import LabelDoesNotFit, Print
from carbonpress.press.label.print_manifest import EARLIER, MANIFEST
from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.label.sheet import SheetTooSmall, papers
from carbonpress.press.label.variants import VARIANTS, main_variant
from carbonpress.press.print_job import FORMATS, Job, Order, guessed_colours, job_files
from carbonpress.site.brand import brand_of, printing_of
from carbonpress.site.host import plugin_options
from carbonpress.site.place import Place
from carbonpress.terminal.clock import today
from carbonpress.terminal.exits import Exit

EPILOG = """\b
Examples:
  carbonpress labels gyta53-24b1
  carbonpress labels --rules ccsa-603-2024/optical-cable --sheet A4 --copies 24
  carbonpress labels --counts order.csv --sheet A3 --printer "Example Press" --bleed
  carbonpress labels gyta53-24b1 --variant compact-zh-colour --width 72 --dpi 300
  carbonpress labels --affected

\b
The folder holds one PDF per label in exact millimetres, process inks, text as
outlines and the code in black alone; sheets where asked; and manifest.csv.
order.csv has the columns id, version (may be empty) and count.

\b
--affected makes nothing: it lists, from the manifests below --output (labels
and leaflets when left out), what was printed of withdrawn versions, or of ID."""

FOLDER = Path("labels")
LEAFLETS = Path("leaflets")
"""Where jobs go when no folder is named."""

SHAPE = "SIZE-LANGUAGE-INK"
VARIANT_HELP = "Which label: standard, compact, strip, mini; zh, en, zh-en; colour, mono. May be given again."
RESOLUTIONS = click.IntRange(150, 2540)


@click.command("labels", epilog=EPILOG)
@click.option("--variant", "variants", type=click.Choice(VARIANTS), multiple=True, metavar=SHAPE, help=VARIANT_HELP)
@click.option("--rules", help="All current declarations that follow these category rules.")
@click.option("--counts", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="CSV with ids and counts.")
@click.option("--copies", type=click.IntRange(1, 100_000), default=1, help="Labels of each declaration on the sheets.")
@click.option("--sheet", type=click.Choice(sorted(papers())), help="Sheets with many labels and cut marks.")
@click.option("--width", type=click.FloatRange(10, 1000), help="Width of the label in mm; the rest keeps proportion.")
@click.option("--bleed", is_flag=True, help="3 mm of bleed and crop marks around single labels.")
@click.option("--dpi", type=RESOLUTIONS, default=600, help="Dots of the printer; modules of the code are whole ones.")
@click.option("--condition", help="Output condition, such as FOGRA51 or JC200103; that of mkdocs.yml when left out.")
@click.option("--gs1", is_flag=True, help="GS1 Digital Link in the code where a product has a GTIN.")
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("pdf",), help="May be repeated."
)
@click.option("--printer", default="print", help="Who prints; the folder is named for it.")
@click.option("--affected", "only_list", is_flag=True, help="List what was printed of withdrawn versions.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder of folders; labels when left out."
)
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("ids", metavar="[ID[@VERSION]]...", nargs=-1)
def command(
    variants: tuple[str, ...], rules: str | None, counts: Path | None, copies: int, sheet: str | None,
    width: float | None, bleed: bool, dpi: int, condition: str | None, gs1: bool, formats: tuple[str, ...],
    printer: str, only_list: bool, output: Path | None, path: Path | None, ids: tuple[str, ...],
) -> int:  # fmt: skip
    """Make labels for the printer: single files, press-ready sheets, and a list of them.

    ID names declarations; all current ones when left out. Drafts are printed only when named, and say so.
    """
    if only_list and (rules is not None or counts is not None):
        raise click.UsageError(
            "--affected lists withdrawn versions, or those that are named; leave --rules and --counts out"
        )
    if only_list:
        folders = (output,) if output else (FOLDER, LEAFLETS)
        click.echo("\n".join(affected(path, folders, ids)))
        return Exit.GOOD
    if (bool(ids) + (rules is not None) + (counts is not None)) > 1:
        raise click.UsageError("choose by ids, by --rules or by --counts, not by two of them")
    place, project = sound_project(path)
    orders = counted(project, counts) if counts else chosen(project, ids, rules, copies)
    if not variants:
        site = Site(place.base_url, place.languages)
        orders = [replace(order, variants=(main_variant(site, order.record),)) for order in orders]
    wanted = variants or [variant for order in orders for variant in order.variants]
    job = _job(place, folder_name(printer), tuple(dict.fromkeys(wanted)), condition)
    job = Job(
        job.name, job.variants, tuple(dict.fromkeys(formats)), papers()[sheet] if sheet else None, bleed, job.brand,
        Print(_scale(job.variants, width), dpi, gs1), job.printing,
    )  # fmt: skip
    try:
        files = guarded(", ".join(wanted), lambda: job_files(orders, job), SheetTooSmall)
    except (LabelDoesNotFit, QrTooSmall, SheetTooSmall, OutputFailed) as misfit:
        said = ": ".join([*getattr(misfit, "__notes__", ()), str(misfit)])
        raise click.ClickException(f"{said}; nothing was printed") from misfit
    for line in _warnings(orders, job):
        click.echo(f"warning: {line}", err=True)
    folder = _written((output or FOLDER) / job.name, files)
    click.echo(f"{len(files) - 1} files and {MANIFEST} are in {folder}")
    return Exit.GOOD


def folder_name(printer: str) -> str:
    """The name of a printer as that of a folder: what no file system minds is kept.

    >>> folder_name("Example Press / Suzhou"), folder_name("../..")
    ('Example-Press-Suzhou', 'print')
    """
    kept = "".join(c if c.isalnum() or c in "-_" else " " for c in printer)
    return "-".join(kept.split())[:80] or "print"


def _job(place: Place, name: str, variants: tuple[str, ...], condition: str | None) -> Job:
    """A job with brand and print as `mkdocs.yml` says."""
    options = plugin_options(place)
    return Job(name, variants, brand=brand_of(options), printing=printing_of(options, condition))


def _scale(variants: tuple[str, ...], width: float | None) -> float:
    """How many times as large as its class a label of that *width* is."""
    if width is None:
        return 1.0
    sizes = {variant.partition("-")[0] for variant in variants}
    if len(sizes) > 1:
        raise click.UsageError("--width is for labels of one size")
    return width / size_class(sizes.pop()).width


def _warnings(orders: list[Order], job: Job) -> list[str]:
    """What the person who prints should know."""
    said = []
    for colour in guessed_colours(orders, job):
        inks = _shown(job.printing.inks(colour))
        said.append(f"{colour} is printed as {inks}, converted without knowing the press; give `label_print: inks:`")
    day = today().isoformat()
    for record in (order.record for order in orders):
        if record["validity"]["to"] < day:
            said.append(f"{record['id']} was valid until {record['validity']['to']}")
        if record["status"] == "draft":
            said.append(f"{record['id']} is a draft; its labels say so")
        if job.printed.gs1 and not record["product"]["gtin"]:
            said.append(f"{record['id']} has no GTIN; its code carries the plain address")
    return said


def _shown(inks: Cmyk) -> str:
    return f"C{inks.cyan:g} M{inks.magenta:g} Y{inks.yellow:g} K{inks.black:g}"


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    """Write *files* into *folder*, in place of an earlier job there, whose manifest is kept; whole or not at all.

    Raises
    ------
    click.UsageError
        When something else is in that folder.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).is_file())):
        raise click.UsageError(f"{folder} holds something else; name another --output or --printer")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".labels-", dir=folder.parent) as stage:
        made = Path(stage) / "made"
        made.mkdir()
        write_files(made, {**_former_manifests(folder, files[MANIFEST]), **files})
        if folder.exists():
            folder.rename(Path(stage) / "former")
        made.rename(folder)
    return folder


def _former_manifests(folder: Path, now: bytes) -> dict[str, bytes]:
    """The manifests of the jobs that were in *folder* before, but for one that says the same as *now*."""
    if not folder.exists():
        return {}
    kept = {f"{EARLIER}/{file.name}": file.read_bytes() for file in sorted((folder / EARLIER).glob("*.csv"))}
    if (folder / MANIFEST).is_file():
        last = (folder / MANIFEST).read_bytes()
        kept[f"{EARLIER}/{hashlib.sha256(last).hexdigest()[:16]}.csv"] = last
    return {name: content for name, content in kept.items() if content != now}
