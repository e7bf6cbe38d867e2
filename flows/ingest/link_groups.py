"""The links of a page that look like a list of articles.

Links belong together where the tags and class names above them are the same. Of the groups
outside menus and rankings the one with the most headline in it is the list; links inside the
same part of the page with addresses of the same form join it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from flows.ingest.boilerplate import is_boilerplate
from flows.ingest.furniture import Furniture
from flows.ingest.link_titles import title_of_link
from flows.ingest.paging import links_of
from flows.ingest.site import is_home, is_same_site
from flows.ingest.wordlist import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

# All chosen: menus have words of 2 to 8 characters, headlines 15 to 60.
MIN_TITLE = 10
MIN_LABEL = 4  # a short title inside a list that was found
MIN_GROUP = 3  # two links are no list
MAX_WORTH = (
    50  # characters of one title that count: a group of leads is no better than one of titles
)
SAME_FORM = 0.6  # share of a group's addresses that have the form of most

_STATES = word_set("active current even first last left new odd on right selected top")
_PART = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_SLUG = re.compile(r"(?=.*(?:-.*-|%|[가-힣])).{10,}|[0-9a-f]{8,}|(?=.*\d)[\w-]{16,}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an article, with its absolute address and its title."""

    element: HtmlElement
    url: str
    title: str


def find_group(tree: HtmlElement, base: str) -> list[Link]:
    """Give the links of the list of articles, in order; none where there is no list.

    Names are not trusted where they hide all lists: a list may stand in `<main class="related">`.
    """
    links = _named_links(tree, base)
    furniture = Furniture(tree)
    for by_name in (True, False):
        around = set(furniture.around(by_name=by_name))
        if found := _largest([link for link in links if around.isdisjoint(_lineage(link.element))]):
            return found
    return []


def _named_links(tree: HtmlElement, base: str) -> list[Link]:
    links = [
        Link(element, url, title_of_link(element))
        for element, url in links_of(tree, base)
        if element.tag == "a" and url != base and is_same_site(url, base) and not is_home(url)
    ]
    return [x for x in links if len(x.title) >= MIN_LABEL and not is_boilerplate(x.title)]


def _largest(links: Sequence[Link]) -> list[Link]:
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(_signature(link.element), []).append(link)
    best = max(groups.values(), key=_worth, default=[])
    return _extended(best, links) if _worth(best) else []


def _lineage(element: HtmlElement) -> Iterable[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _signature(element: HtmlElement) -> str:
    """Write the tags and class names from the root to a link, without numbers and states."""
    parts = []
    for up in _lineage(element):
        names = {name.lower() for name in _PART.findall(up.get("class") or "")} - _STATES
        parts.append(".".join((up.tag, *sorted(names))))
    return ">".join(parts)


def _worth(group: Sequence[Link]) -> float:
    """Weigh a group by its headlines, 0 where it is no list of articles."""
    titles = {link.url: link.title for link in group if len(link.title) >= MIN_TITLE}
    if len(titles) < MIN_GROUP or 2 * len(titles) < len({link.url for link in group}):
        return 0
    share = Counter(map(form_of, titles)).most_common(1)[0][1] / len(titles)
    if share < SAME_FORM or len(set(titles.values())) < MIN_GROUP:
        return 0
    return share * sum(min(len(title), MAX_WORTH) for title in titles.values())


def form_of(url: str) -> str:
    """Give what addresses of one kind have in common: ids and slugs are left out."""
    parts = urlsplit(url)
    path = "/".join(_blanked(part) for part in parts.path.split("/"))
    keys = ",".join(sorted(key for key, _ in parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.hostname}{path}?{keys}"


def _blanked(part: str) -> str:
    return "*" if _SLUG.fullmatch(part) else _NUMBER.sub("0", part)


def _extended(group: Sequence[Link], links: Sequence[Link]) -> list[Link]:
    """Add what stands in the same part of the page and has an address of the same form."""
    form = Counter(form_of(link.url) for link in group).most_common(1)[0][0]
    part = _shared(group)
    chosen = {id(link) for link in group}
    return [
        link
        for link in links
        if id(link) in chosen
        or (form_of(link.url) == form and part is not None and part in _lineage(link.element))
    ]


def _shared(group: Sequence[Link]) -> HtmlElement | None:
    """Give the element around the lowest one that holds a whole group.

    A headline may stand above the list that it belongs to. None where that is all of the page.
    """
    counts = Counter(up for link in group for up in _lineage(link.element))
    whole = [up for up in _lineage(group[0].element) if counts[up] == len(group)]
    parts = [part for part in whole[:2] if part.tag not in {"html", "body"}]
    return parts[-1] if parts else None
