"""One fetch from its first address to its answer: redirects, one retry, one deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from flows.errors import AddressRefusedError, FetchError
from flows.ingest.asking import Request, Response
from flows.ingest.failures import (
    BROKEN,
    CodingError,
    TooLargeError,
    explain,
    is_worth_retrying,
    time_out,
    too_large,
    wrong_coding,
    wrong_status,
)
from flows.ingest.fields import (
    is_sendable,
    read_content_type,
    read_freshness,
    read_validator,
)
from flows.ingest.guard import Guard
from flows.ingest.hosts import Host, Hosts
from flows.ingest.permission import Permission
from flows.ingest.target import Target, read_location
from flows.ingest.transport import Reply, Room, Wire

REDIRECTS = 10  # browsers follow 20; the longest chain of a news site that was met has 4
BACK_OFF = 2.0  # seconds at most before the one retry, spread by chance
SHORT_SILENCE = 5.0  # seconds of Retry-After that are waited for instead of given up
SILENCE_AFTER_429 = 60.0  # seconds where a server asks for silence without saying how long

T = TypeVar("T")
Pair = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Means:
    """What every fetch of one client shares. `permission` is None where robots.txt is not read."""

    wire: Wire
    guard: Guard
    hosts: Hosts
    permission: Permission | None
    headers: tuple[Pair, ...]
    delay: float
    clock: Callable[[], float]
    jitter: Callable[[], float]  # a number from 0 to 1, another each time


@dataclass(frozen=True, slots=True)
class _Setback:
    """An attempt that failed: `pause` before another, None where that is of no use.

    `silence` is what the host is to be left in peace for if there is no other attempt.
    """

    error: FetchError
    pause: float | None
    silence: float = 0.0


@dataclass(slots=True)
class Trip:
    """One fetch on its way; `target` is where it is now, `limit` the request's deadline."""

    means: Means
    request: Request
    target: Target
    limit: asyncio.Timeout
    has_retry: bool = True
    moved_to: str | None = None

    async def go(self) -> Response:
        """Fetch within the deadline.

        Raises:
            FetchError: no answer that can be used.
            AddressRefusedError: an address on the way is private or closed by robots.txt.
        """
        try:
            async with self.limit:
                return await self._follow()
        except TimeoutError:
            self._count_failure()
            raise time_out(self.target, self.request.deadline) from None

    async def _follow(self) -> Response:
        start, seen, is_permanent = self.target, {self.target.url}, True
        headers = self._headers(is_home=True)
        for _ in range(REDIRECTS + 1):
            reply = await self._answer(headers)
            if reply.location is None:
                return self._finish(reply)
            self.target = read_location(self.target, reply.location)
            if self.target.url in seen:
                break
            seen.add(self.target.url)
            is_permanent = is_permanent and reply.is_permanent
            self.moved_to = self.target.url if is_permanent else self.moved_to
            if self.target.origin != start.origin:
                headers = self._headers(is_home=False)
        what = f"{start.shown} redirects in a circle or too often"
        raise FetchError(what, remedy="open it in a browser and write the address it ends at")

    async def _answer(self, headers: tuple[Pair, ...]) -> Reply:
        """Ask at one address, once more where that may help."""
        outcome = await self._attempt(headers)
        if isinstance(outcome, _Setback) and self._may_retry(outcome.pause):
            self.has_retry = False
            await asyncio.sleep(outcome.pause or 0.0)
            outcome = await self._attempt(headers)
        if isinstance(outcome, _Setback):
            self.means.hosts.keep_silent(self._host, outcome.silence)
            self._count_failure()
            raise outcome.error from None
        self._host.failures = 0
        return outcome

    async def _attempt(self, headers: tuple[Pair, ...]) -> Reply | _Setback:
        try:
            reply = await self._ask(headers)
        except BROKEN as error:
            pause = self._back_off() if is_worth_retrying(error) else None
            return _Setback(explain(error, self.target), pause)
        except TooLargeError:
            raise too_large(self.target, self.request.max_bytes) from None
        except CodingError as error:
            raise wrong_coding(self.target, str(error)) from None
        return self._judge(reply) if reply.is_broken else reply

    def _judge(self, reply: Reply) -> _Setback:
        silence = reply.silence(self.means.clock())
        error = self._wrong_status(reply, silence)
        if silence is not None:
            return _Setback(error, silence if silence <= SHORT_SILENCE else None, silence)
        if reply.status == 429:
            return _Setback(error, None, SILENCE_AFTER_429)
        return _Setback(error, self._back_off())

    async def _ask(self, headers: tuple[Pair, ...]) -> Reply:
        means, host = self.means, self._host
        means.guard.check(self.target)
        means.hosts.check_silence(host)
        delay = await self._get_permission()
        await self._pausing(means.hosts.take(host, delay))
        try:
            means.hosts.check_silence(host)  # it may have asked for it while we waited
            return await means.wire.ask(
                self.target,
                headers,
                room=Room(self.request.max_bytes),
                patience=self.request.deadline if self.has_retry else None,
            )
        finally:
            means.hosts.give(host)

    async def _get_permission(self) -> float:
        """Ask robots.txt; give the seconds to keep between two requests."""
        delay = self.means.delay if self.request.delay is None else self.request.delay
        permission = self.means.permission
        if permission is None:
            return delay
        rules = permission.find(self.target)
        if rules is None:
            rules = await asyncio.shield(await self._pausing(permission.begin(self.target)))
        if not rules.allows(self.target):
            raise AddressRefusedError(
                f"{self.target.shown} is closed to programs by the site's robots.txt",
                remedy="ask the site's owner, or remove it from config/sources.yaml",
            )
        return max(delay, rules.delay)

    async def _pausing(self, waiting: Awaitable[T]) -> T:
        """Wait for a turn while the deadline stands still."""
        now, until = asyncio.get_running_loop().time, self.limit.when()
        since = now()
        self.limit.reschedule(None)
        result = await waiting
        self.limit.reschedule((until or 0.0) + now() - since)
        return result

    def _finish(self, reply: Reply) -> Response:
        request, fields = self.request, reply.fields
        is_unchanged = reply.status == 304 and bool(request.etag or request.modified)
        if reply.status != 200 and not is_unchanged:
            raise self._wrong_status(reply)
        content_type, charset = read_content_type(fields)
        return Response(
            url=self.target.url,
            status=reply.status,
            body=reply.body,
            content_type=content_type,
            charset=charset,
            etag=read_validator(fields, b"etag") or (request.etag if is_unchanged else None),
            modified=read_validator(fields, b"last-modified")
            or (request.modified if is_unchanged else None),
            fresh_for=read_freshness(fields, self.means.clock()),
            moved_to=self.moved_to,
        )

    def _headers(self, *, is_home: bool) -> tuple[Pair, ...]:
        request = self.request
        own = request.headers.items() if is_home else ()
        pairs = (
            ("Accept", request.accept),
            ("If-None-Match", request.etag),
            ("If-Modified-Since", request.modified),
        )
        for name, value in own:
            if not is_sendable(name) or not is_sendable(value):
                what = f"the header {name!a:.40} for {self.target.shown} can't be sent"
                raise FetchError(what, remedy="copy its value again: plain letters, one line")
        sent = (pair for pair in (*pairs, *own) if pair[1] is not None and is_sendable(pair[1]))
        return (*self.means.headers, *((n.encode(), v.encode()) for n, v in sent))

    def _wrong_status(self, reply: Reply, silence: float | None = None) -> FetchError:
        return wrong_status(
            self.target, reply.status, silence=silence, has_keys=bool(self.request.headers)
        )

    def _back_off(self) -> float:
        return self.means.jitter() * BACK_OFF

    def _may_retry(self, pause: float | None) -> bool:
        left = (self.limit.when() or 0.0) - asyncio.get_running_loop().time()
        return self.has_retry and pause is not None and pause < left

    def _count_failure(self) -> None:
        self.means.hosts.count_failure(self._host, self.means.jitter())

    @property
    def _host(self) -> Host:
        return self.means.hosts.of(self.target)
