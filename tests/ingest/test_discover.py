import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.discover import MAX_FEEDS, FeedLink, find_feeds, usual_feeds

HOST = "https://www.hanbit.example"
URL = f"{HOST}/news/list"


def find(content: str, head: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body>{content}</body></html>"
    return [feed.url for feed in find_feeds(page.encode(), url=URL, charset=None)]


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}" title="한빛경제">'


@pytest.mark.parametrize(
    "head,found",
    [
        (link("/rss.xml"), ["/rss.xml"]),
        (link("/atom", "application/atom+xml"), ["/atom"]),
        (link("/feed.json", "application/feed+json"), ["/feed.json"]),
        (link("/f.json", "application/json"), ["/f.json"]),
        (link("/f", "Application/RSS+XML; charset=utf-8"), ["/f"]),
        (link("/f", rel="ALTERNATE home"), ["/f"]),
        (link("//www.hanbit.example/rss"), ["/rss"]),
        (link("/comments/feed/") + link("/feed/"), ["/feed/", "/comments/feed/"]),
        (link("/a.xml") + link("/b.xml") + link("/a.xml"), ["/a.xml", "/b.xml"]),
        ("<base href='/blog/'>" + link("rss.xml"), ["/blog/rss.xml"]),
        (link("/en", "text/html"), []),
        (link("/rss.xml", rel="stylesheet"), []),
        (link("/wp-json/wp/v2/pages/7", "application/json"), []),
        (link("/oembed?url=x", "text/xml"), []),
        (link("javascript:rss()"), []),
        (link(""), []),
    ],
)
def test_named(head: str, found: list[str]) -> None:
    """What the head names as an alternate in a feed's type is a feed."""
    assert find("", head) == [HOST + path for path in found]


@pytest.mark.parametrize(
    "content,found",
    [
        ('<a href="/rss/allArticle.xml">전체기사</a>', ["/rss/allArticle.xml"]),
        ('<a href="/rss/S1N1.xml">산업</a>', ["/rss/S1N1.xml"]),
        ('<a href="/feed/">구독</a>', ["/feed/"]),
        ('<a href="/index.xml"><img alt="구독"></a>', ["/index.xml"]),
        ('<a href="/service/out.php?t=1">RSS</a>', ["/service/out.php?t=1"]),
        ('<a href="/service/out" title="RSS 2.0"></a>', ["/service/out"]),
        ('<a href="/service/out">RSS 서비스</a>', ["/service/out"]),
        ('<a href="/s">피드</a>', ["/s"]),
        # no feeds
        ('<a href="/rss/guide.html">RSS 안내</a>', []),
        ('<a href="/feedback">의견 보내기</a>', []),
        ('<a href="/press/7">press</a>', []),
        ('<a href="/news/atomic-energy">Atomic energy</a>', []),
        ('<a href="https://reader.example/feed/hanbit">읽기</a>', []),
        ('<a href="/news/7">건너전자, 라온대와 함께 뉴스를 모으는 RSS 기술을 개발</a>', []),
        ('<a href="mailto:rss@hanbit.example">RSS</a>', []),
    ],
)
def test_linked(content: str, found: list[str]) -> None:
    """Where the head names none, a link's address or its words tell a feed."""
    assert find(content) == [HOST + path for path in found]


def test_order_and_titles() -> None:
    """What the head names comes first; each address once, with its first title."""
    page = f"<head>{link('/rss')}</head><a href='/feed'>피드</a><a href='/rss'>RSS</a>"
    feeds = find_feeds(page.encode("cp949"), url=URL, charset="euc-kr")
    assert feeds == (FeedLink(f"{HOST}/rss", "한빛경제"), FeedLink(f"{HOST}/feed", "피드"))


def test_other_hosts_of_feeds() -> None:
    """A feed may be kept by a service whose host says so."""
    assert find('<a href="https://feeds.service.example/rss/hanbit">구독</a>') == [
        "https://feeds.service.example/rss/hanbit"
    ]


def test_the_page_itself_is_no_feed() -> None:
    """A page at /rss that links to itself is a page."""
    page = b"<a href='/rss'>RSS</a>"
    assert find_feeds(page, url=f"{HOST}/rss", charset=None) == ()


def test_many() -> None:
    """A page that names thousands gives the first ones."""
    assert len(find("".join(f'<a href="/rss/{n}.xml">{n}</a>' for n in range(3_000)))) == MAX_FEEDS


def test_usual_feeds() -> None:
    """The usual places are below the page's folder and at the top of its site."""
    assert usual_feeds("https://user:secret@hanbit.example:8080/blog/list?a=1") == (
        "https://hanbit.example:8080/blog/rss",
        "https://hanbit.example:8080/blog/feed",
        "https://hanbit.example:8080/rss",
        "https://hanbit.example:8080/feed",
        "https://hanbit.example:8080/rss/allArticle.xml",
        "https://hanbit.example:8080/rss.xml",
        "https://hanbit.example:8080/atom.xml",
        "https://hanbit.example:8080/feed.xml",
    )
    assert usual_feeds(HOST)[0] == f"{HOST}/rss"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<" * 100_000,
        b"<a href=/rss>" * 29_000,
        b"<link rel=alternate type=application/rss+xml href=//[>" * 20_000,
        b"\0" * 1_000_000,
        b"<a href=/rss>" * 2_000_000,
        b"<a href='/rss/" + b"/rss" * 1_000_000 + b"'>x",
        b"<a href=/x>" + b"rss " * 1_000_000,
    ],
)
def test_hostile(data: bytes) -> None:
    """Whatever the bytes are, they give feeds or a SourceError, in less than 5 seconds."""
    start = time.process_time()
    try:
        assert len(find_feeds(data, url=URL, charset=None)) <= MAX_FEEDS
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # both ends are right
    assert time.process_time() - start < 5


@given(
    st.lists(st.sampled_from(["<a href='/rss'>", "<base href='//['>", "RSS", link("//["), "<"]))
    .map("".join)
    .map(str.encode)
    | st.binary(max_size=200)
)
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    """No bytes raise anything but a SourceError."""
    try:
        assert isinstance(find_feeds(data, url=URL, charset=None), tuple)
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # both ends are right
