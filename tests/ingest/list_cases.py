"""Pages that list articles, as Korean news sites, press rooms and boards make them."""

# ruff: noqa: E501  # an element of a page is read best in one line

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=SEOUL)
HOST = "https://www.hanbit.example"
URL = f"{HOST}/news/articleList.html?sc_section_code=S1N1"
TITLES = [
    "건너전자, 라온대와 온디바이스 AI '맞손'",
    "새벽로보틱스, 미르병원과 수술 로봇 개발 나선다",
    "한빛협회, 다솜대에 AI 장학금 10억원 기부",
    "누리통신, 해든연구원과 6G·AI 공동연구 협약",
]
LEADS = [
    f"{title.split(',')[0]} 소식을 두 문장으로 간추린 글이 여기에 놓인다고 한다."
    for title in TITLES
]
MENU = (
    '<header><h1><a href="/">한빛경제</a></h1><nav class="gnb"><ul>'
    + "".join(
        f'<li><a href="/news/articleList.html?sc_section_code=S{n}">{name}</a></li>'
        for n, name in enumerate(
            ["전체기사", "인공지능 산업", "정책과 제도", "사람과 사람들", "기획 연재 모음 보기"]
        )
    )
    + "</ul></nav></header>"
)
SIDE = (
    "<aside><h3>많이 본 뉴스</h3><ol>"
    + "".join(
        f'<li><a href="/news/articleView.html?idxno={n}">많이 읽힌 다른 기사의 긴 제목 {n}번이 여기에</a></li>'
        for n in range(50, 60)
    )
    + "</ol></aside>"
    '<div class="tagcloud"><a href="/t/1">#온디바이스AI</a><a href="/t/2">#공동연구센터설립</a><a href="/t/3">#초거대언어모델</a></div>'
)
FOOT = '<footer><ul><li><a href="/com/1.html">신문윤리강령과 실천요강</a></li><li><a href="/com/2.html">개인정보처리방침 안내</a></li><li><a href="/com/3.html">이메일무단수집거부 안내</a></li></ul></footer>'
PAGES = '<div class="pagination"><a href="?sc_section_code=S1N1&page=1">1</a><a href="?sc_section_code=S1N1&page=2">2</a><a href="?sc_section_code=S1N1&page=3">3</a><a href="?sc_section_code=S1N1&page=11">다음</a></div>'


@dataclass(frozen=True, slots=True)
class Listed:
    """A list page, what to look for in it, and what is to be found: titles, addresses, times."""

    name: str
    page: str
    titles: Sequence[str]
    urls: Sequence[str]
    times: Sequence[str | None]
    url: str = URL
    selector: str | None = None


def page(content: str) -> str:
    """Put a list between menus, rankings, tags, pages and footer."""
    return f'<!doctype html><html><head><meta charset="utf-8"><title>전체기사 - 한빛경제</title></head><body>{MENU}<div id="wrap"><section class="content">{content}{PAGES}</section>{SIDE}</div>{FOOT}</body></html>'


def view(n: int) -> str:
    """Give the address of an article."""
    return f"/news/articleView.html?idxno={n}"


VIEWS = [HOST + view(n) for n in range(1, 5)]
DAYS = [f"2026.11.2{n} 1{n}:00" for n in range(4, 0, -1)]
TIMES = [f"2026-11-2{n}T1{n}:00:00+09:00" for n in range(4, 0, -1)]
NONE: list[None] = [None] * 4


def rows(form: str, days: Sequence[str] = DAYS) -> str:
    """Write one entry for each article."""
    return "\n".join(
        form.format(n=n, href=view(n), title=title, lead=lead, day=day)
        for n, (title, lead, day) in enumerate(zip(TITLES, LEADS, days, strict=True), 1)
    )


NEWS_ROW = (
    '<li><a href="{href}" class="thumb"><img src="/{n}.jpg" alt=""></a><div class="view-cont"><h4 class="titles"><a href="{href}" target="_top">{title}</a></h4>'
    '<p class="lead line-6x2"><a href="{href}">{lead}</a></p><span class="byline"><em>AI산업</em><em>김하늘 기자</em><em>{day}</em></span></div></li>'
)


def cases() -> list[Listed]:
    """Give the pages."""
    news = page(f'<ul class="type2">{rows(NEWS_ROW)}</ul>')
    cards = page(
        "<div class='grid'>"
        + rows(
            '<div class="col"><a href="{href}"><img alt="{title} 사진"><h3>{title}</h3><p>{lead}</p><time datetime="{day}">지금</time></a></div>'
        )
        + "</div>"
    )
    board = page(
        "<table><thead><tr><th>번호</th><th>제목</th><th>등록일</th></tr></thead><tbody>"
        + rows(
            '<tr><td>{n}</td><td class="subject"><a href="{href}">{title}</a></td><td>홍보팀</td><td>{day}</td><td>350</td></tr>'
        )
        + "</tbody></table>"
    )
    pairs = page(
        "<dl>"
        + rows('<dt><a href="{href}">{title}</a></dt><dd>{lead}</dd><dd class="date">{day}</dd>')
        + "</dl>"
    )
    press = page(
        rows(
            '<div class="item"><span>{day}</span><a href="/press/2026/{n}-hanbit-gunneo-raon-deal" title="{title}"><img src="/{n}.jpg"></a><a class="more" href="/press/2026/{n}-hanbit-gunneo-raon-deal">자세히 보기</a></div>'
        )
    )
    slugs = [f"{HOST}/press/2026/{n}-hanbit-gunneo-raon-deal" for n in range(1, 5)]
    alts = page(rows('<p><a href="{href}"><img src="/{n}.jpg" alt="{title}"></a></p>'))
    first = page(
        '<div class="top"><h2><a href="/news/articleView.html?idxno=1">'
        + TITLES[0]
        + '</a></h2></div><ul class="rest">'
        + rows('<li class="{n}"><a href="{href}">{title}</a></li>').split("\n", 1)[1]
        + "</ul>"
    )
    states = page(
        "<ul>"
        + rows(
            '<li class="item first on item{n}"><a href="{href}">{title}</a> <em>{day}</em></li>'
        ).replace("first on", "", 1)
        + "</ul>"
    )
    grid = page(
        '<div class="row">'
        + rows('<div class="col"><a href="{href}">{title}</a></div>').replace(
            '<div class="col"><a href="/news/articleView.html?idxno=3"',
            '</div><div class="row"><div class="col"><a href="/news/articleView.html?idxno=3"',
        )
        + "</div>"
    )
    recent = ["1시간 전", "어제 14:00", "11월 21일", "3일 전"]
    told = [
        "2026-11-24T17:00:00+09:00",
        "2026-11-23T14:00:00+09:00",
        "2026-11-21T00:00:00+09:00",
        "2026-11-21T00:00:00+09:00",
    ]
    relative = page(
        "<ul>"
        + rows(
            '<li><a href="{href}"><strong>{title}</strong></a><span>한빛경제 | {day}</span></li>',
            recent,
        )
        + "</ul>"
    )
    dated_titles = page(
        "<ul>"
        + rows('<li><a href="{href}">{title} 2026.11.30 개최</a><span>{day}</span></li>')
        + "</ul>"
    )
    changed = page(
        "<ul>"
        + rows(
            '<li><a href="{href}">{title}</a><span>수정 2026.11.30 10:00</span><span>입력 {day}</span></li>'
        )
        + "</ul>"
    )
    absolute = page(
        "<ul>" + rows('<li><a href="https://m.hanbit.example{href}">{title}</a></li>') + "</ul>"
    )
    based = page(
        "<ul>" + rows('<li><a href="news/articleView.html?idxno={n}">{title}</a></li>') + "</ul>"
    ).replace("<head>", f'<head><base href="{HOST}/">')
    tracked = page(
        "<ul>"
        + rows(
            '<li><a href="{href}&utm_source=main"><img src="/{n}.jpg"></a><a href="{href}">{title}</a></li>'
        )
        + "</ul>"
    )
    named = page(
        '<div class="sidebar-list related">'
        + rows('<p><a href="{href}">{title}</a></p>')
        + "</div>"
    )
    return [
        Listed("news", news, TITLES, VIEWS, TIMES),
        Listed("cards", cards, TITLES, VIEWS, TIMES),
        Listed("board", board, TITLES, VIEWS, TIMES),
        Listed("pairs", pairs, TITLES, VIEWS, TIMES),
        Listed("titles in attributes", press, TITLES, slugs, TIMES),
        Listed("titles of pictures", alts, TITLES, VIEWS, NONE),
        Listed("first apart", first, TITLES, VIEWS, NONE),
        Listed("states", states, TITLES, VIEWS, TIMES),
        Listed("rows of a grid", grid, TITLES, VIEWS, NONE),
        Listed("times told from today", relative, TITLES, VIEWS, told),
        Listed(
            "dates in titles", dated_titles, [f"{t} 2026.11.30 개최" for t in TITLES], VIEWS, TIMES
        ),
        Listed("changed later", changed, TITLES, VIEWS, TIMES),
        Listed(
            "another host of the site",
            absolute,
            TITLES,
            [v.replace("www", "m") for v in VIEWS],
            NONE,
        ),
        Listed("base", based, TITLES, VIEWS, NONE),
        Listed("tracking", tracked, TITLES, VIEWS, NONE),
        Listed("a name like a ranking's", named, TITLES, VIEWS, NONE),
        Listed("selector of links", news, TITLES, VIEWS, TIMES, selector="ul.type2 h4.titles a"),
        Listed("selector of headings", news, TITLES, VIEWS, TIMES, selector="h4.titles"),
        Listed("selector of entries", news, TITLES, VIEWS, TIMES, selector="ul.type2 > li"),
        Listed("selector of the list", news, TITLES, VIEWS, TIMES, selector="ul.type2"),
        Listed("selector inside links", cards, TITLES, VIEWS, TIMES, selector=".col h3"),
        Listed(
            "selector of a few",
            news,
            TITLES[:2],
            VIEWS[:2],
            TIMES[:2],
            selector="li:nth-child(-n+2) h4 a",
        ),
        Listed("selectors", board, TITLES, VIEWS, TIMES, selector="td.subject a, td.none a"),
    ]
