"""Which spellings and short forms vouch for one another."""

from __future__ import annotations

import pytest

from flows.extract.spellings import (
    are_first_sounds,
    are_initials,
    is_shortened,
    opens_with,
    sounds_like,
)


@pytest.mark.parametrize(
    "name, latin, expected",
    [
        ("누리데이터", "NuriData", True),
        ("누리데이터", "Nuri", False),
        ("누리데이터", "Nuri Motors", False),
        ("새벽시스템즈", "Saebyeok Systems", True),
        ("새벽시스템즈", "Dawn Systems", False),
        ("가람정보", "Garam Info", True),
        ("가람정보", "Carbon", False),
        ("건너전자", "Galaxy", False),
        ("한빛바이오", "Hanbit Bio", True),
        ("이음커뮤니케이션즈", "Ieum Communications", True),
        ("케이비앤티", "KB&T", True),
        ("케이비앤티", "KBS", False),
        ("나로", "Nero", False),  # one consonant says nothing
    ],
)
def test_a_latin_name_sounds_like_the_hangul_one(name: str, latin: str, *, expected: bool) -> None:
    """Consonants are compared, and what stands for a whole name must be whole itself."""
    assert sounds_like(name, latin) is expected


@pytest.mark.parametrize(
    "name, letters, expected",
    [
        ("누리웹서비스", "NWS", True),
        ("누리웹서비스", "NKS", False),
        ("누리웹서비스", "WNS", False),
        ("다솜테크", "DST", True),
        ("다솜테크", "DSMT", False),
        ("다솜테크", "DTS", False),
    ],
)
def test_capitals_stand_for_syllables_in_order(name: str, letters: str, *, expected: bool) -> None:
    """The first letter is the first syllable's, the others follow in order."""
    assert are_first_sounds(name, letters) is expected


@pytest.mark.parametrize(
    "name, letters, expected",
    [
        ("한국누리기술원", "KNIT", True),
        ("한국누리기술원", "HNIT", False),
        ("국가누리연구원", "NRI", True),
        ("다솜연구소", "DRI", True),
        ("다솜연구소", "IBM", False),
    ],
)
def test_an_acronym_begins_like_its_name(name: str, letters: str, *, expected: bool) -> None:
    """한국 is the K of Korea; any other name begins with its own sound."""
    assert opens_with(name, letters) is expected


@pytest.mark.parametrize(
    "name, letters, expected",
    [
        ("Korea Institute of Nuri", "KIN", True),
        ("Korea Institute of Nuri", "KION", True),
        ("Korea Institute of Nuri", "KNI", False),
        ("Nuri Robotics", "NR", False),
        ("Nuri", "NRI", False),
    ],
)
def test_initials_are_those_of_all_words(name: str, letters: str, *, expected: bool) -> None:
    """Fewer than three letters are anybody's."""
    assert are_initials(name, letters) is expected


@pytest.mark.parametrize(
    "short, long, expected",
    [
        ("다솜대병원", "다솜대학교병원", True),
        ("다솜대", "다솜대학교", True),
        ("다솜대", "다솜대학교병원", False),
        ("다솜대학교", "국립다솜대학교", True),
        ("누통원", "누리정보통신원", True),
        ("누통센터", "누리정보통신원", False),
        ("건너전자", "건너전자서비스", False),
        ("장터재단", "한국장터재단", False),
        ("누리기", "한국누리기술원", True),
        ("통누원", "누리정보통신원", False),
        ("누리정보통신원", "누리정보통신원", False),
    ],
)
def test_a_contraction_keeps_order_and_kind(short: str, long: str, *, expected: bool) -> None:
    """A beginning or an end of a name is a parent or a common word."""
    assert is_shortened(short, long) is expected
