from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.groups import find_group, points_back, size_of, size_of_paper
from flows.extract.names import Name

# (a phrase, how many it means; None: it says no number)
GROUPS = [
    ("양사", 2), ("양 기관", 2), ("두 회사", 2), ("두 대학 총장", 2), ("3사", 3), ("세 곳", 3), ("셋", 3),
    ("5자", 5), ("그 결과 세 기관", 3), ("여섯 기관", 6), ("10개 기관", 10), ("이들", None), ("양측", 2),
]  # fmt: skip
NO_GROUPS = ["두 조직", "두 제품", "라온대", "세종시", "양파", "두부", "기관", "3차 협약"]


@pytest.mark.parametrize("text, size", GROUPS)
def test_a_group_points_back_and_says_how_many(
    text: str, size: int | None, lexicon: Lexicon
) -> None:
    """A number with a noun for organisations, whatever stands before it."""
    assert points_back(text, lexicon)
    assert size_of(text) == size


@pytest.mark.parametrize("text", NO_GROUPS)
def test_other_phrases_point_nowhere(text: str, lexicon: Lexicon) -> None:
    """Numbers of other things, and names that begin like a number, are no groups."""
    assert not points_back(text, lexicon)


@pytest.mark.parametrize(
    "text, size",
    [
        ("4일 체결된 3자 협약은", 3),
        ("5자 간 양해각서", 5),
        ("양자 협력", 2),
        ("13자 이내로 협약", None),
        ("업무협약을 체결했다", None),
    ],
)
def test_a_paper_says_how_many_have_signed_it(text: str, size: int | None) -> None:
    """By its own name: 3자 협약."""
    assert size_of_paper(text) == size


def _names(*texts: str) -> tuple[Name, ...]:
    return tuple(Name(text, 0, len(text), 0.9) for text in texts)


def test_a_count_means_the_nearest_that_are_so_many(lexicon: Lexicon) -> None:
    """The last sentence's if they are enough, else with those before; too many mean nobody."""
    said = [_names("건너전자"), _names("라온대학교", "미르병원")]
    assert [n.text for n in find_group(2, said, lexicon)] == ["라온대학교", "미르병원"]
    assert [n.text for n in find_group(3, said, lexicon)] == ["건너전자", "라온대학교", "미르병원"]
    assert find_group(4, said, lexicon) == ()
    assert find_group(1, said, lexicon) == ()


def test_a_part_counts_as_its_whole_and_stands_for_it(lexicon: Lexicon) -> None:
    """라온대학교 and its 라온대학교 AI대학원 are one, told by the part."""
    said = [_names("라온대학교", "건너전자"), _names("라온대학교 AI대학원")]
    assert [n.text for n in find_group(2, said, lexicon)] == ["라온대학교 AI대학원", "건너전자"]
