"""How sources fare over time: which fail, which fell silent, which never worked, which are back.

A single failure is told to whoever started the run; operations is told what lasts, once, and
when it is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from flows.model import SourceRecord

FAILURES = 2  # in a row: one is often a restart of theirs, two polls apart no longer
ARRIVALS = 10  # times at which something new came, without which a source has no rhythm yet
SILENCE = 3  # times its rhythm
LEAST = timedelta(hours=6)  # of silence: what comes every ten minutes may pause for a lunch


class Condition(StrEnum):
    """How a source is."""

    WELL = "well"
    FAILING = "failing"
    SILENT = "silent"
    NEVER = "never"  # it never worked


@dataclass(frozen=True, slots=True)
class Notice:
    """What operations is to be told now: `text` of one or more lines, about these sources."""

    text: str
    told: dict[str, str | None]


def judge(record: SourceRecord, now: datetime) -> Condition:
    """Say how a source is."""
    if record.failures and record.last_success is None:
        return Condition.NEVER
    if record.failures >= FAILURES:
        return Condition.FAILING
    rhythm = find_rhythm(record.arrivals)
    if rhythm and now - record.arrivals[-1] > max(SILENCE * rhythm, LEAST):
        return Condition.SILENT
    return Condition.WELL


def find_rhythm(arrivals: Sequence[datetime]) -> timedelta | None:
    """Give the longest time that a source usually takes to offer something new, nights included.

    The longest gap but one: the longest may be a day on which this machine was off.
    """
    gaps = sorted(after - before for before, after in pairwise(arrivals))
    return gaps[-2] if len(gaps) >= ARRIVALS else None


def make_notices(records: Iterable[SourceRecord], now: datetime) -> tuple[Notice, ...]:
    """Tell what changed since operations was last told; those that never worked in one notice."""
    judged = [(record, judge(record, now)) for record in records]
    never = [r for r, how in judged if how is Condition.NEVER and r.told != how]
    single = (_notice(record, how, now) for record, how in judged if how is not Condition.NEVER)
    notices = [notice for notice in single if notice]
    if never:
        notices.append(_never(never))
    return tuple(notices)


def _notice(record: SourceRecord, how: Condition, now: datetime) -> Notice | None:
    if how is Condition.WELL:
        if record.told is None or record.failures:
            return None
        return Notice(f"{record.source} works again.", {record.source: None})
    if record.told == how:
        return None
    told: dict[str, str | None] = {record.source: how.value}
    if how is Condition.FAILING:
        return Notice(
            f"{record.source} failed {record.failures} times in a row: {record.problem}", told
        )
    last = record.arrivals[-1]
    return Notice(
        f"{record.source} has offered nothing new for {_hours(now - last)}, "
        f"usually it does within {_hours(find_rhythm(record.arrivals) or LEAST)} "
        "→ look at its page, and run: matson sources check",
        told,
    )


def _never(records: Sequence[SourceRecord]) -> Notice:
    names = ", ".join(record.source for record in records)
    return Notice(
        f"{len(records)} sources have never worked: {names} "
        "→ matson sources check tells why; set enabled: false where they are of no use",
        {record.source: Condition.NEVER.value for record in records},
    )


def _hours(time: timedelta) -> str:
    hours = round(time.total_seconds() / 3600)
    return f"{hours} h" if hours < 72 else f"{round(hours / 24)} days"
