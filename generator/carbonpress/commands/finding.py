"""`carbonpress finding`."""

from __future__ import annotations

import click

from carbonpress.commands.explain import terminal_language
from carbonpress.model.hint import near_miss
from carbonpress.model.language import LANGUAGES
from carbonpress.terminal.finding_help import advice, as_page, as_text, names

EPILOG = """\b
Examples:
  carbonpress finding number
  carbonpress finding cut-off-total --language zh"""


@click.command("finding", epilog=EPILOG)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Language of the text; that of the terminal if left out."
)
@click.option("--page", is_flag=True, help="Print a page on all findings that are no rules, as Markdown.")
@click.argument("name", required=False)
def command(language: str | None, page: bool, name: str | None) -> None:
    """Say what the name in the brackets of a finding means, why it is asked for, and how to mend it.

    Without NAME all names are listed.
    """
    spoken = language or terminal_language()
    if page:
        click.echo(as_page(spoken), nl=False)
    elif name is None:
        click.echo("\n".join(names()))
    elif name in names():
        click.echo(as_text(advice(name, spoken), spoken), nl=False)
    else:
        raise click.UsageError(f"no finding {name!r}; {near_miss(name, names()) or 'see carbonpress finding'}")
