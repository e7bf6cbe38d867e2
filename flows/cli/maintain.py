"""`matson maintain`: what is older than is kept is let go of."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta

import click

from flows.cli.progress import Bars
from flows.cli.words import size_of
from flows.maintaining import Maintained
from flows.maintaining import maintain as let_go
from flows.settings import load_settings
from flows.state import open_store


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be let go of; keep all.")
def maintain(*, dry_run: bool) -> None:
    """Let go of texts that are older than is kept.

    Words of articles that were fetched more than MATSON_KEEP_TEXTS days ago (365; 0 keeps
    them for ever) go. What they say stays: claims with their evidence, titles, addresses, and
    what was told. The same text is never taken for a new one.
    """
    settings = load_settings()
    url = settings.database_url
    keep = timedelta(days=settings.keep_texts) if settings.keep_texts else None
    opened = open_store(url.get_secret_value() if url else None, settings.home)
    with closing(opened) as store, Bars() as bars:
        done = let_go(store, datetime.now(UTC), keep, bars, is_rehearsal=dry_run)
    for line in _told(done, settings.keep_texts, is_rehearsal=dry_run):
        click.echo(line)


def _told(done: Maintained, days: int, *, is_rehearsal: bool) -> list[str]:
    if not days:
        return ["texts are kept for ever (MATSON_KEEP_TEXTS=0)"]
    verb = "would let go of" if is_rehearsal else "let go of"
    texts = f"the words of {done.articles:,} articles ({done.characters:,} characters)"
    first = f"{verb} {texts} and of {done.items:,} skipped items, older than {days:,} days"
    if not done.articles and not done.items:
        first = f"nothing is older than {days:,} days"
    freed = [f"the file is {size_of(done.freed)} smaller"] if done.freed else []
    return [first, *freed, *done.notes]
