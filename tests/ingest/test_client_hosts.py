"""Turns, silence and robots.txt: how a host is treated over many requests."""

import asyncio
import json
import time
from collections.abc import Iterator
from email.utils import formatdate
from itertools import pairwise

import pytest

from flows.errors import AddressRefusedError, FetchError
from flows.ingest.client import Request, Response
from tests.ingest.fetching import FakeNames, fetch, make_client, try_get
from tests.ingest.webserver import Answer, Raw, Seen, Site, page

NOW = 1_795_500_000.0
AGENT = "Matson/1.0"


def gaps(site: Site) -> list[float]:
    return [b.at - a.at for a, b in pairwise(site.seen)]


def test_requests_to_one_host_keep_their_distance() -> None:
    """From start to start, also for many at once and after a redirect."""
    answers: dict[str, Answer] = {"/a": page(b"x"), "/b": page(status="302 F", location="/a")}

    async def run(site: Site) -> None:
        async with make_client(delay=0.1) as client:
            await asyncio.gather(*(client.get(Request(site.url(p))) for p in ("/a", "/b", "/a")))

    with Site(answers) as site:
        asyncio.run(run(site))

    assert len(site.seen) == 4
    assert all(0.09 < gap < 0.2 for gap in gaps(site))


@pytest.mark.parametrize("delay,least", [(None, 0.15), (0.05, 0.05), (0.0, 0.0)])
def test_a_request_may_have_a_delay_of_its_own(delay: float | None, least: float) -> None:
    """None is the client's, 0 is none."""
    with Site({"/a": page(b"x")}) as site:
        fetch(*[Request(site.url("/a"), delay=delay)] * 2, delay=0.15)

    assert least * 0.95 <= gaps(site)[0] < least + 0.05


def test_waiting_for_a_turn_is_not_counted_in_the_deadline() -> None:
    """The sixth has waited longer than its deadline, and is answered."""

    async def run(site: Site) -> list[object]:
        async with make_client(delay=0.1) as client:
            request = Request(site.url("/a"), deadline=0.3)
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


def test_a_turn_that_is_given_up_is_free_again() -> None:
    """Cancelled while waiting or while reading: the host is asked on."""

    async def run(site: Site) -> object:
        async with make_client(per_host=1, connections=1) as client:
            for _ in range(5):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(client.get(Request(site.url("/slow"))), 0.02)
            return await try_get(client, Request(site.url("/a"), deadline=1.0))

    with Site({"/a": page(b"x"), "/slow": Raw([60.0])}) as site:
        assert isinstance(asyncio.run(run(site)), Response)


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Busy"])
@pytest.mark.parametrize("value", ["0", "0.1", formatdate(NOW + 0.5, usegmt=True)])
def test_a_short_silence_is_waited_for_once(status: str, value: str) -> None:
    """In seconds or as a date."""
    answers = iter([page(status=status, retry_after=value), page(b"x")])
    with Site({"/a": lambda _: next(answers)}) as site:
        (response,) = fetch(site.url("/a"), clock=lambda: NOW)

    assert isinstance(response, Response)


def test_a_short_silence_asked_for_again_is_kept() -> None:
    """The second wish is told instead of waited for."""
    with Site({"/a": page(status="429 No", retry_after="0.05")}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, FetchError)
    assert (error.status, error.retry_after, len(site.seen)) == (429, 0.05, 2)


@pytest.mark.parametrize(
    "status,value,seconds",
    [
        ("429 Slow Down", "120", 120.0),
        ("503 Busy", "120", 120.0),
        ("503 Busy", formatdate(NOW + 3_600, usegmt=True), 3_600.0),
        ("429 Slow Down", "99999999", 86_400.0),
        ("429 Slow Down", "4", 4.0),
    ],
)
def test_a_long_silence_is_kept_by_this_run_and_the_next(
    status: str, value: str, seconds: float
) -> None:
    """Told at once, and the host is not asked again until then; 4 s pass the deadline here."""
    now = NOW

    async def run(site: Site, hosts: dict[str, dict[str, object]]) -> tuple[object, ...]:
        nonlocal now
        async with make_client(clock=lambda: now, hosts=hosts) as client:
            first = await try_get(client, Request(site.url("/a"), deadline=2.0))
            second = await try_get(client, site.url("/b"))
            now += 1
            return first, second, json.loads(json.dumps(client.hosts))

    with Site({"/a": page(status=status, retry_after=value), "/b": page(b"x")}) as site:
        first, second, hosts = asyncio.run(run(site, {}))
        assert site.paths() == ["/a"]
        third, _, _ = asyncio.run(run(site, hosts))  # type: ignore[arg-type]  # plain JSON
        now += seconds
        assert site.paths() == ["/a"]
        asyncio.run(run(site, hosts))  # type: ignore[arg-type]  # as above

    assert isinstance(first, FetchError)
    assert first.retry_after == seconds
    assert isinstance(second, FetchError)
    assert second.retry_after == seconds
    assert isinstance(third, FetchError)
    assert third.retry_after == seconds - 1
    assert site.paths()[1] == "/a"


@pytest.mark.parametrize("value", ["soon", "-1", "", "1e9"])
def test_garbage_is_no_wish(value: str) -> None:
    """A 429 is then left alone for a minute, a 503 asked once more."""
    answers: dict[str, Answer] = {
        "/429": page(status="429 No", retry_after=value),
        "/503": page(status="503 No", retry_after=value),
    }
    with Site(answers) as site:
        for path in answers:
            (error,) = fetch(site.url(path))
            assert isinstance(error, FetchError)
            assert error.retry_after is None

        async def run() -> float:
            async with make_client(clock=lambda: NOW) as client:
                await try_get(client, site.url("/429"))
                return float(str(client.hosts["127.0.0.1"]["silent_until"]))

        assert site.paths() == ["/429", "/503", "/503"]
        assert asyncio.run(run()) == NOW + 60


@pytest.mark.parametrize("jitter,pause", [(0.0, 30.0), (1.0, 60.0)])
def test_a_host_that_fails_three_times_is_left_alone(jitter: float, pause: float) -> None:
    """For a minute at most, then twice as long with each failure more."""
    now = NOW

    async def run(site: Site) -> list[object]:
        nonlocal now
        silences = []
        async with make_client(clock=lambda: now, jitter=lambda: jitter) as client:
            for _ in range(8):
                await try_get(client, Request(site.url("/a"), deadline=1.0))
                until = client.hosts["127.0.0.1"].get("silent_until", now)
                silences.append(float(str(until)) - now)
                now = float(str(until)) + 1
        return [round(silence) for silence in silences]

    with Site({"/a": page(status="500 No")}) as site:
        silences = asyncio.run(run(site))

    assert silences == [0, 0, *(min(pause * 2**n, pause * 60) for n in range(6))]


def test_an_answer_ends_a_row_of_failures() -> None:
    """Even one that holds no page."""
    answers = {"/bad": page(status="500 No"), "/404": page(status="404 No"), "/a": page(b"x")}
    with Site(answers) as site:
        urls = [site.url(path) for path in ("/bad", "/bad", "/404", "/bad", "/bad", "/a")]
        results = fetch(*urls)

    assert isinstance(results[-1], Response)


ROBOTS = b"User-agent: *\nDisallow: /private\n\nUser-agent: matson\nDisallow: /closed\n"


@pytest.mark.parametrize(
    "answer,path,is_read",
    [
        (page(ROBOTS), "/a", True),
        (page(ROBOTS), "/closed/1", False),
        (page(ROBOTS), "/private/1", True),
        (page(b"User-agent: *\nDisallow: /"), "/a", False),
        (page(b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), "/a", False),
        (page(b"User-agent: *\nDisallow: /\nAllow: /a"), "/a", True),
        (page("User-agent: *\nDisallow: /뉴스".encode()), "/뉴스", False),
        (page(b"User-agent: *\nDisallow: /*.php$"), "/x.php", False),
        (page(b"User-agent: *\nDisallow:"), "/a", True),
        (page(b"<html>User-agent here</html>"), "/a", True),
        (page(b"#" * 511_970 + b"\nUser-agent: *\nDisallow: /a"), "/a", False),
        (page(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /a"), "/a", True),
        (page(b"x", status="404 No"), "/a", True),
        (page(b"User-agent: *\nDisallow: /", status="403 No"), "/a", True),
        (page(b"User-agent: *\nDisallow: /", status="500 No"), "/a", True),
        (Raw([]), "/a", True),
        (Raw([b"\0\1"]), "/a", True),
        (page(b"x", content_encoding="br"), "/a", True),
        (page(status="302 F", location="/robots.txt"), "/a", True),
        (page(status="301 F", location="/rules.txt"), "/a", False),
        (page(status="301 F", location="http://10.0.0.1/robots.txt"), "/a", True),
    ],
)
def test_robots_txt_is_kept_to(answer: Answer, path: str, *, is_read: bool) -> None:
    """Asked before the page; without a readable one all is allowed."""
    site_answers: dict[str, Answer] = {
        "/robots.txt": answer,
        "/rules.txt": page(b"User-agent: *\nDisallow: /"),
        "/%EB%89%B4%EC%8A%A4": page(b"x"),
        path: page(b"x"),
    }
    with Site(site_answers) as site:
        (result,) = fetch(site.url(path), obeys_robots=True)

    assert isinstance(result, Response) is is_read
    assert isinstance(result, AddressRefusedError) is not is_read
    assert is_read or "robots.txt" in str(result)
    assert site.paths()[0] == "/robots.txt"


def test_robots_txt_is_asked_once_for_many_pages_at_once() -> None:
    """The others wait for the answer."""

    async def run(site: Site) -> None:
        async with make_client(obeys_robots=True, per_host=8) as client:
            await asyncio.gather(*(client.get(Request(site.url("/a"))) for _ in range(20)))

    with Site({"/robots.txt": Raw([0.1, page(ROBOTS)]), "/a": page(b"x")}) as site:
        asyncio.run(run(site))

    assert site.paths() == ["/robots.txt"] + ["/a"] * 20


def test_redirects_keep_to_robots_txt_too() -> None:
    """A page that leads to a closed one is refused there."""
    answers: dict[str, Answer] = {
        "/robots.txt": page(ROBOTS),
        "/a": page(status="302 F", location="/closed"),
    }
    with Site(answers) as site:
        (error,) = fetch(site.url("/a"), obeys_robots=True)

    assert isinstance(error, AddressRefusedError)
    assert site.paths() == ["/robots.txt", "/a"]


def test_a_slow_robots_txt_does_not_outlast_the_deadline() -> None:
    """The page's own deadline ends the wait."""
    with Site({"/robots.txt": Raw([60.0]), "/a": page(b"x")}) as site:
        start = time.perf_counter()
        (error,) = fetch(Request(site.url("/a"), deadline=0.3), obeys_robots=True)

    assert isinstance(error, FetchError)
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    "answer,holds",
    [
        (page(ROBOTS), 86_400.0),
        (page(b"x", status="404 No"), 86_400.0),
        (page(b"x", status="500 No"), 600.0),
        (Raw([]), 600.0),
    ],
)
def test_robots_txt_is_remembered_between_runs(answer: Answer, holds: float) -> None:
    """For a day, or ten minutes where it could not be read."""
    now = NOW

    async def run(site: Site, hosts: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
        async with make_client(clock=lambda: now, obeys_robots=True, hosts=hosts) as client:
            await try_get(client, site.url("/a"))
            assert isinstance(await try_get(client, site.url("/private")), Response)
            memory: dict[str, dict[str, object]] = json.loads(json.dumps(client.hosts))
            return memory

    answers: dict[str, Answer] = {"/robots.txt": answer, "/a": page(b"x"), "/private": page(b"x")}
    with Site(answers) as site:
        hosts = asyncio.run(run(site, {}))
        now = NOW + holds - 1
        asyncio.run(run(site, hosts))
        assert site.paths().count("/robots.txt") == 1
        now = NOW + holds + 1
        asyncio.run(run(site, hosts))

    assert site.paths().count("/robots.txt") == 2


@pytest.mark.parametrize("crawl_delay,gap", [(b"0.2", 0.2), (b"0.01", 0.1), (b"x", 0.1)])
def test_a_longer_crawl_delay_wins(crawl_delay: bytes, gap: float) -> None:
    """Over the request's own."""
    robots = b"User-agent: *\nCrawl-delay: " + crawl_delay
    with Site({"/robots.txt": page(robots), "/a": page(b"x")}) as site:
        fetch(*[Request(site.url("/a"), delay=0.1)] * 2, obeys_robots=True)

    assert gap * 0.95 <= gaps(site)[1] < gap + 0.08


def test_a_wish_for_silence_at_robots_txt_counts() -> None:
    """The page is not asked for."""
    with Site({"/robots.txt": page(status="429 No", retry_after="60"), "/a": page(b"x")}) as site:
        (error,) = fetch(site.url("/a"), obeys_robots=True)

    assert isinstance(error, FetchError)
    assert error.retry_after is not None
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        [],
        {"robots": 7},
        {"robots": {"http://127.0.0.1:80": 7}},
        {"robots": {"http://127.0.0.1:80": {"text": 7, "until": "x"}}},
        {"silent_until": "x", "failures": None, "failed_at": True},
        {"silent_until": float("nan"), "failures": float("inf"), "failed_at": -1},
        {"failures": 1e300},
    ],
)
def test_a_memory_that_makes_no_sense_is_passed_over(data: object) -> None:
    """Written by another version, or by hand."""
    with Site({"/a": page(b"x")}) as site:
        (response,) = fetch(site.url("/a"), hosts={"127.0.0.1": data})  # type: ignore[dict-item]  # on purpose

    assert isinstance(response, Response)


def test_a_silence_from_a_clock_that_was_wrong_ends_within_a_day() -> None:
    """Years ahead becomes a day."""
    hosts = {"127.0.0.1": {"silent_until": NOW * 2}}
    with Site({"/a": page(b"x")}) as site:
        (error,) = fetch(site.url("/a"), hosts=hosts, clock=lambda: NOW)

    assert isinstance(error, FetchError)
    assert error.retry_after == 86_400.0
    assert site.connections == 0
