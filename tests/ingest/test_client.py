import asyncio
import gzip
import logging
import pickle
from typing import Any

import pytest

from flows.errors import AddressRefusedError, FetchError
from flows.ingest.client import Request, Response
from tests.ingest.fetching import FakeNames, fetch, make_client, try_get
from tests.ingest.webserver import Answer, Raw, Site, page, redirect


def test_a_page_comes_with_what_its_fields_say() -> None:
    """Body, media type, charset, validators and freshness."""
    body = "협약을 맺었다".encode("cp949")
    fields = {
        "content_type": 'Text/HTML; charset="EUC-KR"',
        "content_encoding": "gzip",
        "etag": 'W/"1"',
        "last_modified": "Tue, 24 Nov 2026 05:00:00 GMT",
        "cache_control": "max-age=60",
    }
    with Site({"/a": page(gzip.compress(body), **fields)}) as site:
        (response,) = fetch(site.url("/a#top"))

    assert response == Response(
        url=site.url("/a"),
        status=200,
        body=body,
        content_type="text/html",
        charset="euc-kr",
        etag='W/"1"',
        modified="Tue, 24 Nov 2026 05:00:00 GMT",
        fresh_for=60.0,
        moved_to=None,
    )


def test_asks_whether_a_page_has_changed() -> None:
    """The validators are sent as they came; a 304 without any keeps those."""
    with Site({"/a": page(status="304 Not Modified")}) as site:
        (response,) = fetch(Request(site.url("/a"), etag='"1"', modified="yesterday"))

    assert isinstance(response, Response)
    assert (response.status, response.body) == (304, b"")
    assert (response.etag, response.modified) == ('"1"', "yesterday")
    assert site.seen[0].fields["if-none-match"] == '"1"'
    assert site.seen[0].fields["if-modified-since"] == "yesterday"


def test_a_304_that_was_not_asked_for_is_no_answer() -> None:
    """There is nothing that could be unchanged."""
    with Site({"/a": page(status="304 Not Modified")}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, FetchError)
    assert error.status == 304


@pytest.mark.parametrize("etag", ['"\n"', '"가"', "", "a" * 2_000])
def test_a_validator_that_no_field_can_hold_is_left_out(etag: str) -> None:
    """The page is fetched whole instead."""
    with Site({"/a": page(b"x")}) as site:
        (response,) = fetch(Request(site.url("/a"), etag=etag))

    assert isinstance(response, Response)
    assert "if-none-match" not in site.seen[0].fields


@pytest.mark.parametrize("value", ["hush\r\nHost: x", "hush가", ""])
def test_keys_that_no_field_can_hold_are_refused_unseen(value: str) -> None:
    """Nothing is sent, and the message does not show them."""
    with Site({}) as site:
        (error,) = fetch(Request(site.url("/a"), headers={"X-Key": value}))

    assert isinstance(error, FetchError)
    assert "X-Key" in error.what
    assert "hush" not in str(error)
    assert site.connections == 0


@pytest.mark.parametrize(
    "status,words",
    [
        (400, "address"),
        (401, "open to all"),
        (403, "ask the site's owner"),
        (404, "check the address"),
        (410, "remove it"),
        (418, "open it in a browser"),
        (451, "remove it"),
    ],
)
def test_a_refusal_is_told_with_what_to_do(status: int, words: str) -> None:
    """One request, no second."""
    with Site({"/a": page(status=f"{status} No")}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, FetchError)
    assert error.status == status
    assert words in error.remedy
    assert len(site.seen) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_of_keys_names_them(status: int) -> None:
    """What was sent is to be checked, and not shown."""
    with Site({"/a": page(status=f"{status} No")}) as site:
        (error,) = fetch(Request(site.url("/a"), headers={"X-Key": "hush"}))

    assert isinstance(error, FetchError)
    assert "check the keys" in error.remedy
    assert "hush" not in str(error)


EVERY_FAILURE: dict[str, Answer] = {
    "/404?key=hush": page(status="404 No"),
    "/500?key=hush": page(status="500 No"),
    "/cut?key=hush": Raw([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]),
    "/garbage?key=hush": Raw([b"\0\1\2\r\n\r\n"]),
    "/gone?key=hush": Raw([]),
    "/circle?key=hush": redirect("?key=hush"),
    "/to?key=hush": redirect("http://me:hush@x.example/?hush"),
    "/private?key=hush": redirect("http://10.0.0.1/?hush"),
    "/large?key=hush": page(b"x" * 2_000),
    "/br?key=hush": page(b"x", content_encoding="br"),
}


def test_no_failure_shows_a_query(caplog: pytest.LogCaptureFixture) -> None:
    """Neither in the message, nor pickled, nor in what the libraries log."""
    caplog.set_level(logging.DEBUG)
    with Site(EVERY_FAILURE) as site:
        requests = (Request(site.url(path), max_bytes=1_000) for path in EVERY_FAILURE)
        errors = [error for request in requests for error in fetch(request)]

    assert len(errors) == len(EVERY_FAILURE)
    for error in errors:
        assert isinstance(error, FetchError | AddressRefusedError)
        assert "hush" not in str(error)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301  # our own bytes
    assert "hush" not in caplog.text


def test_no_cookie_and_no_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's wish and the environment's are both passed over."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    names = FakeNames({"news.hanbit.example": [["127.0.0.1"]]})
    with Site({"/a": page(b"x", set_cookie="a=b; Path=/")}) as site:
        url = f"http://news.hanbit.example:{site.port}/a"
        responses = fetch(url, url, resolver=names)

    assert all(isinstance(response, Response) for response in responses)
    assert not any("cookie" in seen.fields for seen in site.seen)


def test_connections_are_used_again() -> None:
    """One connection for pages one after another."""
    with Site({"/a": page(b"x")}) as site:
        fetch(*[site.url("/a")] * 5)

    assert (len(site.seen), site.connections) == (5, 1)


def test_says_who_asks_and_what_for() -> None:
    """User-Agent, Accept and Host as given."""
    with Site({"/a": page(b"x")}) as site:
        fetch(Request(site.url("/a"), accept="application/rss+xml"))

    fields = site.seen[0].fields
    assert fields["user-agent"] == "Matson/1.0 (+https://matson.example)"
    assert fields["accept"] == "application/rss+xml"
    assert fields["host"] == f"127.0.0.1:{site.port}"


def test_many_pages_at_once_come_whole() -> None:
    """A hundred fetches over eight connections."""
    answers: dict[str, Answer] = {f"/{n}": page(b"%d" % n) for n in range(100)}

    async def run(site: Site) -> list[Any]:
        async with make_client(connections=8, per_host=8) as client:
            return await asyncio.gather(*(try_get(client, site.url(path)) for path in answers))

    with Site(answers) as site:
        responses = asyncio.run(run(site))

    assert [response.body for response in responses] == [b"%d" % n for n in range(100)]
    assert site.connections <= 8
