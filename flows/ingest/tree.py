"""Bytes of a web page to a tree, with limits before anything works on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.errors import SourceError
from flows.ingest.decode import CP949_LABELS, CP1252_LABELS, clean, decode
from flows.ingest.site import resolve

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

MAX_BYTES = 5_000_000  # chosen: a page with its scripts has a tenth of it
MAX_BROKEN = 0.001  # share of bytes: an advertisement in another encoding, not a wrong reading

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096  # WHATWG looks for the charset in the first 1,024; some sites put it later
# libxml2 compares each attribute of a tag with the others: 300,000 of them took 277 s, so 3 ns a
# pair. A second of it is let through, 18,000 attributes in one tag.
MAX_PAIRS = 330_000_000
_TAG = re.compile(r"<[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^>\"'])*+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"[^\s/=]+")
MIN_TAG = 2_000  # characters; shorter tags have too few attributes to matter
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def read_tree(data: bytes, charset: str | None, *, max_tags: int) -> HtmlElement:
    """Decode and parse a page; `charset` is the label of the HTTP header.

    Comments are left out. Raises:
        SourceError: no text, no page, or more tags than such a page has.
    """
    from lxml import etree, html  # type: ignore[import-untyped]  # noqa: PLC0415  # as above; slow

    text = read_text(data, charset)
    if text.count("<") > max_tags:
        raise SourceError(
            f"has over {max_tags:,} tags, more than a page with one article or list",
            remedy="give the article's own page, or remove it",
        )
    if sum(map(_pairs, _TAG.findall(text))) > MAX_PAIRS:
        raise SourceError(
            "has a tag with thousands of attributes, as no page with an article has",
            remedy="give the article's own page, or remove it",
        )
    try:
        tree = html.document_fromstring(_DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError, AssertionError):
        raise SourceError("has no page in it", remedy="save the page again") from None
    etree.strip_elements(tree, etree.Comment, etree.PI, with_tail=False)
    return tree


def read_text(data: bytes, charset: str | None) -> str:
    """Decode a page by its bytes first, then by what header and page say about them.

    Raises:
        SourceError: it is too large, or no encoding reads it.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"has over {MAX_BYTES:,} bytes, more than a page with one article or list",
            remedy="give the article's own page, or remove it",
        )
    found = _CHARSET.search(data[:_HEAD_BYTES])
    labels = [charset or "", found[1].decode("ascii", "replace") if found else ""]
    labels = [label.strip().strip("\"'").lower() for label in labels]
    korean = next((label for label in labels if label in CP949_LABELS), None)
    western = next((label for label in labels if label in CP1252_LABELS), None)
    for label in dict.fromkeys((korean, None, western)):
        try:
            return clean(decode(data, declared=label))
        except SourceError as error:
            refused = error
    mended = _mended(data)
    if mended is None:
        raise refused
    return clean(mended)


def base_of(tree: HtmlElement, url: str | None) -> str | None:
    """Give what the links of a page are relative to: its address, or what <base> says."""
    bases = [str(href) for href in tree.xpath("//base/@href")][:1]
    return (resolve(url, bases[0]) if bases else None) or url


def words(element: HtmlElement) -> str:
    """Give an element's text in one line."""
    return " ".join(clean(str(element.text_content())).split())


def _pairs(tag: str) -> int:
    return len(_NAME.findall(_QUOTED.sub(" ", tag))) ** 2 if len(tag) > MIN_TAG else 0


def _mended(data: bytes) -> str | None:
    """Leave out single broken bytes, in the encoding that has the fewest of them."""
    if b"\0" in data:
        return None
    readings = [(data.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "cp949")]
    text, encoding = min(readings, key=lambda reading: reading[0].count("\ufffd"))
    if text.count("\ufffd") > max(1, MAX_BROKEN * len(data)):
        return None
    return data.decode(encoding, "ignore")
