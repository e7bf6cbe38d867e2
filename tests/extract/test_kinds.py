from __future__ import annotations

import pytest

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.model import Kind

TYPED = [
    ("미르병원", Kind.HOSPITAL),
    ("라온대병원", Kind.HOSPITAL),
    ("가온의료원", Kind.HOSPITAL),
    ("라온대학교", Kind.UNIVERSITY),
    ("라온대", Kind.UNIVERSITY),
    ("다솜여대", Kind.UNIVERSITY),
    ("라온대 AI대학원", Kind.UNIVERSITY),
    ("라온대 산학협력단", Kind.UNIVERSITY),
    ("가람로봇고등학교", Kind.UNIVERSITY),
    ("누리전자기술연구원", Kind.INSTITUTE),
    ("건너 AI연구소", Kind.INSTITUTE),
    ("다온과학기술원", Kind.INSTITUTE),
    ("가람산업진흥원", Kind.INSTITUTE),
    ("가람시", Kind.GOVERNMENT),
    ("새솔부", Kind.GOVERNMENT),
    ("가람군청", Kind.GOVERNMENT),
    ("누리교육청", Kind.GOVERNMENT),
    ("한빛로봇협회", Kind.ASSOCIATION),
    ("미르재단", Kind.ASSOCIATION),
    ("누리농협조합", Kind.ASSOCIATION),
    ("피지컬AI 얼라이언스", Kind.ALLIANCE),
    ("소버린AI 컨소시엄", Kind.ALLIANCE),
    ("건너전자", Kind.COMPANY),
    ("바른은행", Kind.COMPANY),
    ("새벽로보틱스", Kind.COMPANY),
    ("한울바이오", Kind.COMPANY),
]


@pytest.mark.parametrize("name, kind", TYPED)
def test_the_ending_tells_the_kind(name: str, kind: Kind) -> None:
    """A made-up name is typed by what it ends with."""
    assert kind_of(name) is kind


@pytest.mark.parametrize("name", ["건너", "파도", "Nuri", "달림", "별하", ""])
def test_a_name_without_such_an_ending_has_no_kind(name: str) -> None:
    """No kind is guessed where the ending tells none."""
    assert kind_of(name) is None


# an ordinary word that ends like an organisation
ORDINARY = ["일부", "전부", "내부", "시대", "세대", "확대", "기대", "도시", "동시", "반도체", "데이터",
            "에너지", "보험", "통신", "미디어", "병원", "대학", "센터"]  # fmt: skip
NAMES = ["라온대학교", "미르병원", "건너전자", "바른은행", "누리연구원", "가람시", "새벽로보틱스"]


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_is_no_name_by_its_ending(word: str) -> None:
    """A noun of the language that happens to end so makes no organisation."""
    assert kind_of_suffix(word) is None


@pytest.mark.parametrize("name", NAMES)
def test_an_ending_makes_a_name(name: str) -> None:
    """A name that ends like an organisation is one without any list."""
    assert kind_of_suffix(name) is not None
