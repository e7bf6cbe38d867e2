from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.model import Stage
from tests.extract.marked import claims, names_in, only, parties

STAGES: dict[Stage, list[str]] = {
    Stage.PLANNED: [
        "{건너전자}는 {라온대}와 다음 달 AI 업무협약을 체결할 예정이다.",
        "{건너전자}와 {라온대}는 내년 3월 AI 공동연구센터를 설립할 계획이다.",
        "{건너전자}는 {라온대}와 AI 업무협약 체결을 검토하고 있다.",
        "{건너전자}는 {라온대}와 AI 업무협약을 다음 달 중 체결하기로 방침을 정했다.",
        "{건너전자}는 {라온대}와 AI 공동연구 방안을 논의했다.",
        "{건너전자}는 오는 27일 본사에서 {라온대}와 AI 업무협약을 맺는다.",
        "{건너전자}는 {라온대}와 로봇 AI를 함께 개발하는 방안을 들여다보고 있다.",
    ],
    Stage.AGREED: [
        "{건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        "{건너전자}와 {라온대}는 AI 업무협약을 체결하고 인재 양성을 추진할 계획이다.",
        "{건너전자}는 {라온대}와 AI 분야에서 협력하기로 했다.",
        "{건너전자}와 {라온대}는 AI를 공동 연구하기로 했다.",
        "다음 달 문을 여는 {건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        "{건너전자}는 {라온대}와의 소송을 끝내고 AI 업무협약을 체결했다.",
    ],
    Stage.STARTED: [
        "{건너전자}와 {라온대}는 AI 공동연구센터를 개소했다.",
        "{건너전자}와 {라온대}는 ‘누리 AI 얼라이언스’를 출범했다.",
    ],
    Stage.ENDED: [
        "{건너전자}는 {라온대}와의 AI 공동연구를 종료했다.",
        "{건너전자}와 {라온대}의 AI 공동연구가 중단됐다.",
        "{건너전자}와 {라온대}는 AI 공동연구센터를 폐쇄하기로 했다.",
        "{건너전자}가 {라온대}와 함께 준비하던 로봇의 공동 개발을 그만두기로 했다.",
    ],
}


@pytest.mark.parametrize("stage, text", [(s, t) for s, texts in STAGES.items() for t in texts])
def test_the_words_tell_how_far_it_has_come(stage: Stage, text: str, lexicon: Lexicon) -> None:
    """Plans, papers, openings and ends are told apart, and what comes later stays a plan."""
    claim = only(text, lexicon)
    assert (parties(claim), claim.stage) == (names_in(text), stage)


LEAD = (
    "건너전자는 24일 새 AI를 공개했다. 김 대표는 성능이 좋아졌다고 했다. "
    "값은 그대로다. 시장의 반응도 좋다. "
)
BACKGROUND = [
    "건너전자는 지난해 라온대와 AI 업무협약을 체결했다.",
    "앞서 건너전자는 라온대와 AI 업무협약을 체결한 바 있다.",
    "건너전자는 2023년부터 라온대와 AI를 공동 연구하고 있다.",
    "한편 건너전자는 2024년 3월 라온대와 AI 업무협약을 맺었다.",
]


@pytest.mark.parametrize("sentence", BACKGROUND)
def test_what_a_text_looks_back_on_is_background(sentence: str, lexicon: Lexicon) -> None:
    """An earlier or running collaboration below other news is context, not news."""
    claim = only(LEAD + sentence, lexicon, "건너전자, 새 AI 공개")
    assert parties(claim) == {"건너전자", "라온대"}
    assert claim.is_background


NEWS = [
    "건너전자는 24일 라온대와 AI 업무협약을 체결했다.",
    "건너전자와 라온대는 AI 업무협약을 체결했다. 두 곳은 지난해에도 만났다.",
    "지난해 문을 연 건너전자는 라온대와 AI 업무협약을 체결했다.",
]


@pytest.mark.parametrize("body", NEWS)
def test_what_the_lead_tells_is_news(body: str, lexicon: Lexicon) -> None:
    """The lead's own deal is news, whatever else of the past it mentions."""
    claim = only(body, lexicon, "건너전자, 라온대와 AI 맞손")
    assert not claim.is_background


def test_news_comes_before_background(lexicon: Lexicon) -> None:
    """A deal of the day and an earlier one are two claims, the news first."""
    body = (
        "건너전자는 24일 라온대와 AI 업무협약을 체결했다. 기간은 3년이다. 두 곳이 인재를 함께 기른다. "
        "앞서 건너전자는 미르병원과 AI 업무협약을 체결한 바 있다."
    )
    news, past = claims(body, lexicon, "건너전자, 라온대와 AI 맞손")
    assert parties(news) == {"건너전자", "라온대"}
    assert not news.is_background
    assert parties(past) == {"건너전자", "미르병원"}
    assert past.is_background
