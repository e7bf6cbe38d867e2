"""What pages say around their articles: charsets, dates and titles, right and wrong."""

# ruff: noqa: E501  # an element of a page is read best in one line

from __future__ import annotations

from datetime import datetime

from tests.ingest.page_cases import (
    DAY,
    FOOT,
    OTHERS,
    TITLE,
    WHEN,
    Case,
    head,
    inside,
    linked,
    news,
    paragraphs,
)


def charset_cases() -> list[Case]:
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


def date_cases() -> list[Case]:
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


def title_cases() -> list[Case]:
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
