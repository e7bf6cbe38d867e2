"""Which stored claim of an article a newly read one continues.

Within one article the same deal is known by its parties, and where only one of them is worded
alike, by the sentence. Who continues a claim is joined where that was joined, so that nothing
is announced twice; a claim that continues none is a deal that was not found before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import product
from typing import Final

from flows.model import Claim, Collaboration, Party

SHORTEST: Final = 2  # characters of a name that tells something: SK, 삼성


@dataclass(frozen=True, slots=True)
class Pairing:
    """How an article's claims follow those stored.

    `continues` has for each new claim the id of the stored one that it continues, None where
    there is none. `gone` are the ids of stored claims that nothing continues, `changed` the
    places of new claims that continue one that said something else.
    """

    continues: tuple[int | None, ...]
    gone: tuple[int, ...]
    changed: tuple[int, ...]

    @property
    def come(self) -> tuple[int, ...]:
        """The places of new claims that continue none."""
        return tuple(place for place, key in enumerate(self.continues) if key is None)


def is_same(stored: Iterable[Claim], told: Iterable[Claim]) -> bool:
    """Say whether an article says the same as before, in whatever order."""
    return Counter(stored) == Counter(told)


def pair_claims(stored: Mapping[int, Claim], told: Sequence[Claim]) -> Pairing:
    """Find for each new claim the stored one, by id, that it continues."""
    follows = _pair_best(stored, told)
    taken = dict(follows)
    for place, claim in enumerate(told):
        if place not in taken:
            wholes = (key for key, old in stored.items() if _is_part(key, old, claim, taken, told))
            whole = next(wholes, None)
            if whole is not None:
                taken[place] = whole
    return Pairing(
        continues=tuple(taken.get(place) for place in range(len(told))),
        gone=tuple(key for key in stored if key not in taken.values()),
        changed=tuple(place for place, key in sorted(taken.items()) if stored[key] != told[place]),
    )


def differing(before: Claim | Collaboration, after: Claim | Collaboration) -> tuple[str, ...]:
    """Name the fields in which two claims, or two states of a collaboration, differ."""
    names = [one.name for one in fields(before)]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _pair_best(stored: Mapping[int, Claim], told: Sequence[Claim]) -> dict[int, int]:
    """Pair one to one, the most alike first; gives ids by the new claims' places."""
    likeness = {
        (place, key): found
        for (key, old), (place, new) in product(stored.items(), enumerate(told))
        if any(found := _likeness(old, new))
    }
    pairs: dict[int, int] = {}
    for place, key in sorted(likeness, key=lambda pair: likeness[pair], reverse=True):
        if place not in pairs and key not in pairs.values():
            pairs[place] = key
    return pairs


def _likeness(old: Claim, new: Claim) -> tuple[bool, int, bool, int]:
    """Give how alike two claims of one article are; all nothing where they tell two deals."""
    if old == new:
        return (True, 0, False, 0)
    common = len(_common(old, new))
    is_of_one_sentence = old.evidence == new.evidence or _overlap(old, new)
    if common < 2 and not (common and is_of_one_sentence):
        return (False, 0, False, 0)
    is_alike = sum(getattr(old, name) == getattr(new, name) for name in _TELLING)
    return (False, common, is_of_one_sentence, is_alike)


_TELLING: Final = ("form", "stage", "is_background", "name", "date", "hub")


def _is_part(
    key: int, old: Claim, new: Claim, taken: Mapping[int, int], told: Sequence[Claim]
) -> bool:
    """Say whether this is a further part of one deal that is now told as several.

    Two of its parties are the old one's, and one of them is in no part found before.
    """
    common = _common(old, new)
    parts = [told[place] for place, other in taken.items() if other == key]
    told_before = {party for part in parts for party in _common(old, part)}
    return bool(parts) and len(common) > 1 and not common <= told_before


def _common(old: Claim, new: Claim) -> set[Party]:
    """Give the parties of the old claim that the new one names too."""
    return {one for one in old.parties if any(_is_alike(one, other) for other in new.parties)}


def _is_alike(one: Party, other: Party) -> bool:
    """Say whether an article may well mean one organisation, or a part and its whole."""
    names, others = _names(one), _names(other)
    is_whole = bool(_folded([one.parent or ""]) & others or _folded([other.parent or ""]) & names)
    return is_whole or any(a in b or b in a for a, b in product(names, others))


def _names(party: Party) -> set[str]:
    return _folded([party.name, party.canonical, *party.aliases])


def _folded(names: Iterable[str]) -> set[str]:
    folded = ("".join(name.split()).casefold() for name in names)
    return {name for name in folded if len(name) >= SHORTEST}


def _overlap(old: Claim, new: Claim) -> bool:
    return old.span.start < new.span.end and new.span.start < old.span.end
