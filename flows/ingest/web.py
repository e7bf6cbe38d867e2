"""Sources on the web: lists of items, each the way to an article.

A kind of source says where its lists are and how one is read; everything else is the same
for feeds, searches and pages of links. A list that did not change costs one request.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from flows.ingest.gather import gather
from flows.ingest.listed import WebKind, make_batch, read_lists
from flows.ingest.past import read_past
from flows.ingest.reader import Batch, Look, Reader
from flows.model import Source


def web(kind: WebKind) -> Reader:
    """Make the reader of a kind."""

    async def read(source: Source, cursor: Mapping[str, object], look: Look) -> Batch:
        if look.since is None:
            return await _read_now(kind, source, cursor, look)
        return await read_past(kind, source, cursor, look)

    return read


async def _read_now(
    kind: WebKind, source: Source, cursor: Mapping[str, object], look: Look
) -> Batch:
    until = asyncio.get_running_loop().time() + look.seconds
    before = cursor.get("lists")
    memories = before if isinstance(before, dict) else {}
    addresses = kind.addresses(source, look)
    listed = await read_lists(kind, source, addresses, memories, look)
    is_first = not any(memories.get(address.url) for address in addresses)
    gathered = await gather(source, listed.items, look, is_first=is_first, until=until)
    return make_batch({**cursor, "lists": listed.memories}, listed, gathered)
