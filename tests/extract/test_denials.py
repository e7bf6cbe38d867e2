"""Denied and ended deals: who is meant, and what only sounds like it."""

from __future__ import annotations

import pytest

from flows.extract import Lexicon, extract, is_relevant
from flows.model import Claim, Form, Stage, Text
from flows.records import extraction_record
from tests.extract.marked import PUBLISHED, claims, names_in, only, parties, plain, stopped, told

DENIED = [
    "{건너전자}는 {라온대}와의 AI 협력설에 대해 사실무근이라고 밝혔다.",
    "{건너전자}와 {라온대}의 AI 업무협약은 사실이 아니라고 건너전자가 밝혔다.",
    "{건너전자}와 {라온대}의 AI 업무협약은 체결된 바 없다.",
    "{건너전자}는 {라온대}와 AI 업무협약을 체결한 바 없다고 밝혔다.",
    "{건너전자}는 {라온대}와 AI 업무협약을 체결한 사실이 없다고 밝혔다.",
    "{건너전자}는 {라온대}와 AI 업무협약을 맺지 않았다고 밝혔다.",
    "{건너전자}는 {라온대}와 AI 협력을 논의한 적이 없다고 밝혔다.",
    "{건너전자}는 {라온대}와의 AI 협력을 부인했다.",
    "{건너전자}는 {라온대}와의 AI 공동연구 보도를 부인했다.",
    "{건너전자}는 {라온대}와의 AI 협업설을 일축했다.",
    "{건너전자} 측은 {라온대}와의 AI 제휴설을 반박했다.",
    "{건너전자}는 {라온대}와의 AI 협약설은 금시초문이라고 말했다.",
    "{건너전자}는 {라온대}와 AI 공동연구를 추진한다는 보도는 사실이 아니라고 해명했다.",
    '{건너전자}는 {라온대}와 AI를 공동 개발하기로 했다는 보도에 대해 "사실이 아니다"라고 밝혔다.',
    "{건너전자}와 {라온대}는 AI 업무협약 체결설을 전면 부인했다.",
    "{라온대}는 {건너전자}와 AI 공동연구센터를 세운다는 보도가 사실과 다르다고 밝혔다.",
    "{건너전자}가 {라온대}와 AI 업무협약을 체결했다는 보도는 오보라고 라온대가 밝혔다.",
    "{건너전자}, {라온대}, {누리대}는 AI 컨소시엄 결성설을 부인했다.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_is_a_claim_of_its_own_stage(text: str, lexicon: Lexicon) -> None:
    """Both parties and the denying sentence reach compare, under the denial's own rule."""
    claim = only(text, lexicon)
    assert (claim.stage, parties(claim)) == (Stage.DENIED, names_in(text))
    assert claim.evidence == plain(text)
    assert claim.rule.startswith("denied/")
    assert not claim.is_background
    assert claim.confidence > 0.7


NOT_DENIED = [
    # nothing is denied
    "건너전자는 라온대와의 AI 협력설을 인정했다.",
    "건너전자는 라온대와 AI 협력을 부인하지 않았다.",
    "건너전자와 라온대는 가짜뉴스와 허위 정보를 가려내는 AI를 공동 개발하기로 했다.",
    # it is open
    "건너전자는 아직 라온대와 AI 업무협약을 맺지 않았다고 밝혔다.",
    "건너전자는 라온대와의 AI 협력은 결정된 바 없다고 밝혔다.",
    "건너전자는 라온대와 AI 업무협약을 맺지 않기로 했다.",
    # something else is denied
    "건너전자와 라온대는 AI 업무협약 파기설을 부인했다.",
    "건너전자는 라온대와의 AI 업무협약을 둘러싼 특혜 의혹은 사실무근이라고 밝혔다.",
    "건너전자는 라온대와의 AI 공동연구에 차질은 없다고 밝혔다.",
    "건너전자는 라온대와 AI 업무협약을 체결하며 불화설을 일축했다.",
    "건너전자는 누리소프트와의 합병설을 부인했다.",
    # nobody is named, or one alone
    "양사는 AI 협력설을 부인했다.",
    "건너전자는 AI 협력설을 부인했다.",
]


@pytest.mark.parametrize("text", NOT_DENIED)
def test_other_negations_deny_no_deal(text: str, lexicon: Lexicon) -> None:
    """What is open, what is denied of a deal, and what nobody denies."""
    assert Stage.DENIED not in {claim.stage for claim in claims(text, lexicon)}


REPORT = "업계에 따르면 {건너전자}는 {라온대}와 AI 반도체를 공동 개발하기로 한 것으로 알려졌다."
ANSWER = '이에 대해 건너전자는 "사실무근"이라고 밝혔다.'


def test_an_answer_denies_the_report_before_it(lexicon: Lexicon) -> None:
    """The report names the parties and the topic, the answer is the evidence."""
    claim = only(f"{REPORT} {ANSWER}", lexicon, "건너전자-라온대, AI 반도체 공동개발설")
    assert (claim.stage, parties(claim)) == (Stage.DENIED, names_in(REPORT))
    assert claim.evidence == ANSWER
    assert claim.form is Form.JOINT_DEVELOPMENT
    assert "AI 반도체" in {topic.name for topic in claim.topics}


def test_a_deal_is_not_denied_by_the_denial_of_another_rumour(lexicon: Lexicon) -> None:
    """Who signs with one and denies a takeover by another has signed."""
    text = (
        "{건너전자}는 {라온대}와 AI 업무협약을 체결했다. 건너전자는 인수설은 사실무근이라고 했다."
    )
    claim = only(text, lexicon)
    assert (claim.stage, parties(claim)) == (Stage.AGREED, names_in(text))


SIGNED = "건너전자는 24일 라온대와 AI 업무협약을 체결했다고 밝혔다."
FILL = "두 기관은 로봇을 연구한다. 김하늘 교수가 맡는다. 학생도 온다. 예산은 적다."


@pytest.mark.parametrize("partner", ["라온대", "누리대"])
def test_a_late_denial_weighs_less_than_the_news(partner: str, lexicon: Lexicon) -> None:
    """A denial in the background of another deal's news is none that anybody is told of."""
    text = f"{SIGNED} {FILL} 한편 건너전자는 {partner}와의 AI 제휴설을 부인했다."
    assert [claim.stage for claim in claims(text, lexicon)] == [Stage.AGREED]


def test_a_denial_of_the_lead_holds_for_the_whole_text(lexicon: Lexicon) -> None:
    """The report that is denied is no news of its own, whatever it says."""
    text = (
        "{건너전자}는 {라온대}와의 AI 제휴설을 일축했다. 김하늘 대표가 이같이 말했다. "
        "앞서 한 매체는 건너전자가 라온대와 AI 업무협약을 체결했다고 썼다."
    )
    claim = only(text, lexicon)
    assert (claim.stage, parties(claim)) == (Stage.DENIED, names_in(text))
    assert "denied" in stopped(text, lexicon)


def test_who_denies_a_deal_may_have_had_an_earlier_one(lexicon: Lexicon) -> None:
    """What a denial recalls as done stays in the background."""
    text = (
        "건너전자는 라온대와의 AI 제휴설을 일축했다. 김하늘 대표가 이같이 말했다. "
        "두 기관은 지난해 AI 업무협약을 체결한 바 있다."
    )
    stages = [(claim.stage, claim.is_background) for claim in claims(text, lexicon)]
    assert stages == [(Stage.DENIED, False), (Stage.AGREED, True)]


@pytest.mark.parametrize(
    "text",
    [
        "{Nuri Robotics} denied reports of a partnership with {Saebyeok Robotics}.",
        "{Nuri Robotics} on Monday denied that it had signed an agreement with {Saebyeok Robotics}.",
        "{Nuri Robotics} dismissed a report that it would partner with {Saebyeok Robotics} on AI.",
        "{Nuri Robotics} and {Saebyeok Robotics} denied a report on a joint venture.",
        "{Nuri Robotics} said it has not signed any agreement with {Saebyeok Robotics}.",
    ],
)
def test_an_english_denial_is_a_claim(text: str, lexicon: Lexicon) -> None:
    """The same in English, where the verb stands between the names."""
    claim = only(text, lexicon)
    assert (claim.stage, parties(claim)) == (Stage.DENIED, names_in(text))
    assert claim.rule == "denied/english"


@pytest.mark.parametrize(
    "text",
    [
        "Nuri Robotics denied allegations that its partnership with Saebyeok Robotics is illegal.",
        "Nuri Robotics signed an agreement with Saebyeok Robotics.",
        "Nuri Robotics denied a merger with Saebyeok Robotics.",
    ],
)
def test_english_near_misses_deny_nothing(text: str, lexicon: Lexicon) -> None:
    """Allegations, a deal and a merger."""
    assert Stage.DENIED not in {claim.stage for claim in claims(text, lexicon)}


ENDED = [
    "{건너전자}와 {라온대}는 AI 업무협약을 파기했다.",
    "{건너전자}는 {라온대}와 맺은 AI 업무협약을 파기했다.",
    "{건너전자}와 {라온대}가 맺은 AI 업무협약이 파기됐다.",
    "{건너전자}는 {라온대}와의 AI 업무협약을 해지했다.",
    "{건너전자}와 {라온대}의 AI 업무협약이 해지됐다.",
    "{건너전자}는 {라온대}에 AI 업무협약 해지를 통보했다.",
    "{건너전자}는 {라온대}와 체결한 AI 협약을 해제하기로 했다.",
    "{건너전자}와 {라온대}의 AI 업무협약 해제가 확정됐다.",
    "{건너전자}는 {라온대}와 AI 공동연구를 종료했다.",
    "{건너전자}와 {라온대}의 AI 파트너십이 끝났다.",
    "{건너전자}는 {라온대}와의 AI 협약을 철회했다.",
    "{건너전자}와 {라온대}의 AI 협약이 무산됐다.",
    "{건너전자}와 {라온대}가 추진하던 AI 공동연구가 무산됐다.",
    "{건너전자}와 {라온대}의 AI 공동 개발이 결렬됐다.",
    "{건너전자}는 {라온대}와의 AI 협력을 중단했다.",
    "{건너전자}와 {라온대}의 AI 공동연구센터 설립이 백지화됐다.",
    "{건너전자}와 {라온대}의 AI 공동연구 협약이 백지화됐다.",
    "{건너전자}와 {라온대}의 AI 협력이 2년 만에 막을 내렸다.",
    "{건너전자}는 {라온대}와 추진해 온 AI 공동연구를 접기로 했다.",
    "{건너전자}와 {라온대}가 지난 8월 맺은 AI 공동연구 협약을 해지하기로 합의했다고 밝혔다.",
    "#{건너전자}-{라온대}, AI 협약 파기",
    "#{건너전자}·{라온대} AI 업무협약 해지",
    "#{건너전자}, {라온대}와 AI 공동연구 중단",
    "#{건너전자}-{라온대} AI 동맹 결렬",
]


def _read(text: str, lexicon: Lexicon) -> Claim:
    if text.startswith("#"):
        return only("김하늘 대표는 답하지 않았다.", lexicon, text[1:])
    return only(text, lexicon)


@pytest.mark.parametrize("text", ENDED)
def test_an_end_is_told_of_both_parties(text: str, lexicon: Lexicon) -> None:
    """However an end is worded, compare learns whose deal it was."""
    claim = _read(text, lexicon)
    assert (claim.stage, parties(claim)) == (Stage.ENDED, names_in(text))
    assert not claim.is_background


@pytest.mark.parametrize(
    "text",
    [
        "{건너전자}는 소송을 종료하고 {라온대}와 AI 업무협약을 체결했다.",
        "{건너전자}와 {라온대}는 중단된 AI 공동연구를 재개하기로 했다.",
        "{건너전자}와 {라온대}는 AI 협력을 종료 없이 이어 가기로 했다.",
        "건너전자와 누리군의 협약이 무산된 뒤 {라온대}가 {건너전자}와 AI 업무협약을 체결했다.",
    ],
)
def test_another_end_ends_no_deal(text: str, lexicon: Lexicon) -> None:
    """A lawsuit, a pause, and the deal that came to nothing before."""
    claim = only(text, lexicon)
    assert (claim.stage, parties(claim)) == (Stage.AGREED, names_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "건너전자와 라온대의 AI 협약이 무산 위기에 놓였다.",
        "건너전자는 라온대와의 AI 업무협약 해지를 검토하고 있다.",
        "건너전자는 라온대와의 AI 협력을 중단하지 않는다고 밝혔다.",
        "건너전자와 라온대는 AI 업무협약 해지설을 부인했다.",
    ],
)
def test_a_feared_end_is_none(text: str, lexicon: Lexicon) -> None:
    """What may end runs on."""
    assert Stage.ENDED not in {claim.stage for claim in claims(text, lexicon)}


def test_an_end_of_long_ago_is_background(lexicon: Lexicon) -> None:
    """A text that recalls an end tells no news of it."""
    recalled = "앞서 건너전자는 지난해 누리대와 맺은 AI 업무협약을 해지한 바 있다."
    found = claims(f"{SIGNED} {FILL} {recalled}", lexicon)
    assert [claim.is_background for claim in found if claim.stage is Stage.ENDED] == [True]


def test_one_sentence_ends_a_deal_and_tells_another(lexicon: Lexicon) -> None:
    """Who leaves one partner for another has two deals."""
    found = claims("건너전자는 누리대와 협약을 해지하고 라온대와 AI 업무협약을 체결했다.", lexicon)
    assert dict(zip(told(found), (claim.stage for claim in found), strict=True)) == {
        frozenset({"건너전자", "누리대"}): Stage.ENDED,
        frozenset({"건너전자", "라온대"}): Stage.AGREED,
    }


def test_a_denied_deal_is_no_collaboration_of_the_record(lexicon: Lexicon) -> None:
    """The outside face has four stages, and nothing that a denial alone names."""
    extraction = extract(Text("", plain(DENIED[0]), published=PUBLISHED), lexicon)
    assert [claim.stage for claim in extraction.claims] == [Stage.DENIED]
    assert extraction_record("a", extraction) == {
        "id": "a",
        "collaborations": [],
        "organizations": [],
        "topics": [],
    }


def test_a_told_deal_keeps_its_place_beside_a_denied_one(lexicon: Lexicon) -> None:
    """Who is denied by one sentence and signs in another is named by the deal alone."""
    text = f"{SIGNED} 건너전자는 누리대와의 AI 제휴설은 부인했다."
    extraction = extract(Text("", text, published=PUBLISHED), lexicon)
    assert {claim.stage for claim in extraction.claims} == {Stage.AGREED, Stage.DENIED}
    record = extraction_record("a", extraction)
    assert [claim["stage"] for claim in record["collaborations"]] == ["agreed"]
    assert [named["name"] for named in record["organizations"]] == ["건너전자", "라온대"]


@pytest.mark.parametrize(
    "title",
    [
        "건너전자, 라온대와 AI 협력설 부인",
        "건너전자 “라온대와 AI 공동연구 사실무근”",
        "건너전자 '라온대 제휴설' 일축",
        "건너전자-라온대, AI 협약 파기",
        "건너전자·라온대 AI 동맹 2년 만에 결별",
        "Nuri Robotics denies report of AI partnership with Saebyeok",
    ],
)
def test_the_gate_lets_denials_and_ends_through(title: str, lexicon: Lexicon) -> None:
    """An article that denies or ends a deal is fetched as one that tells it."""
    assert is_relevant(title, "", lexicon)
