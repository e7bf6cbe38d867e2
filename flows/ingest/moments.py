"""When an item was published, in the ways feeds write it.

dates.py reads what documents write; here other spellings are turned into those first: dates of
e-mail in full or short words, of Java in Korean, of JavaScript, of databases.
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.ingest.dates import parse_moment

MAX_LENGTH = 100  # characters; the longest form that is known has 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Without CST, which America and China both use.
_OFFSETS = {
    "utc": "+0000",
    "ut": "+0000",
    "gmt": "+0000",
    "z": "+0000",
    "kst": "+0900",
    "jst": "+0900",
    "cet": "+0100",
    "cest": "+0200",
    "est": "-0500",
    "edt": "-0400",
    "cdt": "-0500",
    "mst": "-0700",
    "mdt": "-0600",
    "pst": "-0800",
    "pdt": "-0700",
}
_WORD = r"[A-Za-z]{3,9}|\d{1,2}월|(?<=\s)\d{1,2}(?=\s)"
_CLOCK = r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?"
_ZONE = r"(?:\s?(?:GMT|UTC)?(?P<offset>[+-]\d{1,2}:?(?:\d{2})?)|\s?(?P<zone>[A-Za-z]{1,4}))?"
_NOTE = r"(?:\s?\([^()]*\)|\s[A-Z]{3,4})?"  # the zone again, by name
_WEEKDAY = r"(?:(?:[A-Za-z]{3,9}|[월화수목금토일](?:요일)?)\.?,?\s*)?"
_TIME = rf"(?:,?\s{_CLOCK}{_ZONE}{_NOTE})?"
_DAY = r"(?P<day>\d{1,2})"
_NUMBERS = rf"(?P<year>\d{{4}})[-./](?P<month>\d{{1,2}})[-./]{_DAY}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # 2026-11-24T14:00:00+09 / 2026-11-24 14:00:00 KST / 2026-11-24t05:00:00z
        rf"{_NUMBERS}[Tt\s]{_CLOCK}{_ZONE}{_NOTE}",
        # Tue, 24 Nov 2026 14:00:00 +0900 / 화, 24 11월 2026 14:00:00 KST / 24 November 26 14:00
        rf"{_WEEKDAY}{_DAY}[\s-](?P<month>{_WORD})[\s-](?P<year>\d{{4}}|\d{{2}}){_TIME}",
        # Tue Nov 24 2026 14:00:00 GMT+0900 (KST) / Nov 24, 2026 14:00
        rf"{_WEEKDAY}(?P<month>[A-Za-z]{{3,9}})\.?\s{_DAY},?\s(?P<year>\d{{4}}){_TIME}",
        # Tue Nov 24 14:00:00 KST 2026
        rf"{_WEEKDAY}(?P<month>[A-Za-z]{{3}})\s{_DAY}\s{_CLOCK}{_ZONE}\s(?P<year>\d{{4}})",
    )
)
# 20261124140000 / 20261124T140000+0900 / 202611241400 / 20261124
_DIGITS = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<offset>Z|[+-]\d{2}:?\d{2})?)?"
)


def parse_feed_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Read the date of an item; without a zone of its own it is in `zone`. None if unreadable."""
    text = " ".join(text[: MAX_LENGTH + 1].split())
    if not text or len(text) > MAX_LENGTH:
        return None
    return parse_moment(_usual(text), zone)


def _usual(text: str) -> str:
    digits = _DIGITS.fullmatch(text)
    if digits:
        return _digits(digits)
    for form in _FORMS:
        match = form.fullmatch(text)
        month = _month(match["month"]) if match else None
        if match and month and (offset := _offset(match)) is not None:
            clock = match["clock"] or "00:00"
            return f"{_year(match['year'])}-{month}-{match['day']} {clock}{offset}"
    return text


def _digits(match: re.Match[str]) -> str:
    day = f"{match['year']}-{match['month']}-{match['day']}"
    if not match["hour"]:
        return day
    second = match["second"] or "00"
    return f"{day} {match['hour']}:{match['minute']}:{second}{match['offset'] or ''}"


def _month(word: str) -> int | None:
    if word[0].isdigit():
        return int(word.rstrip("월"))
    name = word[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else None


def _year(year: str) -> str:
    if len(year) == 4:
        return year
    return f"19{year}" if year >= "70" else f"20{year}"


def _offset(match: re.Match[str]) -> str | None:
    """Give ±HHMM, "" where none is written, None where it is written and unknown."""
    if match["offset"]:
        sign, digits = match["offset"][0], match["offset"][1:].replace(":", "")
        return f"{sign}{digits.zfill(2):0<4}" if len(digits) <= 2 else f"{sign}{digits.zfill(4)}"
    return _OFFSETS.get(match["zone"].lower()) if match["zone"] else ""
