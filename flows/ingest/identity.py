"""Which item is which: the names by which a source's item is known again.

An address first, where it is one page whatever form it comes in; then the id that the source
gives it; the title only where it has neither. One name that is known is enough: titles are
edited, dates change and ids are made anew, and none of it is news. An id that several items
of one look share names none of them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.ingest.address import same_page
from flows.ingest.items import Item
from flows.ingest.site import is_home

_PLACE = re.compile(r"\d{1,3}")  # an id that only counts the items of one look
MAX_NAME = 300  # characters of a name that are kept as they are; PostgreSQL's index takes 2,700 B


def name_items(source: str, items: Iterable[Item]) -> list[tuple[Item, tuple[str, ...]]]:
    """Pair each item with its names, the surest first; an item that comes twice is one."""
    offered = [(item, same_page(item.link or "")) for item in _without_shared(list(items))]
    shared = _shared_ids(offered)
    named: dict[str, tuple[Item, tuple[str, ...]]] = {}
    seen: set[str] = set()
    for item, page in offered:
        names = _names(source, item, page, shared)
        if names and seen.isdisjoint(names):
            named[names[0]] = (item, names)
        seen.update(names)
    return list(named.values())


def _without_shared(items: Sequence[Item]) -> list[Item]:
    """Take the link from items that it does not lead to: to a home page, or one for several."""
    told = [(item.link, item, {f"id {item.key}"} if item.key else set()) for item in items]
    shared = _shared(told)
    return [
        replace(item, link=None)
        if item.link and (item.link in shared or is_home(item.link))
        else item
        for item in items
    ]


def _shared_ids(offered: Sequence[tuple[Item, str | None]]) -> frozenset[str]:
    """Give the ids of items that neither page nor title makes one."""
    return _shared([(item.key, item, {f"page {page}"}) for item, page in offered])


def _shared(told: Sequence[tuple[str | None, Item, set[str]]]) -> frozenset[str]:
    """Give the names of several items which neither their marks nor their titles join."""
    counts = Counter(name for name, _, _ in told if name)
    groups: dict[str, list[set[str]]] = {}
    for name, item, marks in told:
        if name and counts[name] > 1:
            mine = {*marks, f"title {_folded(item.title)}"}
            alike = [one for one in groups.get(name, []) if one & mine]
            other = [one for one in groups.get(name, []) if not one & mine]
            groups[name] = [*other, mine.union(*alike)]
    return frozenset(name for name, some in groups.items() if len(some) > 1)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _names(source: str, item: Item, page: str | None, shared: frozenset[str]) -> tuple[str, ...]:
    names = []
    if page:
        names.append(shorten(f"page {page}"))
    is_page = item.key == item.link or (item.key is not None and same_page(item.key) == page)
    is_place = page is not None and _PLACE.fullmatch(item.key or "") is not None
    if item.key and item.key not in shared and not (page and is_page) and not is_place:
        names.append(shorten(f"id {source} {item.key}"))
    if not names or _is_redirect(page):
        outlet = item.outlet or source
        folded = _folded(item.title)
        if folded:
            names.append(shorten(f"title {outlet} {folded}"))
    return tuple(names)


def _is_redirect(page: str | None) -> bool:
    """Say whether an address only leads to the page, made anew at each look."""
    return page is not None and page.startswith("news.google.com/")


def shorten(name: str) -> str:
    """Cut a name to what a database's index takes, with a digest of the rest."""
    if len(name) <= MAX_NAME:
        return name
    return f"{name[:MAX_NAME]} {hashlib.sha256(name.encode()).hexdigest()[:16]}"
