"""A saved web page to a document.

trafilatura finds the article's text; title, time and address come from what the page says
about itself: its meta tags and JSON-LD first, then the date line that a reader sees.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.address import canonical
from flows.ingest.dates import best_moment, parse_date_line, parse_moment
from flows.ingest.decode import clean, decode
from flows.ingest.document import Document, make_document

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# A page of 100,000 list items took 8 s and 550 MB, 10,000 of them 2.2 s and 114 MB. That pages
# of one article have far fewer is assumed, not measured.
MAX_TAGS = 30_000
MIN_SENTENCE = 25  # characters, chosen: entries of menus are shorter, lead sentences longer
_HEAD_BYTES = 4096  # WHATWG looks for the charset in the first 1,024; some sites put it later

_TIMES = ("article:published_time", "og:article:published_time", "datePublished", "dc.date.issued")
_DATE_TEXTS = (
    "//time | //*[contains(@class, 'date') or contains(@class, 'time') or "
    "contains(@class, 'info')]//text()/.. | //li | //em | //span | //p"
)
_SUBTITLES = (
    "//*[self::h2 or self::h3 or self::h4 or self::strong or self::div or self::p]"
    "[contains(@class, 'subtitle') or contains(@class, 'sub_title') or "
    "contains(@class, 'sub-title') or contains(@class, 'subheading')]"
)


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page: `next_page` goes on with it; `is_stub`: most of it is not shown."""

    document: Document
    canonical: str | None = None
    next_page: str | None = None
    is_stub: bool = False


def read_page(
    data: bytes, zone: ZoneInfo, *, charset: str | None = None, url: str | None = None
) -> Page:
    """Read a page as fetched.

    Raises:
        SourceError: its bytes are no text, or no article is found in it.
    """
    del charset, url
    document = parse_page(data, zone)
    return Page(document, document.url)


def parse_page(data: bytes, zone: ZoneInfo) -> Document:
    """Read the bytes of an HTML page.

    Raises:
        SourceError: its bytes are no text, or no article is found in it.
    """
    found = _CHARSET.search(data[:_HEAD_BYTES])
    text = clean(decode(data, declared=found[1].decode("ascii", "replace") if found else None))
    if text.count("<") > MAX_TAGS:
        raise SourceError(
            f"has over {MAX_TAGS:,} tags, more than a page with one article",
            remedy="save the article's own page, or remove it",
        )
    tree = _tree(text)
    paragraphs = _article(text)
    moment = next(_stated_times(tree, zone), None) or _seen_time(tree, paragraphs, zone)
    title = _meta(tree, "og:title") or _first(tree, "//h1") or _first(tree, "//title")
    return make_document(
        title=title,
        subtitle=_subtitle(tree),
        paragraphs=[p for p in paragraphs if parse_date_line(p, zone) is None],
        published=moment,
        url=_address(tree),
    )


def _tree(text: str) -> HtmlElement:
    from lxml import etree, html  # type: ignore[import-untyped]  # noqa: PLC0415  # as above; slow

    try:
        return html.document_fromstring(_DECLARATION.sub("", text))
    except (etree.ParserError, ValueError):
        raise SourceError("has no page in it", remedy="save the page again") from None


def _article(text: str) -> list[str]:
    import trafilatura  # noqa: PLC0415  # 0.2 s that only pages need

    body = trafilatura.extract(
        _DECLARATION.sub("", text), include_comments=False, include_tables=False
    )
    paragraphs = [line.strip() for line in (body or "").split("\n") if line.strip()]
    if not any(len(line) >= MIN_SENTENCE for line in paragraphs):
        raise SourceError(
            "has no article that can be told from the page around it",
            remedy="copy its text into a .txt file: title, date and paragraphs, a line each",
        )
    return paragraphs


def _meta(tree: HtmlElement, name: str) -> str:
    query = "//meta[@property=$name or @name=$name or @itemprop=$name]/@content"
    values = tree.xpath(query, name=name)
    return str(values[0]).strip() if values else ""


def _first(tree: HtmlElement, query: str) -> str:
    return next(filter(None, (_words(e) for e in tree.xpath(query))), "")


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _subtitle(tree: HtmlElement) -> list[str]:
    """Give the headline fragments that the page marks as such; long ones are a summary."""
    from lxml import html  # noqa: PLC0415  # 0.2 s that only pages need

    for element in tree.xpath(_SUBTITLES):
        for line_break in element.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        assert isinstance(element, html.HtmlElement)
        lines = [" ".join(line.split()) for line in element.text_content().split("\n")]
        lines = [line for line in lines if line]
        if lines and all(len(line) <= 100 and not line.endswith("다.") for line in lines):
            return lines
    return []


def _stated_times(tree: HtmlElement, zone: ZoneInfo) -> Iterator[datetime]:
    texts = [_meta(tree, name) for name in _TIMES]
    texts += [
        t
        for script in tree.xpath("//script[@type='application/ld+json']")
        for t in _linked(script.text or "")
    ]
    texts += [str(value) for value in tree.xpath("//time/@datetime")]
    yield from (moment for text in texts if (moment := parse_moment(text, zone)))


def _linked(text: str) -> list[str]:
    """Find datePublished in JSON-LD, which may be an object, a list or a @graph."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return []
    found = []
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        elif isinstance(entry, dict):
            waiting.append(entry.get("@graph"))
            found.append(entry.get("datePublished"))
    return [value for value in found if isinstance(value, str)]


def _seen_time(tree: HtmlElement, paragraphs: list[str], zone: ZoneInfo) -> datetime | None:
    """Find the date line that a reader sees: labelled in the page, or above the article."""
    texts = [_words(e) for e in tree.xpath(_DATE_TEXTS)]
    lines = [text for text in texts if len(text) <= 120] + paragraphs[:3]
    labelled = [text for text in lines if re.search("입력|등록|승인|발행|송고|게재|작성", text)]
    moments = (best_moment(text, zone) for text in labelled if parse_date_line(text, zone))
    plain = (parse_date_line(text, zone) for text in lines)
    return next(filter(None, moments), None) or next(filter(None, plain), None)


def _address(tree: HtmlElement) -> str | None:
    links = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    return next(filter(None, map(canonical, [*links, _meta(tree, "og:url")])), None)
