import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.items import Item
from flows.ingest.listing import MAX_ITEMS, find_links, find_older
from tests.ingest.list_cases import (
    FOOT,
    HOST,
    LEADS,
    MENU,
    NOW,
    SEOUL,
    SIDE,
    TITLES,
    URL,
    VIEWS,
    Listed,
    cases,
    page,
    rows,
)

CASES = cases()


def find(text: str, selector: str | None = None, url: str = URL) -> tuple[Item, ...]:
    return find_links(text.encode(), url=url, charset=None, selector=selector, zone=SEOUL, now=NOW)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_cases(case: Listed) -> None:
    """Each article once, in order, with its title and date; no menus, rankings or tags."""
    items = find(case.page, case.selector, case.url)
    assert [item.title for item in items] == list(case.titles)
    assert [item.link for item in items] == list(case.urls)
    times = [item.published.isoformat() if item.published else None for item in items]
    assert times == list(case.times)


def test_leads() -> None:
    """The lead of an entry is its summary, not its title."""
    assert [item.summary for item in find(CASES[0].page)] == LEADS


def test_times_told_from_today_need_it() -> None:
    """Without the time of reading they are left out."""
    told = next(case for case in CASES if case.name == "times told from today")
    items = find_links(told.page.encode(), url=URL, charset=None, selector=None, zone=SEOUL)
    assert [item.published for item in items] == [None] * 4


def test_charset() -> None:
    """The header's label is obeyed as on article pages."""
    data = CASES[0].page.replace("utf-8", "euc-kr").encode("cp949")
    items = find_links(data, url=URL, charset="euc-kr", selector=None, zone=SEOUL)
    assert [item.title for item in items] == TITLES


@pytest.mark.parametrize(
    "text",
    [
        f"<html><body>{MENU}{SIDE}{FOOT}</body></html>",
        f"<html><body>{MENU}<p>한 문단이 있다.</p>{FOOT}</body></html>",
        f"<body><a href='/news/1'>{TITLES[0]}</a><a href='/news/2'>{TITLES[1]}</a></body>",
        "<html><body>" + rows('<p><a href="https://other.example{href}">{title}</a></p>'),
        "<html><body>" + rows('<p><a href="javascript:view({n})">{title}</a></p>'),
        "<html><body>" + rows('<p><a href="#{n}">{title}</a></p>'),
        "<html><body>" + rows('<p><a href="/news/{n}">{n}번</a></p>'),
        "<html><body>" + rows('<p><a href="/news/{n}">자세히 보기를 눌러 주세요</a></p>'),
        "<html><body>" + rows('<p><a href="/news/7">{title}</a></p>'),
    ],
)
def test_no_list(text: str) -> None:
    """Menus, two links, other sites, scripts, anchors and equal titles are no list."""
    with pytest.raises(SourceError, match="no list of articles") as raised:
        find(text)
    assert "`links`" in raised.value.remedy


@pytest.mark.parametrize("selector", ["ul.none a", "section p.lead > b", "html > head"])
def test_a_selector_that_finds_nothing(selector: str) -> None:
    """It is told with what to correct."""
    with pytest.raises(SourceError, match="no link with a title at the selector") as raised:
        find(CASES[0].page, selector)
    assert "`links`" in raised.value.remedy


@pytest.mark.parametrize(
    "selector",
    [
        "ul[",
        "a::before",
        "a:no-such",
        "//li/a",
        "a..b",
        ">",
        "x|a",
        ":not(" * 2_000,
        "a:nth-child(x)",
    ],
)
def test_an_invalid_selector(selector: str) -> None:
    """It is told as such, whatever is wrong with it."""
    with pytest.raises(SourceError, match="no CSS selector"):
        find(CASES[0].page, selector)


def pages(*links: tuple[str, str]) -> bytes:
    inside = "".join(f'<a href="{href}">{text}</a>' for href, text in links)
    return page(inside).replace("?sc_section_code=S1N1&page=", "#").encode()


LIST = f"{HOST}/news/list"


@pytest.mark.parametrize(
    "url,links,older",
    [
        (LIST, [("?page=1", "1"), ("?page=2", "2"), ("?page=11", "다음")], f"{LIST}?page=2"),
        (f"{LIST}?page=2", [("?page=1", "1"), ("?page=3", "3")], f"{LIST}?page=3"),
        (f"{LIST}?page=10", [("?page=9", "9"), ("?page=11", "다음")], f"{LIST}?page=11"),
        (f"{LIST}?cat=7", [("?cat=7&page=2", "2"), ("?cat=8&page=2", "2")], f"{LIST}?cat=7&page=2"),
        (f"{LIST}?pageNo=3&cat=7", [("?cat=7&pageNo=4", "4")], f"{LIST}?cat=7&pageNo=4"),
        (LIST, [("/news/list/page/2", "Next")], f"{LIST}/page/2"),
        (f"{LIST}/page/2/", [("/news/list/page/3/", "3")], f"{LIST}/page/3/"),
        (LIST, [("/news/list/2", "2")], f"{LIST}/2"),
        (f"{LIST}/2", [("/news/list/1", "1"), ("/news/list/3", "3")], f"{LIST}/3"),
        (LIST, [("?offset=20", "다음")], f"{LIST}?offset=20"),
        (LIST, [("?before=8812", "Older posts")], f"{LIST}?before=8812"),
        # none
        (LIST, [], None),
        (f"{LIST}?page=3", [("?page=1", "1"), ("?page=2", "2")], None),
        (LIST, [("?page=11", "다음")], None),
        (LIST, [("?page=2", "댓글")], None),
        (LIST, [("javascript:go(2)", "2")], None),
        (LIST, [("https://other.example/news/list?page=2", "2")], None),
        (LIST, [("/news/2", "다음 기사")], None),
    ],
)
def test_older(url: str, links: list[tuple[str, str]], older: str | None) -> None:
    """The next page has the next number, not that of the next ten; else it is called next."""
    assert find_older(pages(*links), url=url, charset=None) == older


def test_older_in_the_head() -> None:
    """A list may say in its head which page is next."""
    text = CASES[0].page.replace(
        "<head>", '<head><link rel="next" href="?sc_section_code=S1N1&page=2">'
    )
    assert find_older(text.encode(), url=URL, charset=None) == f"{URL}&page=2"


def test_many_items() -> None:
    """No more items are given than are read of a feed."""
    text = "".join(f'<p><a href="/n/{n}">{n}번째 기사의 긴 제목이다</a></p>' for n in range(2_000))
    assert len(find(text)) == MAX_ITEMS


HOSTILE = {
    "nested links": b"<a href=/1>" * 20_000,
    "nested": b"<div>" * 20_000 + b"<a href=/1>x" * 9_000,
    "links": b"".join(b"<a href=/n/%d>a title of an article</a>" % n for n in range(14_000)),
    "one address": b"<a href=/n/1>a title of an article</a>" * 14_000,
    "entries": b"".join(
        b"<li><a href=/n/%d>a long title</a><b>2026.11.24</b>" % n for n in range(7_000)
    ),
    "classes": b"".join(
        b"<p class=c%da><a href=/n/%d>a title of one</a>" % (n, n) for n in range(12_000)
    ),
    "brackets": b"<" * 100_000,
    "20 MB": b"<a href=/1>" * 2_000_000,
    "zeros": b"\0" * 100_000,
    "nothing": b"",
    "attributes": b"<a " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">",
    "frames": b"<frameset><frame src=a></frameset>",
    "long address": b"<a href='/" + b"a" * 1_000_000 + b"'>a title of an article</a>",
    "long title": b"".join(
        b"<p><a href=/n/%d>" % n + b"title " * 50_000 + b"</a>" for n in range(9)
    ),
}


@pytest.mark.parametrize(
    "name,selector",
    [(name, None) for name in HOSTILE]
    + [("nested links", "* *"), ("links", "* *"), ("one address", "a")],
)
def test_hostile(name: str, selector: str | None) -> None:
    """Whatever the bytes are, they give items or a SourceError, in less than 5 seconds."""
    start = time.process_time()
    try:
        data = HOSTILE[name]
        find_older(data, url=URL, charset=None)
        items = find_links(data, url=URL, charset=None, selector=selector, zone=SEOUL, now=NOW)
        assert items
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # both ends are right
    assert time.process_time() - start < 5


PIECES = [
    *("<a href='/n/1'>", "<a href='//[::/2'>", "<a href=?page=2>", "</a>", "<li>", "<ul class=a>"),
    *(
        "<base href='//['>",
        TITLES[0],
        TITLES[1],
        "2",
        "다음",
        "2026.11.24",
        "<nav>",
        "<img alt='x'>",
    ),
    *("<a href='/n/2'>", "<a href='/n/3'>", "<h3>", "</li>", "\0", "&#0;", "<table><td>", "<"),
]

markup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join).map(str.encode)
    | st.binary(max_size=99),
    st.none() | st.text(max_size=8) | st.sampled_from(["a", "li", "* > a", "a[href]"]),
)
@settings(deadline=None)
def test_any_bytes(data: bytes, selector: str | None) -> None:
    """No bytes and no selector raise anything but a SourceError."""
    try:
        find_older(data, url=URL, charset=None)
        for item in find_links(data, url=URL, charset=None, selector=selector, zone=SEOUL):
            assert item.title
            assert item.link
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # both ends are right


def test_links_are_absolute() -> None:
    """Whatever a page writes, an item's link is an address of its own."""
    assert [item.link for item in find(CASES[0].page)] == VIEWS
