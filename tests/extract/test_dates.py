from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.dates import find_dates

# (words, day of the article, dates in them)
TOLD = [
    ("2022년 4월 25일 열었다", "2026-11-24", ["2022-04-25"]),
    ("2022년 4월에 열었다", "2026-11-24", ["2022-04"]),
    ("2022년 출범했다", "2026-11-24", ["2022"]),
    ("24일 협약을 맺었다", "2026-11-24", ["2026-11-24"]),
    ("23일 맺었다", "2026-11-24", ["2026-11-23"]),
    ("전날인 25일 열었다", "2022-04-26", ["2022-04-25"]),
    ("전날 맺었다", "2026-11-24", ["2026-11-23"]),
    ("이날 맺었다", "2026-11-24", ["2026-11-24"]),
    ("지난 20일 맺었다", "2026-11-24", ["2026-11-20"]),
    ("오는 30일 맺는다", "2026-11-24", ["2026-11-30"]),
    ("지난달 29일 맺었다", "2026-11-24", ["2026-10-29"]),
    ("이달 3일 맺었다", "2026-11-24", ["2026-11-03"]),
    ("다음 달 2일 맺는다", "2026-11-24", ["2026-12-02"]),
    ("지난해 12월 발족했다", "2022-04-26", ["2021-12"]),
    ("작년 12월 3일 맺었다", "2026-11-24", ["2025-12-03"]),
    ("재작년 맺었다", "2026-11-24", ["2024"]),
    ("내년 3월 문을 연다", "2026-11-24", ["2027-03"]),
    ("올해 5월 맺었다", "2026-11-24", ["2026-05"]),
    ("지난 3월 맺었다", "2026-11-24", ["2026-03"]),
    ("8월 맺은 협약", "2026-11-24", ["2026-08"]),
    ("20일과 22일 맺었다", "2026-11-24", ["2026-11-20", "2026-11-22"]),
]
BORDERS = [
    ("지난해 12월 맺었다", "0001-06-01", []),
    ("올해 맺었다", "0001-06-01", ["0001"]),
    ("내년 맺는다", "9999-01-01", []),
    ("전날 맺었다", "2026-11-01", ["2026-10-31"]),
    ("전날 맺었다", "2026-01-01", ["2025-12-31"]),
    ("전날 맺었다", "2024-03-01", ["2024-02-29"]),
    ("31일 맺었다", "2026-11-02", ["2026-10-31"]),
    ("30일 맺었다", "2026-01-02", ["2025-12-30"]),
    ("지난달 29일 맺었다", "2026-01-05", ["2025-12-29"]),
    ("다음 달 2일 맺는다", "2026-12-28", ["2027-01-02"]),
    ("12월 29일 맺었다", "2026-01-05", ["2025-12-29"]),
    ("1월 5일 맺는다", "2026-12-28", ["2027-01-05"]),
    ("1일 맺는다", "2026-12-31", ["2026-12-01"]),
]
NO_DAY: list[tuple[str, str, list[str]]] = [
    ("31일 맺었다", "2026-12-02", []),  # neither 2 December nor November has a 31st near
    ("2026년 2월 30일", "2026-11-24", []),
    ("13월 3일", "2026-11-24", []),
    ("0일 맺었다", "2026-11-24", []),
    ("지난달 31일 맺었다", "2026-12-24", []),
    ("3일간 열린다", "2026-11-24", []),
    ("30일까지 모집한다", "2026-11-24", []),
    ("100일 만에 맺었다", "2026-11-24", []),
    ("5개년 계획", "2026-11-24", []),
    ("일을 함께 한다", "2026-11-24", []),
    ("", "2026-11-24", []),
]


@pytest.mark.parametrize("words, published, dates", [*TOLD, *BORDERS, *NO_DAY])
def test_days_are_resolved_against_the_article(
    words: str, published: str, dates: list[str]
) -> None:
    """Relative and bare days, months and years follow from the day of the article."""
    found = find_dates(words, date.fromisoformat(published))
    assert [when.value for when in found] == dates


# (words, dates) of an article that does not say when it was published
UNDATED = [
    ("2022년 4월 25일 열었다", ["2022-04-25"]),
    ("2022년 4월 열었다", ["2022-04"]),
    ("25일 열었다", []),
    ("지난달 29일 열었다", []),
    ("전날 열었다", []),
    ("지난해 12월 열었다", []),
]


@pytest.mark.parametrize("words, dates", UNDATED)
def test_an_undated_article_resolves_nothing_relative(words: str, dates: list[str]) -> None:
    """Without the article's day only what is told in full is a date."""
    assert [when.value for when in find_dates(words, None)] == dates


def test_a_date_says_where_it_stands() -> None:
    """The place of a date is the place of its words."""
    text = "건너전자는 지난달 29일 협약을 맺었다"
    (when,) = find_dates(text, date(2026, 11, 24))
    assert text[when.start : when.end].strip() == "지난달 29일"


_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PIECES = ["지난해", "작년", "올해", "내년", "지난달", "이달", "다음 달", "지난", "오는", "전날", "이날",
           "전날인", " ", " ", "2026년", "0000년", "1999년", "9999년", "12월", "13월", "0월", "2월",
           "29일", "30일", "31일", "32일", "0일", "1일", "일", "월", "년", "99", "간", "협약"]  # fmt: skip


@given(
    st.lists(st.sampled_from(_PIECES), max_size=12).map("".join) | st.text(max_size=40),
    st.dates(date(1900, 1, 1), date(9998, 12, 31)) | st.none(),
)
def test_every_date_is_a_day_month_or_year_that_exists(words: str, published: date | None) -> None:
    """Whatever the words, a date is YYYY, YYYY-MM or YYYY-MM-DD and stands in the calendar."""
    for when in find_dates(words, published):
        assert _ISO.fullmatch(when.value)
        date.fromisoformat((when.value + "-01-01")[:10])
        assert 0 <= when.start < when.end <= len(words)
