"""`carbonpress leaflets`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from carbonpress.press.failure import OutputFailed, guarded
from carbonpress.press.label import LANGUAGES
from carbonpress.site.exits import Exit
from carbonpress.site.label_brand import brand_at
from carbonpress.site.selection import chosen, sound_project

EPILOG = """\b
Examples:
  carbonpress leaflets gyta53-24b1
  carbonpress leaflets --size a6 --language zh-en
  carbonpress leaflets --rules ccsa-603-2024/optical-cable --output manual

\b
One PDF per declaration (T/CCSA 603-2024, 10 b): what the figure means, what it
counts, how sure it is, how to compare it. zh-en holds both languages."""


@click.command("leaflets", epilog=EPILOG)
@click.option("--size", type=click.Choice(["a5", "a6"]), default="a5", help="Size of the paper.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="zh", help="One language, or both.")
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
    from carbonpress.press.leaflet import leaflet_pdf

    records = [order.record for order in chosen(project, ids, rules, 1)]
    files: dict[str, bytes] = {}
    for record in records:
        name = f"{record['id']}-v{record['version']}-leaflet-{size}-{language}.pdf"
        try:
            files[name] = guarded(name, partial(leaflet_pdf, record, size, language, typefaces))
        except OutputFailed as failure:
            raise click.ClickException(f"{failure}; no leaflet was made") from failure
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (output / name).write_bytes(content)
    click.echo(f"{len(records)} {'leaflet is' if len(records) == 1 else 'leaflets are'} in {output}")
    return Exit.GOOD
