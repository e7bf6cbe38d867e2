"""The text of an XML feed made safe and small before a parser sees it.

What costs a parser far more than its size is refused or taken out here. The figures were
measured with feedparser 6.0.14, Python 3.11 and expat 2.5.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.errors import SourceError
from flows.ingest.references import mend

MAX_ITEMS = 1_000
# Of real tags, each 8 µs, or 11 in the parser for ill-formed feeds: 1.1 s. A thousand items
# with ten elements each have 20,000.
MAX_TAGS = 100_000
MAX_ANY_TAGS = 1_000_000  # those inside CDATA too, each 1.2 µs: 1.2 s
MAX_REFERENCES = 400_000  # &…; each 2.4 µs: 1 s
MAX_LINES = 1_000_000  # each 0.6 µs: 0.6 s
# 20,000 in one tag took 3.8 s and 100,000 took 154 s: the time grows with the square.
MAX_ATTRIBUTES = 64
MAX_ALL_ATTRIBUTES = 400_000  # outside CDATA, each 2.5 µs: 1 s
MAX_PREFIXES = 100  # of namespaces: 10,000 of them with an element each took 3.3 s

_HEAD = 10_000  # characters in which a feed begins, whatever a broken server prints first
_ROOTS = frozenset(["rss", "feed", "rdf"])
_START = re.compile(r"<\?xml|<rss\s+[a-z]|<feed\s+xmlns|<rdf:RDF\s+xmlns", re.IGNORECASE)
_NAME = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])")
_SUBSET = re.compile(r"<![^>\[]*\[")
_OPENING = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENDING = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG_END = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_VALUE = re.compile("=\\s*[\"']")
_EMPTY_LINK = re.compile(r"<link\s*/>|<link>\s*</link>")
# Nobody reads these. feedparser works on them in the square of their length or number (an author
# of 50,000 letters took 9 s, 5,000 categories 0.4 s), and 25 µs on each that is short. Short ones
# go, the others get a name on which it does nothing.
_UNREAD = (
    r"(?:author|creator|managingeditor|webmaster|publisher|contributor|category|keywords|subject|"
    r"tags|comments|commentrss)"
)
_SHORT_UNREAD = re.compile(
    rf"<((?:[\w.-]+:)?{_UNREAD})(?:\s[^<>]*)?"
    r"(?:/>|>(?:[^<]*+|\s*<!\[CDATA\[[^\]]{0,200}\]\]>\s*)</\1\s*>)",
    re.IGNORECASE,
)
_LONG_UNREAD = re.compile(rf"(</?)(?:[\w.-]+:)?{_UNREAD}(?=[\s/>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A feed from its root element on, and how many items it had.

    `is_cut`: it ended inside the last item, which is gone. `is_mended`: it had a bare & or a
    reference that XML does not know.
    """

    text: str
    found: int
    is_cut: bool = False
    is_mended: bool = False


def prepare(text: str) -> Prepared:
    """Cut a feed's text to what a parser can read in time.

    Raises:
        SourceError: it is no feed, or one that takes far more work than a feed does.
    """
    text = _ILLEGAL.sub("", _from_root(text))
    starts = [match.start() for match in _OPENING.finditer(text)]
    closed = max((match.end() for match in _CLOSING.finditer(text)), default=0)
    found = len(starts)
    is_cut = bool(starts) and closed <= starts[-1] and not _ENDING.search(text, starts[-1])
    if is_cut:
        text, starts = text[: starts[-1]], starts[:-1]
    if len(starts) > MAX_ITEMS:
        text = text[: starts[MAX_ITEMS]] + text[max(closed, starts[MAX_ITEMS]) :]
    check_work(text)
    text, is_ill = mend(_without_unread(_EMPTY_LINK.sub("", text)))
    return Prepared(text, found, is_cut=is_cut, is_mended=is_ill)


def check_work(text: str) -> None:
    """Refuse what would take a parser more than seconds, by counting.

    Raises:
        SourceError: it has more of something than a feed has.
    """
    real = _outside_cdata(text)
    prefixes = re.findall(r"xmlns:([^\s=]+)", text) if text.count("xmlns:") > MAX_PREFIXES else ()
    for number, limit, what in (
        (sum(part.count("<") for part in real), MAX_TAGS, "tags"),
        (text.count("<"), MAX_ANY_TAGS, "tags"),
        (text.count("&"), MAX_REFERENCES, "references"),
        (text.count("\n"), MAX_LINES, "lines"),
        (sum(part.count("=") for part in real), MAX_ALL_ATTRIBUTES, "attributes"),
        (max(map(_most_attributes, real), default=0), MAX_ATTRIBUTES, "attributes in one tag"),
        (len(set(prefixes)), MAX_PREFIXES, "namespaces"),
    ):
        if number > limit:
            raise SourceError(
                f"has over {limit:,} {what}, far more than a feed",
                remedy="look at it in a browser: it is broken, or made to keep readers busy",
            )


def _from_root(text: str) -> str:
    """Drop what stands before the root element: its DOCTYPE and entities are never read."""
    at = root = _root(text, 0)
    if _kind(text, root) not in _ROOTS | {"html"}:
        start = _START.search(text, 0, _HEAD)
        at = root if start is None else _root(text, start.start())
    kind = _kind(text, at)
    if kind not in _ROOTS or (kind == "rdf" and not _has_rss(text[at:])):
        raise SourceError(_told(text, kind), remedy="`matson sources add URL` finds a page's feed")
    return text[at:]


def _told(text: str, kind: str) -> str:
    if kind in {"html", "body", "head"} or text[:_HEAD].lstrip()[:14].lower() == "<!doctype html":
        return "is a web page, not a feed"
    if kind in {"urlset", "sitemapindex"}:
        return "is a site map, not a feed"
    return f"is no feed: it begins with {' '.join(text[:200].split())[:40]!r}"


def _root(text: str, at: int) -> int:
    """Find the first element; the length of the text where there is none."""
    at = text.find("<", at)
    while 0 <= at < len(text):
        if text.startswith("<?", at):
            end = "?>"
        elif text.startswith("<!--", at):
            end = "-->"
        elif text.startswith("<!", at):
            end = "]>" if _SUBSET.match(text, at) else ">"
        else:
            return at
        found = text.find(end, at)
        at = text.find("<", found + len(end)) if found >= 0 else -1
    return len(text)


def _kind(text: str, at: int) -> str:
    match = _NAME.match(text, at)
    return match[1].lower() if match else ""


def _has_rss(text: str) -> bool:
    return (
        _OPENING.search(text) is not None or re.search("<(?:[\\w.-]+:)?channel", text) is not None
    )


def _outside_cdata(text: str) -> list[str]:
    first, *others = text.split("<![CDATA[")
    parts = [first]
    for other in others:
        _, is_closed, rest = other.partition("]]>")
        if is_closed:
            parts.append(rest)
    if others and "]]>" not in others[-1]:  # never closed: what follows may be tags after all
        return [text]
    return parts


def _most_attributes(part: str) -> int:
    """Count in those tags that are long enough to have too many."""
    long_ones = (tag for tag in part.split("<") if len(tag) > 4 * MAX_ATTRIBUTES)
    ends = (_TAG_END.match(tag) for tag in long_ones)
    return max((len(_VALUE.findall(end[0])) for end in ends if end), default=0)


def _without_unread(text: str) -> str:
    return _LONG_UNREAD.sub(r"\1unread", _SHORT_UNREAD.sub("", text))
