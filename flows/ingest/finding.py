"""What an address offers: a feed, a page that names one, or a page that lists articles."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.client import Client, Request, Response
from flows.ingest.discover import find_feeds, usual_feeds
from flows.ingest.feed import parse_feed
from flows.ingest.items import Feed
from flows.ingest.listing import find_links
from flows.ingest.lists import FEED

ENOUGH = 5  # links that look like articles make a list
TRIED = 8  # feeds that a page names


@dataclass(frozen=True, slots=True)
class Found:
    """A source that was found, and tried: its kind, address, title and number of items."""

    kind: str
    url: str
    title: str
    items: int

    @property
    def what(self) -> str:
        """The kind in words."""
        return "feed" if self.kind == "feed" else "list of articles"


async def find(url: str, client: Client, zone: ZoneInfo) -> Found:
    """Find what an address offers; feeds that a page names come before the page itself.

    Raises:
        FetchError: it gives no answer that can be used.
        SourceError: there is neither.
    """
    response = await client.get(Request(url, accept=f"{FEED}, text/html"))
    feed = _feed(response, zone)
    if feed is not None:
        return Found("feed", response.moved_to or url, feed.title, len(feed.items))
    page, where, charset = response.body, response.url, response.charset
    named = [link.url for link in find_feeds(page, url=where, charset=charset)]
    for address in [*named[:TRIED], *usual_feeds(where)]:
        found = await _try(address, client, zone)
        if found is not None:
            return found
    try:
        links = find_links(page, url=where, charset=charset, selector=None, zone=zone)
    except SourceError:
        links = ()
    if len(links) >= ENOUGH:
        return Found("pages", url, "", len(links))
    raise SourceError(
        f"{where} is no feed, names none, and lists no articles that can be told from the page",
        remedy="give the address of the page that lists the news, or of its feed",
    )


async def _try(address: str, client: Client, zone: ZoneInfo) -> Found | None:
    try:
        response = await client.get(Request(address, accept=FEED))
    except SourceError:
        return None
    feed = _feed(response, zone)
    return Found("feed", address, feed.title, len(feed.items)) if feed and feed.items else None


def _feed(response: Response, zone: ZoneInfo) -> Feed | None:
    try:
        return parse_feed(response.body, url=response.url, charset=response.charset, zone=zone)
    except SourceError:
        return None
