"""Korean particles, chosen by the sound that a word ends in.

A closed syllable takes 은, 이, 과, 을 and an open one 는, 가, 와, 를. Names end in Hangul, in
digits that are read in Korean, or in Latin letters that are either spelled (LG, 엘지) or
read as a word (Kong, 콩). Where the sound can't be known both forms are given: "은(는)".
"""

from __future__ import annotations

import re

_PAIRS = {"은": "는", "이": "가", "과": "와", "을": "를"}
_CLOSED_DIGITS = frozenset("013678")  # 영 일 삼 육 칠 팔; 0 also ends 십, 백, 천, 만
_CLOSED_LETTERS = frozenset("LMNR")  # 엘 엠 엔 알
_CLOSED_WORD = re.compile(r"(?:[lmn]|ng|le|ne|[aeiou]me|[aeiou]c?k|[aeiou][pt])$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")  # "한국과학기술원(KAIST)" ends in 원
_EDGE = re.compile(r"[^0-9A-Za-z가-힣\u3400-\u9fff\u3040-\u30ff]+$")
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_SYLLABLES_OF_A_VOWEL = 28  # one open and 27 closed, in Unicode's order
_FIRST_SYLLABLE = 0xAC00
_SPELLED = 3  # capitals up to this length are spelled; KAIST and POSTECH are read


def topic(word: str) -> str:
    """은 or 는."""
    return _particle(word, "은")


def subject(word: str) -> str:
    """이 or 가."""
    return _particle(word, "이")


def companion(word: str) -> str:
    """과 or 와."""
    return _particle(word, "과")


def object_(word: str) -> str:
    """을 or 를."""
    return _particle(word, "을")


def _particle(word: str, closed: str) -> str:
    is_closed = ends_closed(word)
    if is_closed is None:
        return f"{closed}({_PAIRS[closed]})"
    return closed if is_closed else _PAIRS[closed]


def ends_closed(word: str) -> bool | None:
    """Whether the spoken word ends in a consonant; None where that can't be known."""
    spoken = _EDGE.sub("", _ASIDE.sub("", word)) or _EDGE.sub("", word)
    last = spoken[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - _FIRST_SYLLABLE) % _SYLLABLES_OF_A_VOWEL != 0
    if last.isascii() and last.isdigit():
        return last in _CLOSED_DIGITS
    if latin := _LAST_WORD.search(spoken):
        return _latin_ends_closed(latin.group())
    return None


def _latin_ends_closed(word: str) -> bool:
    is_spelled = len(word) == 1 or (word.isupper() and len(word) <= _SPELLED)
    if is_spelled or (word[-1].isupper() and not word.isupper()):  # OpenAI ends in the letter I
        return word[-1].upper() in _CLOSED_LETTERS
    return _CLOSED_WORD.search(word) is not None
