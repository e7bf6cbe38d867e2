"""`matson backup` and `matson restore`: all that is stored, in one file."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.cli.progress import Bars
from flows.cli.words import size_of
from flows.settings import Settings, load_settings
from flows.state import Store, open_store


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
def backup(file: Path | None, *, force: bool) -> None:
    """Save all that is stored in one file.

    FILE is a zip, in a folder `backups` of MATSON_HOME where none is named; a folder may be
    named too. The state of one moment is saved while others go on working. No key or token
    is in it, but for addresses of feeds that you gave it with one.
    """
    settings = load_settings()
    now = datetime.now(UTC)
    target = _target(file, settings, now)
    with closing(_open(settings)) as store, Bars() as bars:
        saved = store.back_up(target, now, bars, is_replacing=force)
    click.echo(f"{target}: {saved.rows:,} rows, {size_of(target.stat().st_size)}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty database with what a backup holds.

    The database that the settings name must have no data in it. It may be another kind of
    database than the one that was saved: this is the way from SQLite to PostgreSQL and back.
    """
    settings = load_settings()
    with closing(_open(settings)) as store:
        with Bars() as bars:
            found = store.restore(file, bars)
        counts = store.summary()
    made_at = f"{found.made_at.astimezone(settings.zone):%Y-%m-%d %H:%M}"
    click.echo(
        f"restored {found.rows:,} rows as of {made_at}: "
        f"{counts.articles:,} articles, {counts.collaborations:,} collaborations"
    )


def _open(settings: Settings) -> Store:
    url = settings.database_url
    return open_store(url.get_secret_value() if url else None, settings.home)


def _target(file: Path | None, settings: Settings, now: datetime) -> Path:
    name = f"matson-{now.astimezone(settings.zone):%Y%m%d-%H%M}.zip"
    if file is None:
        return settings.home / "backups" / name
    return file / name if file.is_dir() else file
