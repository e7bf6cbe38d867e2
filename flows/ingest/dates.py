"""When a document was published, in the ways Korean documents write it.

A moment is one date with its time; a date line is a line that holds nothing but moments and
their labels. Where a line holds two, what was entered first (입력) wins over 수정.
Without a time a moment is midnight; without a zone it is in the zone that is given. A date
that can be read in two ways (11/24/26), or only with today's date at hand, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2100  # others are numbers that look like a year
PIVOT = 70  # of two digits: 70 is 1970 and 69 is 2069, as POSIX reads them

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    r"(?P<name>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
_DAY_NAME = r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\.?,?\s)?"
_WEEKDAY = r"(?:\s?[(\[]?[월화수목금토일](?:요일)?[)\]]?(?=\W|$))?"
_HALF = r"(?:AM|PM|am|pm|[ap]\.m\.)"
_ZONE = r"(?:Z|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|(?:UTC|GMT)[+-]\d{1,2}|UTC|GMT|KST)(?![\w:])"
TIME = (
    rf"(?P<half>오전|오후|{_HALF})?\s?(?P<hour>\d{{1,2}})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"|시(?!간)(?:\s?(?P<minute_kr>\d{1,2})분)?(?:\s?(?P<second_kr>\d{1,2})초)?)"
    rf"(?:\s?(?P<after>{_HALF}))?(?:\s?\(?(?P<zone>{_ZONE})\)?)?(?![\dA-Za-z:])"
)
_WITH_TIME = rf"(?:(?:T|,?\s*|\sat\s){TIME})?"
_FORMS = tuple(
    re.compile(rf"(?<![\d.])(?:{form})")
    for form in (
        # 2026.11.24 14:00 / 2026년 11월 24일(화) 오후 2시 5분 / 2026-11-24T05:00:00Z
        (
            r"(?P<year>\d{4})(?:\s?[-./]\s?|년\s?)(?P<month>\d{1,2})(?:\s?[-./]\s?|월\s?)"
            rf"(?P<day>\d{{1,2}})(?!\d)(?:일|\.)?{_WEEKDAY}{_WITH_TIME}"
        ),
        # 26.11.24 14:00 / '26.11.24 / 26년 11월 24일
        (
            r"['‘’]?(?P<year>\d{2})(?:\.\s?(?P<month>\d{2})\.\s?(?P<day>\d{2})(?!\.?\d)\.?"
            r"|-(?P<month_2>\d{2})-(?P<day_2>\d{2})(?![\d-])"
            rf"|년\s?(?P<month_3>\d{{1,2}})월\s?(?P<day_3>\d{{1,2}})일){_WEEKDAY}{_WITH_TIME}"
        ),
        # Nov 24, 2026, 2:00 PM KST / Tuesday, November 24, 2026
        (
            rf"\b{_DAY_NAME}{_NAMED}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})\b"
            rf"{_WITH_TIME}"
        ),
        # Tue, 24 Nov 2026 14:00:00 +0900 / 24 November 2026
        (
            rf"\b{_DAY_NAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{_NAMED},?[\s-](?P<year>\d{{4}})\b"
            rf"{_WITH_TIME}"
        ),
        # Tue Nov 24 14:00:00 KST 2026
        (
            rf"\b{_DAY_NAME}{_NAMED}\s+(?P<day>\d{{1,2}})\s(?P<hour>\d{{2}}):(?P<minute>\d{{2}}):"
            rf"(?P<second>\d{{2}})(?:\s(?P<zone>{_ZONE}))?\s(?P<year>\d{{4}})\b"
        ),
        # 20261124140000 / 202611241400 / 20261124
        (
            r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"
            r"(?:(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?(?!\d)"
        ),
    )
)

_ENTERED = r"(?:기사\s?|최초\s?)?(?:입력|등록|승인|발행|게재|작성|송고|출고|게시)"
_CHANGED = r"(?:기사\s?|최종\s?)?(?:수정|업데이트|갱신)"
_KINDS = rf"(?:(?P<entered>{_ENTERED}|Published|Posted)|(?P<changed>{_CHANGED}|Updated))"
_LABEL = re.compile(rf"{_KINDS}(?:일시?|시간|날짜)?\s*(?:[:：]|\bon\b)?\s*$")
_AFTER = re.compile(rf"\s*{_KINDS}(?!\w)")  # 2026.11.24 14:00 입력
_LABELS = re.compile(rf"{_KINDS}(?:일시?|시간|날짜)?(?!\w)(?:\son\b)?")
_BYLINE = r"(?:[가-힣]{2,4}\s?(?:선임|수석|객원|인턴)?\s?기자)?"
_REST = re.compile(rf"[\s|ㅣ·,/:()\[\]<>\-]*{_BYLINE}[\s|ㅣ·,/:()\[\]<>\-]*")
_ZONES = {"Z": UTC, "UTC": UTC, "GMT": UTC, "KST": timezone(timedelta(hours=9))}
# Full-width digits and signs, and the spaces that HTML keeps: `clean` leaves the former alone.
_PLAIN = str.maketrans(
    "０１２３４５６７８９．：－／，\xa0\u2009\u202f\u3000", "0123456789.:-/,    "
)


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Read text that is one moment and nothing else; None where it is not."""
    text = text.translate(_PLAIN).strip()
    matches = (form.fullmatch(text) for form in _FORMS)
    return next((_moment(match, zone) for match in matches if match), None)


def parse_date_line(line: str, zone: ZoneInfo) -> datetime | None:
    """Read a line that holds nothing but dates, labels and at most a byline."""
    if len(line) > 120 or _REST.fullmatch(_without_moments(line.translate(_PLAIN))) is None:
        return None
    return best_moment(line, zone)


def best_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Find the moment of publication in a short text: entered, then unlabelled, then changed."""
    ranked = _ranked(text.translate(_PLAIN), zone)
    return min(ranked, key=lambda pair: pair[0], default=(0, None))[1]


def time_of(match: re.Match[str]) -> tuple[int, int, int]:
    """Give the hour, minute and second of a match of `TIME`, midnight where it has none.

    Raises:
        ValueError: there is no such hour on a clock of two halves.
    """
    parts = match.groupdict()
    hour = int(parts.get("hour") or 0)
    minute = int(parts.get("minute") or parts.get("minute_kr") or 0)
    second = int(parts.get("second") or parts.get("second_kr") or 0)
    half = (parts.get("half") or parts.get("after") or "").upper().replace(".", "")
    if half in {"오후", "PM"} and hour < 12:
        hour += 12
    if half in {"오전", "AM"} and hour == 12:
        hour = 0
    return hour, minute, second


def _ranked(text: str, zone: ZoneInfo) -> Iterator[tuple[int, datetime]]:
    matches = list(_matches(text))
    has_labels_after = bool(matches) and matches[0].start() == 0
    for match in matches:
        moment = _moment(match, zone)
        label = _LABEL.search(text[: match.start()])
        if has_labels_after and (after := _AFTER.match(text, match.end())):
            label = after
        if moment is not None:
            yield (1 if label is None else 0 if label["entered"] else 2), moment


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Give the dates in a text in order, the first form that fits where two overlap."""
    if not any(c.isdigit() for c in text):
        return
    end = 0
    found = [match for form in _FORMS for match in form.finditer(text)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def _without_moments(line: str) -> str:
    rest, end = "", 0
    for match in _matches(line):
        rest += line[end : match.start()] + "|"
        end = match.end()
    return _LABELS.sub("", rest + line[end:]) if end else line or "-"


def _moment(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    parts = match.groupdict()
    try:
        moment = datetime(
            _year(parts["year"]), _month(parts), _day(parts), *time_of(match), tzinfo=zone
        )
        stated = _zone(parts.get("zone"))
    except ValueError:
        return None
    moment = moment if stated is None else moment.replace(tzinfo=stated)
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (1900 if year >= PIVOT else 2000)


def _month(parts: dict[str, str | None]) -> int:
    if name := parts.get("name"):
        return _MONTHS.index(name[:3].lower()) + 1
    return int(_first(parts, "month", "month_2", "month_3"))


def _day(parts: dict[str, str | None]) -> int:
    return int(_first(parts, "day", "day_2", "day_3"))


def _first(parts: dict[str, str | None], *names: str) -> str:
    return next(text for name in names if (text := parts.get(name)))


def _zone(text: str | None) -> timezone | None:
    """Read a zone: a name, an offset, or a name with an offset of whole hours (GMT+9).

    Raises:
        ValueError: the offset is a day or more.
    """
    if text is None:
        return None
    if text in _ZONES:
        return _ZONES[text]
    sign, digits = re.sub(r"UTC|GMT|:", "", text)[:1], re.sub(r"\D", "", text)
    hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)
