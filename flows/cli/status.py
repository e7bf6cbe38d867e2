"""`matson status`: what is stored and what waits."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from flows.cli.words import size_of
from flows.errors import ConfigError
from flows.extract import Lexicon, version_of
from flows.ingest.health import find_rhythm
from flows.model import DeliveryState, SourceRecord
from flows.reextraction.noting import tell_outdated
from flows.settings import Settings, load_lexicon, load_settings
from flows.state import Growth, Store, open_store

SPANS = {"last 7 days": timedelta(days=7), "last 30 days": timedelta(days=30)}


@click.command()
def status() -> None:
    """Show what is stored and what waits to be sent.

    A message that is parked needs a person: its error says what to do.
    """
    settings = load_settings()
    url = settings.database_url
    with closing(open_store(url.get_secret_value() if url else None, settings.home)) as store:
        found, growth = store.summary(), store.growth(datetime.now(UTC), list(SPANS.values()))
        polled = store.polled().values()
        outdated = _count_outdated(store, settings)
        parked = [d for d in store.deliveries() if d.state is DeliveryState.PARKED]
    click.echo(f"database        {size_of(growth.size)}")
    click.echo(f"articles        {found.articles} ({found.waiting} not looked at yet)")
    for line in tell_outdated(outdated):
        click.echo(f"                {line}")
    click.echo(f"items skipped   {found.skipped}")
    click.echo(f"collaborations  {found.collaborations} ({found.unreported} changes not reported)")
    states = ", ".join(f"{count} {state}" for state, count in found.deliveries.items())
    click.echo(f"messages        {states or 'none'}")
    for line in _grown(growth, settings.zone):
        click.echo(line)
    for source in polled:
        click.echo(f"source          {_fares(source, settings.zone)}")
    for delivery in parked:
        click.echo(f"parked          {delivery.channel} {delivery.key[:8]}: {delivery.error}")


def _grown(growth: Growth, zone: ZoneInfo) -> list[str]:
    """Tell how old what is stored is, and what came of late."""
    span = f"{_day(growth.oldest, zone)} to {_day(growth.newest, zone)}"
    dropped = f", the words of {growth.dropped:,} let go of" if growth.dropped else ""
    counted = zip(SPANS, growth.articles, growth.collaborations, strict=True)
    return [
        f"published       {span if growth.oldest else 'none'}{dropped}",
        *(f"{name:<16}{read:,} articles, {new:,} collaborations" for name, read, new in counted),
        f"corrections     {growth.corrections:,} in force",
    ]


def _day(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d}" if moment else ""


def _count_outdated(store: Store, settings: Settings) -> int:
    try:
        lexicon = Lexicon.from_data(load_lexicon(settings))
    except ConfigError:  # told by every command that reads with it; what is stored is told here
        return 0
    return store.outdated(version_of(lexicon))


def _fares(source: SourceRecord, zone: ZoneInfo) -> str:
    """Tell when a source was read and brought something new, how often it does, what fails."""
    rhythm = find_rhythm(source.arrivals)
    usual = f" (at least every {round(rhythm.total_seconds() / 3600)} h)" if rhythm else ""
    last, new = _told(source.last_success, zone), _told(max(source.arrivals, default=None), zone)
    failing = f", failed {source.failures} times: {source.problem}" if source.problem else ""
    return f"{source.source}: last read {last}, last new {new}{usual}{failing}"


def _told(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "never"
