"""Whether a sentence tells news, looks back, looks ahead, or tells an end.

A sentence looks back by its verb ("맺은 바 있다", "협력해 왔다", "진행하고 있다"), by its adverb
("앞서", "지난해"), or by a date long before the article's.
"""

from __future__ import annotations

import re
from datetime import date

from flows.extract.article import LEAD, Line
from flows.extract.dates import find_dates
from flows.extract.lexicon import Lexicon
from flows.extract.triggers import Trigger
from flows.model import Stage

_LOOKS_BACK = re.compile(
    r"바 있|늘리고 있|확대하고 있|넓히고 있|적이? 있|[해아어여] ?왔|[해아어여] ?온 |하고 있|"
    r"고 있으며|이어[가오]고|중이다|중이며|던 |에 이어 |한 데 이어|해온|했었|기도 했|"
    r"기도 하|"
    r"맺은 뒤|체결한 뒤|체결한 이후|맺은 이후|이래|이후 |부터 "
)
_RUNS_ON = re.compile(
    r"[해아어여] ?왔|해 오고|[해아어여] ?온 "
)  # "공동연구를 수행해 왔으며": no news, even in the lead
_UNDER_WAY = re.compile(r"(?:수행|진행|추진)\s?(?:중인|해 온|하고 있는)\s[^.,]{0,16}$")
_AMONG = re.compile(
    r"^[^.]{0,14}(?:맺는|체결하는|손잡는|하는) 등[^.]{0,40}(?:있다|왔다|받고|나타내)"
)
_RECALLS = re.compile(
    r"(?:한|맺은|잡은) (?:회사|기업|업체|곳|대학)(?:다|이다)|바 있|적이? 있|기도 했|(?:맺은|"
    r"체결한|잡은|합친|시작한) 지 "
)
_USED_TO = re.compile(r"^\S{0,3}\s?(?:\S{1,6}\s)?\S{1,4}던\s")  # "힘을 합쳐 키우던 회사"
_WHILE = re.compile(r"^(?:한편|앞서|이에 앞서|그동안|지금까지|특히 지난해)")
_PAST = re.compile(
    r"지난해|작년|재작년|당시|\d년 전|지난 \d{4}년|지난 \d{1,2}월에는|올해 초|올 초|"
    r"지난 \d{1,2}월|지난달"
)
_AHEAD = re.compile(
    r"(?:추진|체결|설립|구성|협력|개발|연구|협약|검토)(?:할|을 할|을 추진할|을 체결할|"
    r"을 맺을|할 수 있|하는 방안을|하는 방안도)[^.]{0,16}(?:예정|계획|방침|전망|수도|것으로|"
    r"가능성|방안|검토|기대|주목)"
    r"|(?:맺을|체결할|서명할|교환할|주고받을|꾸릴|손잡을|합류할|참여할|열|세울|만들|지을|"
    r"둘) (?:예정|계획|방침|"
    r"전망|것으로 보)|"
    r"추진 중|(?:맺는|체결하는|체결한|교환한|여는|세우는|만드는|꾸리는)(?:다는)? (?:일정|"
    r"목표|구상|방침)을|"
    r"(?:려|려고) (?:접촉|물밑|협상|협의|논의|조율|검토)|"
    r"추진하고 있|하겠다는|나설 (?:수|가능)"
)
_SIGNED = re.compile(r"체결했|체결하고|맺었|맺고|서명했|서명하고|교환했|교환하고|주고받았|주고받고")
_TALKS = re.compile(  # said of the whole sentence, however far behind the trigger
    r"(?:방안|가능성|참여|협약|협력)[^.]{0,10}(?:논의|검토|협의|타진|저울질)(?:하고|하는|했|"
    r"를|을|\s?중)|"
    r"(?:참여|체결|협력|구성|설립)[^.]{0,8}것으로 (?:예상|전망|관측|알려)|실무 협의|"
    r"(?:문제|방안|조건|내용)[을를]? (?:협의|논의|검토|조율)(?:하고|했|\s?중|\s?단계)|협의 단계|"
    r"조율하고|목표로|동의안|보류|(?:체결|설립|출범|맺)[^.]{0,4}(?:될|할|"
    r"을) (?:전망|예정|계획)"
)
_SOON = re.compile(r"(?:다음\s?달|다음\s?주|내달|내주|내년|조만간|연내|연말까지|이달 중|달 중)\s")
_POLICY = re.compile(r"방침을 (?:정했|세웠|굳혔)")
_PLANNABLE = 0.9  # weight of a trigger that "내달" makes a plan
_ON_DAY = re.compile(r"오는\s\d{1,2}일")  # "오는 12일 협약을 맺는다"
_SEALS = frozenset(
    {"agreement_signed", "agreement_named", "joint_venture_founded", "joint_center_opened"}
)
_PUSHES = re.compile(
    r"\s?(?:을|를)\s?(?:바라보|앞두|목표|기대|서두)|\s?(?:을|를)?\s?추진(?:한다|하고|하기로|"
    r"해|\s?중|…|$|,)"
)
_END_REACH = 30  # characters between a deal and its end: "공동 개발을 그만두기로"
_END_TOLD = re.compile(
    r"(?:해지|해제|파기|종료|중단|철회|폐기|무산|결렬|백지화)(?:[을를]?\s?(?:통보|선언|결정|합의))?"
    r"(?:했|됐|하기로|키로|한다)|끝(?:났|냈|내기로)|막을? (?:내렸|내린다)|접(?:기로|었|는다)"
)
_GOES_ON = re.compile(
    r"(?:재개|복원)(?:하|한|했|됐|된|를|$|…)|다시 (?:손|맺|잇|이어|시작)|되살리|없이 이어"
)
_OLD_DAYS = (
    45  # days; agreements are reported within weeks (the dated deals of the long texts: median 1)
)


def looks_back(
    line: Line,
    trigger: Trigger,
    published: date | None,
    lexicon: Lexicon,
    *,
    is_clause: bool = False,
) -> bool:
    """Return whether the sentence tells an earlier or a running collaboration.

    `is_clause`: a relative clause tells it ("지난해 B와 손잡은 A가"), which is no news of itself.
    """
    clause = line.text[trigger.start :]
    if line.depth <= LEAD and _ends_now(clause, trigger) and not _RECALLS.search(clause):
        return False
    if is_clause and (_PAST.search(line.text) or _is_old(line.text[: trigger.end], published)):
        return True
    is_running = trigger.weight < 1 and _runs(line.text, trigger)
    if is_running or _USED_TO.match(line.text[trigger.end :]):
        return True
    if line.depth <= 1:
        return False
    if _AMONG.search(clause) or _WHILE.search(line.text) or _RECALLS.search(clause):
        return True
    is_old = _is_old(line.text[: trigger.end], published)
    is_lead = line.depth <= LEAD and not _PAST.search(line.text) and not is_old
    return not is_lead and _tells_of_before(line.text, trigger, published, lexicon)


def _ends_now(clause: str, trigger: Trigger) -> bool:
    """Return whether the end is the news, however old the deal: "지난해 맺은 협약을 해지했다"."""
    return _END_TOLD.search(clause, 0, trigger.end - trigger.start + _END_REACH) is not None


def _runs(text: str, trigger: Trigger) -> bool:
    """Return whether it goes on since long: "공동연구를 수행해 왔다", "진행 중인"."""
    return bool(
        _RUNS_ON.search(text[trigger.start : trigger.end + 12])
        or _UNDER_WAY.search(text[: trigger.start])
    )


def _tells_of_before(text: str, trigger: Trigger, published: date | None, lexicon: Lexicon) -> bool:
    return (
        _LOOKS_BACK.search(text[trigger.start :]) is not None
        or _is_old(text[: trigger.end], published)
        or (_PAST.search(text) is not None and not lexicon.has("same_day", text[:20]))
    )


def tells_past(text: str) -> bool:
    """Return whether a sentence without a deal of its own looks back or aside."""
    return _WHILE.search(text) is not None or _PAST.search(text) is not None


def _is_old(text: str, published: date | None) -> bool:
    if published is None:
        return bool(re.search(r"(?:19|20)\d{2}년", text))
    for when in find_dates(text, published):
        padded = (when.value + "-12-31")[:10] if len(when.value) == 4 else (when.value + "-28")[:10]
        if (published - date.fromisoformat(padded)).days > _OLD_DAYS:
            return True
    return False


def stage_of(line: Line, trigger: Trigger, lexicon: Lexicon) -> Stage:
    """Return how far the collaboration has come, from the words around the trigger."""
    if trigger.stage is Stage.DENIED:
        return Stage.DENIED
    around = line.text[trigger.start : trigger.end + 30]
    is_sealed = trigger.rule == "agreement_signed" and _SIGNED.search(around) is not None
    if _ends(line.text, trigger, lexicon, is_sealed=is_sealed) or _is_ended_behind(line, trigger):
        return Stage.ENDED
    if is_sealed:
        is_policy = _POLICY.search(line.text[trigger.end :]) is not None
        return Stage.PLANNED if is_policy else trigger.stage
    is_ahead = _is_ahead(line.text, trigger, lexicon)
    return Stage.PLANNED if is_ahead else trigger.stage


def _is_ended_behind(line: Line, trigger: Trigger) -> bool:
    """Return whether the same paper is ended: "체결한 협약을 해제하기로 했다"."""
    return any(
        ended is not trigger and trigger.start <= ended.start < trigger.end
        for ended in line.triggers
        if ended.stage is Stage.ENDED
    )


def _is_ahead(text: str, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Return whether the sentence tells what is still to come, or only talked about."""
    is_soon = trigger.weight >= _PLANNABLE and (
        _SOON.search(text[max(0, trigger.start - 40) : trigger.end])
        or _ON_DAY.search(text[: trigger.start])
    )
    ahead = text[max(0, trigger.start - 12) : trigger.end + 40]
    rest = text[trigger.end :]
    return bool(
        is_soon
        or lexicon.has("planned", ahead)
        or _AHEAD.search(ahead)
        or _TALKS.search(rest)
        or (trigger.rule in _SEALS and _PUSHES.match(rest))
    )


def _ends(text: str, trigger: Trigger, lexicon: Lexicon, *, is_sealed: bool) -> bool:
    """Return whether the deal itself ends: "협약을 해지했다", "결별…손잡은 지 2년 만".

    Where a paper was signed, what ended before it is something else: "소송을 끝내고 협약을
    맺었다".
    """
    if _GOES_ON.search(text):
        return False
    first = trigger.start if is_sealed else trigger.start - _END_REACH
    return any(
        first < match.end() and match.start() < trigger.end + _END_REACH
        for match in lexicon.patterns["ended"].finditer(text)
    )
