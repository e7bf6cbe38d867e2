from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.headline import head_of, read_headline
from tests.extract.marked import claims, names_in, plain, told

# (headline, the part that names who acts)
HEADS = [
    ("건너전자-라온대, AI 연구 맞손", "건너전자-라온대"),
    ("건너전자, 라온대와 맞손", "건너전자"),
    ("건너전자·라온대 AI 맞손…공동연구 나선다", "건너전자·라온대 AI 맞손"),
    ("[단독] 건너전자, 라온대와 맞손", "건너전자"),
    ("건너전자 ‘새벽’ 공개", "건너전자 "),
    ("건너전자와 라온대 협력", "건너전자와 라온대 협력"),
]


@pytest.mark.parametrize("title, head", HEADS)
def test_the_head_of_a_headline_names_who_acts(title: str, head: str) -> None:
    """The head ends with the first comma, ellipsis or quotation; a tag is no part of it."""
    assert head_of(title).strip() == head.strip()


@pytest.mark.parametrize("title", [row[0] for row in HEADS] + ["", " ", ",", "…", "[단독]", "‘’"])
def test_reading_a_headline_moves_nothing(title: str) -> None:
    """Every character keeps its place, so that spans stay true."""
    assert len(read_headline(title)) == len(title)


# headlines alone, parties in braces
TOLD = [
    "{건너전자}-{라온대}, AI 반도체 공동연구 맞손",
    "{건너전자}·{라온대}, 로봇 AI 업무협약 체결",
    "{건너전자}, {라온대}와 AI 인재 양성 맞손",
    "{라온대학교}–{미르병원}, 의료 AI 업무협약",
    "[단독] {건너전자}, {새벽로보틱스}와 휴머노이드 공동 개발",
    "{건너전자}×{라온대학교}, 온디바이스 AI 공동연구센터 개소",
    "{건너전자}·{라온대}·{미르병원}, 의료 AI 컨소시엄 구성",
    "AI가 짓는 밥…{건너전자}·{라온대}, 조리 로봇 공동 개발",
    "{건너전자}-日 {하루로보틱스}, 휴머노이드 공동 개발",
]
NOT_TOLD = [
    "건너전자, 새 AI 모델 공개",
    "건너전자, 협업 도구에 AI 탑재",
    "AI 시대, 산학 협력이 답이다",
    "건너전자 공동대표에 김하늘 선임",
    "K-로봇 연합, 출범 반년 만에 회원사 5배로",
    "인쇄·제지·디자인, AI로 손잡는다",
]


@pytest.mark.parametrize("title", TOLD)
def test_a_headline_alone_tells_its_parties(title: str, lexicon: Lexicon) -> None:
    """Names joined by a hyphen, a dot or a comma act together without particles."""
    found = claims("", lexicon, title=title)
    assert told(found) == [names_in(title)]
    assert found[0].evidence == plain(title)


@pytest.mark.parametrize("title", NOT_TOLD)
def test_a_headline_without_a_partner_tells_nothing(title: str, lexicon: Lexicon) -> None:
    """A name alone, a product or an opinion is no collaboration."""
    assert claims("", lexicon, title=title) == ()
