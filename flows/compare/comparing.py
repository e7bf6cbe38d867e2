"""The compare stage: what the touched claims change about what is known.

It works through what waits in batches, each in one transaction under the compare lock: a
process killed anywhere leaves nothing half done, and the next compare goes on from there.
Memory and time are those of a batch and of what its claims touch, not of what is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from flows.compare.building import build_collaboration
from flows.compare.changes import WINDOW, Before, find_changes
from flows.compare.corrections import Ties, heed, said_of, ties_of
from flows.compare.deal import Names
from flows.compare.deserted import find_deserted
from flows.compare.earlier import find_earlier
from flows.compare.grouping import Group, Member, group_members
from flows.compare.lineage import Succession, is_as_it_was, is_reworded, known_of, settle
from flows.compare.neighbours import find_neighbours, register
from flows.compare.organizations import Directory, Said, entry_marks, normalize_name, said_marks
from flows.compare.session import Comparable, Progress, Session
from flows.compare.subjects import Subjects
from flows.model import ChangeKind, Correction, LexiconData, StoredCollaboration, Waiting

LOCK_SECONDS: Final = 60.0  # eight processes that compare at once wait for seven others
BATCH: Final = 2000  # articles a transaction: a busy day's, so that a day is seen as a whole
MARKS: Final = "compare.organizations"


def compare_articles(
    store: Comparable,
    config: LexiconData,
    now: datetime,
    progress: Progress,
    *,
    window: timedelta = WINDOW,
    timeout: float = LOCK_SECONDS,
) -> int:
    """Join what waiting articles say with what is known, and store every change.

    Args:
        store: where articles, claims and collaborations are.
        config: what config/ says about organisations and topics; where an entry changed since
            the last compare, the articles that name it are looked at again.
        now: the time at which the changes are found.
        progress: told after each collaboration.
        window: how old news may be and still be announced.
        timeout: seconds to wait for another compare.

    Returns:
        The number of changes stored, of every kind.

    Raises:
        LockTimeoutError: another compare took longer than `timeout`.
    """
    count, is_first = 0, True
    while True:
        with store.comparing(timeout) as session:
            if is_first:
                _heed_names(session, config)
                is_first = False
            waiting = session.waiting(BATCH)
            if not waiting.articles and not waiting.collaborations:
                return count
            count += _Comparing(session, config, now, window).run(waiting, progress)
            session.finish(waiting)


def _heed_names(session: Session, config: LexiconData) -> None:
    """Have articles looked at again whose organisations config/ or people know otherwise now."""
    known = entry_marks(config) | said_marks(_keyed(said_of(session.corrections())))
    marks = {key: mark for key, (mark, _) in known.items()}
    before: dict[str, str] = json.loads(session.recall(MARKS) or "{}")
    if marks == before:
        return
    changed = {key for key in marks.keys() | before.keys() if marks.get(key) != before.get(key)}
    names = {name for key in changed if key in known for name in known[key][1]}
    session.touch({name for key in changed for name in key.split("\n")} | names)
    session.remember(MARKS, json.dumps(marks, ensure_ascii=False))


class _Comparing:
    """One batch: what it works with, so that the steps need not hand it on."""

    def __init__(
        self, session: Session, config: LexiconData, now: datetime, window: timedelta
    ) -> None:
        corrections = session.corrections()
        said = _keyed(said_of(corrections))
        self._session = session
        self._names = Names(Directory(config, session, said), Subjects(config))
        self._ties = _ties(session, corrections)
        self._now = now
        self._window = window

    def run(self, waiting: Waiting, progress: Progress) -> int:
        touched = register(self._session, self._names, waiting)
        members = find_neighbours(self._session, self._names, touched, self._ties.touched)
        groups = heed(group_members(members), self._ties)
        count = 0
        successions = self._succeed(groups)
        for done, succession in enumerate(successions, start=1):
            count += self._store(succession)
            progress("compare", done, len(successions))
        return count

    def _succeed(self, groups: list[Group]) -> list[Succession]:
        """Find out which known collaborations the groups continue."""
        names = self._names
        deserted = find_deserted(self._session, groups, names)
        ancestors = [known_of(group, deserted.alike(group)) for group in groups]
        continued = set[int]().union(*ancestors)
        for place, group in enumerate(groups):
            for left in deserted.of_articles(group):
                is_free = not ancestors[place] and left.stored.id not in continued
                if is_free and is_reworded(group, left, names):
                    ancestors[place].add(left.stored.id)
                    continued.add(left.stored.id)
        return settle(groups, self._with_revived(groups, ancestors))

    def _with_revived(
        self, groups: Sequence[Group], ancestors: Sequence[set[int]]
    ) -> list[set[int]]:
        """Let what was joined to another live again, where a group that comes apart is it."""
        found = [set(mine) for mine in ancestors]
        for place, succession in enumerate(settle(groups, ancestors)):
            if succession.keeps is not None or not succession.leaves:
                continue
            taken = set[int]().union(*found)
            for one in self._session.absorbed(succession.leaves):
                if one.id not in taken and is_as_it_was(succession.group, one, self._names):
                    found[place].add(one.id)
                    break
        return found

    def _store(self, succession: Succession) -> int:
        """Store a collaboration with its changes; gives their number."""
        session, group = self._session, succession.group
        known = tuple(session.collaborations(succession.ancestors))
        before = Before(known, tuple(session.history(succession.ancestors)))
        directory = self._names.directory
        collaboration = build_collaboration(group, directory)
        is_rejected = _is_rejected(known)
        stored = session.save_collaboration(
            succession.keeps, collaboration, self._now, is_rejected=is_rejected
        )
        for loser in succession.absorbs:
            session.absorb(stored, loser)
        for ancestor in succession.leaves:
            session.descend(stored, ancestor)
        session.join_claims(stored, [member.stored.id for member in group])
        keys = {directory.key(party) for party in collaboration.parties}
        session.describe(stored, keys, self._names.subjects.keys(collaboration.topics))
        session.add_chains(stored, _chains(group))
        if is_rejected:
            return 0
        found = find_changes(
            group, collaboration, before, directory, now=self._now, window=self._window
        )
        for change in found:
            is_new = change.kind is ChangeKind.NEW
            earlier = find_earlier(session, self._names, group, stored) if is_new else ()
            session.add_change(replace(change, collaboration_id=stored, earlier=earlier))
        return len(found)


def _is_rejected(known: Iterable[StoredCollaboration]) -> bool:
    """A person's no holds for what continues nothing but what he rejected."""
    said = [one.is_rejected for one in known]
    return bool(said) and all(said)


def _keyed(said: Said) -> Said:
    """Give what people said by the keys that names have; a new name means its organisation too."""
    aliases = {normalize_name(name): normalize_name(key) for name, key in said.aliases.items()}
    for key, name in said.names.items():
        if normalize_name(name) != key:
            aliases.setdefault(normalize_name(name), key)
    return Said(aliases, dict(said.names))


def _ties(session: Session, corrections: Iterable[Correction]) -> Ties:
    said = [one for one in corrections if one.collaboration is not None]
    ids = {key for one in said for key in (one.collaboration, one.other) if key is not None}
    return ties_of(said, session.live(ids))


def _chains(group: Iterable[Member]) -> set[int]:
    return {member.stored.chain for member in group}
