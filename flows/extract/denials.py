"""Denials: a sentence that names a deal and says that it is not so.

    "A는 B와의 협력설에 대해 사실무근이라고 밝혔다"
    "A와 B의 업무협약은 체결된 바 없다"
    "A는 B와의 제휴설을 일축했다"

No denial of the deal: what else is denied of it ("특혜 의혹", "협약 파기설"), what is only open
("결정된 바 없다"), and what nobody denies ("부인하지 않았다").
"""

from __future__ import annotations

import re
from functools import cache

from flows.extract.lexicon import Lexicon
from flows.extract.triggers import Trigger
from flows.model import Form, Stage

RULE = "denied"
WEIGHT = 0.9  # as of a told deal: who is meant is as sure, whatever is said of it
_FALSE = (
    r"사실\s?무근|금시초문|사실이? 아니|사실이? 아냐|사실이? 아닌|사실과 다르|사실과 다른|"
    r"오보(?:라|다|이며|로 )|허위(?:라|다|이며)|낭설|근거 없는 (?:보도|소문|이야기|주장)"
)
_REJECTS = r"(?:부인|일축|반박)(?:했|하며|하면서|하고|한다|하는|해|…|\.\.|[.,]?$)"
_NEVER = (
    r"(?:체결|서명|합의|협의|논의|추진|진행|협력|협업|제휴|참여|계획|검토|맺|나누|나눈|교환|조인)"
    r"(?:하|되|을|를|한|된|은|할|했던|됐던)*\s?"
    r"(?:바|적|사실|일|계획)(?:은|는|이|가|도|조차)?\s(?:전혀\s|결코\s)?없"
)
_NOT_SIGNED = (
    r"(?<!아직 )(?:맺|체결하|합의하|서명하|손잡)(?:은 것은|지는?)?\s?(?:않|아니)[았었]다[고며는]"
)
_DENIES = (  # each with what a sentence must hold to have it: most do not, and looking is slow
    (("없",), re.compile(_NEVER)),
    (("부인", "일축", "반박"), re.compile(_REJECTS)),
    (("사실", "초문", "오보", "허위", "낭설", "근거"), re.compile(_FALSE)),
    (("않", "아니"), re.compile(_NOT_SIGNED)),
)
_NOT_DENIED = re.compile(r"\S{0,3}지(?:는|도)? (?:않|못)")
SOMETHING_ELSE = re.compile(  # what is denied of a deal without denying the deal
    r"파기|해지|해제|종료|중단|철회|무산|결렬|백지화|결별|불화|갈등|균열|이견|난항|차질|지연|"
    r"인수|합병|매각|지분|투자설|의혹|특혜|논란|비판|우려|독점|담합|유출|표절|도용|침해|위반|"
    r"상장|감원|철수|탈퇴|이탈|축소|유료|가격|교체"
)
_STILL_OPEN = re.compile(r"아직|(?:확정|결정|정해)(?:된|진) (?:것|바)")
_ANSWERS = re.compile(
    r"보도|소문|루머|설(?:은|을|이|에|도)|추측|관측|관련|이에|회사|관계자|양사|양측"
)
_REACH = 80  # characters between a deal and its denial in one sentence
_REPORTED = re.compile(r"다는 |다고 |소문|보도|알려|전해|관측|설이 |설(?:$|,|…)")


@cache
def _deal(lexicon: Lexicon) -> re.Pattern[str]:
    """What is denied: a paper, something joint, or plain cooperation."""
    groups = ("agreement", "joint_research", "joint_development", "joint_venture")
    told = "|".join(lexicon.patterns[group].pattern for group in (*groups, "joined_hands"))
    return re.compile(rf"(?:{told}|협력|협업|제휴|합작|컨소시엄|공동 ?사업)")


_FORMS = (
    ("agreement", Form.MOU),
    ("joint_venture", Form.INVESTMENT_WITH_COOPERATION),
    ("joint_research", Form.JOINT_RESEARCH),
    ("joint_development", Form.JOINT_DEVELOPMENT),
)


def find_denial(text: str, lexicon: Lexicon) -> Trigger | None:
    """Return the deal that a sentence denies, as a trigger; None where it denies none."""
    denied = _denied_at(text)
    if denied is None:
        return None
    start, end = denied
    for match in _deal(lexicon).finditer(text, max(0, start - _REACH), end):
        if match.end() < end and not SOMETHING_ELSE.search(text, match.end(), start):
            form = _form(text[match.start() : start], lexicon)
            return Trigger(RULE, match.start(), match.end(), form, Stage.DENIED, WEIGHT)
    return None


def _denied_at(text: str) -> tuple[int, int] | None:
    """Return where a sentence denies something."""
    for needed, denies in _DENIES:
        for match in denies.finditer(text) if any(stem in text for stem in needed) else ():
            if not _NOT_DENIED.match(text, match.end()):
                return None if _STILL_OPEN.search(text) else match.span()
    return None


def _form(deal: str, lexicon: Lexicon) -> Form:
    return next((form for group, form in _FORMS if lexicon.has(group, deal)), Form.OTHER)


def answers_report(text: str) -> tuple[int, int] | None:
    """Return where a sentence denies what the sentences before it report, None where it does not.

    "이에 대해 건너전자는 사실무근이라고 밝혔다" names no deal of its own.
    """
    is_answer = _ANSWERS.search(text) and not SOMETHING_ELSE.search(text)
    return _denied_at(text) if is_answer else None


def is_report(text: str) -> bool:
    """Return whether a sentence hands on what others say: "손잡는다는 소문이 돌았다"."""
    return _REPORTED.search(text) is not None
