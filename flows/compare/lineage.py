"""Which known collaboration a group of claims continues.

What was announced hangs on the collaboration, and its claims come and go: a corrected text,
a newer extractor, two deals that turn out to be one. So a group continues what its claims
were joined to; then a deserted collaboration (no standing claim tells it) that is the same
by its facts; then a deserted one of the same article that was merely worded otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from flows.compare.deal import Names, deal_of_collaboration
from flows.compare.deserted import Left
from flows.compare.grouping import Group, Member
from flows.compare.identity import has_compatible_form, is_same_collaboration
from flows.compare.relation import Parties, is_kin, relate_parties
from flows.model import StoredCollaboration

# 건너전지 for 건너전자 is 0.75; unrelated names of three to six syllables stay under 0.5
ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Succession:
    """A group and what it continues.

    `keeps` is the id it keeps (None: a new one). What it `absorbs` lives on in it alone, what
    it `leaves` lives on in another group.
    """

    group: Group
    keeps: int | None
    absorbs: tuple[int, ...] = ()
    leaves: tuple[int, ...] = ()

    @property
    def ancestors(self) -> tuple[int, ...]:
        """All that the group continues; their announcements count for it."""
        own = () if self.keeps is None else (self.keeps,)
        return (*own, *self.absorbs, *self.leaves)


def settle(groups: Sequence[Group], ancestors: Sequence[Collection[int]]) -> list[Succession]:
    """Let each known collaboration live on in one group: the one with its first claim."""
    order = sorted(range(len(groups)), key=lambda place: _first_joined(groups[place]))
    owner: dict[int, int] = {}
    keeps: dict[int, int] = {}
    for place in order:
        free = [one for one in sorted(ancestors[place]) if one not in owner]
        if free:
            keeps[place] = free[0]
            owner[free[0]] = place
    for place in order:  # what no group kept
        for one in ancestors[place]:
            if place in keeps:
                owner.setdefault(one, place)
    return [
        _succession(group, mine, keeps.get(place), {one for one in mine if owner[one] == place})
        for place, (group, mine) in enumerate(zip(groups, ancestors, strict=True))
    ]


def _succession(
    group: Group, mine: Collection[int], kept: int | None, owned: set[int]
) -> Succession:
    return Succession(
        group,
        kept,
        absorbs=tuple(sorted(owned - {kept})),
        leaves=tuple(sorted(set(mine) - owned)),
    )


def known_of(group: Group, deserted: Iterable[Left]) -> set[int]:
    """Give the ids of the collaborations that the group continues."""
    found = {
        member.stored.collaboration_id
        for member in group
        if member.stored.collaboration_id is not None
    }
    for left in deserted:
        if any(is_same_collaboration(left.deal, member.deal) for member in group):
            found.add(left.stored.id)
    return found


def is_as_it_was(group: Group, one: StoredCollaboration, names: Names) -> bool:
    """Say whether a group tells just what a collaboration was when it was joined to another."""
    deal = deal_of_collaboration(one, names)
    return any(
        relate_parties(member.deal, deal) is Parties.EQUAL
        and is_same_collaboration(member.deal, deal)
        for member in group
    )


def is_reworded(group: Group, left: Left, names: Names) -> bool:
    """Say whether the article's new claims tell this collaboration in other words.

    Two parties in common are enough within one article; else one, and a spelling that is
    merely corrected or the very sentence.
    """
    one, deal = left.stored, left.deal
    return any(
        member.stored.chain in one.chains
        and member.deal.is_background == deal.is_background
        and (
            (relate_parties(member.deal, deal) and has_compatible_form(member.deal, deal))
            or _is_worded_alike(member, one, names)
        )
        for member in group
    )


def _is_worded_alike(member: Member, one: StoredCollaboration, names: Names) -> bool:
    mine = {names.directory.key(party): party.name for party in member.stored.claim.parties}
    its = {names.directory.key(party): party.name for party in one.collaboration.parties}
    common = {
        (a, b)
        for a in mine
        for b in its
        if is_kin(names.directory.lineage(a), names.directory.lineage(b))
    }
    if not common:
        return False
    if member.stored.claim.evidence == one.collaboration.evidence:
        return True
    left = [name for key, name in mine.items() if key not in {a for a, _ in common}]
    right = [name for key, name in its.items() if key not in {b for _, b in common}]
    if len(left) != len(right):
        return False
    return all(any(_likeness(a, b) >= ALIKE for b in right) for a in left)


def _likeness(a: str, b: str) -> float:
    first, last = sorted((a, b))  # the measure itself depends on the order
    return SequenceMatcher(None, first, last).ratio()


def _first_joined(group: Group) -> tuple[bool, int]:
    joined = [m.stored.id for m in group if m.stored.collaboration_id is not None]
    return (not joined, min(joined, default=min(member.stored.id for member in group)))
