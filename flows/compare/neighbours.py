"""From what waits to all claims that it may regroup."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from flows.compare.deal import Names
from flows.compare.grouping import AROUND_DAYS, Member, Shelf, member_of
from flows.compare.identity import is_same_collaboration
from flows.compare.session import Session
from flows.model import StoredClaim, Waiting


def register(session: Session, names: Names, waiting: Waiting) -> list[StoredClaim]:
    """Learn the organisations of what waits; gives its claims with those that this may regroup.

    What an article teaches of names reaches the claims that named somebody so before; a
    parent that is learnt reaches those of all parts.
    """
    touched = {claim.id: claim for claim in session.touched(waiting)}
    renamed = _learn_names(session, names, waiting, touched.values())
    fresh = session.claims_naming(renamed) - touched.keys() if renamed else set()
    touched |= {claim.id: claim for claim in session.claims(fresh)}
    directory = names.directory
    directory.meet(claim.claim for claim in touched.values())
    for claim in touched.values():
        for party in claim.claim.parties:
            directory.learn(party)
    for moved in _settled(session, names):
        others = session.claims_naming(moved) - touched.keys()
        touched |= {claim.id: claim for claim in session.claims(others)}
    _look_up(session, names, list(touched.values()))
    return list(touched.values())


def find_neighbours(
    session: Session, names: Names, touched: Sequence[StoredClaim], tied: Collection[int]
) -> list[Member]:
    """Give all claims that a chain of same deals leads to from the touched ones.

    `tied` are collaborations that people spoke of: they are seen whole.
    """
    found = {member.stored.id: member for member in _members(names, touched)}
    shelf = Shelf()
    waiting = list(found.values())
    seen: dict[int, Member] = dict(found)
    asked: set[str] = set()
    while waiting:
        claims = {one.id: one for one in _candidates(session, waiting, asked)}
        claims |= {one.id: one for one in _of_tied(session, waiting, tied)}
        fresh = _members(names, [one for one in claims.values() if one.id not in seen])
        seen |= {member.stored.id: member for member in fresh}
        for key in claims.keys() & seen.keys():
            shelf.add(seen[key])
        reached = {
            key: other
            for member in waiting
            for key, other in shelf.near(member).items()
            if key not in found and is_same_collaboration(member.deal, other.deal)
        }
        reached |= {
            key: seen[key]
            for key in seen.keys() - found.keys()
            if seen[key].stored.collaboration_id in _tied_of(waiting, tied)
        }
        found |= reached
        waiting = list(reached.values())
    return list(found.values())


def _members(names: Names, claims: Sequence[StoredClaim]) -> list[Member]:
    """Give the claims of two parties at least as members."""
    names.directory.meet(claim.claim for claim in claims)
    members = [member_of(claim, names) for claim in claims]
    return [member for member in members if len(member.deal.parties) > 1]


def _candidates(
    session: Session, members: Sequence[Member], asked: set[str]
) -> Iterator[StoredClaim]:
    pairs = {pair for member in members for pair in member.deal.pairs} - asked
    asked |= pairs
    yield from session.claims_paired(pairs)
    by_day: dict[int, set[str]] = {}
    for member in members:
        if len(member.deal.parties) == 2 and member.deal.told is not None:
            by_day.setdefault(member.deal.told.toordinal(), set()).update(member.deal.roots)
    # state counts days in UTC, of which a Korean one has a part of the day before
    for day, roots in sorted(by_day.items()):
        yield from session.claims_around(roots, day - AROUND_DAYS - 1, day + AROUND_DAYS)


def _tied_of(members: Iterable[Member], tied: Collection[int]) -> set[int]:
    joined = {member.stored.collaboration_id for member in members}
    return {one for one in joined if one is not None and one in tied}


def _of_tied(
    session: Session, members: Iterable[Member], tied: Collection[int]
) -> list[StoredClaim]:
    mine = _tied_of(members, tied)
    return session.claims_of(mine) if mine else []


def _learn_names(
    session: Session, names: Names, waiting: Waiting, claims: Iterable[StoredClaim]
) -> set[str]:
    """Keep what the articles teach; gives the names that mean somebody else now."""
    before = session.unteach(waiting.articles)
    articles = set(waiting.articles)
    now = {
        (claim.article_id, alias, organization)
        for claim in claims
        if claim.article_id in articles
        for party in claim.claim.parties
        for alias, organization in names.directory.teachings(party)
    }
    session.teach(now)
    changed = before ^ {(alias, organization) for _, alias, organization in now}
    renamed = {name for pair in changed for name in pair}
    names.directory.forget_taught(renamed)
    return renamed


def _settled(session: Session, names: Names) -> Iterator[set[str]]:
    """Store the organisations that changed, with all parts that this moves; gives their keys."""
    directory = names.directory
    asked: set[str] = set()
    while changed := directory.changed():
        session.save_organizations(changed)
        directory.mark_stored(changed)
        keys = {one.key for one in changed}
        yield keys
        parts = [one for one in session.below(keys - asked) if one.key not in keys]
        asked |= keys
        directory.add(parts)


def _look_up(session: Session, names: Names, claims: Sequence[StoredClaim]) -> None:
    """Remember by whom and by which pairs the claims are looked up."""
    directory = names.directory
    directory.meet(claim.claim for claim in claims)
    parties, pairs = {}, {}
    for claim in claims:
        keys = dict.fromkeys(directory.key(party) for party in claim.claim.parties)
        parties[claim.id] = [(key, directory.lineage(key)[-1]) for key in keys]
        pairs[claim.id] = member_of(claim, names).deal.pairs
    session.assign(parties)
    session.pair(pairs)
