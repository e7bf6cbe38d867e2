from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.topics import canonical_topic
from tests.extract.marked import only

# (what it shows, a text, topics that must be among its claim's)
TOPICS = [
    ("the object of joint work", "건너전자와 라온대는 휴머노이드 로봇을 공동 연구한다.",
     ["휴머노이드 로봇"]),
    ("the quoted title of an agreement",
     "건너전자와 라온대는 ‘온디바이스 AI 반도체 공동연구’ 업무협약을 체결했다.",
     ["온디바이스 AI 반도체"]),
    ("what it is for", "건너전자와 라온대는 초거대 멀티모달 AI 연구를 위해 손잡았다.",
     ["초거대 멀티모달 AI"]),
    ("what stands before the paper", "건너전자와 라온대는 의료 AI 업무협약을 체결했다.",
     ["의료 AI"]),
    ("bulleted items",
     "건너전자와 라온대는 AI 업무협약을 체결했다. 두 기관은 ▲질병 예측 모델 ▲의료 영상 판독 AI ▲AI 윤리 연구에 나선다.",
     ["질병 예측 모델", "의료 영상 판독 AI", "AI 윤리"]),
    ("what the parties do next",
     "건너전자와 라온대는 AI 업무협약을 체결했다. 두 곳은 신약 후보물질 발굴을 함께 연구한다.",
     ["신약 후보물질"]),
    ("the subject of joint work",
     "건너전자와 라온대는 AI 업무협약을 체결했다. 자율주행 데이터도 두 곳의 공동 연구 주제다.",
     ["자율주행 데이터"]),
    ("what is done, too",
     "건너전자와 라온대는 AI 업무협약을 체결했다. 로봇 데이터 표준도 함께 만든다.", ["로봇 데이터 표준"]),
    ("what an agreement holds",
     "건너전자와 라온대는 AI 업무협약을 체결했다. 협약에는 자율주행 데이터 공유, 로봇 안전 시험 등이 담겼다.",
     ["자율주행 데이터 공유"]),
    ("people to be trained", "건너전자와 라온대는 AI 반도체 설계 인재 양성을 위한 업무협약을 체결했다.",
     ["AI 반도체 설계 인재 양성"]),
]  # fmt: skip


@pytest.mark.parametrize("body, topics", [r[1:] for r in TOPICS], ids=[r[0] for r in TOPICS])
def test_a_claim_says_what_it_is_about(body: str, topics: list[str], lexicon: Lexicon) -> None:
    """Topics are worded as in the text, without what only says that there is a paper."""
    found = [topic.name for topic in only(body, lexicon).topics]
    assert set(topics) <= set(found)


# (what it shows, a text, a wording that is no topic)
NO_TOPICS = [
    ("a party", "건너전자와 라온대학교는 의료 AI 업무협약을 체결했다.", "라온대"),
    ("the paper", "건너전자와 라온대는 의료 AI 업무협약을 체결했다.", "협약"),
    ("AI alone", "건너전자와 라온대는 AI를 공동 연구한다.", "AI"),
    (
        "people",
        "건너전자와 라온대는 의료 AI 협약을 맺었다. 행사에는 김하늘 교수가 참석했다.",
        "교수",
    ),
    ("a place", "건너전자와 라온대는 서울 라온대 AI센터에서 로봇 협약을 맺었다.", "서울"),
    ("a sum", "건너전자와 라온대는 의료 AI 협약을 맺고 50억원을 들인다.", "억원"),
]


@pytest.mark.parametrize("body, word", [r[1:] for r in NO_TOPICS], ids=[r[0] for r in NO_TOPICS])
def test_what_is_no_topic(body: str, word: str, lexicon: Lexicon) -> None:
    """Parties, papers, people, places and sums are no topics."""
    found = [topic.name for topic in only(body, lexicon).topics]
    assert not [name for name in found if (name == word if word == "AI" else word in name)]


def test_topics_are_few_and_say_different_things(lexicon: Lexicon) -> None:
    """A reader gets a handful of topics, none of which holds another."""
    body = (
        "건너전자와 라온대는 의료 AI 업무협약을 체결했다. 두 곳은 ▲의료 AI ▲의료 AI 반도체 ▲AI 윤리 "
        "▲초거대 언어모델 ▲로봇 제어 ▲자율주행 데이터 ▲양자 알고리즘 연구에 나선다."
    )
    found = [topic.name for topic in only(body, lexicon).topics]
    assert 2 <= len(found) <= 5
    assert not [(a, b) for a in found for b in found if a != b and a in b]


CANONICAL = [
    ("AI 반도체", "AI 반도체"),
    ("인공지능 반도체", "AI 반도체"),
    ("차세대 AI 반도체 기술", "AI 반도체"),
    ("3D 생성 기술", "3D 생성 AI"),
    ("김장 나눔", None),
    ("", None),
]


@pytest.mark.parametrize("name, canonical", CANONICAL)
def test_a_topic_is_linked_to_its_canonical_form(
    name: str, canonical: str | None, lexicon: Lexicon
) -> None:
    """The longest run of words that config/ knows names the topic."""
    assert canonical_topic(name, lexicon) == canonical


# (what it shows, a text, whether it is about AI, data, robots or chips)
FIELD = [
    ("AI", "건너전자와 라온대는 AI 업무협약을 체결했다.", True),
    ("robots", "건너전자와 라온대는 로봇 업무협약을 체결했다.", True),
    ("chips", "건너전자와 라온대는 반도체 업무협약을 체결했다.", True),
    ("a cabbage harvest", "건너전자와 라온대는 김장 나눔 업무협약을 체결했다.", False),
    ("AI inside another word", "건너전자와 라온대는 FAIR 무역 업무협약을 체결했다.", False),
]


@pytest.mark.parametrize("body, is_ai", [r[1:] for r in FIELD], ids=[r[0] for r in FIELD])
def test_a_deal_in_another_field_is_marked(
    body: str,
    is_ai: bool,  # noqa: FBT001 (a column of the table)
    lexicon: Lexicon,
) -> None:
    """What has nothing to do with AI is extracted and not announced."""
    assert only(body, lexicon).is_ai is is_ai
