"""What the header fields of an answer say, read leniently: servers write them in odd ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

Fields = Mapping[bytes, bytes]  # small-letter names

DAY = 86_400.0  # seconds; the longest that one answer may keep us away

_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_CHARSET = re.compile(r"""(?:^|[\s;,"'])charset\s*=[\s"'\\]*([\w.:-]+)""", re.IGNORECASE | re.ASCII)
_AGE = re.compile(r"""(?:^|[\s,])max-age\s*=\s*"?(\d+)""", re.IGNORECASE | re.ASCII)
_UNCACHED = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:[\s,]|$)", re.IGNORECASE)
_SECONDS = re.compile(r"\d+(?:\.\d*)?", re.ASCII)
_LONGEST_VALIDATOR = 1_000  # characters; ETags in use have under 100


def read_fields(raw: Iterable[tuple[bytes, bytes]]) -> Fields:
    """Index the fields by name: the first of a name counts, and every Content-Encoding."""
    fields: dict[bytes, bytes] = {}
    for name, value in raw:
        key = name.lower()
        if key not in fields:
            fields[key] = value
        elif key == b"content-encoding":
            fields[key] += b"," + value
    return fields


def read_length(fields: Fields) -> int:
    """Give Content-Length in bytes, 0 where none is said."""
    text = fields.get(b"content-length", b"")
    return int(text) if text.isdigit() and len(text) < 20 else 0


def read_content_type(fields: Fields) -> tuple[str, str | None]:
    """Give the media type in small letters ("" if none) and the charset's label."""
    text = fields.get(b"content-type", b"").decode("latin-1")
    kind, charset = _TYPE.match(text.strip()), _CHARSET.search(text)
    return kind[0].lower() if kind else "", charset[1].lower() if charset else None


def read_validator(fields: Fields, name: bytes) -> str | None:
    """Give an ETag or Last-Modified as it was sent; None where it can't be sent back."""
    text = fields.get(name, b"").decode("latin-1").strip()
    return text if is_sendable(text) else None


def is_sendable(text: str | None) -> bool:
    """Tell whether a text can be the value of a header field."""
    if not text or len(text) > _LONGEST_VALIDATOR:
        return False
    return text.isascii() and text.isprintable()


def read_freshness(fields: Fields, now: float) -> float:
    """Give the seconds for which an answer holds (RFC 9111, 4.2), from 0 to a day."""
    control = fields.get(b"cache-control", b"").decode("latin-1")
    age = _seconds(fields.get(b"age", b"")) or 0.0
    if _UNCACHED.search(control):
        return 0.0
    if match := _AGE.search(control):
        return min(max(float(match[1][:10]) - age, 0.0), DAY)
    expires = _moment(fields.get(b"expires", b""))
    if expires is None:
        return 0.0
    sent = _moment(fields.get(b"date", b""))
    return min(max(expires - (now if sent is None else sent) - age, 0.0), DAY)


def read_retry_after(fields: Fields, now: float) -> float | None:
    """Give the seconds of silence that an answer asks for, at most a day; None for none."""
    value = fields.get(b"retry-after", b"")
    seconds = _seconds(value)
    if seconds is None:
        moment = _moment(value)
        seconds = None if moment is None else moment - now
    return None if seconds is None else min(max(seconds, 0.0), DAY)


def _seconds(value: bytes) -> float | None:
    text = value.decode("latin-1").strip()
    return float(text[:20]) if _SECONDS.fullmatch(text) else None


def _moment(value: bytes) -> float | None:
    """Give an HTTP date as seconds since 1970; a date without a zone is in GMT."""
    try:
        moment = parsedate_to_datetime(value.decode("latin-1"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
