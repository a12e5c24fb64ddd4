"""`carbonpress sign`."""

from __future__ import annotations

from pathlib import Path

import click

from carbonpress.acts.publish import RefusedError
from carbonpress.acts.sign import add_key, revoke_key, sign_versions
from carbonpress.archive.credential import ForgeryError, SigningUnavailableError, read_private_key
from carbonpress.archive.keys import KEYS
from carbonpress.commands.ledger_acts import addressed_place, refused
from carbonpress.site.place import Place
from carbonpress.terminal.clock import today
from carbonpress.terminal.exits import Exit

EPILOG = """\b
Examples:
  carbonpress sign --new-key ~/.keys/pcf.json
  carbonpress sign --key ~/.keys/pcf.json
  carbonpress sign --revoke kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k --reason "laptop stolen"

\b
Signing is optional and apart from building: the machine that builds the site
needs no key. A new key retires the one before it, whose signatures stay good.
Signatures of a revoked key are good no more; sign again with a new key.
Needs: pip install 'carbonpress[sign]'"""


@click.command("sign", epilog=EPILOG)
@click.option("--key", "key_file", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Private key.")
@click.option(
    "--new-key", "new_file", type=click.Path(path_type=Path, dir_okay=False), help="Make a key, write it here."
)
@click.option("--revoke", metavar="KEY", help="Say that nothing signed with this key can be trusted.")
@click.option("--reason", help="Why a key is revoked.")
@click.option("--project", "path", type=click.Path(path_type=Path), help="Folder of mkdocs.yml.")
def command(
    key_file: Path | None, new_file: Path | None, revoke: str | None, reason: str | None, path: Path | None
) -> int:
    """Sign every published version that has no good signature, or look after the keys."""
    place = addressed_place(path)
    if [key_file, new_file, revoke].count(None) != 2:
        raise click.UsageError("give one of --key, --new-key and --revoke")
    if (revoke is None) != (reason is None):
        raise click.UsageError("--revoke and --reason belong together")
    try:
        if new_file is not None:
            return _new_key(place, new_file)
        if revoke is not None and reason is not None:
            return _revoke(place, revoke, reason)
        assert key_file is not None
        return _sign(place, key_file)
    except SigningUnavailableError as error:
        raise click.UsageError(str(error)) from error
    except ForgeryError as error:
        raise click.UsageError(f"{key_file}: {error}") from error
    except RefusedError as error:
        return refused("nothing was done", error)


def _new_key(place: Place, file: Path) -> int:
    key = add_key(place.data, file, today())
    click.echo(f"{file} holds the private key {key.kid}; keep it safe, and never in the repository")
    click.echo(f"its public half is in {KEYS}; it signs from {key.added} on")
    return Exit.GOOD


def _revoke(place: Place, kid: str, reason: str) -> int:
    key = revoke_key(place.data, kid, reason, today())
    click.echo(f"{key.kid} is revoked; sign again with another key, and build the site")
    return Exit.GOOD


def _sign(place: Place, file: Path) -> int:
    signed = sign_versions(place.data, place.base_url, read_private_key(file.read_bytes()), today())
    for id_, version in signed:
        click.echo(f"signed {id_} version {version}")
    if not signed:
        click.echo("every published version has a good signature")
    return Exit.GOOD
