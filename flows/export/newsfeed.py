"""New collaborations as an Atom feed (RFC 4287), an entry each.

An entry's id is made of when the collaboration was found to be new and of that change's
number: neither ever changes, and no two installations have both. `matson.invalid` is nobody's
(RFC 2606), as we have no address of our own to make tags with (RFC 4151).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from flows.export.xml import HEAD, element
from flows.model import Announce
from flows.post.escape import clean, safe_url
from flows.post.item import Manner, details, headline
from flows.post.line import as_text
from flows.post.wording import Wording, wording
from flows.state.queries import News

AUTHORITY: Final = "matson.invalid,2026"
TITLES: Final = {"ko": "맞손: 새 협력", "en": "Matson: new collaborations"}
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed with nothing in it: it must have one


def feed_parts(
    news: Sequence[News], *, about: str, zone: ZoneInfo, language: str = "ko"
) -> Iterator[str]:
    """Give the feed; `about` tells feeds of different filters apart, and is not shown."""
    words = wording(language)
    updated = max((one.updated_at for one in news), default=_NEVER)
    yield f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{words.language}">\n'
    yield f"  {element('id', f'tag:{AUTHORITY}:feed/{_short(about)}')}\n"
    yield f"  {element('title', TITLES[words.language])}\n"
    yield f"  {element('updated', _moment(updated))}\n"
    yield f"  <author>{element('name', words.name)}</author>\n"
    yield f"  {element('generator', 'Matson')}\n"
    for one in news:
        yield _entry(one, words, zone)
    yield "</feed>\n"


def entry_id(one: News) -> str:
    """Give the id by which other readers know the entry for ever."""
    found = one.change.found_at.astimezone(UTC)
    return f"tag:{AUTHORITY}:new/{found:%Y%m%dT%H%M%S.%fZ}/{one.change.id}"


def _entry(one: News, words: Wording, zone: ZoneInfo) -> str:
    deal = one.listed.collaboration
    manner = Manner(words, zone, one.change.found_at)
    now = replace(one.change, collaboration=deal, what=None)
    past = f" ({words.archived.format('').strip()})" if _is_past(one) else ""
    text = "\n".join(as_text(row) for row in details(now, "", manner))
    parts = [
        element("id", entry_id(one)),
        element("title", as_text(headline(now, "", manner)) + past),
        element("published", _moment(one.change.found_at)),
        element("updated", _moment(one.updated_at)),
        *_links(one),
        *(element("category", None, {"term": clean(topic)}) for topic in deal.topics),
        element("summary", clean(deal.evidence), {"type": "text"}),
        element("content", text, {"type": "text"}),
    ]
    return "".join(("  <entry>\n", *(f"    {part}\n" for part in parts), "  </entry>\n"))


def _links(one: News) -> list[str]:
    """Give a link to the first article that has an address, and to the others as related."""
    found: dict[str, str] = {}
    for reading in one.listed.collaboration.readings:
        if url := safe_url(reading.url):
            found.setdefault(url, clean(reading.title))
    relations = ("alternate", *("related" for _ in found))
    return [
        element("link", None, {"rel": relation, "href": url, "title": title})
        for relation, (url, title) in zip(relations, found.items(), strict=False)
    ]


def _is_past(one: News) -> bool:
    return one.change.announce is Announce.ARCHIVE


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _short(about: str) -> str:
    return hashlib.sha256(about.encode()).hexdigest()[:12]
