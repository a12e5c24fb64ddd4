"""`carbonpress serve`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.site.place import locate

EPILOG = """\b
Examples:
  carbonpress serve
  carbonpress serve --open --address 127.0.0.1:8080

\b
A change with errors is told here, and the browser keeps the last good site.
Nothing is published; the QR codes lead to the real site."""


@click.command("serve", epilog=EPILOG)
@click.option("--address", metavar="HOST:PORT", help="Where to listen; 127.0.0.1:8000 when left out.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(address: str | None, open_in_browser: bool, path: Path | None) -> None:
    """Show the site on this machine, and build it anew with every change of data, pages or mkdocs.yml."""
    place = locate(path)
    if place.config is None:
        raise click.UsageError(f"no mkdocs.yml for {place.data}")
    from carbonpress.site.host import serve_site

    serve_site(place.config, address, open_in_browser)
