import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.ingest import Batch, Look, Progress, read_one
from flows.model import Announce, Source

SEOUL = ZoneInfo("Asia/Seoul")
LATER = datetime(2100, 1, 1, tzinfo=UTC)  # every file has settled by then

Looking = Callable[..., Batch]


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def look_once(
    source: Source,
    cursor: Mapping[str, object],
    *,
    now: datetime = LATER,
    zone: ZoneInfo = SEOUL,
    progress: Progress = no_progress,
) -> Batch:
    """Look at a source without a network; whatever it offers is relevant."""
    look = Look(now, zone, lambda _title, _summary: True, progress)
    return asyncio.run(read_one(source, cursor, look))


@pytest.fixture
def seoul() -> ZoneInfo:
    """The zone in which naive times are."""
    return SEOUL


@pytest.fixture
def look(tmp_path: Path) -> Looking:
    """Reads the temporary folder `docs` once."""
    (tmp_path / "docs").mkdir(exist_ok=True)

    def look(
        cursor: Mapping[str, object] | None = None,
        *,
        now: datetime = LATER,
        zone: ZoneInfo = SEOUL,
        announce: Announce = Announce.NEWS,
    ) -> Batch:
        source = Source("docs", "folder", announce, path=str(tmp_path / "docs"))
        return look_once(source, cursor or {}, now=now, zone=zone)

    return look
