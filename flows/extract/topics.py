"""What a collaboration is about, as the text words it.

Every noun phrase near the claim is a candidate; its worth, the log odds that it is a topic, is
a sum over what it names (a topic that config/ knows, a word of the field) and where it stands
(the sentence that tells the deal, the headline, what the parties do next). The best few are
kept, each linked to the canonical topic inside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.extract.article import Line
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.extract.wordings import HEAD, LONGEST, Place, Wording, find_wordings
from flows.model import TopicMention

_MOST = 5  # topics of a claim: labelled deals have one to five; one told in a sentence has three
_LEAST = -0.9  # log odds; three in ten
_ALIKE = 0.6  # share of character pairs (Dice) from which two wordings count as one topic

# Log odds that a wording is a topic, by what it names and where it stands. Fitted by logistic
# regression on 764 labelled texts, folds left out in turn; docs/decisions/0003.
_ANY = -0.86
_OF_FIELD, _NAMED, _EXACT = 1.13, 0.90, 0.24  # a word of the field, a topic of config/, just that
_CONCRETE, _ABSTRACT, _BODY = 0.46, -0.80, -0.34  # 로봇, 경쟁력, 센터
_ONE_WORD, _TWO_WORDS, _LONG, _SHORT, _DIGIT = -0.80, -0.65, -0.27, -2.24, -1.39
_DONE = 0.61  # "… 발굴", "… 개발": something is done with it
_SAID_IN_OWN, _SAID_IN_HEADLINE = 1.12, 0.32  # it stands there, too
_LATE = -1.79  # the thirtieth wording and later, in proportion before
_PLACES = {
    Place.SUBJECT: 0.91, Place.PURPOSE: 0.54, Place.ACTED_ON: 0.31, Place.JOINT: 0.30,
    Place.DOES: 0.26, Place.OF: -0.27, Place.SINGLE: -0.48, Place.NEXT: -0.53, Place.TO: -0.56,
    Place.HEADLINE: -0.69, Place.SPEECH: -0.83, Place.ELSE: -0.89, Place.NONE: -1.18,
    Place.CLAUSE: -1.29, Place.PAST: -2.33,
}  # fmt: skip
_LAST = 30  # wordings

_BODIES = re.compile(
    r"(?:센터|연구소|연구원|대학|대학원|학과|기업|업체|협회|캠퍼스|병원|기관|팀|단)$"
)
_ABSTRACTS = re.compile(
    r"(?:경쟁력|생태계|역량|산업|혁신|체계|환경|미래|시대|기반|성장|발전|노하우|경험|강점|"
    r"비전|전략|정책|방안|"
    r"방향|네트워크|거점|허브|시장)$"
)
_THINGS = re.compile(
    r"(?:기술|로봇|모델|시스템|플랫폼|솔루션|서비스|반도체|데이터|알고리즘|에이전트|인프라|"
    r"소프트웨어|칩)$"
)
_BRACKET = re.compile(r"\([^)]*\)")
_DAY = re.compile(r"^(?:(?:지난|오는|이달|올해)\s)?(?:\d{1,4}(?:년|월|일)\s)+")
_JOINT = re.compile(r"(?:선행|기초|응용|심화|융합|원천)$")  # "선행 연구" is one word in two
_CUT = re.compile(r"\s[가-힣]$")  # "AI 석" of "AI 석·박사 과정": half a word
_PEOPLE = re.compile(
    r"(?:대표|총장|원장|회장|사장|교수|장관|관계자|참석자|학장|센터장|단장|\d명|여 명)$"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    worth: float
    order: int
    wording: Wording


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
    keys = {name_key(name) for name in names if name}
    taken, beginnings = "\n".join(keys), tuple(key for key in keys if len(key) > 2)
    found: list[_Candidate] = []
    wordings = find_wordings(lines, own, title, frozenset(names), lexicon)
    for order, wording in enumerate(wordings):
        topic = _trim(wording.text, lexicon)
        key = name_key(topic)
        if len(key) < 2 or len(topic) > LONGEST or _PEOPLE.search(topic) or _CUT.search(topic):
            continue
        if (
            topic in lexicon.words["topic_empty"]
            or lexicon.organization(topic)
            or key in taken
            or key.startswith(beginnings)
        ):
            continue
        worth = _worth_of_words(topic, wording.text, lexicon) + _worth_of_place(wording, order)
        found.append(_Candidate(topic, worth, order, wording))
    best = _best(_said_again(found), lexicon)[: min(_MOST, len(lines) + 2)]
    return tuple(TopicMention(c.text, canonical_topic(c.text, lexicon)) for c in best)


def _worth_of_place(wording: Wording, order: int) -> float:
    return sum(_PLACES[place] for place in wording.places) + _LATE * min(order, _LAST) / _LAST


def _said_again(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates that may be topics, worth more where headline or deal say them, too."""
    own = {_key(c.text): c.wording.line for c in found if c.wording.is_own}
    head = {_key(c.text): c.wording.line for c in found if c.wording.line == HEAD}
    said = []
    for candidate in found:
        if candidate.worth + _SAID_IN_OWN + _SAID_IN_HEADLINE < _LEAST:
            continue
        worth = candidate.worth
        for elsewhere, gain in ((own, _SAID_IN_OWN), (head, _SAID_IN_HEADLINE)):
            worth += gain if _stands_in(candidate, elsewhere) else 0.0
        if worth >= _LEAST:
            said.append(replace(candidate, worth=worth))
    return said


def _stands_in(candidate: _Candidate, keys: Mapping[str, int]) -> bool:
    key = _key(candidate.text)
    return any(
        line != candidate.wording.line and _says_same(key, other) for other, line in keys.items()
    )


def _best(found: Sequence[_Candidate], lexicon: Lexicon) -> list[_Candidate]:
    """Keep the worthiest few, no two of which say the same or the broader, in order of worth."""
    kept: list[_Candidate] = []
    # Of two spellings of one key, the shorter stands for both: 초거대 AI, not 초거대 인공지능.
    shortest = {_key(c.text): c.text for c in sorted(found, key=lambda c: -len(c.text))}
    for candidate in sorted(found, key=lambda c: (-c.worth, c.order)):
        key = _key(candidate.text)
        is_said = any(_says_same(key, _key(k.text)) for k in kept)
        if not is_said and not _is_broader(candidate, kept, lexicon):
            kept.append(replace(candidate, text=shortest[key]))
        if len(kept) == _MOST:
            break
    return kept


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


def _worth_of_words(topic: str, wording: str, lexicon: Lexicon) -> float:
    """Return the log odds that the words themselves give; `wording` is the topic untrimmed."""
    canonical = canonical_topic(topic, lexicon)
    entry = lexicon.topic(canonical) if canonical else None
    count = topic.count(" ") + 1
    is_tail = topic != wording and lexicon.patterns["topic_tail"].search(wording) is not None
    told = (
        (_NAMED, entry is not None and (entry.broader is not None or entry.name == topic)),
        (_EXACT, entry is not None and name_key(entry.name) == name_key(topic)),
        (_OF_FIELD, lexicon.has("ai", topic)),
        (_DONE, is_tail),
        (_ONE_WORD, count == 1),
        (_TWO_WORDS, count == 2),
        (_SHORT, count == 1 and len(topic) < 4),
        (_LONG, len(topic) > 22),
        (_DIGIT, _DIGITS.search(topic) is not None),
        (_BODY, _BODIES.search(topic) is not None),
        (_ABSTRACT, _ABSTRACTS.search(topic) is not None),
        (_CONCRETE, _THINGS.search(topic) is not None),
    )
    return _ANY + sum(worth for worth, is_so in told if is_so)


_DIGITS = re.compile(r"\d(?:[가-힣]|\s|$)")  # 3개, 2027, not 3D


def _trim(wording: str, lexicon: Lexicon) -> str:
    """Cut off what says nothing of the topic: 국내, 관련, 개발, 협력."""
    text = _BRACKET.sub("", wording).strip(" ·,‘’'“”\"…")
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
