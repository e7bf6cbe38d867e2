import pytest

from flows.ingest.page import read_page
from tests.ingest.page_cases import SEOUL, URL, news, paragraphs, simple


def links(*hrefs: str, text: str = "2") -> str:
    return "".join(f'<a href="{href}">{text}</a>' for href in hrefs)


@pytest.mark.parametrize(
    "url,content,following",
    [
        (URL, links("?idxno=1234&page=2"), f"{URL}&page=2"),
        (f"{URL}&page=2", links(f"{URL}&amp;page=3", text="3"), f"{URL}&page=3"),
        (URL, links("?page=2&idxno=1234", text="다음 페이지"), URL.replace("?", "?page=2&")),
        (URL, '<a rel="next" href="?idxno=1234&page=2">계속</a>', f"{URL}&page=2"),
        ("https://hanbit.example/a/7", links("/a/7/2"), "https://hanbit.example/a/7/2"),
        (
            "https://hanbit.example/a/7",
            links("/a/7/page/2", text="Next"),
            "https://hanbit.example/a/7/page/2",
        ),
        (
            "https://hanbit.example/a/7.html",
            links("/a/7_2.html"),
            "https://hanbit.example/a/7_2.html",
        ),
        (URL, '<a href="?idxno=1234&page=2"><img alt="다음"></a>', f"{URL}&page=2"),
        # other articles, other numbers, other sites
        (URL, links("?idxno=1235", text="다음 기사"), None),
        (URL, links("?idxno=1235", text="다음"), None),
        ("https://hanbit.example/a/7", links("/a/8", text="다음"), None),
        ("https://hanbit.example/?p=7", links("/?p=8", text="다음"), None),
        (URL, links("?idxno=1234&page=1", text="1"), None),
        (URL, links("?idxno=1234&page=3", text="3"), None),
        (URL, links("?idxno=1234&page=2", text="댓글 더보기"), None),
        (
            f"{URL}&page=2",
            links("?idxno=1234&page=2") + links("?idxno=1234&page=1", text="1"),
            None,
        ),
        (URL, links("https://other.example/news/articleView.html?idxno=1234&page=2"), None),
        (URL, links("javascript:go(2)", "#2"), None),
        (None, links("?idxno=1234&page=2"), None),
    ],
)
def test_next_page(url: str | None, content: str, following: str | None) -> None:
    """The next page is the same article's address with the next number, and called so."""
    page = simple(f"<div id='articleBody'>{paragraphs()}</div><div>{content}</div>")
    assert read_page(page.encode(), SEOUL, url=url).next_page == following


def test_the_next_page_of_a_list_in_the_head() -> None:
    """Blog engines put the next article into the head as rel=next."""
    extra = '<link rel="next" href="/news/articleView.html?idxno=1235">'
    page = news(paragraphs(), extra=extra)
    assert read_page(page.encode(), SEOUL, url=URL).next_page is None


@pytest.mark.parametrize(
    "url,link,own",
    [
        (URL, "https://www.hanbit.example/news/articleView.html?idxno=1234&utm_source=x", URL),
        (URL, "/news/articleView.html?idxno=1234", URL),
        (URL, "https://m.hanbit.example/news/1234", "https://m.hanbit.example/news/1234"),
        ("https://www.hanbit.co.kr/a/1", "https://hanbit.co.kr/a/1", "https://hanbit.co.kr/a/1"),
        ("https://www.hanbit.co.kr/a/1", "https://nuri.co.kr/a/1", None),
        (
            "https://amp.hanbit.example/a/1",
            "https://www.hanbit.example/a/1",
            "https://www.hanbit.example/a/1",
        ),
        (
            "https://hanbit-example.cdn.ampproject.org/c/s/hanbit.example/a/1",
            "https://hanbit.example/a/1",
            "https://hanbit.example/a/1",
        ),
        (URL, "https://www.hanbit.example/", None),
        (URL, "https://www.hanbit.example", None),
        (URL, "https://www.hanbit.example/index.html", None),
        (URL, "https://www.hanbit.example/main", None),
        (URL, "https://www.hanbit.example/news/articleView.html", None),
        (URL, "https://other.example/news/1234", None),
        (URL, "javascript:void(0)", None),
        (URL, "", None),
        (None, "https://hanbit.example/a/1", "https://hanbit.example/a/1"),
        (None, "https://hanbit.example/", None),
        (None, "/a/1", None),
    ],
)
def test_canonical(url: str | None, link: str, own: str | None) -> None:
    """A page's own address is taken where it can be one: on its site, and no first page."""
    extra = f'<link rel="canonical" href="{link}">'
    page = read_page(news(paragraphs(), extra=extra).encode(), SEOUL, url=url)
    assert page.canonical == own
    assert page.document.url == own


def test_a_wrong_canonical_gives_way() -> None:
    """Where the canonical link is the site's first page, og:url may still be right."""
    extra = (
        '<link rel="canonical" href="https://www.hanbit.example/">'
        f'<meta property="og:url" content="{URL}">'
    )
    page = news(paragraphs(), extra=extra).encode()
    assert read_page(page, SEOUL, url=URL).canonical == URL
