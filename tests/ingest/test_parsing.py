from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import psutil
import pytest

from flows.errors import SourceError
from flows.ingest.parsing import BREAKS, LARGE, Parsing
from tests.command import ROOT

SMALL = 10


def _run(parsing: Parsing, *jobs: Callable[[], Any], size: int = SMALL) -> list[Any]:
    """Run jobs one after another; an error takes the place of its result."""

    async def run() -> list[Any]:
        return [await _try(parsing, job, size) for job in jobs]

    try:
        return asyncio.run(run())
    finally:
        parsing.close()


async def _try(parsing: Parsing, job: Callable[[], Any], size: int) -> object:
    try:
        return await parsing.run(job, size)
    except SourceError as error:
        return error


def _refuse() -> None:
    raise SourceError("is no feed", remedy="name one")


def test_a_few_jobs_are_done_in_place_and_many_elsewhere() -> None:
    """Small ones at once, in this process; from some number on in another."""
    first, second, third = _run(Parsing(alone=2, processes=1), *[os.getpid] * 3)
    assert first == second == os.getpid()
    assert third != os.getpid()


def test_a_large_document_does_not_hold_up_the_loop() -> None:
    """It is parsed in a thread."""

    async def run() -> int:
        parsing, ticks = Parsing(), 0
        work = asyncio.create_task(parsing.run(partial(time.sleep, 0.3), LARGE))
        while not work.done():
            ticks += 1
            await asyncio.sleep(0.01)
        return ticks

    assert asyncio.run(run()) > 5


@pytest.mark.parametrize("alone", [9, 0])
def test_what_a_job_raises_arrives_whole(alone: int) -> None:
    """With its remedy, from another process too."""
    (error,) = _run(Parsing(alone=alone, processes=1), _refuse)
    assert isinstance(error, SourceError)
    assert (error.what, error.remedy) == ("is no feed", "name one")


def test_a_process_that_dies_takes_nobody_with_it() -> None:
    """Its document is told, the next goes on; after several no more are started."""
    dies = partial(os._exit, 1)
    jobs: list[Callable[[], Any]] = [dies, os.getpid, *[dies] * (BREAKS - 1), os.getpid]
    died, other, *_, last = _run(Parsing(alone=0, processes=1), *jobs)
    assert isinstance(died, SourceError)
    assert isinstance(other, int)
    assert last == os.getpid()


_PARENT = """
import asyncio, os, sys, time
from flows.ingest.parsing import Parsing

async def run():
    print(await Parsing(alone=0, processes=1).run(os.getpid, 1), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    asyncio.run(run())
"""


def test_no_process_is_left_when_ours_is_killed() -> None:
    """However it dies."""
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        child.wait(5)
