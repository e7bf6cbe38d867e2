"""The kind `folder`: documents that a person put under a path.

The cursor remembers each file that was read without a problem, so that an unchanged one is
not opened again. It only saves time: a file that is new to it is read, and what was stored
before is known by its content.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from flows.errors import SourceError
from flows.ingest.document import Document
from flows.ingest.formats import MAX_BYTES, parse
from flows.ingest.reader import Batch, Look
from flows.ingest.walk import Found, read_file, walk
from flows.model import Article, Source

VERSION = 2  # raise it when reading changes: files that were read before are read again

MAX_PROBLEMS = 5  # told of one file: a wrong file has one in each of its lines

# A file that changed this shortly before it was read may change again without its times
# moving: file systems count in steps of up to 2 s (FAT).
SETTLED_NS = 2_000_000_000


async def read_folder(source: Source, cursor: Mapping[str, object], look: Look) -> Batch:
    """Read what is new or changed in a folder, in a thread: other sources go on meanwhile.

    Raises:
        SourceError: there is no such folder, or it may not be listed.
    """
    batch = await asyncio.to_thread(_read, source, cursor, look)
    if look.since is None:
        return batch
    since = look.since
    kept = (a for a in batch.articles if a.published_at is None or a.published_at >= since)
    # What is left out is still to be read by a run without `since`: the cursor stays.
    return replace(batch, articles=tuple(kept), cursor=cursor)


def _read(source: Source, cursor: Mapping[str, object], look: Look) -> Batch:
    root = Path(source.path or ".")
    terms = _terms(source, root, look)
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
            read, wrong = _read_one(source, entry, look)
            articles += read
            problems += wrong
            if not wrong and _is_settled(entry, look):
                files[entry.name] = list(entry.mark)
        look.progress("ingest", done, len(entries))
    return Batch(tuple(articles), {"terms": terms, "files": files}, tuple(problems))


def _terms(source: Source, root: Path, look: Look) -> str:
    """Give all that an article depends on besides its file."""
    return "|".join(
        (str(VERSION), str(root.resolve()), look.zone.key, source.language, source.announce)
    )


def _is_settled(found: Found, look: Look) -> bool:
    changed = max(found.mark[1], found.mark[2])
    return changed + SETTLED_NS < int(look.now.timestamp() * 1_000_000_000)


def _read_one(source: Source, found: Found, look: Look) -> tuple[list[Article], list[str]]:
    try:
        data = read_file(found, MAX_BYTES)
        records = parse(data, found.path.suffix.lower(), look.zone)
    except SourceError as error:
        return [], [_told(error, found.name)]
    told = [_told(problem, found.name) for problem in records.problems[:MAX_PROBLEMS]]
    if len(records.problems) > MAX_PROBLEMS:
        more = len(records.problems) - MAX_PROBLEMS
        told.append(f"{found.name} has {more:,} more such problems → correct the first ones")
    return list(_articles(source, found, records.documents, look)), told


def _articles(
    source: Source, found: Found, documents: Iterable[Document], look: Look
) -> Iterable[Article]:
    for document in documents:
        yield Article(
            source=source.name,
            locator=found.name if document.key is None else f"{found.name}#{document.key}",
            title=document.title,
            body=document.body,
            fetched_at=look.now,
            subtitle=document.subtitle,
            url=document.url,
            published_at=document.published,
            language=source.language,
            announce=source.announce,
        )


def _told(error: SourceError, name: str = "") -> str:
    return f"{name} {error.what} → {error.remedy}".lstrip()
