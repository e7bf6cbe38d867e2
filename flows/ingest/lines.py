"""A part of a page to its lines, as a browser would break them.

Nothing is judged here: each line says how much of it is a link and where it stands.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.ingest.decode import clean
from flows.ingest.wordlist import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

BLOCKS = word_set(
    "address article aside blockquote body br caption center dd details div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
SILENT = word_set(
    "applet audio button canvas datalist dialog embed iframe input map math menu noscript"
    " object option script select style svg template textarea video"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, the share of its letters inside links, the element it begins in."""

    text: str
    linked: float
    element: HtmlElement


def read_lines(root: HtmlElement, *, skip: Container[HtmlElement] = ()) -> Iterator[Line]:
    """Give the lines of an element that are not empty, in order, without the parts to skip."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # as above; slow

    parts = _Parts(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_start, is_silent = event == "start", element.tag in SILENT or element in skip
        if element.tag in BLOCKS:
            if line := parts.line():
                yield line
            parts = _Parts(element, parts.links)
        if is_start and is_silent:
            walk.skip_subtree()
        if element.tag == "a" and element.get("href") is not None:
            parts.links += 1 if is_start else -1
        if is_start and not is_silent:
            parts.add(element.text)
        elif not is_start and element is not root:
            parts.add(element.tail)
    if line := parts.line():
        yield line


def short_text(element: HtmlElement, most: int) -> str:
    """Give the text of an element in one line where it has `most` characters, "" otherwise."""
    parts: list[str] = []
    length = 0
    for text in element.itertext():
        parts.append(text)
        length += len(text.strip())
        if length > most or len(parts) > most:
            return ""
    return " ".join(clean("".join(parts)).split())


class _Parts:
    """The pieces of one line, until it ends."""

    def __init__(self, place: HtmlElement, links: int = 0) -> None:
        self.links = links
        self._place = place
        self._texts: list[str] = []
        self._letters = self._linked = 0

    def add(self, text: str | None) -> None:
        if text:
            count = sum(map(str.isalnum, text))
            self._texts.append(text)
            self._letters += count
            self._linked += count if self.links else 0

    def line(self) -> Line | None:
        text = " ".join(clean("".join(self._texts)).split())
        linked = self._linked / self._letters if self._letters else 0.0
        return Line(text, linked, self._place) if text else None
