"""Ingest: a source to articles. One file a kind of source; `KINDS` lists them.

`read` looks at a source once. It gives articles, the cursor to be stored with them, and what
could not be read; it stores nothing and moves nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.folder import read_folder
from flows.ingest.reader import Batch, Poll, Progress, Reader
from flows.model import Source

__all__ = ["KINDS", "Batch", "Poll", "Progress", "Reader", "read"]

KINDS: Mapping[str, Reader] = {"folder": read_folder}


def read(  # what a look at any kind of source needs, each by its name
    source: Source,
    cursor: Mapping[str, object],
    *,
    now: datetime,
    zone: ZoneInfo,
    is_relevant: Callable[[str], bool],
    progress: Progress,
) -> Batch:
    """Look at a source once, from where `cursor` stands ({} at first).

    Raises:
        SourceError: all of the source can't be read; single documents are `problems`.
    """
    reader = KINDS.get(source.kind)
    if reader is None:
        raise SourceError(
            f"{source.name} is of the kind {source.kind!r}, which can't be read",
            remedy=f"write one of: {', '.join(sorted(KINDS))}",
        )
    return reader(source, cursor, Poll(now, zone, is_relevant, progress))
