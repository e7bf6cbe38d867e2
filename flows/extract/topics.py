"""What a collaboration is about, as the text words it.

Every noun phrase near the claim is a candidate; what it is worth depends on what it names
(a topic that config/ knows, a word of the field) and where it stands (the agreement's quoted
title, the sentence that tells the deal, a bulleted item, the headline, what the parties do
next). The best few are kept, each linked to the canonical topic inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.extract.article import Line
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.extract.wordings import LONGEST, Place, find_wordings
from flows.model import TopicMention

_MOST = 4  # topics of a claim: labelled deals have one to five; one told in a sentence has three
_LEAST = 1.5  # a phrase of the field in the deal's own sentence, or a known topic anywhere near
_ALIKE = 0.6  # share of character pairs (Dice) from which two wordings count as one topic
_NAMED, _OF_FIELD = 2.0, 1.0  # what it names
_FOR_WHAT = 0.5  # "… 위한 업무협약", "… 분야"
_DONE = 0.3  # "… 발굴", "… 개발": something is done with it
_PLACES = {  # where it stands
    Place.SUBJECT: 2.6, Place.QUOTED: 1.6, Place.OWN: 1.2, Place.ITEM: 1.0, Place.LISTED: 0.8,
    Place.HEADLINE: 0.6, Place.NEXT: 0.5,
}  # fmt: skip

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
    for order, wording in enumerate(find_wordings(lines, own, title, frozenset(names))):
        text = wording.text
        topic = _trim(text, lexicon)
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
        is_done = topic != text and lexicon.patterns["topic_tail"].search(text) is not None
        worth = _PLACES[wording.place] + _worth(topic, lexicon) + (_DONE if is_done else 0.0)
        worth += _FOR_WHAT if wording.is_purpose else 0.0
        if worth >= _LEAST:
            found.append(_Candidate(topic, worth, order))
    best = _best(found, lexicon)[: min(_MOST, len(lines) + 2)]
    return tuple(TopicMention(c.text, canonical_topic(c.text, lexicon)) for c in best)


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
