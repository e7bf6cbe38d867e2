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
from functools import partial
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
CONNECT_SHARE, SILENCE_SHARE = 1 / 3, 2 / 3  # of a deadline: what is left allows one retry
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
        self._resolver = resolver
        self._tls: ssl.SSLContext | None = None
        self._transports: dict[bool, AiohttpTransport] = {}

    async def ask(
        self,
        target: Target,
        headers: Sequence[tuple[bytes, bytes]],
        *,
        deadline: float,
        room: Room,
    ) -> Reply:
        """Send one GET and read its answer; the caller ends what lasts longer than `deadline`.

        Raises:
            TooLargeError: the body is larger than `room`.
            AddressRefusedError: the host is at private addresses only.
            OSError, EOFError, zlib.error, httpx.HTTPError, aiohttp.ClientError: no answer.
        """
        timeout = {"connect": deadline * CONNECT_SHARE, "read": deadline * SILENCE_SHARE}
        request = httpx.Request("GET", target.url, headers=headers, extensions={"timeout": timeout})
        response = await self._transport(target).handle_async_request(request)
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

    def _transport(self, target: Target) -> AiohttpTransport:
        """Connections for hosts that the user named apart from those of all others."""
        is_trusted = self._guard.is_trusted(target.host)
        if is_trusted not in self._transports:
            self._transports[is_trusted] = self._open(is_trusted=is_trusted)
        return self._transports[is_trusted]

    def _open(self, *, is_trusted: bool) -> AiohttpTransport:
        self._tls = self._tls or httpx.create_ssl_context()
        guard = None if is_trusted else self._guard
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(self._resolver or SystemResolver(LOOK_UPS), guard),
            socket_factory=partial(_open_socket, guard),
            ssl=self._tls,
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
        return AiohttpTransport(verify=self._tls, trust_env=False, client=session)


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


def _open_socket(guard: Guard | None, info: AddressInfo) -> socket.socket:
    """Make a socket for an address: the last word, whatever was looked up before."""
    family, kind, protocol, _, address = info
    if not is_allowed(guard, str(address[0])):
        raise refuse(str(address[0]))
    return socket.socket(family, kind, protocol)
