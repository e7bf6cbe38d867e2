"""Where the article is on a page, and its lines.

Most sites mark the article's element by a name that is known; its lines are read from there,
so that nothing of it is lost. On other pages trafilatura finds the article, and the lines
between its first and its last are read again from the page. What the page holds only as
JSON-LD is taken where neither gives as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING

from flows.ingest.boilerplate import drop_boilerplate, is_sentence
from flows.ingest.decode import clean
from flows.ingest.furniture import Furniture
from flows.ingest.lines import Line, read_lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

# Characters below which trafilatura is asked too, chosen: an id with two or three sentences, a
# class with an article of usual length.
SHORT, LONG = 200, 1_000
MIN_SENTENCE = 25  # characters, chosen: entries of menus are shorter, lead sentences longer

# The names of the article's element, the most telling first. Each was seen in several public
# lists of selectors for Korean news sites, or is what a widespread CMS or blog engine writes.
_IDS = (
    "article-view-content-div dic_area newsct_article articleBodyContents articeBody articleBody"
    " article_body article-body articletxt articleText article_content articleContent"
    " newsEndContents news_body_area_contents news_body_id news_body newsBody news-body"
    " cont_newstext txt_area textBody article_txt CmAdContent pnlContent newsContent news_content"
    " viewContent view_content articleView article_conent article_view_content news_body_area"
    " article_body_contents js-article-body"
)
_CLASSES = (
    "article-veiw-body article-view-content article_body article-body articleBody article_txt"
    " article-text article_view article_content article-content news_cnt_detail_wrap news_body"
    " news-body newsct_article news_view view_cont view_con view_content view_text story-news"
    " story-body entry-content post-content td-post-content tt_article_useless_p_margin"
    " contents_style se-main-container bbs_content board_view_content view-content"
    " board-contents bo_v_con articleView cont_article article_con detail_editor news_body_area"
)

FIRST_CLASS = 100  # ids come before classes
_RANKS_OF_IDS = {name.lower(): n for n, name in enumerate(_IDS.split(), 1)}
_RANKS_OF_CLASSES = {name.lower(): n for n, name in enumerate(_CLASSES.split(), FIRST_CLASS)}
LAST_RANK = 1_000  # any <article>: lists are made of them too

MAX_STATED = 200_000  # characters of JSON-LD's text, as many as a document may have
MAX_STATED_TAGS = 5_000
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Body:
    """The article's lines, with where the first of its sentences stands; None in JSON-LD."""

    lines: tuple[Line, ...]
    first: HtmlElement | None

    @property
    def texts(self) -> list[str]:
        """Give the lines' texts."""
        return [line.text for line in self.lines]

    @property
    def length(self) -> int:
        """Count the characters of lines that are long enough for a sentence."""
        return sum(len(line.text) for line in self.lines if len(line.text) >= MIN_SENTENCE)


NOTHING = Body((), None)


def find_body(tree: HtmlElement, linked: str) -> Body:
    """Find the article; `linked` is the text that JSON-LD gives. The tree is cut down.

    Gives an empty body where no line of the page is long enough for a sentence.
    """
    for element in list(Furniture(tree).all()):
        element.drop_tree()
    found, is_sure = _marked(tree)
    if not is_sure:
        located = _located(tree)
        found = located if located.length > 2 * found.length else found
    stated = _stated(linked)
    # A script's text may repeat the lead alone; it wins only where the page shows less than half.
    return stated if stated.length > 2 * found.length else found


def _marked(tree: HtmlElement) -> tuple[Body, bool]:
    """Give what the element named like an article holds, and whether the name is enough.

    Of several, the one with the most telling name that holds half as much as any: a wrapper's
    extra lines are seldom the article's. A bare <article> or a class may be a teaser's, and so
    may little text of any name.
    """
    groups: dict[int, dict[HtmlElement, None]] = {}
    for element in tree.iter():
        rank = _rank(element)
        if rank is not None:
            group = groups.setdefault(rank, {})
            if not any(up in group for up in element.iterancestors()):
                group[element] = None
    bodies = {rank: _joined(list(groups[rank])) for rank in sorted(groups)}
    most = max((body.length for body in bodies.values()), default=0)
    for rank, body in bodies.items():
        if most and body.length >= most / 2:
            return body, body.length >= (SHORT if rank < FIRST_CLASS else LONG)
    return NOTHING, False


def _rank(element: HtmlElement) -> int | None:
    if "articlebody" in (element.get("itemprop") or "").lower():
        return 0
    if (name := (element.get("id") or "").lower()) in _RANKS_OF_IDS:
        return _RANKS_OF_IDS[name]
    classes = (element.get("class") or "").lower().split()
    ranks = [_RANKS_OF_CLASSES[name] for name in classes if name in _RANKS_OF_CLASSES]
    if ranks:
        return min(ranks)
    return LAST_RANK if element.tag == "article" else None


def _joined(elements: Sequence[HtmlElement]) -> Body:
    """Join the parts that stand side by side; of others the one that holds most."""
    parents = {element.getparent() for element in elements}
    if len(parents) == 1 and elements[0].tag != "article":
        return _body(line for element in elements for line in read_lines(element))
    return max((_body(read_lines(element)) for element in elements), key=_length)


def _length(body: Body) -> int:
    return body.length


def _body(lines: Iterable[Line]) -> Body:
    kept = tuple(drop_boilerplate(lines))
    longest = (line.element for line in kept if len(line.text) >= MIN_SENTENCE)
    return Body(kept, next(longest, None))


def _located(tree: HtmlElement) -> Body:
    """Read again what trafilatura finds, with the lines between that it leaves out."""
    import trafilatura  # noqa: PLC0415  # 0.2 s that only pages need
    from lxml import html  # type: ignore[import-untyped]  # noqa: PLC0415  # as above

    page = html.tostring(tree, encoding="unicode")
    text = trafilatura.extract(page, include_comments=False, include_tables=False) or ""
    said = _squashed(text)
    lines = list(read_lines(tree))
    hits = [n for n, line in enumerate(lines) if _squashed(line.text) in said]
    hits = [n for n in hits if len(lines[n].text) >= MIN_SENTENCE]
    if not hits:
        return NOTHING
    between = _body(lines[hits[0] : _end(lines, hits[-1])])
    alone = _body(lines[n] for n in hits)
    return between if between.length <= 2 * alone.length else alone


def _end(lines: Sequence[Line], last: int) -> int:
    """Go on behind the last line that was found while sentences stand beside it."""
    parent = lines[last].element.getparent()
    end = last + 1
    while end < len(lines) and is_sentence(lines[end].text) and not lines[end].linked:
        if lines[end].element.getparent() is not parent:
            break
        end += 1
    return end


def _squashed(text: str) -> str:
    return "".join(text.split())


def _stated(text: str) -> Body:
    """Read the text of JSON-LD, which is plain or has tags, escaped once more or not."""
    from lxml import html  # noqa: PLC0415  # 0.2 s that only pages need

    text = clean(unescape(text)[:MAX_STATED])
    if not text.strip() or text.count("<") > MAX_STATED_TAGS:
        return NOTHING
    if not _TAG.search(text):
        text = escape(text, quote=False)
    root = html.fragment_fromstring(text.replace("\n", "<br>"), create_parent="div")
    return replace(_body(read_lines(root)), first=None)
