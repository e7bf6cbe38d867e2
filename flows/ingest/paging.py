"""Pages of one article or one list: which address is which page, and where the next one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from flows.ingest.site import resolve
from flows.ingest.tree import words
from flows.ingest.wordlist import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

_KEYS = word_set(
    "page p pg pageno page_no pagenum page_num pageindex page_index paged cpage nowpage curpage"
    " currentpage current_page gotopage"
)
_PATH = re.compile(r"(?P<base>.*?)(?:/page)?[/_-](?P<page>\d{1,4})(?P<end>/|\.\w{2,5})?", re.DOTALL)
_MARKED = re.compile(r"(?P<base>.*?)/page/(?P<page>\d{1,4})/?", re.DOTALL)
_NEXT = re.compile(
    r"(?:다음(?:\s?(?:페이지|쪽|장|목록))?|이전\s?(?:글|기사|소식)\s?더?\s?보기|next(?:\s?page)?|older"
    r"(?:\s?(?:posts|news|entries))?)?\s?[›>→▶»]?",
    re.IGNORECASE,
)


def page_of(href: str, base: str) -> int | None:
    """Give the number that `href` has as a page of `base`, None where it is none of its pages."""
    one, other = urlsplit(href), urlsplit(base)
    if one.hostname != other.hostname:
        return None
    rest, number = _query(one.query, one.path)
    if rest != _query(other.query, other.path)[0]:
        return None
    if one.path.rstrip("/") == other.path.rstrip("/"):
        return number or 1
    match = _PATH.fullmatch(one.path)
    stem, _, suffix = other.path.rpartition(".") if "." in other.path[-6:] else (other.path, "", "")
    is_page = match and match["base"].rstrip("/") == stem.rstrip("/")
    is_page = is_page and (match["end"] or "").strip("/.") == suffix if match else False
    return int(match["page"]) if match and is_page else None


def base_of_pages(url: str) -> str:
    """Give the address of the first page, where the address itself says that it is another."""
    parts = urlsplit(url)
    match = _MARKED.fullmatch(parts.path)
    return parts._replace(path=match["base"] + "/").geturl() if match else url


def links_of(tree: HtmlElement, base: str) -> Iterator[tuple[HtmlElement, str]]:
    """Give each link of a page with its absolute address."""
    for element in tree.iter("a", "link"):
        href = element.get("href")
        if href and (address := resolve(base, href)):
            yield element, address


def leads_on(element: HtmlElement, number: int) -> bool:
    """Say whether a link calls itself the next page, or page `number`."""
    if "next" in (element.get("rel") or "").lower().split():
        return True
    text = words(element) or element.get("title") or element.get("aria-label") or _alt(element)
    return text == str(number) or (bool(text) and _NEXT.fullmatch(text) is not None)


def _alt(element: HtmlElement) -> str:
    return next((str(alt).strip() for alt in element.xpath(".//img/@alt")), "")


def _query(query: str, path: str) -> tuple[list[tuple[str, str]], int | None]:
    """Part a query into what names the page's subject and the number of the page."""
    rest, number = [], None
    for key, value in parse_qsl(query, keep_blank_values=True):
        is_key = key.lower() in _KEYS and not (
            key == "p" and path in {"", "/"}
        )  # ?p=7: a post's id
        if is_key and re.fullmatch(r"\d{1,5}", value):
            number = int(value)
        else:
            rest.append((key, value))
    return sorted(rest), number
