import pytest

from flows.errors import SourceError
from flows.ingest.page import parse_page, read_page
from tests.ingest.page_cases import (
    BODY,
    FOOT,
    LEAD,
    MENU,
    SEOUL,
    SIDE,
    TITLE,
    URL,
    head,
    linked,
    news,
    paragraphs,
)

STUBS = [
    f"<p>{LEAD}</p><div class='paywall'><p>이 기사는 유료 회원 전용 기사입니다.</p></div>",
    f"<p>{LEAD}</p><p>로그인 후 이용하실 수 있습니다.</p>",
    f"<p>{LEAD}</p><p>구독하시면 기사 전문을 읽을 수 있습니다.</p>",
    f"<p>{LEAD}</p><p>기사 전문을 보시려면 회원가입이 필요합니다.</p>",
    f"<p>{LEAD}</p><p>정기 구독자에게만 공개되는 글입니다.</p>",
    f"<p>{LEAD}</p><strong>Subscribe to continue reading</strong>",
    "<p>유료 기사</p><p>로그인 후 읽을 수 있습니다.</p>",
]


@pytest.mark.parametrize("content", STUBS)
def test_stubs(content: str) -> None:
    """A teaser before a wall is known as one, and the wall's words are no part of it."""
    page = read_page(news(content).encode(), SEOUL, url=URL)
    assert page.is_stub
    assert page.document.body in {LEAD, ""}
    assert page.document.title == TITLE


def test_closed_by_metadata() -> None:
    """A short text whose JSON-LD says that not everyone may read it is a stub."""
    closed = linked(isAccessibleForFree="False")
    assert read_page(news(f"<p>{LEAD}</p>", extra=closed).encode(), SEOUL, url=URL).is_stub


@pytest.mark.parametrize(
    "content,extra",
    [
        (f"<p>{LEAD}</p>", ""),
        (f"<p>{LEAD}</p>", linked(isAccessibleForFree=True)),
        (f"<p>{LEAD}</p><p>네이버에서 한빛경제 구독하기</p>", ""),
        (f"<p>{LEAD}</p><p>로그인 후 댓글을 남길 수 있습니다.</p>", ""),
        (f"<p>{LEAD}</p><p>뉴스레터를 구독하시면 더 많은 기사를 받아볼 수 있습니다.</p>", ""),
        (
            paragraphs(BODY * 4 + [f"{n}번째 문장도 본문이라고 했다." for n in range(30)]),
            linked(isAccessibleForFree=False),
        ),
    ],
)
def test_no_stubs(content: str, extra: str) -> None:
    """Short news, invitations to subscribe, and long texts are no stubs."""
    assert not read_page(news(content, extra=extra).encode(), SEOUL, url=URL).is_stub


ERRORS = [
    "<h1>존재하지 않는 기사입니다.</h1>",
    "<div class='msg'>삭제된 기사이거나 잘못된 주소입니다.</div>",
    "<p>요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인해 주세요.</p>",
    "<p>잘못된 접근입니다.</p>",
    "<script>alert('존재하지 않는 기사입니다.'); history.back();</script>",
    "<h2>404 Not Found</h2>",
    "<p>비정상적인 접근으로 서비스 이용이 제한되었습니다. 접근이 차단되었습니다.</p>",
    "<h1>Just a moment...</h1><p>Enable JavaScript and cookies to continue</p>",
    "<div id='articleBody'><p>요청하신 기사는 삭제되었거나 존재하지 않는 페이지입니다.</p></div>",
]


@pytest.mark.parametrize("content", ERRORS)
def test_errors_with_a_friendly_face(content: str) -> None:
    """A page that says that there is no article is no article, whatever its status."""
    page = f"{head(title='한빛경제')}<body>{MENU}{content}{SIDE}{FOOT}</body></html>"
    with pytest.raises(SourceError, match="a page that says"):
        read_page(page.encode(), SEOUL, url=URL)


def test_an_article_about_errors() -> None:
    """An article with the words of an error page, and scripts that can alert, stay articles."""
    script = "<script>if (!id) alert('잘못된 접근입니다.');</script>"
    lines = [
        "다솜대는 “존재하지 않는 기사입니다”라는 안내를 AI로 고치는 기술을 개발했다.",
        *BODY,
    ]
    page = news(paragraphs(lines), extra=script)
    assert parse_page(page.encode(), SEOUL, url=URL).body.split("\n") == lines


def test_a_short_article_with_scripts_that_alert() -> None:
    """News of one sentence is an article, though a script of its page tells of errors."""
    page = news(f"<p>{LEAD}</p>", extra="<script>alert('잘못된 접근입니다.');</script>")
    assert parse_page(page.encode(), SEOUL, url=URL).body == LEAD
