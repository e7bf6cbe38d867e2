"""What only looks like a collaboration: named rules, each with a phrase that it stops.

talks            "공동연구 방안을 논의했다": nothing is agreed, a planned claim
award            "컨소시엄이 사업자로 선정됐다", "상을 받았다"
event            "공동 주최", "간담회에서 협력 방안을"
question         "협력 물꼬 틀까": headlines that ask
paper            "라온대·다솜대 공동연구팀이 학술지에": a publication
denied           "결정된 바 없다", "사실무근": what is told is denied (and a claim, see `denials`)
funding          "투자를 유치했다 … 공동 참여했다": investors of one round
example          "구글과 손잡은 사례를 들며": told to make a point
law              "개정안에 합의했다": a bill, not a deal
resale           "총판 파트너십을 체결": a seller and a maker
statistics       "협약 41건 가운데 6건": deals counted, not told
acquisition      "인수·합병"
"""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.extract.denials import SOMETHING_ELSE
from flows.extract.triggers import Trigger

_EVENT = re.compile(
    r"(?:공동(?:으로)?\s?(?:주최|주관|개최)|시상식|해커톤|경진대회|심포지엄|포럼|세미나|"
    r"간담회|콘퍼런스|컨퍼런스|설명회)[^.]{0,20}(?:열|연다|여는|개최|진행|참석|주최|주관)"
)
_EVENT_HEAD = re.compile(r"(?:심포지엄|콘퍼런스|컨퍼런스|포럼|세미나|경진대회|해커톤)(?:…|$|,)")
_AWARD = re.compile(
    r"(?:대상|상|표창)을 (?:받|수상)|수상했|\d위를? (?:차지|기록)|우승(?:을|했)|선정(?:됐|"
    r"되|했)|뽑(?:혔|혀|았)|우선협상"
)
_STATISTICS = re.compile(r"(?:조사|설문|보고서|통계)(?:에 따르면|\s?결과)")
_COUNT = re.compile(r"\d(?:건|곳|개) (?:가운데|중)\s")
_QUESTION = re.compile(r"[을를ㄹ]?지 (?:관심|주목|이목|눈길)|(?:까|나|나요|을까|ㄹ까)\??$|\?$")
_ASKS = re.compile(
    r"[할을될일]까(?:…|,|\.\.)|(?:[을할릴칠갈길]|잡을|맺을)지(?:를|는|도)?\s|[잡맺합]나(?:[.?…]|$)|"
    r"[을날일할될설릴칠갈길]까[.?]?$|까\?$"
)
_SHARES = re.compile(r"주식 교환|지분 인수|인수(?:\s추진)?[를을] 위한|인수합병|경영권")
_ACQUISITION = re.compile(r"품는다|품었|품에 안|인수(?:하|했|키로|를|합병| 계약|전)|합병")
_TAKES_OVER = re.compile(
    r"최대주주(?:로|\s?등극|에 올)|기업결합|인수합병|경영권 (?:인수|확보)"
)  # said by the headline
_EXAMPLE = re.compile(r"^\S{0,3}(?:은|한|던)\s(?:사례|전례|선례|경우|경험|것처럼)")
_NEGATED = re.compile(r"(?:않|없|아니|부인|일축)(?:는|았|다|고|을|했|기로)|사실무근")

_STRONG = 0.9
_FUNDING = re.compile(
    r"투자(?:를|금을?)?\s?유치|시드 투자|시리즈\s?[A-F]\s?(?:투자|라운드)|투자 라운드|"
    r"후속 투자"
)
_WEAK = 0.85
_LAW = re.compile(
    r"(?:법안|개정안|조례|법률|규제|규정|예산안|지침|가이드라인)[^.]{0,12}(?:합의|의결|통과)"
)


def _is_law(sentence: str, trigger: Trigger) -> bool:
    """A bill that bodies agree on: "개정안에 합의했다"."""
    return trigger.weight < _STRONG and _LAW.search(sentence) is not None


_OPINION = re.compile(
    r"^\[?(?:[^\]]{0,8})(?:사설|칼럼|기고|인터뷰|르포|시론|기자수첩|전문가|데스크|"
    r"오피니언|시평|논단|특별기고|기획|분석|이슈)[^\]]{0,8}\]"
)


def is_opinion(title: str) -> bool:
    """Return whether the headline's tag says that this is no news: [사설], [칼럼], [인터뷰]."""
    return _OPINION.match(title) is not None


def _is_event(sentence: str, trigger: Trigger) -> bool:
    event = _EVENT.search(sentence)
    if (
        event
        and trigger.weight >= _BODY
        and event.end() <= trigger.start
        and _THEN.match(sentence[event.end() :])
    ):
        event = None  # "간담회를 열고 얼라이언스를 출범했다": what they did there
    is_event = event or _EVENT_HEAD.search(sentence)
    return trigger.weight < _STRONG and is_event is not None


_BODY = 0.8  # weight of a trigger that tells of a body or a paper
_THEN = re.compile(r"(?:하)?(?:고|어|며|면서)\s")


_HEAD = 500  # characters: headline and lead, where a denial is told
_DENIED = re.compile(
    r"확정된 (?:것|바)[은는이가]? ?없|결정된 (?:것|바)[은는이가]? ?없|사실무근|금시초문|"
    r"(?:소문|보도|루머)[^.]{0,20}(?:부인|일축|반박)|사실이 아니"
)


def _is_denied(head: str) -> bool:
    """A text that denies what it tells, and not another rumour: "인수설은 사실무근"."""
    if _DENIED.search(head) is None:
        return False
    denials = (sentence for sentence in _SENTENCES.split(head) if _DENIED.search(sentence))
    return any(SOMETHING_ELSE.search(sentence) is None for sentence in denials)


_SENTENCES = re.compile(r"(?<=[다요])\.\s|\n")
_RESALE = re.compile(r"총판|리셀러|판매권|유통 (?:계약|협약)|공급 계약|구매 계약|납품 계약")


def _is_resale(sentence: str, trigger: Trigger) -> bool:
    """A partner that only sells what the other makes: "총판 파트너십을 체결"."""
    return _RESALE.search(sentence[max(0, trigger.start - 10) : trigger.end]) is not None


def _is_funding(trigger: Trigger, text: str) -> bool:
    """Investors of one round: "투자를 유치했다. A 주도로 B와 C가 공동 참여했다"."""
    return trigger.weight < _WEAK and _FUNDING.search(text[:_HEAD]) is not None


_TEAM = re.compile(r"연구팀|교수팀|연구진|공동연구팀")
_PUBLISHES = re.compile(
    r"[‘'](?:사이언스|네이처|셀|란셋)[^’']{0,12}[’']\s?(?:표지|게재|실[려렸])|"
    r"논문[을이]?\s[^.]{0,20}?(?:발표했|게재했|게재됐|실었|실렸|채택됐)"
)
_JOURNAL = re.compile(r"학술지|저널|논문|게재|온라인판|학회에서 발표")


def _is_paper(sentence: str, trigger: Trigger, text: str) -> bool:
    """Teams that publish together: "라온대·다솜대 공동연구팀이 … 개발", with a journal."""
    if trigger.weight >= _STRONG:
        return False
    if _PUBLISHES.search(sentence, trigger.start):
        return True
    return _TEAM.search(sentence) is not None and _JOURNAL.search(text) is not None


def _is_award(sentence: str, trigger: Trigger) -> bool:
    return trigger.weight < _STRONG and _AWARD.search(sentence) is not None


def _is_statistics(sentence: str, trigger: Trigger) -> bool:
    is_count = _COUNT.search(sentence, trigger.end) is not None  # "협약 41건 가운데"
    return is_count or (trigger.weight < _STRONG and _STATISTICS.search(sentence) is not None)


def _is_question(sentence: str, trigger: Trigger) -> bool:
    asks = _ASKS.search(sentence) is not None
    return asks or (trigger.weight < 1 and _QUESTION.search(sentence) is not None)


def _is_acquisition(sentence: str, trigger: Trigger) -> bool:
    is_shares = _SHARES.search(sentence[max(0, trigger.start - 32) : trigger.end]) is not None
    return is_shares or (trigger.weight < _STRONG and _ACQUISITION.search(sentence) is not None)


def _is_negated(sentence: str, trigger: Trigger) -> bool:
    return _NEGATED.search(sentence[trigger.end : trigger.end + 30]) is not None


def _is_example(sentence: str, trigger: Trigger) -> bool:
    return _EXAMPLE.search(sentence[trigger.end :]) is not None


EXCLUSIONS: tuple[tuple[str, Callable[[str, Trigger], bool]], ...] = (
    ("event", _is_event),
    ("award", _is_award),
    ("statistics", _is_statistics),
    ("question", _is_question),
    ("acquisition", _is_acquisition),
    ("law", _is_law),
    ("resale", _is_resale),
    ("negated", _is_negated),
    ("example", _is_example),
)


def find_exclusion(sentence: str, trigger: Trigger, text: str) -> str | None:
    """Return the name of the first exclusion that stops the trigger in this sentence of a text."""
    if _is_paper(sentence, trigger, text):
        return "paper"
    if _is_funding(trigger, text):
        return "funding"
    if _is_denied(text[:_HEAD]):
        return "denied"
    if trigger.weight < _STRONG and _TAKES_OVER.search(text.split("\n", 1)[0]):
        return "acquisition"
    return next((name for name, stops in EXCLUSIONS if stops(sentence, trigger)), None)
