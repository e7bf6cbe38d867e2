"""The kind `folder`: documents that a person put under a path.

The cursor remembers each file that was read without a problem, so that an unchanged one is
not opened again. It only saves time: a file that is new to it is read, and what was stored
before is known by its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.errors import SourceError
from flows.ingest.document import Document
from flows.ingest.formats import MAX_BYTES, parse
from flows.ingest.reader import Batch, Poll
from flows.ingest.walk import Found, read_file, walk
from flows.model import Article, Source

VERSION = 1  # raise it when reading changes: files that were read before are read again

MAX_PROBLEMS = 5  # told of one file: a wrong file has one in each of its lines

# A file that changed this shortly before it was read may change again without its times
# moving: file systems count in steps of up to 2 s (FAT).
SETTLED_NS = 2_000_000_000


def read_folder(source: Source, cursor: Mapping[str, object], poll: Poll) -> Batch:
    """Read what is new or changed in a folder.

    Raises:
        SourceError: there is no such folder, or it may not be listed.
    """
    root = Path(source.path or ".")
    terms = _terms(source, root, poll)
    known = cursor.get("files") if cursor.get("terms") == terms else None
    known = known if isinstance(known, dict) else {}
    articles: list[Article] = []
    problems: list[str] = []
    files: dict[str, list[int]] = {}
    entries = list(walk(root, MAX_BYTES))
    for done, entry in enumerate(entries, 1):
        if isinstance(entry, SourceError):
            problems.append(_told(entry))
        elif known.get(entry.name) == list(entry.mark):
            files[entry.name] = list(entry.mark)
        else:
            read, wrong = _read_one(source, entry, poll)
            articles += read
            problems += wrong
            if not wrong and _is_settled(entry, poll):
                files[entry.name] = list(entry.mark)
        poll.progress("ingest", done, len(entries))
    return Batch(tuple(articles), {"terms": terms, "files": files}, tuple(problems))


def _terms(source: Source, root: Path, poll: Poll) -> str:
    """Give all that an article depends on besides its file."""
    return "|".join(
        (str(VERSION), str(root.resolve()), poll.zone.key, source.language, source.announce)
    )


def _is_settled(found: Found, poll: Poll) -> bool:
    changed = max(found.mark[1], found.mark[2])
    return changed + SETTLED_NS < int(poll.now.timestamp() * 1_000_000_000)


def _read_one(source: Source, found: Found, poll: Poll) -> tuple[list[Article], list[str]]:
    try:
        data = read_file(found, MAX_BYTES)
        records = parse(data, found.path.suffix.lower(), poll.zone)
    except SourceError as error:
        return [], [_told(error, found.name)]
    told = [_told(problem, found.name) for problem in records.problems[:MAX_PROBLEMS]]
    if len(records.problems) > MAX_PROBLEMS:
        more = len(records.problems) - MAX_PROBLEMS
        told.append(f"{found.name} has {more:,} more such problems → correct the first ones")
    return list(_articles(source, found, records.documents, poll)), told


def _articles(
    source: Source, found: Found, documents: Iterable[Document], poll: Poll
) -> Iterable[Article]:
    for document in documents:
        yield Article(
            source=source.name,
            locator=found.name if document.key is None else f"{found.name}#{document.key}",
            title=document.title,
            body=document.body,
            fetched_at=poll.now,
            subtitle=document.subtitle,
            url=document.url,
            published_at=document.published,
            language=source.language,
            announce=source.announce,
        )


def _told(error: SourceError, name: str = "") -> str:
    return f"{name} {error.what} → {error.remedy}".lstrip()
