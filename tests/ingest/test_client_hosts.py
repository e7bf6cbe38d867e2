"""Turns: the distance between two requests to a host, and how many run at once."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from flows.ingest.client import Request, Response
from tests.ingest.fetching import FakeNames, fetch, make_client, try_get
from tests.ingest.webserver import Answer, Raw, Seen, Site, page


def test_requests_to_one_host_keep_their_distance() -> None:
    """From start to start, also for many at once and after a redirect."""
    answers: dict[str, Answer] = {"/a": page(b"x"), "/b": page(status="302 F", location="/a")}

    async def run(site: Site) -> None:
        async with make_client(delay=0.1) as client:
            await asyncio.gather(*(client.get(Request(site.url(p))) for p in ("/a", "/b", "/a")))

    with Site(answers) as site:
        start = time.perf_counter()
        asyncio.run(run(site))

    assert len(site.seen) == 4
    assert time.perf_counter() - start >= 0.3


@pytest.mark.parametrize(
    "own,default,least", [(None, 0.2, 0.2), (0.2, 3.0, 0.2), (0.2, 0.0, 0.2), (0.0, 3.0, 0.0)]
)
def test_a_request_may_have_a_delay_of_its_own(
    own: float | None, default: float, least: float
) -> None:
    """None is the client's, 0 is none."""
    with Site({"/a": page(b"x")}) as site:
        start = time.perf_counter()
        fetch(*[Request(site.url("/a"), delay=own)] * 2, delay=default)

    assert least <= time.perf_counter() - start < 2.0


def test_waiting_for_a_turn_is_not_counted_in_the_deadline() -> None:
    """The sixth has waited longer than its deadline, and is answered."""

    async def run(site: Site) -> list[object]:
        async with make_client(delay=0.15) as client:
            request = Request(site.url("/a"), deadline=0.5)
            return await asyncio.gather(*(try_get(client, request) for _ in range(6)))

    with Site({"/a": page(b"x")}) as site:
        results = asyncio.run(run(site))

    assert all(isinstance(result, Response) for result in results)


def test_a_host_is_asked_so_many_at_once_and_no_more() -> None:
    """Two by default."""
    running, most = 0, 0

    def answer(_: Seen) -> Raw:
        def pour() -> Iterator[bytes | float]:
            nonlocal running, most
            running += 1
            most = max(most, running)
            yield 0.02
            running -= 1
            yield page(b"x")

        return Raw(pour(), stays=True)

    async def run(site: Site) -> None:
        async with make_client() as client:
            await asyncio.gather(*(client.get(Request(site.url("/a"))) for _ in range(8)))

    with Site({"/a": answer}) as site:
        asyncio.run(run(site))

    assert most == 2


def test_waiting_for_one_host_holds_up_no_other() -> None:
    """One connection, ten waiting for a slow host: another host is read at once."""
    names = FakeNames({name: [["127.0.0.1"]] for name in ("slow.example", "quick.example")})

    async def run(site: Site) -> float:
        async with make_client(connections=1, delay=5.0, resolver=names) as client:
            slow = f"http://slow.example:{site.port}/a"
            waiting = [asyncio.create_task(client.get(Request(slow))) for _ in range(10)]
            await asyncio.sleep(0.05)
            start = time.perf_counter()
            await client.get(Request(f"http://quick.example:{site.port}/a"))
            seconds = time.perf_counter() - start
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            return seconds

    with Site({"/a": page(b"x")}) as site:
        assert asyncio.run(run(site)) < 0.5


def test_a_wait_for_a_turn_that_is_given_up_holds_nothing() -> None:
    """Cancelled while another's distance is kept: the next one gets its turn."""

    async def run(site: Site) -> object:
        async with make_client(per_host=2, connections=1) as client:
            await client.get(Request(site.url("/a")))
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(client.get(Request(site.url("/a"), delay=9.0)), 0.02)
            return await asyncio.wait_for(try_get(client, site.url("/a")), 5.0)

    with Site({"/a": page(b"x")}) as site:
        assert isinstance(asyncio.run(run(site)), Response)


def test_a_turn_that_is_given_up_is_free_again() -> None:
    """Cancelled while reading: the host is asked on."""

    async def run(site: Site) -> object:
        async with make_client(per_host=1, connections=1) as client:
            for _ in range(5):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(client.get(Request(site.url("/slow"))), 0.02)
            return await try_get(client, Request(site.url("/a"), deadline=1.0))

    with Site({"/a": page(b"x"), "/slow": Raw([60.0])}) as site:
        assert isinstance(asyncio.run(run(site)), Response)
