"""Candidates of one text that are about one deal become one claim.

A text tells its deal several times: in the headline, in the lead, in the sentence with the
ceremony. Two candidates are one deal where their parties are the same, or one names a
subset of the other's, short forms, parts and wholes of the article counted as the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.article import LEAD
from flows.extract.candidates import Candidate
from flows.extract.lexicon import Lexicon
from flows.extract.names import Name
from flows.extract.normalize import name_key
from flows.extract.parties import to_party
from flows.extract.sameness import is_one, is_same_name, is_whole
from flows.model import Party

# A text tells a deal again near where it told it, or tells the news of its head again; looking
# no further keeps the time in proportion to the length of a text with hundreds of deals.
_FIRST, _NEAR = 5, 20


@dataclass(frozen=True, slots=True)
class Deal:
    """Joined candidates; `parties` are the fullest wording of each, in order of appearance.

    `leading` says it best: news before recollection, most of the names as told, the weight.
    """

    candidates: tuple[Candidate, ...]
    names: tuple[Name, ...]
    parties: tuple[Party, ...]
    leading: Candidate


def join(candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Deal]:
    """Return the deals of one text in order of their first sentence."""
    groups: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: (c.line.depth == 0, c.line.order)):
        home = _home(candidate, groups, lexicon)
        if home is None:
            groups.append([candidate])
        else:
            home.append(candidate)
    return [_deal(group, lexicon) for group in groups]


def _home(
    candidate: Candidate, groups: Sequence[list[Candidate]], lexicon: Lexicon
) -> list[Candidate] | None:
    """Return the deal that a candidate tells again; a headline tells a deal of the lead."""
    near = [*groups[:_FIRST], *groups[_FIRST:][-_NEAR:]]
    home = next(
        (g for g in near if any(_is_one_deal(candidate, c, lexicon) for c in g[:_FIRST])), None
    )
    if home is not None or candidate.line.depth > 0:
        return home
    return next(
        (g for g in groups if g[0].line.depth <= LEAD and _share(candidate, g[0], lexicon)),
        None,
    )


def _share(a: Candidate, b: Candidate, lexicon: Lexicon) -> bool:
    return a.is_denial == b.is_denial and any(
        is_same_name(x, y, lexicon) for x in a.names for y in b.names
    )


def _is_one_deal(a: Candidate, b: Candidate, lexicon: Lexicon) -> bool:
    if (a.hub is None) != (b.hub is None) or a.is_denial != b.is_denial:
        return False
    if a.is_past != b.is_past:
        news, past = (b, a) if a.is_past else (a, b)
        return _is_told_of(past, news, lexicon)
    smaller, larger = sorted((a.names, b.names), key=len)
    return all(any(is_same_name(x, y, lexicon) for y in larger) for x in smaller)


def _is_told_of(past: Candidate, news: Candidate, lexicon: Lexicon) -> bool:
    """Return whether what is told of the past belongs to the news: same parties or their wholes.

    An earlier agreement with a part of one party is another deal; what two wholes have done
    belongs to the joint centre of their parts.
    """
    if len(past.names) != len(news.names):
        return False
    return all(
        any(is_one(x, y, lexicon) or is_whole(x, y, lexicon) for y in news.names)
        for x in past.names
    )


def _deal(group: Sequence[Candidate], lexicon: Lexicon) -> Deal:
    widest = max(
        group,
        key=lambda c: (c.line.depth > 0, len(c.names), c.trigger.weight, -c.line.order),
    )
    kept: list[Name] = []
    for name in widest.names:
        others = [n for n in widest.names if name_key(n.text) != name_key(name.text)]
        fullest = _fullest(name, others, group, lexicon)
        if not any(is_one(fullest, other, lexicon) for other in kept):
            kept.append(fullest)
    parties = tuple(to_party(n, lexicon) for n in kept)
    return Deal(tuple(group), tuple(kept), parties, _leading(group, kept))


def _leading(group: Sequence[Candidate], names: Sequence[Name]) -> Candidate:
    told = {name.text for name in names}

    def worth(candidate: Candidate) -> tuple[bool, int, float, int]:
        named = len(told & {name.text for name in candidate.names})
        is_news = not candidate.is_past and candidate.frame.name != "pointed_back"
        return (is_news, named, candidate.trigger.weight, -candidate.line.order)

    return max(_told_in_body(group), key=worth)


def _told_in_body(group: Sequence[Candidate]) -> Sequence[Candidate]:
    return [c for c in group if c.line.depth > 0] or group


def _fullest(
    name: Name, others: Sequence[Name], group: Sequence[Candidate], lexicon: Lexicon
) -> Name:
    """Return the longest wording of a name within the deal; parts win over their wholes."""
    same = [
        n
        for c in _told_in_body(group)
        for n in c.names
        if is_same_name(n, name, lexicon)
        and not is_whole(n, name, lexicon)
        and not any(is_one(n, o, lexicon) for o in others)
    ]
    return max([*same, name], key=lambda n: (len(n.text), n.strength))
