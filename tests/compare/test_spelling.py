from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.compare.names import normalize_name
from flows.compare.spelling import is_spelled_alike

ALIKE = [
    ("새벽로보틱스", "새벽로보틱즈"),  # a letter wrong
    ("새벽로보틱스", "새벽로보티스"),  # a letter missing
    ("한결데이터", "한결데이타"),
    ("Saebyeok Robotics", "Saebyoek Robotics"),  # two exchanged
    ("Saebyeok Robotics", "Saebyeok Robotcs"),
    ("새벽로보틱스", "Saebyeok Robotics"),
    ("누리데이터", "Nuri Data"),
    ("루미닉스", "Luminix"),
    ("마루에이아이", "마루AI"),
    ("마루데이터에이아이", "Maru Data AI"),
    ("한결손해보험", "한결손보"),  # syllables left out
    ("한결자동차", "한결차"),
]
OTHER = [
    ("건너전자", "건너전자"),
    ("라온대", "다온대"),  # the first syllable tells names apart
    ("한솔", "한샘"),
    ("누리", "누리온"),
    ("메아", "메아넷"),
    ("LG", "LG CNS"),
    ("새벽로보틱스", "새벽바이오"),
    ("새벽1연구소", "새벽2연구소"),
    ("Nurion", "Nurinet"),
    ("Maru", "Moru"),  # too short
    ("루미닉스", "Lumen"),
    ("한결전자", "한길자동차"),
    ("건너전자", "가람전자"),
    ("누리온", "누리온넷"),  # a beginning is another's name
    ("3M", "3N"),
]


@pytest.mark.parametrize("one,other", ALIKE)
def test_alike(one: str, other: str) -> None:
    """A slip, a short form or another script may be one name."""
    assert is_spelled_alike(normalize_name(one), normalize_name(other))


@pytest.mark.parametrize("one,other", OTHER)
def test_other(one: str, other: str) -> None:
    """Names that merely look like one another are two."""
    assert not is_spelled_alike(normalize_name(one), normalize_name(other))


@given(st.text("가나다라마바사 AIaci1", max_size=12), st.text("가나다라마바사 AIaci1", max_size=12))
def test_symmetric(one: str, other: str) -> None:
    """It does not matter which name is asked about first."""
    a, b = normalize_name(one), normalize_name(other)
    assert is_spelled_alike(a, b) is is_spelled_alike(b, a)
