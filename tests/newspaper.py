"""A newspaper on loopback: a feed and its pages, which a test fills, breaks and edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.ingest.webserver import Answer, Pieces, Raw, Seen, Site, page

FIRST = "건너전자는 23일 라온대학교와 온디바이스 AI 공동연구를 위한 업무협약을 체결했다고 밝혔다."
SECOND = "양측은 5년간 온디바이스 AI 반도체를 함께 연구하고 석박사 인력을 길러 내기로 했다."


@dataclass(frozen=True)
class Story:
    """An item of the feed and its page. `told` is the body; `fields` more of the item's XML."""

    number: int
    title: str = "건너전자, 라온대와 온디바이스 AI 공동연구센터 연다"
    told: tuple[str, ...] = (FIRST, SECOND)
    published: str | None = "Mon, 23 Nov 2026 10:00:00 +0900"
    summary: str = ""
    key: str | None = None
    link: str | None = None

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"/news/articleView.html?idxno={self.number}"


def off_topic(number: int) -> Story:
    """Give a story that announces no collaboration."""
    return Story(number, f"건너전자, 새 스마트폰 {number} 공개", ("값은 120만원이다.",))


@dataclass
class Newspaper:
    """The site; `stories` are what its feed lists, `broken` what stands in the place of a page."""

    site: Site = field(default_factory=lambda: Site({}))
    stories: list[Story] = field(default_factory=list)
    has_etag: bool = False

    def __post_init__(self) -> None:
        """Serve the feed."""
        self.site.answers["/rss.xml"] = self._feed

    @property
    def feed(self) -> str:
        """The feed's address."""
        return self.site.url("/rss.xml")

    def print(self, *stories: Story) -> None:
        """Publish stories: the newest first in the feed, each with its page."""
        self.stories = [*stories, *self.stories]
        for story in stories:
            self.site.answers[story.path] = _page(story)

    def pages_read(self) -> int:
        """Count what was asked for besides the feed and robots.txt."""
        return sum(path.startswith("/news/") for path in self.site.paths())

    def _feed(self, seen: Seen) -> bytes:
        items = "".join(self._item(story) for story in self.stories)
        body = (
            f'<rss version="2.0"><channel><title>한빛경제</title>{items}</channel></rss>'.encode()
        )
        etag = f'"{hash(body)}"'
        if self.has_etag and seen.fields.get("if-none-match") == etag:
            return page(status="304 Not Modified", etag=etag)
        fields = {"etag": etag} if self.has_etag else {}
        return page(body, content_type="application/rss+xml", **fields)

    def _item(self, story: Story) -> str:
        parts = {
            "title": story.title,
            "link": story.link or self.site.url(story.path),
            "guid": story.key,
            "pubDate": story.published,
            "description": story.summary,
        }
        told = "".join(f"<{n}>{escape(v)}</{n}>" for n, v in parts.items() if v is not None)
        return f"<item>{told}</item>"


def _page(story: Story) -> bytes:
    told = "".join(f"<p>{sentence}</p>" for sentence in story.told)
    body = f'<h1>{story.title}</h1><div id="article-view-content-div">{told}</div>'
    return html(body, f"{story.title} - 한빛경제")


def html(body: str, title: str = "한빛경제") -> bytes:
    """Give a page as an answer."""
    head = f'<meta charset="utf-8"><title>{title}</title>'
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return page(text.encode(), content_type="text/html; charset=utf-8")


def silence(seconds: float) -> Raw:
    """Answer nothing for so long."""
    pieces: Pieces = (seconds, b"")
    return Raw(pieces)


def after(times: int, then: Answer, before: Answer) -> Callable[[Seen], bytes | Raw]:
    """Answer `before` so many times, `then` from there on."""
    left = [times]

    def answer(seen: Seen) -> bytes | Raw:
        left[0] -= 1
        given = before if left[0] >= 0 else then
        return given(seen) if callable(given) else given

    return answer
