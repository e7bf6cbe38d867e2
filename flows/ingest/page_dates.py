"""When a page was published: what it says about itself, then the date line a reader sees."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.ingest.dates import LAST_YEAR, parse_date_line, parse_moment
from flows.ingest.lines import SILENT, short_text
from flows.ingest.page_facts import meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

_STATED = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "dc.date.issued",
    "DC.date.issued",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
_ATTRIBUTES = ("datetime", "data-date-time", "data-datetime")
_ENTERED = re.compile("입력|등록|승인|발행|송고|게재|작성|게시|출고|Published|Posted")
_CHANGED = re.compile("수정|업데이트|갱신|최종|Updated|Modified", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|ㅣ│]\s*|\s+[·/]\s+")
_NO_DATES = re.compile("modif|update|expire|copyright|image", re.IGNORECASE)
MIN_DIGITS = 4  # 26.1.3 has as many
KICKER = 12  # elements above a title that still belong to it, chosen
MAX_LENGTH = 120  # characters, as a date line has at most


def stated_time(tree: HtmlElement, linked: str, zone: ZoneInfo) -> datetime | None:
    """Read the time that meta tags give, or `linked`, which JSON-LD does."""
    texts = [*(meta(tree, name) for name in _STATED), linked]
    return next((moment for text in texts if (moment := parse_moment(text, zone))), None)


@dataclass(frozen=True, slots=True)
class Seen:
    """A date line: the number of its element in the page, how it is labelled, the moment."""

    place: int
    label: str
    moment: datetime


def seen_times(
    tree: HtmlElement,
    around: Container[HtmlElement],
    places: Mapping[HtmlElement, int],
    zone: ZoneInfo,
) -> list[Seen]:
    """Give the date lines of a page in order, without those in the parts `around` the article.

    `places` numbers the elements in the order of the page.
    """
    return [
        Seen(places[element], label, moment)
        for element in outside(tree, around)
        for label, moment in moments_of(element, zone)
    ]


def best_time(seen: Iterable[Seen], top: int, end: int) -> datetime | None:
    """Choose between date lines, given the numbers of the title and of the first sentence.

    Between the two an entered date wins over a plain one. Further up and further down only
    labelled ones count, for a plain one is often today's or another article's, and what stands
    right above the title. When the page was changed is the last resort.
    """

    def rank(date: Seen) -> int | None:
        if date.label == "changed":
            return 5 if top < date.place < end else None
        if top < date.place < end:
            return 0 if date.label == "entered" else 1
        if date.label == "entered":
            return 2 if date.place < top else 3
        return 4 if 0 < top - date.place <= KICKER else None

    ranked = [(number, date.moment) for date in seen if (number := rank(date)) is not None]
    return min(ranked, key=lambda pair: pair[0], default=(0, None))[1]


def guessed_time(tree: HtmlElement, url: str | None, zone: ZoneInfo) -> datetime | None:
    """Let htmldate look for a day in the address and in the page's meta tags.

    It sees no text: in text it takes the day of an event or of a copyright for the article's.
    """
    from htmldate import find_date  # noqa: PLC0415  # 0.2 s that only few pages need

    head = "".join(
        tag_string(element)
        for element in tree.iter("meta", "link")
        if not _NO_DATES.search(" ".join(element.attrib.values()))
    )
    page = f"<html><head>{head}</head><body><p>-</p></body></html>"
    day = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url=url,
        max_date=f"{LAST_YEAR}-01-01",
    )
    return parse_moment(day, zone) if day else None


def tag_string(element: HtmlElement) -> str:
    """Write an element's tag with its attributes."""
    pairs = (f'{name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag} {' '.join(pairs)}>"


def outside(tree: HtmlElement, around: Container[HtmlElement]) -> Iterator[HtmlElement]:
    """Give the elements of a tree in order, without the parts `around`."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # as above; slow

    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if element in around or element.tag in SILENT:
            walk.skip_subtree()
        else:
            yield element


def moments_of(element: HtmlElement, zone: ZoneInfo) -> Iterator[tuple[str, datetime]]:
    """Give the moments that an element's attributes and its short text say, with their label.

    A label is "entered", "changed" or "".
    """
    for name in _ATTRIBUTES:
        if moment := parse_moment(element.get(name) or "", zone):
            yield "", moment
    text = short_text(element, MAX_LENGTH)
    if sum(map(str.isdigit, text)) < MIN_DIGITS:
        return
    for part in dict.fromkeys((text, *_PARTS.split(text))):
        if moment := parse_date_line(part, zone):
            label = "entered" if _ENTERED.search(part) else ""
            yield label or ("changed" if _CHANGED.search(part) else ""), moment
            return
