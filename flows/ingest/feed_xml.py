"""RSS and Atom, of any version, to items: feedparser reads them, what it found is made plain.

It is handed text that has been made safe (feed_text.py), and a byte stream: given bytes it
would try to open a file of that name. Links and dates are read from what the feed says, for it
takes a bare guid for a relative address and Korean dates for others.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import unescape
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.feed_item import MAX_TEXT, cut_key, cut_title, make_feed, without_outlet
from flows.ingest.feed_text import MAX_ITEMS, Prepared, prepare
from flows.ingest.items import Feed, Item
from flows.ingest.links import absolute, is_absolute
from flows.ingest.moments import parse_feed_moment
from flows.ingest.plain import to_line, to_lines

_HTML = frozenset(["text/html", "application/xhtml+xml"])
_TEXTS = _HTML | {"text/plain"}
_ALTERNATE = frozenset(["alternate", "http://www.iana.org/assignments/relation/alternate"])
_OLDER = ("prev-archive", "next")  # RFC 5005
_REMEDY = "nothing, unless items are missing: then tell the site's owner"
_NOTHING = "is a feed with nothing in it"
_LOOK = "look at it in a browser, or remove it"
_UNVERSIONED = frozenset(["", "rss", "atom"])  # by its root's name alone: other things have it too
_HEADERS = {"content-type": "application/xml; charset=utf-8"}

Entry = dict[str, object]


def parse_xml_feed(text: str, *, url: str, zone: ZoneInfo) -> Feed:
    """Read the text of an XML feed that came from `url`.

    Raises:
        SourceError: it is no feed, or far more than one.
    """
    prepared = prepare(text)
    parsed = _parse(prepared)
    about = _mapping(parsed, "feed")
    entries = _mappings(parsed, "entries")[:MAX_ITEMS]
    types = _content_types(parsed, prepared.text)
    items = [_item(entry, url, zone, types) for entry in entries]
    title = to_line(_get(about, "title"), is_html=_is_html(about, "title"))
    home = _link(about, url)
    problems = _problems(parsed, prepared)
    if not (entries or title or home):
        if _get(parsed, "version") in _UNVERSIONED:
            raise SourceError(_NOTHING, remedy=_LOOK)
        problems.append(f"{_NOTHING} → {_LOOK}")
    return make_feed(
        title=title,
        home=home,
        older=_older(about, url),
        items=items,
        found=prepared.found,
        problems=problems,
    )


def _parse(prepared: Prepared) -> Entry:
    import feedparser  # noqa: PLC0415  # no annotations; 0.1 s

    data = f'<?xml version="1.0" encoding="utf-8"?>\n{prepared.text}'.encode()
    try:
        parsed: Entry = feedparser.parse(
            io.BytesIO(data),
            response_headers=_HEADERS,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # noqa: BLE001  # what it does not expect breaks it in many ways
        raise SourceError(
            f"is a feed that can't be read ({type(error).__name__})",
            remedy="tell the site's owner that it is no well-formed XML",
        ) from None
    return parsed


def _problems(parsed: Entry, prepared: Prepared) -> list[str]:
    if prepared.is_cut:
        return ["it ends inside an item, which is left out → nothing, unless it happens again"]
    if dict.get(parsed, "bozo"):
        error = dict.get(parsed, "bozo_exception")
        told = " ".join(str(getattr(error, "getMessage", lambda: error)()).split())[:60]
    elif prepared.is_mended:
        told = "a bare & or an unknown name after one"
    else:
        return []
    return [f"it is no well-formed XML ({told}), and was read as far as possible → {_REMEDY}"]


def _content_types(parsed: Entry, text: str) -> frozenset[str]:
    """Say of which types full text is among what feedparser calls content.

    In RSS it calls a second description so too, as plain text: a caption, a podcast's summary.
    """
    if _get(parsed, "version").startswith("atom"):
        return _TEXTS
    namespaces = _mapping(parsed, "namespaces")
    has_full = "content" in namespaces or "xhtml" in namespaces or "<content:encoded" in text
    return _HTML if has_full else frozenset()


def _item(entry: Entry, url: str, zone: ZoneInfo, types: frozenset[str]) -> Item:
    outlet = to_line(_get(_mapping(entry, "source"), "title"), is_html=False) or None
    title = cut_title(to_line(_get(entry, "title"), is_html=_is_html(entry, "title")))
    title = without_outlet(title, outlet)
    content = _content(entry, types)
    summary = to_lines(_get(entry, "summary"), is_html=_is_html(entry, "summary"))[:MAX_TEXT]
    is_repeated = summary == content or (outlet and title and summary.startswith(title))
    moments = (
        parse_feed_moment(_get(entry, name), zone) for name in ("published", "updated", "created")
    )
    return Item(
        title=title,
        link=_link(entry, url),
        key=cut_key(_written(entry, "id")),
        summary="" if is_repeated else summary,
        content=content,
        published=next(filter(None, moments), None),
        outlet=outlet,
    )


def _content(entry: Entry, types: frozenset[str]) -> str:
    texts = [
        to_lines(_get(part, "value"), is_html=_get(part, "type") in _HTML)
        for part in _mappings(entry, "content")
        if _get(part, "type") in types
    ]
    return max(texts, key=len, default="")[:MAX_TEXT]


def _link(entry: Entry, url: str) -> str | None:
    """Find the address of the page: where a redirecting one names the real one, that."""
    links = [link for link in _mappings(entry, "links") if _get(link, "rel") in _ALTERNATE]
    pages = [_get(link, "href") for link in links if _get(link, "type") in _HTML]
    key, link = _get(entry, "id"), _get(entry, "link")
    ways = [_written(entry, "feedburner_origlink"), *pages, *(_get(link, "href") for link in links)]
    ways += [link] if link != key or is_absolute(link) else []
    return next((found for way in ways if (found := absolute(way, url))), None)


def _older(about: Entry, url: str) -> str | None:
    links = _mappings(about, "links")
    ways = (_get(link, "href") for rel in _OLDER for link in links if _get(link, "rel") == rel)
    found = next(filter(None, (absolute(way, url) for way in ways)), None)
    return found if found != url else None


def _is_html(entry: Entry, name: str) -> bool:
    return _get(_mapping(entry, f"{name}_detail"), "type") in _HTML


# feedparser's own dictionary gives one key for another: dict's methods are called instead.


def _get(entry: Entry, name: str) -> str:
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""


def _written(entry: Entry, name: str) -> str:
    """Give an id or address as it is written.

    feedparser leaves &amp; in it where a feed is ill-formed, and where it is not has resolved it:
    a key must not change with that. An id that holds &amp; itself is taken for the other.
    """
    return unescape(_get(entry, name), {"&quot;": '"', "&apos;": "'"})


def _mapping(entry: Entry, name: str) -> Entry:
    value = dict.get(entry, name)
    return value if isinstance(value, dict) else {}


def _mappings(entry: Entry, name: str) -> Sequence[Entry]:
    value = dict.get(entry, name)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
