"""`matson status`: what is stored and what waits."""

from __future__ import annotations

from contextlib import closing

import click

from flows.model import DeliveryState
from flows.settings import load_settings
from flows.state import open_store


@click.command()
def status() -> None:
    """Show what is stored and what waits to be sent.

    A message that is parked needs a person: its error says what to do.
    """
    settings = load_settings()
    url = settings.database_url
    with closing(open_store(url.get_secret_value() if url else None, settings.home)) as store:
        found = store.summary()
        polled = store.polled().values()
        parked = [d for d in store.deliveries() if d.state is DeliveryState.PARKED]
    click.echo(f"articles        {found.articles} ({found.waiting} not looked at yet)")
    click.echo(f"items skipped   {found.skipped}")
    click.echo(f"collaborations  {found.collaborations} ({found.unreported} changes not reported)")
    states = ", ".join(f"{count} {state}" for state, count in found.deliveries.items())
    click.echo(f"messages        {states or 'none'}")
    for source in polled:
        good = source.last_success
        last = f"{good.astimezone(settings.zone):%Y-%m-%d %H:%M}" if good else "never"
        failing = f", failed {source.failures} times: {source.problem}" if source.problem else ""
        click.echo(f"source          {source.source}: last read {last}{failing}")
    for delivery in parked:
        click.echo(f"parked          {delivery.channel} {delivery.key[:8]}: {delivery.error}")
