"""Pages of links, searches, walls, articles of several pages, and the past of a source."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from flows.errors import SourceError
from flows.ingest import Look, search
from flows.model import Announce, Source
from flows.stages import Request
from tests.desk import Desk
from tests.ingest.webserver import Seen, page
from tests.newspaper import FIRST, SECOND, Story, html

SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def _list_page(stories: list[Story]) -> bytes:
    entries = "".join(
        f'<li><a href="{s.path}">{s.title} {s.number}</a><em>2026.11.23 10:00</em></li>'
        for s in stories
    )
    menu = '<nav><a href="/">홈</a><a href="/about">회사 소개</a></nav>'
    return html(f"{menu}<ul class='list'>{entries}</ul>")


@pytest.mark.parametrize("links", [None, "ul.list a"])
def test_a_page_of_links_is_a_source(desk: Desk, links: str | None) -> None:
    """With a selector and without one; an article that it lists later is new then."""
    stories = [Story(n, told=(f"{n}번째 소식이다.", FIRST)) for n in range(6)]
    desk.paper.print(*stories)
    site = desk.paper.site
    site.answers["/list"] = _list_page(stories[1:])
    source = Source("list", "pages", url=site.url("/list"), links=links)
    assert desk.look(sources=(source,)).stored == 5
    site.answers["/list"] = _list_page(stories)
    health = desk.look(sources=(source,))
    assert (health.stored, health.problems) == (1, ())


def test_a_selector_that_finds_nothing_is_told(desk: Desk) -> None:
    """The page was made over: its source fails, and says what to correct."""
    desk.paper.site.answers["/list"] = _list_page([Story(1)])
    source = Source("list", "pages", url=desk.paper.site.url("/list"), links="table.news a")
    health = desk.look(sources=(source,))
    assert "table.news a" in health.problems[0]
    assert "links" in health.problems[0]


def test_a_corrected_selector_is_used_at_once(desk: Desk) -> None:
    """Although the page is as it was."""
    stories = [Story(n, told=(f"{n}번째 소식이다.", FIRST)) for n in range(3)]
    desk.paper.print(*stories)
    desk.paper.site.answers["/list"] = _list_page(stories)
    wrong = Source("list", "pages", url=desk.paper.site.url("/list"), links="nav a")
    desk.look(sources=(wrong,))
    assert desk.look(sources=(replace(wrong, links="ul.list a"),)).stored == 3


def test_a_wall_leaves_the_summary(desk: Desk) -> None:
    """Of a page that is shown to subscribers only, the feed's words are the article."""
    desk.paper.print(Story(1, summary=FIRST))
    told = "<p>건너전자는…</p><p>이 기사는 유료 회원만 볼 수 있습니다. 로그인 후 이용하세요.</p>"
    walled = html(f"<h1>{Story(1).title}</h1><article>{told}</article>")
    desk.paper.site.answers[Story(1).path] = walled
    health = desk.look()
    assert desk.bodies() == {FIRST}
    assert "title and summary only" in health.notes[0]


def test_an_article_of_several_pages_is_read_to_its_end(desk: Desk) -> None:
    """In order; a page that is missing ends it."""
    desk.paper.print(Story(1))
    first = Story(1).path
    third = "끝으로 두 기관은 매년 성과를 발표한다고 덧붙였다."
    for number, told in enumerate((FIRST, SECOND, third), 1):
        following = f'<a rel="next" href="{first}&page={number + 1}">다음 페이지</a>'
        parts = f"<p>{told}</p><p>{number}쪽의 둘째 문단이며 여기에서 이어진다.</p>{following}"
        path = first if number == 1 else f"{first}&page={number}"
        body = f"<h1>{Story(1).title}</h1><article>{parts}</article>"
        desk.paper.site.answers[path] = html(body)
    assert desk.look().stored == 1
    (body,) = desk.bodies()
    places = [body.index(told) for told in (FIRST, SECOND, third)]
    assert places == sorted(places)


def test_naver_s_answer_becomes_items() -> None:
    """Marks and entities out, the original address before Naver's own, times with their zone."""
    answer = {
        "items": [
            {
                "title": "건너전자, <b>라온대</b>와 &quot;AI&quot; 협약",
                "originallink": "https://hanbit.example/1",
                "link": "https://n.news.naver.com/1",
                "description": "건너전자는 &lt;라온대&gt;와 <b>협약</b>을 맺었다.",
                "pubDate": "Mon, 23 Nov 2026 10:00:00 +0900",
            },
            {"title": "둘", "originallink": "", "link": "https://n.news.naver.com/2"},
        ]
    }
    url = f"{search.NAVER}?query=AI&display=100&start=1&sort=date"
    feed = search.parse_naver(json.dumps(answer).encode(), url=url, zone=SINCE.tzinfo)  # type: ignore[arg-type]  # any zone
    one, two = feed.items
    assert one.title == '건너전자, 라온대와 "AI" 협약'
    assert one.summary == "건너전자는 <라온대>와 협약을 맺었다."
    assert (one.link, two.link) == ("https://hanbit.example/1", "https://n.news.naver.com/2")
    assert one.published == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert (two.published, feed.older) == (None, None)


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"errorCode": "024"}', b'{"items": 5}', b"\xff"])
def test_what_is_no_answer_of_naver_is_told(answer: bytes) -> None:
    """With what to do."""
    with pytest.raises(SourceError, match="Naver"):
        search.parse_naver(answer, url=search.NAVER, zone=SINCE.tzinfo)  # type: ignore[arg-type]  # any zone


def test_naver_goes_back_to_its_thousandth_result() -> None:
    """A hundred at a time; a page that is not full is the last."""
    items = [{"title": "하나", "link": "https://a.example"}] * 100
    url, starts = f"{search.NAVER}?query=AI&start=1", []
    while url:
        starts.append(parse_qs(urlsplit(url).query)["start"][0])
        full = json.dumps({"items": items}).encode()
        url = search.parse_naver(full, url=url, zone=SINCE.tzinfo).older or ""  # type: ignore[arg-type]  # any zone
    assert starts == [str(n) for n in range(1, 1_000, 100)]
    few = json.dumps({"items": items[:99]}).encode()
    assert search.parse_naver(few, url=f"{search.NAVER}?start=1", zone=SINCE.tzinfo).older is None  # type: ignore[arg-type]  # any zone


def test_a_search_without_keys_says_which(desk: Desk) -> None:
    """It never worked, and costs the others nothing."""
    source = Source("naver", "search", engine="naver", queries=("AI 협약",))
    assert "NAVER_CLIENT_ID" in desk.look(sources=(source,)).problems[0]


def test_keys_are_sent_and_never_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In header fields; neither a problem nor what is remembered holds them."""
    asked: list[Seen] = []

    def answer(seen: Seen) -> bytes:
        asked.append(seen)
        return page(status="401 No")

    path = "/search?query=AI&display=100&start=1&sort=date"
    desk.paper.site.answers[path] = answer
    monkeypatch.setattr(search, "NAVER", desk.paper.site.url("/search"))
    source = Source("naver", "search", engine="naver", queries=("AI",))
    keys = {"X-Naver-Client-Id": "our-id", "X-Naver-Client-Secret": "our-secret"}
    health = desk.look(sources=(source,), naver_keys=keys)
    assert asked[0].fields["x-naver-client-secret"] == "our-secret"
    assert "401" in health.problems[0]
    assert "our-" not in f"{health} {desk.store.polled()} {desk.store.hosts()}"


def test_a_search_of_several_queries_survives_one_that_fails(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the others found is stored; the problem is told."""
    desk.paper.print(Story(1))
    feed = desk.paper.site.answers["/rss.xml"]
    monkeypatch.setattr(search, "GOOGLE", desk.paper.site.url("/google"))
    source = Source("google", "search", engine="google", queries=("AI", "로봇"))
    assert desk.look(sources=(source,)).stored == 0
    path = next(path for path in desk.paper.site.paths() if "q=AI" in path)
    desk.paper.site.answers[path] = feed
    health = desk.look(sources=(source,))
    assert health.stored == 1
    assert "404" in health.problems[0]


def _look(desk: Desk) -> Look:
    return Look(
        desk.workshop.clock(), desk.workshop.zone, lambda _a, _b: True, lambda _a, _b, _c: None
    )


def test_google_s_past_is_asked_for_week_by_week(desk: Desk) -> None:
    """From now back to the day; each week once, without a gap."""
    source = Source("google", "search", engine="google", queries=("AI",))
    look = replace(_look(desk), since=look_back(20))
    queries = [parse_qs(urlsplit(a.url).query)["q"][0] for a in search.addresses(source, look)]
    spans = [query.removeprefix("AI after:").split(" before:") for query in queries]
    assert [span[1] for span in spans[1:]] == [span[0] for span in spans[:-1]]
    assert spans[-1][0] == str(look_back(20).date())
    assert spans[0][1] == "2026-11-25"


def look_back(days: int) -> datetime:
    """Give the time so many days before the desk's."""
    return datetime(2026, 11, 24, tzinfo=UTC) - timedelta(days=days)


def _past(desk: Desk, pages: int) -> list[Story]:
    """Have list pages of two stories each, the newest first, each linking to an older one."""
    stories = []
    for number in range(pages):
        some = [Story(number * 2 + n, told=(f"{number}-{n} 소식이다.", FIRST)) for n in range(2)]
        stories += some
        for story in some:
            desk.paper.print(story)
        day = (look_back(number).date()).strftime("%Y.%m.%d")
        entries = "".join(
            f'<li><a href="{s.path}">{s.title} {s.number}</a><em>{day} 10:00</em></li>'
            for s in some
        )
        link = f'<a rel="next" href="/list?page={number + 2}">다음</a>'
        older = f'<div class="paging">{link}</div>'
        path = "/list" if number == 0 else f"/list?page={number + 1}"
        desk.paper.site.answers[path] = html(f"<ul>{entries}</ul>{older}")
    return stories


def test_the_past_is_read_page_by_page(desk: Desk) -> None:
    """Until the day that was asked for, and no page further; nothing of it is news."""
    _past(desk, 8)
    source = Source("list", "pages", url=desk.paper.site.url("/list"), links="li a")
    told: list[tuple[str, int, int]] = []
    health = desk.look_all(
        Request(since=look_back(5)),
        sources=(source,),
        progress=lambda stage, done, total: told.append((stage, done, total)),
    )[0]
    assert told[0] == ("past", 1, 2)
    assert told[-1][1] == told[-1][2]
    lists = [path for path in desk.paper.site.paths() if path.startswith("/list")]
    assert len(lists) == len(set(lists))
    assert 5 <= len(lists) <= 7
    assert 10 <= health.stored <= 12


def test_the_past_goes_on_where_it_was_cut_off(desk: Desk) -> None:
    """Each list page is read once, although the first run dies in the middle."""
    _past(desk, 6)
    source = Source("list", "pages", url=desk.paper.site.url("/list"), links="li a")
    request = Request(since=look_back(30))
    good = desk.paper.site.answers["/list?page=3"]
    desk.paper.site.answers["/list?page=3"] = page(status="500 Oh")
    first = desk.look_all(request, sources=(source,))[0]
    assert first.problems
    desk.paper.site.answers["/list?page=3"] = good
    again = len(desk.paper.site.seen)
    second = desk.look_all(request, sources=(source,))[0]
    asked = [seen.path for seen in desk.paper.site.seen[again:]]
    assert "/list" not in asked
    assert "/list?page=2" not in asked
    assert len(desk.titles()) == 12
    assert second.stored == 8
    assert desk.look_all(sources=(source,))[0].stored == 0
    desk.paper.print(late := Story(99, told=("뒤늦게 실린 소식이다.", FIRST)))
    entry = f'<li><a href="{late.path}">{late.title} 99</a><em>2026.11.20</em></li>'
    desk.paper.site.answers["/list?page=6"] = html(f"<ul>{entry}</ul>")
    assert desk.look_all(request, sources=(source,))[0].stored == 1  # done, so it begins again


def test_a_past_without_an_end_is_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list whose next page is always another one with the same items."""
    monkeypatch.setattr("flows.ingest.past.MOST", 5)
    desk.paper.print(Story(1))
    for number in range(1, 20):
        link = f'<a rel="next" href="/list?page={number + 1}">다음</a>'
        entry = f'<li><a href="{Story(1).path}">{Story(1).title}</a></li>'
        path = "/list" if number == 1 else f"/list?page={number}"
        desk.paper.site.answers[path] = html(f"<ul>{entry}</ul><div class='paging'>{link}</div>")
    source = Source("list", "pages", url=desk.paper.site.url("/list"), links="li a")
    desk.look_all(Request(since=look_back(5)), sources=(source,))
    assert sum(path.startswith("/list") for path in desk.paper.site.paths()) == 5


def test_the_past_from_a_day_to_come_is_empty(desk: Desk) -> None:
    """Before nine in the morning the day of Seoul is ahead of that of UTC."""
    source = Source("google", "search", engine="google", queries=("AI",))
    health = desk.look_all(Request(since=look_back(-3)), sources=(source,))[0]
    assert health.problems == ()


def test_old_articles_of_the_past_are_no_news(desk: Desk) -> None:
    """As at a first look: what is older than the window becomes known silently."""
    desk.paper.print(Story(1, published="Mon, 05 Oct 2026 10:00:00 +0900"))
    desk.look_all(Request(since=look_back(90)))
    (article,) = desk.store.articles(desk.store.unextracted(9)).values()
    assert article.announce is Announce.NEWS
    assert article.published_at is not None
    assert article.published_at < look_back(7)
