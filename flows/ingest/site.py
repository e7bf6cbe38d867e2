"""Addresses on pages: made absolute, of the same site or not, a home page or not."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from flows.ingest.wordlist import word_set

# Endings below which a country's sites are registered: hanbit.co.kr is a site, co.kr is none.
_SECOND_LEVEL = word_set("ac co com edu es go gov hs kg mil ms ne net nm or org pe re sc")
_HOME = re.compile(r"(?:/(?:index|main|default|home)(?:\.\w{2,5})?)?/?", re.IGNORECASE)
MAX_URL = 2_000  # characters; browsers and servers agree on about as much


def resolve(base: str | None, href: str) -> str | None:
    """Make a link absolute; None for what is no web page (javascript:, mailto:, #top)."""
    href = re.sub(r"[\t\r\n]", "", href).strip()
    if not href or href.startswith("#") or len(href) > MAX_URL:
        return None
    try:
        url = urljoin(base or "", href)
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return url.partition("#")[0].replace(" ", "%20") if is_web else None


def site_of(url: str) -> str:
    """Give the registered name that an address belongs to: www.hanbit.co.kr → hanbit.co.kr.

    Told from the usual endings, without the public suffix list.
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit() or len(labels) < 3:
        return host
    is_country = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if is_country else labels[-2:])


def is_same_site(one: str, other: str) -> bool:
    """Say whether two addresses belong to one registered name."""
    return site_of(one) == site_of(other)


def is_home(url: str) -> bool:
    """Say whether an address is its site's first page."""
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None
