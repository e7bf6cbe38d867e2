"""What a collaboration is about, as the text words it.

Every noun phrase near the claim is a candidate; what it is worth depends on what it names
(a topic that config/ knows, a word of the field) and where it stands (the agreement's quoted
title, the sentence that tells the deal, a bulleted item, the headline, what the parties do
next). The best few are kept, each linked to the canonical topic inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.extract.article import Line
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.extract.phrases import Phrase, Role, Word
from flows.model import TopicMention

_MOST = 4  # topics of a claim: the labelled deals have one to five, three as a rule
_LEAST = 1.5  # a phrase of the field in the deal's own sentence, or a known topic anywhere near
_ALIKE = 0.6  # share of character pairs (Dice) from which two wordings count as one topic
_LONGEST = 34  # characters; longer phrases are clauses
_NAMED, _OF_FIELD = 2.0, 1.0  # what it names
_FOR_WHAT = 0.5  # "… 위한 업무협약", "… 분야"
_DONE = 0.4  # "… 발굴", "… 개발": something is done with it
_QUOTED, _OWN, _ITEM, _HEADLINE, _NEXT = 1.6, 1.2, 1.0, 0.9, 0.5  # where it stands

_SPLIT = re.compile(r"\s(?:및|또는|그리고)\s|(?<=[가-힣A-Za-z0-9)])[와과]\s|,\s?|[▲△▷]")
_FOR = re.compile(r"(?:을|를|의)?\s?(?:위한|위해|활용한|통한|관한|대한|향한)(?:\s|$)")
_SUBJECT = re.compile(  # "…를 닮은 차세대 반도체도 두 곳의 공동 연구 주제다"
    r"(.{4,34}?)(?:도|은|는|이|가)\s[^,]{0,30}(?:연구|개발)\s?(?:주제|과제|대상|분야)(?:다|이다|로)"
)
_DAY = re.compile(r"^(?:(?:지난|오는|이달|올해)\s)?(?:\d{1,4}(?:년|월|일)\s)+")
_JOINT = re.compile(r"(?:선행|기초|응용|심화|융합|원천)$")  # "선행 연구" is one word in two
_PURPOSE = re.compile(r"^\S{0,2}\s?(?:위한|위해|위하여|분야|관련|목적|공동|협력|업무협약|산학협력)")
_SPOKEN = re.compile(r"[다요까죠자][.!?]?$")  # a quotation that somebody says, not a title
_ADNOMINAL = re.compile(  # "… 작성을 돕는 ", not "… 양성을 위한 "
    r"^[을를]\s(?!(?:위한|통한|관한|대한|향한)\s)[^\s,]{1,8}[는은한할될된인]\s(?:[^\s,]{1,6}\s)?$"
)
_SHORT_HEAD = 14  # characters of the noun that a clause describes; longer ones say it themselves
_OF_GAP = 3  # characters: the particle and a blank
_CUT = re.compile(r"\s[가-힣]$")  # "AI 석" of "AI 석·박사 과정": half a word
_PEOPLE = re.compile(
    r"(?:대표|총장|원장|회장|사장|교수|장관|관계자|참석자|학장|센터장|단장|\d+명|여 명)$"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    worth: float
    order: int


def find_topics(
    lines: Sequence[Line],
    own: int,
    title: Line | None,
    names: Sequence[str],
    lexicon: Lexicon,
) -> tuple[TopicMention, ...]:
    """Return the topics of a claim, the most telling first.

    Args:
        lines: the claim's own sentences first, then those around them.
        own: how many are its own.
        title: the headline, None where there is none.
        names: the parties' wordings, which are no topics.
        lexicon: topics by name and the words of the field.
    """
    taken = {name_key(name) for name in names if name}
    found: list[_Candidate] = []
    for order, (text, place) in enumerate(_wordings(lines, own, title, frozenset(names))):
        topic = _trim(text, lexicon)
        key = name_key(topic)
        if len(key) < 2 or len(topic) > _LONGEST or _PEOPLE.search(topic) or _CUT.search(topic):
            continue
        if (
            topic in lexicon.words["topic_empty"]
            or lexicon.organization(topic)
            or any(key in name or (len(name) > 2 and key.startswith(name)) for name in taken)
        ):
            continue
        is_done = topic != text and lexicon.patterns["topic_tail"].search(text) is not None
        worth = place + _worth(topic, lexicon) + (_DONE if is_done else 0.0)
        if worth >= _LEAST:
            found.append(_Candidate(topic, worth, order))
    best = _best(found, lexicon)
    return tuple(TopicMention(c.text, canonical_topic(c.text, lexicon)) for c in best)


def _best(found: Sequence[_Candidate], lexicon: Lexicon) -> list[_Candidate]:
    """Keep the worthiest few, no two of which say the same or the broader, in order of worth."""
    kept: list[_Candidate] = []
    # Of two spellings of one key, the shorter stands for both: 초거대 AI, not 초거대 인공지능.
    shortest = {_key(c.text): c.text for c in sorted(found, key=lambda c: -len(c.text))}
    for candidate in sorted(found, key=lambda c: (-c.worth, c.order)):
        key = _key(candidate.text)
        same = [k for k in kept if _says_same(key, _key(k.text))]
        if not same and not _is_broader(candidate, kept, lexicon):
            kept.append(replace(candidate, text=shortest[key]))
    return kept[:_MOST]


def _is_broader(candidate: _Candidate, kept: Sequence[_Candidate], lexicon: Lexicon) -> bool:
    """Return whether a candidate is only the topic above one that is kept already."""
    name = canonical_topic(candidate.text, lexicon)
    if name is None or name_key(name) != name_key(candidate.text):
        return False
    return any(name in _above(canonical_topic(k.text, lexicon), lexicon) for k in kept)


def _above(name: str | None, lexicon: Lexicon) -> set[str]:
    above: set[str] = set()
    entry = lexicon.topic(name) if name else None
    while entry is not None and entry.broader and entry.broader not in above:
        above.add(entry.broader)
        entry = lexicon.topic(entry.broader)
    return above


def _says_same(a: str, b: str) -> bool:
    """Return whether one wording holds the other, or they share most pairs of characters."""
    if a in b or b in a:
        return True
    x, y = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
    return 2 * len(x & y) >= _ALIKE * (len(x) + len(y))


def _key(topic: str) -> str:
    return name_key(topic).replace("인공지능", "ai")


def _worth(topic: str, lexicon: Lexicon) -> float:
    worth = 0.0
    canonical = canonical_topic(topic, lexicon)
    entry = lexicon.topic(canonical) if canonical else None
    if entry is not None and (entry.broader or entry.name == topic):
        worth += _NAMED  # 인공지능 itself, inside a longer wording, names no topic
    if lexicon.has("ai", topic):
        worth += _OF_FIELD
    if len(topic.split()) == 1 and len(topic) < 4:
        worth -= 0.8  # a short single word says little: 로봇, 데이터
    return worth


def _wordings(
    lines: Sequence[Line], own: int, title: Line | None, names: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """Give each noun phrase near the claim with the worth of its place."""
    for number, line in enumerate(lines):
        if title is not None and line.sentence is title.sentence:
            continue
        has_items = bool(re.search(r"[▲△▷]", line.text))
        place = _OWN if number < own else _ITEM if has_items else _NEXT
        subject = _SUBJECT.match(line.text)
        if subject:
            worth = _QUOTED + _OF_FIELD
            pieces = _pieces(subject.group(1)) if "," in subject.group(1) else [subject.group(1)]
            yield from ((piece, worth) for piece in pieces)
        for clause in _clauses(line):
            yield clause, place + _FOR_WHAT
        for wording, end, worth in _phrases_of(line.phrases, place, names):
            is_purpose = number < own and _PURPOSE.match(line.text[end:]) is not None
            yield wording, worth + (_FOR_WHAT if is_purpose else 0.0)
    if title is not None:
        for wording, _, worth in _phrases_of(title.phrases, _HEADLINE, names):
            yield wording, worth


def _clauses(line: Line) -> Iterator[str]:
    """Give what is told by a clause: "의무기록 작성을 돕는 언어모델", a noun with what it does."""
    for before, phrase in pairwise(line.phrases):
        between = line.text[before.end : phrase.start]
        if before.role is not Role.OBJECT or not _ADNOMINAL.match(between):
            continue
        owner = _owner_of(before, line)
        clause = line.text[owner.start : phrase.end]
        if len(clause) <= _LONGEST and len(phrase.text) <= _SHORT_HEAD:
            yield clause


def _owner_of(phrase: Phrase, line: Line) -> Phrase:
    """Return the phrase before 의 that belongs to this one, else the phrase itself."""
    for before, after in pairwise(line.phrases):
        if after is phrase and before.role is Role.OF and phrase.start - before.end <= _OF_GAP:
            return before
    return phrase


def _phrases_of(
    phrases: Sequence[Phrase], place: float, names: frozenset[str]
) -> Iterator[tuple[str, int, float]]:
    """Give each phrase's wording, where the phrase ends, and the worth of its place."""
    for phrase in _joined(phrases, names):
        if phrase.role is not Role.OBJECT and any(name in phrase.text for name in names):
            continue  # what stands before a party's name says what the party is
        if phrase.role in (Role.AT, Role.ACTS) and place != _HEADLINE:
            continue
        words = list(phrase.words)
        quoted = [w for w in words if w.is_quoted and (" " in w.text or len(w.text) > 7)]
        for word in quoted:
            if not _SPOKEN.search(word.text):
                yield from (
                    (piece, phrase.end, max(place, _QUOTED)) for piece in _pieces(word.text)
                )
        plain = [w for w in words if w not in quoted]
        if plain:
            yield _text(plain), phrase.end, place


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
        return replace(right, words=(*left.words[:-1], word, *right.words[1:]))
    has_final = "가" <= last.text[-1] <= "힣" and (ord(last.text[-1]) - 0xAC00) % 28 != 0
    both = replace(last, text=last.text + ("과" if has_final else "와"))
    return replace(right, words=(both, *right.words))


def _pieces(text: str) -> Iterator[str]:
    """Split an agreement's quoted title into what it lists."""
    for piece in _SPLIT.split(text):
        yield _FOR.split(piece)[0] if piece else ""


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _trim(wording: str, lexicon: Lexicon) -> str:
    """Cut off what says nothing of the topic: 국내, 관련, 개발, 협력."""
    text = re.sub(r"\([^)]*\)", "", wording).strip(" ·,‘’'“”\"…")
    text = _DAY.sub("", text)
    previous = ""
    while text != previous:
        previous = text
        text = lexicon.patterns["topic_lead"].sub("", text).strip()
    tail, paper = lexicon.patterns["topic_tail"], lexicon.patterns["topic_paper"]
    shorter = tail.sub("", text).strip()
    while (
        shorter != text
        and not _JOINT.search(shorter)
        and (len(name_key(shorter)) >= 4 or paper.fullmatch(text[len(shorter) :].strip()))
    ):
        text, shorter = shorter, tail.sub("", shorter).strip()
    return text.strip(" ·,‘’'“”\"")


def canonical_topic(name: str, lexicon: Lexicon) -> str | None:
    """Return the canonical topic of a wording: the longest run of its words that config/ knows."""
    words = re.split(r"[\s·]+", name)
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            entry = lexicon.topic(" ".join(words[start : start + size]))
            if entry is not None:
                return entry.name
    return None
