"""Lines of text to a document: title line, date line, subtitle lines, paragraphs.

The form that saved Korean articles have: the title, when it was entered, perhaps headline
fragments below it, then sentences. Each part but the body may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.bylines import is_aside, strip_opening
from flows.ingest.dates import parse_date_line
from flows.ingest.repeated import drop_repeated

MAX_CHARACTERS = 200_000  # 1.5 s of Kiwi's work (138,000 a second); the seed has 1,400
# The next three are chosen, not measured: the seed's title has 27 characters, its date line
# is the second, and it has one fragment.
MAX_TITLE = 150
DATE_WITHIN = 5  # a date line further down is about something else
SUBTITLES = 4  # fragments below a title; more are a list

# Headlines end in 나선다, ? and ... too; only a full stop after a word ends a sentence for sure.
_SENTENCE = re.compile(r"[^\W\d_][.。][\"'”’)\]』」》]*$")
_ENDING = re.compile(r"[.!?。…:;\"'”’)\]』」》>]$")

_BULLET = re.compile(r"[■▲△▶▷◆◇●○□※·•*<\[-]|\d{1,2}[.)]|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read: `body` has one paragraph a line, `subtitle` one fragment a line.

    `key` is its id inside a file of several, None where the file is one document.
    """

    title: str
    body: str
    subtitle: str = ""
    published: datetime | None = None
    url: str | None = None
    key: str | None = None


def parse_document(text: str, zone: ZoneInfo) -> Document:
    """Read clean text of the seed's kind.

    Raises:
        SourceError: there is nothing in it, or far more than an article has.
    """
    check_length(text)
    lines = [line.strip() for line in text.split("\n")]
    lines = lines[next((n for n, line in enumerate(lines) if line), len(lines)) :]
    head, rest, published = _split_at_date(lines, zone)
    title, between = (head[0], head[1:]) if head else ("", [])
    rest = _unwrapped(rest)
    if published and not between:
        between, rest = _subtitles(rest)
    return make_document(title=title, subtitle=between, paragraphs=rest, published=published)


def make_document(
    *,
    title: str,
    paragraphs: Iterable[str],
    subtitle: Sequence[str] = (),
    published: datetime | None = None,
    url: str | None = None,
    key: str | None = None,
) -> Document:
    """Put a document together: asides out, what stands twice once.

    Raises:
        SourceError: there is nothing in it, or far more than an article has.
    """
    title = " ".join(title.split())
    folded = [" ".join(line.split()) for line in subtitle]
    stripped = (strip_opening(line.strip()) for line in paragraphs if not is_aside(line))
    kept = drop_repeated((p for p in stripped if p), said=(title, *folded))
    document = Document(title, "\n".join(kept), "\n".join(folded), published, url, key)
    if not document.title and not document.body:
        raise SourceError("has no text", remedy="fill it, or remove it")
    check_length(document.body)
    return document


def check_length(text: str) -> None:
    """Refuse text that has far more than an article, before anything works on it."""
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            f"has over {MAX_CHARACTERS:,} characters, more than any one article",
            remedy="split it into one file an article, or remove it",
        )


def _split_at_date(
    lines: list[str], zone: ZoneInfo
) -> tuple[list[str], list[str], datetime | None]:
    """Part lines into what stands before the date line, what stands after it, and the date.

    Without a date line the head is the title alone, or nothing where the text begins with
    a sentence.
    """
    filled = [n for n, line in enumerate(lines) if line][:DATE_WITHIN]
    for n in filled:
        published = parse_date_line(lines[n], zone)
        if published is None:
            continue
        head = [line for line in lines[:n] if line and not is_aside(line)]
        if head and not all(_is_fragment(line) for line in head[1:]):
            break
        rest = lines[n + 1 :]
        if not head:
            head, rest = _title(rest)
        return head, rest, published
    return (*_title(lines), None)


def _title(lines: list[str]) -> tuple[list[str], list[str]]:
    start = next((n for n, line in enumerate(lines) if line), None)
    if start is None:
        return [], []
    if _is_fragment(lines[start]):
        return [lines[start]], lines[start + 1 :]
    return [], lines[start:]


def _subtitles(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the headline fragments below a date line from the body.

    Where nothing but fragments follows they are a list, and the body.
    """
    filled = [n for n, line in enumerate(lines) if line and not is_aside(line)]
    count = next((i for i, n in enumerate(filled) if not _is_fragment(lines[n])), len(filled))
    if not 0 < count <= SUBTITLES or count == len(filled):
        return [], lines
    return [lines[n] for n in filled[:count]], lines[filled[count] :]


def _is_fragment(line: str) -> bool:
    """Say whether a line is a headline, not a sentence."""
    return len(line) <= MAX_TITLE and _SENTENCE.search(line) is None


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that were broken at a fixed width.

    Told by four in five of the lines inside blocks being nearly as long as the longest and
    ending in mid-sentence; articles with a paragraph a line end nearly all of them with one.
    The shares are chosen, not measured: text that is left as it is costs less than text joined.
    """
    width = max(map(len, lines), default=0)
    inner = [a for a, b in pairwise(lines) if a and b and not _BULLET.match(b)]
    broken = [line for line in inner if _is_broken(line, width)]
    if len(inner) < 3 or width > 120 or len(broken) < 0.8 * len(inner):
        return lines
    joined: list[str] = []
    for before, line in pairwise(["", *lines]):
        if line and _is_broken(before, width) and not _BULLET.match(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _is_broken(line: str, width: int) -> bool:
    return bool(line) and len(line) >= 0.7 * width and not _ENDING.search(line)
