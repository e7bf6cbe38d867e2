"""Sources that work, of every shape: feeds and list pages in several charsets, folders."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from flows.model import Source
from tests.ingest.webserver import Site, page

DAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RSS_TIME, ISO_TIME, LINE_TIME = (
    "Mon, 23 Nov 2026 10:00:00 +0900",
    "2026-11-23T10:00:00+09:00",
    "2026-11-23 10:00",
)
CP949 = "cp949"

Told = tuple[str, str, str | None, datetime | None]
"""What is expected of an article: title, body, address, when it was published."""


@dataclass(frozen=True)
class Offer:
    """What a source lists: title and address."""

    title: str
    link: str


def deal(number: int) -> tuple[str, str]:
    """Give title and body of a story that announces a deal, of which no other is a copy."""
    body = (
        f"건너전자는 23일 라온대학교와 제{number}차 온디바이스 AI 공동연구 협약을 맺었다고 밝혔다.",
        f"양측은 연구원 {number + 20}명이 쓸 {number}호 공동연구센터를 함께 꾸리기로 했다.",
    )
    return f"건너전자, 라온대와 온디바이스 AI 공동연구센터 {number}호 연다", "\n".join(body)


def other(number: int) -> str:
    """Give the title of a story that announces none."""
    return f"건너전자, 새 스마트폰 {number} 공개"


def article(title: str, body: str, charset: str = "utf-8") -> bytes:
    """Give an article's page."""
    told = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    text = (
        f'<!doctype html><html><head><meta charset="{charset}"><title>{title} - 한빛경제</title>'
        f'<meta property="article:published_time" content="{ISO_TIME}"></head><body>'
        f'<h1>{title}</h1><div id="article-view-content-div">{told}</div></body></html>'
    )
    return page(text.encode(charset), content_type="text/html")


def _rss(offers: Sequence[Offer], charset: str = "utf-8") -> bytes:
    items = "".join(
        f"<item><title>{o.title}</title><link>{escape(o.link)}</link>"
        f"<pubDate>{RSS_TIME}</pubDate></item>"
        for o in offers
    )
    label = "" if charset == "utf-16" else f' encoding="{charset}"'
    text = f'<?xml version="1.0"{label}?><rss version="2.0"><channel><title>한빛</title>{items}'
    codec = CP949 if charset == "euc-kr" else charset
    return f"{text}</channel></rss>".encode(codec)


def rss(offers: Sequence[Offer]) -> bytes:
    """Give a plain RSS feed, as an answer."""
    return page(_rss(offers), content_type="application/rss+xml")


def _labelled(offers: Sequence[Offer]) -> bytes:
    return page(_rss(offers, "euc-kr"), content_type="text/xml")


def _labelled_in_the_header(offers: Sequence[Offer]) -> bytes:
    body = _rss(offers, "euc-kr").replace(b' encoding="euc-kr"', b"")
    return page(body, content_type="text/xml; charset=ks_c_5601-1987")


def _utf16(offers: Sequence[Offer]) -> bytes:
    return page(_rss(offers, "utf-16"), content_type="application/xml")


def _atom(offers: Sequence[Offer]) -> bytes:
    entries = "".join(
        f'<entry><id>urn:{n}:{escape(o.link)}</id><title>{o.title}</title><link rel="alternate"'
        f' href="{escape(o.link)}"/><updated>{ISO_TIME}</updated></entry>'
        for n, o in enumerate(offers)
    )
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>한빛</title>{entries}</feed>'
    return page(text.encode(), content_type="application/atom+xml")


def _rdf(offers: Sequence[Offer]) -> bytes:
    items = "".join(
        f'<item rdf:about="{escape(o.link)}"><title>{o.title}</title><link>{escape(o.link)}</link>'
        f"<dc:date>{ISO_TIME}</dc:date></item>"
        for o in offers
    )
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="http://127.0.0.1/"><title>한빛</title></channel>{items}</rdf:RDF>'
    )
    return page(text.encode(), content_type="application/rdf+xml")


def _json(offers: Sequence[Offer]) -> bytes:
    items = [
        {"id": o.link, "url": o.link, "title": o.title, "date_published": ISO_TIME} for o in offers
    ]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "한빛", "items": items}
    return page(json.dumps(told).encode(), content_type="application/feed+json")


def _list(offers: Sequence[Offer], charset: str = "utf-8") -> bytes:
    links = "".join(f'<li><h4><a href="{escape(o.link)}">{o.title}</a></h4></li>' for o in offers)
    text = (
        f'<!doctype html><html><head><meta charset="{charset}"><title>한빛</title></head><body>'
        f'<nav><a href="/">처음</a></nav><ul class="list">{links}</ul></body></html>'
    )
    return page(text.encode(charset), content_type="text/html")


def _list_in_cp949(offers: Sequence[Offer]) -> bytes:
    return _list(offers, CP949)


FEEDS: tuple[Callable[[Sequence[Offer]], bytes], ...] = (
    rss,
    _labelled,
    _labelled_in_the_header,
    _utf16,
    _atom,
    _rdf,
    _json,
)
LISTS: tuple[Callable[[Sequence[Offer]], bytes], ...] = (_list, _list_in_cp949)


def print_source(site: Site, number: int) -> tuple[Source, Told]:
    """Put a feed or a list page with its articles on a site; give what is to be read of it."""
    ways = (*FEEDS, *LISTS)
    way = ways[number % len(ways)]
    title, body = deal(number)
    paths = [f"/news/articleView.html?idxno={number * 10 + n}" for n in range(2)]
    offers = [Offer(title, site.url(paths[0])), Offer(other(number), site.url(paths[1]))]
    # a list and its pages are in one charset or in two: both are met
    charset = CP949 if number % 4 == 1 else "utf-8"
    site.answers |= {
        f"/list/{number}": way(offers),
        paths[0]: article(title, body, charset),
        paths[1]: article(other(number), "값은 120만원이다.", charset),
    }
    is_list = way in LISTS
    source = Source(
        f"good{number}",
        "pages" if is_list else "feed",
        url=site.url(f"/list/{number}"),
        links="ul.list a" if is_list else None,
    )
    return source, (title, body, offers[0].link, DAY)


def fill_folder(folder: Path, number: int) -> tuple[Source, Told]:
    """Make a folder with one document; give what is to be read of it."""
    folder.mkdir()
    title, body = deal(number)
    (folder / "deal.txt").write_text(f"{title}\n{LINE_TIME}\n{body}\n", encoding="utf-8")
    return Source(f"good{number}", "folder", path=str(folder)), (title, body, None, DAY)


def pages_asked(sites: Sequence[Site]) -> Mapping[str, int]:
    """Count how often each article's page was asked for."""
    asked: dict[str, int] = {}
    for site in sites:
        for path in site.paths():
            if path.startswith("/news/"):
                asked[site.url(path)] = asked.get(site.url(path), 0) + 1
    return asked
