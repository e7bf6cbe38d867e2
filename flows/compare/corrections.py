"""What people said, as compare heeds it: which claims stay together, and which come apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.compare.grouping import Group, Member, nearness
from flows.compare.organizations import Said
from flows.model import Correction, Saying


@dataclass(frozen=True, slots=True)
class Split:
    """What articles `chains` tell is collaboration `other`, not `collaboration`."""

    collaboration: int
    other: int
    chains: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ties:
    """The collaborations whose claims people hold together, and those that they took apart."""

    held: frozenset[int] = frozenset()
    splits: tuple[Split, ...] = ()

    @property
    def touched(self) -> frozenset[int]:
        """The collaborations that must be seen whole."""
        sides = {side for one in self.splits for side in (one.collaboration, one.other)}
        return self.held | sides


def ties_of(corrections: Iterable[Correction], live: dict[int, int]) -> Ties:
    """Give what holds of merges and splits; `live` has where collaborations live on."""
    held, splits = set(), []
    for one in corrections:
        if one.collaboration is None:
            continue
        mine = live.get(one.collaboration, one.collaboration)
        if one.saying is Saying.MERGE:
            held.add(mine)
        elif one.saying is Saying.SPLIT and one.other is not None:
            other = live.get(one.other, one.other)
            splits.append(Split(mine, other, frozenset(one.chains)))
    return Ties(frozenset(held), tuple(splits))


def said_of(corrections: Iterable[Correction]) -> Said:
    """Give what holds of names; the last word counts."""
    aliases: dict[str, str] = {}
    names: dict[str, str] = {}
    for one in corrections:
        if one.organization is None or one.name is None:
            continue
        if one.saying is Saying.ALIAS:
            aliases[one.name] = one.organization
        elif one.saying is Saying.RENAME:
            names[one.organization] = one.name
    return Said(aliases, names)


def heed(groups: Sequence[Group], ties: Ties) -> list[Group]:
    """Regroup as people said: first what is one, then what is two."""
    found = _held(groups, ties)
    for split in ties.splits:
        found = [part for group in found for part in _parted(group, split)]
    return sorted(found, key=lambda group: group[0].order)


def _held(groups: Sequence[Group], ties: Ties) -> list[Group]:
    free: list[Group] = []
    together: dict[int, list[Member]] = {}
    for group in groups:
        held = sorted(_joined(group) & ties.held)
        if held:
            together.setdefault(held[0], []).extend(group)
        else:
            free.append(group)
    return [*free, *(_in_order(members) for members in together.values())]


def _parted(group: Group, split: Split) -> list[Group]:
    """Give the group without what the articles tell, and that.

    A claim that was on neither side goes to the nearer one.
    """
    if split.collaboration not in _joined(group) and split.other not in _joined(group):
        return [group]
    stay: list[Member] = []
    leave: list[Member] = []
    rest: list[Member] = []
    for member in group:
        is_other = member.stored.collaboration_id == split.other
        if member.stored.chain in split.chains or is_other:
            leave.append(member)
        elif member.stored.collaboration_id is not None:
            stay.append(member)
        else:
            rest.append(member)
    for member in rest:
        (leave if stay and _is_nearer(leave, stay, member) else stay).append(member)
    return [_in_order(part) for part in (stay, leave) if part]


def _is_nearer(one: Sequence[Member], other: Sequence[Member], member: Member) -> bool:
    mine, its = nearness(one, member), nearness(other, member)
    return mine is not None and (its is None or mine < its)


def _joined(group: Group) -> set[int]:
    return {
        member.stored.collaboration_id
        for member in group
        if member.stored.collaboration_id is not None
    }


def _in_order(members: Iterable[Member]) -> Group:
    return tuple(sorted(members, key=lambda member: member.order))
