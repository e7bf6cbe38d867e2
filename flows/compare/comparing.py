"""The compare stage: what the touched claims change about what is known.

All of it happens in one transaction under the compare lock: a process killed anywhere leaves
nothing behind, and the next compare finds the same articles waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from flows.compare.building import build_collaboration
from flows.compare.changes import WINDOW, Known, find_changes
from flows.compare.grouping import Group, Member, group_members, member_of, root_pairs
from flows.compare.identity import is_same_collaboration
from flows.compare.lineage import Succession, is_reworded, known_of, settle
from flows.compare.organizations import Directory, fingerprint
from flows.compare.session import Comparable, Progress, Session
from flows.model import LexiconData, StoredClaim

LOCK_SECONDS: Final = 60.0  # eight processes that compare at once wait for seven others
FINGERPRINT: Final = "compare.organizations"


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
        config: what config/ says about organisations; where that changed since the last
            compare, everything is looked at again.
        now: the time at which the changes are found.
        progress: told after each collaboration.
        window: how old news may be and still be announced.
        timeout: seconds to wait for another compare.

    Returns:
        The number of changes stored, of every kind.

    Raises:
        LockTimeoutError: another compare took longer than `timeout`.
    """
    with store.comparing(timeout) as session:
        mark = fingerprint(config)
        if session.recall(FINGERPRINT) != mark:
            session.touch_all()
            session.remember(FINGERPRINT, mark)
        directory = Directory(config, session.organizations())
        touched = _register(session, directory, session.touched())
        groups = group_members(_neighbourhood(session, directory, touched))
        count = 0
        successions = _succeed(session, directory, groups)
        for done, succession in enumerate(successions, start=1):
            count += _store(session, directory, succession, now, window)
            progress("compare", done, len(successions))
        session.finish()
    return count


def _register(
    session: Session, directory: Directory, claims: Sequence[StoredClaim]
) -> list[StoredClaim]:
    """Learn the organisations of the claims; gives them with those that this may regroup."""
    parties = {
        claim.id: list(dict.fromkeys(directory.learn(party) for party in claim.claim.parties))
        for claim in claims
    }
    changed = directory.changed()
    session.save_organizations(changed)
    for claim, keys in parties.items():
        session.assign(claim, keys)
    moved = {one.key for one in changed}
    others = session.claims_naming(moved) if moved else []
    return list({claim.id: claim for claim in (*claims, *others)}.values())


def _neighbourhood(
    session: Session, directory: Directory, touched: Sequence[StoredClaim]
) -> list[Member]:
    """Give all claims that a chain of same deals leads to from the touched ones."""
    pool: dict[tuple[str, str], dict[int, Member]] = {}
    asked: set[frozenset[str]] = set()
    found = {claim.id: member_of(claim, directory) for claim in touched}
    found = {key: member for key, member in found.items() if len(member.deal.parties) > 1}
    waiting = list(found.values())
    for member in waiting:  # grows while it is walked
        roots = member.deal.roots
        if roots not in asked:
            asked.add(roots)
            for claim in session.claims_sharing(roots):
                candidate = found.get(claim.id) or member_of(claim, directory)
                for pair in root_pairs(candidate.deal):
                    pool.setdefault(pair, {})[claim.id] = candidate
        for pair in root_pairs(member.deal):
            for key, candidate in pool.get(pair, {}).items():
                if key not in found and is_same_collaboration(member.deal, candidate.deal):
                    found[key] = candidate
                    waiting.append(candidate)
    return list(found.values())


def _succeed(session: Session, directory: Directory, groups: Sequence[Group]) -> list[Succession]:
    """Find out which known collaborations the groups continue."""
    roots = [frozenset().union(*(member.deal.roots for member in group)) for group in groups]
    chains = [_chains(group) for group in groups]
    deserted = [session.deserted(root, chain) for root, chain in zip(roots, chains, strict=True)]
    ancestors = [
        known_of(group, candidates, directory)
        for group, candidates in zip(groups, deserted, strict=True)
    ]
    continued = set[int]().union(*ancestors)
    for place, group in enumerate(groups):
        for one in deserted[place]:
            is_free = not ancestors[place] and one.id not in continued
            if is_free and is_reworded(group, one, directory):
                ancestors[place].add(one.id)
                continued.add(one.id)
    return settle(groups, ancestors)


def _store(
    session: Session,
    directory: Directory,
    succession: Succession,
    now: datetime,
    window: timedelta,
) -> int:
    """Store a collaboration with its changes; gives their number."""
    group = succession.group
    known = Known(
        tuple(session.collaborations(succession.ancestors)),
        tuple(session.history(succession.ancestors)),
    )
    collaboration = build_collaboration(group, directory)
    stored = session.save_collaboration(succession.keeps, collaboration, now)
    for loser in succession.absorbs:
        session.absorb(stored, loser)
    for ancestor in succession.leaves:
        session.descend(stored, ancestor)
    keys = {directory.key(party) for party in collaboration.parties}
    session.join_claims(stored, [member.stored.id for member in group], keys)
    session.add_chains(stored, _chains(group))
    found = find_changes(group, collaboration, known, directory, now=now, window=window)
    for change in found:
        session.add_change(replace(change, collaboration_id=stored))
    return len(found)


def _chains(group: Iterable[Member]) -> set[int]:
    return {member.stored.chain for member in group}
