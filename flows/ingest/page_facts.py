"""Title and subtitle of a page: what it says about itself, then what a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.ingest.decode import clean
from flows.ingest.lines import read_lines
from flows.ingest.tree import words

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

_SUBTITLE = re.compile(
    r"sub[-_]?(?:title|tit|heading|head)|tit(?:le)?[-_]sub|mid[-_]?title|end_summary|deck|stit",
    re.IGNORECASE,
)
_SUBTITLE_TAGS = ("h2", "h3", "h4", "h5", "strong", "div", "p", "span", "b")
MAX_FRAGMENT = 100  # characters, chosen: longer ones are a summary
MAX_FRAGMENTS = 6
MIN_HEADING = 8  # characters, chosen: a shorter heading is a section's name
_TAIL = re.compile(r"\s*(?:[|<>ㅣ:]|[-–—·]\s|\s[-–—·])")  # before the names of section and site


def meta(tree: HtmlElement, name: str) -> str:
    """Give the content of the first meta tag of that name, "" where there is none."""
    query = "//meta[@property=$name or @name=$name or @itemprop=$name]/@content"
    values = tree.xpath(query, name=name)
    return " ".join(clean(str(values[0])).split()) if values else ""


def title_of(tree: HtmlElement, headline: str) -> str:
    """Give the headline, without the names of section and site that titles carry behind it.

    `headline` is what JSON-LD calls it.
    """
    headings = [text for e in tree.iter("h1", "h2", "h3", "h4") if (text := words(e))][:50]
    named = next((text for e in tree.iter("title") if (text := words(e))), "")
    titles = [meta(tree, "og:title"), " ".join(clean(headline).split()), named]
    stated = next(filter(None, titles), "")
    for title in filter(None, titles):
        shown = [text for text in headings if len(text) >= MIN_HEADING and _heads(text, title)]
        if shown:
            return max(shown, key=len)
    top = next((text for e in tree.iter("h1") if len(text := words(e)) >= MIN_HEADING), "")
    if top and not any(titles[:2]):
        return top
    return _without_site(stated, meta(tree, "og:site_name"))


def _heads(heading: str, title: str) -> bool:
    """Say whether a title is a heading alone, or with a name of the site behind it."""
    if heading == title:
        return True
    return title.startswith(heading) and _TAIL.match(title[len(heading) :]) is not None


def _without_site(title: str, site: str) -> str:
    """Cut the site's name and the sign before it."""
    rest = title.removesuffix(site).rstrip() if site else title
    return re.sub(r"\s*(?:[|<>ㅣ:]+|\s[-–—·])$", "", rest) if rest != title else title


def subtitle_of(tree: HtmlElement, around: Container[HtmlElement]) -> list[str]:
    """Give the headline fragments that the page marks as such, outside the parts `around`."""
    for element in tree.iter(*_SUBTITLE_TAGS):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _SUBTITLE.search(names) or any(up in around for up in element.iterancestors()):
            continue
        lines = [line.text for line in read_lines(element)]
        is_short = all(len(text) <= MAX_FRAGMENT and not text.endswith("다.") for text in lines)
        if 0 < len(lines) <= MAX_FRAGMENTS and is_short:
            return lines
    return []
