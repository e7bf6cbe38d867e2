"""The addresses that a page gives for itself: its canonical one, and its article's next page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.ingest.address import canonical
from flows.ingest.page_facts import meta
from flows.ingest.paging import base_of_pages, leads_on, links_of, page_of
from flows.ingest.site import is_home, is_same_site, resolve

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

_AMP_CACHE = re.compile(r"(?:.*\.)?(?:ampproject\.org|google\.[a-z.]{2,6})")
_ID = re.compile(r"\d{3,}")


def canonical_of(tree: HtmlElement, url: str | None) -> str | None:
    """Give the address that a page says is its own, where that can be.

    `url` is where it was fetched, None for a saved page. A site's first page is no article's
    address, though many systems say so; nor is another site's, but for a copy kept by AMP.
    """
    links = [str(href) for href in tree.xpath("//link[@rel='canonical']/@href")]
    stated = (resolve(url, link) for link in (*links, meta(tree, "og:url")) if link)
    plain = (canonical(link) for link in stated if link)
    return next((link for link in plain if link and _is_plausible(link, url)), None)


def next_page_of(tree: HtmlElement, base: str | None, own: str | None) -> str | None:
    """Give the address of the next page of the same article, None where it has no other.

    `base` is the page's address, `own` its canonical one: the next page's is one of the two
    with a higher number. A link to the next article is none.
    """
    for first in dict.fromkeys(base_of_pages(url) for url in (own, base) if url):
        number = page_of(base, first) if base else 1
        if number is None:
            continue
        for element, href in links_of(tree, base or first):
            if page_of(href, first) == number + 1 and leads_on(element, number + 1):
                return href
    return None


def _is_plausible(link: str, url: str | None) -> bool:
    if is_home(link):
        return False
    if url is None or _AMP_CACHE.fullmatch(urlsplit(url).hostname or ""):
        return True
    here, there = urlsplit(url), urlsplit(link)
    has_lost_id = there.path == here.path and not there.query and _ID.search(here.query)
    return is_same_site(link, url) and not has_lost_id
