"""Hosts that ask for silence, or fail again and again."""

import asyncio
import json
from email.utils import formatdate

import pytest

from flows.errors import FetchError
from flows.ingest.client import Request, Response
from tests.ingest.fetching import fetch, make_client, try_get
from tests.ingest.webserver import Answer, Site, page

NOW = 1_795_500_000.0


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
