from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml has no annotations

from flows.export import feed_parts
from flows.export.newsfeed import entry_id
from flows.ingest.feed import parse_feed
from flows.model import Announce
from flows.state.queries import News
from tests.export.samples import NOW, listed, news, reading

Element: TypeAlias = Any  # lxml's
SEOUL = ZoneInfo("Asia/Seoul")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~/-]+")  # RFC 4151
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # RFC 3339


def _feed(*entries: News, about: str = "") -> str:
    return "".join(feed_parts(entries, about=about, zone=SEOUL))


def _root(*entries: News) -> Element:
    return etree.fromstring(_feed(*entries).encode())


def _texts(element: Element, name: str) -> list[str]:
    return [one.text or "" for one in element.findall(f"a:{name}", ATOM)]


def test_another_reader_reads_it() -> None:
    """Our own feed reader, which knows nothing of this writer, gets title, link, id and time."""
    one = news(listed(1, date="2026-11-23"))
    two = news(listed(2, readings=(reading(None),)), 8)
    feed = parse_feed(_feed(one, two).encode(), url="https://x.example/f", charset=None, zone=SEOUL)
    assert (feed.title, feed.problems, len(feed.items)) == ("맞손: 새 협력", (), 2)
    first, second = feed.items
    assert first.title == "건너전자 × 라온대 · 업무협약(MOU) · 체결 2026-11-23"
    assert first.link == "https://news.example.com/a/1?x=1&y=2"
    assert first.published == NOW
    assert "건너전자는 라온대와 협약을 체결했다." in (first.summary + str(first.content))
    assert second.link is None


def test_what_rfc_4287_demands_is_there() -> None:
    """Exactly one id, title and updated each; an author; a link or content; ids are absolute."""
    readings = (reading(), reading("https://b.example.com/2"), reading())
    entries = [news(listed(1, readings=readings, topics=("로봇",))), news(listed(2), 8)]
    root = _root(*entries)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:author/a:name", namespaces=ATOM)
    found = root.findall("a:entry", ATOM)
    assert len(found) == 2
    for element in (root, *found):
        for name, form in (("id", TAG), ("title", re.compile(".+")), ("updated", TIME)):
            (text,) = _texts(element, name)
            assert form.fullmatch(text), text
    for element in found:
        links = [(one.get("rel"), one.get("href")) for one in element.findall("a:link", ATOM)]
        assert [rel for rel, _ in links].count("alternate") == 1
        assert len(links) == len(set(links))
        assert len(_texts(element, "content")) == len(_texts(element, "summary")) == 1
        (published,) = _texts(element, "published")
        assert TIME.fullmatch(published)
    assert len({text for element in found for text in _texts(element, "id")}) == 2
    assert [one.get("rel") for one in found[0].findall("a:link", ATOM)] == ["alternate", "related"]
    assert [one.get("term") for one in found[0].findall("a:category", ATOM)] == ["로봇"]


def test_an_id_outlives_what_is_learnt_later() -> None:
    """Other words, another stage, a joined deal: the entry is the same one, updated."""
    first = news(listed(1))
    later = News(first.change, listed(9, name="센터"), NOW + timedelta(days=3))
    assert entry_id(first) == entry_id(later)
    (element,) = _root(later).findall("a:entry", ATOM)
    assert _texts(element, "updated") == ["2026-11-27T00:00:00Z"]
    assert _texts(element, "published") == ["2026-11-24T00:00:00Z"]
    assert _texts(_root(later, first), "updated") == ["2026-11-27T00:00:00Z"]


def test_two_installations_share_no_id() -> None:
    """The same number elsewhere was found at another moment."""
    mine = news(listed(1))
    moved = NOW + timedelta(microseconds=1)
    theirs = replace(mine, change=replace(mine.change, found_at=moved))
    assert entry_id(mine) != entry_id(theirs)
    seoul: datetime = NOW.astimezone(SEOUL)
    assert entry_id(mine) == entry_id(replace(mine, change=replace(mine.change, found_at=seoul)))


def test_feeds_of_other_filters_are_other_feeds() -> None:
    """And the same feed keeps its id."""
    ids = [_texts(etree.fromstring(_feed(about=about).encode()), "id") for about in "aba"]
    assert ids[0] == ids[2] != ids[1]


def test_what_is_of_the_past_says_so() -> None:
    """As the digest has it under a heading of its own."""
    (old,) = _root(news(listed(1), announce=Announce.ARCHIVE)).findall("a:entry", ATOM)
    (new,) = _root(news(listed(1))).findall("a:entry", ATOM)
    assert _texts(old, "title")[0].endswith("(과거 자료)")
    assert "과거" not in _texts(new, "title")[0]


def test_no_link_leads_where_none_may() -> None:
    """A script, a file or credentials are no links; the text still tells the address."""
    for url in ("javascript:alert(1)", "file:///etc/passwd", "https://a:b@example.com/"):
        (entry,) = _root(news(listed(1, readings=(reading(url),)))).findall("a:entry", ATOM)
        assert entry.findall("a:link", ATOM) == []
        assert _texts(entry, "content")


def test_an_empty_feed_is_one_too() -> None:
    """Valid, and the same each time."""
    root = _root()
    assert root.findall("a:entry", ATOM) == []
    assert _texts(root, "updated") == ["1970-01-01T00:00:00Z"]


@given(st.text(st.characters(), max_size=40))
def test_any_text_makes_xml(text: str) -> None:
    """Controls, half characters and mark-up stay out of the way; the parser takes it."""
    one = listed(1, evidence=text, topics=(text,), name=text, readings=(reading(title=text),))
    assert len(_root(news(one)).findall("a:entry", ATOM)) == 1
