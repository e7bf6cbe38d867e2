"""JSON Feed, versions 1.0 and 1.1, to items."""

from __future__ import annotations

import json
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.feed_item import MAX_TEXT, cut_key, cut_title, make_feed
from flows.ingest.feed_text import MAX_ITEMS
from flows.ingest.items import Feed, Item
from flows.ingest.links import absolute, is_absolute
from flows.ingest.moments import parse_feed_moment
from flows.ingest.plain import to_line, to_lines

# 3,000,000 empty ones, 9 MB of text, took 240 MB. A feed of 1,000 items has some ten an item.
MAX_OBJECTS = 200_000
_VERSION = "jsonfeed.org/version/1"


def parse_json_feed(text: str, *, url: str, zone: ZoneInfo) -> Feed:
    """Read the text of a JSON Feed that came from `url`.

    Raises:
        SourceError: it is no JSON, or none of a feed.
    """
    about = _loaded(text)
    listed = about.get("items")
    if _VERSION not in _get(about, "version") or not isinstance(listed, list):
        raise SourceError(
            "is JSON, but no JSON Feed", remedy="`matson sources add URL` finds a page's feed"
        )
    entries = [entry for entry in listed[:MAX_ITEMS] if isinstance(entry, dict)]
    items = [_item(entry, url, zone) for entry in entries]
    odd = min(len(listed), MAX_ITEMS) - len(entries)
    return make_feed(
        title=to_line(_get(about, "title"), is_html=False),
        home=absolute(_get(about, "home_page_url"), url),
        older=absolute(_get(about, "next_url"), url),
        items=items,
        found=len(listed),
        problems=[f"{odd:,} items are no objects → tell the site's owner"] if odd else [],
    )


def _loaded(text: str) -> Mapping[str, object]:
    if text.count("{") > MAX_OBJECTS:
        raise SourceError(
            f"has over {MAX_OBJECTS:,} objects, far more than a feed",
            remedy="look at it in a browser: it is broken, or made to keep readers busy",
        )
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):  # a number too long and brackets too deep too
        raise SourceError(
            "begins like JSON and can't be read as it",
            remedy="look at it in a browser: it is broken, or was cut off",
        ) from None
    return data if isinstance(data, dict) else {}


def _item(entry: Mapping[str, object], url: str, zone: ZoneInfo) -> Item:
    key = _key(entry.get("id"))
    html, plain = _get(entry, "content_html"), _get(entry, "content_text")
    content = to_lines(html or plain, is_html=bool(html))[:MAX_TEXT]
    summary = to_lines(_get(entry, "summary"), is_html=False)[:MAX_TEXT]
    ways = [_get(entry, "url"), key if is_absolute(key) else "", _get(entry, "external_url")]
    moments = (
        parse_feed_moment(_get(entry, name), zone) for name in ("date_published", "date_modified")
    )
    return Item(
        title=cut_title(to_line(_get(entry, "title"), is_html=False)),
        link=next((found for way in ways if (found := absolute(way, url))), None),
        key=cut_key(key),
        summary="" if summary == content else summary,
        content=content,
        published=next(filter(None, moments), None),
    )


def _key(value: object) -> str:
    """Give an id as text; versions before 1.1 were written with numbers too."""
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else ""


def _get(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
