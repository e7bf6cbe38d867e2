"""The past of a source, list by list: the cursor remembers which are still to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.errors import FetchError, SourceError
from flows.ingest.gather import gather
from flows.ingest.listed import Listed, WebKind, make_batch, read_lists
from flows.ingest.lists import Address
from flows.ingest.reader import Batch, Look
from flows.model import Outcome, Source

MOST = 200  # lists of the past in one go: a year of a list that is renewed every two days


async def read_past(
    kind: WebKind, source: Source, cursor: Mapping[str, object], look: Look
) -> Batch:
    """Read one more list of the past; `lists`, where the present stands, stays as it is."""
    assert look.since is not None
    until = asyncio.get_running_loop().time() + look.seconds
    addresses = {address.url: address for address in kind.addresses(source, look)}
    todo = _todo(cursor, look.since, list(addresses))
    listed = Listed((), {}, ())
    if todo:
        if todo[0] in addresses:
            listed = await read_lists(kind, source, [addresses[todo[0]]], {}, look)
        else:
            older = replace(next(iter(addresses.values())), url=todo[0])
            listed = await _read_older_list(kind, source, older, look)
    items = [i for i in listed.items if i.published is None or i.published >= look.since]
    gathered = await gather(source, items, look, is_first=True, until=until)
    reaches_back = bool(items) or not listed.items
    rest = [*todo[1:], *(listed.older if reaches_back else ())] if listed.was_asked else todo
    has_waiting = any(entry.outcome is Outcome.WAITING for entry in gathered.entries)
    has_more = bool(rest) or (has_waiting and (bool(gathered.articles) or bool(todo)))
    lists = _lists_read(cursor, look.since) + 1
    if lists >= MOST:  # a page may name itself, or pages without end, as its next one
        has_more = False
    past = {
        "since": look.since.isoformat(),
        "todo": rest,
        "lists": lists,
        "is_done": not has_more,
    }
    batch = make_batch({**cursor, "past": past}, listed, gathered)
    return replace(batch, has_more=has_more and listed.was_asked, todo=tuple(rest))


async def _read_older_list(kind: WebKind, source: Source, address: Address, look: Look) -> Listed:
    """Read a list of the past; one that is not there, or is none, is where the past ends."""
    try:
        return await read_lists(kind, source, [address], {}, look)
    except FetchError as error:
        if error.may_pass:
            raise
        return Listed((), {}, (), (f"{error.what}: the past ends there",))
    except SourceError as error:
        return Listed((), {}, (), (f"{address.url} {error.what}: the past ends there",))


def _todo(cursor: Mapping[str, object], since: datetime, addresses: list[str]) -> list[str]:
    """Give the lists of the past that are left, all where none was begun or it was done."""
    past = _past(cursor, since)
    return [str(url) for url in past["todo"]] if past else addresses


def _lists_read(cursor: Mapping[str, object], since: datetime) -> int:
    past = _past(cursor, since)
    return int(past["lists"]) if past else 0


def _past(cursor: Mapping[str, object], since: datetime) -> dict[str, Any] | None:
    """Give how far the past from `since` was read, None where it is to be begun."""
    past = cursor.get("past")
    is_begun = isinstance(past, dict) and past["since"] == since.isoformat()
    return past if isinstance(past, dict) and is_begun and not past["is_done"] else None
