"""A client for tests: quick, and allowed to read the loopback server."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict, Unpack

from aiohttp.abc import AbstractResolver, ResolveResult

from flows.errors import SourceError
from flows.ingest.client import Client, Request, Response

HERE = ("127.0.0.1",)


class Changes(TypedDict, total=False):
    """What a test may set of a client."""

    user_agent: str
    allow: Sequence[str]
    delay: float
    connections: int
    per_host: int
    hosts: Mapping[str, Mapping[str, object]] | None
    clock: Callable[[], float]
    obeys_robots: bool
    jitter: Callable[[], float]
    resolver: AbstractResolver | None


def make_client(**changes: Unpack[Changes]) -> Client:
    """Give a client without pauses, for the loopback server, that reads no robots.txt."""
    settings: Changes = {
        "user_agent": "Matson/1.0 (+https://matson.example)",
        "allow": HERE,
        "delay": 0.0,
        "jitter": lambda: 0.0,
        "obeys_robots": False,
    }
    settings.update(changes)
    return Client(**settings)


def fetch(*requests: Request | str, **changes: Unpack[Changes]) -> list[Response | SourceError]:
    """Fetch one after another with one client; an error takes the place of its response."""

    async def run() -> list[Response | SourceError]:
        async with make_client(**changes) as client:
            return [await try_get(client, request) for request in requests]

    return asyncio.run(run())


async def try_get(client: Client, request: Request | str) -> Response | SourceError:
    """Fetch, and give the error instead of raising it."""
    try:
        return await client.get(Request(request) if isinstance(request, str) else request)
    except SourceError as error:
        return error


class FakeNames(AbstractResolver):
    """Names to addresses; a name with several answers gives the next one at each look-up."""

    def __init__(self, names: Mapping[str, list[list[str]]]) -> None:
        self.asked: list[str] = []
        self._names = {name: list(answers) for name, answers in names.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer with the next addresses of the name."""
        del family  # all kinds are asked for
        self.asked.append(host)
        answers = self._names.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing to close."""
