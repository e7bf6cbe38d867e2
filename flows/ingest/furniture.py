"""What stands around and inside an article without being it, told by the page's markup.

Names of classes and ids are split into words, so that `related_news` and `relatedNews` say
the same and `unrelated` nothing. What holds most of a page's sentences is never furniture,
whatever its name: `<body class="has-sidebar">` is no sidebar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from flows.ingest.boilerplate import MAX_HEADING, is_block_heading
from flows.ingest.lines import SILENT, short_text
from flows.ingest.wordlist import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

# Around the article: lists of others, the site's own parts.
_AROUND = word_set(
    "aside banner best breadcrumb breadcrumbs comment comments disqus foot footer gnb hot lnb"
    " livere menu nav navi navigation outbrain pagination paging popular popularity rank ranking"
    " recommend recommendation recommended recommends related relation relations relnews replies"
    " reply sidebar snb sponsored taboola trending"
)
# Inside the article: who wrote it, whose rights, tools, advertisements, players.
_INSIDE = word_set(
    "ad adbox adsbygoogle adsense advert advertisement adv ads audio byline caption copyright"
    " fontsize journalist newsletter player promotion reporter reporters share sharing sns snsbox"
    " social subscribe subscription ticker toolbar tts"
)
# Names that articles themselves are given too: furniture only where they hold no sentence.
_WEAK = word_set(
    "author btn button download font hashtag hashtags index keyword keywords layer listen"
    " login modal more notice photo popup print profile sign stock stocks tag tags toc tool tools"
    " util utils utility video voice widget writer faq"
)
# Words that only together say it.
_PAIRS = (
    {"img", "desc"},
    {"image", "desc"},
    {"photo", "desc"},
    {"photo", "txt"},
    {"img", "txt"},
    {"img", "caption"},
    {"most", "viewed"},
    {"most", "view"},
    {"most", "read"},
    {"other", "news"},
    {"other", "article"},
    {"also", "read"},
    {"read", "more"},
    {"tem", "type"},  # a CMS's generated question-and-answer box behind the article
)
_WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_UNSEEN = word_set("a11y-hidden blind hidden screen-reader-text sr-only visually-hidden")
_STATES = word_set("has hide is no not show with without")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
MIN_PROSE = 20  # characters, chosen: entries of menus are shorter
MAX_NAMES = 500  # characters of class and id that are looked at
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_END = re.compile(r"(?:[가-힣]|[a-z]{2})[.!?][\"'”’)\]]*(?=\s|$)")


class Furniture:
    """The parts of one tree that are not the article in it."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._prose = _measured(root, _prose)
        self._sentences = _measured(root, _ends)
        self._headed = set(self._headed_blocks())

    def around(self, *, by_name: bool = True) -> Iterator[HtmlElement]:
        """Give the outermost parts around an article: navigation, lists of other articles.

        Without `by_name` they are told by their tag or heading alone, not by class and id.
        """
        return self._outermost(self._is_around if by_name else self._is_plainly_around)

    def all(self) -> Iterator[HtmlElement]:
        """Give the outermost parts that are not the article, inside it too."""
        return self._outermost(lambda element: self._is_around(element) or self._is_inside(element))

    def _outermost(self, is_furniture: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
        from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # as above; slow

        walk = etree.iterwalk(self._root, events=("start",))
        for _, element in walk:
            if element is not self._root and is_furniture(element):
                walk.skip_subtree()
                yield element

    def _is_around(self, element: HtmlElement) -> bool:
        if not _AROUND.isdisjoint(_names(element)):
            return not self._is_most(element)
        return self._is_plainly_around(element)

    def _is_plainly_around(self, element: HtmlElement) -> bool:
        if element.tag in SILENT:
            return True
        is_part = element.tag in {"aside", "footer", "nav"} or element in self._headed
        return is_part and not self._is_most(element)

    def _is_inside(self, element: HtmlElement) -> bool:
        if element.tag in {"figcaption", "figure"}:
            return True
        names = _names(element)
        is_named = not _INSIDE.isdisjoint(names) or any(pair <= names for pair in _PAIRS)
        if is_named or _is_hidden(element):
            return self._holds_at_most(element, 1 / 4)
        is_picture = element.tag == "table" and element.find(".//img") is not None
        is_weak = is_picture or not _WEAK.isdisjoint(names)
        return is_weak and not self._sentences[element] and self._holds_at_most(element, 1 / 10)

    def _is_most(self, element: HtmlElement) -> bool:
        return not self._holds_at_most(element, 1 / 2)

    def _holds_at_most(self, element: HtmlElement, share: float) -> bool:
        """Say whether an element holds at most that share of the tree's prose.

        The shares are chosen: a sidebar holds less than an article, a share button far less.
        """
        return self._prose[element] <= share * self._prose[self._root]

    def _headed_blocks(self) -> Iterator[HtmlElement]:
        """Find the blocks that open with a heading such as 관련기사 and hold links."""
        for element in self._root.iter():
            if element is self._root or not (text := short_text(element, MAX_HEADING)):
                continue
            if not is_block_heading(text):
                continue
            block = element
            while (parent := block.getparent()) is not None and parent is not self._root:
                if not _opens(block, parent) or self._is_most(parent):
                    break
                block = parent
            if block is not element and block.find(".//a") is not None:
                yield block


def _measured(root: HtmlElement, measure: Callable[[str], int]) -> dict[HtmlElement, int]:
    """Add up a measure of the texts in each element, without those in links and scripts."""
    sums: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        total = measure(element.text) if element.text else 0
        for child in element:
            total += sums[child] + (measure(child.tail) if child.tail else 0)
        is_silent = element.tag in SILENT or (element.tag == "a" and element.get("href"))
        sums[element] = 0 if is_silent else total
    return sums


def _prose(text: str) -> int:
    """Count the characters of a text that is longer than menus' entries."""
    length = len(text.strip())
    return length if length >= MIN_PROSE else 0


def _ends(text: str) -> int:
    return len(_END.findall(text))


def _opens(child: HtmlElement, parent: HtmlElement) -> bool:
    """Say whether nothing is read in `parent` before `child`."""
    befores = child.itersiblings(preceding=True)
    texts = (text for before in befores for text in (before.tail, *before.itertext()))
    return not any(text and text.strip() for text in chain((parent.text,), texts))


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return not _UNSEEN.isdisjoint((element.get("class") or "").lower().split())


def _names(element: HtmlElement) -> frozenset[str]:
    if element.tag in _HEADINGS:  # they are told by their text
        return frozenset()
    return _split(f"{element.get('class') or ''} {element.get('id') or ''}"[:MAX_NAMES])


@lru_cache(maxsize=2_000)
def _split(names: str) -> frozenset[str]:
    """Split names into words; `has-ads` and `no-share` say something else."""
    parts = ([word.lower() for word in _WORDS.findall(name)] for name in names.split())
    return frozenset(word for words in parts if words and words[0] not in _STATES for word in words)
