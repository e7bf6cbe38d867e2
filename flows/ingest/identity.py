"""Which item is which: the names by which a source's item is known again.

An address first, where it is one page whatever form it comes in; then the id that the source
gives it; the title only where it has neither. One name that is known is enough: titles are
edited, dates change and ids are made anew, and none of it is news. An id that several items
of one look share names none of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from flows.ingest.address import same_page
from flows.ingest.items import Item

MAX_NAME = 300  # characters of a name that are kept as they are; PostgreSQL's index takes 2,700 B


def name_items(source: str, items: Iterable[Item]) -> list[tuple[Item, tuple[str, ...]]]:
    """Pair each item with its names, the surest first; an item that comes twice is one."""
    offered = [(item, same_page(item.link or "")) for item in items]
    shared = _shared_ids(offered)
    named: dict[str, tuple[Item, tuple[str, ...]]] = {}
    seen: set[str] = set()
    for item, page in offered:
        names = _names(source, item, page, shared)
        if names and seen.isdisjoint(names):
            named[names[0]] = (item, names)
        seen.update(names)
    return list(named.values())


def _shared_ids(offered: Sequence[tuple[Item, str | None]]) -> frozenset[str]:
    """Give the ids of items that neither page nor title, step by step, makes one."""
    counts = Counter(item.key for item, _ in offered if item.key)
    marks: dict[str, list[set[str]]] = {}
    for item, page in offered:
        if item.key and counts[item.key] > 1:
            mine = {f"page {page}", f"title {_folded(item.title)}"}
            alike = [one for one in marks.get(item.key, []) if one & mine]
            other = [one for one in marks.get(item.key, []) if not one & mine]
            marks[item.key] = [*other, mine.union(*alike)]
    return frozenset(key for key, groups in marks.items() if len(groups) > 1)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _names(source: str, item: Item, page: str | None, shared: frozenset[str]) -> tuple[str, ...]:
    names = []
    if page:
        names.append(_short(f"page {page}"))
    is_page = item.key == item.link or (item.key is not None and same_page(item.key) == page)
    if item.key and item.key not in shared and not (page and is_page):
        names.append(_short(f"id {source} {item.key}"))
    if not names or _is_redirect(page):
        outlet = item.outlet or source
        folded = _folded(item.title)
        if folded:
            names.append(_short(f"title {outlet} {folded}"))
    return tuple(names)


def _is_redirect(page: str | None) -> bool:
    """Say whether an address only leads to the page, made anew at each look."""
    return page is not None and page.startswith("news.google.com/")


def _short(name: str) -> str:
    if len(name) <= MAX_NAME:
        return name
    return f"{name[:MAX_NAME]} {hashlib.sha256(name.encode()).hexdigest()[:16]}"
