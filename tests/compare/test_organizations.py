from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from flows.compare.organizations import Directory, Said, entry_marks, normalize_name
from flows.model import Kind, LexiconData, Organization, OrganizationEntry, Party
from tests.compare.samples import CONFIG, claim, party

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
    found = Directory(CONFIG)
    names = ["건너전자", "GE전자", "㈜건너전자", "ge 전자"]
    assert {found.key(party(name)) for name in names} == {"건너전자"}
    assert found.key(party("건너")) == normalize_name("건너그룹")


@dataclass
class Remembered:
    """A state that knows these organisations, and what articles taught."""

    known: Sequence[Organization] = ()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def organizations(self, keys: Collection[str], /) -> list[Organization]:
        """Give those that are asked for."""
        return [one for one in self.known if one.key in keys]

    def taught(self, names: Collection[str], /) -> dict[str, frozenset[str]]:
        """Give what these names stand for."""
        return {name: self.names[name] for name in names if name in self.names}


@pytest.mark.parametrize(
    "taught,name,key",
    [
        ({"새로": ["새벽로보틱스"]}, "새로", "새벽로보틱스"),
        ({"새로": ["새벽로보틱스"]}, "새벽로보틱스", "새벽로보틱스"),
        ({"새로": ["새벽로보틱스", "새로운병원"]}, "새로", "새로"),  # two say otherwise: neither
        ({"sr": ["새로"], "새로": ["새벽로보틱스"]}, "SR", "새벽로보틱스"),
        ({"sr": ["새로", "새벽로보틱스"], "새로": ["새벽로보틱스"]}, "SR", "새벽로보틱스"),
        ({"sr": ["새벽로보틱스"], "새벽로보틱스": ["sr"]}, "SR", "새벽로보틱스"),
        ({"sr": ["새벽로보틱스"], "새벽로보틱스": ["sr"]}, "새벽로보틱스", "새벽로보틱스"),
        ({"건너전자": ["새벽로보틱스"]}, "건너전자", "건너전자"),  # config/ knows better
        ({"가람전자": ["ge전자"]}, "가람전자", "건너전자"),
    ],
)
def test_names_that_articles_teach(taught: dict[str, list[str]], name: str, key: str) -> None:
    """A name means what articles say that it stands for, where they agree."""
    known = Remembered(names={one: frozenset(its) for one, its in taught.items()})
    found = Directory(CONFIG, known)
    found.meet([claim(name, "라온대학교")])
    assert found.key(party(name)) == key


def test_people_say_it_first() -> None:
    """What a person said of a name counts before config/ and articles."""
    said = Said({"건너": "새벽로보틱스", "새로": "건너전자"}, {"건너전자": "건너 일렉트로닉스"})
    found = Directory(CONFIG, said=said)
    assert found.key(party("건너")) == "새벽로보틱스"
    assert found.key(party("새로")) == "건너전자"
    assert found.canonical(party("GE전자")) == "건너 일렉트로닉스"


@pytest.mark.parametrize(
    "name,aliases,kind,taught",
    [
        ("한국누리기술원", ["KNT"], Kind.INSTITUTE, {("knt", "한국누리기술원")}),
        ("한국누리기술원", ["한국누리기술원", "㈜한국누리기술원"], Kind.OTHER, set()),
        ("라온종합대", ["RAON"], Kind.UNIVERSITY, {("라온종합대", "raon")}),
        ("라온종합대", ["RAON"], Kind.COMPANY, set()),  # not the kind that config/ has
        ("라온대학교 로봇연구소", ["라온대"], Kind.OTHER, set()),  # a part and its whole
        ("건너전자", ["GE전자", "건너"], Kind.COMPANY, set()),  # config/ has both
        ("건너전자", ["GNE"], Kind.COMPANY, {("gne", "건너전자")}),
    ],
)
def test_what_a_claim_teaches(
    name: str, aliases: list[str], kind: Kind, taught: set[tuple[str, str]]
) -> None:
    """A name that an article gives is kept, unless config/ has it or it is a part's whole."""
    one = Party(name, name, kind, aliases=tuple(aliases))
    assert Directory(CONFIG).teachings(one) == taught


def test_parents_of_config_make_a_lineage() -> None:
    """An organisation is found below what config/ says it is part of."""
    found = Directory(CONFIG)
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
        found = Directory(CONFIG)
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
    found = Directory(LexiconData((ministry, institute, agency)))
    lineages = [found.lineage(found.learn(party(name))) for name in ("누리연구원", "누리청")]
    assert lineages == [("누리연구원",), ("누리청", "누리부")]


def test_parents_in_a_circle_end() -> None:
    """Two articles that call each the part of the other do no harm."""
    found = Directory(CONFIG)
    found.learn(party("누리", parent="가온"))
    found.learn(party("가온", parent="누리"))
    found.learn(party("다솜", parent="다솜"))
    assert [len(found.lineage(key)) for key in ("누리", "가온", "다솜")] == [2, 1, 1]


def test_only_what_changed_is_stored() -> None:
    """What state knows already is not written again; those above come before those below."""
    found = Directory(CONFIG)
    found.learn(party("라온대 AI대학원"))
    changed = found.changed()
    assert [one.key for one in changed] == ["라온대", "라온대ai대학원"]
    again = Directory(CONFIG, Remembered(changed))
    again.learn(party("라온대 AI대학원"))
    assert again.changed() == []


def test_marks_follow_what_config_says() -> None:
    """An entry's mark changes with anything in it, and with nothing else."""
    one, other = OrganizationEntry("가온", Kind.COMPANY), OrganizationEntry("누리", Kind.COMPANY)
    named = replace(one, aliases=("GAON",))
    marks = entry_marks(LexiconData((one, other)))
    assert entry_marks(LexiconData((other, one))) == marks
    changed = entry_marks(LexiconData((named, other)))
    assert changed["누리"] == marks["누리"]
    assert changed["가온"] != marks["가온"]
    assert changed["가온"][1] == {"가온", "gaon"}
