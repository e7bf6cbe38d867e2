"""Whether one name spells or shortens another: RaonData and 라온데이터, KNIT and 한국누리기술원.

For names that a text gives side by side. All of it would rather miss a short form than take
a parent, a place or a product for one: a wrong alias joins two organisations for ever.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.normalize import name_key

_FIRST, _LAST = 0xAC00, 0xD7A3
_PER_INITIAL, _FINALS, _VOWELS = 588, 28, 21
_INITIALS = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t",
             "p", "h")  # fmt: skip
_FINAL_SOUNDS = ("", "k", "k", "k", "n", "n", "n", "t", "r", "k", "m", "p", "r", "r", "p", "r",
                 "m", "p", "p", "t", "t", "n", "t", "t", "k", "t", "p", "h")  # fmt: skip
_SOUND_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tion", "sn"),
        (r"ch|j|z(?=[aeiou])", "C"),
        (r"g(?=[ei])", "C"),
        (r"ph|[bvf]", "p"),
        (r"c(?=[eiy])|z|sh", "s"),
        (r"x", "ks"),
        (r"[cgq]", "k"),
        (r"th|d", "t"),
        (r"l", "r"),
        (r"C", "c"),
        (r"(?<=[^aeiou\s])?[^kntrmpsch]", ""),
    )
)
_COMPANY = re.compile(r"[\s,]+(?:Inc|Corp|Corporation|Co|Ltd|LLC|Limited|GmbH|AG)\.?$")
_SAME = (
    0.8  # of the consonants; 0.75 takes 가람정보 for Carbon, 0.85 loses 로보틱스 beside Robotics
)
_LETTERS = {
    "A": "에이", "B": "비", "C": "씨|시", "D": "디", "E": "이", "F": "에프", "G": "지",
    "H": "에이치", "I": "아이", "J": "제이", "K": "케이", "L": "엘", "M": "엠", "N": "엔",
    "O": "오", "P": "피", "Q": "큐", "R": "아르|알", "S": "에스", "T": "티", "U": "유",
    "V": "브이", "W": "더블유", "X": "엑스", "Y": "와이", "Z": "제트|지", "&": "앤|앤드",
}  # fmt: skip
_OPENINGS = (  # the English word that opens the name of a public body, by its first letter
    ("한국", "K"), ("대한", "K"), ("국립", "NK"), ("국가", "N"), ("전국", "NK"), ("국제", "I"),
    ("세계", "W"), ("아시아", "A"), ("유럽", "E"), ("과학", "S"), ("정보", "I"), ("전자", "E"),
    ("기초", "B"), ("산업", "I"),
)  # fmt: skip
_OF_LETTER = {"F": "ph", "C": "ksc", "G": "kc", "J": "c", "Z": "cs", "X": "ks", "Q": "k"}
_LEGAL_START = re.compile(r"^(?:국립|시립|도립|학교법인|재단법인|사단법인|의료법인)")
_LONG_ENOUGH = 5  # letters of a name whose two consonants are not shared by chance
_SHORTEST = 3  # syllables of a short form that nothing but its letters vouches for


def sounds_like(name: str, latin: str) -> bool:
    """Return whether a Latin name spells a Hangul or mixed one: 라온데이터, RaonData."""
    return _is_spelled_out(name, latin) or _has_same_sounds(name, _COMPANY.sub("", latin))


def _is_spelled_out(name: str, latin: str) -> bool:
    """Return whether the letters are written by their names: 케이티앤지, KT&G."""
    if not latin.isupper() or any(letter not in _LETTERS for letter in latin):
        return False
    pattern = "".join(f"(?:{_LETTERS[letter]})" for letter in latin)
    return re.fullmatch(pattern, name_key(name)) is not None


def _has_same_sounds(name: str, latin: str) -> bool:
    """Compare consonants; a beginning alone names a group and not its company: 라온데이터, Raon."""
    one, other = _sounds(name), _sounds(latin)
    if len(latin) < _LONG_ENOUGH or len(one) > 2:  # not of Maru in MaruAI
        one, other = one.rstrip("r"), other.rstrip("r")  # 네이버, NAVER
    if min(len(one), len(other)) < 2 or one[0] != other[0] or not _begin_alike(name, latin):
        return False
    is_part = one != other and (one.startswith(other) or other.startswith(one))
    return not is_part and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME


def _begin_alike(name: str, latin: str) -> bool:
    """Return whether both begin with a vowel or both with a consonant."""
    has_vowel = latin[:1].casefold() in "aeiouwy"
    return has_vowel == (_initial(name[:1]) == "" or name[:1].casefold() in "aeiouwy")


def _initial(syllable: str) -> str | None:
    """Return the consonant that a syllable begins with, "" for ㅇ, None for another character."""
    if not syllable or not _FIRST <= ord(syllable) <= _LAST:
        return None
    return _INITIALS[(ord(syllable) - _FIRST) // _PER_INITIAL]


def _sounds(name: str) -> str:
    """Return the consonants of a name in both scripts, the same ones in a row once."""
    runs = re.findall(r"[가-힣]|[a-z]+", name.casefold())
    sounds = "".join(_of_syllable(r) if _initial(r[0]) is not None else _of_latin(r) for r in runs)
    return "".join(sound for sound, _ in groupby(sounds))


def _of_syllable(syllable: str) -> str:
    if syllable == "즈":  # a plural: 시스템즈, Systems
        return "s"
    final = _FINAL_SOUNDS[(ord(syllable) - _FIRST) % _FINALS]
    return f"{_initial(syllable)}{final}"


def _of_latin(text: str) -> str:
    for pattern, sound in _SOUND_RULES:
        text = pattern.sub(sound, text)
    return text


def are_first_sounds(name: str, letters: str) -> bool:
    """Return whether capitals stand for syllables of a name in order: 누리웹서비스, NWS."""
    starts = [_initial(syllable) for syllable in name_key(name)]
    if not starts or not _stands_for(letters[0], starts[0]):
        return False
    rest = iter(starts)
    return all(any(_stands_for(letter, start) for start in rest) for letter in letters)


def _stands_for(letter: str, start: str | None) -> bool:
    if start is None:
        return False
    if letter in "AEIOUWY":
        return start == ""
    return start != "" and start in _OF_LETTER.get(letter, _of_latin(letter.casefold()))


def opens_with(name: str, letters: str) -> bool:
    """Return whether an acronym can begin a public body's name: 한국라온기술원, KRIT."""
    first = letters[0]
    told = next((known for opening, known in _OPENINGS if name.startswith(opening)), None)
    if told is not None:
        return first in told
    return name[0] == first or _stands_for(first, _initial(name[0]))


def are_initials(name: str, letters: str) -> bool:
    """Return whether letters are the initials of a Latin name: Korea Institute of X, KIX."""
    words = re.findall(r"[A-Za-z][A-Za-z']*|\d+", name)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return len(capitals) >= _SHORTEST and letters in (
        capitals,
        "".join(w[0] for w in words).upper(),
    )


def is_shortened(short: str, long: str) -> bool:
    """Return whether a Hangul name is a contraction of the longer: 서울대병원, 서울대학교병원.

    A beginning or an end of it alone is none: that names its whole (라온대 of 라온대학교병원,
    건너전자 of 건너전자서비스), or nothing in particular (장학재단 of 한국장학재단).
    """
    a, b = name_key(short), name_key(long)
    if len(a) < 2 or len(a) >= len(b) or not _are_one_kind(short, long):
        return False
    if b in (f"{a}학교", _LEGAL_START.sub("", a)) or _LEGAL_START.sub("", b) == a:
        return True  # 라온대(학교), (국립)라온대학교
    if len(a) < _SHORTEST or b.startswith(a) or b.endswith(a):
        return False
    rest = iter(b)
    return all(syllable in rest for syllable in a) and _begins_a_word(a, b)


def is_cut_from(short: str, long: str) -> bool:
    """Return whether a name that a text introduces as short (이하 …) is some of the longer one.

    Its own beginning or end will do here, and letters for a part: 솔빛TP of 솔빛테크노파크.
    """
    a, b = name_key(short), name_key(long)
    hangul = "".join(re.findall(r"[가-힣]", a))
    if len(hangul) < 2 or len(a) >= len(b):
        return False
    rest = iter(b)
    return all(syllable in rest for syllable in hangul)


def _begins_a_word(short: str, long: str) -> bool:
    """Return whether a contraction begins where the name does, or behind its 한국, 대한, 국립."""
    opened = next((o for o, _ in _OPENINGS if long.startswith(o)), "")
    return short[0] in (long[0], long[len(opened) : len(opened) + 1])


def _are_one_kind(short: str, long: str) -> bool:
    kind = kind_of_suffix(short)
    return kind is None or kind is kind_of(long)
