"""A page that lists articles to items, in the order in which it lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.address import canonical
from flows.ingest.entries import entries_of, read_entry
from flows.ingest.items import Item
from flows.ingest.link_groups import MIN_GROUP, MIN_TITLE, Link, find_group
from flows.ingest.link_titles import best_title, title_of_link
from flows.ingest.paging import base_of_pages, leads_on, links_of, page_of
from flows.ingest.site import is_same_site, resolve
from flows.ingest.tree import base_of, read_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

# 40,000 nested links took 4.3 s with the selector `* *`, 1.0 s without one. A list of a thousand
# entries has fewer tags than these.
MAX_TAGS = 30_000
MAX_ITEMS = 1_000  # as many as are read of a feed
MAX_TITLE = 1_000  # characters


def find_links(
    data: bytes,
    *,
    url: str,
    charset: str | None,
    selector: str | None,
    zone: ZoneInfo,
    now: datetime | None = None,
) -> tuple[Item, ...]:
    """Give the articles that a page lists, each address once.

    `selector` is the CSS selector of the links, or of what holds them; without one the
    largest group of links that look like a list of articles is taken. A date is read where an
    entry shows one; those told from today (1시간 전, 11월 24일) need `now`.

    Raises:
        SourceError: the selector is wrong or finds nothing, or no list is found.
    """
    tree = read_tree(data, charset, max_tags=MAX_TAGS)
    base = base_of(tree, url) or url
    links = _selected(tree, selector, base) if selector else find_group(tree, base)
    items = tuple(islice(_items(links, zone, now), MAX_ITEMS))
    if not items:
        raise _nothing(selector)
    return items


def find_older(data: bytes, *, url: str, charset: str | None) -> str | None:
    """Give the address of the list's next page, the one with older articles; None at its end.

    Raises:
        SourceError: the bytes are no page.
    """
    tree = read_tree(data, charset, max_tags=MAX_TAGS)
    base = base_of(tree, url) or url
    links = [
        (e, href) for e, href in links_of(tree, base) if href != url and is_same_site(href, url)
    ]
    for first in dict.fromkeys((base_of_pages(url), *_parents(url))):
        number = page_of(url, first) or 1
        for element, href in links:
            if page_of(href, first) == number + 1 and leads_on(element, number + 1):
                return href
    unnumbered = (h for e, h in links if page_of(h, base_of_pages(url)) is None and leads_on(e, 0))
    return next(unnumbered, None)


def _parents(url: str) -> list[str]:
    """Give the address of a list whose further pages are below it: /news/2 is /news's second."""
    match = re.fullmatch(r"(.*[^/])/\d{1,4}/?", url)
    return [match[1]] if match else []


def _nothing(selector: str | None) -> SourceError:
    if selector is None:
        return SourceError(
            "has no list of articles that can be told from its menus",
            remedy="write the CSS selector of the links to articles as `links` of this source",
        )
    return SourceError(
        f"has no link with a title at the selector {selector[:80]!r}",
        remedy="look at the page's source and correct `links`, or leave it out",
    )


def _selected(tree: HtmlElement, selector: str, base: str) -> list[Link]:
    """Give the links that a selector means, each with its address and title."""
    matched = dict.fromkeys(_matches(tree, selector))
    outermost = (e for e in matched if e.tag == "a" or matched.keys().isdisjoint(e.iterancestors()))
    links = (link for element in outermost for link in _meant(element, base))
    return list({link.element: link for link in links}.values())


def _meant(matched: HtmlElement, base: str) -> list[Link]:
    """Give the link that an element is or stands in, or those inside it.

    Of those inside an entry the one with the longest title counts, with its repetitions: an
    entry also links to its section and its reporter. Three articles or more are no entry.
    """
    above = [up for up in (matched, *matched.iterancestors()) if up.tag == "a"][:1]
    found = [(e, resolve(base, e.get("href") or "")) for e in above or matched.iter("a")]
    links = [Link(element, url, title_of_link(element)) for element, url in found if url]
    longest: dict[str, int] = {}
    for link in links:
        longest[link.url] = max(len(link.title), longest.get(link.url, 0))
    if sum(length >= MIN_TITLE for length in longest.values()) >= MIN_GROUP:
        return links
    best = max(longest, key=lambda url: longest[url], default=None)
    return [link for link in links if link.url == best]


def _matches(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    from cssselect import SelectorError  # noqa: PLC0415  # only list pages with a selector need it
    from lxml import cssselect, etree  # type: ignore[import-untyped]  # noqa: PLC0415  # as above

    try:
        found = cssselect.CSSSelector(selector, translator="html")(tree)
    except (SelectorError, etree.XPathError, RecursionError, ValueError):
        raise SourceError(
            f"has the selector {selector[:80]!r}, which is no CSS selector",
            remedy="write `links` like: ul.list h4 a",
        ) from None
    return [element for element in found if hasattr(element, "tag")]


def _items(links: Sequence[Link], zone: ZoneInfo, now: datetime | None) -> Iterator[Item]:
    """Give one item an address, where its first link stands."""
    by_address: dict[str, list[Link]] = {}
    for link in links:
        by_address.setdefault(canonical(link.url) or link.url, []).append(link)
    entries = entries_of({key: [link.element for link in same] for key, same in by_address.items()})
    for key, same in by_address.items():
        title = best_title(link.element for link in same)
        if title:
            entry = read_entry(entries[key], title, zone, now)
            yield Item(
                title[:MAX_TITLE], same[0].url, summary=entry.summary, published=entry.published
            )
