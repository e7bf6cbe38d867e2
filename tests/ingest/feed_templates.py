"""Feeds of every kind with the same two items, each as its version writes it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flows.ingest.feed import parse_feed
from flows.ingest.items import Feed, Item

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://hanbit.example/rss/all.xml"
HOME = "https://hanbit.example/"
NAME = "한빛경제"
AT = datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)
TITLES = ("건너전자, 라온대와 ‘온디바이스 AI’ 협약", "다솜대 & 샛별병원, AI 공동연구 똠방센터 열어")
SUMMARIES = ("건너전자는 23일 라온대와 협약을 맺었다.", "다솜대는 샛별병원과 센터를 열었다.")
CONTENT = "건너전자는 23일 라온대와 협약을 맺었다.\n두 곳은 2027년까지 함께 연구한다."
LINKS = (f"{HOME}news/articleView.html?idxno=1&sc=2", f"{HOME}news/articleView.html?idxno=2")
CONTENT_HTML = "".join(f"<p>{line}</p>" for line in CONTENT.split("\n"))
CONTENT_NS = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
DC_NS = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
RFC_DATE, ISO_DATE = "Tue, 24 Nov 2026 05:00:00 GMT", "2026-11-24T05:00:00Z"


def read(data: bytes | str, charset: str | None = None) -> Feed:
    """Read a feed as it came from the outlet's address."""
    data = data.encode() if isinstance(data, str) else data
    return parse_feed(data, url=URL, charset=charset, zone=SEOUL)


def escaped(text: str) -> str:
    """Write text for XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rss(
    items: str, *, version: str = "2.0", namespaces: str = "", declaration: str = "", rest: str = ""
) -> str:
    """Write an RSS feed around items."""
    return (
        f'{declaration}<rss version="{version}" {namespaces}><channel><title>{NAME}</title>'
        f"<link>{HOME}</link><description>전체 기사</description>{rest}{items}</channel></rss>"
    )


def rss_item(n: int, *more: str, date: str = "") -> str:
    """Write an item with title, link and description, and what else is given."""
    return (
        f"<item><title>{escaped(TITLES[n])}</title><link>{escaped(LINKS[n])}</link>"
        f"<description>{SUMMARIES[n]}</description>{date}{''.join(more)}</item>"
    )


def _rss_old(version: str) -> Callable[[str], str]:
    return lambda d: rss(rss_item(0) + rss_item(1), version=version, declaration=d)


def _rss20(declaration: str) -> str:
    items = (
        rss_item(
            n, f'<guid isPermaLink="false">{n + 1}</guid>', date=f"<pubDate>{RFC_DATE}</pubDate>"
        )
        for n in (0, 1)
    )
    return rss("".join(items), declaration=declaration)


def _rdf(declaration: str, *, is_old: bool) -> str:
    uri = "http://my.netscape.com/rdf/simple/0.9/" if is_old else "http://purl.org/rss/1.0/"
    items = "".join(
        rss_item(n, "" if is_old else f"<dc:date>{ISO_DATE}</dc:date>").replace(
            "<item>", "<item>" if is_old else f'<item rdf:about="{escaped(LINKS[n])}">'
        )
        for n in (0, 1)
    )
    return (
        f'{declaration}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {DC_NS} '
        f'xmlns="{uri}"><channel><title>{NAME}</title><link>{HOME}</link></channel>{items}'
        "</rdf:RDF>"
    )


def _atom(declaration: str, *, is_old: bool) -> str:
    uri = "http://purl.org/atom/ns#" if is_old else "http://www.w3.org/2005/Atom"
    date = "issued" if is_old else "published"
    entries = "".join(
        f"<entry><title>{escaped(TITLES[n])}</title><id>tag:hanbit.example,2026:{n + 1}</id>"
        f'<link rel="alternate" type="text/html" href="{escaped(LINKS[n])}"/>'
        f"<{date}>{ISO_DATE}</{date}><summary>{SUMMARIES[n]}</summary></entry>"
        for n in (0, 1)
    )
    return (
        f'{declaration}<feed xmlns="{uri}" {"version=" + repr("0.3") if is_old else ""}>'
        f'<title>{NAME}</title><link rel="alternate" type="text/html" href="{HOME}"/>{entries}'
        "</feed>"
    )


def _wordpress(declaration: str) -> str:
    items = "".join(
        f"<item><title>{escaped(TITLES[n])}</title><link>{escaped(LINKS[n])}</link>"
        f"<dc:creator><![CDATA[김하늘]]></dc:creator><pubDate>{RFC_DATE[:-3]}+0000</pubDate>"
        f"<category><![CDATA[AI]]></category><comments>{HOME}c</comments>"
        f'<guid isPermaLink="false">{n + 1}</guid>'
        f"<description><![CDATA[<p>{SUMMARIES[n]}</p>\n]]></description>"
        f"<content:encoded><![CDATA[{CONTENT_HTML}<script>a()</script>]]></content:encoded></item>"
        for n in (0, 1)
    )
    return rss(items, namespaces=f"{CONTENT_NS} {DC_NS}", declaration=declaration)


def _newspaper(declaration: str) -> str:
    items = "".join(
        f"<item><title><![CDATA[{escaped(TITLES[n])}]]></title><link>{escaped(LINKS[n])}</link>"
        f"<description><![CDATA[{SUMMARIES[n]}&nbsp;]]></description>"
        f"<author>이바다 기자</author><pubDate>2026-11-24 14:00:00</pubDate></item>"
        for n in (0, 1)
    )
    return rss(items, declaration=declaration)


def _blog(declaration: str) -> str:
    items = "".join(
        rss_item(n, f"<category>AI</category><author>바다</author><guid>{escaped(LINKS[n])}</guid>")
        .replace(
            f"<description>{SUMMARIES[n]}", f"<description>{escaped(f'<p>{SUMMARIES[n]}</p>')}"
        )
        .replace("</item>", "<pubDate>Tue, 24 Nov 2026 14:00:00 +0900</pubDate></item>")
        for n in (0, 1)
    )
    return rss(items, declaration=declaration)


XML_KINDS: dict[str, Callable[[str], str]] = {
    "rss-0.90": lambda d: _rdf(d, is_old=True),
    "rss-0.91": _rss_old("0.91"),
    "rss-0.92": _rss_old("0.92"),
    "rss-0.93": _rss_old("0.93"),
    "rss-0.94": _rss_old("0.94"),
    "rss-1.0": lambda d: _rdf(d, is_old=False),
    "rss-2.0": _rss20,
    "atom-0.3": lambda d: _atom(d, is_old=True),
    "atom-1.0": lambda d: _atom(d, is_old=False),
    "wordpress": _wordpress,
    "newspaper": _newspaper,
    "blog": _blog,
}
_UNDATED = frozenset(["rss-0.90", "rss-0.91", "rss-0.92", "rss-0.93", "rss-0.94"])


def _key(kind: str, n: int) -> str | None:
    if kind in _UNDATED or kind == "newspaper":
        return None
    if kind.startswith("atom"):
        return f"tag:hanbit.example,2026:{n + 1}"
    return LINKS[n] if kind in {"rss-1.0", "blog"} else str(n + 1)


def expected(kind: str) -> tuple[Item, ...]:
    """Give the items that a kind's feed holds."""
    has_content = kind == "wordpress" or kind.startswith("json")
    at = None if kind in _UNDATED else AT.astimezone(UTC)
    return tuple(
        Item(
            title=TITLES[n],
            link=LINKS[n],
            key=_key(kind, n),
            summary=SUMMARIES[n],
            content=CONTENT if has_content else "",
            published=at,
        )
        for n in (0, 1)
    )


def json_feed(version: str, **more: object) -> str:
    """Write a JSON Feed with the two items."""
    items = [
        {
            "id": str(n + 1),
            "url": LINKS[n],
            "title": TITLES[n],
            "summary": SUMMARIES[n],
            "date_published": "2026-11-24T14:00:00+09:00",
            **({"content_html": CONTENT_HTML} if n else {"content_text": CONTENT}),
        }
        for n in (0, 1)
    ]
    head = {"version": f"https://jsonfeed.org/version/{version}", "title": NAME}
    return json.dumps({**head, "home_page_url": HOME, "items": items, **more}, ensure_ascii=False)
