"""Ingest: sources to articles. One file a kind of source; `KINDS` lists them.

`poll_all` looks at sources once. Each gives articles, the cursor and the entries to be stored
with them, and what could not be read; nothing is stored or moved in here.
"""

from __future__ import annotations

from flows.ingest.checking import CHECKS
from flows.ingest.client import Client
from flows.ingest.health import Notice, make_notices
from flows.ingest.kinds import KINDS
from flows.ingest.polling import poll_all, read_one
from flows.ingest.reader import Batch, Look, Progress, Reader

__all__ = [
    "CHECKS",
    "KINDS",
    "Batch",
    "Client",
    "Look",
    "Notice",
    "Progress",
    "Reader",
    "make_notices",
    "poll_all",
    "read_one",
]
