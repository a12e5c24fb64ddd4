"""`carbonpress leaflets`."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import click

from carbonpress.commands.selection import chosen, sound_project
from carbonpress.folder.durable import write_durably
from carbonpress.model.language import DEFAULT
from carbonpress.press.label.failure import OutputFailed, guarded
from carbonpress.press.label.label import LANGUAGES
from carbonpress.press.label.print_manifest import COLUMNS, MANIFEST, manifest_csv, manifest_rows
from carbonpress.press.print_job import Order
from carbonpress.record.wording import speaking
from carbonpress.site.label_brand import brand_at
from carbonpress.terminal.exits import Exit

EPILOG = """\b
Examples:
  carbonpress leaflets gyta53-24b1
  carbonpress leaflets --size a6 --language zh-en
  carbonpress leaflets --rules ccsa-603-2024/optical-cable --output manual

\b
One PDF per declaration (T/CCSA 603-2024, 10 b): what the figure means, what it
counts, how sure it is, how to compare it. zh-en holds both languages.
manifest.csv lists all that was ever made in the folder."""


@click.command("leaflets", epilog=EPILOG)
@click.option("--size", type=click.Choice(["a5", "a6"]), default="a5", help="Size of the paper.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT, help="One language, or both.")
@click.option("--rules", help="All current declarations that follow these category rules.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("leaflets"), help="Where they go."
)
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("ids", metavar="[ID[@VERSION]]...", nargs=-1)
def command(size: str, language: str, rules: str | None, output: Path, path: Path | None, ids: tuple[str, ...]) -> int:
    """Make leaflets for the product manual, one PDF per declaration.

    ID names declarations; all current ones when left out. Drafts are made only when named, and say so.
    """
    if ids and rules is not None:
        raise click.UsageError("choose by ids or by --rules, not by both")
    place, project = sound_project(path)
    typefaces = brand_at(place).typefaces
    # The compiler is large, and no use to whoever asks for help.
    from carbonpress.press.document.leaflet import leaflet_pdf

    files: dict[str, bytes] = {}
    rows = []
    for order in chosen(project, ids, rules, 1):
        record = order.record
        name = f"{record['id']}-v{record['version']}-leaflet-{size}-{language}.pdf"
        try:
            with speaking(order.wording):
                files[name] = guarded(name, partial(leaflet_pdf, record, size, language, typefaces))
        except OutputFailed as failure:
            raise click.ClickException(f"{failure}; no leaflet was made") from failure
        rows.append(_row(name, files[name], order, size, language))
    # The manifest comes first: no leaflet may lie there that it does not tell of.
    write_durably(output / MANIFEST, manifest_csv([*_former_rows(output, rows), *rows]))
    for name, content in files.items():
        write_durably(output / name, content)
    click.echo(f"{len(files)} {'leaflet is' if len(files) == 1 else 'leaflets are'} in {output}")
    return Exit.GOOD


def _row(name: str, content: bytes, order: Order, size: str, language: str) -> dict[str, str]:
    """What the manifest says of a leaflet."""
    from carbonpress.press.document.leaflet import SIZES

    record, paper = order.record, SIZES[size]
    told = {
        "file": name,
        "id": record["id"],
        "version": str(record["version"]),
        "size": size,
        "width_mm": str(paper.width),
        "height_mm": str(paper.height),
        "language": language,
        "copies": str(order.copies),
        "url": record["url"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return {**dict.fromkeys(COLUMNS, ""), **told}


def _former_rows(folder: Path, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """What the manifest in *folder* tells already and *rows* do not tell again.

    Raises
    ------
    click.ClickException
        When the file there is no manifest.
    """
    if not (folder / MANIFEST).is_file():
        return []
    try:
        told = manifest_rows((folder / MANIFEST).read_bytes())
    except ValueError as error:
        raise click.ClickException(f"{folder / MANIFEST}: {error}; name another --output") from error
    return [row for row in told if row not in rows]
