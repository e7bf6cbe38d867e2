"""Claims to collaborations: which belong together, and what they say together.

The result depends on the set of claims alone, never on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Final

from flows.compare.deal import Deal, Lineage, deal_of_claim
from flows.compare.identity import (
    STAGES,
    gap_days,
    is_one_misnamed,
    is_same_collaboration,
    relate_parties,
)
from flows.compare.organizations import Directory
from flows.model import Form, Stage, StoredClaim

UNDATED: Final = date.max.toordinal()


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


def member_of(stored: StoredClaim, directory: Directory) -> Member:
    """Give the claim as a member."""
    return Member(stored, deal_of_claim(stored, directory))


def group_members(members: Iterable[Member]) -> list[Group]:
    """Give the collaborations that the claims make, each in its members' order."""
    groups = [group for part in components(members) for group in _split(part)]
    return sorted(groups, key=lambda group: group[0].order)


def root_pairs(deal: Deal) -> set[tuple[str, str]]:
    """Give all pairs of topmost organisations; deals without a common pair are never the same."""
    roots = sorted(lineage[-1] for lineage in deal.parties)
    return set(combinations(roots, 2))


def components(members: Iterable[Member]) -> Iterator[list[Member]]:
    """Give the sets within which a chain of same deals leads from each to each."""
    ordered = sorted(members, key=lambda member: member.order)
    by_pair: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, member in enumerate(ordered):
        for pair in root_pairs(member.deal):
            by_pair[pair].append(place)
    seen: set[int] = set()
    for start in range(len(ordered)):
        if start in seen:
            continue
        seen.add(start)
        found = [start]
        for place in found:  # grows while it is walked
            deal = ordered[place].deal
            near = {other for pair in root_pairs(deal) for other in by_pair[pair]} - seen
            fresh = [one for one in near if is_same_collaboration(deal, ordered[one].deal)]
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
        fits = [(_nearness(group, member), place) for place, group in enumerate(groups)]
        close = [(nearness, place) for nearness, place in fits if nearness is not None]
        if close:
            groups[min(close)[1]].append(member)
        else:
            groups.append([member])
    return [tuple(group) for group in groups]


def _nearness(group: Sequence[Member], member: Member) -> tuple[int, int] | None:
    """Give how close the claim is to the group, less is closer; None where it is another deal."""
    found = [
        (-relate_parties(face, member.deal), gap if (gap := gap_days(face, member.deal)) else 0)
        for face in _faces(group)
        if is_same_collaboration(face, member.deal)
    ]
    return min(found, default=None)


def _faces(group: Sequence[Member]) -> list[Deal]:
    """Give the group's deal as of its first claim of each stage, with all that is known of it."""
    deals = [member.deal for member in group]
    news = [deal for deal in deals if not deal.is_background] or deals
    together = replace(
        deals[0],
        parties=most_specific(deals),
        forms=frozenset[Form]().union(*(deal.forms for deal in news)),
        topics=frozenset[str]().union(*(deal.topics for deal in deals)),
        names=frozenset[str]().union(*(deal.names for deal in deals)),
        chains=frozenset[int]().union(*(deal.chains for deal in deals)),
    )
    firsts: dict[Stage, Deal] = {}
    for deal in news:
        firsts.setdefault(deal.stage, deal)
    return [
        replace(together, stage=stage, when=firsts[stage].when, told=firsts[stage].told)
        for stage in STAGES
        if stage in firsts
    ]


def most_specific(deals: Sequence[Deal]) -> tuple[Lineage, ...]:
    """Give all parties without those of which a part is named instead.

    A whole stays where one claim names it beside its part: then both take part. Of a claim
    that calls one party by another name only what the first claim names counts.
    """
    told = [deal for deal in deals if not is_one_misnamed(deals[0], deal)]
    everyone = list(dict.fromkeys(lineage for deal in told for lineage in deal.parties))
    return tuple(
        whole for whole in everyone if not any(_stands_for(part, whole, told) for part in everyone)
    )


def _stands_for(part: Lineage, whole: Lineage, deals: Sequence[Deal]) -> bool:
    if part == whole or whole[0] not in part:
        return False
    return not any(part in deal.parties and whole in deal.parties for deal in deals)
