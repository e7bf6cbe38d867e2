from __future__ import annotations

import pytest

from flows.extract import Lexicon, extract
from flows.model import Text
from tests.extract.marked import claims, names_in, only, parties, plain, told

# (what it shows, headline, body with the fullest wordings in braces)
ONE_DEAL = [
    ("headline and lead", "건너전자-라온대, 의료 AI 맞손", "{건너전자}는 {라온대}와 의료 AI 업무협약을 체결했다."),
    ("told again", "",
     "{건너전자}는 {라온대}와 의료 AI 업무협약을 체결했다. 건너전자와 라온대는 3년간 공동연구를 한다."),
    ("the other way round", "",
     "{건너전자}와 {라온대}는 AI 업무협약을 체결했다. 라온대는 건너전자와 함께 AI를 연구한다."),
    ("a short form", "건너전자, 라온대와 맞손",
     "{건너전자}와 {라온대학교}는 AI 업무협약을 체결했다. 라온대는 건너전자와 함께 AI를 연구한다."),
    ("a part and its whole", "",
     "{건너전자}는 {라온대 AI대학원}과 AI 업무협약을 체결했다. 건너전자와 라온대는 AI를 공동 연구한다."),
    ("some of the parties", "",
     "{건너전자}와 {라온대}, {미르병원}은 AI 업무협약을 체결했다. 건너전자와 라온대는 AI를 공동 연구한다."),
    ("pointed back", "건너전자-라온대, AI 맞손",
     "{건너전자}와 {라온대학교}는 24일 AI 업무협약을 체결했다. 양 기관은 AI를 공동 연구한다."),
    ("an abbreviation", "",
     "{건너전자}는 {누리전자기술연구원}(NETI)과 AI 업무협약을 체결했다. 건너전자와 NETI는 AI를 공동 연구한다."),
]  # fmt: skip


@pytest.mark.parametrize("title, body", [r[1:] for r in ONE_DEAL], ids=[r[0] for r in ONE_DEAL])
def test_one_deal_told_several_times_is_one_claim(title: str, body: str, lexicon: Lexicon) -> None:
    """However often and in whatever words: one claim, with the fullest wording of each party."""
    assert parties(only(body, lexicon, title)) == names_in(body)


# (what it shows, headline, the sentences, each with its own parties)
SEVERAL = [
    ("other parties", "이번 주 AI 협약", [
        "{건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        "{누리모터스}는 {새벽로보틱스}와 로봇 업무협약을 체결했다.",
    ]),
    ("one party in common", "건너전자, 잇단 AI 협약", [
        "{건너전자}는 23일 {라온대}와 반도체 업무협약을 체결했다.",
        "{건너전자}는 24일 {미르병원}과 의료 AI 업무협약을 체결했다.",
    ]),
    ("items of a round-up", "[게시판] AI 단신", [
        "■ {건너전자}는 {라온대}와 AI 업무협약을 체결했다.",
        "■ {누리모터스}는 {새벽로보틱스}와 로봇 업무협약을 체결했다.",
        "■ {바른은행}은 {다솜대}와 AI 업무협약을 체결했다.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize("title, sentences", [r[1:] for r in SEVERAL], ids=[r[0] for r in SEVERAL])
def test_several_deals_are_several_claims(
    title: str, sentences: list[str], lexicon: Lexicon
) -> None:
    """Each deal keeps its own parties and its own evidence."""
    found = claims("\n".join(sentences), lexicon, title)
    assert told(found) == [names_in(sentence) for sentence in sentences]
    evidence = [claim.evidence for claim in found]
    assert evidence == [plain(sentence).removeprefix("■ ") for sentence in sentences]


def test_two_deals_in_one_sentence_are_two(lexicon: Lexicon) -> None:
    """A sentence that signs twice makes two claims."""
    body = (
        "건너전자는 라온대와 AI 업무협약을 체결한 데 이어 미르병원과도 의료 AI 업무협약을 체결했다."
    )
    assert told(claims(body, lexicon)) == [{"건너전자", "라온대"}, {"건너전자", "미르병원"}]


def test_a_deal_told_twice_is_surer(lexicon: Lexicon) -> None:
    """Being told again raises confidence, and it never passes one."""
    once = "건너전자와 라온대는 AI를 공동 연구한다."
    twice = f"{once} 라온대는 건너전자와 함께 AI 로봇을 개발한다."
    assert only(once, lexicon).confidence < only(twice, lexicon).confidence <= 1


def test_the_evidence_is_the_sentence_that_says_it_best(lexicon: Lexicon) -> None:
    """The body's signing sentence is shown, not the headline."""
    body = "건너전자와 라온대가 손잡았다. 건너전자는 24일 라온대와 AI 업무협약을 체결했다."
    claim = only(body, lexicon, "건너전자-라온대, AI 맞손")
    assert claim.evidence == "건너전자는 24일 라온대와 AI 업무협약을 체결했다."
    assert claim.date == "2026-11-24"


def test_an_extraction_names_each_organisation_and_topic_once(lexicon: Lexicon) -> None:
    """What a text names is listed once, whatever the number of claims."""
    body = (
        "건너전자는 23일 라온대와 의료 AI 업무협약을 체결했다.\n"
        "건너전자는 24일 미르병원과 의료 AI 업무협약을 체결했다."
    )
    found = extract(Text("건너전자, 잇단 AI 협약", body), lexicon)
    assert sorted(p.name for p in found.organizations) == ["건너전자", "라온대", "미르병원"]
    assert len({topic.name for topic in found.topics}) == len(found.topics)
