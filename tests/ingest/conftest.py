from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.ingest import Batch, read
from flows.model import Announce, Source

SEOUL = ZoneInfo("Asia/Seoul")
LATER = datetime(2100, 1, 1, tzinfo=UTC)  # every file has settled by then

Look = Callable[..., Batch]


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@pytest.fixture
def seoul() -> ZoneInfo:
    """The zone in which naive times are."""
    return SEOUL


@pytest.fixture
def look(tmp_path: Path) -> Look:
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
        return read(
            source, cursor or {}, now=now, zone=zone, is_relevant=bool, progress=no_progress
        )

    return look
