"""Times that only make sense on the day they are read: 1시간 전, 어제 14:00, 11월 24일.

Pages that list articles write them. A saved page can be years old, so nothing else reads them.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flows.ingest.dates import TIME, time_of

_UNITS = {
    "초": timedelta(seconds=1),
    "분": timedelta(minutes=1),
    "시간": timedelta(hours=1),
    "일": timedelta(days=1),
    "주": timedelta(weeks=1),
    "주일": timedelta(weeks=1),
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_DAYS = {"오늘": 0, "어제": 1, "그제": 2, "그저께": 2, "엊그제": 2, "today": 0, "yesterday": 1}
# Months and years ago are left out: nobody knows which day that was.
_AGO = re.compile(
    r"(?P<count>\d{1,3})\s?(?P<unit>초|분|시간|일|주일?|(?:second|minute|min|hour|day|week)(?=s?\b))s?"
    r"\s?(?:전|ago)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<day>{'|'.join(_DAYS)})(?:,?\s{TIME})?", re.IGNORECASE)
_YEARLESS = re.compile(
    r"(?:(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일|(?P<month_2>\d{2})[-.](?P<day_2>\d{2})\.?)"
    rf"(?:\s?\([월화수목금토일]\))?(?:\s{TIME})?"
)
_NOW = re.compile(r"방금(?:\s?전)?|just now", re.IGNORECASE)
_EARLY = timedelta(days=1)  # a clock may be ahead of ours, a date line is no announcement


def parse_recent(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Read text that is one time told from `now`; None where it is not.

    A date without a year is the latest one that is not after tomorrow. What is told in days
    or weeks is midnight of that day.
    """
    text, today = text.strip(), now.astimezone(zone)
    if _NOW.fullmatch(text):
        return today
    if match := _AGO.fullmatch(text):
        return _ago(match, today)
    if match := _NAMED.fullmatch(text):
        return _at(today - timedelta(days=_DAYS[match["day"].lower()]), match)
    match = _YEARLESS.fullmatch(text)
    return _latest(match, today) if match else None


def _ago(match: re.Match[str], today: datetime) -> datetime | None:
    unit = _UNITS[match["unit"].lower()]
    moment = today - int(match["count"]) * unit
    return moment if unit < timedelta(days=1) else _midnight(moment)


def _latest(match: re.Match[str], today: datetime) -> datetime | None:
    month, day = int(match["month"] or match["month_2"]), int(match["day"] or match["day_2"])
    for year in (today.year + 1, today.year, today.year - 1):
        try:
            moment = _at(datetime(year, month, day, tzinfo=today.tzinfo), match)
        except ValueError:  # 29 February, or the 99th
            continue
        if moment is not None and moment <= today + _EARLY:
            return moment
    return None


def _at(day: datetime, match: re.Match[str]) -> datetime | None:
    hour, minute, second = time_of(match)
    try:
        return _midnight(day).replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return None


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
