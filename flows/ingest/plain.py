"""Fragments of HTML, as feeds carry them, to plain text.

One pass from left to right, in time that grows with the length whatever the markup is. Only
names that HTML knows are tags: <인터뷰> and <AI 특집> are words of a headline and stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from flows.ingest.decode import clean

# Ten times what documents may have in text: markup of blogs is mostly attributes. Chosen.
MAX_MARKUP = 2_000_000


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BREAKING = _names(
    "address article aside blockquote body br caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre "
    "section summary table tbody tfoot thead tr ul"
)
_SPACING = _names("option td th")
_SKIPPED = _names(
    "applet audio button canvas head iframe map math noscript object script select style svg "
    "template textarea title video"
)
_INLINE = _names(
    "a abbr acronym b base bdi bdo big cite code col colgroup data del dfn em embed font frame "
    "frameset html i img input ins kbd label link mark meta meter nobr o:p output param picture "
    "progress q rp rt ruby s samp small source span strike strong sub sup time track tt u var "
    "wbr"
)
_KNOWN = _BREAKING | _SPACING | _SKIPPED | _INLINE

# After a name only an attribute may follow: <A 등급> is no tag.
_OPEN = re.compile(
    r"<(?:(?P<other>!--|!\[CDATA\[|[!?](?=[A-Za-z]))"
    r"|(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*(?::p)?)(?=[\s/>])(?!\s+[^\sA-Za-z_:@*/>\"']))"
    r"|\]\]>"
)
_END = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_MARKUP = re.compile(
    rf"</(?:{'|'.join(sorted(_KNOWN))})\s*>|<(?:br|hr|img|p|div)(?:\s[^<>]*|/)?>", re.IGNORECASE
)
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|middot|[lr][sd]quo|hellip|#\w{1,7});")
_IMPOSSIBLE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")  # int() refuses 4,301 digits


def to_lines(text: str, *, is_html: bool) -> str:
    """Give the paragraphs of a fragment, a line each; "" where it has no words.

    Text that is not declared as HTML is taken for it where it looks like it. Without any tag
    that breaks lines, the text's own line ends do.
    """
    text = text[:MAX_MARKUP]
    is_marked = has_markup(text)
    once = _stripped(text) if is_html or is_marked else _unescaped(text)
    if not is_marked and has_markup(once):  # escaped twice
        once = _stripped(once)
    elif "&" in once and _ESCAPED.search(once):
        once = _unescaped(once)
    lines = (" ".join(line.split()) for line in clean(once).split("\n"))
    return "\n".join(line for line in lines if line)


def to_line(text: str, *, is_html: bool) -> str:
    """Give a fragment as one line with single spaces."""
    return to_lines(text, is_html=is_html).replace("\n", " ")


def has_markup(text: str) -> bool:
    """Say whether text has a closing tag of HTML, or one that needs none."""
    return "<" in text and _MARKUP.search(text) is not None


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return html.unescape(_IMPOSSIBLE.sub("", text)).replace("\ufffd", "")


def _stripped(text: str) -> str:
    if "<" not in text:
        return _unescaped(text)
    pieces = list(_pieces(text))
    if any(is_break for _, is_break in pieces):
        words = (
            "\n" if is_break else piece.replace("\n", " ").replace("\r", " ")
            for piece, is_break in pieces
        )
    else:
        words = (piece for piece, _ in pieces)
    return _unescaped("".join(words))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Give the text between tags, and True where a tag breaks the line."""
    at = 0
    is_quoting = True  # False once a quote was left open: then the next > ends a tag
    while match := _OPEN.search(text, at):
        yield text[at : match.start()], False
        name = (match["name"] or "").lower()
        if match["other"] == "!--":
            at = _after(text, "-->", match.end())
        elif match["other"] in {"!", "?"}:
            at = _after(text, ">", match.end())
        elif not name:  # the signs of CDATA alone
            at = match.end()
        elif name not in _KNOWN:
            yield match[0], False
            at = match.end()
        else:
            end = _END.match(text, match.end()) if is_quoting else None
            is_quoting = end is not None
            at = end.end() if end else _after(text, ">", match.end())
            if name in _BREAKING:
                yield "", True
            elif name in _SPACING:
                yield " ", False
            elif name in _SKIPPED and not match["close"] and text[at - 2 : at] != "/>":
                at = _after_element(text, name, at)
    yield text[at:], False


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def _after_element(text: str, name: str, at: int) -> int:
    """Go to the closing tag, which is read next; without one the rest belongs to it."""
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return closing.start() if closing else len(text)
