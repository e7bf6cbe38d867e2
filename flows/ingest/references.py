"""References of XML (&amp; &#44032; &nbsp;) that stop a parser, made such that they don't.

A bare & is the commonest fault of Korean feeds, &nbsp; without a DTD the next. The parser for
ill-formed feeds would make "AT&T;" of AT&T, and © of the &copy= in an address.
"""

from __future__ import annotations

import re
from html.entities import html5

_NUMBERED = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));?")
_ODD = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(\w{1,31};)?")
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def mend(text: str) -> tuple[str, bool]:
    """Make references readable; the second is True where the text was ill-formed for them."""
    if "&" not in text:
        return text, False
    if "&#" in text:
        text = _NUMBERED.sub(_legal, text)
    first, *others = text.split("<![CDATA[")
    parts, is_ill = [_ODD.sub(_resolved, first)], _ODD.search(first) is not None
    for other in others:
        inside, mark, outside = other.partition("]]>")
        is_ill = is_ill or _ODD.search(outside) is not None
        parts += ["<![CDATA[", inside, mark, _ODD.sub(_resolved, outside)]
    return "".join(parts), is_ill


def _legal(match: re.Match[str]) -> str:
    """Drop a reference to no character: expat stops at it, feedparser breaks."""
    if len(match[0]) > 12:
        return ""
    number = int(match[1]) if match[1] else int(match[2], 16)
    is_legal = number in {9, 10, 13} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return match[0] if is_legal and number not in {0xFFFE, 0xFFFF} else ""


def _resolved(match: re.Match[str]) -> str:
    name = match[1] or ""
    known = html5.get(name)
    return f"&amp;{name}" if known is None else "".join(_XML.get(c, c) for c in known)
