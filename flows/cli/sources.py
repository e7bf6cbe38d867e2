"""`matson sources`: what is read."""

from __future__ import annotations

import click

from flows.settings import load_config, load_settings


@click.group()
def sources() -> None:
    """Show what is read."""


@sources.command("list")
def list_sources() -> None:
    """List the sources: name, kind, how its articles are announced, where it is."""
    for source in load_config(load_settings()).sources:
        state = "" if source.enabled else "disabled"
        columns = (source.name, source.kind, source.announce.value, source.path or "", state)
        click.echo("\t".join(columns).rstrip())
