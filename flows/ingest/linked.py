"""What a page says about itself as JSON-LD: when, what, and whether everyone may read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

MAX_ENTRIES = 2_000  # objects and lists looked at, chosen: a site's graph has dozens
_CONTROL = re.compile(r"[\x00-\x1f]")  # raw line ends inside strings, which JSON forbids
_ARTICLE = re.compile(r"(?:\w*Article|\w*NewsRelease|BlogPosting|Report|WebPage)")
_FALSE = re.compile(r"\s*(?:false|no|0)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """The parts of a page's JSON-LD that are read, "" where it has none."""

    published: str = ""
    headline: str = ""
    body: str = ""
    is_closed: bool = False


def read_linked(tree: HtmlElement) -> Linked:
    """Read the first article that the JSON-LD of a page tells of."""
    entries = [
        entry
        for script in tree.xpath("//script[contains(@type, 'ld+json')]")
        for entry in _entries(script.text or "")
    ]
    entries.sort(key=_rank)
    return Linked(
        _first(entries, "datePublished", "dateCreated"),
        _first([e for e in entries if _rank(e) == 0], "headline"),
        max((_text(entry.get("articleBody")) for entry in entries), key=len, default=""),
        any(_is_false(entry.get("isAccessibleForFree")) for entry in entries),
    )


def _entries(text: str) -> Iterator[Mapping[str, object]]:
    """Find the objects in one script, which may be an object, a list or a @graph."""
    try:
        waiting = [json.loads(_CONTROL.sub(" ", text).strip().rstrip(";"))]
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_ENTRIES):
        if not waiting:
            return
        entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting += entry
        elif isinstance(entry, dict):
            waiting += [entry.get("@graph"), entry.get("mainEntity")]
            yield entry


def _rank(entry: Mapping[str, object]) -> int:
    """Put articles first: a page's JSON-LD also dates its site and its breadcrumbs."""
    kinds = entry.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    matches = [_ARTICLE.fullmatch(name) for name in names if isinstance(name, str)]
    return 0 if any(m and m[0] != "WebPage" for m in matches) else 1 if any(matches) else 2


def _first(entries: list[Mapping[str, object]], *keys: str) -> str:
    return next((text for key in keys for e in entries if (text := _text(e.get(key)))), "")


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and _FALSE.fullmatch(value) is not None)
