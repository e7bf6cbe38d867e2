"""Changes of name that a sentence tells.

    "가람정보에서 사명을 바꾼 누리소프트"
    "사명을 가람정보에서 누리소프트로 변경했다"
    "가람정보는 사명을 누리소프트로 바꿨다"
    "누리소프트는 지난해 가람정보에서 사명을 변경했다"

A change that is only planned or denied gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONE = r"['\"‘“]?(?P<{}>[A-Za-z가-힣][A-Za-z0-9가-힣&.\-]{{1,19}}?)(?:\([^()]*\))?['\"’”]?"
_OLD, _NEW = _ONE.format("old"), _ONE.format("new")
_SIGN = r"(?:사명|회사명|상호|법인명|기관명|교명|간판|명칭|이름)"
_BECAME = (
    r"(?:바꾸[고며면]|바꾼|바꿔|바꿨|변경하[고며]|변경한|변경해|변경했|교체한|교체했|고친|고쳤)"
)
_BETWEEN = r"\s(?:[^\s,.]+\s){0,3}?"
_EDGE = r"(?<![A-Za-z0-9가-힣])"
_FROM_OLD = (
    rf"{_EDGE}{_OLD}에서{_BETWEEN}{_SIGN}[을를] (?:[^\s,.]+\s)?{_BECAME}\s(?:[^\s,.]+\s)?{_NEW}"
    r"(?=은|는|이|가|와|과|의|을|를|도|\s|,)"
)
_BOTH = rf"{_SIGN}[을를] (?:기존\s|종전의?\s)?{_OLD}에서 {_NEW}(?:으로|로){_BETWEEN}{_BECAME}"
_TO_NEW = (
    rf"{_EDGE}{_OLD}(?:은|는|이|가){_BETWEEN}{_SIGN}[을를] {_NEW}(?:으로|로){_BETWEEN}{_BECAME}"
)
_NOW = (
    rf"{_EDGE}{_NEW}(?:은|는|이|가)\s(?:[^\s,.]+\s){{0,3}}?{_OLD}에서 {_SIGN}[을를]{_BETWEEN}"
    r"(?:바꿨|바꾸고|변경했|변경하고)"
)
_FORMS = tuple(re.compile(form) for form in (_FROM_OLD, _BOTH, _TO_NEW, _NOW))
_SIGNED = re.compile(rf"{_SIGN}[을를]\s")
_NOT_YET = re.compile(r"예정|계획|검토|추진|방침|논의|않|부인")
_AROUND = 90  # characters on each side of 사명을 that can hold both names


def find_renamed(text: str) -> Iterator[tuple[str, str]]:
    """Give old and new name of each change of name that a text tells as done."""
    for sign in _SIGNED.finditer(text):
        sentence = _sentence_around(text, sign.start())
        if _NOT_YET.search(sentence):
            continue
        match = next((m for form in _FORMS if (m := form.search(sentence))), None)
        if match is not None:
            yield match["old"], match["new"]


def _sentence_around(text: str, place: int) -> str:
    """Return what stands around a place, as far as the sentence goes."""
    before = re.split(r"[.!?]\s|\n", text[max(0, place - _AROUND) : place])[-1]
    after = re.split(r"[.!?](?:\s|$)|\n", text[place : place + _AROUND])[0]
    return before + after
