"""One look at a list (a feed, search results, a page of links): is it as it was?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.ingest.client import Client, Request, Response

FEED = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, */*;q=0.5"
)
HTML = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
FRESH = 3 * 3600.0  # seconds: longer promises of Cache-Control would make news of the day old
DEADLINE = 30.0  # seconds
MOVES = 5  # looks in a row that end at the same new address before it is asked itself


@dataclass(frozen=True, slots=True)
class Answer:
    """What a list answered: `response` None where nothing changed; `memory` for the next look."""

    response: Response | None
    memory: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Address:
    """A list's address, with what its server has to be told; `headers` may be secret.

    `way` is how it is read: with another one the same bytes are read again.
    """

    url: str
    accept: str
    delay: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    way: str | None = None


async def ask(
    address: Address,
    memory: Mapping[str, object],
    client: Client,
    now: datetime,
    seconds: float = DEADLINE,
) -> Answer:
    """Ask for a list, unless it was said to be as it was until later.

    `seconds` is how long the server may take, once it is its turn.

    Raises:
        FetchError: no answer that can be used.
        AddressRefusedError: the address is not to be fetched.
    """
    if _text(memory, "way") != address.way:
        memory = {}
    if 0 < _number(memory, "fresh_until") - now.timestamp() <= FRESH:  # a clock may have been ahead
        return Answer(None, memory)
    etag, modified = _text(memory, "etag"), _text(memory, "modified")
    response = await client.get(
        Request(
            _where(address, memory),
            etag=etag,
            modified=modified,
            accept=address.accept,
            headers=address.headers,
            deadline=min(seconds, DEADLINE),
            delay=address.delay,
        )
    )
    if response.status == 304:
        kept = {"etag": response.etag or etag, "modified": response.modified or modified}
        digest = _text(memory, "digest")
    else:
        kept = {"etag": response.etag, "modified": response.modified}
        digest = hashlib.sha256(response.body).hexdigest()
    told = {
        **kept,
        "digest": digest,
        "way": address.way,
        "fresh_until": response.fresh_for and now.timestamp() + min(response.fresh_for, FRESH),
        **_moves(memory, response.moved_to),
    }
    is_same = response.status == 304 or digest == memory.get("digest")
    return Answer(None if is_same else response, {k: v for k, v in told.items() if v})


def _where(address: Address, memory: Mapping[str, object]) -> str:
    """Give the address to ask: the one it moved to for good, once that is sure."""
    moved = _text(memory, "moved_to")
    return moved if moved and _number(memory, "moves") >= MOVES else address.url


def _moves(memory: Mapping[str, object], moved_to: str | None) -> dict[str, object]:
    before, times = _text(memory, "moved_to"), _number(memory, "moves")
    if before and times >= MOVES:
        return {"moved_to": moved_to or before, "moves": times}
    if moved_to is None:
        return {}
    return {"moved_to": moved_to, "moves": times + 1 if moved_to == before else 1}


def _text(memory: Mapping[str, object], name: str) -> str | None:
    value = memory.get(name)
    return value if isinstance(value, str) else None


def _number(memory: Mapping[str, object], name: str) -> float:
    value = memory.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
