"""From an address to an entry of sources.yaml: its feed is found, tried, and written."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import click

from flows.errors import ConfigError
from flows.ingest.finding import Found, find
from flows.settings import (
    Settings,
    add_source,
    find_config_file,
    load_config,
    name_for,
)
from flows.workshop import open_client

FILE = "sources.yaml"
DELAY = 0.2  # seconds: a person waits, and a dozen requests are all there will be


def find_source(url: str, name: str | None, settings: Settings) -> dict[str, object]:
    """Find what an address offers, and give the entry for it.

    Raises:
        ConfigError: it is no web address.
        SourceError: there is neither a feed nor a list of articles.
    """
    taken = [source.name for source in load_config(settings).sources]
    entry: dict[str, object] = {"name": name or name_for(url, taken)}
    found = asyncio.run(_find(url, settings))
    click.echo(f"found a {found.what} with {found.items} items: {found.title or found.url}")
    return entry | {"kind": found.kind, "url": found.url}


async def _find(url: str, settings: Settings) -> Found:
    async with open_client(settings, {}, delay=DELAY) as client:
        return await find(url, client, settings.zone)


def write_source(
    entry: Mapping[str, object], settings: Settings, *, is_rehearsal: bool = False
) -> None:
    """Put an entry into a person's own sources.yaml, which begins as a copy of ours.

    Raises:
        ConfigError: the name or the address is taken, or the file can't be written.
    """
    ours = find_config_file(settings.config_dir, FILE)
    own = (settings.config_dir or Path("config")) / FILE
    text = add_source(ours.read_text(encoding="utf-8"), entry)
    if is_rehearsal:
        click.echo(f"would be added to {own}: {entry['name']}, {entry['kind']}, {entry['url']}")
        return
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        written = own.with_suffix(".new")
        written.write_bytes(text.encode())
        written.replace(own)
    except OSError as error:
        raise ConfigError(
            f"{own} can't be written: {error.strerror}", remedy=f"make it writable: ls -l {own}"
        ) from None
    click.echo(f"added to {own}; try it with: matson sources check {entry['name']}")
