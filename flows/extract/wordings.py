"""The noun phrases near a claim that may say what it is about, each with where it stands.

A phrase that says who takes part, or where, is none; two halves of one topic are put together
("음성과 영상 인식"), a list is given item by item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from flows.extract.article import Line
from flows.extract.phrases import Phrase, Role, Word

LONGEST = 34  # characters; longer phrases are clauses

_SPLIT = re.compile(r"\s(?:및|또는|그리고)\s|(?<=[가-힣A-Za-z0-9)])[와과]\s|,\s?|[▲△▷]")
_FOR = re.compile(r"(?:을|를|의)?\s?(?:위한|위해|활용한|통한|관한|대한|향한)(?:\s|$)")
_SUBJECT = re.compile(  # "…를 닮은 차세대 반도체도 두 곳의 공동 연구 주제다"
    r"(.{4,34}?)(?:도|은|는|이|가)\s[^,]{0,30}(?:연구|개발)\s?(?:주제|과제|대상|분야)(?:다|이다|로)"
)
_CONTENT = re.compile(  # "…, … 등이 협약에 담겼다", "… 등이 주요 내용이다"
    r"(?:담겼다|담긴다|담았다|포함됐다|포함된다|포함되며|대상이다|대상에 (?:올랐|들)|내용이다|"
    r"골자다|골자로|핵심이다|꼽힌다|과제다|주제다|분야다|축이다)"
)
_ALSO = re.compile(r"^(?:\([^)]*\))?도\s")
_PURPOSE = re.compile(r"^\S{0,2}\s?(?:위한|위해|위하여|분야|관련|목적|공동|협력|업무협약|산학협력)")
_SPOKEN = re.compile(r"[다요까죠자][.!?]?$")  # a quotation that somebody says, not a title
_ADNOMINAL = re.compile(  # "… 작성을 돕는 ", not "… 양성을 위한 "
    r"^[을를]\s(?!(?:위한|통한|관한|대한|향한)\s)[^\s,]{1,8}[는은한할될된인]\s(?:[^\s,]{1,6}\s)?$"
)
_SHORT_HEAD = 14  # characters of the noun that a clause describes; longer ones say it themselves
_OF_GAP = 3  # characters: the particle and a blank
_LIST = 3  # phrases in a row from which they are a list
_TITLE_WORDS = 7  # characters of a quoted word from which it is a title


class Place(Enum):
    """Where a wording stands."""

    OWN = "in the sentence that tells the deal"
    NEXT = "in what the parties do next"
    ITEM = "in a bulleted list"
    LISTED = "in a list of fields"
    QUOTED = "in the agreement's quoted title"
    SUBJECT = "said to be what is researched"
    HEADLINE = "in the headline"


@dataclass(frozen=True, slots=True)
class Wording:
    """A noun phrase as worded, its place, and whether 위한 or 분야 follows it."""

    text: str
    place: Place
    is_purpose: bool = False


def find_wordings(
    lines: Sequence[Line], own: int, title: Line | None, names: frozenset[str]
) -> Iterator[Wording]:
    """Give each noun phrase near a claim.

    Args:
        lines: the claim's own sentences first, then those around them.
        own: how many are its own.
        title: the headline, None where there is none.
        names: the parties' wordings.
    """
    for number, line in enumerate(lines):
        if title is not None and line.sentence is title.sentence:
            continue
        has_items = bool(re.search(r"[▲△▷]", line.text))
        is_own = number < own
        place = Place.OWN if is_own else Place.ITEM if has_items else Place.NEXT
        subject = _SUBJECT.match(line.text)
        if subject:
            pieces = _pieces(subject.group(1)) if "," in subject.group(1) else [subject.group(1)]
            yield from (Wording(piece, Place.SUBJECT) for piece in pieces)
        for clause in _clauses(line):
            yield Wording(clause, place, is_purpose=True)
        for wording, end in _in_line(line, place, names):
            is_purpose = is_own and _PURPOSE.match(line.text[end:]) is not None
            yield replace(wording, is_purpose=True) if is_purpose else wording
    if title is not None:
        for wording, _ in _in_line(title, Place.HEADLINE, names):
            yield wording


def _clauses(line: Line) -> Iterator[str]:
    """Give what is told by a clause: "의무기록 작성을 돕는 언어모델", a noun with what it does."""
    for before, phrase in pairwise(line.phrases):
        between = line.text[before.end : phrase.start]
        if before.role is not Role.OBJECT or not _ADNOMINAL.match(between):
            continue
        owner = _owner_of(before, line)
        clause = line.text[owner.start : phrase.end]
        if len(clause) <= LONGEST and len(phrase.text) <= _SHORT_HEAD:
            yield clause


def _owner_of(phrase: Phrase, line: Line) -> Phrase:
    """Return the phrase before 의 that belongs to this one, else the phrase itself."""
    for before, after in pairwise(line.phrases):
        if after is phrase and before.role is Role.OF and phrase.start - before.end <= _OF_GAP:
            return before
    return phrase


def _in_line(line: Line, place: Place, names: frozenset[str]) -> Iterator[tuple[Wording, int]]:
    """Give the wordings of one sentence, each with where its phrase ends."""
    phrases = list(_joined(line.phrases, names))
    listed = _listed(phrases, line.text) if place is Place.NEXT else frozenset[int]()
    for index, phrase in enumerate(phrases):
        text = phrase.text
        if phrase.role is not Role.OBJECT and any(name in text for name in names):
            continue  # what stands before a party's name says what the party is
        if place is not Place.HEADLINE and not _may_tell(phrase, line.text):
            continue
        for wording in _of_phrase(phrase, Place.LISTED if index in listed else place):
            yield wording, phrase.end


def _may_tell(phrase: Phrase, text: str) -> bool:
    """Return whether a phrase may say what is done: no place, no actor but in "…도 연구한다"."""
    if phrase.role is Role.ACTS:
        return _CONTENT.search(text) is not None or _ALSO.match(text[phrase.end :]) is not None
    return phrase.role is not Role.AT


def _listed(phrases: Sequence[Phrase], text: str) -> frozenset[int]:
    """Return which phrases are items of a list of fields: "우주, 첨단소재, 드론 등 3대 분야".

    All are where the sentence says what an agreement holds: "… 등이 협약에 담겼다".
    """
    if _CONTENT.search(text):
        return frozenset(range(len(phrases)))
    found: set[int] = set()
    run: list[int] = []
    for index, phrase in enumerate(phrases):
        run.append(index)
        if phrase.role in (Role.LIST, Role.WITH) and not phrase.has_etc:
            continue
        if len(run) >= _LIST:
            found.update(run)
        run = []
    return frozenset(found)


def _of_phrase(phrase: Phrase, place: Place) -> Iterator[Wording]:
    quoted = [
        w for w in phrase.words if w.is_quoted and (" " in w.text or len(w.text) > _TITLE_WORDS)
    ]
    for word in quoted:
        if not _SPOKEN.search(word.text):
            yield from (Wording(piece, Place.QUOTED) for piece in _pieces(word.text))
    plain = [w for w in phrase.words if w not in quoted]
    if plain:
        yield Wording(" ".join(word.text for word in plain), place)


def _joined(phrases: Sequence[Phrase], names: frozenset[str]) -> Iterator[Phrase]:
    """Put one topic's halves together: "AI·디지털 혁신 인재 양성", "음성과 영상 인식"."""
    held: Phrase | None = None
    for phrase in phrases:
        whole = phrase if held is None else _dotted(held, phrase)
        held = None
        is_short = len(whole.words) == 1 and len(whole.words[0].text) <= 4
        is_short = is_short and whole.text not in names
        if is_short and (whole.mark == "·" or _opens_pair(whole, phrases)):
            held = whole
        else:
            yield whole
    if held is not None:
        yield held


def _opens_pair(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Return whether 와 joins two halves of one topic and not whom one works with."""
    following = next((p for p in phrases if p.start > phrase.end), None)
    return (
        phrase.role is Role.WITH
        and following is not None
        and following.words[0].text != "함께"
        and following.role in (Role.OBJECT, Role.TO)
    )


def _dotted(left: Phrase, right: Phrase) -> Phrase:
    last, first = left.words[-1], right.words[0]
    if left.role is not Role.WITH:
        word = Word(f"{last.text}·{first.text}", last.start, first.end)
        return right._replace(words=(*left.words[:-1], word, *right.words[1:]))
    has_final = "가" <= last.text[-1] <= "힣" and (ord(last.text[-1]) - 0xAC00) % 28 != 0
    both = last._replace(text=last.text + ("과" if has_final else "와"))
    return right._replace(words=(both, *right.words))


def _pieces(text: str) -> Iterator[str]:
    """Split an agreement's quoted title into what it lists."""
    for piece in _SPLIT.split(text):
        yield _FOR.split(piece)[0] if piece else ""
