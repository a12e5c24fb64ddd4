"""`carbonpress move`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.acts.move import move_site
from carbonpress.acts.publish import RefusedError, reason_text
from carbonpress.archive.moved_site import folder_of
from carbonpress.commands.ledger_acts import addressed_place, begin, refused, told
from carbonpress.model.web_address import AddressError, WebAddress, site_address
from carbonpress.site.config_check import local_reason
from carbonpress.source.theme import theme_data
from carbonpress.terminal.exits import Exit

CHINESE = theme_data("terminal/help.yml")["move"]

EPILOG = f"""\b
Examples:
  carbonpress move                                  the site_url that mkdocs.yml has now
  carbonpress move --to https://pcf.example.org/ --reason "{CHINESE["reason"]}"

\b
What was published keeps its records, digests and codes. The next build writes
what the old host must serve from now on, as pages and for nginx, Apache and
static hosting; upload that folder there, and keep the old host."""


@click.command("move", epilog=EPILOG)
@click.option("--to", "target", metavar="URL", help="The new address; `site_url` of mkdocs.yml when left out.")
@click.option("--allow-local", is_flag=True, help="Move to http, localhost or an address of a private network.")
@click.option("--reason", help="Why.")
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
def command(target: str | None, allow_local: bool, reason: str | None, path: Path | None) -> int:
    """Say that the whole site has another address from now on; what was printed keeps working."""
    place = addressed_place(path)
    address = _address(target or place.base_url)
    if (local := local_reason(address)) and not allow_local:
        what = f"the address {address} would be in the ledger for ever, but {local}"
        raise click.UsageError(f"{what}; name the address that the site will have, or write --allow-local")
    base_url = str(address)
    why = reason_text(reason) if reason and reason.strip() else None
    try:
        event = move_site(place.data, base_url, why, begin(place))
    except RefusedError as error:
        return refused("the site was not moved", error)
    click.echo("\n".join(told([event])))
    if place.base_url != base_url:
        click.echo(f"  now set  site_url: {base_url}")
    click.echo(f"  build, then upload {folder_of(event.old)} of the site to {event.old}")
    return Exit.GOOD


def _address(text: str) -> WebAddress:
    """The address of a site.

    Raises
    ------
    click.BadParameter
        When *text* is none.
    """
    try:
        return site_address(text)
    except AddressError as error:
        raise click.BadParameter(str(error), param_hint="--to") from error
