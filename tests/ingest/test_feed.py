from datetime import datetime

import pytest

from flows.errors import SourceError
from flows.ingest.items import Item
from tests.ingest.feed_cases import CASES, Case
from tests.ingest.feed_templates import HOME, SEOUL, URL, json_feed, read, rss, rss_item


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case) -> None:
    """Every kind of feed in every encoding, with its faults, gives its items to the letter."""
    feed = read(case.data, case.charset)
    assert feed.items == case.items
    assert feed.title == case.title
    assert len(feed.problems) == len(case.problems)
    for told, words in zip(feed.problems, case.problems, strict=True):
        assert words in told
        assert " → " in told


def test_there_are_enough_cases() -> None:
    """The names of the cases are told apart, and there are more than 150."""
    assert len({case.name for case in CASES}) == len(CASES) > 150


def test_which_date() -> None:
    """Published wins over updated; the next one is read where one can't be."""
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    both = "<title>가</title><dc:date>2026-11-25</dc:date><pubDate>{}</pubDate>"
    for date, day in (("2026-11-24", 24), ("soon", 25)):
        feed = read(rss(f"<item>{both.format(date)}</item>", namespaces=dc))
        assert feed.items[0].published == datetime(2026, 11, day, tzinfo=SEOUL)


@pytest.mark.parametrize(
    "data,words",
    [
        (b"", "is empty"),
        (b"\0 \n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"<!DOCTYPE html><html><head><title>a</title></head></html>", "is a web page"),
        (b'<html><body><form action="/login"><input name="pw"></form></html>', "is a web page"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y"/>', "is a web page"),
        (b"<html><body>&lt;rss version=2.0&gt;<pre><rss></pre></body></html>", "is a web page"),
        (b"503 Service Unavailable", "begins with '503 Service"),
        ("존재하지 않는 페이지입니다".encode(), "begins with '존재하지"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "is no feed"),
        (b'<opml version="2.0"><body><outline xmlUrl="a"/></body></opml>', "is no feed"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is no feed"),
        (b"<error>rss feed not found</error>", "is no feed"),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "is no feed"),
        (b"<feed><offer>1</offer></feed>", "nothing in it"),
        (b"<rss/>", "nothing in it"),
        (b"{}", "no JSON Feed"),
        (b'{"items": [{"title": "a"}]}', "no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "can't be read"),
        (b"[1, 2]", "is no feed"),
        (b"%PDF-1.7 \x80\x81", "is no feed"),
    ],
)
def test_no_feed(data: bytes, words: str) -> None:
    """Pages, errors that say 200, and other XML and JSON are told from feeds, with a remedy."""
    with pytest.raises(SourceError, match=words) as caught:
        read(data)
    assert caught.value.remedy
    assert "web page" not in words or "`matson sources add URL`" in caught.value.remedy


def test_an_empty_feed_is_a_feed() -> None:
    """A search without hits is no fault; a feed without even a name is told as one."""
    assert read(rss("")).items == ()
    assert read(rss("")).problems == ()
    assert "nothing in it" in read('<rss version="2.0"><channel/></rss>').problems[0]


def test_what_a_feed_says_of_itself() -> None:
    """The site's page, and the page of older items as RFC 5005 and JSON Feed name it."""
    atom = 'xmlns:atom="http://www.w3.org/2005/Atom"'
    more = '<atom:link rel="self" href="/f"/><atom:link rel="next" href="?page=2"/>'
    feed = read(rss("", namespaces=atom, rest=more))
    assert (feed.home, feed.older) == (HOME, f"{URL}?page=2")
    assert read(json_feed("1.1", next_url="/2.json")).older == f"{HOME}2.json"
    assert read(json_feed("1.1")).older is None


def test_left_out() -> None:
    """Items without title, summary and link are told once; more than 1,000 are cut and told."""
    feed = read(rss(rss_item(0) + "<item><guid>1</guid></item>" * 3))
    assert len(feed.items) == 1
    assert feed.problems[0].startswith("3 of 4 items have no title")
    feed = read(rss(rss_item(0) * 1000 + rss_item(1) * 500))
    assert len(feed.items) == 1000
    assert [p.split(",")[0] for p in feed.problems] == ["it has 1"]
    assert "1,500 items" in feed.problems[0]
    assert not read(rss(rss_item(0) * 1000)).problems


def test_odd_json() -> None:
    """Values of the wrong kind are passed over, an id that is a number is kept."""
    items = [{"id": 7, "title": None, "content_text": "가 <b> 나"}, 3, {"id": True, "url": 5}]
    feed = read(json_feed("1.1", items=items, title=["a"]))
    assert feed.items == (Item("", key="7", content="가 <b> 나"),)
    assert feed.title == ""
    assert len(feed.problems) == 2
