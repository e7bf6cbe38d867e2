"""Collaborations that no standing claim tells any more, by what a group may share with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flows.compare.deal import Deal, Names, deal_of_collaboration
from flows.compare.grouping import AROUND_DAYS, Group
from flows.compare.session import Session
from flows.model import StoredCollaboration, Traces

NO_DAYS: Final = (1, 0)


@dataclass(frozen=True, slots=True)
class Left:
    """A collaboration that nobody tells, with its deal."""

    stored: StoredCollaboration
    deal: Deal


class Deserted:
    """The deserted ones that groups may continue, each understood once."""

    def __init__(self, stored: Iterable[StoredCollaboration], names: Names) -> None:
        self._by_mark: defaultdict[object, list[Left]] = defaultdict(list)
        self._by_chain: defaultdict[int, list[Left]] = defaultdict(list)
        for one in stored:
            left = Left(one, deal_of_collaboration(one, names))
            for mark in _marks(left.deal):
                self._by_mark[mark].append(left)
            for chain in one.chains:
                self._by_chain[chain].append(left)

    def alike(self, group: Group) -> list[Left]:
        """Give those that may be the group's deal, by id: two roots in common, or one of two."""
        return _in_order(
            left
            for member in group
            for mark in _marks(member.deal)
            for left in self._by_mark.get(mark, ())
        )

    def of_articles(self, group: Group) -> list[Left]:
        """Give those that the group's articles told, by id."""
        return _in_order(
            left for member in group for left in self._by_chain.get(member.stored.chain, ())
        )


def find_deserted(session: Session, groups: Iterable[Group], names: Names) -> Deserted:
    """Ask state for the deserted ones that these groups may continue."""
    members = [member for group in groups for member in group]
    pairs = {pair for member in members for pair in member.deal.pairs}
    twos = [member.deal for member in members if len(member.deal.parties) == 2]
    days = [deal.told.toordinal() for deal in twos if deal.told]
    traces = Traces(
        pairs=frozenset(pairs),
        roots=frozenset(root for deal in twos for root in deal.roots),
        days=(min(days) - AROUND_DAYS, max(days) + AROUND_DAYS) if days else NO_DAYS,
        chains=frozenset(member.stored.chain for member in members),
    )
    return Deserted(session.deserted(traces), names)


def _marks(deal: Deal) -> Iterator[object]:
    """Give what another telling of the deal has too; of a deal of two one may be misspelt."""
    yield from deal.pairs
    if len(deal.parties) == 2:
        for root in deal.roots:
            yield (root,)


def _in_order(found: Iterable[Left]) -> list[Left]:
    by_id = {left.stored.id: left for left in found}
    return [by_id[key] for key in sorted(by_id)]
