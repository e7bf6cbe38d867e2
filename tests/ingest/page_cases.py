"""Pages as Korean news sites make them, with what must be read from each and what must not.

The outlets and organisations are made up; the markup is that of the systems that many real
outlets use, cut down to the parts that matter.
"""

# ruff: noqa: E501  # an element of a page is read best in one line

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
WHEN = datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)
DAY = datetime(2026, 11, 24, tzinfo=SEOUL)
TITLE = "건너전자, 라온대와 온디바이스 AI '맞손'"
URL = "https://www.hanbit.example/news/articleView.html?idxno=1234"
LEAD = "건너전자는 23일 라온대학교와 온디바이스 AI 공동연구센터 설립 협약을 체결했다고 밝혔다."
BODY = [
    LEAD,
    "두 기관은 앞으로 5년 동안 120억원을 들여 반도체 설계 기술과 경량 언어모델을 함께 연구한다.",
    "센터장은 김하늘 라온대학교 교수와 이바다 건너전자 연구소장이 공동으로 맡는다.",
    "이바다 소장은 “라온대와 함께 온디바이스 AI의 한계를 넘겠다”고 말했다.",
    "양측은 내년 상반기 안에 시제품을 공개할 계획이다.",
]
OTHERS = [
    "새벽로보틱스, 미르병원과 수술 로봇 개발 나선다",
    "한빛협회, 다솜대에 AI 장학금 10억원 기부",
    "누리통신 3분기 영업이익 12% 증가",
]


@dataclass(frozen=True, slots=True)
class Case:
    """A page's bytes, how it came, what is to be read, and strings of it that are not."""

    name: str
    data: bytes
    traps: Sequence[str] = ()
    body: Sequence[str] = field(default_factory=lambda: BODY)
    title: str = TITLE
    subtitle: str = ""
    published: datetime | None = WHEN
    charset: str | None = None
    url: str | None = URL


def paragraphs(lines: Sequence[str] = BODY, tag: str = "p") -> str:
    """Put each line into an element of its own."""
    return "\n".join(f"<{tag}>{line}</{tag}>" for line in lines)


def links(titles: Sequence[str] = OTHERS, tag: str = "li") -> str:
    """Link each title to another article."""
    return "".join(
        f'<{tag}><a href="/news/articleView.html?idxno={n}">{title}</a></{tag}>'
        for n, title in enumerate(titles, 900)
    )


def head(extra: str = "", *, charset: str = "utf-8", title: str = f"{TITLE} - 한빛경제") -> str:
    """Begin a page."""
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="{charset}"><title>{title}</title>{extra}</head>'


MENU = (
    '<header id="header"><div class="today">2026.11.26 (목)</div><h1 class="logo"><a href="/">한빛경제</a></h1>'
    '<nav class="gnb"><ul><li><a href="/it">IT·과학</a></li><li><a href="/eco">경제</a></li></ul></nav></header>'
)
SIDE = '<aside class="side"><h3>많이 본 뉴스</h3><ol class="ranking">' + links() + "</ol></aside>"
FOOT = (
    '<footer id="footer"><ul><li>등록번호 : 서울 아00000</li><li>등록일 : 2001.01.01</li>'
    "<li>발행·편집인 : 홍길동</li></ul><p>한빛경제의 모든 콘텐츠는 저작권법의 보호를 받은 바, 무단 전재와 "
    "복사, 배포 등을 금합니다. Copyright © 2026 한빛경제. All rights reserved.</p></footer>"
)


def news(
    content: str, *, subtitle: str = "", top: str = "", extra: str = "", charset: str = "utf-8"
) -> str:
    """Build a page of the content system that most small outlets use."""
    sub = f'<h4 class="subheading">{subtitle}</h4>' if subtitle else ""
    return (
        f"{head(extra, charset=charset, title=f'{TITLE} < AI산업 < 기사본문 - 한빛경제')}<body>{MENU}"
        f'<section id="user-container"><header class="article-view-header"><h3 class="heading">{TITLE}</h3>{sub}'
        '<ul class="infomation"><li><i class="icon-user-o"></i> 기자명 김하늘 기자</li>'
        '<li><i class="icon-clock-o"></i> 입력 2026.11.24 14:00</li><li>수정 2026.11.25 09:10</li>'
        f'<li>댓글 0</li></ul><div class="sns-group"><span>이 기사를 공유합니다</span><button>가</button></div></header>{top}'
        '<article id="article-view-content-div" class="article-veiw-body view-page font-size17" itemprop="articleBody">'
        f"{content}</article>"
        '<div class="tag-group"><h5>태그</h5><a href="/t/1">#온디바이스AI</a> <a href="/t/2">#협약</a></div>'
        f'<article class="relation"><h3>관련기사</h3><ul>{links()}</ul></article>'
        '<div class="view-copyright">저작권자 © 한빛경제 무단전재 및 재배포 금지</div>'
        '<article class="writer"><strong class="name">김하늘 기자</strong> <a href="mailto:sky@hanbit.example">sky@hanbit.example</a>'
        '<a href="/list">다른기사 보기</a></article>'
        '<section class="comment"><h3>댓글 2</h3><p>좋은 소식이네요. 기대됩니다.</p><p>또 협약인가요.</p></section>'
        f"</section>{SIDE}{FOOT}</body></html>"
    )


def inside(*parts: str) -> str:
    """Put something behind each of the first paragraphs."""
    rest = [f"<p>{line}</p>" for line in BODY[len(parts) :]]
    mixed = [f"<p>{line}</p>{part}" for line, part in zip(BODY, parts, strict=False)]
    return "\n".join([*mixed, *rest])


def simple(content: str, *, date: str = "입력 2026.11.24 14:00", extra: str = "") -> str:
    """Build a page around any element with the article."""
    return (
        f"{head(extra)}<body>{MENU}<div id='wrap'><h2 class='tit'>{TITLE}</h2><p class='when'>{date}</p>"
        f"{content}{SIDE}</div>{FOOT}</body></html>"
    )


def linked(**entries: object) -> str:
    """Write JSON-LD of a news article."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **entries}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
