"""The filters that lists and exports share, and the names in them made into what is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from flows.cli.knowing import Knowledge, name_topics
from flows.errors import UsageError
from flows.model import Form, Organization, Stage
from flows.naming import closest, parts_of
from flows.settings import Settings, load_lexicon, load_settings
from flows.state import open_store
from flows.state.queries import Filters

Command = TypeVar("Command", bound=Callable[..., Any])

FILTERS = (
    click.option(
        "--org", "orgs", multiple=True, metavar="NAME", help="With it or a part of it; repeatable."
    ),
    click.option(
        "--topic", "topics", multiple=True, metavar="NAME", help="On it or less; repeatable."
    ),
    click.option(
        "--form",
        "forms",
        multiple=True,
        type=click.Choice([form.value for form in Form]),
        help="In this form; repeatable.",
    ),
    click.option(
        "--stage",
        "stages",
        multiple=True,
        type=click.Choice([stage.value for stage in Stage]),
        help="As far as this; repeatable.",
    ),
    click.option(
        "--since",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="First told on this day or later (YYYY-MM-DD).",
    ),
)


def filtered(command: Command) -> Command:
    """Give a command the options of `make_filters`."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


@contextmanager
def open_knowledge() -> Iterator[tuple[Knowledge, Settings]]:
    """Open what is known: the store, with what config/ and people say of names.

    Raises:
        ConfigError: a setting or a file of config/ is wrong.
        StateError: the database can't be opened.
    """
    settings = load_settings()
    config = load_lexicon(settings)
    url = settings.database_url
    with closing(open_store(url.get_secret_value() if url else None, settings.home)) as store:
        yield Knowledge(store, config, store.corrections()), settings


def make_filters(  # noqa: PLR0913 - one for each option, all by name
    known: Knowledge,
    zone: ZoneInfo,
    *,
    orgs: tuple[str, ...],
    topics: tuple[str, ...],
    forms: tuple[str, ...],
    stages: tuple[str, ...],
    since: datetime | None,
) -> Filters:
    """Make what a person asked for into what state looks for.

    Raises:
        UsageError: nothing is called so; the closest names are told.
    """
    keys = [key for name in orgs for key in _keys(known, name)]
    folded = [topic for name in topics for topic in _topics(known, name)]
    return Filters(
        organizations=tuple(dict.fromkeys(keys)) if orgs else None,
        topics=tuple(dict.fromkeys(folded)) if topics else None,
        forms=tuple(map(Form, forms)),
        stages=tuple(map(Stage, stages)),
        since=since and since.replace(tzinfo=zone),
    )


def find_organizations(known: Knowledge, name: str) -> list[Organization]:
    """Give the organisations of that name; empty where only config/ knows it.

    Raises:
        UsageError: nothing is called so.
    """
    found = known.organizations(name)
    if not found and known.entry(name) is None:
        near = closest(name, known.organization_names())
        raise UsageError(
            f"no organisation is called {_cut(name)}",
            remedy=_suggested(near, "matson organizations", "lists the most connected ones"),
        )
    return found


def _keys(known: Knowledge, name: str) -> Iterator[str]:
    for one in find_organizations(known, name):
        yield from parts_of(one.key, known.store.family(one.key))


def _topics(known: Knowledge, name: str) -> tuple[str, ...]:
    found = name_topics(known, name)
    if not found:
        near = closest(name, known.topic_names())
        raise UsageError(
            f"no topic is called {_cut(name)}",
            remedy=_suggested(near, "matson collaborations", "shows the topics of the newest ones"),
        )
    return found


def _suggested(near: list[str], command: str, what: str) -> str:
    meant = f"did you mean {', '.join(near)}? " if near else ""
    return f"{meant}`{command}` {what}"


def _cut(name: str) -> str:
    return repr(name if len(name) <= 60 else f"{name[:60]}…")
