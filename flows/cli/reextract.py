"""`matson reextract`: stored articles read again, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import click

from flows.cli.difference_records import outcome_record
from flows.cli.differences import tell_outcome
from flows.cli.output import print_json
from flows.cli.progress import Bars
from flows.errors import UsageError
from flows.reextraction import Request
from flows.reextraction import reextract as read_again
from flows.reextraction.stage import SHOWN
from flows.settings import load_config, load_settings
from flows.workshop import open_workshop


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only articles published since (YYYY-MM-DD); undated ones are read.",
)
@click.option("--source", "names", multiple=True, metavar="NAME", help="Only this; repeatable.")
@click.option("--all", "is_all", is_flag=True, help="Also what this very version has read.")
@click.option("--apply", "is_applying", is_flag=True, help="Keep what is shown.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=SHOWN,
    metavar="N",
    help=f"Rows of each table ({SHOWN}); 0 for all.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def reextract(
    since: datetime | None,
    names: tuple[str, ...],
    is_json: bool,  # noqa: FBT001  click's way
    **options: object,
) -> None:
    """Show what newer rules or another lexicon find in stored articles.

    Reads the articles again that an earlier extractor has read, and shows which claims and
    collaborations differ and what would be announced. Nothing is kept without --apply.
    What was announced is not announced again.
    """
    settings = load_settings()
    config = load_config(settings)
    start = since and since.replace(tzinfo=settings.zone)
    request = Request(start, names, **options)  # type: ignore[arg-type]  # click checks them
    with Bars() as bars, open_workshop(settings, config, progress=bars) as workshop:
        _check(names, {one.name for one in config.sources} | workshop.store.polled().keys())
        outcome = read_again(workshop, request)
    if is_json:
        print_json(outcome_record(outcome))
        return
    for line in tell_outcome(outcome, settings.zone):
        click.echo(line)


def _check(names: Sequence[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise UsageError(
                f"no article is of a source {name[:60]!r}",
                remedy=f"use one of: {', '.join(sorted(known)) or 'nothing was read yet'}",
            )
