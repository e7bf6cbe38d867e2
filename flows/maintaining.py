"""Keeping what is stored small: what is older than is kept is let go of, in small steps.

Each step is a transaction of its own, so that a run that is cut off loses nothing and others
can write in between; the next one goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from flows.errors import LockTimeoutError
from flows.state import Store

BATCH: Final = 500  # articles or items a transaction: a tenth of a second


class Progress(Protocol):
    """Told how far it is, in articles and items."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Show it, or not."""
        ...


@dataclass(frozen=True, slots=True)
class Maintained:
    """What was (or would be) let go of, and the bytes that the disk got back.

    `notes` tell what could not be done, and needs nobody.
    """

    articles: int = 0
    characters: int = 0
    items: int = 0
    freed: int = 0
    notes: tuple[str, ...] = ()


def maintain(
    store: Store, now: datetime, keep: timedelta | None, progress: Progress, *, is_rehearsal: bool
) -> Maintained:
    """Let go of the words of articles and of skipped items older than `keep` (None: of none).

    Raises:
        StateError: the database can't be written.
    """
    if keep is None:
        return Maintained()
    before = now - keep
    old = store.count_old(before)
    total = old.articles + old.items
    if is_rehearsal:
        return Maintained(old.articles, old.characters, old.items)
    if total:  # else nothing is written, and nobody waited for
        _drop(store, before, now, progress, total)
    freed, notes = _shrink(store)
    return Maintained(old.articles, old.characters, old.items, freed, notes)


def _drop(store: Store, before: datetime, now: datetime, progress: Progress, total: int) -> None:
    done = last = 0
    while last := store.drop_texts(before, now, BATCH, after=last):
        done = min(done + BATCH, total)
        progress("maintain", done, total)
    place, count = store.drop_items(before, BATCH)
    while count:
        done = min(done + count, total)
        progress("maintain", done, total)
        place, count = store.drop_items(before, BATCH, after=place)


def _shrink(store: Store) -> tuple[int, tuple[str, ...]]:
    try:
        return store.shrink(), ()
    except LockTimeoutError:
        return 0, ("the file was not made smaller, as another process uses it: the next time",)
