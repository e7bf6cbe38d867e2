"""Host names to addresses, those that are refused left out."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

from flows.ingest.guard import Guard, refuse

_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class SystemResolver(AbstractResolver):
    """The system's own look-up, in threads of its own.

    The event loop's threads are few (six on two cores): as many names whose servers do not
    answer would hold up all the others.
    """

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="look-up")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Give the addresses of a name.

        Raises:
            OSError: the name is not known, or nobody could say.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _look_up, host, port, family)

    async def close(self) -> None:
        """Leave look-ups that are under way to end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedResolver(AbstractResolver):
    """Another resolver's answers without refused addresses; `guard` None lets all pass."""

    def __init__(self, inner: AbstractResolver, guard: Guard | None) -> None:
        self._inner = inner
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Give the addresses of a name that may be connected to.

        Raises:
            AddressRefusedError: it has addresses, and none of them may be.
            OSError: as the other resolver has it.
        """
        found = await self._inner.resolve(host, port, family)
        kept = [result for result in found if is_allowed(self._guard, result["host"])]
        if found and not kept:
            raise refuse(host)
        if not kept:
            raise OSError(f"no address for {host}")
        return kept

    async def close(self) -> None:
        """Close the other resolver."""
        await self._inner.close()


def is_allowed(guard: Guard | None, address: str) -> bool:
    """Tell whether an address, as a resolver or a socket writes it, may be connected to."""
    try:
        return guard is None or guard.is_allowed(ipaddress.ip_address(address))
    except ValueError:
        return False


def _look_up(host: str, port: int, family: int) -> list[ResolveResult]:
    flags = socket.AI_ADDRCONFIG
    found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, 0, flags)
    return [
        ResolveResult(
            hostname=host,
            host=str(address[0]),
            port=port,
            family=kind,
            proto=protocol,
            flags=_NUMERIC,
        )
        for kind, _, protocol, _, address in found
        if len(address) == 2 or not address[3]  # an address with a scope is of this link only
    ]
