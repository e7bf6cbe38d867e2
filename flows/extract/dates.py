"""Days told relatively, resolved against the day on which the article was published.

Koreans write "25일", "전날인 25일", "지난달 29일", "지난해 12월"; which month or year is
meant follows from the article's own date. The result is as exact as the words are:
YYYY-MM-DD, YYYY-MM or YYYY.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = r"(?:(?P<year>(?:19|20)\d{2})년|(?P<relative_year>지난해|작년|올해|올|내년|재작년|이듬해))"
_MONTH = r"(?:(?P<month>\d{1,2})월|(?P<relative_month>지난달|이달|다음 달|다음달|내달))"
_DAY = r"(?P<day>\d{1,2})일"
_WHEN = re.compile(  # all of it is optional, so it names the characters that it can begin with
    rf"(?=[\d지작올내재이오다])(?<!\d)(?:{_YEAR}\s?)?(?:(?:지난|오는)\s)?(?:{_MONTH}\s?)?"
    rf"(?:{_DAY}(?!\s?(?:간|동안|부터|까지|만에)))?"
)
_WORDS = re.compile(r"(?P<eve>전날|어제)(?!인)|(?P<same>이날|오늘)")
_YEARS = {"지난해": -1, "작년": -1, "재작년": -2, "올해": 0, "올": 0, "내년": 1}
_MONTHS = {"지난달": -1, "이달": 0, "다음 달": 1, "다음달": 1, "내달": 1}


@dataclass(frozen=True, slots=True)
class When:
    """A day, month or year that a text names: its ISO form and its place."""

    value: str
    start: int
    end: int


def find_dates(sentence: str, published: date | None) -> list[When]:
    """Return the dates of a sentence in order; a relative one only where `published` is known."""
    return list(_find(sentence, published))


def _find(sentence: str, published: date | None) -> Iterator[When]:
    for match in _WHEN.finditer(sentence):
        if match.group():
            value = _resolve(match, published)
            if value:
                yield When(value, match.start(), match.end())
    if published is None:
        return
    for match in _WORDS.finditer(sentence):
        if match.group("eve") and published == date.min:
            continue
        day = published - timedelta(days=1) if match.group("eve") else published
        yield When(day.isoformat(), match.start(), match.end())


def _resolve(match: re.Match[str], published: date | None) -> str | None:
    year = _year(match, published)
    month, carried = _month(match, published)
    day = int(match.group("day")) if match.group("day") else None
    if month is None and day is None:
        is_told = match.group("year") or match.group("relative_year")
        return f"{year:04d}" if year and is_told and _is_year(year) else None
    if year is None:
        if published is None:
            return None
        year = published.year + carried
    if month is None:
        return _nearest_day(day, published) if day and published else None
    if not match.group("year") and not match.group("relative_year") and published and not carried:
        year = _nearest_year(month, published)
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 and _is_year(year) else None
    return _iso(year, month, day)


def _year(match: re.Match[str], published: date | None) -> int | None:
    if match.group("year"):
        return int(match.group("year"))
    relative = match.group("relative_year")
    if relative in _YEARS and published:
        return published.year + _YEARS[relative]
    return None


def _month(match: re.Match[str], published: date | None) -> tuple[int | None, int]:
    """Return the month, and how many years the step to it crosses."""
    if match.group("month"):
        return int(match.group("month")), 0
    relative = match.group("relative_month")
    if relative is None or published is None:
        return None, 0
    step = published.month - 1 + _MONTHS[relative]
    return step % 12 + 1, step // 12


def _nearest_year(month: int, published: date) -> int:
    """A bare month lies in the half year on either side of the article."""
    ahead = month - published.month
    return published.year - 1 if ahead > 6 else published.year + (1 if ahead < -9 else 0)


def _nearest_day(day: int, published: date) -> str | None:
    """A bare day is this month's, or last month's where it would lie more than a week ahead."""
    if day > published.day + 7:
        if published.replace(day=1) == date.min:
            return None
        last = published.replace(day=1) - timedelta(days=1)
        return _iso(last.year, last.month, day)
    return _iso(published.year, published.month, day)


def _is_year(year: int) -> bool:
    return date.min.year <= year <= date.max.year


def _iso(year: int, month: int, day: int) -> str | None:
    if not _is_year(year):
        return None
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
