"""What a feed, a search or a list page offers: items, each the way to one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as its source words it, in clean text (NFC, no markup).

    `key` is the id that the source gives it, `link` its absolute address as given; either
    may be missing, and neither is to be trusted to stay. `summary` is a sentence or two,
    `content` the article's paragraphs, a line each, where the source carries them.
    `outlet` names who published it where that is not the source itself.
    """

    title: str
    link: str | None = None
    key: str | None = None
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or a page of search results, in the order in which it lists its items.

    `home` is the site's own page, `older` the address of the page before this one in time.
    `problems` tell what could not be read, a line each, with the remedy.
    """

    title: str
    items: tuple[Item, ...]
    home: str | None = None
    older: str | None = None
    problems: tuple[str, ...] = ()
