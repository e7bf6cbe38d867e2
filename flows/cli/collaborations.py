"""`matson collaborations`: who works with whom, by organisation, topic, form, stage and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import click

from flows.cli.asking import filtered, make_filters, open_knowledge
from flows.cli.columns import Columns
from flows.cli.output import print_json, print_parts
from flows.export import json_parts, listed_record
from flows.state.chunks import chunks
from flows.state.queries import Listed

TITLES = (
    "id",
    "first told",
    "form",
    "stage",
    "date",
    "outlets",
    "announced in",
    "parties",
    "topics",
)

RIGHT = (0, 5)  # the columns of numbers


@click.command()
@filtered
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Rows."
)
@click.option("--all", "is_all", is_flag=True, help="All of them, whatever the limit.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def collaborations(*, limit: int, is_all: bool, is_json: bool, **asked: Any) -> None:  # noqa: ANN401 - click's values
    """List who works with whom on what, the newest first.

    An organisation stands for its parts too, a topic for its narrower ones. An option that is
    given several times takes any of its values; different options narrow together. What was
    rejected or is said by no article any more is left out. `matson why ID` tells more.
    """
    with open_knowledge() as (known, settings):
        filters = make_filters(known, settings.zone, **asked)
        if is_all:
            found: Iterable[Listed] = known.store.stream_collaborations(filters)
            has_more = False
        else:
            listed = known.store.list_collaborations(filters, limit + 1)
            found, has_more = listed[:limit], len(listed) > limit
        if not is_json:
            _show(found, settings.zone, has_more=has_more)
        elif is_all:
            print_parts(_object(found))
        else:
            print_json({"collaborations": [listed_record(one) for one in found], "more": has_more})


def rows(found: Iterable[Listed], zone: ZoneInfo) -> Iterator[tuple[object, ...]]:
    """Give a row of the table for each; the id is what `matson why` and `matson correct` take."""
    for one in found:
        deal = one.collaboration
        yield (
            one.id,
            f"{one.told_at.astimezone(zone):%Y-%m-%d}",
            deal.form.value,
            "background" if deal.is_background else deal.stage.value,
            deal.date or "",
            len(one.outlets),
            ", ".join(one.channels) or "-",
            " × ".join(party.name for party in deal.parties),
            ", ".join(deal.topics),
        )


def _show(found: Iterable[Listed], zone: ZoneInfo, *, has_more: bool) -> None:
    table = Columns(TITLES, right=RIGHT)
    count = 0
    for some in chunks(rows(found, zone)):
        table.show(some)
        count += len(some)
    if not count:
        click.echo("no collaborations match")
    if has_more:
        click.echo("there are more: --limit N or --all shows them", err=True)


def _object(found: Iterable[Listed]) -> Iterator[str]:
    yield '{"collaborations": '
    yield from (part.rstrip("\n") for part in json_parts(map(listed_record, found)))
    yield ', "more": false}\n'
