"""Addresses as sources write them to absolute web addresses."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

MAX_LENGTH = 2_000  # characters, what browsers and servers agree on at the least
_SPACE = re.compile(r"\s")
_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def absolute(link: str, base: str) -> str | None:
    """Resolve a link against the page that has it; None where it is no web address.

    Spaces inside are written %20, line ends and tabs go, as browsers do it.
    """
    link = _UNSEEN.sub("", link.strip()).strip().replace(" ", "%20")
    if not link or len(link) > MAX_LENGTH:
        return None
    try:
        resolved = urljoin(base, link)
        parts = urlsplit(resolved)
        has_host = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not has_host:
        return None
    return None if _SPACE.search(resolved) else resolved


def is_absolute(link: str) -> bool:
    """Say whether a text is a web address by itself."""
    return re.match(r"\s*https?://\S", link, re.IGNORECASE) is not None
