from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.errors import SourceError
from flows.ingest.page import MAX_TAGS, parse_page, read_page
from tests.ingest import page_cases
from tests.ingest.page_cases import BODY as SENTENCES
from tests.ingest.page_cases import Case, news
from tests.ingest.page_faces import charset_cases, date_cases, title_cases
from tests.ingest.page_layouts import layout_cases
from tests.ingest.page_traps import trap_cases

SEOUL = ZoneInfo("Asia/Seoul")
WHEN = datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)
TITLE = "건너전자, 라온대와 온디바이스 AI '맞손'"
BODY = [
    "건너전자는 23일 라온대학교와 온디바이스 AI 공동연구센터 설립 협약을 체결했다고 밝혔다.",
    "두 기관은 앞으로 5년 동안 120억원을 들여 반도체 설계 기술과 경량 언어모델을 함께 연구한다.",
    "센터장은 김하늘 라온대학교 교수와 이바다 건너전자 연구소장이 공동으로 맡는다.",
    "이바다 소장은 “라온대와 함께 온디바이스 AI의 한계를 넘겠다”고 말했다.",
]
AROUND = (
    "<aside><h3>많이 본 뉴스</h3>"
    "<ul><li><a href='/2'>새벽로보틱스, 미르병원과 수술 로봇 개발</a></li>"
    "<li><a href='/3'>한빛협회, 기자 채용</a></li></ul></aside>"
    "<footer><p>한빛경제 | 등록번호 서울 아00000 | 등록일 2001.01.01 | 발행인 홍길동</p></footer>"
)
NAV = "<nav><ul><li><a href='/'>홈</a></li><li><a href='/it'>IT</a></li></ul></nav>"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


# The way of a Korean news CMS: entered and approved times as list items, subtitle in an h2.
CMS = (
    "<!DOCTYPE html><html lang='ko'><head><meta charset='euc-kr'>"
    f"<title>{TITLE} - 한빛경제</title><meta property='og:title' content=\"{TITLE}\">"
    "<link rel='canonical' href='https://hanbit.example/news/1?idxno=3&utm_source=x'></head>"
    f"<body>{NAV}<header><h1>{TITLE}</h1>"
    "<h2 class='subheading'>공동연구센터 설립<br>5년 120억원</h2>"
    "<ul class='infomation'><li>김하늘 기자</li><li>수정 2026.11.24 15:00</li>"
    "<li>입력 2026.11.24 14:00</li></ul></header>"
    f"<article id='article-view-content-div'>{paragraphs(BODY)}"
    "<p>김하늘 기자 sky@hanbit.example</p>"
    "<p>저작권자 ⓒ 한빛경제 무단전재 및 재배포 금지</p></article>"
    f"{AROUND}</body></html>"
)
# The way of a portal: one div with <br> between paragraphs, the time in a span.
PORTAL = (
    f"<html><head><meta charset='utf-8'><meta property='og:title' content=\"{TITLE}\">"
    "<meta property='og:url' content='https://portal.example/a/1'></head>"
    f"<body>{NAV}<div class='head_info'>입력"
    "<span class='datestamp_time'>2026.11.24. 오후 2:00</span></div>"
    f"<div id='newsct_article'><article id='dic_area'>{'<br><br>'.join(BODY)}</article></div>"
    f"{AROUND}</body></html>"
)
# The way of a blog engine: JSON-LD, no time that a reader sees.
LINKED = (
    f"<html><head><title>{TITLE}</title><script type='application/ld+json'>"
    '{"@graph": [{"@type": "WebPage"}, {"datePublished": "2026-11-24T05:00:00+00:00"}]}</script>'
    f"</head><body>{NAV}<main><article><h1>{TITLE}</h1>{paragraphs(BODY)}</article></main>"
    f"{AROUND}</body></html>"
)
# XHTML with a declaration of its encoding, a meta time in UTC.
XHTML = (
    "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head>"
    "<meta property='article:published_time' content='2026-11-24T05:00:00Z'/>"
    f"<title>{TITLE}</title></head>"
    f"<body><div class='news_body'>{paragraphs(BODY)}</div></body></html>"
)


@pytest.mark.parametrize(
    "page,encoding,url,subtitle",
    [
        (CMS, "cp949", "https://hanbit.example/news/1?idxno=3", "공동연구센터 설립\n5년 120억원"),
        (CMS, "utf-8", "https://hanbit.example/news/1?idxno=3", "공동연구센터 설립\n5년 120억원"),
        (PORTAL, "utf-8", "https://portal.example/a/1", ""),
        (LINKED, "utf-8", None, ""),
        (LINKED, "utf-16", None, ""),
        (XHTML, "utf-8", None, ""),
    ],
)
def test_pages(page: str, encoding: str, url: str | None, subtitle: str) -> None:
    """Pages as Korean news sites make them give the article alone, with its time."""
    document = parse_page(page.encode(encoding), SEOUL)
    assert document.title == TITLE
    assert document.body.split("\n") == BODY
    assert document.published == WHEN.astimezone(UTC)
    assert document.url == url
    assert document.subtitle == subtitle


def test_a_short_page() -> None:
    """An article of one sentence is found among menus."""
    article = f"<h1>{TITLE}</h1><article><p>{BODY[0]}</p></article>"
    document = parse_page(f"<html><body>{NAV}{article}{AROUND}</body></html>".encode(), SEOUL)
    assert BODY[0] in document.body.split("\n")
    assert document.published is None


@pytest.mark.parametrize(
    "page,said",
    [
        ("", "has no page"),
        ("<html><body></body></html>", "no article"),
        (f"<html><body>{NAV}</body></html>", "no article"),
        ("<script>" + "a" * 100_000, "no article"),
        ("<div>" * 20_000, "no article"),
        ("<p>x" * (MAX_TAGS + 1), "tags"),
    ],
)
def test_no_article(page: str, said: str) -> None:
    """A page without an article, or a heap of tags, is told with a remedy."""
    with pytest.raises(SourceError, match=said):
        parse_page(page.encode(), SEOUL)


@pytest.mark.parametrize("linked", ["[" * 100_000, "{broken", "3", '{"datePublished": ["x"]}'])
def test_hostile_metadata(linked: str) -> None:
    """Metadata that makes no sense is passed over."""
    page = LINKED.replace('{"@graph"', linked + '{"@graph"')
    assert parse_page(page.encode(), SEOUL).published is None


CASES = [
    *trap_cases(),
    *layout_cases(),
    *charset_cases(),
    *date_cases(),
    *title_cases(),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_cases(case: Case) -> None:
    """All of the article is read, and nothing of what stands around and inside it."""
    page = read_page(case.data, SEOUL, charset=case.charset, url=case.url)
    document = page.document
    assert document.body.split("\n") == list(case.body)
    assert document.title == case.title
    assert document.subtitle == case.subtitle
    assert document.published == case.published
    assert not page.is_stub
    text = f"{document.title}\n{document.body}"
    assert not [trap for trap in case.traps if trap in text]


def test_the_traps_are_there() -> None:
    """What must not be read stands in the page's bytes."""
    for case in CASES:
        text = case.data.decode("utf-8", "replace")
        assert not [trap for trap in case.traps if trap not in text and trap != "\ufffd"], case.name


KEPT = [
    "▲ 온디바이스 AI 반도체 공동 개발",
    "■ 새벽로보틱스, 미르병원과 수술 로봇 개발",
    "- 사업기간 2026 - 2030",
    "건너전자는 많이 본 뉴스를 AI로 추천하는 기술을 개발했다.",
    "라온대는 관련기사 자동 분류 연구를 함께한다.",
    "한빛협회는 태그와 키워드를 공유하기로 했다.",
    "네이버에서 구독 서비스를 맡았던 이바다 소장이 합류했다.",
    "다솜대는 AI 생성 이미지를 판별하는 기술을 선보였다.",
    "경찰은 시민 제보는 언제든 환영한다고 밝혔다.",
    "누리통신은 댓글 3개 가운데 하나를 AI가 요약한다고 설명했다.",
    "두 기관은 “글자크기 조절 기능도 넣겠다”고 덧붙였다.",
    "매출은 1,200억원으로 12% 늘었다.",
    "Q. 협약의 목표는 무엇인가?",
    "ㅇ 두 기관은 인력 교류를 추진하기로 함",
    "삭제된 기사입니다라는 안내가 뜨는 문제도 AI로 푼다.",
    "로그인 후 이용하는 연구자용 포털도 함께 만든다.",
]


@pytest.mark.parametrize("line", KEPT)
def test_what_stays(line: str) -> None:
    """A line of the article with the words of a trap is still the article's."""
    page = news(page_cases.paragraphs([*SENTENCES[:2], line, *SENTENCES[2:]]))
    body = parse_page(page.encode(), SEOUL).body.split("\n")
    assert body == [*SENTENCES[:2], line, *SENTENCES[2:]]
