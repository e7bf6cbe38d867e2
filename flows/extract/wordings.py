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
from flows.extract.groups import points_back
from flows.extract.lexicon import Lexicon
from flows.extract.phrases import Phrase
from flows.extract.standing import tells_past
from flows.extract.units import Role, Word

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
_OF_DEAL = re.compile(  # what the next sentence is about, if nobody acts in it
    r"(?:이번\s|양\s)?(?:협약|협력|계약|제휴|사업|공동|연구소|센터|이를|앞으로|우선|구체|주요)"
)
DOES = re.compile(  # a sentence that says who researches or develops what, however far behind
    r"(?:연구|개발)(?:한다|에 나[선설]|에도 나[선설]|도 진행|를 진행|하기로|할 계획|주제다|과제)"
)
_VERB = re.compile(
    r"[을를]?\s?(?:\S+\s)?\S*(?:개발|연구|구축|만들|만든|양성|키우|키운|기르|운영|추진|실증|"
    r"도입|적용|"
    r"고도화|확보|제공|공유|발굴|협력|지원|확대|나선|나서|검증|설계|상용화|활용|내놓|선보|"
    r"조성|강화)"
)
_VERB_REACH = 20  # characters behind a phrase in which its verb begins
_SHORT_HEAD = 14  # characters of the noun that a clause describes; longer ones say it themselves
_OF_GAP = 3  # characters: the particle and a blank
_TITLE_WORDS = 7  # characters of a quoted word from which it is a title


class Place(Enum):
    """Where a wording stands, and what that says of it; topics.py weighs each."""

    SUBJECT = "said to be what is researched"
    HEADLINE = "in the headline"
    NEXT = "in a sentence behind the deal's own"
    JOINT = "in a sentence about what both do: 두 기관은, 협약에 따라"
    SINGLE = "in a sentence about one party"
    DOES = "in a sentence that says who researches or develops"
    SPEECH = "in a sentence with a quotation"
    PAST = "in a sentence that looks back"
    PURPOSE = "before 위한 or 분야, in the deal's own sentence"
    ACTED_ON = "before a verb of doing: 개발, 구축, 양성"
    CLAUSE = "a noun with the clause that describes it"
    OF = "before 의"
    TO = "before 에"
    ELSE = "before another particle"
    NONE = "before a verb or the end, without a particle"


@dataclass(frozen=True, slots=True)
class Wording:
    """A noun phrase as worded, the number of its sentence (HEAD: the headline), and its places."""

    text: str
    line: int
    places: frozenset[Place]
    is_own: bool = False


HEAD = -1
_BY_ROLE = {Role.OF: Place.OF, Role.TO: Place.TO, Role.ELSE: Place.ELSE, Role.NONE: Place.NONE}


def find_wordings(
    lines: Sequence[Line],
    own: int,
    title: Line | None,
    names: frozenset[str],
    lexicon: Lexicon,
) -> Iterator[Wording]:
    """Give each noun phrase near a claim.

    Args:
        lines: the claim's own sentences first, then those around them.
        own: how many are its own.
        title: the headline, None where there is none.
        names: the parties' wordings.
        lexicon: words that point back to the parties.
    """
    for number, line in enumerate(lines):
        if title is None or line.sentence is not title.sentence:
            is_own = number < own
            places = frozenset[Place]() if is_own else frozenset(_of_sentence(line, names, lexicon))
            for wording in _of_line(line, number, places | _aside(line), names, lexicon):
                yield replace(wording, is_own=True) if is_own else wording
    if title is not None:
        for text, phrase in _in_line(title, names, is_headline=True):
            acted = _acted_on(title, phrase)
            yield Wording(text, HEAD, frozenset({Place.HEADLINE, *acted}))


def _of_sentence(line: Line, names: frozenset[str], lexicon: Lexicon) -> Iterator[Place]:
    """Give what a sentence behind the deal's own is about, by its subject and its verb."""
    yield Place.NEXT
    subject = next((p.text for p in line.phrases if p.role is Role.ACTS), None)
    if _OF_DEAL.match(line.text) or (subject is not None and points_back(subject, lexicon)):
        yield Place.JOINT
    if subject is not None and any(name in subject for name in names):
        yield Place.SINGLE
    if DOES.search(line.text):
        yield Place.DOES


def _aside(line: Line) -> frozenset[Place]:
    is_speech = '"' in line.text or "“" in line.text
    aside = ((Place.SPEECH, is_speech), (Place.PAST, tells_past(line.text)))
    return frozenset(place for place, is_so in aside if is_so)


def _of_line(
    line: Line, number: int, places: frozenset[Place], names: frozenset[str], lexicon: Lexicon
) -> Iterator[Wording]:
    subject = _SUBJECT.match(line.text)
    if subject:
        pieces = _pieces(subject.group(1)) if "," in subject.group(1) else [subject.group(1)]
        yield from (Wording(piece, number, places | {Place.SUBJECT}) for piece in pieces)
    for clause in _clauses(line):
        yield Wording(clause, number, places | {Place.PURPOSE, Place.CLAUSE})
    for text, phrase in _in_line(line, names):
        is_done = lexicon.patterns["topic_tail"].search(text) is not None  # "… 개발에 나선다"
        own = {_BY_ROLE[phrase.role]} if phrase.role in _BY_ROLE and not is_done else set()
        if Place.NEXT not in places and _PURPOSE.match(line.text[phrase.end :]):
            own.add(Place.PURPOSE)
        yield Wording(text, number, places | own | _acted_on(line, phrase))


def _acted_on(line: Line, phrase: Phrase) -> set[Place]:
    is_acted_on = _VERB.match(line.text[phrase.end : phrase.end + _VERB_REACH])
    return {Place.ACTED_ON} if is_acted_on else set()


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


def _in_line(
    line: Line, names: frozenset[str], *, is_headline: bool = False
) -> Iterator[tuple[str, Phrase]]:
    """Give the wordings of one sentence, each with its phrase."""
    for phrase in _joined(line.phrases, names):
        text = phrase.text
        if phrase.role is not Role.OBJECT and any(name in text for name in names):
            continue  # what stands before a party's name says what the party is
        if is_headline or _may_tell(phrase, line.text):
            yield from ((wording, phrase) for wording in _of_phrase(phrase))


def _may_tell(phrase: Phrase, text: str) -> bool:
    """Return whether a phrase may say what is done: no place, no actor but in "…도 연구한다"."""
    if phrase.role is Role.ACTS:
        return _CONTENT.search(text) is not None or _ALSO.match(text[phrase.end :]) is not None
    return phrase.role is not Role.AT


def _of_phrase(phrase: Phrase) -> Iterator[str]:
    """Give what a phrase words: each item of an agreement's quoted title, and the rest."""
    quoted = [
        w for w in phrase.words if w.is_quoted and (" " in w.text or len(w.text) > _TITLE_WORDS)
    ]
    for word in quoted:
        if not _SPOKEN.search(word.text):
            yield from _pieces(word.text)
    plain = [w for w in phrase.words if w not in quoted]
    if plain:
        yield " ".join(word.text for word in plain)


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
