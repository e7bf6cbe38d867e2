"""The parties of a text's claims take the other names that the text itself gives them.

A name that belongs to two organisations of one text, or that config/ knows another by, is
nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.extract.article import ReadText
from flows.extract.candidates import Candidate
from flows.extract.given import Given, Named, find_given
from flows.extract.kinds import kind_of
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.model import Claim, Kind, Party


def with_aliases(
    claims: Sequence[Claim], read: ReadText, candidates: Sequence[Candidate], lexicon: Lexicon
) -> list[Claim]:
    """Return the claims of a text, their parties with the other names that it gives them."""
    if not claims:
        return []
    given = find_given(_named(read, candidates), read.text, lexicon)
    known = _without_shared(given, lexicon)
    return [_taught(claim, known, lexicon) for claim in claims]


def _named(read: ReadText, candidates: Sequence[Candidate]) -> Iterator[Named]:
    """Give each name of a text that has a bracket directly behind it."""
    lines = ((line, line.names) for line in read.lines)
    told = ((c.line, c.names) for c in candidates)
    for line, names in (*lines, *told):
        for name in names:
            is_whole = name and name.text.endswith(
                line.text[max(name.start, name.end - 2) : name.end]
            )
            if name and name.gloss and is_whole:  # not 누리웹서비스(NWS)코리아
                yield Named(name.text, name.gloss)


def _without_shared(given: Iterable[Given], lexicon: Lexicon) -> list[Given]:
    """Return the pairs whose names belong to one organisation alone in this text."""
    pairs = {pair: (_key(pair.name, lexicon), _key(pair.other, lexicon)) for pair in given}
    owners: dict[str, set[str]] = {other: set() for _, other in pairs.values()}
    for name, other in pairs.values():
        owners[other].add(name)
        if name in owners:  # KNIT(한국누리기술원) beside 한국나래정보원(KNIT)
            owners[name].add(other)
    shared = {name for name, owned in owners.items() if len(owned) > 1}
    return [pair for pair, keys in pairs.items() if not shared.intersection(keys)]


def _key(name: str, lexicon: Lexicon) -> str:
    """Return what a name is known by: config's own name for it, 라온대 for 라온대학교."""
    entry = lexicon.organization(name)
    return name_key(entry.name if entry else re.sub(r"대학교$", "대", name))


def _taught(claim: Claim, given: Iterable[Given], lexicon: Lexicon) -> Claim:
    keys = [_keys(party, lexicon) for party in claim.parties]
    parties = []
    for party, own in zip(claim.parties, keys, strict=True):
        others = frozenset().union(*(k for k in keys if k is not own))
        aliases = dict.fromkeys(
            alias
            for alias in _names_beside(own, given, lexicon)
            if name_key(alias) != name_key(party.name)
            and _key(alias, lexicon) not in others
            and _may_mean(alias, party, lexicon)
        )
        parties.append(replace(party, aliases=tuple(aliases)))
    return replace(claim, parties=tuple(parties))


def _keys(party: Party, lexicon: Lexicon) -> frozenset[str]:
    return frozenset({_key(party.name, lexicon), name_key(party.canonical)})


def _names_beside(own: frozenset[str], given: Iterable[Given], lexicon: Lexicon) -> Iterator[str]:
    for name, other in given:
        if _key(name, lexicon) in own:
            yield other
        elif _key(other, lexicon) in own:
            yield name


def _may_mean(alias: str, party: Party, lexicon: Lexicon) -> bool:
    """Return whether config/ has no other organisation of that name, nor one of another kind."""
    entry, known = (lexicon.organization(name) for name in (alias, party.name))
    if entry is None or known is not None:
        return entry is None or entry is known
    return not entry.is_word and entry.kind is (kind_of(party.name) or Kind.COMPANY)
