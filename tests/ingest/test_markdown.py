from datetime import datetime
from zoneinfo import ZoneInfo

from flows.ingest.markdown import parse_markdown

SEOUL = ZoneInfo("Asia/Seoul")
WHEN = datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)


def test_front_matter() -> None:
    """Title, date, subtitle and address of the front matter win over what the text says."""
    document = parse_markdown(
        "---\ntitle: \"건너전자, 라온대와 '맞손'\"\ndate: 2026-11-24 14:00\nsubtitle: 센터 개소\n"
        "tags: [a, b]\nurl: https://hanbit.example/1?utm_source=x\n---\n\n"
        "건너전자는 **라온대학교**와 [협약](https://x.example)을\n체결했다.\n",
        SEOUL,
    )
    assert document.title == "건너전자, 라온대와 '맞손'"
    assert document.published == WHEN
    assert document.subtitle == "센터 개소"
    assert document.url == "https://hanbit.example/1"
    assert document.body == "건너전자는 라온대학교와 협약을 체결했다."


def test_head_in_the_text() -> None:
    """The first heading is the title, and a head written line by line is read as such."""
    document = parse_markdown(
        "# 건너전자, 라온대와 '맞손'\n2026-11-24 14:00\n센터 개소...센터장에 김하늘\n\n"
        "건너전자는 협약을 체결했다.\n\n![그림](a.png)\n\n- 공동 *연구*\n- `AI` 교육\n\n"
        "<script>alert(1)</script>\n\n> 두 기관은 함께 연구한다.\n",
        SEOUL,
    )
    assert document.title == "건너전자, 라온대와 '맞손'"
    assert document.published == WHEN
    assert document.subtitle == "센터 개소...센터장에 김하늘"
    assert document.body.split("\n") == [
        "건너전자는 협약을 체결했다.",
        "공동 연구",
        "AI 교육",
        "두 기관은 함께 연구한다.",
    ]


def test_a_rule_is_no_front_matter() -> None:
    """Dashes further down are a rule, and front matter without an end is text."""
    document = parse_markdown("# 맞손\n\n---\n\ntitle: 아님\n\n---\n", SEOUL)
    assert (document.title, document.body) == ("맞손", "title: 아님")
    assert parse_markdown("---\ntitle: 건너전자\n", SEOUL).title == "title: 건너전자"
