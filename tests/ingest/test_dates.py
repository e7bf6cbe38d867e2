from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.dates import parse_date_line, parse_moment

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


@given(st.text("0123456789.-/:년월일시분오전후입력수정 TZ+(화)", max_size=60))
def test_no_line_breaks_it(line: str) -> None:
    """Whatever looks like a date gives a moment with a zone, or nothing."""
    found = parse_date_line(line, SEOUL)
    assert found is None or found.tzinfo is not None
