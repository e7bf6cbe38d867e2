from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.ingest.health import Condition, find_rhythm, judge, make_notices
from flows.model import SourceRecord

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _arrivals(*gaps: float, last: float) -> tuple[datetime, ...]:
    """Give times with these gaps in hours, the last of them so many hours ago."""
    times = [NOW - last * HOUR]
    for gap in reversed(gaps):
        times.insert(0, times[0] - gap * HOUR)
    return tuple(times)


HOURLY = (1.0,) * 20
DAYS = (1.0, 1.0, 1.0, 1.0, 1.0, 10.0) * 4  # nights


@pytest.mark.parametrize(
    "record, how",
    [
        (SourceRecord("a"), Condition.WELL),
        (SourceRecord("a", None, 1, "404"), Condition.NEVER),
        (SourceRecord("a", NOW, 1, "404"), Condition.WELL),
        (SourceRecord("a", NOW, 2, "404"), Condition.FAILING),
        (SourceRecord("a", NOW, arrivals=_arrivals(*HOURLY, last=5)), Condition.WELL),
        (SourceRecord("a", NOW, arrivals=_arrivals(*HOURLY, last=7)), Condition.SILENT),
        (SourceRecord("a", NOW, arrivals=_arrivals(*DAYS, last=20)), Condition.WELL),
        (SourceRecord("a", NOW, arrivals=_arrivals(*DAYS, last=31)), Condition.SILENT),
        (SourceRecord("a", NOW, arrivals=_arrivals(1, 1, last=900)), Condition.WELL),
        (SourceRecord("a", NOW, arrivals=_arrivals(*HOURLY, 70, last=7)), Condition.SILENT),
        (SourceRecord("a", NOW, 3, "503", arrivals=_arrivals(*HOURLY, last=9)), Condition.FAILING),
    ],
)
def test_how_a_source_is(record: SourceRecord, how: Condition) -> None:
    """Never, failing twice, silent three times its own rhythm, nights included."""
    assert judge(record, NOW) == how


def test_one_long_gap_is_no_rhythm() -> None:
    """This machine may have been off."""
    assert find_rhythm(_arrivals(*HOURLY, 72, last=0)) == HOUR
    assert find_rhythm(_arrivals(*HOURLY[:5], last=0)) is None


def test_what_is_known_is_not_told_again() -> None:
    """And what is over is, once; a source in between is left alone."""
    failing = SourceRecord("a", NOW, 2, "404 → mend it")
    (notice,) = make_notices([failing], NOW)
    assert notice.told == {"a": "failing"}
    assert "404 → mend it" in notice.text
    assert make_notices([SourceRecord("a", NOW, 9, "404", told="failing")], NOW) == ()
    (over,) = make_notices([SourceRecord("a", NOW, told="failing")], NOW)
    assert over.told == {"a": None}
    assert make_notices([SourceRecord("a", NOW, 1, "404", told="silent")], NOW) == ()


def test_silence_tells_since_when() -> None:
    """In hours, in days where they are many."""
    silent = SourceRecord("a", NOW, arrivals=_arrivals(*HOURLY, last=200))
    (notice,) = make_notices([silent], NOW)
    assert "nothing new for 8 days, usually it does within 1 h" in notice.text


def test_those_that_never_worked_share_one_notice() -> None:
    """Only the ones that are not known."""
    records = [SourceRecord(f"n{n}", None, 1, "DNS") for n in range(3)]
    records.append(SourceRecord("old", None, 9, "DNS", told="never"))
    (notice,) = make_notices(records, NOW)
    assert "3 sources have never worked: n0, n1, n2" in notice.text
    assert notice.told == dict.fromkeys(("n0", "n1", "n2"), "never")
