"""Failures: tried once more where that may help, then told in words."""

import errno
import socket
import ssl
import zlib
from collections.abc import Iterator
from typing import Any

import aiohttp
import httpx
import pytest

from flows.errors import FetchError
from flows.ingest.client import Request, Response
from flows.ingest.failures import explain, is_worth_retrying
from flows.ingest.target import read_target
from tests.ingest.fetching import FakeNames, fetch
from tests.ingest.webserver import Answer, Raw, Site, page

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "failure", [Raw([]), page(status="502 Bad"), Raw([OK + b"Content-Length: 5\r\n\r\na"])]
)
def test_a_passing_failure_is_tried_once_more(failure: Answer) -> None:
    """The second answer counts."""
    answers: Iterator[Any] = iter([failure, page(b"abc")])
    with Site({"/a": lambda _: next(answers)}) as site:
        (response,) = fetch(site.url("/a"))

    assert isinstance(response, Response)
    assert len(site.seen) == 2


@pytest.mark.parametrize("failure", [Raw([]), page(status="500 No"), page(status="599 No")])
def test_a_failure_that_stays_is_told_after_two_tries(failure: Answer) -> None:
    """Not three."""
    with Site({"/a": failure}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, FetchError)
    assert len(site.seen) == 2


def test_a_silent_server_is_asked_again_before_the_deadline() -> None:
    """A third of the deadline is left for it."""
    answers: Iterator[Any] = iter([Raw([60.0]), page(b"abc")])
    with Site({"/a": lambda _: next(answers)}) as site:
        (response,) = fetch(Request(site.url("/a"), deadline=0.6))

    assert isinstance(response, Response)


def test_a_closed_port_refuses() -> None:
    """Said in words, with the host and port."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/a"
        (error,) = fetch(url)

    assert isinstance(error, FetchError)
    assert error.what == f"{url} refuses connections"


def test_an_unknown_name_is_told() -> None:
    """DNS knows it not."""
    names = FakeNames({})
    (error,) = fetch("http://news.hanbit.example/a", resolver=names)

    assert isinstance(error, FetchError)
    assert "has a host name that is not known" in error.what
    assert names.asked == ["news.hanbit.example"] * 2


def test_plain_http_at_an_https_address_is_told() -> None:
    """No TLS there."""
    with Site({}, greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as site:
        (error,) = fetch(site.url("/a").replace("http://", "https://"))

    assert isinstance(error, FetchError)
    assert "TLS" in error.what


def key() -> aiohttp.client_reqrep.ConnectionKey:
    return aiohttp.client_reqrep.ConnectionKey("x", 443, True, True, None, None, None)  # noqa: FBT003  # aiohttp's own order


@pytest.mark.parametrize(
    "error,words,again",
    [
        (
            aiohttp.ClientConnectorCertificateError(key(), ssl.SSLCertVerificationError("x")),
            "certificate",
            False,
        ),
        (aiohttp.ClientConnectorSSLError(key(), ssl.SSLError("x")), "TLS", False),
        (
            aiohttp.ClientConnectorDNSError(key(), socket.gaierror(socket.EAI_AGAIN, "x")),
            "no name server answered",
            True,
        ),
        (
            aiohttp.ClientConnectorError(key(), OSError(errno.ENETUNREACH, "x")),
            "can't be reached",
            True,
        ),
        (
            aiohttp.ClientConnectorError(key(), OSError(errno.EMFILE, "x")),
            "file handle",
            True,
        ),
        (aiohttp.ClientConnectorError(key(), OSError("x")), "could not be fetched", True),
        (aiohttp.ConnectionTimeoutError("x"), "no answer in time", True),
        (httpx.ReadTimeout("x"), "no answer in time", True),
        (aiohttp.ServerDisconnectedError(), "closed the connection", True),
        (aiohttp.ClientPayloadError("x"), "broke off", True),
        (zlib.error("x"), "damaged", True),
    ],
)
def test_failures_are_told_in_words(error: Exception, words: str, *, again: bool) -> None:
    """Beneath httpx's words, what aiohttp saw; and whether another try may help."""
    wrapped = httpx.ConnectTimeout("secret")
    wrapped.__cause__ = error

    told = explain(wrapped, read_target("https://hanbit.example/a?secret"))

    assert words in told.what
    assert "secret" not in str(told)
    assert is_worth_retrying(wrapped) is again
