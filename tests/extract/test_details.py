from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.details import find_alliances, find_amount, find_duration, find_name, find_people
from tests.extract.marked import only

PEOPLE = [
    ("김하늘 교수가 센터장을 맡는다.", ["김하늘 교수"]),
    ("김하늘 라온대 교수가 센터장을 맡는다.", ["김하늘 라온대 교수"]),
    ("초대 센터장은 김하늘 교수가 맡는다.", ["김하늘 교수"]),
    ("연구책임자인 이바다 라온대 교수가 센터를 이끈다.", ["이바다 라온대 교수"]),
    ("공동 센터장은 김하늘 건너전자 사장과 이바다 라온대 교수가 맡는다.",
     ["김하늘 건너전자 사장", "이바다 라온대 교수"]),
    ("행사에는 김하늘 대표와 이바다 총장이 참석했다.", []),
    ("센터장은 아직 정해지지 않았다.", []),
    ("해당 센터장 교수가 맡는다.", []),
    ("김하늘 교수는 협약의 뜻을 설명했다.", []),
]  # fmt: skip
AMOUNTS = [
    ("총 120억원을 들인다.", "총 120억원"),
    ("50억원을 투자한다.", "50억원"),
    ("3,000만 달러를 투자한다.", "3,000만 달러"),
    ("1조2000억 원을 들인다.", "1조2000억 원"),
    ("직원은 120명이다.", None),
    ("원천 기술 5건을 확보한다.", None),
]
DURATIONS = [
    ("3년간 연구한다.", "3년간"),
    ("세 개월간 실증한다.", "세 개월간"),
    ("2029년까지 연구한다.", "2029년까지"),
    ("2030년 말까지 짓는다.", "2030년 말까지"),
    ("3년 만에 다시 만났다.", None),
    ("2029년 문을 연다.", None),
]
NAMES = [
    ("‘새별 AI 연구센터’를 설립했다.", "새별 AI 연구센터"),
    ("'SNU-건너 AI 리서치 센터' 현판식을 열었다.", "SNU-건너 AI 리서치 센터"),
    ("“누리 AI 얼라이언스”를 발족했다.", "누리 AI 얼라이언스"),
    ("‘새별 AI 연구소(SAI)’를 설립했다.", "새별 AI 연구소"),
    ("공동연구센터를 설립했다.", None),
    ("‘온디바이스 AI 공동연구’ 협약을 맺었다.", None),
    ("AI 모델 ‘누리챗’을 공개했다.", None),
]


@pytest.mark.parametrize("sentence, people", PEOPLE)
def test_people_in_charge_are_those_who_lead(sentence: str, people: list[str]) -> None:
    """Who takes the lead is in charge; who attends or speaks is not."""
    assert list(find_people([sentence])) == people


@pytest.mark.parametrize("sentence, amount", AMOUNTS)
def test_an_amount_is_a_sum_of_money_as_worded(sentence: str, amount: str | None) -> None:
    """Only money is an amount."""
    assert find_amount([sentence]) == amount


@pytest.mark.parametrize("sentence, duration", DURATIONS)
def test_a_duration_says_how_long(sentence: str, duration: str | None) -> None:
    """A span of time or its end is a duration; a moment is not."""
    assert find_duration([sentence]) == duration


@pytest.mark.parametrize("sentence, name", NAMES)
def test_the_name_is_that_of_the_common_body(sentence: str, name: str | None) -> None:
    """A quoted centre or alliance gives the deal its name; a product or an agreement does not."""
    assert find_name([sentence]) == name


ALLIANCES = [
    ("연합체 ‘누리 AI 얼라이언스’를 발족했다.", ["누리 AI 얼라이언스"]),
    ("‘소버린 AI 컨소시엄’에 참여했다.", ["소버린 AI 컨소시엄"]),
    ("‘누리 AI 얼라이언스’ 관계자가 말했다.", []),
    ("‘새별 AI 연구소’를 발족했다.", []),
]


@pytest.mark.parametrize("sentence, names", ALLIANCES)
def test_an_alliance_is_one_that_forms_or_is_joined(sentence: str, names: list[str]) -> None:
    """An alliance is told where it is formed or joined, not wherever it is mentioned."""
    assert list(find_alliances([sentence])) == names


def test_a_claim_carries_its_details(lexicon: Lexicon) -> None:
    """Name, people, amount, duration and day come from the sentences about the deal."""
    claim = only(
        "건너전자와 라온대는 24일 ‘새별 AI 연구센터’를 설립했다. 초대 센터장은 김하늘 교수가 맡는다. "
        "건너전자는 5년간 총 120억원을 투자한다.",
        lexicon,
    )
    assert (claim.name, claim.people) == ("새별 AI 연구센터", ("김하늘 교수",))
    assert (claim.amount, claim.duration, claim.date) == ("총 120억원", "5년간", "2026-11-24")


def test_nothing_is_invented(lexicon: Lexicon) -> None:
    """A text that tells no details gives none."""
    claim = only("건너전자와 라온대는 AI 업무협약을 체결했다.", lexicon)
    assert (claim.name, claim.people, claim.amount, claim.duration, claim.date) == (
        None, (), None, None, None,
    )  # fmt: skip
