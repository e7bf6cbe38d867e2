"""Markdown to a document: front matter, the first heading as title, plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from markdown_it import MarkdownIt
from markdown_it.token import Token

from flows.ingest.address import canonical
from flows.ingest.dates import parse_date_line, parse_moment
from flows.ingest.document import Document, check_length, parse_document

_FRONT = re.compile(r"---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"(title|subtitle|date|published|url)\s*:\s*(.*?)\s*", re.IGNORECASE)


def parse_markdown(text: str, zone: ZoneInfo) -> Document:
    """Read clean Markdown text.

    Raises:
        SourceError: there is nothing in it, or far more than an article has.
    """
    check_length(text)
    fields, text = _front_matter(text)
    lines = list(_lines(text, zone))
    if fields.get("title"):
        lines = [fields["title"], "", *lines]
    document = parse_document("\n".join(lines), zone)
    moment = parse_moment(fields.get("date") or fields.get("published") or "", zone)
    return replace(
        document,
        subtitle=fields.get("subtitle") or document.subtitle,
        published=moment or document.published,
        url=canonical(fields.get("url", "")),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    text = text.lstrip()
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    found = (_FIELD.fullmatch(line.strip()) for line in match[1].split("\n"))
    return {m[1].lower(): _unquoted(m[2]) for m in found if m}, text[match.end() :]


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _lines(text: str, zone: ZoneInfo) -> Iterator[str]:
    """Give one line a paragraph, heading or list item, with a blank line after each.

    A paragraph that holds a date line is a head written line by line and stays so.
    """
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type != "inline":
            continue
        rows = [row.strip() for row in _plain(token).split("\n")]
        has_date = any(parse_date_line(row, zone) for row in rows)
        yield from rows if has_date else [" ".join(row for row in rows if row)]
        yield ""


def _plain(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
    return "".join(pieces)
