from __future__ import annotations

from datetime import timedelta
from typing import Any

from markdown_it import MarkdownIt

from flows.model import Announce, Change, ChangeKind, Digest
from flows.post import compose, render_markdown, render_terminal
from tests.post.samples import GUNNEO, MIR, NINE, SAEBYEOK, SCOUTS, SEOUL, WELL, change

EXPECTED = """\
맞손 11/24(화) 09:00 · 새 협력 1 · 과거 자료 1
11/23 09:00 이후 · 소스 1/2 정상

1. 건너전자 × 라온대 · 공동연구센터 · 체결 2026-11-23
   이름: 온디바이스 AI 센터
   당사자: 건너전자 (기업), 라온대 (대학, 라온대학교)
   주제: 온디바이스 AI 반도체
   규모: 5년, 120억원
   담당: 김하늘 교수(라온대)
   근거: 건너전자는 23일 라온대와 온디바이스 AI 공동연구센터 설립 협약을 체결했다.
   출처: 한빛경제 · 건너전자·라온대 맞손 (https://example.com/a?x=1&y=2) · 2026-11-24
   출처: seeds · 공동연구센터 연다 · b/c.txt

과거 자료에서 등록 (새 소식 아님)

2. 건너전자 × 새벽로보틱스 · 공동연구센터 · 체결
   당사자: 건너전자 (기업), 새벽로보틱스 (기업)
   근거: 협약을 맺었다.

참고: 기사에 나온 기존 협력

- 건너전자 × 미르병원 · 공동연구센터 · 체결
   당사자: 건너전자 (기업), 미르병원 (병원)
   건너전자는 나머지와 각각 협력
   근거: 협약을 맺었다.

이미 아는 협력의 다른 보도 1
- 건너전자 × 라온대 · 공동연구센터 · 한빛경제, seeds"""

BARE: dict[str, Any] = {
    "evidence": "협약을 맺었다.",
    "topics": (),
    "name": None,
    "date": None,
    "people": (),
    "amount": None,
    "duration": None,
    "readings": (),
}


def digest(*changes: Change, context: tuple[Change, ...] = ()) -> Digest:
    since = NINE - timedelta(days=1)
    return compose(changes, context, channel=SCOUTS, now=NINE, since=since, health=WELL)


def full() -> Digest:
    old = change(2, announce=Announce.ARCHIVE, parties=(GUNNEO, SAEBYEOK), **BARE)
    known = change(3, ChangeKind.CONTEXT, parties=(GUNNEO, MIR), hub="건너전자", **BARE)
    return digest(change(1), old, context=(known,))


def test_terminal_tells_everything() -> None:
    """Each item has all its facts and where it was read; context and coverage stand below."""
    shown = render_terminal(full(), [change(9, ChangeKind.COVERAGE)], zone=SEOUL)
    assert shown == EXPECTED


def test_nothing_new_is_one_line() -> None:
    """A run that found nothing says so in one line, in either language."""
    assert render_terminal(digest(), zone=SEOUL) == (
        "맞손 11/24(화) 09:00 · 새 협력 없음 · 11/23 09:00 이후 · 소스 1/2 정상"
    )
    assert "Nothing new" in render_terminal(digest(), zone=SEOUL, language="en")


def test_held_back_items_are_counted() -> None:
    """A reader is told how many items wait for review."""
    shown = render_terminal(digest(change(1, confidence=0.5)), zone=SEOUL)
    assert "\n" not in shown
    assert "새 협력 없음" in shown
    assert "검토 대기 1" in shown


def test_markdown_renders_as_meant() -> None:
    """CommonMark makes headings, bold titles, quotes and links of it, and no HTML."""
    html = MarkdownIt("commonmark").render(render_markdown(full(), zone=SEOUL))
    assert "<h2>맞손 11/24(화) 09:00 · 새 협력 1 · 과거 자료 1</h2>" in html
    assert "<h3>과거 자료에서 등록 (새 소식 아님)</h3>" in html
    assert "<strong>1. 건너전자 × 라온대</strong> · 공동연구센터 · 체결 2026-11-23<br />" in html
    assert '<a href="https://example.com/a?x=1&amp;y=2">건너전자·라온대 맞손</a>' in html
    assert html.count("<blockquote>") == 3
    assert html.count("<p>") == html.count("</p>")
    assert "id 1 · 규칙 agreed_between · 확신 0.90" in html
    assert "\\" not in html


def test_markdown_shows_markup_as_text() -> None:
    """HTML and mark-up in a field are letters."""
    evil = change(1, evidence="<script>x</script> [a](javascript:b) **c**")
    html = MarkdownIt("commonmark").render(render_markdown(digest(evil), zone=SEOUL))
    assert "&lt;script&gt;x&lt;/script&gt; [a](javascript:b) **c**" in html
