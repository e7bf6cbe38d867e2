"""What a collaboration is about, as the text words it.

Every noun phrase near the claim is a candidate; what it is worth depends on what it names
(a topic that config/ knows, a word of the field) and where it stands (the agreement's quoted
title, the sentence that tells the deal, a bulleted item, the headline, what the parties do
next). The best few are kept, each linked to the canonical topic inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.extract.article import Line
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.extract.phrases import Phrase, Role, Word
from flows.model import TopicMention

_MOST = 4  # topics of a claim: the labelled deals have one to five, three as a rule
_LEAST = 2.0  # a phrase of the field in the deal's own sentence, or a known topic anywhere near
_LONGEST = 34  # characters; longer phrases are clauses
_NAMED, _OF_FIELD = 2.0, 1.0  # what it names
_QUOTED, _OWN, _ITEM, _HEADLINE, _NEXT = 1.6, 1.2, 1.0, 0.9, 0.5  # where it stands

_SPLIT = re.compile(r"\s(?:및|또는|그리고)\s|(?<=[가-힣A-Za-z0-9)])[와과]\s|,\s?|[▲△▷]")
_FOR = re.compile(r"(?:을|를|의)?\s?(?:위한|위해|활용한|통한|관한|대한|향한)(?:\s|$)")
_TAIL = re.compile(
    r"\s?(?:업무협약|협약|양해각서|MOU|협력|상호협력|업무협력|협업|체결|공동|함께|추진|나서|나선다|맞손|뭉쳤다|분야|사업|관련|등|관한|위한|약속|합의|논의|"
    r"개발|구축|확산|활성화|고도화|강화|확대|지원|실증|상용화|설립|개소|출범|운영|도입|적용|조성|혁신|육성|발전|보급|공급|발굴|연구|공동연구|기술개발|연구개발|사업화|투입|기획|수행|결합|전환|향상|교류|창출|마련|제공)$"
)
_PAPER = re.compile(r"업무협약|협약|양해각서|MOU|협력|상호협력|체결|맞손|약속|합의|체계|취지|분야|사업|관련|등|추진|공동|활성화|확산|지원|강화|확대|개소|출범|발족|설립")
_LEADING = re.compile(
    r"^(?:양사|양측|이번|이를|앞으로|향후|최근|함께|공동으로|공동|및|또|특히|국내|글로벌|전략적|현지|주요|각종|다양한|새로운|관련|기존|우수|상호|해당|자사|각|본격|포괄적|"
    r"세계적|혁신적|효율적|체계적|안정적|지속적|정부|등|산학|산학연|민관|다자간|3자|사업|업무|분야|차기|내년|올해)\s"
)
_EMPTY = frozenset(
    "협력 협약 업무협약 상호협력 공동연구 연구 개발 기술 사업 분야 교류 AI 인공지능 협력체계 상생 발전 양해각서 파트너십 시장 역량 경쟁력 서비스 솔루션 플랫폼 "
    "구축 지원 방안 체계 업무 산업 연구개발 인프라 생태계 데이터 프로젝트 과제 기반 프로그램 시스템 실무협의회 협의체 회의 세미나 심포지엄 인력 인재 학생 "
    "지역 사회 국가 미래 전략 목표 계획 성과 기회 관계 방식 단계 과정 현장 분야별 협약식 기업 대학 기관 병원 은행 AI·디지털 강점 힘 뜻 손 머리 시동 길 문 "
    "업무협력 기술협력 산학협력 연구협력 공동개발 디지털 제품 고객 이용자 환경 공간 시설 장비 자원 노하우 경험 지식 정보 콘텐츠 홍보 행사 비용 예산 규모".split()
)
_PEOPLE = re.compile(r"(?:대표|총장|원장|회장|사장|교수|장관|관계자|참석자|학장|센터장|단장|\d+명|여 명)$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    worth: float
    order: int


def find_topics(
    lines: Sequence[Line], title: Line | None, names: Sequence[str], lexicon: Lexicon
) -> tuple[TopicMention, ...]:
    """Return the topics of a claim, the most telling first.

    Args:
        lines: the claim's own sentence first, then those around it.
        title: the headline, None where there is none.
        names: the parties' wordings, which are no topics.
        lexicon: topics by name and the words of the field.
    """
    taken = {name_key(name) for name in names}
    found: list[_Candidate] = []
    for order, (text, place) in enumerate(_wordings(lines, title, frozenset(names))):
        topic = _trim(text)
        key = name_key(topic)
        if len(key) < 2 or len(topic) > _LONGEST or topic in _EMPTY or _PEOPLE.search(topic):
            continue
        if lexicon.organization(topic) or any(key in name or (len(name) > 2 and key.startswith(name)) for name in taken):
            continue
        worth = place + _worth(topic, lexicon)
        if worth >= _LEAST:
            found.append(_Candidate(topic, worth, order))
    return tuple(
        TopicMention(c.text, canonical_topic(c.text, lexicon)) for c in _best(found)
    )


def _best(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Keep the worthiest few, no two of which say the same, in order of worth."""
    kept: list[_Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.worth, c.order)):
        key = name_key(candidate.text)
        same = [k for k in kept if key in name_key(k.text) or name_key(k.text) in key]
        if not same:
            kept.append(candidate)
    return kept[:_MOST]


def _worth(topic: str, lexicon: Lexicon) -> float:
    worth = 0.0
    if canonical_topic(topic, lexicon) is not None:
        worth += _NAMED
    if lexicon.has("ai", topic):
        worth += _OF_FIELD
    if len(topic.split()) == 1 and len(topic) < 4:
        worth -= 0.8  # a short single word says little: 로봇, 데이터
    return worth


def _wordings(
    lines: Sequence[Line], title: Line | None, names: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """Give each noun phrase near the claim with the worth of its place."""
    for number, line in enumerate(lines):
        if title is not None and line.sentence is title.sentence:
            continue
        has_items = bool(re.search(r"[▲△▷]", line.text))
        place = _OWN if number == 0 else _ITEM if has_items else _NEXT
        yield from _phrases_of(line.phrases, place, names)
    if title is not None:
        yield from _phrases_of(title.phrases, _HEADLINE, names)


def _phrases_of(
    phrases: Sequence[Phrase], place: float, names: frozenset[str]
) -> Iterator[tuple[str, float]]:
    for phrase in _joined(phrases):
        if phrase.role is not Role.OBJECT and any(name in phrase.text for name in names):
            continue  # what stands before a party's name says what the party is
        if phrase.role in (Role.AT, Role.ACTS) and place != _HEADLINE:
            continue
        words = list(phrase.words)
        quoted = [w for w in words if w.is_quoted and (" " in w.text or len(w.text) > 7)]
        for word in quoted:
            yield from ((piece, max(place, _QUOTED)) for piece in _pieces(word.text))
        plain = [w for w in words if w not in quoted]
        if plain:
            yield _text(plain), place


def _joined(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Put "AI·디지털 혁신 인재 양성" together: a middle dot inside one topic, not between two."""
    held: Phrase | None = None
    for phrase in phrases:
        if held is not None:
            first = phrase.words[0]
            last = held.words[-1]
            dotted = Word(f"{last.text}·{first.text}", last.start, first.end)
            phrase = Phrase((*held.words[:-1], dotted, *phrase.words[1:]), phrase.role, mark=phrase.mark)  # noqa: PLW2901 (the held half joins this one)
            held = None
        if phrase.mark == "·" and len(phrase.words) == 1 and len(phrase.words[0].text) <= 4:
            held = phrase
        else:
            yield phrase
    if held is not None:
        yield held


def _pieces(text: str) -> Iterator[str]:
    """Split an agreement's quoted title into what it lists."""
    for piece in _SPLIT.split(text):
        yield _FOR.split(piece)[0] if piece else ""


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _trim(wording: str) -> str:
    """Cut off what says nothing of the topic: 국내, 관련, 개발, 협력."""
    text = re.sub(r"\([^)]*\)", "", wording).strip(" ·,‘’'“”\"…")
    previous = ""
    while text != previous:
        previous = text
        text = _LEADING.sub("", text).strip()
    shorter = _TAIL.sub("", text).strip()
    while shorter != text and (len(name_key(shorter)) >= 4 or _is_paper(text, shorter)):
        text, shorter = shorter, _TAIL.sub("", shorter).strip()
    return text.strip(" ·,‘’'“”\"")


def _is_paper(text: str, shorter: str) -> bool:
    return bool(_PAPER.fullmatch(text[len(shorter) :].strip()))


def canonical_topic(name: str, lexicon: Lexicon) -> str | None:
    """Return the canonical topic of a wording: the longest run of its words that config/ knows."""
    words = re.split(r"[\s·]+", name)
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            entry = lexicon.topic(" ".join(words[start : start + size]))
            if entry is not None:
                return entry.name
    return None
