"""Many sources at once: results come as they are there, so that they are stored meanwhile.

The sources are read on one event loop in a thread of its own: storing, which may wait for
another process, does not stop the clock of a source that is being read.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TypeAlias

from flows.errors import SourceError
from flows.ingest.client import Client
from flows.ingest.kinds import KINDS
from flows.ingest.reader import Batch, Look, Reader
from flows.model import Source

AT_ONCE = 64  # sources; the client has its own, lower, limit of connections
MOMENT = 0.1  # seconds
GRACE = 5.0  # seconds a source may take to stop after its time is over

Result: TypeAlias = tuple[Source, Batch | SourceError]
Hosts: TypeAlias = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing that the thread says."""

    hosts: Hosts
    mistake: BaseException | None = None


def poll_all(
    sources: Sequence[tuple[Source, Mapping[str, object]]],
    look: Look,
    open_client: Callable[[], Client],
    remember: Callable[[Hosts], None],
    kinds: Mapping[str, Reader] = KINDS,
) -> Iterator[list[Result]]:
    """Look at each source once, from where its cursor stands; give what each gave, or why not.

    Results come in lists of as many as are there. A source that does not end in its time
    (`look.seconds` and a little) fails alone. What hosts asked for is handed to `remember` at
    the end. An error that is no SourceError is a mistake of ours, and is raised after that.
    """
    results: SimpleQueue[Result | _End] = SimpleQueue()
    work = _Work(kinds, look, open_client, results)
    thread = threading.Thread(target=work.run, args=(sources,), name="ingest", daemon=True)
    thread.start()
    end = None
    try:
        while end is None:
            some, end = _take(results)
            if some:
                yield some
    finally:
        work.stop()
        thread.join()
    remember(end.hosts)
    if end.mistake:
        raise end.mistake


def _take(results: SimpleQueue[Result | _End]) -> tuple[list[Result], _End | None]:
    """Wait for a result, and take what else comes within a moment: storing costs by the time."""
    some: list[Result] = []
    until: float | None = None
    while True:
        try:
            result = results.get(timeout=None if until is None else max(0, until - monotonic()))
        except Empty:
            return some, None
        if isinstance(result, _End):
            return some, result
        some.append(result)
        until = until or monotonic() + MOMENT


class _Work:
    """What the thread does: the loop, the client, the sources."""

    def __init__(
        self,
        kinds: Mapping[str, Reader],
        look: Look,
        open_client: Callable[[], Client],
        results: SimpleQueue[Result | _End],
    ) -> None:
        self._kinds = kinds
        self._look = look
        self._open_client = open_client
        self._results = results
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None
        self._hosts: Hosts = {}
        self._mistake: BaseException | None = None

    def run(self, sources: Sequence[tuple[Source, Mapping[str, object]]]) -> None:
        """Look at all sources, to the end or until told to stop."""
        # the mask is inherited: Ctrl-C is the main thread's to handle, here and in processes
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            asyncio.run(self._start(sources))
        except BaseException as error:  # noqa: BLE001  # raised again in the caller's thread
            self._mistake = error
        finally:
            self._look.parsing.close()
            self._results.put(_End(self._hosts, self._mistake))

    def stop(self) -> None:
        """Cancel what is under way, from another thread; nothing happens at the end."""
        if self._running:
            loop, work = self._running
            with suppress(RuntimeError):  # the loop is closed: all is done
                loop.call_soon_threadsafe(work.cancel)

    async def _start(self, sources: Sequence[tuple[Source, Mapping[str, object]]]) -> None:
        work = asyncio.create_task(self._look_at_all(sources))
        self._running = (asyncio.get_running_loop(), work)
        await work

    async def _look_at_all(self, sources: Sequence[tuple[Source, Mapping[str, object]]]) -> None:
        async with self._open_client() as client:
            look = replace(self._look, client=client)
            turns = asyncio.Semaphore(AT_ONCE)
            looks = [
                asyncio.create_task(self._look_at(source, cursor, look, turns))
                for source, cursor in sources
            ]
            await asyncio.gather(*looks)
            self._hosts = client.hosts

    async def _look_at(
        self, source: Source, cursor: Mapping[str, object], look: Look, turns: asyncio.Semaphore
    ) -> None:
        async with turns:
            try:
                async with asyncio.timeout(look.seconds + GRACE):
                    gave: Batch | SourceError = await read_one(source, cursor, look, self._kinds)
            except SourceError as error:
                gave = error
            except TimeoutError:
                gave = _late(look.seconds)
            except Exception as error:  # noqa: BLE001  # raised again in the caller's thread
                self._mistake = error
                return
            self._results.put((source, gave))


async def read_one(
    source: Source,
    cursor: Mapping[str, object],
    look: Look,
    kinds: Mapping[str, Reader] = KINDS,
) -> Batch:
    """Look at one source.

    Raises:
        SourceError: all of it can't be read; single documents are `problems`.
    """
    reader = kinds.get(source.kind)
    if reader is None:
        raise SourceError(
            f"{source.name} is of the kind {source.kind!r}, which can't be read",
            remedy=f"write one of: {', '.join(sorted(kinds))}",
        )
    return await reader(source, cursor, look)


def _late(seconds: float) -> SourceError:
    return SourceError(
        f"it did not end within {seconds:.0f} s",
        remedy="run matson sources check, and give it more time or disable it",
    )
