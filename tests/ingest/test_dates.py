from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.dates import parse_date_line, parse_moment
from flows.ingest.recent import parse_recent

SEOUL = ZoneInfo("Asia/Seoul")

MOMENTS = [
    ("2022-04-26 15:52", "2022-04-26T15:52:00+09:00"),
    ("2026.11.24 14:00", "2026-11-24T14:00:00+09:00"),
    ("2026.11.24. 오후 2:00", "2026-11-24T14:00:00+09:00"),
    ("2026. 11. 24.", "2026-11-24T00:00:00+09:00"),
    ("2026. 1. 4. 9:05", "2026-01-04T09:05:00+09:00"),
    ("2026/11/24 14:00:33", "2026-11-24T14:00:33+09:00"),
    ("2026년 11월 24일 오후 2:00", "2026-11-24T14:00:00+09:00"),
    ("2026년 11월 24일 14시 30분", "2026-11-24T14:30:00+09:00"),
    ("2026년11월24일", "2026-11-24T00:00:00+09:00"),
    ("2026년 11월 24일 화요일 오전 12:30", "2026-11-24T00:30:00+09:00"),
    ("2026.11.24 (화) 오후 12:30", "2026-11-24T12:30:00+09:00"),
    ("2026.11.24 2:00 PM", "2026-11-24T14:00:00+09:00"),
    ("2026.11.24 PM 2:00", "2026-11-24T14:00:00+09:00"),
    ("2026.11.24 14:00 KST", "2026-11-24T14:00:00+09:00"),
    ("2026-11-24T14:00:00Z", "2026-11-24T14:00:00+00:00"),
    ("2026-11-24T14:00:00.123+0900", "2026-11-24T14:00:00+09:00"),
    ("2026-11-24T05:00-03:30", "2026-11-24T05:00:00-03:30"),
    ("Tue, 24 Nov 2026 05:00:00 GMT", "2026-11-24T05:00:00+00:00"),
    ("Tue, 24 Nov 2026 14:00:00 +0900", "2026-11-24T14:00:00+09:00"),
    ("Tue, 24 Nov 2026 14:00:00 KST", "2026-11-24T14:00:00+09:00"),
    ("24 November 2026", "2026-11-24T00:00:00+09:00"),
    ("24-Nov-2026 14:00", "2026-11-24T14:00:00+09:00"),
    ("Nov 24, 2026, 2:00 PM KST", "2026-11-24T14:00:00+09:00"),
    ("Nov. 24, 2026 2:00 p.m.", "2026-11-24T14:00:00+09:00"),
    ("Tuesday, November 24th, 2026 at 2:00 PM", "2026-11-24T14:00:00+09:00"),
    ("Sept 3 2026", "2026-09-03T00:00:00+09:00"),
    ("Tue Nov 24 14:00:00 KST 2026", "2026-11-24T14:00:00+09:00"),
    ("26.11.24", "2026-11-24T00:00:00+09:00"),
    ("26.11.24. 14:00", "2026-11-24T14:00:00+09:00"),
    ("’26.11.24", "2026-11-24T00:00:00+09:00"),
    ("26-11-24 오후 2:00", "2026-11-24T14:00:00+09:00"),
    ("26년 11월 24일", "2026-11-24T00:00:00+09:00"),
    ("98.11.24", "1998-11-24T00:00:00+09:00"),
    ("2026년 11월 24일 오후 2시 5분", "2026-11-24T14:05:00+09:00"),
    ("2026년 11월 24일 14시", "2026-11-24T14:00:00+09:00"),
    ("2026년 11월 24일 오후 2시 5분 9초", "2026-11-24T14:05:09+09:00"),
    ("2026-11-24 오후 2:00:05", "2026-11-24T14:00:05+09:00"),
    ("2026-11-24(화) 14:00", "2026-11-24T14:00:00+09:00"),
    ("2026-11-24 14:00 (KST)", "2026-11-24T14:00:00+09:00"),
    ("2026-11-24 14:00 GMT+9", "2026-11-24T14:00:00+09:00"),
    ("2026-11-24 14:00 UTC+09:00", "2026-11-24T14:00:00+09:00"),
    ("2026-11-24T05:00:00Z", "2026-11-24T05:00:00+00:00"),
    ("2026-11-24T05:00:00+00", "2026-11-24T05:00:00+00:00"),
    ("2026-11-24 14:00:00.0", "2026-11-24T14:00:00+09:00"),
    ("20261124140005", "2026-11-24T14:00:05+09:00"),
    ("202611241400", "2026-11-24T14:00:00+09:00"),
    ("20261124", "2026-11-24T00:00:00+09:00"),
    ("２０２６．１１．２４ １４：００", "2026-11-24T14:00:00+09:00"),
    ("2026.11.24\xa014:00", "2026-11-24T14:00:00+09:00"),
    ("2026.\u200911.\u200924", "2026-11-24T00:00:00+09:00"),
]
LINES = [
    ("입력 2022.04.26 15:52", "2022-04-26T15:52:00+09:00"),
    ("기사입력 : 2022.04.26 오후 3:52", "2022-04-26T15:52:00+09:00"),
    ("승인 2022.04.26 15:52", "2022-04-26T15:52:00+09:00"),
    ("등록일 2022.04.26", "2022-04-26T00:00:00+09:00"),
    ("입력 2022.04.26 15:52 | 수정 2022.04.27 16:00", "2022-04-26T15:52:00+09:00"),
    ("수정 2022.04.27 16:00 입력 2022.04.26 15:52", "2022-04-26T15:52:00+09:00"),
    ("2022.04.26 15:52 수정 2022.04.27 16:00", "2022-04-26T15:52:00+09:00"),
    ("최종수정 2022.04.26 15:52", "2022-04-26T15:52:00+09:00"),
    ("김하늘 기자 입력 2022.04.26 15:52", "2022-04-26T15:52:00+09:00"),
    ("[2022-04-26 15:52]", "2022-04-26T15:52:00+09:00"),
    ("입력 2022-04-26 오후 3:52:05 수정 2022-04-27 오전 9:00:00", "2022-04-26T15:52:05+09:00"),
    ("입력2022.04.26. 오후 3:52수정2022.04.27. 오후 4:00", "2022-04-26T15:52:00+09:00"),
    ("2022.04.26 15:52 입력", "2022-04-26T15:52:00+09:00"),
    ("2022.04.27 16:00 수정 | 2022.04.26 15:52 입력", "2022-04-26T15:52:00+09:00"),
    ("등록일시 : 2022-04-26 15:52", "2022-04-26T15:52:00+09:00"),
    ("Published Apr 26, 2022 3:52 PM | Updated Apr 27, 2022", "2022-04-26T15:52:00+09:00"),
    ("입력 22.04.26 15:52", "2022-04-26T15:52:00+09:00"),
    ("승인：２０２２．０４．２６ １５：５２", "2022-04-26T15:52:00+09:00"),
    ("송고 2022/04/26 15:52", "2022-04-26T15:52:00+09:00"),
]
NEITHER = [
    "",
    "|",
    "2026-13-40",
    "2026-02-30",
    "2026-11-24 25:00",
    "12026.11.24",
    "2026.11.245",
    "2026-11",
    "0001-01-01",
    "2026.11.24 협약을 체결했다",
    "2026.11.24~2026.11.30",
    "건너전자 2026.11.24",
    "입력",
    "010-1234-5678",
    "26/11/24",
    "11/24/2026",
    "1.26.11.24",
    "10.24.11",
    "26.11.24.3",
    "26-11-24-1",
    "26.11",
    "2026 11 24",
    "202611",
    "20261324",
    "2026112414000",
    "2026.11.24 14",
    "2026.11.24 14시간 동안",
    "2026년 11월 24일 25시",
    "Foo 24, 2026",
    "Nov 31, 2026",
    "11월 24일 14:00",
    "1시간 전",
    "어제 14:00",
    "입력 장치 2026.11.24",
    "2026-11-24 14:00 +99:00",
]

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)
RECENT = [
    ("방금 전", "2026-11-24T14:00:00+09:00"),
    ("30초 전", "2026-11-24T13:59:30+09:00"),
    ("30분전", "2026-11-24T13:30:00+09:00"),
    ("1시간 전", "2026-11-24T13:00:00+09:00"),
    ("15시간 전", "2026-11-23T23:00:00+09:00"),
    ("3일 전", "2026-11-21T00:00:00+09:00"),
    ("2주 전", "2026-11-10T00:00:00+09:00"),
    ("1주일 전", "2026-11-17T00:00:00+09:00"),
    ("3 hours ago", "2026-11-24T11:00:00+09:00"),
    ("1 day ago", "2026-11-23T00:00:00+09:00"),
    ("어제", "2026-11-23T00:00:00+09:00"),
    ("어제 14:00", "2026-11-23T14:00:00+09:00"),
    ("그제 오후 1시 5분", "2026-11-22T13:05:00+09:00"),
    ("오늘 오전 9:05", "2026-11-24T09:05:00+09:00"),
    ("Yesterday 2:00 PM", "2026-11-23T14:00:00+09:00"),
    ("11월 24일 14:00", "2026-11-24T14:00:00+09:00"),
    ("11월 25일", "2026-11-25T00:00:00+09:00"),
    ("11월 26일", "2025-11-26T00:00:00+09:00"),
    ("1월 3일 (금)", "2026-01-03T00:00:00+09:00"),
    ("11-24", "2026-11-24T00:00:00+09:00"),
    ("11.23 13:00", "2026-11-23T13:00:00+09:00"),
    ("12-31 10:00", "2025-12-31T10:00:00+09:00"),
]
NOT_RECENT = [
    "",
    "2개월 전",
    "1년 전",
    "14:00",
    "5명 전",
    "3일 전 협약",
    "11.24%",
    "1.24",
    "02-29",
    "13-01",
    "11월 31일",
    "어제 25:00",
    "어제 협약",
    "2026.11.24",
]


@pytest.mark.parametrize("text,moment", MOMENTS)
def test_moments(text: str, moment: str) -> None:
    """A date in the ways Korean pages write it; without a zone it is in the given one."""
    found = parse_moment(text, SEOUL)
    assert found is not None
    assert found.isoformat() == moment
    assert parse_date_line(text, SEOUL) == found


@pytest.mark.parametrize("line,moment", LINES)
def test_lines(line: str, moment: str) -> None:
    """A line of dates and labels: what was entered wins over what was changed."""
    found = parse_date_line(line, SEOUL)
    assert found is not None
    assert found.isoformat() == moment
    assert parse_moment(line, SEOUL) is None


@pytest.mark.parametrize("line", NEITHER)
def test_neither(line: str) -> None:
    """Impossible dates, ranges, telephone numbers and sentences are no date line."""
    assert parse_date_line(line, SEOUL) is None
    assert parse_moment(line, SEOUL) is None


@pytest.mark.parametrize("text,moment", RECENT)
def test_recent(text: str, moment: str) -> None:
    """What a list page writes is told from the time at which it was read."""
    found = parse_recent(text, SEOUL, NOW)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize("text", NOT_RECENT)
def test_not_recent(text: str) -> None:
    """What names no day, or not only a time, is none."""
    assert parse_recent(text, SEOUL, NOW) is None


def test_recent_days_are_those_of_the_zone() -> None:
    """At 20:00 in London it is tomorrow in Seoul."""
    now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    found = parse_recent("오늘 05:00", SEOUL, now)
    assert found == now


def test_naive_times_are_in_the_given_zone() -> None:
    """The same words are another moment elsewhere."""
    found = parse_moment("2026-07-01 12:00", ZoneInfo("America/New_York"))
    assert found is not None
    assert found.isoformat() == "2026-07-01T12:00:00-04:00"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))  # noqa: DTZ001  # naive on purpose
def test_what_is_written_is_read(moment: datetime) -> None:
    """Every minute of two centuries is read back from three ways to write it."""
    moment = moment.replace(second=0, microsecond=0)
    half = "오전" if moment.hour < 12 else "오후"
    for text in (
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment.year}. {moment.month}. {moment.day}. {half} {moment.hour % 12 or 12}:{moment:%M}",
        f"입력 {moment.year}년 {moment.month}월 {moment.day}일 {moment.hour}시 {moment:%M}분",
    ):
        assert parse_date_line(text, SEOUL) == moment.replace(tzinfo=SEOUL)


@given(st.text("0123456789.-/:년월일시분초오전후입력수정어제 TZ+(화)NovGMTpm,'", max_size=60))
def test_no_line_breaks_it(line: str) -> None:
    """Whatever looks like a date gives a moment with a zone, or nothing."""
    found = parse_date_line(line, SEOUL)
    assert found is None or found.tzinfo is not None
    recent = parse_recent(line, SEOUL, NOW)
    assert recent is None or recent.tzinfo is not None
