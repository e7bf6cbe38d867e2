"""The words of fetching: what is asked, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One page to fetch, or to ask whether it changed.

    `etag` and `modified` are what an earlier `Response` gave. `headers` (keys of a service)
    go to the origin of `url` only, never along with a redirect to another, and are never
    shown. `max_bytes` counts the body after decompression. `deadline` is in seconds for
    connecting, header fields and bodies of all redirects and retries, with the pauses between
    retries; waiting for the host's turn (its delay, the client's connections) does not count.
    `delay` is the time in seconds from the start of one request to this host to the start of
    the next, None for the client's own; a longer Crawl-delay of robots.txt wins.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    accept: str = "*/*"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    max_bytes: int = 10_000_000
    deadline: float = 30.0
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """A page (status 200), or word that it has not changed (304, with an empty body).

    `url` is where it came from after redirects. `content_type` is a media type in small
    letters, "" if none was said, `charset` the label beside it. `fresh_for` is the time in
    seconds for which the server says it holds, at most a day. `moved_to` is where the
    redirects lead that hold for good (301, 308) and come before any other, None if none does.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    fresh_for: float
    moved_to: str | None
