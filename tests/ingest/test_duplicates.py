from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.ingest.duplicates import BANDS, fingerprint, is_alike
from flows.model import Article

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TEXT = tuple(
    f"{who}는 {what}에서 {n}억원을 들여 {how} 기술을 함께 연구하기로 했다고 밝혔다."
    for n, (who, what, how) in enumerate(
        [
            ("건너전자", "서울 본관", "온디바이스 AI 반도체"),
            ("라온대학교", "대전 교정", "로봇 제어"),
            ("미르병원", "부산 연구동", "의료 영상 판독"),
            ("새벽로보틱스", "성남 사옥", "물류 자동화"),
            ("다솜연구원", "세종 청사", "양자 암호"),
            ("한빛소프트", "광주 지사", "언어모델 경량화"),
        ],
        11,
    )
)


def _article(*sentences: str) -> Article:
    return Article("hanbit", "a", "제목", "\n".join(sentences), NOW)


def _shared(one: Article, other: Article) -> int:
    return len(set(fingerprint(one)) & set(fingerprint(other)))


COPIES = {
    "the same": TEXT,
    "a sentence more": (*TEXT, "한빛경제 김하늘 기자가 전했다."),
    "the last sentence cut": TEXT[:-1],
    "other spaces": tuple(sentence.replace(" ", "") for sentence in TEXT),
    "a word edited in each": tuple(s.replace("밝혔다", "전했다") for s in TEXT),
    "the order changed": TEXT[::-1],
}
OTHERS = {
    "half of it": TEXT[:3],
    "another event in the same words": tuple(
        f"{who}는 {n * 3}일 {who}에서 연 회의에서 기술을 함께 연구하기로 했다고 밝혔다."
        for n, who in enumerate(["가람", "나래", "노을", "두레", "마루", "보람"], 1)
    ),
    "another text": tuple(
        f"{n}일 코스피는 {n * 13}에 마쳤고 거래는 {n}조원이었다." for n in range(9)
    ),
}


@pytest.mark.parametrize("how", COPIES)
def test_what_an_outlet_changes_leaves_it_one_text(how: str) -> None:
    """It is found by its fingerprint, and alike."""
    first, copy = _article(*TEXT), _article(*COPIES[how])
    assert _shared(first, copy) > 0
    assert is_alike(first, copy)


@pytest.mark.parametrize("how", OTHERS)
def test_other_texts_are_not_one(how: str) -> None:
    """Although they share sentences or wordings."""
    assert not is_alike(_article(*TEXT), _article(*OTHERS[how]))


def test_a_headline_has_no_fingerprint() -> None:
    """What is that short is alike by its subject."""
    assert fingerprint(_article("건너전자와 라온대가 손을 잡았다.")) == ()
    assert not is_alike(_article(""), _article(""))


def test_a_fingerprint_stays_the_same() -> None:
    """It is stored: what an earlier run made has to fit what a later one makes."""
    values = fingerprint(_article(*TEXT))
    assert len(values) == BANDS
    assert values[0] == "624a81f304145156"
