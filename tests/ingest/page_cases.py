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


def _inside_cases() -> list[Case]:
    """Give the traps that stand between an article's paragraphs."""
    rows: list[tuple[str, list[str], list[str]]] = [
        (
            "caption",
            [
                '<figure><img src="/1.jpg"><figcaption>▲ 협약식에 참석한 두 기관 관계자들이 사진을 찍고 있다.</figcaption></figure>'
            ],
            ["사진을 찍고 있다"],
        ),
        (
            "credited caption",
            [
                "<p>▲ 이바다 건너전자 연구소장(왼쪽). /사진제공=건너전자</p>",
                "<p>[사진=라온대학교]</p>",
            ],
            ["사진제공", "사진=라온"],
        ),
        (
            "caption in a table",
            [
                '<table><tr><td><img src="/1.jpg"></td></tr><tr><td class="caption">협약식 기념 촬영 ⓒ한빛경제</td></tr></table>'
            ],
            ["기념 촬영"],
        ),
        (
            "caption of a portal",
            [
                '<span class="end_photo_org"><img src="/1.jpg"><em class="img_desc">협약식에 참석한 두 기관 대표. 건너전자 제공</em></span>'
            ],
            ["두 기관 대표"],
        ),
        (
            "caption without a mark",
            ["<p>협약식에 참석한 관계자들이 기념 촬영을 하고 있다. (사진=건너전자 제공)</p>"],
            ["기념 촬영"],
        ),
        (
            "related links",
            [f'<div class="related_news"><strong>관련기사</strong><ul>{links()}</ul></div>'],
            OTHERS,
        ),
        (
            "related links without a name",
            [f"<div><p><strong>[관련기사]</strong></p>{links(tag='p')}</div>"],
            ["관련기사", *OTHERS],
        ),
        (
            "related links as text",
            [
                "<p>☞ " + OTHERS[0] + "</p>",
                "<p>[관련기사] " + OTHERS[1] + "</p>",
                "<p>▶ 관련기사: " + OTHERS[2] + "</p>",
            ],
            OTHERS,
        ),
        (
            "recommended",
            [
                f'<div class="box"><h4>추천 기사</h4>{links(tag="div")}</div>',
                f"<dl><dt>많이 본 뉴스</dt>{links(tag='dd')}</dl>",
            ],
            ["추천", "많이 본", *OTHERS],
        ),
        (
            "popular with summaries",
            [
                f'<div class="hot"><h4>인기기사</h4><ul><li><a href="/9">{OTHERS[0]}</a><p>새벽로보틱스는 미르병원과 손을 잡았다.</p></li></ul></div>'
            ],
            ["인기기사", "손을 잡았다"],
        ),
        (
            "linked lines",
            [f'<p><a href="/9">{OTHERS[0]}</a></p>', f'<p>▷ <a href="/8">{OTHERS[1]}</a></p>'],
            OTHERS[:2],
        ),
        (
            "advertisement",
            [
                '<div class="ad-template"><p>[광고]</p><a href="https://ad.example">지금 가입하면 1만원 할인</a></div>',
                '<ins class="adsbygoogle">광고를 불러오는 중입니다.</ins>',
                "<p>AD</p>",
            ],
            ["광고", "할인"],
        ),
        (
            "audio player",
            [
                '<div class="tts"><p>기사를 들려드립니다</p><audio src="/a.mp3">Your browser does not support the audio element.</audio></div>',
                "<p>기사를 읽어드립니다 Your browser does not support theaudio element. 0:00</p>",
            ],
            ["들려", "읽어드립니다", "browser"],
        ),
        (
            "font size",
            [
                '<div class="util"><button>가+</button><span>글자크기 설정</span></div>',
                "<p>기사의 본문 내용은 이 글자크기로 변경됩니다.</p>",
                "<p>가 가 가</p>",
            ],
            ["글자크기", "가 가"],
        ),
        (
            "sharing",
            [
                "<p>이 기사를 공유합니다</p>",
                "<ul><li><a href='#'>페이스북</a></li><li>카카오톡</li><li>URL 복사</li></ul>",
                "<p>SNS 기사보내기</p>",
            ],
            ["공유합니다", "카카오톡", "URL", "보내기"],
        ),
        (
            "subscribing",
            [
                "<p>네이버에서 한빛경제 구독하기</p>",
                '<div class="subscribe">한빛경제를 구독해 주세요.</div>',
                "<p>한빛경제 뉴스레터 구독</p>",
            ],
            ["네이버에서", "구독"],
        ),
        (
            "reporting",
            [
                "<p>기사 제보</p>",
                "<p>▷ 카카오톡 : '한빛제보' 검색</p>",
                "<p>독자 여러분의 소중한 제보를 기다립니다.</p>",
            ],
            ["제보", "검색"],
        ),
        (
            "tags",
            [
                "<p>#AI #협약 #온디바이스</p>",
                '<div class="tags"><a href="/t">AI</a>, <a href="/u">협약</a></div>',
                "<p>태그: AI, 협약</p>",
            ],
            ["#AI", "태그"],
        ),
        (
            "ticker",
            [
                '<div class="stock_box"><a href="/s/1">건너전자</a> 72,300 ▲ 1,200 +1.69%</div>',
                "<p>건너전자(000001) 72,300원 ▲ 1,200 (+1.69%)</p>",
            ],
            ["72,300", "+1.69"],
        ),
        (
            "contents",
            [
                '<div id="toc"><p>목차</p><ol><li><a href="#a">협약의 배경과 내용</a></li><li><a href="#b">앞으로의 계획과 전망</a></li></ol></div>'
            ],
            ["목차", "배경"],
        ),
        (
            "byline",
            [
                "<p>김하늘 기자 sky@hanbit.example</p>",
                "<p>[한빛경제 김하늘 기자]</p>",
                '<span class="byline">글 이바다</span>',
            ],
            ["sky@", "김하늘 기자", "글 이바다"],
        ),
        (
            "rights",
            [
                "<p>저작권자 ⓒ 한빛경제, 무단전재 및 재배포 금지</p>",
                "<p>Copyright ⓒ 한빛경제. All rights reserved. 무단 전재 및 재배포 금지</p>",
                "<p>&lt;저작권자(c) 한빛통신, 무단 전재-재배포, AI 학습 및 활용 금지&gt;</p>",
            ],
            ["무단", "Copyright"],
        ),
        (
            "comments",
            [
                '<div id="comments"><h3>댓글 3개</h3><ul><li>정말 기대되는 협력이네요.</li></ul></div>'
            ],
            ["기대되는 협력"],
        ),
        (
            "hidden",
            [
                '<div style="display:none">이 문장은 화면에 보이지 않는다.</div>',
                "<p hidden>보이지 않는 문단이다.</p>",
            ],
            ["보이지 않는"],
        ),
        (
            "reporter's profile",
            [
                '<div class="reporter_info"><p>김하늘 기자</p><p>IT와 인공지능을 취재합니다.</p></div>'
            ],
            ["취재합니다"],
        ),
        (
            "generated questions",
            [
                '<div id="tem-type-8"><p><strong>FAQ</strong></p><p>Q: 협약은 언제 맺었나?<br>A: 23일에 맺었다.</p></div>'
            ],
            ["FAQ", "23일에 맺었다"],
        ),
        (
            "pagination",
            [
                '<div class="paging"><a href="?idxno=1234&page=2">2</a> <a href="?idxno=1234&page=3">3</a></div>',
                "<p>1 2 3</p>",
            ],
            ["1 2 3"],
        ),
        ("machine's note", ["<p>이 기사는 인공지능이 자동으로 번역한 것입니다.</p>"], ["번역한"]),
    ]
    return [Case(name, news(inside(*parts)).encode(), traps) for name, parts, traps in rows]


BR = "<br><br>".join(BODY)
SUBTITLE = "공동연구센터 설립<br>5년 120억원"
SAID = "공동연구센터 설립\n5년 120억원"
OG = f'<meta property="og:title" content="{TITLE}">'


def _layout_cases() -> list[Case]:
    """Give the ways in which the article's element is named and built."""
    names = [
        "id='article-view-content-div'",
        "id='articleBody'",
        "id='articleBodyContents'",
        "class='article_body'",
        "class='article-body'",
        "id='newsct_article'",
        "id='dic_area'",
        "class='view_cont'",
        "itemprop='articleBody'",
        "class='news_cnt_detail_wrap'",
        "class='entry-content'",
        "id='txt_area'",
    ]
    pages = [
        Case(f"<div {name}>", simple(f"<div {name}>{paragraphs()}</div>").encode())
        for name in names
    ]
    pages += [
        Case("<article>", simple(f"<article>{paragraphs()}</article>").encode()),
        Case("no name", simple(f"<div class='x1'>{paragraphs()}</div>").encode()),
        Case("no name, no paragraphs", simple(f"<div class='x1'>{BR}</div>").encode()),
        Case("no name, divs", simple(f"<div class='x1'>{paragraphs(tag='div')}</div>").encode()),
        Case(
            "no name, in cells",
            simple(f"<table><tr><td class='x1'>{BR}</td></tr></table>").encode(),
        ),
        Case("lines broken twice", news(BR).encode()),
        Case("lines broken once", news("<br>".join(BODY)).encode()),
        Case("spans in divs", news("".join(f"<div><span>{t}</span></div>" for t in BODY)).encode()),
        Case("cells", news(f"<table><tr><td>{BR}</td></tr></table>").encode()),
        Case("list", news(f"<ul>{paragraphs(tag='li')}</ul>").encode()),
        Case(
            "quotation",
            news(f"<p>{LEAD}</p><blockquote>{BODY[1]}</blockquote>{paragraphs(BODY[2:])}").encode(),
        ),
        Case(
            "inline links",
            news(
                paragraphs([LEAD.replace("라온대학교", '<a href="/t/3">라온대학교</a>'), *BODY[1:]])
            ).encode(),
        ),
        Case(
            "a linked sentence", news(paragraphs([f'<a href="/x">{LEAD}</a>', *BODY[1:]])).encode()
        ),
        Case(
            "two parts",
            simple(
                f"<div class='article_txt'>{paragraphs(BODY[:2])}</div><div class='ad'>광고 문구가 있는 자리</div><div class='article_txt'>{paragraphs(BODY[2:])}</div>"
            ).encode(),
            ["광고 문구"],
        ),
        Case(
            "nested names",
            simple(
                f"<div class='article_view'><p>한빛경제 프리미엄 소식을 만나 보시는 공간</p><div id='articleBody'>{paragraphs()}</div></div>"
            ).encode(),
            ["프리미엄"],
        ),
        Case(
            "an empty name",
            simple(
                f"<div id='articleBody'></div><div class='article_txt'>{paragraphs()}</div>"
            ).encode(),
        ),
        Case(
            "header inside",
            simple(
                f"<article><h2>{TITLE}</h2><p>김하늘 기자</p><time>2026.11.24 14:00</time><p>이 기사를 공유합니다</p>{paragraphs()}<footer>무단전재 금지</footer></article>",
                date="",
            ).encode(),
            ["공유", "무단"],
        ),
        Case(
            "script inside",
            news(
                inside(
                    "<script>var a = '<p>코드는 글이 아니다.</p>';</script>",
                    "<style>p{color:red}</style>",
                    "<!-- 주석은 글이 아니다. -->",
                    "<noscript>스크립트를 켜야 합니다.</noscript>",
                )
            ).encode(),
            ["코드는", "color", "주석은", "켜야"],
        ),
        Case(
            "entities",
            news(
                paragraphs(
                    [
                        LEAD.replace(" ", "&nbsp;"),
                        BODY[1].replace("반도체", "반&#8203;도체"),
                        *BODY[2:],
                    ]
                )
            ).encode(),
        ),
        Case("repeated", news(paragraphs([*BODY, *BODY])).encode()),
        Case(
            "bold beginning",
            news(paragraphs([f"<b>{LEAD[:10]}</b>{LEAD[10:]}", *BODY[1:]])).encode(),
        ),
        Case(
            "closing byline",
            news(paragraphs([*BODY[:-1], f"{BODY[-1]} 김하늘 기자 sky@hanbit.example"])).encode(),
            ["sky@"],
        ),
        Case(
            "opening",
            news(paragraphs([f"[한빛경제 김하늘 기자] {LEAD}", *BODY[1:]])).encode(),
            ["[한빛경제"],
        ),
        Case(
            "closing credit",
            news(paragraphs([*BODY[:-1], f"{BODY[-1]} [사진=건너전자]"])).encode(),
            ["사진"],
        ),
        Case(
            "in a form",
            f"{head(OG)}<body><form id='aspnetForm'>{MENU}<h2>{TITLE}</h2><p>2026-11-24 14:00</p><div id='articleBody'>{paragraphs()}</div></form>{FOOT}".encode(),
        ),
        Case(
            "telling names of the page",
            news(paragraphs())
            .replace("<body>", '<body class="has-sidebar related ad comment">')
            .encode(),
        ),
        Case(
            "no html",
            f"<title>{TITLE}</title><h1>{TITLE}</h1><em>입력 2026.11.24 14:00</em>{paragraphs()}".encode(),
        ),
        Case(
            "broken nesting", news(paragraphs()).replace("</p>", "</b></div></p></span>").encode()
        ),
        Case("unclosed paragraphs", news("".join(f"<p>{t}" for t in BODY)).encode()),
        Case(
            "upper case",
            simple(f"<DIV ID='articleBody'><P>{'</P><P>'.join(BODY)}</P></DIV>").encode(),
        ),
        Case(
            "amp",
            f'<!doctype html><html ⚡>{head()[21:]}<body><amp-sidebar><ul><li>홈</li></ul></amp-sidebar><article><h1>{TITLE}</h1><span>입력 2026.11.24 14:00</span><amp-img src="/1.jpg"></amp-img><div class="article-body">{paragraphs()}<amp-ad>광고</amp-ad></div></article></body></html>'.encode(),
            ["홈"],
        ),
        Case(
            "print",
            f"<html><head><title>{TITLE}</title></head><body onload='window.print()'><h1>{TITLE}</h1><p>2026-11-24 14:00</p><hr><div>{BR}</div><p>출처 : 한빛경제(https://www.hanbit.example)</p><button>인쇄하기</button></body></html>".encode(),
            ["인쇄", "출처"],
        ),
        Case("subtitle above", news(paragraphs(), subtitle=SUBTITLE).encode(), subtitle=SAID),
        Case(
            "subtitle inside",
            news(f"<div class='midtitle_text'>{SUBTITLE}</div>{paragraphs()}").encode(),
            subtitle=SAID,
        ),
        Case(
            "summary of a portal",
            simple(
                f"<div id='newsct_article'><article id='dic_area'><strong class='media_end_summary'>{SUBTITLE}</strong><br><br>{BR}</article></div>"
            ).encode(),
            subtitle=SAID,
        ),
        Case(
            "subtitle of others",
            news(paragraphs())
            .replace(
                'class="side"><h3>', 'class="side"><h4 class="sub_title">한빛이 고른 소식</h4><h3>'
            )
            .encode(),
        ),
        Case(
            "json only",
            f"{head(linked(articleBody=chr(10).join(BODY), datePublished='2026-11-24T14:00:00+09:00'))}<body>{MENU}<div id='root'></div>{FOOT}".encode(),
        ),
        Case(
            "json with tags",
            f"{head(linked(articleBody=paragraphs(), datePublished='2026-11-24T14:00:00+09:00'))}<body>{MENU}<div id='root'></div>{FOOT}".encode(),
        ),
        Case(
            "json with escaped tags",
            f"{head(linked(articleBody=paragraphs().replace('<', '&lt;'), datePublished='2026-11-24T14:00:00+09:00'))}<body><div id='root'></div>".encode(),
        ),
        Case("json repeats the lead", news(paragraphs(), extra=linked(articleBody=LEAD)).encode()),
        Case(
            "json in a graph",
            f'{head()[:-7]}<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "datePublished": "2001-01-01"}}, {{"@type": "NewsArticle", "datePublished": "2026-11-24T05:00:00Z"}}]}}</script></head><body><h1>{TITLE}</h1><article>{paragraphs()}</article>'.encode(),
        ),
    ]
    return pages


def _charset_cases() -> list[Case]:
    """Give labels that are right, wrong or missing."""
    rows = [
        # how it is encoded, what the page says, what the header says
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8", None),
        ("cp949", "euc-kr", None),
        ("cp949", "euc-kr", "euc-kr"),
        ("cp949", "utf-8", None),
        ("cp949", "utf-8", "utf-8"),
        ("cp949", "x-no-such", "ISO-8859-1"),
        ("cp949", "euc-kr", "iso-8859-1"),
        ("cp949", "ks_c_5601-1987", "UTF-8"),
        ("utf-8", "euc-kr", None),
        ("utf-8", "euc-kr", "euc-kr"),
        ("utf-8", "utf-8", '"utf-8"'),
        ("utf-8", "ISO-8859-1", "ISO-8859-1"),
        ("utf-16", "utf-8", None),
        ("utf-8-sig", "euc-kr", "euc-kr"),
    ]
    cases = [
        Case(
            f"{how} says {page} and {header}",
            news(paragraphs(), charset=page).encode(how, "xmlcharrefreplace"),
            ["\ufffd"],
            charset=header,
        )
        for how, page, header in rows
    ]
    broken = news(inside('<p class="ad">@@</p>'))
    return [
        *cases,
        Case("utf-8 with a broken byte", broken.encode().replace(b"@@", b"\xb0\xff"), ["\ufffd"]),
        Case(
            "cp949 with a broken byte",
            broken.encode("cp949", "xmlcharrefreplace").replace(b"@@", b"\xff\xfe"),
            ["\ufffd"],
            charset="euc-kr",
        ),
    ]


def _dated(date: str, extra: str = "", *, after: str = "", above: str = "") -> bytes:
    return (
        f"{head(extra)}<body><div class='top'>{above}</div><h1>{TITLE}</h1>{date}"
        f"<div id='articleBody'>{paragraphs()}</div>{after}</body></html>"
    ).encode()


def _date_cases() -> list[Case]:
    """Give where a page may say when it was published, and what is another date."""
    meta = '<meta property="article:published_time" content="2026-11-24T14:00:00+09:00">'
    rows: list[tuple[str, bytes, datetime | None]] = [
        ("meta", _dated("<p>입력 2020.01.01 01:00</p>", meta), WHEN),
        ("json", _dated("", linked(datePublished="2026-11-24T05:00:00.000Z")), WHEN),
        ("json in KST", _dated("", linked(datePublished="2026-11-24 14:00")), WHEN),
        (
            "a day and its hour",
            _dated("<p>입력 2026.11.24 14:00</p>", linked(datePublished="2026-11-24")),
            WHEN,
        ),
        ("time element", _dated("<time datetime='2026-11-24T14:00:00+09:00'>오늘</time>"), WHEN),
        (
            "entered and changed",
            _dated("<ul><li>수정 2026.11.25 09:00</li><li>입력 2026.11.24 14:00</li></ul>"),
            WHEN,
        ),
        (
            "plain and changed",
            _dated("<p>업데이트 2026.11.25 09:00</p><p>2026.11.24 14:00</p>"),
            WHEN,
        ),
        ("changed alone", _dated("<p>최종수정 2026.11.24 14:00</p>"), WHEN),
        ("in one line", _dated("<div>김하늘 기자 | 입력 2026.11.24 14:00 | 조회 350</div>"), WHEN),
        ("label apart", _dated("<dl><dt>등록일</dt><dd>2026-11-24 14:00</dd></dl>"), WHEN),
        ("in English", _dated("<span>Published Nov 24, 2026 2:00 PM KST</span>"), WHEN),
        ("day only", _dated("<span>2026. 11. 24.</span>"), DAY),
        ("behind the article", _dated("", after="<p>2026/11/24 14:00 송고</p>"), WHEN),
        ("kicker", _dated("", above="<p>AI | 2026.11.24 14:00</p>"), WHEN),
        ("today above", _dated("<p>2026.11.24 14:00</p>", above="<p>2026.11.26 (목)</p>"), WHEN),
        (
            "only another's",
            _dated(
                "", after=f"<ul class='related'><li>{OTHERS[0]} <em>2026.11.20 10:00</em></li></ul>"
            ),
            None,
        ),
        ("only the footer's", _dated("", after=FOOT), None),
        (
            "only a copyright",
            _dated(
                "",
                '<meta name="copyright" content="2026">',
                after="<p>Copyright 2001-2026 한빛경제</p>",
            ),
            None,
        ),
        ("only a year", _dated("<p>2026년</p>"), None),
        ("only an event", _dated("", after="<p>행사는 2026.11.30 라온대에서 열린다.</p>"), None),
    ]
    cases = [Case(f"date: {name}", data, published=when) for name, data, when in rows]
    dated = "https://hanbit.example/2026/11/24/onsemiro"
    return [
        *cases,
        Case("date: in the address", _dated(""), published=DAY, url=dated),
        Case(
            "date: a month in the address",
            _dated(""),
            published=None,
            url="https://hanbit.example/2026/11/x",
        ),
    ]


def og(behind: str) -> str:
    """Write the meta tags of a title and its site."""
    return (
        f'<meta property="og:title" content="{TITLE} {behind}">'
        '<meta property="og:site_name" content="한빛경제">'
    )


def _title_cases() -> list[Case]:
    """Give the names of section and site that stand behind titles."""
    article = f"<div id='articleBody'>{paragraphs()}</div>"
    logo = "<h1><a href='/'>한빛경제</a></h1>"
    pages = {
        "og with the site": f"{head(og('- 한빛경제'))}<body>{logo}{article}",
        "og with the site, headed": f"{head(og('| 한빛경제'))}<body>{logo}<h2>{TITLE}</h2>{article}",
        "title with sections": f"{head(title=f'{TITLE} < AI < 기사본문 - 한빛경제')}<body>{logo}<h3>{TITLE}</h3>{article}",
        "heading alone": f"{head(title='한빛경제')}<body><h1>{TITLE}</h1>{article}",
        "json alone": f"{head(linked(), title='한빛경제')}<body>{article}",
        "title alone": f"{head(title=TITLE)}<body>{article}",
        "entities": f"{head(title=TITLE.replace(' ', '&nbsp;'))}<body>{article}",
    }
    return [Case(f"title: {name}", page.encode(), published=None) for name, page in pages.items()]


def cases() -> list[Case]:
    """Give all pages that hold an article."""
    return [
        *_inside_cases(),
        *_layout_cases(),
        *_charset_cases(),
        *_date_cases(),
        *_title_cases(),
    ]
