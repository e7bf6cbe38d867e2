"""The kinds of sources, each with its reader: a new kind is one file and one entry in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.ingest import search
from flows.ingest.client import Response
from flows.ingest.feed import parse_feed
from flows.ingest.folder import read_folder
from flows.ingest.items import Feed
from flows.ingest.lists import FEED, Address
from flows.ingest.reader import Look, Reader
from flows.ingest.web import WebKind, web
from flows.model import Source


def _only(accept: str) -> Callable[[Source, Look], Sequence[Address]]:
    """Give the addresses of a kind whose sources have one list."""

    def addresses(source: Source, look: Look) -> Sequence[Address]:
        del look
        assert source.url
        return [Address(source.url, accept, source.delay)]

    return addresses


def _feed(response: Response, source: Source, look: Look) -> Feed:
    del source
    return parse_feed(response.body, url=response.url, charset=response.charset, zone=look.zone)


KINDS: Mapping[str, Reader] = {
    "feed": web(WebKind(_only(FEED), _feed)),
    "folder": read_folder,
    "search": web(WebKind(search.addresses, search.parse)),
}
