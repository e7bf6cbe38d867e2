"""A web page to a document.

What the page says about itself gives title, time and address; `page_body` finds the article;
what stands around it (`furniture`) and between its sentences (`boilerplate`, `bylines`) goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.bylines import is_aside, strip_closing
from flows.ingest.dates import parse_date_line
from flows.ingest.document import Document, make_document
from flows.ingest.furniture import Furniture
from flows.ingest.lines import read_lines
from flows.ingest.linked import Linked, read_linked
from flows.ingest.page_body import Body, find_body
from flows.ingest.page_dates import Seen, best_time, guessed_time, seen_times, stated_time
from flows.ingest.page_facts import subtitle_of, title_of
from flows.ingest.page_links import canonical_of, next_page_of
from flows.ingest.tree import base_of, read_tree, words
from flows.ingest.walls import SHORT, alerts_of, error_of, walls_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

# A page of 100,000 list items took 8 s and 550 MB, 10,000 of them 2.2 s and 114 MB. That pages
# of one article have far fewer is assumed, not measured.
MAX_TAGS = 30_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read.

    `canonical` is the address it gives as its own (the document's `url` too), `next_page` that
    of the same article's next page; None where it has none. `is_stub`: the page shows only
    the beginning of its article, or nothing, before a wall to pay or log in at.
    """

    document: Document
    canonical: str | None = None
    next_page: str | None = None
    is_stub: bool = False


def parse_page(
    data: bytes, zone: ZoneInfo, *, charset: str | None = None, url: str | None = None
) -> Document:
    """Read the bytes of an HTML page; `charset` is the HTTP header's label, `url` its address.

    Raises:
        SourceError: its bytes are no text, or no article is found in it.
    """
    document = read_page(data, zone, charset=charset, url=url).document
    if not document.body:
        raise _no_article()
    return document


def read_page(
    data: bytes, zone: ZoneInfo, *, charset: str | None = None, url: str | None = None
) -> Page:
    """Read the bytes of an HTML page with what it says of itself, as a fetched page needs.

    Raises:
        SourceError: its bytes are no text, it says that there is no such article, or no
            article is found in it.
    """
    tree = read_tree(data, charset, max_tags=MAX_TAGS)
    face = _face(tree, url, zone)
    body = find_body(tree, face.linked.body)  # from here on the tree is cut down
    walls = walls_of(face.lines, body.texts)
    is_stub = body.length < SHORT and (face.linked.is_closed or bool(walls))
    if not is_stub:
        _check(face, body)
    document = make_document(
        title=face.title,
        subtitle=face.subtitle,
        paragraphs=_paragraphs(body, zone, () if not is_stub else walls),
        published=_published(face, body, tree, zone),
        url=face.own,
    )
    return Page(document, face.own, face.next_page, is_stub)


@dataclass(frozen=True, slots=True)
class _Face:
    """What a page says around its article, read before anything is cut from it."""

    linked: Linked
    title: str
    subtitle: list[str]
    own: str | None
    next_page: str | None
    url: str | None
    stated: datetime | None
    seen: list[Seen]
    places: dict[HtmlElement, int]
    lines: list[str]
    alerts: list[str]
    top: int


def _face(tree: HtmlElement, url: str | None, zone: ZoneInfo) -> _Face:
    linked, own = read_linked(tree), canonical_of(tree, url)
    around = set(Furniture(tree).around())
    title = title_of(tree, linked.headline)
    places = {element: number for number, element in enumerate(tree.iter())}
    return _Face(
        linked=linked,
        title=title,
        subtitle=subtitle_of(tree, around),
        own=own,
        next_page=next_page_of(tree, base_of(tree, url), own),
        url=url or own,
        stated=stated_time(tree, linked.published, zone),
        seen=seen_times(tree, around, places, zone),
        places=places,
        lines=[line.text for line in read_lines(tree, skip=around)],
        alerts=alerts_of(tree),
        top=_top(tree, title, places),
    )


def _top(tree: HtmlElement, title: str, places: dict[HtmlElement, int]) -> int:
    """Give the number of the element in which the title is seen, -1 where it is not."""
    headings = list(tree.iter("h1", "h2", "h3", "h4", "h5"))
    return next((places[h] for h in headings if title and words(h) == title), -1)


def _check(face: _Face, body: Body) -> None:
    """Refuse a page that says that there is no article, and one in which none is found."""
    texts = [face.title, *body.texts] if body.length else [*face.lines, *face.alerts]
    said = error_of(texts) if body.length < SHORT else None
    if said is not None:
        raise SourceError(
            f"is no article, but a page that says {said[:80]!r}",
            remedy="open the address in a browser; if the article is gone, nothing is to be done",
        )
    if not body.length:
        raise _no_article()


def _no_article() -> SourceError:
    return SourceError(
        "has no article that can be told from the page around it",
        remedy="copy its text into a .txt file: title, date and paragraphs, a line each",
    )


def _paragraphs(body: Body, zone: ZoneInfo, walls: Sequence[str]) -> list[str]:
    kept = (
        text for text in body.texts if text not in walls and parse_date_line(text, zone) is None
    )
    return [strip_closing(text) for text in kept if not is_aside(text)]


def _published(face: _Face, body: Body, tree: HtmlElement, zone: ZoneInfo) -> datetime | None:
    """Take the stated time; what a reader sees may add the hour to a day."""
    end = face.places.get(body.first, len(face.places))
    seen = best_time(face.seen, face.top, end)
    if face.stated is None:
        return seen or guessed_time(tree, face.url, zone)
    day = face.stated.astimezone(zone)
    is_day = (day.hour, day.minute, day.second) == (0, 0, 0)
    return seen if is_day and seen and seen.astimezone(zone).date() == day.date() else face.stated
