"""What all kinds of feeds share: lengths, keys, and what is said about items left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.ingest.feed_text import MAX_ITEMS
from flows.ingest.items import Feed, Item

MAX_TITLE = 1_000  # characters; headlines have 30 to 60
MAX_TEXT = 200_000  # characters of a summary or content: what a document may have
MAX_KEY = 2_000
_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_TAIL = re.compile(r"\s*[-–—|:·]\s*$")


def cut_title(title: str) -> str:
    """Cut what is no title any more."""
    return title[:MAX_TITLE].rstrip()


def cut_key(key: str) -> str | None:
    """Give an item's id as its source has it; None where that is nothing, or endless."""
    key = _UNSEEN.sub("", key).strip()
    return key if 0 < len(key) <= MAX_KEY else None


def without_outlet(title: str, outlet: str | None) -> str:
    """Cut the outlet from the end of a headline, where an aggregator put it."""
    if not outlet or not title.endswith(outlet):
        return title
    head = title[: -len(outlet)]
    tail = _TAIL.search(head)
    return head[: tail.start()] if tail and tail.start() > 0 else title


def make_feed(
    *,
    title: str,
    items: Sequence[Item],
    found: int,
    home: str | None = None,
    older: str | None = None,
    problems: Iterable[str] = (),
) -> Feed:
    """Put a feed together; `found` is how many items it has, `items` those that were read."""
    told = list(problems)
    kept = tuple(item for item in items if item.title or item.summary or item.link or item.content)
    if len(kept) < len(items):
        told.append(
            f"{len(items) - len(kept):,} of {len(items):,} items have no title, summary or link, "
            "and are left out → tell the site's owner"
        )
    if found > MAX_ITEMS:
        told.append(
            f"it has {found:,} items, of which the first {MAX_ITEMS:,} are read → nothing, unless "
            "it lists the oldest first: then name a shorter feed"
        )
    return Feed(cut_title(title), kept, home, older, tuple(told))
