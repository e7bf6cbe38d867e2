from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.decode import clean
from flows.ingest.document import MAX_CHARACTERS, parse_document

SEOUL = ZoneInfo("Asia/Seoul")
TITLE = "건너전자, 라온대와 온디바이스 AI '맞손'"
DATE = "2026-11-24 14:00"
WHEN = datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)
FRAGMENT = "공동연구센터 개소...센터장에 김하늘 교수"
FIRST = "건너전자는 23일 라온대학교와 공동연구센터 설립 협약을 체결했다."
SECOND = "두 기관은 5년 동안 온디바이스 AI를 함께 연구한다고 밝혔다."

TABLE = [
    # lines, title, subtitle, published, body
    ([TITLE, DATE, FRAGMENT, FIRST, SECOND], TITLE, FRAGMENT, WHEN, [FIRST, SECOND]),
    ([TITLE, FRAGMENT, DATE, FIRST, SECOND], TITLE, FRAGMENT, WHEN, [FIRST, SECOND]),
    ([DATE, TITLE, FRAGMENT, FIRST], TITLE, FRAGMENT, WHEN, [FIRST]),
    ([TITLE, DATE, FIRST], TITLE, "", WHEN, [FIRST]),
    (["", TITLE, "", DATE, "", FIRST, "", SECOND], TITLE, "", WHEN, [FIRST, SECOND]),
    ([TITLE, "김하늘 기자", f"입력 {DATE}", FIRST], TITLE, "", WHEN, [FIRST]),
    ([TITLE, FIRST, SECOND], TITLE, "", None, [FIRST, SECOND]),
    ([TITLE, FRAGMENT, FIRST], TITLE, "", None, [FRAGMENT, FIRST]),
    ([FIRST, SECOND], "", "", None, [FIRST, SECOND]),
    ([FIRST], "", "", None, [FIRST]),
    ([TITLE], TITLE, "", None, []),
    ([TITLE, DATE], TITLE, "", WHEN, []),
    (
        [TITLE, DATE, "■ 건너전자, 라온대와 협약", "■ 새벽로보틱스, 미르병원과 협약"],
        TITLE,
        "",
        WHEN,
        ["■ 건너전자, 라온대와 협약", "■ 새벽로보틱스, 미르병원과 협약"],
    ),
    ([TITLE, FIRST, SECOND, DATE], TITLE, "", None, [FIRST, SECOND, DATE]),
    (
        ["건너전자, 라온대와 AI 개발 나선다", DATE, "반도체도 함께 만든다", FIRST],
        "건너전자, 라온대와 AI 개발 나선다",
        "반도체도 함께 만든다",
        WHEN,
        [FIRST],
    ),
    ([TITLE, DATE, TITLE, FIRST, SECOND, FIRST], TITLE, TITLE, WHEN, [FIRST, SECOND]),
    (
        [
            TITLE,
            DATE,
            FIRST,
            "▲ 협약식 (사진=건너전자 제공)",
            SECOND,
            "김하늘 기자 sky@hanbit.example",
        ],
        TITLE,
        "",
        WHEN,
        [FIRST, SECOND],
    ),
    ([TITLE, DATE, f"[한빛경제 김하늘 기자] {FIRST}"], TITLE, "", WHEN, [FIRST]),
]


@pytest.mark.parametrize("lines,title,subtitle,published,body", TABLE)
def test_parts(
    lines: list[str], title: str, subtitle: str, published: datetime | None, body: list[str]
) -> None:
    """Title, date, subtitle and paragraphs are told apart, and each may be missing."""
    document = parse_document("\n".join(lines), SEOUL)
    assert document.title == title
    assert document.subtitle == subtitle
    assert document.published == published
    assert document.body.split("\n") == (body or [""])


def test_the_seed() -> None:
    """The seed gives its title, time and subtitle, and each paragraph once, in order."""
    path = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
    text = path.read_text(encoding="utf-8")
    document = parse_document(clean(text), SEOUL)
    assert document.title == "LG-서울대, 초거대 멀티모달 AI 연구 '맞손'"
    assert document.published == datetime(2022, 4, 26, 15, 52, tzinfo=SEOUL)
    assert document.subtitle == "리서치 센터 개소...공동 센터장에 배경훈 LG AI연구원장-이경무 교수"
    paragraphs = document.body.split("\n")
    assert paragraphs == list(dict.fromkeys(text.split("\n")[3:]))
    assert len(paragraphs) == 13


def test_hard_wrapped_text_is_joined() -> None:
    """Lines broken at a fixed width become the paragraphs they were."""
    wrapped = [
        "건너전자는 23일 라온대학교와 온디바이스 인공지능",
        "반도체를 함께 연구하는 공동연구센터를 설립하는",
        "협약을 체결했다.",
        "",
        "두 기관은 앞으로 5년 동안 120억원을 들여 연구와",
        "인재 양성을 함께 한다고 이날 한빛경제와의 통화에서",
        "밝혔다.",
    ]
    document = parse_document("\n".join([TITLE, DATE, "", *wrapped]), SEOUL)
    assert document.body.split("\n") == [" ".join(wrapped[:3]), " ".join(wrapped[4:])]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_nothing_in_it(text: str) -> None:
    """White space is no document."""
    with pytest.raises(SourceError, match="has no text"):
        parse_document(text, SEOUL)


def test_far_too_long() -> None:
    """Text of the length of a book is refused before anything works on it."""
    with pytest.raises(SourceError, match="200,000 characters"):
        parse_document("가" * (MAX_CHARACTERS + 1), SEOUL)


sentences = st.lists(
    st.text("가나다라 ", min_size=1, max_size=20).map(lambda t: f"{t.strip()}했다."),
    min_size=1,
    max_size=8,
)


@given(sentences)
def test_no_sentence_is_lost(lines: list[str]) -> None:
    """Whatever the sentences are, each is in the body once."""
    document = parse_document("\n".join([TITLE, DATE, *lines]), SEOUL)
    body = " ".join(document.body.split())
    assert all(" ".join(line.split()) in body for line in lines)
