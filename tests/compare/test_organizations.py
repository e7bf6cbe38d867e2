from __future__ import annotations

import random

import pytest

from flows.compare.organizations import Directory, fingerprint, normalize_name
from flows.model import Kind, LexiconData, Organization, OrganizationEntry, Party
from tests.compare.samples import CONFIG, party

SAME = [
    ("(주)새벽로보틱스", "새벽로보틱스"),
    ("㈜새벽로보틱스", "주식회사 새벽로보틱스"),
    ("새벽로보틱스㈜", "새벽 로보틱스"),
    ("누리대학교", "누리대"),
    ("누리대학교병원", "누리대병원"),
    ("Saebyeok Robotics Inc.", "saebyeok robotics"),
    ("Saebyeok Robotics Co., Ltd.", "SAEBYEOK ROBOTICS"),
    ("Ｎuri".replace("Ｎ", "N"), "NURI"),
    ("누리-AI 연구원", "누리AI연구원"),
    ("\u1102\u116e\u1105\u1175대", "누리대"),  # decomposed syllables
]
DIFFERENT = [
    ("누리대", "누리대 AI대학원"),
    ("누리전자", "누리"),
    ("누리대병원", "누리대"),
    ("새벽", "새벽로보틱스"),
    ("누리주식", "누리"),
    ("인코", "인"),
    ("누리과학원", "누리과학기술원"),
    ("Incheon", "heon"),
    ("Cobalt", "balt"),
    ("대학교", "학교"),
]


@pytest.mark.parametrize("a,b", SAME)
def test_same_names(a: str, b: str) -> None:
    """Legal form, spaces, case and 대학교/대 make no other organisation."""
    assert normalize_name(a) == normalize_name(b)


@pytest.mark.parametrize("a,b", DIFFERENT)
def test_near_misses(a: str, b: str) -> None:
    """A name that contains another is somebody else."""
    assert normalize_name(a) != normalize_name(b)


@pytest.mark.parametrize("name", ["(주)", "주식회사", "㈜", "-", " "])
def test_nothing_but_a_legal_form_is_still_a_name(name: str) -> None:
    """No two organisations meet in an empty key."""
    assert normalize_name(name) or not name.strip()


def test_aliases_of_config() -> None:
    """All wordings that config/ knows are one organisation."""
    found = Directory(CONFIG, {})
    names = ["건너전자", "GE전자", "㈜건너전자", "ge 전자"]
    assert {found.key(party(name)) for name in names} == {"건너전자"}
    assert found.key(party("건너")) == normalize_name("건너그룹")


def test_aliases_stored_earlier() -> None:
    """An alias that state remembers resolves, but config/ decides first."""
    one = Organization("새벽로보틱스", "새벽로보틱스", root="새벽로보틱스")
    found = Directory(CONFIG, {"새벽로보틱스": one, "새로": one, "건너전자": one})
    assert found.key(party("새로")) == "새벽로보틱스"
    assert found.key(party("건너전자")) == "건너전자"


def test_parents_of_config_make_a_lineage() -> None:
    """An organisation is found below what config/ says it is part of."""
    found = Directory(CONFIG, {})
    key = found.learn(party("라온대학교 AI대학원", parent="엉뚱한대학교"))
    assert found.lineage(key) == ("라온대ai대학원", "라온대")


def test_parents_of_claims_are_learnt_in_any_order() -> None:
    """Of several wordings the longest stays, of several parents the first by key."""
    claims = [
        Party("누리대", "누리대", Kind.OTHER),
        Party("누리대학교", "누리대학교", Kind.UNIVERSITY, parent="누리학원"),
        Party("누리대", "누리대", Kind.OTHER, parent="가온재단"),
    ]
    seen = set()
    for turn in range(6):
        random.Random(turn).shuffle(claims)  # noqa: S311 - an order, no secret
        found = Directory(CONFIG, {})
        for one in claims:
            found.learn(one)
        changed = [one for one in found.changed() if one.key == "누리대"]
        seen.update(changed)
    assert seen == {
        Organization("누리대", "누리대학교", Kind.UNIVERSITY, "가온재단", root="가온재단")
    }


def test_a_ministry_is_no_whole_of_its_institutes() -> None:
    """What an institute signs its ministry did not; an agency of the ministry is a part of it."""
    ministry = OrganizationEntry("누리부", Kind.GOVERNMENT)
    institute = OrganizationEntry("누리연구원", Kind.INSTITUTE, parent="누리부")
    agency = OrganizationEntry("누리청", Kind.GOVERNMENT, parent="누리부")
    found = Directory(LexiconData((ministry, institute, agency)), {})
    lineages = [found.lineage(found.learn(party(name))) for name in ("누리연구원", "누리청")]
    assert lineages == [("누리연구원",), ("누리청", "누리부")]


def test_parents_in_a_circle_end() -> None:
    """Two articles that call each the part of the other do no harm."""
    found = Directory(CONFIG, {})
    found.learn(party("누리", parent="가온"))
    found.learn(party("가온", parent="누리"))
    found.learn(party("다솜", parent="다솜"))
    assert [len(found.lineage(key)) for key in ("누리", "가온", "다솜")] == [2, 1, 1]


def test_only_what_changed_is_stored() -> None:
    """What state knows already is not written again; those above come before those below."""
    found = Directory(CONFIG, {})
    found.learn(party("라온대 AI대학원"))
    changed = found.changed()
    assert [one.key for one in changed] == ["라온대", "라온대ai대학원"]
    again = Directory(CONFIG, {one.key: one for one in changed})
    again.learn(party("라온대 AI대학원"))
    assert again.changed() == []


def test_fingerprint_follows_what_config_says() -> None:
    """The order of the file does not matter, any name does."""
    one, other = OrganizationEntry("가온", Kind.COMPANY), OrganizationEntry("누리", Kind.COMPANY)
    assert fingerprint(LexiconData((one, other))) == fingerprint(LexiconData((other, one)))
    assert fingerprint(LexiconData((one,))) != fingerprint(LexiconData((one, other)))
