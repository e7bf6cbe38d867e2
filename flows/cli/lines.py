"""JSON Lines in, one line to one record out."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from zoneinfo import ZoneInfo

from flows.extract import Lexicon, extract, extract_all
from flows.model import Text
from flows.records import Record, RecordError, extraction_record, key_of, text_of

Key: TypeAlias = str | int | None

MAX_BYTES = 20_000_000  # of one line, as of one document in a folder


def numbered(file: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Number the lines that are not blank, from 1, blank ones counted."""
    return ((number, line) for number, line in enumerate(file, 1) if line.strip())


def parse_line(line: bytes) -> object:
    """Read one line of JSON.

    Raises:
        RecordError: it is too long, not UTF-8 or not JSON.
    """
    if len(line) > MAX_BYTES:
        raise RecordError(
            f"the line has {len(line):,} bytes, more than the {MAX_BYTES:,} that are read",
            remedy="split the text",
        )
    try:
        record: object = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecordError(
            f"the line is not UTF-8 at byte {error.start}", remedy="save the file as UTF-8"
        ) from None
    except (ValueError, RecursionError) as error:  # no JSON; a number too long; too deep
        raise RecordError(
            f"the line is not JSON: {error}", remedy="write one object a line"
        ) from None
    return record


def read_one(number: int, line: bytes, lexicon: Lexicon, zone: ZoneInfo) -> Record:
    """Extract from one line; a bad one gives its `error` and line number."""
    key, text = _parse(number, line, zone)
    return text if isinstance(text, dict) else extraction_record(key, extract(text, lexicon))


def read_ahead(
    lines: Iterable[tuple[int, bytes]], lexicon: Lexicon, zone: ZoneInfo
) -> Iterator[Record]:
    """Do as `read_one` with each line, in order; a few lines are read ahead, on all cores."""
    waiting: deque[tuple[Key, Text | Record]] = deque()

    def texts() -> Iterator[Text]:
        for number, line in lines:
            waiting.append(_parse(number, line, zone))
            if isinstance(text := waiting[-1][1], Text):
                yield text

    for extraction in extract_all(texts(), lexicon):
        while isinstance(bad := waiting[0][1], dict):
            waiting.popleft()
            yield bad
        yield extraction_record(waiting.popleft()[0], extraction)
    yield from (bad for _, bad in waiting if isinstance(bad, dict))


def _parse(number: int, line: bytes, zone: ZoneInfo) -> tuple[Key, Text | Record]:
    """Give the line's key and its text, or the record that tells what is wrong with it."""
    key: Key = None
    try:
        record = parse_line(line)
        key = key_of(record)
        return key, text_of(record, zone)
    except RecordError as error:
        return key, {"id": key, "error": f"{error.what} → {error.remedy}", "line": number}
