"""JSON to documents: an object, a list of objects, or JSON Lines.

The fields are those of `matson extract`: id, title, text, optional published and url. Others
are left alone. A record that can't be read is a problem, the rest go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.address import canonical
from flows.ingest.dates import parse_moment
from flows.ingest.decode import clean
from flows.ingest.document import Document, make_document

_REMEDY = 'write {"id": "1", "title": "…", "text": "…"}'


@dataclass(frozen=True, slots=True)
class Records:
    """The documents of one file, and what is wrong with the others."""

    documents: tuple[Document, ...]
    problems: tuple[SourceError, ...]


def parse_records(text: str, zone: ZoneInfo, *, is_lines: bool) -> Records:
    """Read the text of a .json file, or of a .jsonl file (`is_lines`).

    Raises:
        SourceError: the file as a whole is no JSON.
    """
    begins = text.lstrip()[:1]
    if not begins:
        raise SourceError("is empty", remedy="fill it, or remove it")
    if is_lines and begins != "[":
        return _collect(_lines(text), zone)
    try:
        data = _loads(text)
    except SourceError:
        first = text.strip().split("\n", 1)[0]
        if begins == "{" and isinstance(_or_none(first), dict):
            return _collect(_lines(text), zone)
        raise
    entries = data if isinstance(data, list) else [data]
    return _collect(((f"entry {n}", entry) for n, entry in enumerate(entries, 1)), zone)


def _collect(entries: Iterable[tuple[str, object]], zone: ZoneInfo) -> Records:
    documents: dict[str, Document] = {}
    problems: list[SourceError] = []
    for where, entry in entries:
        try:
            document, remarks = _document(entry, zone)
        except SourceError as error:
            problems.append(_at(where, error))
            continue
        problems += [_at(where, remark) for remark in remarks]
        if document.key in documents:
            problems.append(
                SourceError(
                    f"{where} has the id {document.key!r} again", remedy="rename one of them"
                )
            )
            continue
        documents[str(document.key)] = document
    if not documents and not problems:
        raise SourceError("has no records", remedy=_REMEDY)
    return Records(tuple(documents.values()), tuple(problems))


def _at(where: str, error: SourceError) -> SourceError:
    return SourceError(f"{where} {error.what}", remedy=error.remedy)


def _lines(text: str) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield f"line {number}", _loads(line)
        except SourceError as error:
            yield f"line {number}", error


def _or_none(text: str) -> object:
    try:
        return _loads(text)
    except SourceError:
        return None


def _loads(text: str) -> object:
    try:
        data: object = json.loads(text)
    except json.JSONDecodeError as error:
        told = f"is no JSON: {error.msg} (line {error.lineno}, column {error.colno})"
    except (ValueError, RecursionError):  # a number of over 4,300 digits; brackets too deep
        told = "is no JSON that can be read: a number too long or brackets too deep"
    else:
        return data
    raise SourceError(told, remedy="correct it, or write it with a program")


def _document(entry: object, zone: ZoneInfo) -> tuple[Document, list[SourceError]]:
    if isinstance(entry, SourceError):
        raise entry
    if not isinstance(entry, dict):
        raise SourceError("is no object", remedy=_REMEDY)
    key = entry.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int) or not clean(str(key)).strip():
        raise SourceError("has no id", remedy=_REMEDY)
    remarks: list[SourceError] = []
    published = _text(entry, "published")
    moment = parse_moment(published, zone)
    if published and moment is None:
        remarks.append(
            SourceError(f"has published {published[:40]!r}", remedy="write 2026-11-24T14:00")
        )
    url = canonical(_text(entry, "url"))
    if _text(entry, "url") and url is None:
        remarks.append(
            SourceError(f"has url {_text(entry, 'url')[:40]!r}", remedy="write https://…")
        )
    document = make_document(
        title=_text(entry, "title"),
        subtitle=[line for line in _text(entry, "subtitle").split("\n") if line],
        paragraphs=_text(entry, "text").split("\n"),
        published=moment,
        url=url,
        key=clean(str(key)).strip(),
    )
    return document, remarks


def _text(entry: dict[str, object], field: str) -> str:
    value = entry.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise SourceError(f"has a {field} that is no text", remedy=_REMEDY)
    return clean(value).strip()
