"""Whether two names may be one name, written wrongly, shortened or in another script.

Never enough to join two organisations: compare asks for the same partner, day and subject
too, and `matson organizations review` asks a person.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, pairwise
from typing import Final

SYLLABLES: Final = 4  # shorter names differ by a letter and mean somebody else: 한화, 한샘
LETTERS: Final = 6
SHORTENED: Final = 3  # syllables of a short name: two begin the names of whole groups
SOUNDS: Final = 3  # consonants that a name in two scripts must share

_HANGUL: Final = re.compile("[가-힣]")
_LATIN: Final = re.compile("[a-z]")
# consonants that one script writes for another's, by place and manner
_KOREAN_SOUNDS: Final = {
    **dict.fromkeys("ㄱㅋㄲ", "k"),
    **dict.fromkeys("ㄷㅌㄸ", "t"),
    **dict.fromkeys("ㅂㅍㅃ", "p"),
    **dict.fromkeys("ㅅㅆ", "s"),
    **dict.fromkeys("ㅈㅊㅉ", "c"),
    "ㄴ": "n",
    "ㄹ": "l",
    "ㅁ": "m",
}
_LATIN_SOUNDS: Final = {
    **dict.fromkeys("kqg", "k"),
    **dict.fromkeys("td", "t"),
    **dict.fromkeys("pbfv", "p"),
    **dict.fromkeys("jz", "c"),
    "s": "s",
    "n": "n",
    "l": "l",
    "r": "l",
    "m": "m",
}
# only where two at least stand together: one alone is a syllable of a word
_LETTER_NAMES: Final = {
    "에이치": "h", "더블유": "w", "에이": "a", "에프": "f", "아이": "i", "제이": "j", "케이": "k",
    "에스": "s", "브이": "v", "엑스": "x", "와이": "y", "제트": "z", "비": "b", "씨": "c",
    "디": "d", "지": "g", "엘": "l", "엠": "m", "엔": "n", "오": "o", "피": "p", "큐": "q",
    "알": "r", "티": "t", "유": "u",
}  # fmt: skip
_LETTER: Final = re.compile("|".join(sorted(_LETTER_NAMES, key=len, reverse=True)))
_SAID_LETTERS: Final = re.compile(f"(?:{_LETTER.pattern}){{2,}}")
_BEFORE_SOFT: Final = "eiy"
_VOWELS: Final = "aeiouyw"
_INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS: Final = " ㄱㄲㄱㄴㄴㄴㄷㄹㄹㄹㄹㄹㄹㄹㄹㅁㅂㅂㅅㅅㅇㅈㅊㅋㅌㅍㅎ"


def is_spelled_alike(a: str, b: str) -> bool:
    """Say whether normalised names differ by a slip, one is short for the other, or sounds so."""
    if a == b or _digits(a) != _digits(b):
        return False
    a, b = _letters_said(a), _letters_said(b)
    scripts = _is_korean(a), _is_korean(b)
    if None in scripts:
        return False
    if scripts[0] != scripts[1]:
        return _sound_alike(a, b)
    return a == b or _is_slip(a, b) or (scripts[0] is True and _is_short_for(a, b))


def _is_slip(a: str, b: str) -> bool:
    """One letter wrong, missing, doubled, or two exchanged; of Hangul one jamo.

    Not in the first syllable, by which names are told apart and which readers would notice.
    """
    least = SYLLABLES if _is_korean(a) else LETTERS
    if min(len(a), len(b)) < least or a[0] != b[0]:
        return False
    return _is_one_step(_letters(a), _letters(b))


def _is_short_for(a: str, b: str) -> bool:
    """Say whether one leaves out syllables within the other: 한울손보 for 한울손해보험.

    A mere beginning is another's name as often: 누리온 of 누리온넷.
    """
    short, long = sorted((a, b), key=len)
    is_beginning = long.startswith(short)
    if len(short) < SHORTENED or short[:2] != long[:2] or is_beginning:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _is_one_step(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return len(b) == len(a) + 1 and a[start:] == b[start + 1 :]
    is_wrong = a[start + 1 :] == b[start + 1 :]
    is_exchanged = a[start : start + 2] == b[start : start + 2][::-1]
    return is_wrong or (is_exchanged and a[start + 2 :] == b[start + 2 :])


def _sound_alike(a: str, b: str) -> bool:
    first, second = _sounds(a), _sounds(b)
    return first == second and len(first) >= SOUNDS


def _sounds(name: str) -> str:
    """Give the consonants of a name as sounds; what only one of the scripts writes is left out."""
    sounds = _korean_sounds(name) if _is_korean(name) else _latin_sounds(name)
    return "".join(sound for sound, _ in groupby(sounds))


def _korean_sounds(name: str) -> str:
    found = []
    for letter in name:
        if not _HANGUL.match(letter):
            found += list(_latin_sounds(letter))
            continue
        place = ord(letter) - ord("가")
        initial, final = _INITIALS[place // 588], _FINALS[place % 28]
        found += [_KOREAN_SOUNDS.get(initial, ""), "n" if final == "ㅇ" else ""]
        found += ["t" if final == "ㅅ" else _KOREAN_SOUNDS.get(final, "")]  # 루닛 is Lunit
    return "".join(found)


def _latin_sounds(name: str) -> str:
    plain = unicodedata.normalize("NFD", name).replace("ph", "f").replace("ck", "k")
    plain = plain.replace("ch", "j").replace("sh", "s").replace("th", "s")
    found = []
    for letter, after in pairwise(plain + " "):
        if letter == "c":
            found.append("s" if after in _BEFORE_SOFT else "k")
        elif letter == "g" and after in _BEFORE_SOFT:
            found.append("c")
        elif letter == "x":
            found.append("ks")
        elif letter == "r" and after not in _VOWELS:
            continue  # 센터 for center
        elif not (letter == "g" and found and found[-1] == "n" and after not in _VOWELS):
            found.append(_LATIN_SOUNDS.get(letter, ""))
    return "".join(found)


def _letters_said(name: str) -> str:
    """Give a Korean name with the Latin letters that it says: 누리에이아이 is 누리ai."""
    return _SAID_LETTERS.sub(
        lambda said: _LETTER.sub(lambda one: _LETTER_NAMES[one[0]], said[0]), name
    )


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", name)


def _is_korean(name: str) -> bool | None:
    """Say in which script a name is; None where it is in neither."""
    if _HANGUL.search(name):
        return True
    return False if _LATIN.search(name) else None


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)
