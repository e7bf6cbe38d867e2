"""What is known of each host: whose turn it is, how long to be silent, what robots.txt says.

A host has at most `per_host` requests at once, and `delay` seconds from the start of one to
the start of the next. Waiting for a host holds none of the connections that others need.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flows.errors import FetchError
from flows.ingest.failures import LATER
from flows.ingest.fields import DAY
from flows.ingest.robots import HOLDS, KEPT, Rules, make_rules
from flows.ingest.target import Target

# A dead host fails each of a run's pages after a deadline: after three in a row the others
# are not tried, for a minute, twice as long with each failure more, an hour at most.
PATIENCE, FIRST_PAUSE, LONGEST_PAUSE = 3, 60.0, 3_600.0

Memory = dict[str, dict[str, object]]


@dataclass(slots=True)
class Host:
    """One host's state; times are seconds since 1970, `started` of the event loop's clock."""

    name: str
    slots: asyncio.Semaphore
    rules: dict[str, Rules] = field(default_factory=dict)
    silent_until: float = 0.0
    failures: int = 0
    failed_at: float = 0.0
    started: float = -math.inf
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Hosts:
    """All hosts of one client, and the connections that they share."""

    def __init__(
        self, *, connections: int, per_host: int, clock: Callable[[], float], agent: str
    ) -> None:
        self._connections = asyncio.Semaphore(connections)
        self._per_host = per_host
        self._clock = clock
        self.agent = agent
        self._hosts: dict[str, Host] = {}

    def of(self, target: Target) -> Host:
        """Give the state of a target's host."""
        return self._host(target.host)

    def _host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, asyncio.Semaphore(self._per_host))
        return host

    async def take(self, host: Host, delay: float) -> None:
        """Wait for a turn at a host and for a connection; `give` ends it."""
        await host.slots.acquire()
        try:
            async with host.turn:
                now = asyncio.get_running_loop().time
                if (wait := host.started + delay - now()) > 0:
                    await asyncio.sleep(wait)
                await self._connections.acquire()
                host.started = now()
        except BaseException:
            host.slots.release()
            raise

    def give(self, host: Host) -> None:
        """Hand the turn and the connection on."""
        self._connections.release()
        host.slots.release()

    def check_silence(self, host: Host) -> None:
        """Refuse to disturb a host that is to be left in peace.

        Raises:
            FetchError: with the seconds that are left.
        """
        left = host.silent_until - self._clock()
        if left > 0:
            raise FetchError(
                f"{host.name} is left in peace for {left:.0f} s more: "
                "it asked for that, or failed several times in a row",
                remedy=LATER,
                retry_after=left,
            )

    def keep_silent(self, host: Host, seconds: float) -> None:
        """Leave a host in peace, for a day at most."""
        host.silent_until = max(host.silent_until, self._clock() + min(seconds, DAY))

    def count_failure(self, host: Host, jitter: float) -> None:
        """Note that a request failed for good; `jitter` (0 to 1) spreads the pause."""
        now = self._clock()
        host.failures = host.failures + 1 if now - host.failed_at < DAY else 1
        host.failed_at = now
        if host.failures >= PATIENCE:
            doubled = FIRST_PAUSE * 2.0 ** min(host.failures - PATIENCE, 10)
            self.keep_silent(host, min(doubled, LONGEST_PAUSE) * (0.5 + jitter / 2))

    def dump(self) -> Memory:
        """Give what the next run needs to know, as plain JSON; what no longer holds is left out."""
        now = self._clock()
        dumped = {name: _dump(host, now) for name, host in self._hosts.items()}
        return {name: data for name, data in sorted(dumped.items()) if data}

    def load(self, memory: Mapping[str, Mapping[str, object]]) -> None:
        """Take up what an earlier run knew; what can't be understood is passed over."""
        now = self._clock()
        for name, data in memory.items():
            if isinstance(data, Mapping):
                host = self._host(name)
                host.silent_until = min(_number(data.get("silent_until")), now + DAY)
                host.failures = int(min(_number(data.get("failures")), 1e6))
                host.failed_at = min(_number(data.get("failed_at")), now)
                host.rules = self._load_rules(data.get("robots"), now)

    def _load_rules(self, data: object, now: float) -> dict[str, Rules]:
        rules = {}
        for origin, entry in data.items() if isinstance(data, Mapping) else ():
            if isinstance(entry, Mapping) and isinstance(text := entry.get("text"), str):
                until = min(_number(entry.get("until")), now + HOLDS)
                if until > now:
                    rules[str(origin)] = make_rules(text[:KEPT], until=until, agent=self.agent)
        return rules


def _dump(host: Host, now: float) -> dict[str, object]:
    data: dict[str, object] = {}
    robots = {
        origin: {"text": rules.text, "until": rules.until}
        for origin, rules in host.rules.items()
        if rules.until > now and len(rules.text) <= KEPT
    }
    if robots:
        data["robots"] = robots
    if host.silent_until > now:
        data["silent_until"] = host.silent_until
    if host.failures and now - host.failed_at < DAY:
        data |= {"failures": host.failures, "failed_at": host.failed_at}
    return data


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if 0 <= value < 1e12 else 0.0
