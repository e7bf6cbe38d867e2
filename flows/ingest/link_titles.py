"""What the links of one article in a list say: its title among pictures, leads and dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.ingest.boilerplate import is_boilerplate, is_sentence
from flows.ingest.decode import clean
from flows.ingest.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

MAX_TITLE = 200  # characters, chosen: longer texts are leads
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "dt")
_TITLE = re.compile(
    r"(?<![a-z])(?:title|titles|tit|subject|headline|heading)(?![a-z])", re.IGNORECASE
)


def title_of_link(element: HtmlElement) -> str:
    """Give the headline that a link shows, else its title attribute, else its picture's text.

    A link around a whole entry shows a lead and a date too: then its heading is the title.
    """
    inside = (
        part for part in element.iterdescendants() if part.tag in _HEADINGS or _is_titled(part)
    )
    if text := next(filter(None, map(_line, inside)), ""):
        return text
    lines = [line.text for line in read_lines(element) if not is_boilerplate(line.text)]
    shown = lines[0] if lines else ""
    alts = [str(alt) for alt in element.xpath(".//img/@alt")]
    return shown or next(filter(None, map(_folded, (element.get("title") or "", *alts))), "")


def best_title(elements: Iterable[HtmlElement]) -> str:
    """Choose between the links of one article: a heading's, then the longest that is no lead."""
    ranked = [(_is_headed(element), title_of_link(element)) for element in elements]

    def rank(pair: tuple[bool, str]) -> tuple[bool, bool, int]:
        is_headed, text = pair
        is_lead = len(text) > MAX_TITLE or is_sentence(text)
        return is_headed and bool(text), not is_lead, len(text)

    return max(ranked, key=rank, default=(False, ""))[1]


def _is_headed(element: HtmlElement) -> bool:
    """Say whether a link is a heading, stands in one, or has one in it."""
    near = [element, *list(element.iterancestors())[:2], *element.iterdescendants()]
    return any(part.tag in _HEADINGS[:6] or _is_titled(part) for part in near)


def _names_title(element: HtmlElement) -> bool:
    return element.tag in _HEADINGS or _is_titled(element)


def _is_titled(element: HtmlElement) -> bool:
    return _TITLE.search(element.get("class") or "") is not None


def _line(element: HtmlElement) -> str:
    return " ".join(line.text for line in read_lines(element))


def _folded(text: str) -> str:
    return " ".join(clean(text).split())
