"""Claims to collaborations: which belong together, and what they say together.

The result depends on the set of claims alone, never on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flows.compare.deal import Deal, Lineage, Names, deal_of_claim
from flows.compare.identity import (
    STAGES,
    gap_days,
    is_one_misnamed,
    is_same_collaboration,
)
from flows.compare.relation import is_misspelt, relate_parties
from flows.compare.subjects import Subject
from flows.model import Form, Stage, StoredClaim

UNDATED: Final = date.max.toordinal()
AROUND_DAYS: Final = 3  # between the days on which two outlets tell one event of the same day


@dataclass(frozen=True, slots=True)
class Member:
    """A claim with the facts that identify its deal."""

    stored: StoredClaim
    deal: Deal

    @property
    def order(self) -> tuple[object, ...]:
        """Its place among others, from what it says and not from when it came."""
        when = self.deal.when
        return (
            self.deal.is_background,
            when.start.toordinal() if when else UNDATED,
            -len(self.deal.parties),
            -sum(map(len, self.deal.parties)),
            repr(self.stored.claim),
            self.stored.reading.locator,
        )


Group = tuple[Member, ...]


def member_of(stored: StoredClaim, names: Names) -> Member:
    """Give the claim as a member."""
    return Member(stored, deal_of_claim(stored, names))


def group_members(members: Iterable[Member]) -> list[Group]:
    """Give the collaborations that the claims make, each in its members' order."""
    groups = [group for part in components(members) for group in _split(part)]
    return sorted(groups, key=lambda group: group[0].order)


class Shelf:
    """Members by what those that may tell the same deal have in common.

    Two of the topmost organisations; or, of deals of two, one of them and about the day: the
    other may be misspelt.
    """

    def __init__(self) -> None:
        self._by_pair: defaultdict[str, dict[int, Member]] = defaultdict(dict)
        self._by_day: defaultdict[tuple[str, int], dict[int, Member]] = defaultdict(dict)

    def add(self, member: Member) -> None:
        """Put a member where those like it look for it."""
        for pair in member.deal.pairs:
            self._by_pair[pair][member.stored.id] = member
        for place in _places(member.deal, 0):
            self._by_day[place][member.stored.id] = member

    def near(self, member: Member) -> dict[int, Member]:
        """Give the members, by id, that may tell the same deal."""
        found: dict[int, Member] = {}
        for pair in member.deal.pairs:
            found |= self._by_pair.get(pair, {})
        for place in _places(member.deal, AROUND_DAYS):
            found |= self._by_day.get(place, {})
        return found


def _places(deal: Deal, days: int) -> Iterator[tuple[str, int]]:
    if len(deal.parties) == 2 and deal.told is not None:
        today = deal.told.toordinal()
        for root in deal.roots:
            for day in range(today - days, today + days + 1):
                yield root, day


def components(members: Iterable[Member]) -> Iterator[list[Member]]:
    """Give the sets within which a chain of same deals leads from each to each."""
    ordered = sorted(members, key=lambda member: member.order)
    place_of = {member.stored.id: place for place, member in enumerate(ordered)}
    shelf = Shelf()
    for member in ordered:
        shelf.add(member)
    seen: set[int] = set()
    for start in range(len(ordered)):
        if start in seen:
            continue
        seen.add(start)
        found = [start]
        for place in found:  # grows while it is walked
            member = ordered[place]
            near = {place_of[key]: other for key, other in shelf.near(member).items()}
            fresh = [
                one
                for one, other in near.items()
                if one not in seen and is_same_collaboration(member.deal, other.deal)
            ]
            seen.update(fresh)
            found.extend(fresh)
        yield [ordered[place] for place in sorted(found)]


def _split(component: Sequence[Member]) -> list[Group]:
    """Let each claim join the group whose deal it tells, so that chains do not run for years.

    A group is met by its first claim of each stage: what follows a signing by months is the
    same deal only where it is still close to the signing itself.
    """
    groups: list[list[Member]] = []
    for member in component:
        fits = [(nearness(group, member), place) for place, group in enumerate(groups)]
        close = [(near, place) for near, place in fits if near is not None]
        if close:
            groups[min(close)[1]].append(member)
        else:
            groups.append([member])
    return _joined([tuple(group) for group in groups])


def _joined(groups: list[Group]) -> list[Group]:
    """Join groups that turned out to tell one deal once the claims between them were there."""
    found: list[Group] = []
    for group in groups:
        for place, other in enumerate(found):
            if all(nearness(other, member) is not None for member in group):
                found[place] = tuple(sorted((*other, *group), key=lambda member: member.order))
                break
        else:
            found.append(group)
    return found if len(found) == len(groups) else _joined(found)


def nearness(group: Sequence[Member], member: Member) -> tuple[int, int] | None:
    """Give how close the claim is to the group, less is closer; None where it is another deal."""
    found = [
        (-relate_parties(face, member.deal), gap if (gap := gap_days(face, member.deal)) else 0)
        for face in _faces(group)
        if is_same_collaboration(face, member.deal)
    ]
    return min(found, default=None)


def _faces(group: Sequence[Member]) -> list[Deal]:
    """Give the group's deal as of its first claim of each stage and of its fullest list.

    Each with all that is known of it.
    """
    deals = [member.deal for member in group]
    news = [deal for deal in deals if not deal.is_background] or deals
    together = replace(
        deals[0],
        parties=most_specific(deals),
        forms=frozenset[Form]().union(*(deal.forms for deal in news)),
        topics=frozenset[Subject]().union(*(deal.topics for deal in deals)),
        names=frozenset[str]().union(*(deal.names for deal in deals)),
        chains=frozenset[int]().union(*(deal.chains for deal in deals)),
    )
    firsts: dict[Stage, Deal] = {}
    for deal in news:
        firsts.setdefault(deal.stage, deal)
    fullest = max(news, key=lambda deal: len(deal.parties))  # when others joined
    seen = [firsts[stage] for stage in STAGES if stage in firsts]
    if fullest.when not in [deal.when for deal in seen]:
        seen.append(fullest)
    return [replace(together, stage=deal.stage, when=deal.when, told=deal.told) for deal in seen]


def most_specific(deals: Sequence[Deal]) -> tuple[Lineage, ...]:
    """Give all parties without those of which a part is named instead.

    A whole stays where one claim names it beside its part: then both take part. Of a claim
    that calls one party by another name only what the first claim names counts.
    """
    told = [deal for deal in deals if not _is_misnamed(deals[0], deal)]
    everyone = list(dict.fromkeys(lineage for deal in told for lineage in deal.parties))
    return tuple(
        whole for whole in everyone if not any(_stands_for(part, whole, told) for part in everyone)
    )


def _is_misnamed(first: Deal, deal: Deal) -> bool:
    return is_one_misnamed(first, deal) or is_misspelt(first, deal)


def _stands_for(part: Lineage, whole: Lineage, deals: Sequence[Deal]) -> bool:
    if part == whole or whole[0] not in part:
        return False
    return not any(part in deal.parties and whole in deal.parties for deal in deals)
