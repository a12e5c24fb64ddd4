"""`carbonpress build`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.build.gc_tuning import seldom
from carbonpress.site.place import locate
from carbonpress.site.sources import Asked, site_inputs

EPILOG = """\b
Examples:
  carbonpress build
  carbonpress build --site-dir /srv/www/footprints
  carbonpress build --workers 4
  carbonpress build --workers dask://scheduler:8786

\b
Errors in the data, a broken link, a full disk or a second build at the same
time leave the site that is there as it is; the exit code says what it was.
It is the same site, byte for byte, as `mkdocs build` makes."""


@click.command("build", epilog=EPILOG)
@click.option("--strict", is_flag=True, help="Let warnings of MkDocs count as errors, as `mkdocs build --strict` does.")
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site goes.")
@click.option("--workers", metavar="N|dask://HOST:PORT", help="Processes that press declarations, or a Dask scheduler.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(strict: bool, site_dir: Path | None, workers: str | None, path: Path | None) -> None:
    """Check, compute and press all declarations, and put the new site in place of the old one at once.

    PATH is the folder of mkdocs.yml; the working folder when left out. Warnings among the findings do not stop a
    build; `carbonpress check --strict` is there for them.
    """
    place = locate(path)
    if place.config is None:
        raise click.UsageError(f"no mkdocs.yml for {place.data}")
    inputs = site_inputs(Asked(place.config, strict, site_dir, workers))
    record = inputs.up_to_date(strict) if inputs else None
    if inputs and record:
        for line in record.said:
            click.echo(line, err=True)
        click.echo(f"nothing has changed; the site is in {inputs.site}", err=True)
        return
    spare = inputs.spare() if inputs else None
    with seldom():
        from carbonpress.site.host import build_site

        config = build_site(place.config, strict, site_dir, workers, inputs, spare)
    click.echo(f"the site is in {config.site_dir}", err=True)
