"""`carbonpress publish`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.acts.publish import RefusedError, Release, publish_versions, publishable
from carbonpress.commands.ledger_acts import addressed_place, begin, refused, told
from carbonpress.model.web_address import site_address
from carbonpress.press.common.page import Site
from carbonpress.site.config_check import local_reason
from carbonpress.site.label_brand import brand_at
from carbonpress.study.project import open_project
from carbonpress.terminal.exits import Exit

EPILOG = """\b
Examples:
  carbonpress publish gyta53-24b1
  carbonpress publish gyta53-24b1 gyts-96b1
  carbonpress publish --all

\b
From then on the version is pressed from its frozen record. A change of data,
factors or rules never reaches it; `carbonpress check` tells what would differ.
Commit declarations/published/ together with the declaration."""


@click.command("publish", epilog=EPILOG)
@click.option("--all", "everything", is_flag=True, help="Publish whatever says `status: published` and is not yet.")
@click.option("--allow-local", is_flag=True, help="Publish under http, localhost or an address of a private network.")
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
@click.argument("ids", metavar="ID...", nargs=-1)
def command(everything: bool, allow_local: bool, path: Path | None, ids: tuple[str, ...]) -> int:
    """Freeze the current version of each declaration ID and enter it in the ledger, for good.

    The version before it is superseded. A declaration with errors, a draft, or one whose verification is not in order
    is refused; of several declarations all are published, or none. The day of the event is today's in UTC, or that of
    SOURCE_DATE_EPOCH.
    """
    place = addressed_place(path)
    if (reason := local_reason(site_address(place.base_url))) and not allow_local:
        what = f"the site_url {place.base_url} is frozen for ever, but {reason}"
        raise click.UsageError(f"{what}; set the address that the site will have, or write --allow-local")
    if everything == bool(ids):
        raise click.UsageError("name declarations, or write --all")
    project = open_project(place.data, place.base_url, place.languages)
    chosen = publishable(project) if everything else list(dict.fromkeys(ids))
    if not chosen:
        click.echo("everything that says published is in the ledger")
        return Exit.GOOD
    try:
        site = Site(place.base_url, place.languages)
        releases = publish_versions(project, chosen, begin(place), site, brand_at(place))
    except RefusedError as error:
        return refused("nothing was published" if len(chosen) > 1 else f"{chosen[0]} was not published", error)
    click.echo("\n".join(line for release in releases for line in _lines(release)))
    return Exit.GOOD


def _lines(release: Release) -> list[str]:
    record = release.record
    assert record is not None
    total, unit = record["total"], record["unit"]
    figure = f"{total['value']} {total['unit']} per {unit['value']} {unit['unit']}"
    return [
        f"{record['id']} version {record['version']} is published: {figure}",
        f"  address  {record['url']}",
        *told(release.events),
    ]
