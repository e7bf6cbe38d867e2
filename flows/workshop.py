"""Settings and config/ made into what a run works with: the database, the lexicon, Slack.

The only place where clients and clocks are made.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial

from flows import __version__
from flows.errors import UsageError
from flows.extract import Lexicon
from flows.ingest import Client
from flows.model import Source
from flows.post import Slack, operations_channel
from flows.settings import Config, Settings
from flows.stages import Progress, Workshop
from flows.state import open_store

DELAY = 1.0


@contextmanager
def open_workshop(
    settings: Settings, config: Config, *, names: Sequence[str] = (), progress: Progress
) -> Iterator[Workshop]:
    """Open everything for a run over the sources called `names`, all enabled ones without.

    Raises:
        UsageError: no source has that name.
        ConfigError: config/ lacks cues that a rule reads.
        StateError: the database can't be opened.
    """
    sources = choose(config.sources, names)
    lexicon = Lexicon.from_data(config.lexicon)
    url = settings.database_url
    with closing(open_store(url.get_secret_value() if url else None, settings.home)) as store:
        yield Workshop(
            store=store,
            sources=sources,
            channels=config.channels,
            known=config.lexicon,
            lexicon=lexicon,
            slack=_slack(settings),
            clock=lambda: datetime.now(UTC),
            sleep=time.sleep,
            zone=settings.zone,
            progress=progress,
            open_client=partial(open_client, settings),
            naver_keys=naver_keys(settings),
            is_by_name=bool(names),
            operations=operations_channel(settings.slack_ops_channel),
        )


def open_client(
    settings: Settings, hosts: Mapping[str, Mapping[str, object]], *, delay: float = DELAY
) -> Client:
    """Make the client that fetches.

    `hosts` is what is remembered of them, `delay` the seconds between two requests to one
    where its source says nothing.
    """
    contact = f"; {settings.contact}" if settings.contact else ""
    return Client(
        user_agent=f"Matson/{__version__} (AI partnership news reader{contact})",
        allow=settings.allow_private_hosts,
        hosts=hosts,
        delay=delay,
    )


def naver_keys(settings: Settings) -> dict[str, str]:
    """Give the header fields that Naver's search asks for, none where they are not set."""
    key, secret = settings.naver_client_id, settings.naver_client_secret
    if not key or not secret:
        return {}
    return {"X-Naver-Client-Id": key, "X-Naver-Client-Secret": secret.get_secret_value()}


def choose(sources: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    """Take the enabled sources, or those that are named, enabled or not, each once.

    Raises:
        UsageError: no source has that name.
    """
    known = {source.name: source for source in sources}
    for name in names:
        if name not in known:
            raise UsageError(
                f"there is no source {name!r}",
                remedy=f"use one of: {', '.join(known) or 'none is in sources.yaml'}",
            )
    if names:
        return tuple(known[name] for name in dict.fromkeys(names))
    return tuple(source for source in sources if source.enabled)


def _slack(settings: Settings) -> Slack | None:
    token = settings.slack_bot_token
    if token is None:
        return None
    return Slack(token.get_secret_value(), base_url=settings.slack_api_url)
