"""How the parties of two deals relate: the same, some of them, or others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from flows.compare.deal import Deal, Lineage
from flows.compare.spelling import is_spelled_alike


class Parties(IntEnum):
    """How the parties of two deals relate; greater is closer."""

    DIFFERENT = 0
    OVERLAP = 1  # two at least in common, and others on both sides
    SUBSET = 2  # all of the one, two at least, among those of the other
    EQUAL = 3


def relate_parties(a: Deal, b: Deal) -> Parties:
    """Pair the parties one to one, a part with its whole or the same with the same."""
    return _relation(a, b, count_common(a, b))


def relate_wholes(a: Deal, b: Deal) -> Parties:
    """Pair the parties one to one, each with any part of its whole."""
    return _relation(a, b, _matched(a.parties, b.parties, _is_of_one_whole))


def count_common(a: Deal, b: Deal) -> int:
    """Count the parties that the two have in common."""
    return _matched(a.parties, b.parties, is_kin)


def is_kin(a: Lineage, b: Lineage) -> bool:
    """Say whether one is the other or a part of it."""
    return a[0] in b or b[0] in a


def is_misspelt(a: Deal, b: Deal) -> bool:
    """Say whether all parties but one are the same, and that one is only spelled otherwise.

    Two that config/ or people know are two, however alike.
    """

    def is_alike(one: Lineage, other: Lineage) -> bool:
        if is_kin(one, other):
            return True
        is_known = one[0] in a.certain and other[0] in b.certain
        return not is_known and is_spelled_alike(one[0], other[0])

    count = len(a.parties)
    if count != len(b.parties) or count_common(a, b) != count - 1:
        return False
    return _matched(a.parties, b.parties, is_alike) == count


def has_fitting_hub(a: Deal, b: Deal) -> bool:
    """Where one works with each of the others apart, a deal among the others is another."""
    if a.hub and b.hub:
        return _hub_lineage(a) == _hub_lineage(b) or is_kin(_hub_lineage(a), _hub_lineage(b))
    for one, other in ((a, b), (b, a)):
        if one.hub and not any(is_kin(_hub_lineage(one), party) for party in other.parties):
            return False
    return True


def _relation(a: Deal, b: Deal, common: int) -> Parties:
    if common < 2:
        return Parties.DIFFERENT
    if common == len(a.parties) == len(b.parties):
        return Parties.EQUAL
    if common == min(len(a.parties), len(b.parties)):
        return Parties.SUBSET
    return Parties.OVERLAP


def _matched(
    a: Sequence[Lineage], b: Sequence[Lineage], is_pair: Callable[[Lineage, Lineage], bool]
) -> int:
    """Count the largest one-to-one pairing (augmenting paths)."""
    partner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right, lineage in enumerate(b):
            if right in tried or not is_pair(a[left], lineage):
                continue
            tried.add(right)
            if right not in partner or place(partner[right], tried):
                partner[right] = left
                return True
        return False

    return sum(place(left, set()) for left in range(len(a)))


def _is_of_one_whole(a: Lineage, b: Lineage) -> bool:
    return a[-1] == b[-1]


def _hub_lineage(deal: Deal) -> Lineage:
    assert deal.hub is not None
    found = [lineage for lineage in deal.parties if lineage[0] == deal.hub]
    return found[0] if found else (deal.hub,)
