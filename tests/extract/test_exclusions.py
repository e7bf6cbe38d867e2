from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.exclusions import EXCLUSIONS
from flows.model import Stage
from tests.extract.marked import claims, names_in, stopped, told

PAPER = "연구 결과는 국제학술지에 게재됐다."

# exclusion: (texts that it stops, near misses with their parties in braces);
# a text that begins with # is a headline above a body that says nothing
TABLE: dict[str, tuple[list[str], list[str]]] = {
    "event": (
        [
            "건너전자와 라온대는 AI 포럼을 열고 협력하기로 했다.",
            "건너전자가 라온대와 AI 세미나를 개최하고 협력하기로 했다.",
        ],
        [
            "{건너전자}와 {라온대}는 AI 포럼을 열고 업무협약을 체결했다.",
            "{건너전자}와 {라온대}는 AI 분야에서 협력하기로 했다.",
        ],
    ),
    "award": (
        [
            "건너전자와 라온대는 AI 사업을 공동으로 추진해 장관 표창을 받았다.",
            "건너전자와 라온대는 협력하기로 하고 정부 AI 사업에 선정됐다.",
            "건너전자는 라온대와 협력해 AI 대회에서 1위를 차지했다.",
        ],
        [
            "{건너전자}와 {라온대}는 AI 사업을 공동으로 추진하기로 했다.",
            "국내 1위인 {건너전자}는 {라온대}와 AI 분야에서 협력하기로 했다.",
            "대상을 받은 {건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        ],
    ),
    "statistics": (
        [
            "건너전자와 라온대의 공동연구 보고서에 따르면 AI 도입이 늘었다.",
            "건너전자와 라온대가 맺은 AI 협약 41건 가운데 6건이 끝났다.",
        ],
        [
            "{건너전자}와 {라온대}는 AI 윤리를 공동연구하기로 했다.",
            "{건너전자}와 {라온대}는 AI 협약 3건을 체결했다.",
        ],
    ),
    "question": (
        [
            "#건너전자-라온대, AI 공동연구 물꼬 틀까",
            "#건너전자, 라온대와 AI 맞손 잡나",
        ],
        [
            "#{건너전자}-{라온대}, AI 공동연구 물꼬 텄다",
            "#{건너전자}, {라온대}와 AI 맞손",
        ],
    ),
    "acquisition": (
        [
            "건너전자는 새벽로보틱스와 협력해 AI 기업 누리테크를 인수했다.",
            "건너전자는 누리테크와 합병하고 라온대와 AI 분야에서 협력하기로 했다.",
            "#건너전자, 새벽로보틱스 최대주주로\n건너전자와 새벽로보틱스는 AI 분야에서 협력한다.",
            "건너전자와 새벽로보틱스는 AI 사업 인수를 위한 양해각서를 체결했다.",
        ],
        [
            "{건너전자}는 {새벽로보틱스}와 AI 분야에서 협력하기로 했다.",
            "최대주주가 바뀐 {건너전자}는 {라온대}와 AI 분야에서 협력하기로 했다.",
            "누리테크를 인수한 {건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        ],
    ),
    "resale": (
        [
            "건너전자는 새벽로보틱스와 로봇 총판 파트너십을 체결했다.",
            "건너전자는 새벽로보틱스와 AI 반도체 유통 협약을 맺었다.",
        ],
        [
            "{건너전자}는 {새벽로보틱스}와 로봇 기술 파트너십을 체결했다.",
            "총판을 둔 {건너전자}는 {새벽로보틱스}와 AI 업무협약을 체결했다.",
        ],
    ),
    "law": (
        [
            "#AI 규제 함께 푼다\n가람시와 누리군은 AI 규제를 푸는 개정안에 합의했다.",
            "가람시와 누리군은 로봇 조례 개정안에 합의하고 공동 대응하기로 했다.",
        ],
        [
            "{건너전자}와 {라온대}는 AI 공동 연구에 합의했다.",
        ],
    ),
    "funding": (
        [
            "달림로보가 투자를 유치했다. 건너전자와 누리모터스가 함께 참여했다.",
            "#달림, 시리즈B 투자 라운드 마감\n건너전자와 누리모터스가 AI 로봇에 협력하기로 했다.",
        ],
        [
            "투자를 유치한 {달림로보}는 {라온대}와 AI 업무협약을 체결했다.",
        ],
    ),
    "example": (
        ["건너전자와 라온대가 손잡은 사례를 들며 산학 협력이 늘었다고 말했다."],
        ["{건너전자}와 {라온대}는 손잡고 로봇 AI를 공동 개발한다."],
    ),
    "denied": (
        [
            "건너전자와 라온대의 AI 공동연구는 결정된 바 없다고 밝혔다. 건너전자는 라온대와 AI를 공동 연구한다는 소문이 돌았다.",
            "#건너전자·라온대 AI 맞손은 사실무근\n건너전자는 라온대와 AI 분야에서 손잡았다는 소문을 부인했다.",
        ],
        [
            "{건너전자}는 장소가 결정되자 {라온대}와 AI 업무협약을 체결했다.",
        ],
    ),
    "negated": (
        [
            "건너전자는 라온대와 AI 업무협약을 맺지 않았다고 밝혔다.",
            "건너전자는 라온대와 AI 업무협약 체결을 부인했다.",
            "건너전자와 라온대의 AI 공동연구는 없다고 밝혔다.",
        ],
        [
            "{건너전자}는 {라온대}와 AI 업무협약을 맺었다고 밝혔다.",
            "전례가 없던 일이지만 {건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        ],
    ),
    "paper": (
        [
            f"라온대와 다솜대는 공동연구팀을 꾸려 AI 신소재를 함께 개발했다. {PAPER}",
            f"라온대는 다솜대와 꾸린 공동연구팀이 AI 신소재를 공동 개발했다고 밝혔다. {PAPER}",
            "라온대는 다솜대와의 공동 연구로 AI 논문을 발표했다.",
            f"#라온대·다솜대 공동연구팀, AI로 신소재 개발\n{PAPER}",
        ],
        [
            "{라온대}와 {다솜대}는 AI 신소재를 공동 연구한다.",
            "AI 논문을 발표한 {라온대}는 {다솜대}와 AI를 공동 연구한다.",
            f"{{라온대}}와 {{다솜대}}는 AI 신소재 업무협약을 체결했다. 라온대 연구팀의 {PAPER}",
        ],
    ),
}


def _split(text: str) -> tuple[str, str]:
    """Return headline and body."""
    if not text.startswith("#"):
        return "", text
    title, _, body = text[1:].partition("\n")
    return title, body or "김하늘 대표는 답하지 않았다."


@pytest.mark.parametrize("name", [*(name for name, _ in EXCLUSIONS), "paper", "denied", "funding"])
def test_the_table_tries_every_exclusion(name: str) -> None:
    """Each exclusion has texts that it stops and near misses that it lets through."""
    stops, passes = TABLE[name]
    assert stops
    assert passes


@pytest.mark.parametrize("name, text", [(n, t) for n in TABLE for t in TABLE[n][0]])
def test_an_exclusion_stops_its_texts_by_name(name: str, text: str, lexicon: Lexicon) -> None:
    """A false friend makes no claim but its denial; a person can read what stopped it."""
    title, body = _split(text)
    assert {claim.stage for claim in claims(body, lexicon, title)} <= {Stage.DENIED}
    assert name in stopped(body, lexicon, title)


@pytest.mark.parametrize("name, text", [(n, t) for n in TABLE for t in TABLE[n][1]])
def test_an_exclusion_lets_near_misses_through(name: str, text: str, lexicon: Lexicon) -> None:
    """What only shares words with a false friend is told."""
    title, body = _split(text)
    assert name not in stopped(body, lexicon, title)
    assert told(claims(body, lexicon, title)) == [names_in(text)]


SIGNED = "{건너전자}는 24일 {라온대}와 AI 업무협약을 체결했다."


@pytest.mark.parametrize(
    "tag", ["[사설]", "[칼럼]", "[기고]", "[인터뷰]", "[기자수첩]", "[AI 칼럼]"]
)
def test_an_opinion_tells_no_news(tag: str, lexicon: Lexicon) -> None:
    """The headline's tag says that a text is somebody's view."""
    assert claims(SIGNED, lexicon, f"{tag} 산학 협력의 길") == ()


@pytest.mark.parametrize("tag", ["[단독]", "[게시판]", "[속보]", ""])
def test_other_tags_are_news(tag: str, lexicon: Lexicon) -> None:
    """Any other tag changes nothing."""
    assert told(claims(SIGNED, lexicon, f"{tag} 산학 협력의 길")) == [names_in(SIGNED)]
