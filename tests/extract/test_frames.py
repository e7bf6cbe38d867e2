from __future__ import annotations

import pytest

from flows.extract import Lexicon
from tests.extract.marked import claims, names_in, only, parties, told

# frame: texts with the parties in braces
FRAMES: dict[str, list[str]] = {
    "together": [
        "{건너전자}와 {라온대}는 AI 업무협약을 체결했다.",
        "{건너전자}, {라온대}, {미르병원} 등 3개사가 AI 협약을 맺었다.",
        "{건너전자}·{라온대}·{미르병원}은 의료 AI를 공동 연구한다.",
        "{건너전자} 및 {라온대}는 AI 업무협약을 체결했다.",
        "{건너전자}와 {라온대} 간 AI 업무협약이 체결됐다.",
    ],
    "acts_with": [
        "{건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        "{건너전자}는 24일 본사에서 {라온대}, {미르병원}과 의료 AI 협약을 맺었다.",
        "{건너전자}는 {라온대} 등 국내 대학과 AI 업무협약을 체결했다.",
        "{건너전자}는 {새벽로보틱스}에 100억원을 투자해 로봇 AI 사업에서 협력하기로 했다.",
        "{건너전자}는 {라온대}에 AI 연구를 위탁하고 공동연구를 진행한다.",
        "{건너전자}는 {미르병원}·{라온대}·{다솜대} 총장과 AI 업무협약을 체결했다.",
        "{건너전자}는 {라온대} 총장을 본사로 초청해 AI 업무협약을 체결했다.",
        "{건너전자}는 24일 한국 사무소를 열었다. 상대는 {라온대}로, 5년간 의료 AI를 함께 연구한다.",
        "{라온대}가 이끄는 로봇 AI 실증에 {건너전자}와 {새벽로보틱스}가 합류했다.",
        "{건너전자}가 {새벽로보틱스}의 지분을 사들이고 로봇 AI를 공동 개발한다.",
        "{건너전자}는 누리그룹이 투자한 {새벽로보틱스}와 로봇 AI를 공동 개발한다.",
        "{건너전자}는 AI 기업인 ‘{별누리소프트}, {새벽로보틱스}, {달림테크}’와 AI 협약을 맺었다.",
        "{건너전자}는 이웃나라 {라온국립연구센터}와 AI 업무협약을 체결했다.",
        "{건너전자}는 {라온대} 컨소시엄과 AI 업무협약을 체결했다.",
        "{라온대}는 {미르병원}이 이끄는 ‘AI 원팀’에 참여하는 업무협약을 체결했다.",
        "부처와 미르재단이 지원하는 사업에서 {건너전자}는 {라온대}와 AI를 공동 연구한다.",
        "김하늘 {반도체융합사업단}장은 {라온대}와 AI 업무협약을 체결했다.",
        "{건너전자}는 4일 {라온대}와 실무형 AI·로봇 인재 양성을 위한 업무협약을 체결했다.",
    ],
    "relative": [
        "{라온대}와 AI 업무협약을 체결한 {건너전자}는 로봇을 개발한다.",
        "{미르병원}과 24일 의료 AI 협약을 맺은 {새벽로보틱스}가 로봇을 공개했다.",
    ],
    "of_both": [
        "{건너전자}와 {라온대}의 AI 공동연구가 시작됐다.",
        "{건너전자}·{라온대}의 AI 공동연구센터가 설립됐다.",
    ],
    "with_only": [
        "{건너전자}가 새 연구 계획을 밝혔다. {라온대}와 의료 AI를 공동 연구한다.",
        "{건너전자}는 새 연구 계획을 밝혔다. {라온대}, {다솜대}와 의료 AI를 공동 연구한다.",
    ],
    "pointed_back": [
        "{건너전자}와 {라온대학교}는 24일 한자리에 모였다. 양 기관은 AI 업무협약을 체결했다.",
        "{건너전자}와 {라온대학교}, {미르병원}이 24일 모였다. 세 기관은 AI 협약을 맺었다.",
        "{건너전자}의 제어 기술이 {새벽로보틱스}의 로봇과 만난다. 두 회사는 AI 업무협약을 체결했다.",
        "{건너전자}와 {라온대}, {미르병원}이 24일 모였다. 이들은 의료 AI 협약서를 교환했다.",
        "{건너전자}, {라온대}, {미르병원}이 24일 모였다. 이날 맺은 3자 협약은 의료 AI를 다룬다.",
    ],
    "members": [
        "{건너전자}는 24일 ‘소버린 AI 컨소시엄’을 구성했다. {건너전자}가 주관하고 {라온대}, {새벽로보틱스}가 참여한다.",
        "{건너전자}와 {라온대}는 24일 AI 컨소시엄을 꾸렸다. 해당 컨소시엄에는 {미르병원}, {새벽로보틱스} 2사가 함께 참여한다.",
        "{건너전자} 주도로 {라온대}와 {새벽로보틱스}가 참여하는 로봇 AI 협의체가 24일 출범했다.",
        "{건너전자}를 주관으로 {라온대}, {새벽로보틱스}가 로봇 AI 컨소시엄을 꾸렸다.",
        "{건너전자}는 24일 {라온대}와 AI 업무협약을 체결했다. 이번 협약은 건너전자를 비롯해 {미르병원}, {다솜대} 등이 참여했다.",
    ],
}


def test_one_verb_seals_two_papers(lexicon: Lexicon) -> None:
    """협약을, … 맺었다: each paper has its own partner and its own claim."""
    text = "건너전자는 라온대와 의료 AI 협약을, 미르병원과는 로봇 AI 협약을 맺었다."
    assert told(claims(text, lexicon)) == [{"건너전자", "라온대"}, {"건너전자", "미르병원"}]


@pytest.mark.parametrize(
    "text",
    [
        "건너전자는 라온대와, 누리모터스는 다솜대와 AI 업무협약을 체결했다.",
        "건너전자는 24일 라온대와, 누리모터스는 같은 날 다솜대와 각각 AI 협약을 맺었다.",
        "건너전자와 누리모터스는 각각 라온대, 다솜대와 AI 업무협약을 체결했다.",
    ],
)
def test_one_verb_seals_the_deals_of_several(text: str, lexicon: Lexicon) -> None:
    """A는 B와, C는 D와: each actor has its own partner and its own claim."""
    assert told(claims(text, lexicon)) == [{"건너전자", "라온대"}, {"누리모터스", "다솜대"}]


@pytest.mark.parametrize("frame, text", [(f, t) for f, texts in FRAMES.items() for t in texts])
def test_a_frame_finds_who_works_together(frame: str, text: str, lexicon: Lexicon) -> None:
    """Who acts and with whom follows from the particles, and the claim names the frame."""
    claim = only(text, lexicon)
    assert parties(claim) == names_in(text)
    assert claim.rule.endswith(f"/{frame}")


# near misses of the rules for clauses and lists: the parties in braces
NEAR_MISSES = [
    "{건너전자}가 주관하고 {라온대}와 {미르병원}이 참여하는 AI 컨소시엄이 출범했다.",
    "미르병원이 이끄는 ‘AI 원팀’을 떠난 {건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
    "{건너전자}는 {라온대}와 의료 AI 협약을, 오늘 체결했다.",
    "{건너전자}는 ‘의료 데이터, 로봇, 반도체’를 {라온대}와 공동 연구하기로 했다.",
    "{건너전자}는 {라온대}와 {미르병원}, {다솜대} 등 3곳과 AI 인재 양성을 위한 협약을 맺었다.",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_only_looks_like_a_clause_or_list_keeps_its_parties(
    text: str, lexicon: Lexicon
) -> None:
    """Hosts, leaders, second papers and quoted names are told from what is worded like them."""
    assert told(claims(text, lexicon)) == [names_in(text)]


# texts with the cues and without two parties
NO_FRAME = [
    "건너전자는 AI 업무협약을 체결했다.",
    "건너전자는 대학 3곳과 AI 업무협약을 체결했다.",
    "양 기관은 AI 업무협약을 체결했다.",
    "건너전자가 라온대의 AI 로봇을 도입했다.",
    "건너전자가 참여하고 라온대가 주관하는 행사다.",
    "건너전자는 라온대에서 AI 업무협약을 소개했다.",
    "건너전자는 AI와 로봇을 공동 개발한다.",
    "김하늘 교수와 이바다 교수는 AI를 공동 연구한다.",
]


@pytest.mark.parametrize("text", NO_FRAME)
def test_a_cue_without_two_parties_tells_nothing(text: str, lexicon: Lexicon) -> None:
    """One organisation alone, or none, works with nobody."""
    assert claims(text, lexicon) == ()


# (text, the hub's name)
HUBS = [
    ("{건너전자}는 {라온대}, {미르병원}과 각각 AI 업무협약을 체결했다.", "건너전자"),
    ("{건너전자}는 {라온대}, {다솜대}와 AI 연구를 각각 공동 연구한다.", "건너전자"),
    ("{건너전자}는 {라온대}, {미르병원}과 AI 업무협약을 체결했다.", None),
    ("{건너전자}와 {라온대}는 각각 10억원을 내는 AI 업무협약을 체결했다.", None),
]


@pytest.mark.parametrize("text, hub", HUBS)
def test_each_makes_a_hub(text: str, hub: str | None, lexicon: Lexicon) -> None:
    """각각 says that one works with each of the others apart."""
    claim = only(text, lexicon)
    assert (parties(claim), claim.hub) == (names_in(text), hub)


def test_whoever_acts_in_another_clause_is_no_party(lexicon: Lexicon) -> None:
    """Of two that act, the one before the partner signs."""
    text = "정부가 예산을 늘린 가운데 {건너전자}는 {라온대}와 AI 업무협약을 체결했다."
    assert told(claims(text, lexicon)) == [names_in(text)]
