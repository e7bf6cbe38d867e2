"""What a text teaches about its parties' names, and what brackets hold besides."""

from __future__ import annotations

import re

import pytest

from flows.extract import Lexicon
from flows.extract.renamed import find_renamed
from flows.model import Claim
from tests.extract.marked import claims, only

SIGNS_IN_ENGLISH = "Saebyeok Robotics signed an MOU on AI research with {} on Monday."


def signs(worded: str) -> str:
    """Return the sentence in which somebody signs, with the particle that the name takes."""
    last = re.sub(r"\([^)]*\)", "", worded)[-1]
    has_final = "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 != 0
    return f"{worded}{'은' if has_final else '는'} 24일 라온대와 AI 업무협약을 체결했다."


def taught(claim: Claim, name: str) -> tuple[str, ...]:
    """Return the other names that a claim has for one of its parties."""
    (party,) = (party for party in claim.parties if party.name == name)
    return party.aliases


# what stands in the sentence, the party's name, the names that it teaches
TAUGHT = [
    # acronyms of public bodies
    ("한국누리기술원(KNIT)", "한국누리기술원", "KNIT"),
    ("KNIT(한국누리기술원)", "KNIT", "한국누리기술원"),
    ("한국누리기술원(KNIT·원장 김하늘)", "한국누리기술원", "KNIT"),
    ("한국누리기술원(KNIT, 원장 김하늘)", "한국누리기술원", "KNIT"),
    ("한국누리기술원(원장 김하늘, KNIT)", "한국누리기술원", "KNIT"),
    ("누리대학교(NRU)", "누리대학교", "NRU"),
    ("국가누리연구원(NNRI)", "국가누리연구원", "NNRI"),
    ("한국누리협회(KNA)", "한국누리협회", "KNA"),
    ("한국과학기술원(KAIST)", "한국과학기술원", "KAIST"),
    # a company's letters and spellings
    ("누리데이터(NuriData)", "누리데이터", "NuriData"),
    ("NuriData(누리데이터)", "NuriData", "누리데이터"),
    ("새벽로보틱스(Saebyeok Robotics)", "새벽로보틱스", "Saebyeok Robotics"),
    ("별하에이아이(Byeolha AI)", "별하에이아이", "Byeolha AI"),
    ("달림시스템즈(DALLIM SYSTEMS)", "달림시스템즈", "DALLIM SYSTEMS"),
    ("누리웹서비스(NWS)", "누리웹서비스", "NWS"),
    ("케이비앤티(KB&T)", "케이비앤티", "KB&T"),
    ("제이디엘(JDL)", "제이디엘", "JDL"),
    # contractions
    ("다솜대학교병원(다솜대병원)", "다솜대학교병원", "다솜대병원"),
    ("한국가람생명연구원(가람생명연)", "한국가람생명연구원", "가람생명연"),
    ("다솜대학교(다솜대)", "다솜대학교", "다솜대"),
    # introduced by a word
    ("한국누리기술원(이하 KNIT)", "한국누리기술원", "KNIT"),
    ("한국누리기술원(이하 ‘KNIT’)", "한국누리기술원", "KNIT"),
    ("한국누리기술원(이하 'KNIT'라 함)", "한국누리기술원", "KNIT"),
    ("한국누리진흥원(이하 NI)", "한국누리진흥원", "NI"),
    ("한국누리진흥원(이하 누진원)", "한국누리진흥원", "누진원"),
    # former names
    ("누리소프트(옛 가람정보)", "누리소프트", "가람정보"),
    ("누리소프트(구 가람정보)", "누리소프트", "가람정보"),
    ("누리소프트(舊가람정보)", "누리소프트", "가람정보"),
    ("누리소프트(전 가람정보)", "누리소프트", "가람정보"),
    ("누리소프트(옛 (주)가람정보)", "누리소프트", "가람정보"),
    ("누리소프트(옛 가람정보, 대표 김하늘)", "누리소프트", "가람정보"),
    ("누리대(옛 가람산업대)", "누리대", "가람산업대"),
    ("가람정보에서 사명을 바꾼 누리소프트", "누리소프트", "가람정보"),
    ("가람정보에서 지난해 사명을 변경한 누리소프트", "누리소프트", "가람정보"),
]


@pytest.mark.parametrize("worded, name, other", TAUGHT)
def test_a_text_teaches_other_names(worded: str, name: str, other: str, lexicon: Lexicon) -> None:
    """A bracket that abbreviates, spells or recalls a party's name is an alias of the party."""
    assert taught(only(signs(worded), lexicon), name) == (other,)


NOTHING = [
    # people and titles
    ("건너전자(대표 김하늘)", "건너전자"),
    ("누리대(총장 김하늘)", "누리대"),
    ("누리소프트(전 김하늘)", "누리소프트"),
    ("누리소프트(전 대표 김하늘)", "누리소프트"),
    ("누리소프트(CEO Haneul Kim)", "누리소프트"),
    # places
    ("누리대(미국)", "누리대"),
    ("건너전자(서울 강남구)", "건너전자"),
    ("건너전자(USA)", "건너전자"),
    ("누리연구원(서울·미국)", "누리연구원"),
    # codes
    ("건너전자(005930)", "건너전자"),
    ("건너전자(KOSDAQ)", "건너전자"),
    ("엔비디아(NVDA)", "엔비디아"),
    ("새벽로보틱스(ROBX)", "새벽로보틱스"),
    # parents, departments, products, topics
    ("AI연구원(LG)", "AI연구원"),
    ("다솜연구소(IBM)", "다솜연구소"),
    ("다솜연구소(GNR)", "다솜연구소"),
    ("누리데이터(Nuri)", "누리데이터"),
    ("건너전자서비스(건너전자)", "건너전자서비스"),
    ("다솜대학교병원(다솜대)", "다솜대학교병원"),
    ("다솜대학교(공과대학)", "다솜대학교"),
    ("건너전자(로봇사업부)", "건너전자"),
    ("건너전자(Starlight)", "건너전자"),
    ("건너전자(별빛폰)", "건너전자"),
    ("누리소프트(AI)", "누리소프트"),
    ("누리소프트(의료 AI)", "누리소프트"),
    ("한국누리기술원(ICT)", "한국누리기술원"),
    # legal forms and words for the parties
    ("건너전자(주)", "건너전자"),
    ("건너전자(이하 회사)", "건너전자"),
    ("건너전자(이하 양사)", "건너전자"),
    ("건너전자(이하 MOU)", "건너전자"),
    ("한국누리진흥원(이하 진흥원)", "한국누리진흥원"),
    ("한국누리재단(이하 재단)", "한국누리재단"),
    ("한국장터재단(장터재단)", "한국장터재단"),
    # what stood there before, and what will be
    ("다솜연구소(옛 가람초등학교)", "다솜연구소"),
    ("누리소프트(구 본사)", "누리소프트"),
    ("누리소프트(구 로봇사업)", "누리소프트"),
    ("누리소프트(옛 사옥)", "누리소프트"),
    ("다솜로보틱스(가람정보)", "다솜로보틱스"),
    ("사명을 가람정보로 바꿀 계획인 누리소프트", "누리소프트"),
]


@pytest.mark.parametrize("worded, name", NOTHING)
def test_a_text_teaches_nothing_else(worded: str, name: str, lexicon: Lexicon) -> None:
    """People, places, codes, parents, products and common words are no names of a party."""
    assert taught(only(signs(worded), lexicon), name) == ()


ENGLISH = [
    ("the Korea Nuri Institute (KNI)", "Korea Nuri Institute", ("KNI",)),
    ("Korea Institute of Nuri (KIN)", "Korea Institute of Nuri", ("KIN",)),
    ("Nuri Robotics Inc. (formerly Garam)", "Nuri Robotics Inc", ("Garam",)),
    ("Nuri Robotics (formerly known as Garam)", "Nuri Robotics", ("Garam",)),
    ("Nuri Robotics (NASDAQ: NURI)", "Nuri Robotics", ()),
    ("Nuri Robotics (NRBT)", "Nuri Robotics", ()),
    ("Nuri Robotics (AI)", "Nuri Robotics", ()),
    ("Nuri University (Seoul)", "Nuri University", ()),
]


@pytest.mark.parametrize("worded, name, others", ENGLISH)
def test_an_english_text_teaches_initials_and_former_names(
    worded: str, name: str, others: tuple[str, ...], lexicon: Lexicon
) -> None:
    """In English the initials of the words vouch for an acronym."""
    assert taught(only(SIGNS_IN_ENGLISH.format(worded), lexicon), name) == others


KNIT = "한국누리기술원(KNIT)은 로봇을 연구하는 기관이다."


@pytest.mark.parametrize(
    "title, body",
    [
        ("", f"{signs('한국누리기술원')} {KNIT}"),
        ("", f"{KNIT} {signs('한국누리기술원')}"),
        ("한국누리기술원(KNIT)-라온대, AI 맞손", signs("한국누리기술원")),
    ],
)
def test_any_sentence_teaches_the_party_its_name(title: str, body: str, lexicon: Lexicon) -> None:
    """The bracket stands once in a text, and often not where the deal is told."""
    assert taught(only(body, lexicon, title), "한국누리기술원") == ("KNIT",)


def test_a_party_told_by_its_short_form_has_the_long_one(lexicon: Lexicon) -> None:
    """Which of the two names the deal is told with makes no difference."""
    assert taught(only(f"{signs('KNIT')} {KNIT}", lexicon), "KNIT") == ("한국누리기술원",)


def test_a_short_form_of_two_organisations_teaches_nothing(lexicon: Lexicon) -> None:
    """A text that uses one acronym twice leaves open whose it is."""
    for worded in ("한국누리기술원(KNIT)", "KNIT(한국누리기술원)"):
        body = f"{signs(worded)} 한국나래정보원(KNIT)도 자리했다."
        assert all(party.aliases == () for party in only(body, lexicon).parties)


def test_a_short_form_that_is_another_party_teaches_nothing(lexicon: Lexicon) -> None:
    """Who stands beside a party is not the party."""
    body = f"한국누리기술원과 KNIT, 라온대는 AI 업무협약을 체결했다. {KNIT}"
    assert all(party.aliases == () for claim in claims(body, lexicon) for party in claim.parties)


def test_a_name_that_config_gives_to_another_teaches_nothing(lexicon: Lexicon) -> None:
    """What is known already is not told otherwise by one bracket."""
    for worded in ("한국전자통신연구원(KAIST)", "한국누리연구원(KAI)", "누리연구소(NASA)"):
        assert taught(only(signs(worded), lexicon), worded.split("(")[0]) == ()


def test_the_bracket_of_a_names_middle_is_not_the_whole_names(lexicon: Lexicon) -> None:
    """누리웹서비스(NWS)코리아 is not NWS, and a department is not its institute."""
    for worded in ("누리웹서비스(NWS)코리아", "한국누리기술원(KNIT) 데이터본부"):
        claim = only(signs(worded), lexicon)
        assert all(party.aliases == () for party in claim.parties)


@pytest.mark.parametrize(
    "text",
    [
        "누리소프트는 지난해 가람정보에서 사명을 변경했다.",
        "회사는 사명을 가람정보에서 누리소프트로 변경했다.",
        "회사는 사명을 기존 '가람정보'에서 '누리소프트'로 바꿨다.",
        "가람정보는 지난달 사명을 누리소프트로 바꿨다.",
        "가람정보가 회사명을 누리소프트로 변경하고 로봇에 나선다.",
        "가람정보에서 간판을 바꿔 단 누리소프트는 상장한다.",
    ],
)
def test_a_change_of_name_is_read_from_its_sentence(text: str) -> None:
    """Old and new name stand in several orders."""
    assert list(find_renamed(text)) == [("가람정보", "누리소프트")]


@pytest.mark.parametrize(
    "text",
    [
        "가람정보는 사명을 누리소프트로 바꿀 예정이다.",
        "가람정보는 사명을 누리소프트로 변경하는 방안을 검토한다.",
        "가람정보는 사명을 누리소프트로 바꾸지 않았다.",
        "가람정보는 사명을 바꿨다. 누리소프트로 출근한다.",
        "가람정보에서 누리소프트로 자리를 옮겼다.",
        "가람정보에서 제품의 이름을 바꿨다.",
    ],
)
def test_a_change_that_is_not_done_gives_no_names(text: str) -> None:
    """A plan, a denial, another sentence and another change tell no former name."""
    assert list(find_renamed(text)) == []
