"""Two states of all collaborations side by side: what is gone, has come, was joined or split."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flows.reextraction.differences import CollaborationDifference, Fate
from flows.state import Store
from flows.state.survey import Standing

PAGE: Final = 500  # collaborations at a time: about 1 MB


def compare_states(before: Store, after: Store) -> Iterator[CollaborationDifference]:
    """Give the collaborations that differ, by id; both states are read once, page by page.

    Collaborations are never deleted, so `after` has all that `before` has.
    """
    last = 0
    while page := after.standings(after=last, limit=PAGE):
        known = {one.id: one for one in before.standings(after=last, limit=PAGE)}
        for now in page:
            difference = _difference(known.get(now.id), now, after)
            if difference is not None:
                yield difference
        last = page[-1].id


def _difference(
    was: Standing | None, now: Standing, after: Store
) -> CollaborationDifference | None:
    was_told = was is not None and was.is_told
    if not was_told and not now.is_told:
        return None
    if was is not None and was_told and now.is_told and was.payload == now.payload:
        return None
    fate, others = _fate(was, now, after)
    return CollaborationDifference(
        id=now.id,
        fate=fate,
        before=was.collaboration if was is not None and was_told else None,
        after=now.collaboration if now.is_told else None,
        others=others,
    )


def _fate(was: Standing | None, now: Standing, after: Store) -> tuple[Fate, tuple[int, ...]]:
    if was is not None and was.is_told and now.is_told:
        return Fate.CHANGED, ()
    if now.merged_into is not None:
        return Fate.JOINED, (now.merged_into,)
    if not now.is_told:
        return Fate.GONE, ()
    if was is not None and was.merged_into is not None:
        return Fate.SPLIT, (was.merged_into,)
    ancestors = tuple(after.ancestors(now.id)) if was is None else ()
    return (Fate.SPLIT if ancestors else Fate.COME), ancestors
