from __future__ import annotations

import pytest

from flows.model import Kind, LexiconData, Organization, Party, TopicEntry
from flows.naming import closest, config_topics, narrower, parts_of, party_keys

NAMES = [
    "한국대",
    "서울대",
    "서울대병원",
    "네이버",
    "카카오",
    "카카오뱅크",
    "삼성전자",
    "LG AI연구원",
]


@pytest.mark.parametrize(
    "name, found",
    [
        ("함국대", "한국대"),
        ("서을대", "서울대"),
        ("네이벼", "네이버"),
        ("카까오", "카카오"),
        ("삼성", "삼성전자"),
        ("lg ai 연구원", "LG AI연구원"),
        ("한글과컴퓨터", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_closest_name_is_told(name: str, found: str | None) -> None:
    """A slip of a letter finds the name; what is like none finds none."""
    assert closest(name, NAMES, 1) == ([found] if found else [])


def test_many_names_are_walked_and_the_best_are_kept() -> None:
    """In order of likeness, whatever comes first."""
    names = [f"서울대{number}" for number in range(2_000)]
    for order in ([*names, "서울대"], ["서울대", *names]):
        assert closest("서울대", order, 2) == ["서울대", "서울대0"]


def test_a_topic_stands_for_its_narrower_ones() -> None:
    """All the way down, with their aliases; not for what is above or beside."""
    config = LexiconData(
        topics=(
            TopicEntry("인공지능", ("AI",)),
            TopicEntry("의료 AI", ("Medical AI",), broader="인공지능"),
            TopicEntry("영상 진단", broader="의료 AI"),
            TopicEntry("로봇"),
        )
    )
    topics = config_topics(config)
    assert narrower(topics["medicalai"], config) == ("의료ai", "medicalai", "영상진단")
    assert narrower(topics["로봇"], config) == ("로봇",)
    assert set(narrower(topics["ai"], config)) > {"인공지능", "영상진단"}


def test_an_organisation_stands_for_its_parts() -> None:
    """All the way down; not for what it is part of, nor for others of the family."""
    family = [
        Organization("그룹", "그룹", root="그룹"),
        Organization("전자", "전자", parent="그룹", root="그룹"),
        Organization("연구소", "연구소", parent="전자", root="그룹"),
        Organization("화학", "화학", parent="그룹", root="그룹"),
    ]
    assert parts_of("전자", family) == ("전자", "연구소")
    assert set(parts_of("그룹", family)) == {"그룹", "전자", "연구소", "화학"}
    assert parts_of("없음", family) == ("없음",)


def test_parties_are_paired_with_what_is_stored() -> None:
    """By key, by the stored name, and by what is left where that is one; never by a guess."""
    stored = [Organization("라온대", "라온대학교"), Organization("geon", "건너전자")]
    raon = Party("라온대", "라온대학교", Kind.UNIVERSITY)
    gunneo = Party("건너전자", "건너전자")
    other = Party("건너", "건너")
    assert [key for _, key in party_keys([raon, gunneo], stored)] == ["라온대", "geon"]
    assert [key for _, key in party_keys([other, raon], stored)] == ["geon", "라온대"]
    assert [key for _, key in party_keys([other, Party("미르", "미르")], stored)] == [None, None]
