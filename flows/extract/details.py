"""What is shown beside a collaboration: its name, people in charge, amount, duration."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CENTER = re.compile(
    r"[‘'“\"]([^‘’'“”\"]{3,40}?(?:센터|연구소|연구원|랩|Lab|컨소시엄|얼라이언스|연합체?|"
    r"협의체|원팀))(?:\([^)]*\))?[’'”\"]"
)
_ALLIANCE = re.compile(
    r"[‘'“\"]([^‘’'“”\"]{3,40}?(?:컨소시엄|얼라이언스|연합체?|협의체|원팀))[’'”\"]"
)
_FORMED = re.compile(r"발족|출범|결성|구성|창립|합류|참여|가입|꾸리|꾸려|꾸렸|띄우|띄웠")
_AMOUNT = re.compile(  # no sum has more than thirty digits in a row
    r"(?:총\s?|약\s?)?\d[\d,.]{0,30}(?:조|천억|백억|억|만)?\s?(?:\d[\d,]{0,30}(?:천억|백억|"
    r"천만|억|만|"
    r"천)?)?\s?(?:원|달러|유로|"
    r"위안|엔)(?:\s?규모|\s?이상)?"
)
_DURATION = re.compile(
    r"(?:(?<!\d)\d+|[한두세네])\s?(?:년|개월)간|\d{4}년(?:\s?말)?까지|(?:협약|"
    r"계약)\s?기간은\s?[^.,]{2,20}?\d+년"
)
_IN_CHARGE = re.compile(r"센터장|연구책임자|책임자|단장|소장")
_TAKES = re.compile(r"맡|이끈|이끌|총괄")
_SURNAME = (
    "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천"
    "방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국]"
)
_PERSON = re.compile(
    rf"(?<![가-힣])({_SURNAME}[가-힣]{{1,3}})\s((?:[가-힣A-Za-z0-9·]+\s){{0,6}}?[가-힣A-Za-z]*"
    r"(?:연구원장|원장|교수|대표|센터장|소장|박사|사장|부사장|총장|학장|단장|본부장))"
    r"(?=[이은는과와을를가의도,.]|\s|$)"
)
_NOT_GIVEN = re.compile(
    r"^(?:\S*(?:의|로|을)$|공동|초대|신임|현|전|전임|각각|주임|겸임|석좌|명예|담당|"
    r"책임|이번|해당|신규|국내|글로벌)$"
)


def find_name(sentences: Iterable[str]) -> str | None:
    """Return the quoted name of the centre, consortium or alliance, None where there is none."""
    for sentence in sentences:
        match = _CENTER.search(sentence)
        if match:
            return match.group(1)
    return None


def find_alliances(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return the quoted names of alliances that the sentences say were formed or joined."""
    found = (m.group(1) for s in sentences if _FORMED.search(s) for m in _ALLIANCE.finditer(s))
    return tuple(dict.fromkeys(found))


def find_amount(sentences: Iterable[str]) -> str | None:
    """Return the first sum of money as worded."""
    return _first(_AMOUNT, sentences)


def find_duration(sentences: Iterable[str]) -> str | None:
    """Return the first duration as worded."""
    return _first(_DURATION, sentences)


def _first(pattern: re.Pattern[str], sentences: Iterable[str]) -> str | None:
    return next((m.group().strip() for s in sentences if (m := pattern.search(s))), None)


def find_people(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return who is in charge ("배경훈 LG AI연구원장"), from sentences that say who leads it."""
    people: dict[str, str] = {}
    for sentence in sentences:
        if _IN_CHARGE.search(sentence) and _TAKES.search(sentence):
            for match in _PERSON.finditer(sentence):
                if not _NOT_GIVEN.match(match.group(1)):
                    people.setdefault(match.group(1), f"{match.group(1)} {match.group(2)}")
    return tuple(people.values())
