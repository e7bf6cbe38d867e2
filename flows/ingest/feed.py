"""Bytes that came from an address to a feed: RSS, Atom or JSON Feed, of any version.

Nothing is fetched, whatever a feed refers to. The charset is decided here, before a parser
sees anything.
"""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.charsets import read_labelled
from flows.ingest.feed_json import parse_json_feed
from flows.ingest.feed_text import check_work
from flows.ingest.feed_xml import parse_xml_feed
from flows.ingest.items import Feed

MAX_BYTES = 10_000_000  # what a fetch brings at most; a feed of 1,000 full articles has 5 MB
_HEAD = 65_536  # bytes in which the root element begins

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)[\s/>]", re.IGNORECASE)
_LABEL = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def parse_feed(data: bytes, *, url: str, charset: str | None, zone: ZoneInfo) -> Feed:
    """Read a feed; `charset` is the label of its Content-Type, naive times are in `zone`.

    Relative links are resolved against `url` and what the feed names as its base. Times are
    aware, in the zone in which they were written.

    Raises:
        SourceError: it is no feed at all, its bytes are no text, or it is far more than a feed.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"has {len(data) / 1e6:.1f} MB, over the {MAX_BYTES / 1e6:g} MB that a feed may have",
            remedy="name a shorter feed of the site",
        )
    head = data[:_HEAD].replace(b"\0", b"")
    _check_head(head)
    label = _LABEL.search(head)
    reading = read_labelled(data, [charset, label[1].decode("ascii") if label else None])
    text = reading.text.lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        check_work(text)
        feed = parse_json_feed(text, url=url, zone=zone)
    else:
        feed = parse_xml_feed(text, url=url, zone=zone)
    if not reading.broken:
        return feed
    told = (
        f"{reading.broken:,} of its bytes read as nothing and are left out → nothing, unless "
        "names lack a letter: then tell the site's owner"
    )
    return replace(feed, problems=(told, *feed.problems))


def _check_head(head: bytes) -> None:
    """Tell what is no feed from its beginning, before work is spent on the rest."""
    remedy = "`matson sources add URL` finds the feed of a page"
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not begins:
        raise SourceError("is empty", remedy="look at it in a browser, or remove it")
    if begins.startswith(b"{") or _ROOT.search(head):
        return
    if _PAGE.search(head):
        raise SourceError("is a web page, not a feed", remedy=remedy)
    seen = begins[:40].decode("utf-8", "ignore")
    raise SourceError(f"is no feed: it begins with {' '.join(seen.split())!r}", remedy=remedy)
