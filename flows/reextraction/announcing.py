"""Which of the changes that re-extraction found the next run announces, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from flows.model import Change, ChangeKind
from flows.post import WINDOW, compose
from flows.reextraction.differences import Announcement
from flows.stages import Workshop
from flows.state import Store

PAGE: Final = 200  # changes at a time: about 1 MB
_ANNOUNCED: Final = (ChangeKind.NEW, ChangeKind.UPDATE)


def find_announcements(workshop: Workshop, last: int) -> Iterator[Announcement]:
    """Give what there is to announce of the changes found after the one with the id `last`.

    Silent ones are among them; coverage and context announce nothing and are not.
    """
    channels = _channels(workshop, last)
    for change in _after(workshop.store, last):
        if change.kind in _ANNOUNCED and change.collaboration.is_ai:
            yield Announcement(change, tuple(channels.get(change.id, ())))


def _after(store: Store, last: int) -> Iterator[Change]:
    while page := store.changes_after(last, PAGE):
        yield from page
        last = page[-1].id


def _channels(workshop: Workshop, last: int) -> Mapping[int, list[str]]:
    """Ask for each channel what it would be told; a channel that is asked is known afterwards."""
    now, found = workshop.clock(), defaultdict[int, list[str]](list)
    with workshop.store.rolled_back() as rehearsal:
        for channel in workshop.channels:
            untold = rehearsal.untold(channel.name, now, WINDOW)
            digest = compose(untold.changes, (), channel=channel, now=now, since=None, health=())
            for change in digest.changes:
                if change.id > last:
                    found[change.id].append(channel.name)
    return found
