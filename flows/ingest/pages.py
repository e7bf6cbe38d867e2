"""An item's article: from the feed where it carries the text, else from its page.

A page of several parts is read to its end. Where a page is only a stub (a paywall, a login)
or can't be read, title and summary are the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flows.errors import SourceError
from flows.ingest.address import canonical
from flows.ingest.client import Request
from flows.ingest.identity import shorten
from flows.ingest.items import Item
from flows.ingest.lists import HTML
from flows.ingest.page import Page, read_page
from flows.ingest.reader import Look
from flows.ingest.site import is_home
from flows.model import Article, Source

ENOUGH = 300  # characters of text that a feed carries are an article, fewer are its beginning
PARTS = 5  # pages of one article


@dataclass(frozen=True, slots=True)
class Read:
    """An article as read; `is_summary`: title and summary are all there is of it."""

    article: Article
    is_summary: bool = False


async def read_article(source: Source, item: Item, look: Look) -> Read:
    """Read the article that an item leads to.

    Raises:
        FetchError: its page gave no answer that can be used.
        SourceError: its page has no article, or may not be fetched.
    """
    if len(item.content) >= ENOUGH or item.link is None:
        return Read(from_item(source, item, look.now), is_summary=not item.content)
    page, address = await _fetch(source, item.link, look)
    if is_home(address):
        raise SourceError("leads to the site's first page", remedy="nothing: the article is gone")
    if page.is_stub:
        return Read(from_item(source, item, look.now), is_summary=True)
    body = [page.document.body]
    following, seen = page.next_page, {address}
    while following and following not in seen and len(body) < PARTS:
        seen.add(following)
        try:
            part, _ = await _fetch(source, following, look)
        except SourceError:
            break  # what is there is most of the article
        body.append(part.document.body)
        following = part.next_page
    return Read(_article(source, item, page, "\n".join(body), address, look.now))


def from_item(source: Source, item: Item, now: datetime) -> Article:
    """Make an article of what the source itself says."""
    url = canonical(item.link or "")
    return Article(
        source=source.name,
        locator=shorten(url or item.key or item.title),
        title=item.title,
        body=item.content or item.summary,
        fetched_at=now,
        url=url,
        published_at=item.published,
        language=source.language,
        announce=source.announce,
    )


def _article(
    source: Source, item: Item, page: Page, body: str, address: str, now: datetime
) -> Article:
    url = page.canonical or canonical(address)
    return Article(
        source=source.name,
        locator=shorten(url or address),
        title=item.title or page.document.title,
        body=body,
        fetched_at=now,
        subtitle=page.document.subtitle,
        url=url,
        published_at=item.published or page.document.published,
        language=source.language,
        announce=source.announce,
    )


async def _fetch(source: Source, url: str, look: Look) -> tuple[Page, str]:
    assert look.client is not None
    response = await look.client.get(Request(url, accept=HTML, delay=source.delay))
    body, where = response.body, response.url
    job = partial(read_page, body, look.zone, charset=response.charset, url=where)
    return await look.parsing.run(job, len(body)), where
