"""robots.txt: asked for once, kept to, remembered."""

import asyncio
import json
import time

import pytest

from flows.errors import AddressRefusedError, FetchError
from flows.ingest.client import Request, Response
from tests.ingest.fetching import fetch, make_client, try_get
from tests.ingest.webserver import Answer, Raw, Site, page

NOW = 1_795_500_000.0


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
        (page(b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000), "/a", False),
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


@pytest.mark.parametrize("crawl_delay,gap", [(b"0.3", 0.3), (b"0.01", 0.2), (b"x", 0.2)])
def test_a_longer_crawl_delay_wins(crawl_delay: bytes, gap: float) -> None:
    """Over the request's own."""
    robots = b"User-agent: *\nCrawl-delay: " + crawl_delay
    with Site({"/robots.txt": page(robots), "/a": page(b"x")}) as site:
        start = time.perf_counter()
        fetch(*[Request(site.url("/a"), delay=0.2)] * 2, obeys_robots=True)

    assert time.perf_counter() - start >= 2 * gap  # after robots.txt, and between the pages


def test_a_wish_for_silence_at_robots_txt_counts() -> None:
    """The page is not asked for."""
    with Site({"/robots.txt": page(status="429 No", retry_after="60"), "/a": page(b"x")}) as site:
        (error,) = fetch(site.url("/a"), obeys_robots=True)

    assert isinstance(error, FetchError)
    assert error.retry_after is not None
    assert site.paths() == ["/robots.txt"]
