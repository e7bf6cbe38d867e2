"""Names as people write them to the organisations and topics that they mean."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from flows.compare.names import normalize_name
from flows.compare.subjects import fold
from flows.model import LexiconData, Organization, OrganizationEntry, Party, TopicEntry

# by letters 함국대 for 한국대 is 0.88 and 삼성 for 삼성전자 0.71; 미르병원 for 라온대학교 is 0.27
ALIKE: Final = 0.65


def config_organizations(config: LexiconData) -> dict[str, OrganizationEntry]:
    """Give the entries of config/ by each of their names, normalised; the first one counts."""
    found: dict[str, OrganizationEntry] = {}
    for entry in config.organizations:
        for name in (entry.name, *entry.aliases):
            found.setdefault(normalize_name(name), entry)
    return found


def config_topics(config: LexiconData) -> dict[str, TopicEntry]:
    """Give the topics of config/ by each of their names, folded; the first one counts."""
    found: dict[str, TopicEntry] = {}
    for entry in config.topics:
        for name in (entry.name, *entry.aliases):
            found.setdefault(fold(name), entry)
    return found


def narrower(topic: TopicEntry, config: LexiconData) -> tuple[str, ...]:
    """Give the topic and all below it, folded, with their aliases: a text may word one so."""
    below: dict[str | None, list[TopicEntry]] = {}
    for entry in config.topics:
        below.setdefault(entry.broader, []).append(entry)
    found = [topic]
    for entry in found:  # grows while it is walked; config/ has no circles
        found += below.get(entry.name, [])
    names = (name for entry in found for name in (entry.name, *entry.aliases))
    return tuple(dict.fromkeys(map(fold, names)))


def parts_of(key: str, family: Iterable[Organization]) -> tuple[str, ...]:
    """Give the key and those of all that is a part of it."""
    below: dict[str | None, list[str]] = {}
    for one in family:
        below.setdefault(one.parent, []).append(one.key)
    found = [key]
    for whole in found:  # grows while it is walked
        found += [part for part in below.get(whole, []) if part not in found]
    return tuple(found)


def party_keys(
    parties: Sequence[Party], organizations: Sequence[Organization]
) -> list[tuple[Party, str | None]]:
    """Pair each party with the key of the stored organisation that it is, None where it is lost.

    By its names; then, where one of each is left, these two: an article or a person may have
    given it another name.
    """
    called: Mapping[str, str] = {normalize_name(one.canonical): one.key for one in organizations}
    keys = {one.key for one in organizations}
    found: list[tuple[Party, str | None]] = []
    for party in parties:
        names = (normalize_name(party.canonical), normalize_name(party.name))
        own = next((name for name in names if name in keys), None)
        found.append((party, own or next((called[name] for name in names if name in called), None)))
    left = keys - {key for _, key in found}
    lost = [place for place, (_, key) in enumerate(found) if key is None]
    if len(left) == len(lost) == 1:
        found[lost[0]] = (found[lost[0]][0], left.pop())
    return found


def closest(name: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Give the names most like this one, the likest first, however many there are."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_spelled(name))
    found: dict[str, float] = {}
    for other in names:
        matcher.set_seq1(_spelled(other))
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
            ratio = matcher.ratio()
            if ratio >= ALIKE:
                found[other] = ratio
        if len(found) > 100 * count:
            found = dict(_best(found, count))
    return [other for other, _ in _best(found, count)]


def _best(found: Mapping[str, float], count: int) -> list[tuple[str, float]]:
    return heapq.nsmallest(count, found.items(), key=lambda pair: (-pair[1], pair[0]))


def _spelled(name: str) -> str:
    """Give the letters of the syllables: 서을대 is one letter from 서울대, as a typo is."""
    return unicodedata.normalize("NFD", "".join(name.split()).casefold())
