"""What can go wrong between a request and its answer, in plain words with a remedy."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import zlib

import aiohttp
import httpx

from flows.errors import FetchError
from flows.ingest.target import Target

LATER = "nothing to do now: the next run tries again"
_BROWSER = "open it in a browser; if it works there, the next run tries again"


class TooLargeError(Exception):
    """A body is larger than its limit."""


class CodingError(Exception):
    """A body is compressed in a way that was not asked for."""


BROKEN = (httpx.HTTPError, aiohttp.ClientError, OSError, EOFError, zlib.error)
FINAL = (TooLargeError, CodingError)

# The first row that fits is told; a False at its end: the same call at once would fail again.
_TABLE: tuple[tuple[type[BaseException], str, str, bool], ...] = (
    (
        aiohttp.ClientConnectorCertificateError,
        "shows a certificate that does not hold",
        "check this machine's clock, then open it in a browser and tell the site's owner",
        False,
    ),
    (
        aiohttp.ClientSSLError,
        "could not be spoken to over TLS",
        "open it in a browser; if it works over http:// only, write that address",
        False,
    ),
    (ssl.SSLError, "broke its TLS connection", _BROWSER, True),
    (
        aiohttp.ClientConnectorDNSError,
        "has a host name that is not known",
        "check the name's spelling and this machine's network",
        True,
    ),
    (TimeoutError, "gave no answer in time", _BROWSER, True),
    (aiohttp.ServerDisconnectedError, "closed the connection without an answer", _BROWSER, True),
    (
        aiohttp.ClientResponseError,
        "answered with what is no HTTP, or with too many or too long header fields",
        "check that the address is a web server's",
        False,
    ),
    (aiohttp.ClientPayloadError, "broke off in the middle of its answer", _BROWSER, True),
    (EOFError, "broke off in the middle of its answer", _BROWSER, True),
    (zlib.error, "sent a compressed body that is damaged", _BROWSER, True),
)
_BY_NUMBER = {
    errno.ECONNREFUSED: ("refuses connections", "check its host and port; the site may be down"),
    errno.ENETUNREACH: ("can't be reached", "check this machine's network"),
    errno.EHOSTUNREACH: ("can't be reached", "check this machine's network"),
    errno.ECONNRESET: ("closed the connection without an answer", _BROWSER),
    errno.EMFILE: ("found no free file handle", "raise the limit of open files: ulimit -n 4096"),
}


def is_worth_retrying(error: BaseException) -> bool:
    """Tell whether the same call, a moment later, may go better."""
    cause = _cause(error)
    return next((again for kind, _, _, again in _TABLE if isinstance(cause, kind)), True)


def explain(error: BaseException, target: Target) -> FetchError:
    """Give the error that a person can act on; it holds no query and no header."""
    cause = _cause(error)
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        return _failed(target, "could not be looked up: no name server answered", LATER)
    for kind, what, remedy, _ in _TABLE:
        if isinstance(cause, kind):
            return _failed(target, what, remedy)
    number = cause.errno if isinstance(cause, OSError) else None
    return _failed(target, *_BY_NUMBER.get(number or 0, ("could not be fetched", _BROWSER)))


def time_out(target: Target, seconds: float) -> FetchError:
    """Give the error for an answer that was not whole in time."""
    return _failed(target, f"gave no answer within {seconds:g} s", _BROWSER)


def too_large(target: Target, limit: int) -> FetchError:
    """Give the error for a body over its limit."""
    size = f"{limit / 1e6:g} MB" if limit >= 1e5 else f"{limit:,} bytes"
    return _failed(target, f"is larger than {size}", "check that it is a page or a feed of text")


def wrong_coding(target: Target, name: str) -> FetchError:
    """Give the error for a body in an encoding that was not asked for."""
    what = f"is compressed as {name!a}, which was not asked for"
    return _failed(target, what, "tell the site's owner; only gzip and deflate are read")


def wrong_status(
    target: Target, status: int, *, silence: float | None = None, has_keys: bool = False
) -> FetchError:
    """Give the error for an answer that holds no page.

    `silence` is what it asks for in seconds; `has_keys`: keys of a service were sent along.
    """
    fallback = next(row for least, row in _RANGES if status >= least)
    what, remedy = _STATUS.get(status, fallback)
    if has_keys and status in {401, 403}:
        remedy = "check the keys that are sent to it, and that they are for this service"
    if silence is not None:
        what += f" and asks for {silence:.0f} s of silence"
    what = f"{target.shown} {what} ({status})"
    return FetchError(what, remedy=remedy, status=status, retry_after=silence)


def _cause(error: BaseException) -> BaseException:
    """Find what aiohttp said beneath httpx's words for it."""
    found: BaseException = error
    while isinstance(found, httpx.HTTPError) and found.__cause__ is not None:
        found = found.__cause__
    if isinstance(found, aiohttp.ClientConnectorDNSError):
        again = found.os_error.errno == socket.EAI_AGAIN
        return found.os_error if again else found
    if isinstance(found, httpx.TimeoutException | asyncio.TimeoutError):
        return TimeoutError()
    return found.os_error if type(found) is aiohttp.ClientConnectorError else found


def _failed(target: Target, what: str, remedy: str) -> FetchError:
    return FetchError(f"{target.shown} {what}", remedy=remedy)


_STATUS = {
    304: ("says that nothing changed, but was not asked that", "tell the site's owner"),
    400: ("does not understand the request", "check the address in config/sources.yaml"),
    401: ("wants a name and a password", "choose a source that is open to all"),
    403: (
        "does not let this program in",
        "ask the site's owner, or remove it from config/sources.yaml",
    ),
    404: ("is not there", "check the address in config/sources.yaml"),
    410: ("is gone for good", "remove it from config/sources.yaml"),
    429: ("is asked too often", "give its source a longer `delay` in config/sources.yaml"),
    451: ("may not be shown for legal reasons", "remove it from config/sources.yaml"),
}
_RANGES = (
    (500, ("has an error of its own", LATER)),
    (400, ("gives no page", "open it in a browser and check config/sources.yaml")),
    (300, ("redirects without saying where", "open it in a browser and write where it ends")),
    (0, ("gives no page", "open it in a browser and check config/sources.yaml")),
)
