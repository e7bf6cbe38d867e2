from __future__ import annotations

import json

import pytest

from flows.extract import Lexicon, is_relevant
from tests.extract.test_quality import NAMES, marked_texts

RELEVANT = [
    ("건너전자-라온대, 온디바이스 AI 업무협약 체결", ""),
    ("건너전자, 새 길 찾는다", "라온대와 손잡고 반도체를 만든다."),
    ("라온대와 나란히 선 건너전자", ""),  # a partner in the headline, no cue
    ("새벽로보틱스 원팀으로 뭉쳤다", ""),
    ("Gunner and Raon sign MOU on chips", ""),
    ("Gunner works with Raon", ""),
]
OTHER = [
    ("건너전자, 새 스마트폰 공개", "가격은 120만원이다."),
    ("라온대 총장 취임", "임기는 4년이다."),
    ("결과 보고", "성과 과제"),  # words that only end like a partner
    ("Gunner unveils a phone", "It costs 900 dollars, with tax."),
    ("", ""),
]


@pytest.mark.parametrize("title, summary", RELEVANT)
def test_what_may_tell_of_a_collaboration(lexicon: Lexicon, title: str, summary: str) -> None:
    """A cue in title or summary, or a partner in the title."""
    assert is_relevant(title, summary, lexicon)


@pytest.mark.parametrize("title, summary", OTHER)
def test_what_is_not_worth_its_page(lexicon: Lexicon, title: str, summary: str) -> None:
    """Neither."""
    assert not is_relevant(title, summary, lexicon)


@pytest.mark.parametrize("name", NAMES)
def test_no_real_announcement_is_skipped(lexicon: Lexicon, name: str) -> None:
    """Title and 200 characters are enough for every one; most of a news stream is left out."""
    marked = [json.loads(line) for line in marked_texts(name).read_bytes().splitlines()]
    worth = {r["id"]: is_relevant(r["title"], r["text"][:200], lexicon) for r in marked}
    announced = [r["id"] for r in marked if r["label"] == "new_collaboration"]
    assert [key for key in announced if not worth[key]] == []
    if name == "stream":
        assert sum(worth.values()) < 0.4 * len(worth)
