"""The command `carbonpress`: finds the subcommand, and turns whatever happens into an exit code."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path

import click

from carbonpress import __version__
from carbonpress.terminal.exits import Exit
from carbonpress.terminal.streams import secure_streams, written_out

COMMANDS = {
    "check": "Check the declarations and say what is wrong, where, and how to mend it.",
    "build": "Build the site and put it in place, whole or not at all.",
    "serve": "Show the site while you write; it follows every change.",
    "finding": "Say what the name of a finding means, and how to mend it.",
    "explain": "Show how the figure of a declaration comes about, term by term.",
    "factors": "Find emission factors by words, and how a declaration names them.",
    "new": "Begin a declaration: a commented file made from its category rules.",
    "publish": "Freeze a version and enter it in the ledger, for good.",
    "supersede": "Say that another product takes the place of a published version.",
    "move": "Say that the site has another address from now on; printed codes keep working.",
    "rename": "Give a product another id; what was published stays where it is.",
    "withdraw": "Take a published version back, for good; its address stays.",
    "sign": "Sign what was published, and look after the keys for it.",
    "verify": "Check a site or a declaration: files, ledger, digests, signatures, codes.",
    "labels": "Make labels for the printer: single files, press-ready sheets, and a list of them.",
    "qr": "Report on the codes of labels: module size, quiet zone, contrast, and what a reader reads.",
    "leaflets": "Make leaflets for the product manual, which explain what the figure means.",
    "schema": "Print the JSON Schema of an input file or of the published record.",
}
"""Name and purpose; kept here so that `--help` need not import them."""

EPILOG = """\b
A first declaration:
  carbonpress new --rules ccsa-603-2024/optical-cable --id gyta-12b1
  carbonpress check
  carbonpress serve

\b
In continuous integration:
  carbonpress check --strict --format github
  carbonpress build

\b
Exit codes: 0 good, 1 findings, 2 usage or configuration, 3 ledger or
verification, 4 disk, lock or permission, 70 a defect of carbonpress."""

INTERRUPTED = 130


class Commands(click.Group):
    """A group that imports a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"carbonpress.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they stand."""
        super().format_epilog(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and suggest the one that may have been meant."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from carbonpress.model.hint import near_miss

            raise click.UsageError(f"no command {name!r}; {near_miss(name, COMMANDS) or 'see carbonpress --help'}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="carbonpress %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of a defect.")
def cli(debug: bool) -> None:
    """Check product carbon footprint declarations, compute them, and press them into a website, labels and reports.

    A company keeps one YAML file per product below declarations/products/; mkdocs.yml beside it names the site.
    """


def main() -> None:
    """Run the command line and exit."""
    secure_streams()
    code = run(sys.argv[1:])
    sys.exit(code if written_out() else Exit.ENVIRONMENT)


def run(arguments: list[str]) -> int:
    """The exit code of `carbonpress` with *arguments*; messages go to standard error."""
    try:
        return _run(arguments)
    except OSError:
        # Not even the message could be written; the exit code still tells.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return Exit.ENVIRONMENT


def _run(arguments: list[str]) -> int:
    debug = "--debug" in arguments[:1]
    try:
        code = cli.main(args=arguments, prog_name="carbonpress", standalone_mode=False)
        return int(code) if isinstance(code, int) else Exit.GOOD
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except OSError as error:
        click.echo(f"error: {_environment(error)}", err=True)
        if debug:
            traceback.print_exc()
        return Exit.ENVIRONMENT
    except Exception as error:  # the last resort, which names the defect
        if debug:
            traceback.print_exc()
        click.echo(_defect(error), err=True)
        return Exit.DEFECT


def _environment(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"


def _defect(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "carbonpress" in Path(frame.filename).parts] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    message = str(error).splitlines()[0][:200] if str(error) else ""
    return (
        f"carbonpress {__version__} has a defect: {type(error).__name__}: {message} ({place}). "
        "Please report it with the output of `carbonpress --debug …`."
    )
