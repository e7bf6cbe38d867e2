"""`matson export`: collaborations in forms that other tools read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from flows.cli.asking import filtered, make_filters, open_knowledge
from flows.cli.knowing import Knowledge
from flows.cli.output import print_parts
from flows.errors import UsageError
from flows.export import (
    csv_parts,
    feed_parts,
    graph_parts,
    json_parts,
    listed_record,
    write_file,
)
from flows.post.compose import SURE
from flows.settings import Settings
from flows.state.queries import Filters

FORMATS = ("csv", "json", "graphml", "atom")
FEED_LIMIT = 50  # entries; a reader that asks once a day misses nothing at fifty new ones a day


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to; standard output without.",
)
@filtered
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Entries of the feed, {FEED_LIMIT} without; the other forms hold all.",
)
@click.option("--bom", is_flag=True, help="Begin the CSV as Excel wants it.")
def export(
    *,
    form: str,
    output: Path | None,
    limit: int | None,
    bom: bool,
    **asked: Any,  # noqa: ANN401 - click's values
) -> None:
    """Write collaborations as CSV, JSON, GraphML or an Atom feed.

    csv has a row for each, json is one array, graphml has organisations as nodes and who works
    with whom as edges. atom has what was found to be new and was not kept silent, the last
    first. The filters are those of `matson collaborations`. A file is replaced when its new
    text is whole.
    """
    _check(form, limit=limit, has_bom=bom)
    with open_knowledge() as (known, settings):
        filters = make_filters(known, settings.zone, **asked)
        parts = _parts(
            known, settings, filters, form, limit or FEED_LIMIT, has_bom=bom, asked=asked
        )
        if output is None:
            print_parts(parts)
        else:
            write_file(output, parts)


def _check(form: str, *, limit: int | None, has_bom: bool) -> None:
    if limit is not None and form != "atom":
        raise UsageError(
            f"--limit has no meaning for {form}, which holds all that match",
            remedy="leave it out, or narrow with --since, --org, --topic, --form, --stage",
        )
    if has_bom and form != "csv":
        raise UsageError(f"--bom has no meaning for {form}", remedy="leave it out")


def _parts(  # noqa: PLR0913 - what each form needs
    known: Knowledge,
    settings: Settings,
    filters: Filters,
    form: str,
    limit: int,
    *,
    has_bom: bool,
    asked: dict[str, Any],
) -> Iterable[str]:
    if form == "atom":
        news = known.store.list_news(filters, SURE, limit)
        return feed_parts(news, about=_about(asked), zone=settings.zone)
    found = known.store.stream_collaborations(filters)
    if form == "csv":
        return csv_parts(found, has_bom=has_bom)
    return graph_parts(found) if form == "graphml" else json_parts(map(listed_record, found))


def _about(asked: dict[str, Any]) -> str:
    """Give one text for one set of filters, in whatever order they were given."""
    told = {
        name: f"{value:%Y-%m-%d}" if isinstance(value, datetime) else sorted(value)
        for name, value in sorted(asked.items())
        if value
    }
    return repr(told)
