"""One file's bytes to its documents, by suffix."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flows.ingest.decode import clean, decode
from flows.ingest.document import parse_document
from flows.ingest.markdown import parse_markdown
from flows.ingest.page import parse_page
from flows.ingest.records import Records, parse_records

# Greatest sizes in bytes. Text: the 200,000 characters that are read, in UTF-8 and UTF-32. The
# others are chosen, not measured: a page brings its scripts along, and ten million bytes of
# JSON are 3,000 articles of the seed's size.
MAX_BYTES = {
    ".txt": 1_000_000,
    ".md": 1_000_000,
    ".html": 5_000_000,
    ".htm": 5_000_000,
    ".json": 10_000_000,
    ".jsonl": 10_000_000,
}


def parse(data: bytes, suffix: str, zone: ZoneInfo) -> Records:
    """Read one file; naive times are in `zone`.

    Raises:
        SourceError: it is no text, or there is no document in it.
    """
    match suffix:
        case ".html" | ".htm":
            return Records((parse_page(data, zone),), ())
        case ".json" | ".jsonl":
            return parse_records(decode(data), zone, is_lines=suffix == ".jsonl")
        case ".md":
            return Records((parse_markdown(clean(decode(data)), zone),), ())
    return Records((parse_document(clean(decode(data)), zone),), ())
