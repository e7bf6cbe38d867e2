"""The guarded HTTP client: every page, feed and search that Matson reads comes through here.

It connects to public addresses only (and to those that the user allowed), keeps to
robots.txt, leaves time between two requests to a host, and ends by its deadline.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from aiohttp.abc import AbstractResolver

from flows.ingest.asking import Request, Response
from flows.ingest.guard import Guard
from flows.ingest.hosts import Hosts
from flows.ingest.permission import Permission
from flows.ingest.target import read_target
from flows.ingest.transport import Wire
from flows.ingest.trip import Means, Trip

__all__ = ["Client", "Request", "Response"]

_CODINGS = b"gzip, deflate"  # a size limit holds for these: zlib stops where it is told to


class Client:
    """Fetches for one run, inside `async with`; many calls of `get` may be under way at once.

    `user_agent` begins with the name that robots.txt knows us by (Matson/1.0 …). `allow` holds
    host names and networks that may be fetched although they are private. `delay` is the time
    in seconds between two requests to one host, `connections` and `per_host` how many are
    under way at once. `hosts` is what an earlier client's `hosts` gave. `clock` gives seconds
    since 1970, `jitter` a number from 0 to 1. `resolver` stands in for the system's; what it
    answers is checked like any other address.
    """

    def __init__(  # noqa: PLR0913  # each is a setting of its own, and has a default
        self,
        *,
        user_agent: str,
        allow: Sequence[str] = (),
        delay: float = 1.0,
        connections: int = 32,
        per_host: int = 2,
        hosts: Mapping[str, Mapping[str, object]] | None = None,
        clock: Callable[[], float] = time.time,
        obeys_robots: bool = True,
        jitter: Callable[[], float] = random.random,
        resolver: AbstractResolver | None = None,
    ) -> None:
        agent = user_agent.split("/", maxsplit=1)[0].split(maxsplit=1)[0]
        guard = Guard(allow)
        self._hosts = Hosts(connections=connections, per_host=per_host, clock=clock, agent=agent)
        self._hosts.load(hosts or {})
        self._wire = Wire(guard, resolver)
        headers = ((b"User-Agent", user_agent.encode("ascii")), (b"Accept-Encoding", _CODINGS))
        permission = Permission(
            self._wire, guard, self._hosts, headers=(*headers, (b"Accept", b"*/*")), clock=clock
        )
        self._permission = permission
        self._means = Means(
            wire=self._wire,
            guard=guard,
            hosts=self._hosts,
            permission=permission if obeys_robots else None,
            headers=headers,
            delay=delay,
            clock=clock,
            jitter=jitter,
        )

    async def __aenter__(self) -> Self:
        self._wire.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._permission.close()
        await self._wire.close()

    async def get(self, request: Request) -> Response:
        """Fetch one page, or word that it has not changed.

        Raises:
            FetchError: no answer that can be used; `status` and `retry_after` say more.
            AddressRefusedError: the address, or one that it redirects to, is no web address,
                private, or closed by robots.txt.
        """
        limit = asyncio.timeout(request.deadline)
        return await Trip(self._means, request, read_target(request.url), limit).go()

    @property
    def hosts(self) -> dict[str, dict[str, object]]:
        """What the next run needs to know of each host, as plain JSON.

        For each host name: `robots`, origins to their rules' text and the time `until` which
        they hold; `silent_until`; `failures` in a row and `failed_at`. Times are in seconds
        since 1970. What holds no longer is left out.
        """
        return self._hosts.dump()
