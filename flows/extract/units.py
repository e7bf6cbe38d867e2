"""The words of a sentence, each with the particle behind it, or a verb, or a mark between two.

What stands in brackets goes with the word before it, a quotation is one word, and a particle
that morphology took for the end of a name is cut off.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from flows.extract.kinds import kind_of_suffix
from flows.extract.morphemes import Morpheme

_LONGEST_QUOTE = 60  # characters; names and titles of agreements are shorter, speech is longer
_UNITS = re.compile(
    rf"""(?P<run>(?:[^\s,，、;:…▲△▷■●○◆◇□·ㆍ・‧×‘“"<「(\[.']+|(?<=\d),(?=\d)|\.(?!\.)
        | (?<=[A-Za-z])')+)
    | (?P<blank>\s+)
    | (?P<comma>[,，、;:…▲△▷■●○◆◇□]|\.\.+)
    | (?P<join>[·ㆍ・‧×])
    | (?P<quote>‘[^‘’]{{1,{_LONGEST_QUOTE}}}’ | “[^“”]{{1,{_LONGEST_QUOTE}}}”
        | (?<![A-Za-z])'[^']{{1,{_LONGEST_QUOTE}}}' | "[^"]{{1,{_LONGEST_QUOTE}}}"
        | <[^<>]{{1,{_LONGEST_QUOTE}}}> | 「[^」]{{1,{_LONGEST_QUOTE}}}」)
    | (?P<bracket>\((?:[^()]|\([^()]*\)){{0,120}}\) | \[[^\[\]]{{0,120}}\])
    | (?P<other>.)""",
    re.VERBOSE,
)
_LISTED = re.compile(r"[^\s,'\"‘’“”](?:[^,'\"‘’“”]{0,18}[^\s,'\"‘’“”])?")
_QUOTED_LIST = re.compile(  # "'누리로보, 라온소프트, 새벽랩'과": names in one pair of marks
    r"['\"‘“](?:[^\s,]{2,12}(?:\s[^\s,]{1,8})?,\s?){2,}[^\s,]{2,12}(?:\s[^\s,]{1,8})?['\"’”]"
)
_PREDICATE_TAGS = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA", "EP", "EF", "EC", "ETM")
_DEPARTMENT = re.compile(r"[가-힣]{2}(?<!대)학과$")  # 전자공학과 ends so; 정경대학과 is 대학 and 과


class Role(Enum):
    """What stands behind a phrase, and so what the phrase does in the sentence."""

    ACTS = "은/는, 이/가"
    WITH = "와/과"
    OBJECT = "을/를"
    OF = "의"
    AT = "에서"
    TO = "에, 에게"
    ELSE = "another particle"
    LIST = "a comma, a middle dot, 및, 등"
    NONE = "a verb or the end"


_PARTICLES = {
    "은": Role.ACTS, "는": Role.ACTS, "이": Role.ACTS, "가": Role.ACTS, "도": Role.ACTS,
    "와": Role.WITH, "과": Role.WITH, "와도": Role.WITH, "과도": Role.WITH, "와의": Role.WITH,
    "과의": Role.WITH, "와는": Role.WITH, "과는": Role.WITH,
    "을": Role.OBJECT, "를": Role.OBJECT, "의": Role.OF, "에서": Role.AT, "서": Role.AT,
    "랑": Role.WITH, "이랑": Role.WITH, "에": Role.TO, "에게": Role.TO,
}  # fmt: skip


class Word(NamedTuple):
    """One word without particle and brackets: its text, place, tags, and the bracket behind it.

    `is_unknown`: no dictionary has it, so it is a name more likely than not;
    `is_copular`: 인 follows, so it says what the next words name ("전문기업인 새벽로보틱스").
    """

    text: str
    start: int
    end: int
    tags: tuple[str, ...] = ()
    gloss: str | None = None
    is_quoted: bool = False
    is_unknown: bool = False
    is_copular: bool = False


class Unit(NamedTuple):
    """What stands between two blanks or separators: a word (or a verb, or nothing) and its role."""

    word: Word | None
    role: Role
    is_predicate: bool = False
    mark: str = ""


@dataclass(slots=True)
class _Collected:
    """The parts of a unit while it is being read."""

    runs: list[tuple[int, int]] = field(default_factory=list)
    gloss: str | None = None
    is_quoted: bool = False
    tail: list[str] = field(default_factory=list)  # what follows a bracket or a quotation

    @property
    def is_closed(self) -> bool:
        return self.gloss is not None or self.is_quoted


def read_units(text: str, morphemes: Sequence[Morpheme]) -> Iterator[Unit]:
    """Give the units of one sentence, its morphemes given; places count from its start."""
    starts = [m.start for m in morphemes]
    unit = _Collected()
    for match in _UNITS.finditer(text):
        kind, piece = match.lastgroup, match.group()
        if kind == "run" and not unit.is_closed:
            unit.runs.append(match.span())
        elif kind in ("blank", "comma", "join"):
            yield from _finish(unit, text, morphemes, starts)
            unit = _Collected()
            if kind != "blank":
                yield Unit(None, Role.LIST, mark=piece)
        elif kind == "bracket" and unit.runs:
            unit.gloss = unit.gloss or piece[1:-1]
        elif kind == "quote" and not unit.runs:
            *listed, unit = _quoted(match)
            for one in listed:
                yield from _finish(one, text, morphemes, starts)
                yield Unit(None, Role.LIST, mark=",")
        elif unit.is_closed:
            unit.tail.append(piece)
        elif kind == "quote":
            unit.runs.append(match.span())
    yield from _finish(unit, text, morphemes, starts)


def _quoted(match: re.Match[str]) -> list[_Collected]:
    """Return what stands in quotation marks, in several parts where it is a list."""
    begin, end = match.span()
    spans = [(begin + 1, end - 1)]
    if _QUOTED_LIST.fullmatch(match.group()):
        spans = [(begin + m.start(), begin + m.end()) for m in _LISTED.finditer(match.group())]
    return [_Collected(runs=[span], is_quoted=True) for span in spans]


def _finish(
    unit: _Collected,
    text: str,
    morphemes: Sequence[Morpheme],
    starts: Sequence[int],
) -> Iterable[Unit]:
    if not unit.runs:
        return ()
    begin, end = unit.runs[0][0], unit.runs[-1][1]
    inside = _between(morphemes, starts, begin, end)
    if unit.is_closed:
        return _closed(unit, text[begin:end], begin, inside)
    return _plain(text[begin:end], begin, inside)


def _closed(unit: _Collected, text: str, begin: int, inside: Sequence[Morpheme]) -> Iterator[Unit]:
    """Give a word with a bracket or in quotation marks, then the verb behind it."""
    unknown = any(m.is_unknown for m in inside)
    role, is_predicate, rest = _read_tail("".join(unit.tail))
    is_copular = is_predicate and "".join(unit.tail) == "인"
    tags = tuple(m.tag for m in inside)
    word = Word(
        text + rest, begin, begin + len(text), tags, unit.gloss, unit.is_quoted, unknown, is_copular
    )
    yield Unit(word, role)
    if is_predicate and not is_copular:
        yield Unit(None, Role.NONE, is_predicate=True)


def _plain(text: str, begin: int, inside: Sequence[Morpheme]) -> Iterator[Unit]:
    """Give a word without its particle, or a verb."""
    end = begin + len(text)
    tags = [m.tag for m in inside]
    copula = inside[tags.index("VCP")].start if "VCP" in tags else begin
    if begin < copula < end and text[copula - begin :] == "인":
        yield Unit(Word(text[:-1], begin, copula, is_copular=True), Role.NONE)
        return
    if _is_predicate(tags):
        if copula > begin:
            yield Unit(_word(text, begin, copula, inside), Role.NONE)
        yield Unit(None, Role.NONE, is_predicate=True, mark=text)
        return
    stem_end, role = _particle(inside, end, text)
    if _DEPARTMENT.search(text) and not _is_named(inside):
        stem_end, role = end, Role.NONE
    if stem_end > begin:
        yield Unit(_word(text, begin, stem_end, inside), role)


def _word(text: str, begin: int, end: int, inside: Sequence[Morpheme]) -> Word:
    """Return what stands from `begin` to `end`, with the tags of its morphemes."""
    stem = [m for m in inside if m.start < end]
    tags, is_unknown = tuple([m.tag for m in stem]), any(m.is_unknown for m in stem)
    return Word(text[: end - begin], begin, end, tags, is_unknown=is_unknown)


def _is_named(inside: Sequence[Morpheme]) -> bool:
    """Return whether a name that the dictionary has stands before the particle: 가람화학 + 과."""
    return len(inside) == 2 and inside[0].tag == "NNP" and not inside[0].is_unknown


def _is_predicate(tags: Sequence[str]) -> bool:
    """Return whether a word is a verb: a verbal morpheme in it and an ending at its end.

    Names that no dictionary has are cut into odd pieces; without an ending they are nouns.
    """
    for tag in reversed(tags):
        if not tag.startswith(("S", "J")):
            is_ending = tag.startswith(("E", "VCP"))
            return is_ending and any(tag.startswith(_PREDICATE_TAGS) for tag in tags)
    return False


def _between(
    morphemes: Sequence[Morpheme], starts: Sequence[int], begin: int, end: int
) -> Sequence[Morpheme]:
    return morphemes[bisect_left(starts, begin) : bisect_left(starts, end)]


def _particle(inside: Sequence[Morpheme], end: int, text: str) -> tuple[int, Role]:
    """Return where the particles at the end of a word begin, and the role they give it."""
    first = len(inside)
    while first > 1 and inside[first - 1].tag.startswith(("J", "SF")):
        first -= 1
    if first == len(inside):
        return _swallowed(inside, end, text)
    stem_end = inside[first].start
    tail = text[len(text) - (end - stem_end) :].rstrip(".!?")
    return stem_end, _role(tail, [m.tag for m in inside[first:]])


def _swallowed(inside: Sequence[Morpheme], end: int, text: str) -> tuple[int, Role]:
    """Cut off a particle that Kiwi took for the end of a name it does not know (달림로보와)."""
    last = text[-1:]
    if inside and inside[-1].is_unknown and len(text) > 4 and text.endswith("에서"):
        return end - 2, Role.AT
    if not inside or len(text) < 4 or last not in "와과는은이가를":
        return end, Role.NONE
    if _DEPARTMENT.search(text):
        return end, Role.NONE
    is_unknown = inside[-1].is_unknown and last not in "이가"  # many names end in 이 or 가
    if not is_unknown and kind_of_suffix(text[:-1]) is None:
        return end, Role.NONE
    wants_final = last in "과은이"
    has_final = (ord(text[-2]) - 0xAC00) % 28 != 0 if "가" <= text[-2] <= "힣" else wants_final
    return (end - 1, _PARTICLES[last]) if has_final == wants_final else (end, Role.NONE)


def _role(tail: str, tags: Sequence[str]) -> Role:
    if not tail:
        return Role.NONE
    known = _PARTICLES.get(tail)
    if known:
        return known
    return Role.OBJECT if tags and tags[0] == "JKO" else Role.ELSE


_TAIL = re.compile(
    r"^(와의|과의|와도|과도|와는|과는|이|가|은|는|와|과|을|를|의|도|에서|에|으로|로|만|까지|"
    r"부터|에게|측은|측과|측이)$"
)


def _read_tail(tail: str) -> tuple[Role, bool, str]:
    """Read what follows a bracket or a quotation: its role, a verb (인, 이다), or the rest."""
    tail = tail.rstrip(".!?")
    if not tail:
        return Role.NONE, False, ""
    if _TAIL.match(tail):
        return _PARTICLES.get(tail, Role.ELSE), False, ""
    if re.match(r"^(인|이다|이라|라는|라고|이며|이자|으로서)", tail):
        return Role.NONE, True, ""
    rest = _REST.fullmatch(tail)
    if rest is not None:
        return _PARTICLES.get(rest["particle"], Role.NONE), False, rest["end"]
    return Role.ELSE, False, ""


_REST = re.compile(  # the end of a name behind its bracket: "누리웹서비스(NWS)코리아는"
    r"(?P<end>코리아|재팬|아시아|홀딩스|그룹|대학교|대|병원|연구원|연구소|센터|클라우드|"
    r"반도체|재단|협회)"
    r"(?P<particle>은|는|이|가|와|과|을|를|의|도|에|에서)?"
)
