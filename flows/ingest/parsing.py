"""Where parsers run: a few in this process, many in processes of their own.

Parsing is what takes a poll's time: 4 ms of CPU for a feed of ten items, 40 ms for an article's
page, where asking for it takes 0.3 ms (2 cores, Python 3.11). A run that has much to parse does it
on the other cores, and its own loop goes on asking meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeVar

from flows.errors import SourceError

T = TypeVar("T")

ALONE = 100  # jobs that are done before processes are started: half a second, as starting takes
LARGE = 50_000  # bytes: until then what is smaller is parsed at once, the rest in a thread
BREAKS = 3  # processes that die: no more are started, it may be that none can run here
PROCESSES = max(0, min(4, (os.cpu_count() or 1) - 1))  # one core is this process's


class Parsing:
    """Runs the parsers of one poll; `close` ends its processes."""

    def __init__(self, alone: int = ALONE, processes: int = PROCESSES) -> None:
        self._left = alone
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._breaks = 0
        self._turn = asyncio.Lock()

    async def run(self, job: Callable[[], T], size: int) -> T:
        """Run a job, which can be pickled, on a document of `size` bytes.

        Raises:
            SourceError: what the job raises, or its process died of it.
        """
        try:
            return await self._run(job, size)
        except SourceError:
            raise
        except Exception as error:  # one document's fault must not end the run of all others
            raise SourceError(
                f"can't be read: {type(error).__name__} in its parser",
                remedy="report its address: this is a fault in Matson",
            ) from error

    async def _run(self, job: Callable[[], T], size: int) -> T:
        self._left -= 1
        if self._left >= 0 or not self._processes:
            return job() if size < LARGE else await asyncio.to_thread(job)
        pool = self._pool = self._pool or _make_pool(self._processes)
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, job)
        except BrokenProcessPool:
            if pool is self._pool:  # it failed for all that waited in it, whoever ended it
                self._pool, self._breaks = None, self._breaks + 1
            if self._breaks == BREAKS:
                self._processes = 0
        async with self._turn:
            return await self._run_alone(job)

    async def _run_alone(self, job: Callable[[], T]) -> T:
        pool = _make_pool(1)
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, job)
        except BrokenProcessPool:
            raise SourceError(
                "parsing it ended the process that did so",
                remedy="set enabled: false for the source, and report its address",
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _make_pool(processes: int) -> ProcessPoolExecutor:
    # a fork would share the threads and connections of this process
    return ProcessPoolExecutor(processes, get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Have this process end when the one that started it does, however that one dies."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
