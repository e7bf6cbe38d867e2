"""What a collaboration is about, as the text words it.

The words stand in a few places: the title of the agreement ("'온디바이스 AI 연구'를 위한 업무협약"),
before a purpose ("…을 위해", "… 분야"), before what is done (개발, 연구, 구축), and in bulleted
items. Each place is one short function; a topic that config/topics.yaml knows gets its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.model import TopicMention

_QUOTED_TITLE = re.compile(r"[‘'“\"]([^‘’'“”\"]{4,60}?)[’'”\"]\s?(?:을|를|에|의|업무|상호|위한|등|관련|협약|사업)")
_PURPOSE = re.compile(
    r"(?P<topic>(?:[^\s,.‘’'“”\"▲△▷]+\s){0,7}?[^\s,.‘’'“”\"▲△▷]+?)(?:을|를)?\s(?:위한|위해|위하여|관련|목적으로)\s"
)
_FIELD = re.compile(r"(?P<topic>(?:[^\s,.‘’'“”\"▲△▷]+\s){0,5}?[^\s,.‘’'“”\"▲△▷]+)\s(?:분야|사업|부문)(?:에서|의|에|를|을)?\s")
_DONE = re.compile(
    r"(?P<topic>(?:[^\s,.‘’'“”\"▲△▷]+\s){0,5}?[^\s,.‘’'“”\"▲△▷]+?)(?:을|를)\s"
    r"(?:공동(?:으로)?\s|함께\s|새로\s|본격\s|직접\s)?(?:개발|연구|구축|양성|추진|발굴|실증|상용화|고도화|확대|만들|만든|기르|키우|운영|육성|강화|설립|도입)"
)
_ITEMS = re.compile(r"[▲△▷]\s?([^▲△▷.]{3,50}?)(?=\s?[▲△▷]|\s등|\s?(?:을|를|에|이|가)\s|[.,]|$)")
_HEAD_WORDS = re.compile(
    r"\s?(?:공동\s?연구개발|공동\s?연구|공동\s?개발|연구개발|연구|개발|기술개발|구축|활성화|확산|고도화|상용화|강화|협력|상호협력|업무협력|혁신|육성|조성|발전|추진|운영|지원|확대|"
    r"생태계 조성|사업|분야|산학협력|전략적|및|등|위한|공동)$"
)
_LEADING = re.compile(
    r"^(?:양사는|양측은|[두세네] \S+은|이번|협약에 따라|이를|앞으로|향후|차세대 기술|최근|함께|공동으로|그리고|및|또|특히|위한|통해|기반으로|지난|국내|글로벌|전략적|미래)\s"
)
_PARTICLE_INSIDE = re.compile(r"(?:은|는|이|가|와|과|에서|에|으로|로|하고|하며|해|한|할|된|되는|하는|을|를)\s")
_EMPTY = frozenset(
    "협력 협약 업무협약 상호협력 공동연구 연구 개발 기술 사업 분야 교류 AI 인공지능 협력체계 상생 발전 양해각서 파트너십 시장 역량 경쟁력 서비스 솔루션 플랫폼 구축 지원 방안 체계 업무 산업 연구개발 인프라 생태계 데이터 프로젝트 과제 기반 프로그램 시스템".split()
)
_MOST = 4  # topics of a claim; the labelled deals have one to five, three as a rule


def find_topics(sentences: Sequence[str], title: str, lexicon: Lexicon) -> tuple[TopicMention, ...]:
    """Return the topics that the sentences of a claim name, the most telling first.

    Args:
        sentences: the claim's sentences and those that follow it, in order.
        title: the headline.
        lexicon: topics by name.
    """
    found: dict[str, str] = {}
    for wording in _candidates(sentences, title):
        topic = _trimmed(wording)
        key = name_key(topic)
        if not topic or topic in _EMPTY or len(key) < 3 or len(topic) > 32:
            continue
        if any(key in other or other in key for other in found):
            continue
        found[key] = topic
    names = list(found.values())[:_MOST]
    return tuple(TopicMention(name, _canonical(name, lexicon)) for name in names)


def _candidates(sentences: Sequence[str], title: str) -> Iterator[str]:
    for sentence in sentences[:1]:
        yield from (m.group(1) for m in _QUOTED_TITLE.finditer(sentence))
        yield from (m.group("topic") for m in _PURPOSE.finditer(sentence + " "))
        yield from (m.group("topic") for m in _FIELD.finditer(sentence + " "))
    for sentence in sentences[:3]:
        yield from (m.group(1) for m in _ITEMS.finditer(sentence))
    for sentence in sentences[:3]:
        yield from (m.group("topic") for m in _DONE.finditer(sentence))
    yield from _title_topic(title)


def _title_topic(title: str) -> Iterable[str]:
    rest = re.split(r",|…|\.\.\.", title, maxsplit=1)
    return [rest[1]] if len(rest) > 1 else []


def _trimmed(wording: str) -> str:
    """Cut a wording down to the noun phrase: what follows the last particle, heads like 개발 off."""
    text = re.sub(r"\([^)]*\)", "", wording).strip(" ·,‘’'“”\"")
    pieces = _PARTICLE_INSIDE.split(text)
    text = pieces[-1].strip()
    previous = ""
    while text != previous:
        previous = text
        text = _LEADING.sub("", text).strip()
    shorter = _HEAD_WORDS.sub("", text).strip()
    while shorter != text and len(name_key(shorter)) >= 4:
        text, shorter = shorter, _HEAD_WORDS.sub("", shorter).strip()
    return text.strip(" ·,‘’'“”\"")


def _canonical(name: str, lexicon: Lexicon) -> str | None:
    """Return the canonical topic of a wording: the longest run of its words that is one."""
    words = name.split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            entry = lexicon.topic(" ".join(words[start : start + size]))
            if entry is not None:
                return entry.name
    return None
