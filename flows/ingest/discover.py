"""The feeds of a site, found on one of its pages.

A page names its feeds in its head; where it does not, links that look like feeds are taken.
`usual_feeds` gives the addresses at which sites keep a feed without naming it: whoever has a
network tries them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from flows.ingest.decode import clean
from flows.ingest.paging import links_of
from flows.ingest.site import is_same_site
from flows.ingest.tree import base_of, read_tree, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

MAX_TAGS = 30_000  # as of a page with an article or a list
MAX_FEEDS = 50  # chosen: newspapers name one for each section

_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "text/xml",
        "application/xml",
    }
)
_API = re.compile(r"oembed|/wp-json/", re.IGNORECASE)  # alternates in JSON and XML, but no feeds
_COMMENTS = re.compile(r"comment|댓글|replies", re.IGNORECASE)
_PATH = re.compile(
    r"(?:^|[/._-])(?:rss\d?|feeds?|atom|rdf)(?:$|[/._-])|(?:rss|feed|atom|index)\.(?:xml|rdf|json)$"
    r"|/allArticle\.xml$",
    re.IGNORECASE,
)
_TEXT = re.compile(r".*\b(?:rss|atom)(?![a-z]).*|xml|feed|피드|구독 주소", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:html?|pdf|zip|css|js|png|jpe?g|gif|svg)$", re.IGNORECASE)
_USUAL = ("/rss", "/feed", "/rss/allArticle.xml", "/rss.xml", "/atom.xml", "/feed.xml")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names, with its title; "" where it gives none."""

    url: str
    title: str


def find_feeds(data: bytes, *, url: str, charset: str | None) -> tuple[FeedLink, ...]:
    """Give the feeds that a page names, the most likely first, those of comments last.

    Raises:
        SourceError: the bytes are no page.
    """
    tree = read_tree(data, charset, max_tags=MAX_TAGS)
    base = base_of(tree, url) or url
    named: dict[str, FeedLink] = {}
    for link in (*_stated(tree, base), *_linked(tree, base)):
        if link.url != url:
            named.setdefault(link.url, link)
    ranked = sorted(named.values(), key=_is_of_comments)
    return tuple(ranked[:MAX_FEEDS])


def usual_feeds(url: str) -> tuple[str, ...]:
    """Give the addresses at which a site may keep a feed that its pages do not name.

    Below the page's own path first: a site's blog often has a feed of its own.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    folder = parts.path.rpartition("/")[0].rstrip("/")
    below = [f"{origin}{folder}{path}" for path in ("/rss", "/feed")] if folder else []
    return (*below, *(urljoin(origin, path) for path in _USUAL))


def _stated(tree: HtmlElement, base: str) -> Iterator[FeedLink]:
    """Give the feeds of <link rel=alternate>."""
    for element, address in links_of(tree, base):
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        rels = (element.get("rel") or "").lower().split()
        is_named = element.tag == "link" and not {"alternate", "feed"}.isdisjoint(rels)
        if is_named and kind in _TYPES and not _API.search(address):
            yield FeedLink(address, " ".join(clean(element.get("title") or "").split()))


def _linked(tree: HtmlElement, base: str) -> Iterator[FeedLink]:
    """Give the links on the page that look like feeds, by address or by what they say."""
    for element, address in links_of(tree, base):
        if element.tag != "a":
            continue
        parts = urlsplit(address)
        text = words(element) or element.get("title") or ""
        is_page = _PAGE.search(parts.path) is not None
        is_near = is_same_site(address, base) or (parts.hostname or "").startswith("feeds.")
        by_address = is_near and _PATH.search(parts.path) is not None
        by_text = len(text) <= 30 and _TEXT.fullmatch(text) is not None
        if not is_page and (by_address or by_text):
            yield FeedLink(address, text)


def _is_of_comments(link: FeedLink) -> bool:
    return _COMMENTS.search(f"{urlsplit(link.url).path} {link.title}") is not None
