"""The kinds of sources, each with its reader: a new kind is one file and one entry in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from flows.ingest import search
from flows.ingest.client import Response
from flows.ingest.feed import parse_feed
from flows.ingest.folder import read_folder
from flows.ingest.items import Feed
from flows.ingest.listed import WebKind
from flows.ingest.listing import find_links, find_older
from flows.ingest.lists import FEED, HTML, Address
from flows.ingest.reader import Look, Reader
from flows.ingest.web import web
from flows.model import Source


def _only(accept: str) -> Callable[[Source, Look], Sequence[Address]]:
    """Give the addresses of a kind whose sources have one list."""

    def addresses(source: Source, look: Look) -> Sequence[Address]:
        del look
        assert source.url
        return [Address(source.url, accept, source.delay, way=source.links)]

    return addresses


def _feed(response: Response, source: Source, look: Look) -> Callable[[], Feed]:
    del source
    url, charset = response.url, response.charset
    return partial(parse_feed, response.body, url=url, charset=charset, zone=look.zone)


def _links(response: Response, source: Source, look: Look) -> Callable[[], Feed]:
    read = partial(_read_page_of_links, response.body, response.url, response.charset)
    return partial(read, source.links, look.zone, look.now)


def _read_page_of_links(  # a job that can be pickled has its data with it
    data: bytes,
    url: str,
    charset: str | None,
    selector: str | None,
    zone: ZoneInfo,
    now: datetime,
) -> Feed:
    items = find_links(data, url=url, charset=charset, selector=selector, zone=zone, now=now)
    return Feed("", items, older=find_older(data, url=url, charset=charset))


WEB: Mapping[str, WebKind] = {
    "feed": WebKind(_only(FEED), _feed),
    "pages": WebKind(_only(HTML), _links),
    "search": WebKind(search.addresses, search.parser),
}
KINDS: Mapping[str, Reader] = {
    "folder": read_folder,
    **{name: web(kind) for name, kind in WEB.items()},
}
