"""Sources on the web from poll to state: what is read, what waits, what is never read twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows import stages
from flows.ingest.gather import PAGES, TRIES
from flows.model import Announce, Channel, Source
from flows.pipeline import directly, run
from flows.post import Slack
from flows.stages import Report, Request, Workshop
from tests.desk import Desk, at
from tests.ingest.webserver import Seen, page, redirect
from tests.newspaper import FIRST, SECOND, Story, after, html, off_topic, silence
from tests.slack_double import CHANNEL, TOKEN, serving
from tests.workshops import NOW

DOWN = page(status="503 Down", retry_after="0")


def test_only_what_may_announce_is_fetched(desk: Desk) -> None:
    """One page of five items; the others are kept with title and link, and counted."""
    desk.paper.print(Story(1), *map(off_topic, range(2, 6)))
    health = desk.look()
    assert (health.problems, health.stored) == ((), 1)
    assert desk.bodies() == {f"{FIRST}\n{SECOND}"}
    assert desk.paper.pages_read() == 1
    assert desk.store.summary().skipped == 4


@pytest.mark.parametrize("has_etag", [True, False])
def test_an_unchanged_feed_costs_one_request(desk: Desk, has_etag: bool) -> None:  # noqa: FBT001  a parameter
    """Whether its server says so or only sends the same bytes."""
    desk.paper.has_etag = has_etag
    desk.paper.print(Story(1))
    desk.look()
    asked = len(desk.paper.site.seen)
    assert desk.look().stored == 0
    assert len(desk.paper.site.seen) == asked + 1


EDITS: dict[str, Callable[[Story], Story]] = {
    "title": lambda story: replace(story, title="건너전자·라온대, 5년간 AI 공동연구"),
    "date": lambda story: replace(story, published="Tue, 24 Nov 2026 09:00:00 +0900"),
    "no date": lambda story: replace(story, published=None),
    "new id": lambda story: replace(story, key="0b9e"),
    "tracking": lambda story: replace(story, link=f"http://127.0.0.1{story.path}&utm_source=rss"),
    "summary": lambda story: replace(story, summary="건너전자가 협약을 맺었다."),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edited_item_is_not_new(desk: Desk, what: str) -> None:
    """Its page is not read again, and nothing arrives."""
    story = Story(1, key="hanbit-1")
    desk.paper.print(story)
    desk.look()
    desk.paper.stories = [EDITS[what](story)]
    assert desk.look().stored == 0
    assert desk.paper.pages_read() == 1
    assert len(desk.store.polled()["hanbit"].arrivals) == 1


def test_a_page_that_fails_is_tried_again(desk: Desk) -> None:
    """Also when the feed lists it no longer; the others go on."""
    desk.paper.print(Story(1), Story(2, told=(SECOND, FIRST)))
    good = desk.paper.site.answers[Story(1).path]
    desk.paper.site.answers[Story(1).path] = after(3, good, DOWN)
    assert desk.look().stored == 1
    desk.paper.stories = []
    stored = [desk.look().stored for _ in range(3)]
    assert sum(stored) == 1
    assert desk.bodies() == {f"{FIRST}\n{SECOND}", f"{SECOND}\n{FIRST}"}
    assert desk.store.waiting() == {}


def test_a_page_that_never_answers_leaves_its_summary(desk: Desk) -> None:
    """After so many looks title and summary are the article, and the source tells it."""
    desk.paper.print(Story(1, summary=FIRST))
    desk.paper.site.answers[Story(1).path] = DOWN
    health = [desk.look() for _ in range(TRIES)]
    assert [one.stored for one in health] == [0] * (TRIES - 1) + [1]
    assert desk.bodies() == {FIRST}
    assert "title and summary only" in health[-1].notes[0]


def test_silence_is_no_failed_try(desk: Desk) -> None:
    """While a host is left in peace its pages wait, however long."""
    desk.paper.print(Story(1, summary=FIRST))
    good = desk.paper.site.answers[Story(1).path]
    asks = page(status="503 Down", retry_after="86000")
    desk.paper.site.answers[Story(1).path] = after(1, good, asks)
    assert [desk.look().stored for _ in range(TRIES + 3)] == [0] * (TRIES + 3)
    desk.hours += 24
    assert desk.look().stored == 1
    assert desk.bodies() == {f"{FIRST}\n{SECOND}"}


def test_a_page_that_is_gone_leaves_its_summary_at_once(desk: Desk) -> None:
    """There is no use in trying again."""
    desk.paper.print(Story(1, summary=FIRST))
    del desk.paper.site.answers[Story(1).path]
    assert desk.look().stored == 1
    assert desk.bodies() == {FIRST}


def test_the_text_of_the_feed_will_do(desk: Desk) -> None:
    """Where it carries the whole article no page is read."""
    whole = "".join(f"<p>{FIRST}</p><p>{SECOND}</p>" for _ in range(4))
    desk.paper.print(Story(1))
    body = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item><title>건너전자, 라온대와 맞손</title><link>{desk.paper.site.url('/news/9')}</link>"
        f"<content:encoded><![CDATA[{whole}]]></content:encoded></item></channel></rss>"
    )
    desk.paper.site.answers["/rss.xml"] = page(body.encode(), content_type="text/xml")
    assert desk.look().stored == 1
    assert desk.paper.pages_read() == 0


def test_too_many_pages_wait_for_the_next_look(desk: Desk) -> None:
    """Nothing is lost of a feed that lists more than one look may fetch."""
    stories = [Story(n, told=(f"{n}번째 소식이다.", FIRST)) for n in range(PAGES + 5)]
    desk.paper.print(*stories)
    assert [desk.look().stored for _ in range(3)] == [PAGES, 5, 0]
    assert desk.paper.pages_read() == PAGES + 5


def test_pages_that_hang_do_not_cost_the_others(desk: Desk) -> None:
    """What is read by the deadline is stored; the rest waits."""
    desk.paper.print(Story(1), Story(2, told=(SECOND, FIRST)))
    desk.paper.site.answers[Story(1).path] = silence(30)
    began = datetime.now(UTC)
    assert desk.look(look_seconds=1.5).stored == 1
    assert datetime.now(UTC) - began < timedelta(seconds=4)
    assert len(desk.store.waiting()["hanbit"]) == 1


def test_a_page_that_two_sources_list_is_read_once(desk: Desk) -> None:
    """In one look and in the next."""
    desk.paper.print(Story(1))
    again = desk.paper.site.url("/again.xml")
    desk.paper.site.answers["/again.xml"] = desk.paper.site.answers["/rss.xml"]
    sources = (*desk.workshop.sources, Source("other", "feed", url=again))
    desk.workshop = replace(desk.workshop, sources=sources)
    desk.look_all()
    desk.look_all(sources=(*sources, Source("third", "feed", url=f"{again}?page=2")))
    assert desk.paper.pages_read() == 1
    assert len(desk.titles()) == 1


def test_a_feed_that_fails_fails_alone(desk: Desk) -> None:
    """Its problem says what and what to do; it is counted, and over when it is back."""
    desk.paper.print(Story(1))
    feed = desk.paper.site.answers["/rss.xml"]
    bad = Source("bad", "feed", url=desk.paper.site.url("/none.xml"))
    desk.workshop = replace(desk.workshop, sources=(bad, *desk.workshop.sources))
    failed, worked = desk.look_all()
    assert "404" in failed.problems[0]
    assert " → " in failed.problems[0]
    assert (failed.has_worked, worked.stored) == (False, 1)
    desk.paper.site.answers["/none.xml"] = feed
    assert desk.look().problems == ()
    assert desk.store.polled()["bad"].failures == 0


def test_a_fault_that_a_feed_has_for_good_is_no_failure(desk: Desk) -> None:
    """Its items are read; who looks for it finds it noted."""
    desk.paper.print(Story(1))
    feed = desk.paper.site.answers["/rss.xml"]
    assert callable(feed)
    body = bytes(feed(Seen("", {}, 0.0))).split(b"\r\n\r\n")[1]  # type: ignore[arg-type]  # bytes
    bad = body.replace("한빛경제".encode(), b"A & B")
    desk.paper.site.answers["/rss.xml"] = page(bad, content_type="text/xml")
    health = desk.look()
    assert (health.stored, health.problems) == (1, ())
    assert health.notes


def test_what_is_no_feed_is_told(desk: Desk) -> None:
    """A page in the place of a feed."""
    desk.paper.site.answers["/rss.xml"] = page(b"<!doctype html><p>Hello", content_type="text/html")
    assert "matson sources add" in desk.look().problems[0]


def test_a_host_that_asks_for_silence_gets_it(desk: Desk) -> None:
    """The next run does not connect before the time is over, although it is another process."""
    asks = page(status="429 Slow Down", retry_after="7200")
    desk.paper.site.answers["/rss.xml"] = asks
    assert "429" in desk.look().problems[0]
    connections = desk.paper.site.connections
    assert desk.look().problems == ()
    assert desk.paper.site.connections == connections
    assert desk.store.polled()["hanbit"].failures == 1
    desk.hours += 2
    assert "429" in desk.look().problems[0]


def test_a_moved_feed_is_followed_and_asked_there_in_the_end(desk: Desk) -> None:
    """A permanent redirect counts once it is sure; sources.yaml is a person's."""
    desk.paper.print(Story(1))
    feed = desk.paper.site.answers["/rss.xml"]
    desk.paper.site.answers["/new.xml"] = feed
    moved = page(status="301 Moved", location="/new.xml")
    desk.paper.site.answers["/rss.xml"] = moved
    for _ in range(8):
        assert desk.look().problems == ()
    asked = desk.paper.site.paths()
    assert asked.count("/rss.xml") < asked.count("/new.xml") == 8


def test_undated_items_of_a_first_look_are_no_news(desk: Desk) -> None:
    """Also those whose page is read later; what comes afterwards is news."""
    desk.paper.print(Story(1, published=None), Story(2, published=None, told=(SECOND, FIRST)))
    good = desk.paper.site.answers[Story(1).path]
    desk.paper.site.answers[Story(1).path] = after(3, good, DOWN)
    for _ in range(3):
        desk.look()
    desk.paper.print(Story(3, published=None, told=(SECOND,)))
    desk.look()
    found = desk.store.articles(desk.store.unextracted(9)).values()
    how = sorted(article.announce for article in found)
    assert how == [Announce.NEWS, Announce.SILENT, Announce.SILENT]


def test_after_a_silent_first_look_undated_items_are_no_news(desk: Desk) -> None:
    """The host wanted to be left in peace then: the first look that gives something counts."""
    desk.paper.print(Story(1, published=None))
    host = "127.0.0.1"
    desk.store.save_hosts({host: {"silent_until": (NOW + timedelta(hours=1.5)).timestamp()}})
    assert [desk.look().stored, desk.look().stored] == [0, 1]
    (article,) = desk.store.articles(desk.store.unextracted(9)).values()
    assert article.announce is Announce.SILENT


def test_silence_is_neither_success_nor_failure(desk: Desk) -> None:
    """A host that asks for it again and again is failing, whatever lies between."""
    desk.paper.site.answers["/rss.xml"] = page(status="429 Slow Down", retry_after="5000")
    for _ in range(8):
        desk.look()
    assert desk.store.polled()["hanbit"].failures == 4


def test_an_article_that_is_gone_is_not_the_home_page(desk: Desk) -> None:
    """Sites send readers of deleted articles there; its text belongs to other articles."""
    desk.paper.print(Story(1, summary=SECOND))
    desk.paper.site.answers[Story(1).path] = redirect("/")
    desk.paper.site.answers["/"] = html(f"<h1>오늘의 소식</h1><article><p>{FIRST}</p></article>")
    assert desk.look().stored == 1
    assert desk.bodies() == {SECOND}


def test_what_one_source_skips_another_may_read(desk: Desk) -> None:
    """Its summary tells more of the same page."""
    quiet = Story(1, "건너전자 소식")
    desk.paper.print(quiet)
    desk.paper.stories = [replace(quiet, summary=FIRST)]
    told = desk.paper.site.answers["/rss.xml"]
    assert callable(told)
    telling = told(Seen("", {}, 0.0))
    desk.paper.site.answers["/telling.xml"] = telling
    desk.paper.stories = [quiet]
    other = Source("telling", "feed", url=desk.paper.site.url("/telling.xml"))
    desk.look_all(sources=(*desk.workshop.sources, other))
    assert desk.paper.pages_read() == 1


def test_pages_that_wait_do_not_keep_new_ones_from_their_turn(desk: Desk) -> None:
    """Those that were tried last wait behind those that were not tried at all."""
    stories = [Story(n, told=(f"{n}번째 소식이다.", FIRST)) for n in range(PAGES)]
    desk.paper.print(*stories)
    for story in stories:
        desk.paper.site.answers[story.path] = DOWN
    desk.look()
    desk.paper.print(Story(999, told=("새 소식이다.", FIRST)))
    assert [desk.look().stored for _ in range(3)].count(1) == 1


def test_a_clock_that_was_ahead_silences_nothing(desk: Desk) -> None:
    """What a wrong clock promised is not waited for."""
    desk.paper.print(Story(1))
    feed = desk.paper.site.answers["/rss.xml"]
    assert callable(feed)
    body = bytes(feed(Seen("", {}, 0.0))).split(b"\r\n\r\n")[1]  # type: ignore[arg-type]  # bytes
    desk.paper.site.answers["/rss.xml"] = page(body, cache_control="max-age=3600")
    desk.hours = 24 * 365
    desk.look()
    desk.hours = 0
    desk.paper.print(Story(2, told=(SECOND,)))
    desk.paper.site.answers["/rss.xml"] = feed
    assert desk.look().stored == 1
    assert stages.choose_due(desk.workshop, Request()) == list(desk.workshop.sources)


def test_a_dry_run_keeps_nothing(desk: Desk) -> None:
    """It reads and tells, and the next run finds all of it again."""
    desk.paper.print(Story(1), off_topic(2))
    told = [_run(desk.workshop, is_rehearsal=True) for _ in range(2)]
    assert [(report.articles, len(report.new)) for report in told] == [(1, 1), (1, 1)]
    assert desk.store.polled() == {}
    assert desk.store.hosts() == {}
    assert desk.store.summary().skipped == 0


def test_a_source_is_polled_when_its_time_has_come(desk: Desk) -> None:
    """Every six hours, give or take the minutes that an hourly run is early; by name always."""
    source = replace(desk.workshop.sources[0], every=timedelta(hours=6))
    desk.workshop = replace(desk.workshop, sources=(source,))
    due = []
    for hour in range(13):
        now = NOW + timedelta(hours=hour, minutes=-hour % 3)
        workshop = replace(desk.workshop, clock=lambda now=now: now)  # type: ignore[misc]  # bound now
        if sources := stages.choose_due(workshop, Request()):
            due.append(hour)
            stages.ingest(workshop, sources, Request())
    assert due == [0, 6, 12]
    by_name = replace(workshop, is_by_name=True)
    assert stages.choose_due(by_name, Request()) == [source]
    assert stages.choose_due(workshop, Request(since=NOW)) == [source]


def test_one_text_in_two_outlets_is_linked(desk: Desk) -> None:
    """The copy has another ending; another story of the same paper is no copy."""
    long = tuple(f"{FIRST} 그 {n}번째 과제는 {n * 7}명이 맡는다." for n in range(8))
    other = tuple(
        f"새벽로보틱스는 미르병원과 {n * 11}가지 수술 로봇을 함께 만든다." for n in range(9)
    )
    desk.paper.print(Story(1, told=long), Story(2, told=(*long, "한빛경제가 전했다.")))
    desk.paper.print(Story(3, told=other))
    desk.look()
    stages.link(desk.workshop)
    ids = desk.store.unextracted(9)
    firsts = [desk.store.first_of(number) for number in ids]
    assert len(set(firsts)) == 2
    assert desk.store.unlinked(9) == []


def test_a_copy_in_another_outlet_is_coverage(desk: Desk) -> None:
    """It is read and linked, and announces nothing."""
    desk.paper.print(Story(1))
    first = _run(desk.workshop)
    copy = Story(2, "라온대, 건너전자와 손잡다", told=(FIRST, SECOND, "한빛경제가 전했다."))
    desk.paper.print(copy)
    later = NOW + timedelta(hours=1)
    second = _run(replace(desk.workshop, clock=lambda: later))
    assert [len(report.new) for report in (first, second)] == [1, 0]
    assert (second.articles, len(second.coverage)) == (1, 1)


def _run(workshop: Workshop, **asked: object) -> Report:
    told: list[Report] = []
    run(directly, workshop, Request(**asked), told.append)  # type: ignore[arg-type]  # a Request's own
    return told[0]


def test_operations_is_told_once_and_when_it_is_over(desk: Desk) -> None:
    """A source that fails, and again when it is well; nobody reads it in a digest."""
    desk.paper.print(off_topic(1))
    feed = desk.paper.site.answers["/rss.xml"]
    with serving() as slack:
        ready = replace(
            desk.workshop,
            slack=Slack(TOKEN, base_url=slack.url),
            operations=Channel("operations", CHANNEL),
        )

        def told() -> list[str]:
            desk.hours += 1
            now, before = NOW + timedelta(hours=desk.hours), len(slack.messages)
            _run(replace(ready, clock=lambda: now, open_client=at(now)))
            return [str(message["text"]) for message in slack.messages[before:]]

        assert told() == []
        desk.paper.site.answers["/rss.xml"] = page(status="404 Not Found")
        some = [told() for _ in range(4)]
        assert [len(one) for one in some] == [0, 1, 0, 0]
        assert "hanbit failed 2 times in a row" in some[1][0]
        desk.paper.site.answers["/rss.xml"] = feed
        assert [told(), told()] == [["hanbit works again."], []]


def test_sources_that_never_worked_share_one_notice(desk: Desk) -> None:
    """However many they are."""
    none = [Source(f"n{n}", "feed", url=desk.paper.site.url(f"/{n}.xml")) for n in range(30)]
    with serving() as slack:
        ready = replace(
            desk.workshop,
            sources=none,
            slack=Slack(TOKEN, base_url=slack.url),
            operations=Channel("operations", CHANNEL),
        )
        for _ in range(2):
            _run(ready)
        (message,) = slack.messages
    assert "30 sources have never worked" in str(message["blocks"])
    assert "matson sources check" in str(message["blocks"])
