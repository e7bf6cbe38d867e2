"""One address for one page: what only tells where a reader came from goes."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|_ga|_gl|spm|cmpid|ocid|ito|sfnsn",
    re.IGNORECASE,
)
_FROM = re.compile(r"ref|referrer|rss", re.IGNORECASE)  # where from; with digits, which article
_AMP = re.compile(r"(?:amp|outputtype)", re.IGNORECASE)  # ?amp=1, ?outputType=amp
_MOBILE_HOST = re.compile(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.[^.]+)")
_AMP_PATH = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)", re.IGNORECASE)
_BYTES = "surrogateescape"  # %B0%A1 of CP949 stays what it is
_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str | None:
    """Give the canonical form of a web address, None where it is none."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or any(c.isspace() for c in url.strip()):
        return None
    host = f"[{host}]" if ":" in host else host
    if port and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, parts.path or "/", _query(parts.query), ""))


def same_page(url: str) -> str | None:
    """Give what is the same for all addresses of one page, None where it is no address.

    Only for comparing, never for fetching: http is https; www, mobile and AMP forms, a slash
    at the end and the order of the query don't count.
    """
    address = canonical(url)
    if address is None:
        return None
    parts = urlsplit(address)
    host = _MOBILE_HOST.sub("", parts.netloc)
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors=_BYTES)
    query = urlencode(sorted((k, v) for k, v in pairs if not _AMP.fullmatch(k)), errors=_BYTES)
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors=_BYTES)
    kept = [(k, v) for k, v in pairs if not _is_tracking(k, v)]
    return query if len(kept) == len(pairs) else urlencode(kept, errors=_BYTES)


def _is_tracking(key: str, value: str) -> bool:
    if _FROM.fullmatch(key):
        return len(value) < 2 or not value.isdigit()
    return _TRACKING.fullmatch(key) is not None
