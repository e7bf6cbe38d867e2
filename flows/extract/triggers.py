"""What in a sentence says that organisations begin to work together.

A trigger is a cue with its context: a paper and what is done with it ("업무협약을 체결했다"), a
figure of speech ("손을 잡았다"), a thing done jointly ("공동 개발한다"), a common body that begins
("공동연구센터를 개소했다"). `RULES` lists them by weight; the first that fits names the rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from flows.extract.lexicon import Lexicon
from flows.model import Form, Stage

_SPEECH = re.compile(r"“[^”]{12,600}”|\"[^\"]{12,600}\"")
_VERB_REACH = 28  # characters between a paper and its verb: "협약(MOU)을 25일 본관에서 체결"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: rule, place in the sentence, the form and stage it tells, weight (0-1)."""

    rule: str
    start: int
    end: int
    form: Form
    stage: Stage
    weight: float


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: Callable[[Lexicon], re.Pattern[str]]
    form: Form
    stage: Stage
    weight: float
    needed: re.Pattern[str] | None = None  # what a sentence must hold: looking is slow


def _group(lexicon: Lexicon, group: str) -> str:
    return f"(?:{lexicon.patterns[group].pattern})"


def _signed(lexicon: Lexicon) -> re.Pattern[str]:
    """'업무협약을 체결', '양해각서(MOU)에 서명', '협약을 했다'."""
    return re.compile(
        rf"{_group(lexicon, 'agreement')}(?:식|서)?"
        r"(?:[’'”\"]?(?:\([^)]*\))?을,(?=\s[^.]{2,40}[과와]는?\s)"  # "A와 협약을, B와는 … 맺었다"
        rf"|[^.“\"]{{0,{_VERB_REACH}}}?{_group(lexicon, 'sign')}"
        rf"|[’'”\"]?(?:\([^)]*\))?(?:을|를)?\s?{_group(lexicon, 'sign_plainly')})"
        rf"|{_SIGNING}"
    )


_SIGNING = (  # "협약식을 18일 군청에서 열었다"
    r"(?:협약|체결|서명|조인|약정|MOU)식[’'”\"]?(?:\([^)]*\))?을\s(?:[^\s.]+\s){0,4}?"
    r"(?:열었|열고|열어|가졌|갖고|개최했|개최하고|진행했|치렀)"
)


def _nominal(lexicon: Lexicon) -> re.Pattern[str]:
    """A paper named in a headline or before 기념·계기·통해: '…와 업무협약', '3자 협약'."""
    return re.compile(
        rf"{_group(lexicon, 'agreement')}(?:식|서)?(?:\([^)]*\))?(?:을 통해|으로|에 따라|$|"
        rf"[…,\s'’\"”])"
    )


def _made(lexicon: Lexicon) -> re.Pattern[str]:
    """'9일 체결한 협약은', '서명한 공동연구 합의서에는': the verb stands before the paper."""
    return re.compile(
        r"(?:체결|교환|조인|서명|사인|맺|주고받|나눠 가진|성사)(?:한|된|"
        r"은)\s(?:[^\s,.]+\s){0,3}?[^\s,.]{0,8}"
        rf"{_group(lexicon, 'agreement')}(?:식|서|문)?(?:은|는|이|가|에는|에서는|에서|"
        rf"에 따라|에 따른|으로|을|를|이다)?(?:[\s,.]|$)"
    )


def _concluded(lexicon: Lexicon) -> re.Pattern[str]:
    """'연구협약이 A와 B 사이에 체결됐다': the paper first, the parties behind it."""
    return re.compile(
        rf"{_group(lexicon, 'agreement')}(?:식|서)?[’'”\"]?(?:이|은|가)\s[^.]{{0,80}}?"
        r"(?:체결됐|체결돼|체결되|맺어졌|성사됐|이뤄졌|교환됐|열렸|진행됐)"
    )


_ENDS = "해지|해제|파기|종료|중단|철회|폐기|무산|결렬|백지화"
_END_WORDS = re.compile(rf"{_ENDS}|해소|청산|끝|접|깨|깼|막을? 내")
_ONLY_FEARED = (
    r"(?![을를]?\s?(?:없|위기|우려|가능성|설[이은을도]|여부|검토|논의|고려|협의|요구|촉구|"
    r"시사|예고))"
)


def _dissolved(lexicon: Lexicon) -> re.Pattern[str]:
    """'업무협약을 해지했다', '파트너십을 종료하기로', '협약이 무산됐다', '동맹 결렬'."""
    deal = rf"(?:{_group(lexicon, 'agreement')}(?:식|서)?|협력|협업)[’'”\"]?(?:\([^)]*\))?"
    return re.compile(
        rf"{deal}(?:을|를)\s(?:[^\s.]+\s){{0,3}}?(?:(?:{_ENDS}){_ONLY_FEARED}|"
        r"해소|청산|끝내|접(?:고|기로|는|었)|깨기로|깼)"
        rf"|{deal}(?:이|가|은|는)\s(?:[^\s.]+\s){{0,3}}?(?:(?:{_ENDS})(?:됐|돼|되|된|로|…|[.,]?$)|"
        r"깨졌|깨진|끝났|끝난|막을 내|막 내)"
        rf"|{deal}\s(?:{_ENDS}){_ONLY_FEARED}(?:됐|돼|됨|했|하기로|한다|하고|키로|를|을|가|이|\s(?:통보|선언|합의|"
        rf"확정|수순)|[’'”\"…,]|$)"
    )


def _joined(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(_group(lexicon, "joined_hands"))


def _opened(lexicon: Lexicon) -> re.Pattern[str]:
    """'공동연구센터를 설립', 'AI 센터 현판식', '연구소를 세운다'."""
    return re.compile(
        rf"{_group(lexicon, 'joint_center')}[’'”\"]?(?:\([^)]*\))?"
        rf"(?:[^.“\"]{{0,20}}?{_group(lexicon, 'opening')}|을\s(?:연다|열기로|열었|열고)|"
        rf"를\s(?:연다|열기로|열었|열고))"
    )


def _consortium(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = rf"(?:{lexicon.patterns['opening'].pattern}|참여|합류|가입|맡)"
    return re.compile(rf"{_group(lexicon, 'consortium')}[’'”\"]?[^.“\"]{{0,20}}?{verbs}")


def _joined_body(_: Lexicon) -> re.Pattern[str]:
    """'A가 주관하고 B, C가 참여한다': members, where the text is about a consortium."""
    return re.compile(
        r"참여(?:한다|했|하며|하고(?! 있)|해|기관으로)|합류(?:한다|했|하)|이름을 [올얹적]|"
        r"주관(?:하고|하며|을 맡|으로)|주도로|들어 있|들어와|들어갔|포함됐|포함돼|"
        r"창립 (?:회원|멤버)|"
        r"(?:으로|로) 구성(?:됐|된|되)|(?:참가사|참여사|회원사|멤버|"
        r"(?:참여|제휴|협약|참가)\s?(?:기업|기관|대학))(?:는|은)|공동으로 운영하는"
    )


def _venture(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"{_group(lexicon, 'joint_venture')}[^.]{{0,40}}?(?:설립|세우|세운|출범|만들|만든|"
        rf"신설|차리|차린|차렸|"
        r"생긴다|생겼|띄우|띄운)"
    )


def _research(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"{_group(lexicon, 'joint_research')}|(?:함께|같이|공동으로|"
        rf"협력해|협력하여)\s(?:[^\s.]+\s){{0,9}}?[^\s.,]*연구"
    )


def _development(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"{_group(lexicon, 'joint_development')}|(?:함께|같이|공동으로|협력해|협력하여|"
        rf"협업해|손잡고)\s(?:[^\s.,]+\s){{0,9}}?(?:개발|구축|만들|만든|상용화|실증|"
        rf"선보이기로|선보인다|"
        rf"내놓기로|내놓는다|출시하기로|출시한다|조성하기로|조성한다|설계|기획|제작|고도화|"
        rf"검증|짓는|짓기로|운영|양성|키우|키운|판매|팔고|팔기로|가르치|시험|"
        rf"시작한다|시작했다|연다|굴린다|추진한다|가동)"
    )


def _invested(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"{_group(lexicon, 'investment')}[^.]{{0,60}}?(?:협력|파트너|제휴|공동|함께|협약)"
    )


DONE = re.compile(
    r"(?:연구|개발|구축|실증|고도화|상용화|제작|발굴|평가|설계|검증)(?:을|를)?\s?"
    r"(?:한다|하기로|에 나선다|에 나섰|에 나서|에 착수|에 돌입|[^.]{0,24}시작했)|만든다|"
    r"만들기로|짓는다|짓기로|세운다|세우기로|에 (?:착수|돌입)(?:했|한다)|에 들어(?:갔|간다)|"
    r"[가-힣](?<!않)기로 (?:했|하고|"
    r"합의|약속|뜻을|의견)"
)
"""'A가 B와 … AI를 연구한다': with a partner, what one does is done together."""


def _did(_: Lexicon) -> re.Pattern[str]:
    return DONE


def has_cue(text: str, lexicon: Lexicon) -> bool:
    """Return whether a Korean text can have a trigger at all; far faster than finding them."""
    return lexicon.gate.search(text) is not None or DONE.search(text) is not None


_WISHED = (  # "협력 확대를 권고했다", "협력 강화 기대"
    r"(?!(?:를|을)?\s?(?:권고|기대|요청|주문|촉구|당부|필요|방안|전망|가능성|논의|검토|모색))"
)


def _cooperated(_: Lexicon) -> re.Pattern[str]:
    """Plain cooperation, only as a finite act: '협력한다', '협력하기로', '협업에 나선다'."""
    return re.compile(
        r"(?:협력|협업|제휴)(?:한다|하기로|했다|하고|해\s|해,|하며|을 (?:추진|강화|확대|"
        r"약속|시작|본격화|맺|이어|다지|모색)|에 (?:나|합의|돌입|착수|들어)|$|[…,'’])"
        rf"|(?:협력|협업|동행|연구) (?:나서|나선|추진|강화|확대|합의|본격화|시작|"
        rf"맞손){_WISHED}|(?:에|에 예비|"
        r"하기로|운영|추진) 합의(?:했|하고|한다|$|[…,])|첫발|"
        r"(?:협력|협업|제휴)(?:을|를|이|가|\s확대를)\s(?:시작|선언|발표|공식화|공식 발표|확정|"
        r"개시|알리|알렸|공개)|"
        r"함께하기로|함께 (?:[^\s.,]+\s){0,2}[^\s.,]*하기로|함께 (?:[^\s.,]+\s){0,2}[^\s.,]*"
        r"(?:추진|하기로|나선|나서|진행|선보|참여|수행)|공동(?:으로)? (?:추진|수행|운영|진행|대응)"
    )


_MOST_REPEATS = 12  # papers signed in one sentence; more is noise
_REPEATS = "agreement_signed"  # one sentence can sign twice: "A와 맺은 데 이어 B와도 맺었다"
_RULES: tuple[_Rule, ...] = (  # the heaviest first; the first that fits names the rule
    _Rule("agreement_signed", _signed, Form.MOU, Stage.AGREED, 1.0),
    _Rule("agreement_concluded", _concluded, Form.MOU, Stage.AGREED, 0.95),
    _Rule("agreement_made", _made, Form.MOU, Stage.AGREED, 0.9),
    _Rule("agreement_ended", _dissolved, Form.MOU, Stage.ENDED, 0.9, _END_WORDS),
    _Rule("joint_venture_founded", _venture, Form.INVESTMENT_WITH_COOPERATION, Stage.AGREED, 0.95),
    _Rule("consortium_formed", _consortium, Form.CONSORTIUM, Stage.STARTED, 0.85),
    _Rule("joint_center_opened", _opened, Form.JOINT_CENTER, Stage.STARTED, 0.85),
    _Rule("hands_joined", _joined, Form.OTHER, Stage.AGREED, 0.9),
    _Rule("joint_research", _research, Form.JOINT_RESEARCH, Stage.AGREED, 0.85),
    _Rule("joint_development", _development, Form.JOINT_DEVELOPMENT, Stage.AGREED, 0.85),
    _Rule("invested_to_cooperate", _invested, Form.INVESTMENT_WITH_COOPERATION, Stage.AGREED, 0.8),
    _Rule("consortium_joined", _joined_body, Form.CONSORTIUM, Stage.STARTED, 0.8),
    _Rule("agreement_named", _nominal, Form.MOU, Stage.AGREED, 0.7),
    _Rule("done_with_partner", _did, Form.JOINT_DEVELOPMENT, Stage.AGREED, 0.7),
    _Rule("cooperation_told", _cooperated, Form.OTHER, Stage.AGREED, 0.7),
)
RULES: tuple[str, ...] = tuple(rule.name for rule in _RULES)


@cache
def _compiled(lexicon: Lexicon) -> tuple[tuple[_Rule, re.Pattern[str]], ...]:
    return tuple((rule, rule.pattern(lexicon)) for rule in _RULES)


def find_triggers(sentence: str, lexicon: Lexicon) -> list[Trigger]:
    """Return the triggers of a sentence, heaviest first; what somebody says in quotes has none."""
    silent = [match.span() for match in _SPEECH.finditer(sentence)]
    return list(_find(sentence, silent, lexicon))


_ENDED_BEFORE = re.compile(rf"(?:{_ENDS})(?:하고|한 뒤|한 후|하며|된 뒤|된 후|되자|하자)\s")


def _without_end(match: re.Match[str], rule: _Rule, lexicon: Lexicon) -> tuple[int, int]:
    """Return a trigger's place without a paper that was ended before the one that is signed.

    "B와 협약을 해지하고 C와 업무협약을 체결했다" signs with C.
    """
    start, end = match.span()
    ended = _ENDED_BEFORE.search(match.string, start, end) if rule.name == _REPEATS else None
    if ended is None:
        return start, end
    paper = lexicon.patterns["agreement"].search(match.string, ended.end(), end)
    return (paper.start(), end) if paper else (start, end)


def _find(sentence: str, silent: list[tuple[int, int]], lexicon: Lexicon) -> Iterator[Trigger]:
    friends = [match.span() for match in lexicon.patterns["false_friends"].finditer(sentence)]
    for rule, pattern in _compiled(lexicon):
        if rule.needed is not None and rule.needed.search(sentence) is None:
            continue
        repeats = 0
        for match in pattern.finditer(sentence):
            start, end = _without_end(match, rule, lexicon)
            if any(b <= start < e for b, e in silent) or any(
                b < end and start < e for b, e in friends
            ):
                continue
            yield Trigger(rule.name, start, end, rule.form, rule.stage, rule.weight)
            repeats += 1
            if rule.name != _REPEATS or repeats == _MOST_REPEATS:
                break
