"""The entry of a list that belongs to one article: where it begins and ends, and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.ingest.boilerplate import is_boilerplate
from flows.ingest.dates import best_moment, parse_date_line
from flows.ingest.lines import Line, read_lines, short_text
from flows.ingest.page_dates import moments_of
from flows.ingest.recent import parse_recent

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

MIN_SUMMARY = 30  # characters, chosen: shorter ones are names of sections and reporters
MAX_SUMMARY = 1_000
MAX_DATE = 60  # characters of a text in which a date may stand beside other words
_BARS = re.compile(r"[|ㅣ│·/]")
_RANKS = {"entered": 0, "": 1, "changed": 2}


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says besides its title: a lead and a date, where it has them."""

    summary: str
    published: datetime | None


def entries_of(
    links: Mapping[str, Sequence[HtmlElement]],
) -> dict[str, list[HtmlElement]]:
    """Give the elements of each article's entry; `links` has the links to each.

    An entry is the highest element around an article's first link that holds no other's. Where
    entries are made of several elements side by side (dt and dd), those behind the link belong
    to it, up to the next article's.
    """
    owners: dict[HtmlElement, str | None] = {}
    for key, elements in links.items():
        for element in elements:
            for up in (element, *element.iterancestors()):
                owners[up] = key if owners.get(up, key) == key else None
    return {key: _entry(elements[0], key, owners) for key, elements in links.items()}


def _entry(
    link: HtmlElement, key: str, owners: Mapping[HtmlElement, str | None]
) -> list[HtmlElement]:
    top = link
    while (parent := top.getparent()) is not None and owners.get(parent) == key:
        top = parent
    behind = takewhile(lambda e: owners.get(e, key) == key, top.itersiblings())
    return [top, *behind] if owners.get(top.getparent(), key) is None else [top]


def read_entry(
    elements: Sequence[HtmlElement], title: str, zone: ZoneInfo, now: datetime | None
) -> Entry:
    """Read an entry's lead and date; `title` is what its links say and is neither."""
    lines = [line for element in elements for line in read_lines(element)]
    leads = [line.text for line in lines if _is_lead(line, title, zone)]
    ranked = sorted(_moments(elements, title, zone, now), key=lambda pair: pair[0])
    summary = max(leads, key=len, default="")
    return Entry(summary[:MAX_SUMMARY], ranked[0][1] if ranked else None)


def _is_lead(line: Line, title: str, zone: ZoneInfo) -> bool:
    text = line.text
    is_other = len(text) < MIN_SUMMARY or title in text or text in title
    return not is_other and not is_boilerplate(text) and parse_date_line(text, zone) is None


def _moments(
    elements: Sequence[HtmlElement], title: str, zone: ZoneInfo, now: datetime | None
) -> Iterator[tuple[int, datetime]]:
    """Give the dates of an entry, ranked: labelled, plain, told from today, among other words."""
    for element in (e for top in elements for e in top.iter()):
        for label, moment in moments_of(element, zone):
            yield _RANKS[label], moment
        text = short_text(element, MAX_DATE)
        if not text or text in title or title in text:
            continue
        if now is not None:
            recent = (parse_recent(part, zone, now) for part in (text, *_BARS.split(text)))
            yield from ((3, found) for found in recent if found)
        if (other := best_moment(text, zone)) is not None:
            yield 4, other
