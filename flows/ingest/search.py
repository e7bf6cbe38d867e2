"""Searches: where their results are, by engine, and Naver's answer to items.

Google News gives RSS; its links lead to the articles through a script, so that mostly headline
and outlet are all there is. Naver's API needs a client id and secret (free, 25,000 calls a day).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.client import Response
from flows.ingest.dates import parse_moment
from flows.ingest.feed import parse_feed
from flows.ingest.items import Feed, Item
from flows.ingest.links import absolute
from flows.ingest.lists import FEED, Address
from flows.ingest.plain import to_line
from flows.ingest.reader import Look
from flows.model import Source

GOOGLE = "https://news.google.com/rss/search"
NAVER = "https://openapi.naver.com/v1/search/news.json"
NAVER_AT_ONCE, NAVER_LAST = 100, 1_000  # results a call, and the last place that may be asked for
RECENT = "7d"  # what a look at the present asks Google for
RANGE = timedelta(days=7)  # of the past in one search: Google gives 100 results at most
_REGIONS = {"ko": ("ko", "KR", "KR:ko"), "en": ("en-US", "US", "US:en")}


def addresses(source: Source, look: Look) -> Sequence[Address]:
    """Give one address a query; looking back, Google has one for each week."""
    if source.engine == "naver":
        return _naver(source, look)
    days = _weeks(look.since, look.now.astimezone(look.zone)) if look.since else [f"when:{RECENT}"]
    return [
        Address(_google(f"{query} {when}", source.language), FEED, source.delay)
        for query in source.queries
        for when in days
    ]


def parser(response: Response, source: Source, look: Look) -> Callable[[], Feed]:
    """Make the job that reads one page of results."""
    url, zone = response.url, look.zone
    if source.engine == "naver":
        return partial(parse_naver, response.body, url=url, zone=zone)
    return partial(parse_feed, response.body, url=url, charset=response.charset, zone=zone)


def _google(query: str, language: str) -> str:
    hl, gl, ceid = _REGIONS.get(language, _REGIONS["en"])
    return f"{GOOGLE}?{urlencode({'q': query, 'hl': hl, 'gl': gl, 'ceid': ceid})}"


def _weeks(since: datetime, now: datetime) -> list[str]:
    """Cut the time from `since` to now into weeks, the newest first."""
    first, day = since.date(), now.date() + timedelta(days=1)
    weeks = []
    while day > first:
        begin: date = max(first, day - RANGE)
        weeks.append(f"after:{begin} before:{day}")
        day = begin
    return weeks


def _naver(source: Source, look: Look) -> list[Address]:
    if not look.keys:
        raise SourceError(
            "Naver's search needs a client id and secret",
            remedy="set NAVER_CLIENT_ID and NAVER_CLIENT_SECRET, or disable the source",
        )
    return [
        Address(_naver_page(query, 1), "application/json", source.delay, look.keys)
        for query in source.queries
    ]


def _naver_page(query: str, start: int) -> str:
    parameters = {"query": query, "display": NAVER_AT_ONCE, "start": start, "sort": "date"}
    return f"{NAVER}?{urlencode(parameters)}"


def parse_naver(data: bytes, *, url: str, zone: ZoneInfo) -> Feed:
    """Read an answer of Naver's news search.

    Raises:
        SourceError: it is none.
    """
    try:
        answer = json.loads(data)
        results = answer["items"]
        items = tuple(_result(result, zone) for result in results if isinstance(result, dict))
    except (ValueError, RecursionError, KeyError, TypeError):
        raise SourceError(
            "Naver's answer is not one of its news search",
            remedy="try the address in a browser, and check that the key is for Search",
        ) from None
    return Feed("Naver", items, older=_older(url, len(items)))


def _result(result: dict[str, object], zone: ZoneInfo) -> Item:
    original, link = (str(result.get(name) or "") for name in ("originallink", "link"))
    return Item(
        title=to_line(str(result.get("title") or ""), is_html=True),
        link=absolute(original, NAVER) or absolute(link, NAVER),
        summary=to_line(str(result.get("description") or ""), is_html=True),
        published=parse_moment(str(result.get("pubDate") or ""), zone),
    )


def _older(url: str, count: int) -> str | None:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    start = int(query.get("start", "1")) + NAVER_AT_ONCE
    if count < NAVER_AT_ONCE or start > NAVER_LAST - NAVER_AT_ONCE + 1:
        return None
    return urlunsplit(parts._replace(query=urlencode({**query, "start": str(start)})))
