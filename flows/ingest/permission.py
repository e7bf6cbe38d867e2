"""Asking for robots.txt: once for each origin, however many pages wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.errors import SourceError
from flows.ingest.failures import BROKEN, FINAL
from flows.ingest.guard import Guard
from flows.ingest.hosts import Hosts
from flows.ingest.robots import (
    HOLDS,
    HOLDS_UNKNOWN,
    REDIRECTS,
    SIZE,
    Rules,
    make_rules,
    read_robots,
)
from flows.ingest.target import Target, read_location, read_target
from flows.ingest.transport import Reply, Room, Wire

PATIENCE = 10.0  # seconds for a robots.txt: a third of a page's own deadline


@dataclass(frozen=True, slots=True)
class _Question:
    """A robots.txt that is being asked for; `begun` is set once it is on its way."""

    task: asyncio.Task[Rules]
    begun: asyncio.Event


class Permission:
    """The rules of every origin, asked for as needed and kept in `hosts`.

    `headers` go with each question; `agent` is the name that robots.txt knows us by.
    """

    def __init__(
        self,
        wire: Wire,
        guard: Guard,
        hosts: Hosts,
        *,
        headers: Sequence[tuple[bytes, bytes]],
        clock: Callable[[], float],
    ) -> None:
        self._wire = wire
        self._guard = guard
        self._hosts = hosts
        self._headers = headers
        self._clock = clock
        self._open: dict[str, _Question] = {}

    def find(self, target: Target) -> Rules | None:
        """Give the rules that hold now, None where they are to be asked for."""
        rules = self._hosts.of(target).rules.get(target.origin)
        return rules if rules is not None and rules.until > self._clock() else None

    async def begin(self, target: Target) -> asyncio.Task[Rules]:
        """Ask, if nobody has, and wait until the question is on its way; shield the task."""
        question = self._open.get(target.origin)
        if question is None:
            begun = asyncio.Event()
            task = asyncio.create_task(self._learn(target, begun))
            question = self._open[target.origin] = _Question(task, begun)
            task.add_done_callback(lambda _: self._open.pop(target.origin, None))
        await question.begun.wait()
        return question.task

    async def close(self) -> None:
        """Stop asking."""
        tasks = [question.task for question in self._open.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _learn(self, target: Target, begun: asyncio.Event) -> Rules:
        host = self._hosts.of(target)
        try:
            await self._hosts.take(host, 0.0)  # at once: only what follows keeps its distance
        finally:
            begun.set()
        try:
            return await self._fetch(target)
        finally:
            self._hosts.give(host)

    async def _fetch(self, target: Target) -> Rules:
        try:
            async with asyncio.timeout(PATIENCE):
                last, reply = await self._follow(read_target(f"{target.origin}/robots.txt"))
        except (*BROKEN, *FINAL, SourceError):
            return self._keep("", HOLDS_UNKNOWN, target)
        if (silence := reply.silence(self._clock())) is not None:
            self._hosts.keep_silent(self._hosts.of(target), silence)
        if reply.status >= 500 or reply.location is not None:
            return self._keep("", HOLDS_UNKNOWN, target)
        text = read_robots(reply.body, agent=self._hosts.agent) if reply.status == 200 else ""
        is_own = last.url == read_target(f"{last.origin}/robots.txt").url
        return self._keep(text, HOLDS, target, *([last] if is_own else []))

    def _keep(self, text: str, seconds: float, *targets: Target) -> Rules:
        rules = make_rules(text, until=self._clock() + seconds, agent=self._hosts.agent)
        for target in targets:
            self._hosts.of(target).rules[target.origin] = rules
        return rules

    async def _follow(self, target: Target) -> tuple[Target, Reply]:
        """Give the last answer and who gave it: still a redirect after `REDIRECTS` of them."""
        for left in range(REDIRECTS, -1, -1):
            self._guard.check(target)
            reply = await self._wire.ask(target, self._headers, room=Room(SIZE, is_cut=True))
            if reply.location is None or not left:
                break
            target = read_location(target, reply.location)
        return target, reply
