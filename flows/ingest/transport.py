"""One request over the wire: connections to checked addresses only, bodies up to a size.

aiohttp's pool under httpx's interface: httpx's own pool is searched linearly (1,000 requests
to one host with 16 connections: 1.12 s of CPU against 0.24 s). HTTP/1.1 only. The transport
is called without httpx's client, which would keep cookies and log whole addresses.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import ClassVar
from weakref import WeakSet

import aiohttp
import httpx
from aiohttp.abc import AbstractResolver
from httpx_aiohttp import AiohttpTransport

from flows.ingest.body import Body, read_coding
from flows.ingest.failures import TooLargeError
from flows.ingest.fields import Fields, read_fields, read_length, read_retry_after
from flows.ingest.guard import Guard, refuse
from flows.ingest.names import GuardedResolver, SystemResolver, is_allowed
from flows.ingest.target import Target

KEEP_ALIVE = 2.0  # seconds: the default delay and some; 1,000 hosts keep few sockets open
LOOK_UPS = 32  # at once: as many as there are connections by default
LONGEST_FIELD = 32_768  # bytes; some sites' policies pass aiohttp's 8,190; 128 fields at most
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

AddressInfo = tuple[
    int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]
]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `body` is read for status 200 only."""

    status: int
    fields: Fields
    body: bytes = b""

    @property
    def location(self) -> bytes | None:
        """Where a redirect leads, None for every other answer."""
        return self.fields.get(b"location") if self.status in _REDIRECTS else None

    @property
    def is_permanent(self) -> bool:
        """Tell whether a redirect holds for good."""
        return self.status in {301, 308}

    @property
    def is_broken(self) -> bool:
        """Tell whether the server is at fault, or asks to be left in peace."""
        return self.status >= 500 or self.status == 429

    def silence(self, now: float) -> float | None:
        """Seconds of silence that a 429 or a 503 asks for, None for none."""
        return read_retry_after(self.fields, now) if self.status in {429, 503} else None


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a body is taken: `size` bytes after decompression, cut there or refused."""

    size: int
    is_cut: bool = False


class Wire:
    """The open connections. `resolver` takes the place of the system's (tests change its mind)."""

    def __init__(self, guard: Guard, resolver: AbstractResolver | None = None) -> None:
        self._guard = guard
        self._names = resolver or SystemResolver(LOOK_UPS)
        self._transports: dict[bool, AiohttpTransport] = {}

    def open(self) -> None:
        """Make ready: connections of hosts that the user named are kept apart from all others."""
        tls = _make_tls()
        self._transports = {True: self._make(tls, None), False: self._make(tls, self._guard)}

    async def ask(
        self,
        target: Target,
        headers: Sequence[tuple[bytes, bytes]],
        *,
        room: Room,
        patience: float | None = None,
    ) -> Reply:
        """Send one GET and read its answer; the caller ends what lasts too long.

        A server that does not connect for a third of `patience` (seconds), or is silent for
        two thirds of it, is given up so that there is time to ask again.

        Raises:
            TooLargeError: the body is larger than `room`.
            AddressRefusedError: the host is at private addresses only.
            OSError, EOFError, zlib.error, httpx.HTTPError, aiohttp.ClientError: no answer.
        """
        limits = (None, None) if patience is None else (patience / 3, patience * 2 / 3)
        timeout = dict(zip(("connect", "read"), limits, strict=True))
        request = httpx.Request("GET", target.url, headers=headers, extensions={"timeout": timeout})
        transport = self._transports[self._guard.is_trusted(target.host)]
        response = await transport.handle_async_request(request)
        try:
            fields = read_fields(response.headers.raw)
            body = await _read(response, fields, room) if response.status_code == 200 else b""
            return Reply(response.status_code, fields, body)
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close every connection."""
        for transport in self._transports.values():
            await transport.aclose()
        self._transports.clear()
        await self._names.close()

    def _make(self, tls: ssl.SSLContext, guard: Guard | None) -> AiohttpTransport:
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(self._names, guard),
            socket_factory=partial(open_socket, guard),
            ssl=tls,
            limit=0,  # hosts.py counts them
            keepalive_timeout=KEEP_ALIVE,
        )
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            response_class=_Response,
            trust_env=False,
            max_field_size=LONGEST_FIELD,
        )
        return AiohttpTransport(verify=tls, trust_env=False, client=session)


@cache
def _make_tls() -> ssl.SSLContext:
    """Read the trusted certificates once: 20 ms of CPU that every client would spend."""
    return httpx.create_ssl_context()


async def _read(response: httpx.Response, fields: Fields, room: Room) -> bytes:
    if not room.is_cut and read_length(fields) > room.size:
        raise TooLargeError
    body = Body(read_coding(fields), room.size)
    async for chunk in response.aiter_raw():
        body.add(chunk)
        if body.is_full:
            if room.is_cut:
                return body.take()
            raise TooLargeError
    body.end()
    return body.take()


class _Response(aiohttp.ClientResponse):
    """An answer without its reason phrase, whose Korean bytes httpx's transport trips over.

    aiohttp asks again at once where a connection ends without an answer. That is right for
    one that was kept open for too long, and not our one retry for one that is new.
    """

    _known: ClassVar[WeakSet[asyncio.Transport]] = WeakSet()

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        transport = connection.transport
        try:
            await super().start(connection)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            if transport in self._known:
                raise
            raise ConnectionResetError(errno.ECONNRESET, "no answer") from error
        if transport is not None:
            self._known.add(transport)
        self.reason = None
        return self


def open_socket(guard: Guard | None, info: AddressInfo) -> socket.socket:
    """Make a socket for an address: the last word, whatever was looked up before."""
    family, kind, protocol, _, address = info
    if not is_allowed(guard, str(address[0])):
        raise refuse(str(address[0]))
    return socket.socket(family, kind, protocol)
