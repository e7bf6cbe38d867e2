"""Trying sources, told to a person: a line for each, the failures with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import click

from flows.errors import SourceError
from flows.extract import Lexicon, is_relevant
from flows.ingest import CHECKS, Batch, Look, poll_all
from flows.model import Source
from flows.settings import Settings, load_lexicon
from flows.workshop import naver_keys, open_client

SECONDS = 60.0  # one source: a list and an article


def check_sources(sources: Sequence[Source], settings: Settings) -> int:
    """Try sources and print what each gives as it is there; give the number that failed."""
    lexicon = Lexicon.from_data(load_lexicon(settings))
    look = Look(
        now=datetime.now(UTC),
        zone=settings.zone,
        is_relevant=partial(is_relevant, lexicon=lexicon),
        progress=lambda _stage, _done, _total: None,
        seconds=SECONDS,
        keys=naver_keys(settings),
    )
    starts = [(source, dict[str, object]()) for source in sources]
    client, failed = partial(open_client, settings, {}), 0
    for some in poll_all(starts, look, client, lambda _: None, CHECKS):
        for source, gave in some:
            failed += not _tell(source, gave)
    click.echo(f"{len(sources) - failed} of {len(sources)} sources can be read")
    return failed


def _tell(source: Source, gave: Batch | SourceError) -> bool:
    """Print how a source fared; say whether well."""
    if isinstance(gave, SourceError):
        click.echo(f"{source.name}\tFAILED\t{gave.what} → {gave.remedy}")
        return False
    if source.kind == "folder":
        click.echo(f"{source.name}\tok\t{len(gave.articles)} documents")
    else:
        click.echo(f"{source.name}\tok\t{'; '.join(gave.notes)}")
    for problem in gave.problems:
        click.echo(f"{source.name}\tproblem\t{problem}")
    return not gave.problems
