"""`matson version`."""

from __future__ import annotations

import click

from flows import __version__


@click.command()
def version() -> None:
    """Print the version."""
    click.echo(f"matson {__version__}")
