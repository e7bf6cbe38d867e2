"""The argument slots of a sentence: names listed together, and the role that ends the list.

"A, B와 C가" is one slot that acts; "A는 B와" are two, one that acts and one with whom. A list is
closed by its last particle, and by the kind that 등 leads to ("A, B 등 5개 기관과").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.lexicon import Lexicon
from flows.extract.looks import is_apposition
from flows.extract.names import Name, find_name, is_counted, organization_of
from flows.extract.phrases import Phrase
from flows.extract.units import Role
from flows.model import Kind

SURE = 0.55  # an actor must look like an organisation by itself
_BOTH = 0.85  # "A와 B와": the second of two partners; more often the second 와 joins what they do
LIKELY = 0.35  # a partner stands where only a partner can stand
_LISTED = 0.3  # between two sure names of one list anything that is a name at all
_DOTS = "·ㆍ・‧"


@dataclass(frozen=True, slots=True)
class Argument:
    """Names listed in one slot, and the slot's role.

    `is_open`: 등, more than are named; `is_leading`: they lead the body that others join.
    """

    names: tuple[Name, ...]
    role: Role
    start: int
    end: int
    is_open: bool = False
    is_leading: bool = False

    @property
    def strength(self) -> float:
        """Return how sure its surest name looks."""
        return max(name.strength for name in self.names)


@dataclass(frozen=True, slots=True)
class _Row:
    """The phrases of a sentence, each with the name in it, read once."""

    phrases: Sequence[Phrase]
    names: Sequence[Name | None]
    lexicon: Lexicon
    learnt: Collection[str]

    def is_name(self, index: int, least: float) -> bool:
        """Return whether a phrase counts or names organisations."""
        name = self.names[index]
        return is_counted(self.phrases[index].text) or (name is not None and name.strength >= least)

    def is_kind(self, index: int) -> bool:
        """Return whether a phrase only says what the names before it are."""
        phrase = self.phrases[index]
        generic = self.lexicon.words["generic_organizations"]
        return is_counted(phrase.text) or phrase.words[-1].text in generic


def find_arguments(
    phrases: Sequence[Phrase],
    names: Sequence[Name | None],
    lexicon: Lexicon,
    learnt: Collection[str] = (),
) -> list[Argument]:
    """Return the slots of a sentence that hold at least one name, in order.

    Args:
        phrases: the noun phrases of the sentence.
        names: the name in each phrase, None where it has none.
        lexicon: the words that config/ knows.
        learnt: keys of names that other places of the same text use as names.
    """
    row = _rejoin(phrases, names, lexicon, learnt)
    phrases = row.phrases
    arguments = []
    index = 0
    while index < len(phrases):
        stop = _without_purpose(phrases, index, _list_end(row, index))
        argument = _argument(row, index, stop)
        if argument is not None:
            arguments.append(argument)
        index = stop
    return arguments


def _list_end(row: _Row, index: int) -> int:
    """Return the index behind the list that begins at `index`."""
    stop = index + 1
    while stop < len(row.phrases):
        before, following = row.phrases[stop - 1], row.phrases[stop]
        if before.role is Role.LIST and before.has_etc:
            return _etc_end(row, stop)
        if before.role is Role.LIST:
            if following.role is Role.OBJECT and not row.is_name(stop, SURE):
                break
        elif before.role is Role.WITH and _owns_next(row.phrases, stop, row.lexicon):
            pass
        elif not (
            before.role is Role.WITH
            and not before.mark
            and following.role in (Role.ACTS, Role.LIST, Role.WITH, Role.OF)
            and row.is_name(stop, _BOTH if following.role is Role.WITH else SURE)
        ):
            break
        stop += 1
    return stop


def _without_purpose(phrases: Sequence[Phrase], index: int, stop: int) -> int:
    """Return the end of a list without the purpose behind it: "A와 AI·로봇 인재 양성을 위해"."""
    last = phrases[stop - 1]
    is_open = last.role is Role.LIST and not last.has_etc and stop < len(phrases)
    if not is_open or phrases[stop].role is not Role.OBJECT:
        return stop
    partners = [i for i in range(index, stop) if phrases[i].role is Role.WITH]
    return partners[-1] + 1 if partners else stop


def _etc_end(row: _Row, stop: int) -> int:
    """Return the end of a list closed by 등: it takes the role of the kind named next.

    "라온대, 다솜대 등 국내외 유수의 대학과" lists partners; "A, B 등은" has its particle at once.
    """
    for index in range(stop, min(stop + 2, len(row.phrases))):
        if row.is_kind(index):
            is_pair = row.phrases[index].mark == "·" and index + 1 < len(row.phrases)
            return index + 2 if is_pair else index + 1  # "11개 기관·기업이"
        if row.phrases[index].role is not Role.OF:
            break
    return stop


def _argument(row: _Row, first: int, stop: int) -> Argument | None:
    phrases = row.phrases[first:stop]
    found = [
        None if _describes_next(phrases, index, row.lexicon) else name
        for index, name in enumerate(row.names[first:stop])
    ]
    if phrases[-1].role in (Role.ACTS, Role.WITH, Role.OBJECT):
        found = [
            name or organization_of(phrase, row.lexicon, row.learnt)
            for name, phrase in zip(found, phrases, strict=True)
        ]
    names = [name for name in found if name is not None]
    if not names:
        return None
    role = phrases[-1].role
    if found[-1] is None and not row.is_kind(stop - 1):
        role = Role.LIST if len(phrases) > 1 else role
    best = max(name.strength for name in names)
    least = _LISTED if best >= SURE and len(names) > 1 else LIKELY
    kept = tuple(name for name in names if name.strength >= least)
    if not kept:
        return None
    is_open = any(phrase.has_etc for phrase in phrases)
    return Argument(kept, role, phrases[0].start, phrases[-1].end, is_open)


def _owns_next(phrases: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """Return whether a phrase says whose the next one is: "누리그룹의 로봇 계열사 누리로보"."""
    if phrases[index].role is not Role.OF or index + 1 >= len(phrases):
        return False
    return any(is_apposition(w, lexicon) for w in phrases[index + 1].words[:-1])


def _describes_next(phrases: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """Return whether a phrase only tells of the next: "정보통신기술·방산 전문 건너시스템"."""
    if len(phrases) > 1 and _owns_next(phrases, index, lexicon):
        return True
    if phrases[index].mark not in _DOTS or index + 1 >= len(phrases):
        return False
    if not any(is_apposition(w, lexicon) for w in phrases[index + 1].words[:-1]):
        return False
    name = find_name(phrases[index], lexicon)
    return name is None or name.strength < _BOTH


def _rejoin(
    phrases: Sequence[Phrase],
    names: Sequence[Name | None],
    lexicon: Lexicon,
    learnt: Collection[str],
) -> _Row:
    """Put names with a middle dot inside together again."""
    joined: list[Phrase] = []
    read: list[Name | None] = []
    for phrase, name in zip(phrases, names, strict=True):
        before = joined[-1] if joined else None
        if before is not None and before.mark in _DOTS and before.mark:
            last, first = before.words[-1], phrase.words[0]
            text = f"{last.text}{before.mark}{first.text}"
            if lexicon.organization(text) is not None or _is_one_name(last.text, first.text):
                whole = first._replace(text=text, start=last.start)
                words = (*before.words[:-1], whole, *phrase.words[1:])
                joined[-1] = phrase._replace(words=words)
                read[-1] = find_name(joined[-1], lexicon, learnt)
                continue
        joined.append(phrase)
        read.append(name)
    return _Row(joined, read, lexicon, learnt)


_NATIONAL = re.compile(r"^(?:한국|대한|전국|국제|세계|아시아)|^(?:AI|SW|ICT|IT|데이터|디지털)$")


def _is_one_name(left: str, right: str) -> bool:
    """Return whether a dot stands inside one name: 한국누리·이음협회, AI·SW사업단.

    The left half begins as an association's name does and ends like none; the right half
    ends like one and does not begin as a name of its own.
    """
    return (
        _NATIONAL.match(left) is not None
        and kind_of_suffix(left) in (None, Kind.INSTITUTE)
        and kind_of(right) in _BODIES
        and _NATIONAL.match(right) is None
    )


_BODIES = {Kind.ASSOCIATION, Kind.INSTITUTE, Kind.UNIVERSITY, Kind.ALLIANCE}
