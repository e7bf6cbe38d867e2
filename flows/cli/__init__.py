"""The `matson` command: thin, a module for each group of commands.

Nothing heavy is imported to show the help: a command's module is loaded when it is called.
Exit codes: 0 done; 1 the run failed or part of it did; 2 wrong use or configuration;
130 ended by Ctrl-C.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType

import click

from flows import __version__
from flows.errors import ConfigError, MatsonError

COMMANDS = {
    "run": ("flows.cli.run", "Read the sources once and tell what is new."),
    "extract": ("flows.cli.extract", "Tell who works with whom in texts given as JSON Lines."),
    "explain": ("flows.cli.explain", "Show which sentences mattered in a text, and which rules."),
    "evaluate": ("flows.cli.evaluate", "Measure extraction against texts that people marked."),
    "sources": ("flows.cli.sources", "Show what is read, try it, and add to it."),
    "lexicon": ("flows.cli.lexicon", "Check what is known by name, and what is your own."),
    "correct": ("flows.cli.correct", "Say what was found wrongly, and take it back."),
    "collaborations": (
        "flows.cli.collaborations",
        "List who works with whom on what, the newest first.",
    ),
    "organizations": (
        "flows.cli.organizations",
        "Show who an organisation is, and with whom it works.",
    ),
    "why": ("flows.cli.why", "Show why something is known, and why it was told or not."),
    "export": ("flows.cli.export", "Write collaborations as CSV, JSON, GraphML or an Atom feed."),
    "reextract": (
        "flows.cli.reextract",
        "Show what newer rules or another lexicon find in stored articles.",
    ),
    "status": ("flows.cli.status", "Show what is stored and what waits to be sent."),
    "maintain": ("flows.cli.maintain", "Let go of texts that are older than is kept."),
    "backup": ("flows.cli.backup", "Save all that is stored in one file."),
    "restore": ("flows.cli.backup", "Fill an empty database with what a backup holds."),
    "version": ("flows.cli.version", "Print the version."),
}


class Commands(click.Group):
    """Loads the module of a command when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which a reader meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; each stands in its module under its own name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="matson", message="%(prog)s %(version)s")
def matson() -> None:
    """Tell who newly works with whom on what, from AI-partnership news."""


def main() -> None:
    """Run the `matson` command and exit."""
    sys.excepthook = _tell_unexpected
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Run one command; give its exit code.

    What Matson or click raise on purpose is told on standard error; the rest is raised.
    """
    try:
        code: object = matson.main(list(arguments), prog_name="matson", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):  # click has begun a new line below the ^C
        click.echo("matson: interrupted", err=True)
        return 130
    except MatsonError as error:
        if _is_debugging():
            raise
        click.echo(f"matson: {error}", err=True)
        return error.exit_code
    return code if isinstance(code, int) else 0


def _is_debugging() -> bool:
    settings = importlib.import_module("flows.settings")
    try:
        return bool(settings.load_settings().debug)
    except ConfigError:
        return False


def _tell_unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    if _is_debugging():
        traceback.print_exception(kind, error, trace)
        return
    first = next(iter(str(error).splitlines()), "")
    click.echo(f"matson: {kind.__name__}: {first:.200}", err=True)
    click.echo("  → this is a fault in Matson; MATSON_DEBUG=1 shows where", err=True)
