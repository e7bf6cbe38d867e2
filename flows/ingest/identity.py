"""Which item is which: the names by which a source's item is known again.

An address first, where it is one page whatever form it comes in; then the id that the source
gives it; the title only where it has neither. One name that is known is enough: titles are
edited, dates change and ids are made anew, and none of it is news. An id that several items
of one look share names none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from flows.ingest.address import same_page
from flows.ingest.items import Item

MAX_NAME = 300  # characters of a name that are kept as they are; PostgreSQL's index takes 2,700 B


def name_items(source: str, items: Iterable[Item]) -> list[tuple[Item, tuple[str, ...]]]:
    """Pair each item with its names, the surest first; an item that comes twice is one."""
    offered = list(items)
    shared = _shared_ids(offered)
    named: dict[str, tuple[Item, tuple[str, ...]]] = {}
    seen: set[str] = set()
    for item in offered:
        names = _names(source, item, shared)
        if names and seen.isdisjoint(names):
            named[names[0]] = (item, names)
        seen.update(names)
    return list(named.values())


def _shared_ids(items: Sequence[Item]) -> frozenset[str]:
    """Give the ids of items that neither page nor title, step by step, makes one."""
    marks: dict[str, list[set[str]]] = {}
    for item in items:
        if item.key:
            mine = {f"page {same_page(item.link or '')}", f"title {_folded(item.title)}"}
            alike = [one for one in marks.get(item.key, []) if one & mine]
            other = [one for one in marks.get(item.key, []) if not one & mine]
            marks[item.key] = [*other, mine.union(*alike)]
    return frozenset(key for key, groups in marks.items() if len(groups) > 1)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _names(source: str, item: Item, shared: frozenset[str]) -> tuple[str, ...]:
    names = []
    page = same_page(item.link or "")
    if page:
        names.append(_short(f"page {page}"))
    if item.key and item.key not in shared and same_page(item.key) != (page or ""):
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
