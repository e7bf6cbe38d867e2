from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.triggers import RULES, find_triggers

# rule: (sentences that it reads, sentences that look like it and that it leaves alone)
TABLE: dict[str, tuple[list[str], list[str]]] = {
    "agreement_signed": (
        [
            "건너전자는 라온대와 AI 업무협약을 체결했다.",
            "건너전자는 라온대와 양해각서(MOU)를 24일 본사에서 교환했다.",
            "건너전자와 라온대는 전략적 파트너십을 맺었다.",
            "건너전자는 라온대와 AI 협약을 했다.",
        ],
        [
            "건너전자는 라온대와의 협약 내용을 공개하지 않았다.",
            "건너전자는 새 AI 모델 계약을 체결했다.",
        ],
    ),
    "agreement_concluded": (
        [
            "AI 연구협약이 건너전자와 라온대 사이에 체결됐다.",
            "24일 업무협약은 건너전자와 라온대 대표가 모인 가운데 진행됐다.",
        ],
        [
            "업무협약은 건너전자가 제안했다.",
            "행사는 라온대 본관에서 진행됐다.",
        ],
    ),
    "agreement_made": (
        [
            "건너전자와 라온대가 9일 체결한 협약은 의료 AI를 다룬다.",
            "두 기관이 교환한 공동연구 합의서에는 데이터 공유가 담겼다.",
        ],
        [
            "건너전자가 맺은 열매는 달다.",
            "건너전자가 체결한 근로 계약은 3년이다.",
        ],
    ),
    "agreement_ended": (
        [
            "건너전자는 라온대와의 AI 업무협약을 해지했다.",
            "두 회사는 전략적 파트너십을 1년 만에 종료하기로 했다.",
        ],
        [
            "건너전자는 라온대와 AI 업무협약을 체결했다.",
            "계약이 만료되면 사업을 접는다.",
        ],
    ),
    "joint_venture_founded": (
        [
            "건너전자와 누리모터스는 AI 합작법인을 설립한다.",
            "건너전자와 누리모터스는 조인트벤처를 세우기로 했다.",
        ],
        [
            "건너전자는 미국에 판매법인을 설립한다.",
            "건너전자의 합작법인이 흑자를 냈다.",
        ],
    ),
    "consortium_formed": (
        [
            "건너전자는 라온대와 컨소시엄을 구성했다.",
            "건너전자와 라온대는 ‘누리 AI 얼라이언스’를 출범했다.",
        ],
        [
            "컨소시엄 관계자는 답하지 않았다.",
            "건너전자는 새 조직을 구성했다.",
        ],
    ),
    "joint_center_opened": (
        [
            "건너전자와 라온대는 공동연구센터를 개소했다.",
            "건너전자와 라온대는 ‘새별 AI 연구소’를 설립한다.",
            "건너전자와 라온대는 리서치 센터 현판식을 열었다.",
        ],
        [
            "건너전자는 라온대 센터를 찾았다.",
            "건너전자는 새 매장을 개소했다.",
        ],
    ),
    "hands_joined": (
        [
            "건너전자, 라온대와 AI 맞손",
            "건너전자는 라온대와 손을 잡았다.",
            "건너전자는 라온대와 힘을 모으기로 했다.",
        ],
        [
            "건너전자는 손이 큰 로봇을 공개했다.",
            "건너전자는 힘이 센 로봇을 만들었다.",
        ],
    ),
    "joint_research": (
        [
            "건너전자와 라온대는 공동연구를 시작한다.",
            "건너전자는 라온대와 함께 차세대 AI 반도체를 연구한다.",
        ],
        [
            "건너전자는 차세대 AI 반도체를 연구한다.",
            "공동 저자는 라온대 교수다.",
        ],
    ),
    "joint_development": (
        [
            "건너전자와 새벽로보틱스는 로봇을 공동 개발한다.",
            "건너전자는 새벽로보틱스와 함께 로봇을 개발한다.",
        ],
        [
            "건너전자는 로봇을 개발한다.",
            "공동 개발 아키텍처를 다룬 책이 나왔다.",
        ],
    ),
    "invested_to_cooperate": (
        [
            "건너전자는 새벽로보틱스에 전략적 투자를 하고 로봇 분야에서 협력한다.",
            "건너전자는 새벽로보틱스에 100억원을 투자해 로봇 사업에서 협력하기로 했다.",
        ],
        [
            "건너전자는 새벽로보틱스에 100억원을 투자해 2대 주주가 됐다.",
            "건너전자는 설비에 투자하며 인력을 늘린다.",
        ],
    ),
    "agreement_named": (
        [
            "건너전자, 라온대와 AI 업무협약",
            "건너전자는 라온대와 업무협약을 통해 인재를 기른다.",
        ],
        [
            "건너전자는 업무협약서를 공개했다.",
            "건너전자는 업무 방식을 바꿨다.",
        ],
    ),
    "done_with_partner": (
        [
            "건너전자는 라온대와 의료 AI를 개발한다.",
            "건너전자는 라온대와 로봇 실증에 나선다.",
        ],
        [
            "건너전자의 개발 인력은 라온대에서 배웠다.",
            "건너전자는 라온대와 만났다.",
        ],
    ),
    "consortium_joined": (
        [
            "건너전자가 주관하고 라온대가 참여한다.",
            "누리클라우드와 새벽로보틱스도 합류했다.",
        ],
        [
            "시민의 참여가 늘었다.",
            "주관식 문제를 푸는 AI다.",
        ],
    ),
    "cooperation_told": (
        [
            "건너전자는 라온대와 AI 분야에서 협력한다고 밝혔다.",
            "건너전자는 라온대와 협업에 나서기로 했다.",
        ],
        [
            "건너전자는 협력 문화를 강조했다.",
            "건너전자는 협업 도구에 AI를 넣었다.",
            "건너전자는 협력사에 AI를 가르친다.",
        ],
    ),
}


def rules_in(sentence: str, lexicon: Lexicon) -> set[str]:
    """Return the names of the rules that read something in a sentence."""
    return {trigger.rule for trigger in find_triggers(sentence, lexicon)}


@pytest.mark.parametrize("rule", RULES)
def test_the_table_tries_every_rule(rule: str) -> None:
    """Each rule has at least two sentences that it reads and a near miss."""
    read, left = TABLE[rule]
    assert len(read) >= 2
    assert left


@pytest.mark.parametrize("rule, sentence", [(r, s) for r in TABLE for s in TABLE[r][0]])
def test_a_rule_reads_its_sentences(rule: str, sentence: str, lexicon: Lexicon) -> None:
    """A cue in its context is a trigger of that name."""
    assert rule in rules_in(sentence, lexicon)


@pytest.mark.parametrize("rule, sentence", [(r, s) for r in TABLE for s in TABLE[r][1]])
def test_a_rule_leaves_near_misses_alone(rule: str, sentence: str, lexicon: Lexicon) -> None:
    """The same words in another context are none."""
    assert rule not in rules_in(sentence, lexicon)


FALSE_FRIENDS = [
    "건너전자는 공동대표 체제로 바꿨다.",
    "새벽로보틱스의 공동 창업자가 물러났다.",
    "건너전자는 협업 툴 ‘누리톡’을 내놨다.",
    "건너전자는 누리파트너스에서 자금을 받았다.",
    "건너전자는 멀티 에이전트 협업 기술을 공개했다.",
    "건너전자와 라온대는 세미나를 공동 개최했다.",
    "두 나라는 공동 성명을 냈다.",
    "건너전자는 협동로봇을 공개했다.",
]


@pytest.mark.parametrize("sentence", FALSE_FRIENDS)
def test_false_friends_are_no_triggers(sentence: str, lexicon: Lexicon) -> None:
    """Words that hold a cue and mean something else trigger nothing."""
    assert rules_in(sentence, lexicon) == set()


SPEECH = [
    "김 대표는 “라온대와 업무협약을 체결하겠다는 뜻이다”라고 말했다.",
    '김 대표는 "라온대와 손을 잡고 공동연구를 하겠다"라고 말했다.',
]


@pytest.mark.parametrize("sentence", SPEECH)
def test_what_somebody_says_triggers_nothing(sentence: str, lexicon: Lexicon) -> None:
    """A promise in quotation marks is no news of the reporter's."""
    assert rules_in(sentence, lexicon) == set()


def test_one_sentence_can_sign_twice(lexicon: Lexicon) -> None:
    """Two papers in one sentence are two triggers, each with its own place."""
    sentence = "건너전자는 라온대와 업무협약을 체결하고 미르병원과도 업무협약을 체결했다."
    signed = [t for t in find_triggers(sentence, lexicon) if t.rule == "agreement_signed"]
    places = [sentence[t.start : t.end] for t in signed]
    assert [place.count("협약을 체결") for place in places] == [1, 1]
    assert signed[0].end <= signed[1].start


def test_triggers_come_heaviest_first(lexicon: Lexicon) -> None:
    """The surest reading of a sentence is tried before the others."""
    sentence = "건너전자는 라온대와 손잡고 협력하기로 하는 업무협약을 체결했다."
    weights = [trigger.weight for trigger in find_triggers(sentence, lexicon)]
    assert len(weights) >= 2
    assert weights == sorted(weights, reverse=True)
