"""When a document was published, in the ways Korean documents write it.

A moment is one date with its time; a date line is a line that holds nothing but moments and
their labels. Where a line holds two, what was entered first (입력) wins over 수정.
Without a time a moment is midnight; without a zone it is in the zone that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2100  # others are numbers that look like a year

_DATE = (
    r"(?P<year>\d{4})(?:\s?[-./]\s?|년\s?)(?P<month>\d{1,2})(?:\s?[-./]\s?|월\s?)"
    r"(?P<day>\d{1,2})(?!\d)(?:일|\.)?"
)
_WEEKDAY = r"(?:\s?[(\[]?[월화수목금토일](?:요일)?[)\]]?(?=\W|$))?"
_TIME = (
    r"(?:(?:T|,?\s*)(?P<half>오전|오후|AM|PM|am|pm)?\s?(?P<hour>\d{1,2})"
    r"(?::|시\s?)(?P<minute>\d{2})?분?(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"(?:\s?(?P<after>AM|PM|am|pm))?"
    r"\s?(?P<zone>Z|UTC|GMT|KST|[+-]\d{2}:?\d{2})?(?![\w:]))?"
)
_ENGLISH = (
    r"(?P<rfc>(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d{2}:\d{2}(?::\d{2})?"
    r"(?:\s(?:[+-]\d{4}|[A-Z]{1,4}))?)"
)
_MOMENT = re.compile(rf"(?<!\d)(?:{_ENGLISH}|{_DATE}{_WEEKDAY}{_TIME})")

_ENTERED = r"(?:기사\s?|최초\s?)?(?:입력|등록|승인|발행|게재|작성|송고|출고|게시)"
_CHANGED = r"(?:기사\s?|최종\s?)?(?:수정|업데이트|갱신)"
_LABEL = re.compile(
    rf"(?:(?P<entered>{_ENTERED})|(?P<changed>{_CHANGED}))(?:일시?|시간|날짜)?\s*[:：]?\s*$"
)
_BYLINE = r"(?:[가-힣]{2,4}\s?(?:선임|수석|객원|인턴)?\s?기자)?"
_REST = re.compile(rf"[\s|ㅣ·,/:()\[\]<>\-]*{_BYLINE}[\s|ㅣ·,/:()\[\]<>\-]*")
_ZONES = {"Z": UTC, "UTC": UTC, "GMT": UTC, "KST": timezone(timedelta(hours=9))}


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Read text that is one moment and nothing else; None where it is not."""
    match = _MOMENT.fullmatch(text.strip())
    return _moment(match, zone) if match else None


def parse_date_line(line: str, zone: ZoneInfo) -> datetime | None:
    """Read a line that holds nothing but dates, labels and at most a byline."""
    if len(line) > 120 or _REST.fullmatch(_without_moments(line)) is None:
        return None
    return best_moment(line, zone)


def best_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Find the moment of publication in a short text: entered, then unlabelled, then changed."""
    return min(_ranked(text, zone), key=lambda pair: pair[0], default=(0, None))[1]


def _ranked(text: str, zone: ZoneInfo) -> Iterator[tuple[int, datetime]]:
    for match in _MOMENT.finditer(text):
        moment = _moment(match, zone)
        label = _LABEL.search(text[: match.start()])
        if moment is not None:
            yield (1 if label is None else 0 if label["entered"] else 2), moment


def _without_moments(line: str) -> str:
    rest, end = "", 0
    for match in _MOMENT.finditer(line):
        rest += _LABEL.sub("", line[end : match.start()])
        end = match.end()
    return rest + line[end:] if end else line or "-"


def _moment(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    try:
        moment = parsedate_to_datetime(match["rfc"]) if match["rfc"] else _korean(match)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        is_year = FIRST_YEAR <= moment.year <= LAST_YEAR
    except ValueError:
        return None
    return moment if is_year else None


def _korean(match: re.Match[str]) -> datetime:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    half = (match["half"] or match["after"] or "").upper()
    if half in {"오후", "PM"} and hour < 12:
        hour += 12
    if half in {"오전", "AM"} and hour == 12:
        hour = 0
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(match["zone"]))


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in _ZONES:
        return _ZONES[text]
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)
