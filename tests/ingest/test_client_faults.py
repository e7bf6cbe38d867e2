"""Servers that drip, lie, break off and send bombs."""

import asyncio
import gzip
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.errors import FetchError
from flows.ingest.client import Request, Response
from tests.ingest.fetching import fetch, make_client, try_get
from tests.ingest.webserver import Answer, Raw, Site, page

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def drip(*pieces: bytes) -> Answer:
    """Send the first piece at once and the last one over and over, a little at a time."""

    def pour() -> Iterator[bytes | float]:
        yield pieces[0]
        while True:
            yield 0.05
            yield pieces[-1]

    return lambda _: Raw(pour())


DRIPS: dict[str, Answer] = {
    "/nothing": Raw([60.0]),
    "/status line": drip(b"HTTP/1.1 200 ", b"O"),
    "/one header": drip(OK, b"a"),
    "/headers": drip(OK, b"X: a\r\n"),
    "/continue": drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "/body": drip(OK + b"Content-Length: 100000\r\n\r\n", b"a"),
    "/chunks": drip(CHUNKED, b"1\r\na\r\n"),
    "/chunk size": drip(CHUNKED, b"0"),
    "/gzip": drip(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a"), b"\0"),
}


def test_a_dripping_server_is_left_by_the_deadline() -> None:
    """Header or body: within the deadline, and in words."""

    async def run(site: Site) -> list[tuple[Any, float]]:
        async with make_client(connections=20, per_host=20) as client:

            async def timed(path: str) -> tuple[Any, float]:
                start = time.perf_counter()
                url = site.url(path.replace(" ", "%20"))
                error = await try_get(client, Request(url, deadline=0.8))
                return error, time.perf_counter() - start

            return await asyncio.gather(*map(timed, DRIPS))

    answers = {path.replace(" ", "%20"): answer for path, answer in DRIPS.items()}
    with Site(answers) as site:
        results = asyncio.run(run(site))

    for (error, seconds), path in zip(results, DRIPS, strict=True):
        assert isinstance(error, FetchError), path
        assert "gave no answer within 0.8 s" in error.what, path
        assert seconds < 1.3, path


def test_waits_for_slow_redirects_no_longer_than_for_one_page() -> None:
    """The deadline is one for all redirects together."""
    answers: dict[str, Answer] = {
        f"/{n}": Raw([0.15, page(status="302 Found", location=f"/{n + 1}")]) for n in range(9)
    }
    with Site(answers) as site:
        start = time.perf_counter()
        (error,) = fetch(Request(site.url("/0"), deadline=0.5))

    assert isinstance(error, FetchError)
    assert "within 0.5 s" in error.what
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    "raw",
    [
        OK + b"Content-Length: 10\r\n\r\nabc",
        CHUNKED + b"5\r\nabc",
        CHUNKED + b"3\r\nabc\r\n",
        CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
        OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
        OK + b"Content-Length: -3\r\n\r\nabc",
        OK + b"X: a\0b\r\nContent-Length: 3\r\n\r\nabc",
        OK + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
        OK + b"".join(b"X-%d: aaaaaaaaaa\r\n" % n for n in range(50_000)) + b"\r\n",
        CHUNKED + b"3\r\nabc\r\n0\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
        b"",
        b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"<html>no header</html>",
        b"HTTP/9.9 abc\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 000 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\nabc",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\na",
        bytes(range(256)) * 40,
        page(gzip.compress(b"a" * 500)[:-9], content_encoding="gzip"),
        page(b"plain", content_encoding="gzip"),
        page(b"\x0b\x02\x80abc\n\x03", content_encoding="br"),
        page(gzip.compress(gzip.compress(b"a")), content_encoding="gzip, gzip"),
    ],
)
def test_an_answer_that_is_not_whole_is_none(raw: bytes) -> None:
    """Cut short, garbled, endless in its fields, or packed in an unknown way."""
    with Site({"/a": Raw([raw])}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, FetchError)
    assert site.url("/a") in error.what
    assert error.remedy
    assert 1 <= len(site.seen) <= 2


@pytest.mark.parametrize(
    "raw",
    [
        "HTTP/1.1 200 확인\r\nContent-Length: 3\r\n\r\nabc".encode("cp949"),
        b"HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.0 200 OK\r\n\r\nabc",
        OK + b"\r\nabc",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + page(b"abc"),
        page(b"abc", x_name="한빛".encode("cp949"), set_cookie=b'a="\\; \xff=b'),
        page(b"abc", content_security_policy="a" * 20_000),
        CHUNKED + b"3;" + b"x" * 1_000 + b"\r\nabc\r\n0\r\nX: y\r\n\r\n",
        page(gzip.compress(b"a") + gzip.compress(b"bc"), content_encoding="x-gzip"),
        page(zlib.compress(b"abc"), content_encoding="deflate"),
    ],
)
def test_an_odd_but_whole_answer_is_read(raw: bytes) -> None:
    """Old servers and Korean reason phrases."""
    with Site({"/a": Raw([raw])}) as site:
        (response,) = fetch(site.url("/a"))

    assert isinstance(response, Response)
    assert response.body == b"abc"


@pytest.mark.parametrize(
    "size,fits",
    [(1_000, True), (1_001, False), (5_000_000, False)],
)
def test_a_body_is_limited_as_sent_and_as_read(size: int, *, fits: bool) -> None:
    """By its announced length, by its bytes, and once decompressed."""
    body = b"a" * size
    answers: dict[str, Answer] = {
        "/length": page(body),
        "/bytes": Raw([OK + b"\r\n" + body]),
        "/gzip": page(gzip.compress(body), content_encoding="gzip"),
    }
    with Site(answers) as site:
        requests = [Request(site.url(path), max_bytes=1_000) for path in answers]
        results = fetch(*requests)

    assert [isinstance(result, Response) for result in results] == [fits] * 3
    assert len(site.seen) == 3
    assert fits or all("is larger than 1,000 bytes" in str(result) for result in results)


def test_a_body_that_is_announced_as_too_large_is_not_waited_for() -> None:
    """Its length is enough to know."""
    with Site({"/a": Raw([OK + b"Content-Length: 1001\r\n\r\n", 60.0])}) as site:
        (error,) = fetch(Request(site.url("/a"), max_bytes=1_000, deadline=5.0))

    assert "is larger than" in str(error)


BOMB = """
import resource, sys
from flows.ingest.client import Request
from tests.ingest.fetching import fetch
port = sys.argv[1]
fetch(f"http://127.0.0.1:{port}/small")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sys.argv[2:]:
    print(type(fetch(Request(f"http://127.0.0.1:{port}{path}"))[0]).__name__)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_bomb_takes_no_memory(pytestconfig: pytest.Config) -> None:
    """500 MB in a small gzip, one or more layers: refused, under 50 MB of memory."""
    deflater = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    parts = [deflater.compress(b"\0" * 1_000_000) for _ in range(500)]
    bomb = b"".join([*parts, deflater.flush()])
    answers: dict[str, Answer] = {
        "/small": page(gzip.compress(b"a"), content_encoding="gzip"),
        "/bomb": page(bomb, content_encoding="gzip"),
        "/stacked": page(gzip.compress(bomb), content_encoding="gzip, gzip"),
        "/endless": Raw([OK + b"\r\n", *[b"a" * 100_000] * 500]),
    }
    with Site(answers) as site:
        command = [sys.executable, "-c", BOMB, str(site.port), "/bomb", "/stacked", "/endless"]
        done = subprocess.run(
            command, cwd=Path(pytestconfig.rootpath), capture_output=True, text=True, check=True
        )

    *kinds, kilobytes = done.stdout.split()
    assert kinds == ["FetchError"] * 3
    assert int(kilobytes) < 50_000


def test_a_kept_connection_that_was_closed_is_opened_again() -> None:
    """Servers close what stood open for too long, just as the next request comes."""

    def answer_and_close(_: object) -> Raw:
        return Raw([page(b"abc")])

    with Site({"/a": answer_and_close}) as site:
        results = fetch(*[site.url("/a")] * 5)

    assert [isinstance(result, Response) for result in results] == [True] * 5
