"""The ways in which an article's element is named and built."""

# ruff: noqa: E501  # an element of a page is read best in one line

from __future__ import annotations

from tests.ingest.page_cases import (
    BODY,
    FOOT,
    LEAD,
    MENU,
    TITLE,
    Case,
    head,
    inside,
    linked,
    news,
    paragraphs,
    simple,
)

BR = "<br><br>".join(BODY)
SUBTITLE = "공동연구센터 설립<br>5년 120억원"
SAID = "공동연구센터 설립\n5년 120억원"
OG = f'<meta property="og:title" content="{TITLE}">'


def layout_cases() -> list[Case]:
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
