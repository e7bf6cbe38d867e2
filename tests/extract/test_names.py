from __future__ import annotations

import json

import pytest

from flows.extract import Lexicon
from flows.extract.article import read_text
from flows.extract.names import find_name
from flows.model import Text
from tests.extract.marked import claims, names_in, only, parties, plain
from tests.extract.quality import CORPUS


def _with(phrase: str) -> str:
    """Give a noun phrase its 와 or 과."""
    last = (
        phrase.rstrip("’”)}")[-1] if not phrase.endswith(")") else phrase[: phrase.rindex("(")][-1]
    )
    has_final = "가" <= last <= "힣" and (ord(last) - 0xAC00) % 28
    return f"{phrase}{'과' if has_final else '와'}"


# (what it shows, a noun phrase with the name in braces)
NAMES = [
    ("a bare name", "{새벽로보틱스}"),
    ("a country", "미국 {다솜대}"),
    ("a country in one Hanja", "美 {다솜대}"),
    ("a city", "서울 {새벽로보틱스}"),
    ("a home market", "국내 {새벽로보틱스}"),
    ("what it is", "로봇 전문기업 {새벽로보틱스}"),
    ("전문", "국내 3PL 전문 {새벽로지스}"),
    ("a start-up", "AI 스타트업 {달림}"),
    ("인 behind what it is", "로봇 전문기업인 {새벽로보틱스}"),
    ("…업체", "반도체 장비업체 {한울테크}"),
    ("two fields with a dot", "정보통신·방산 전문 {새벽시스템}"),
    ("a subsidiary: the part, not the whole", "누리전자 자회사 {누리로보틱스}"),
    ("a leader behind it", "{새벽로보틱스}(대표 김하늘)"),
    ("a president behind it", "{라온대학교}(총장 이바다)"),
    ("an abbreviation behind it", "{누리전자기술연구원}(NETI)"),
    ("a quoted name behind what it is", "AI 스타트업 ‘{파도}’"),
    ("a quoted name in straight marks", "AI 스타트업 '{파도}'"),
    ("a legal form", "(주){새벽로보틱스}"),
    ("a legal form in one character", "㈜{새벽로보틱스}"),
    ("a legal form spelt out", "주식회사 {새벽로보틱스}"),
    ("Latin letters", "{Nuri Systems}"),
    ("Latin and Hangul", "{NR로보틱스}"),
    ("a part with its whole", "{라온대 AI대학원}"),
    ("a part of a part", "{라온대학교 공과대학 반도체센터}"),
    ("a hospital of a university", "{라온대병원}"),
    ("a city government", "{가람시}"),
    ("a province's agency", "{가람산업진흥원}"),
    ("an association", "{한빛로봇협회}"),
    ("a foundation", "{미르재단}"),
    ("a bank", "{바른은행}"),
    ("측 behind it", "{새벽로보틱스} 측"),
    ("a count behind it", "{새벽로보틱스} 3사"),
    ("the consortium that it leads", "{새벽로보틱스} 컨소시엄"),
    ("a market, no mayor", "가람 {서문전통시장}"),
    ("a national body with its country", "{가람국립연구원}"),
    ("a foreign ministry with its country", "{몽골 미래교육부}"),
    ("a law firm", "{법무법인 하늘빛}"),
    ("a museum", "{가람시립박물관}"),
    ("a school", "{가람과학고}"),
    ("who works there", "{새벽로보틱스} 연구진"),
]


@pytest.mark.parametrize("phrase", [row[1] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_partner_is_named_without_what_stands_around(phrase: str, lexicon: Lexicon) -> None:
    """Places, appositions, titles, brackets and legal forms are no part of a name."""
    claim = only(f"{{건너전자}}는 {_with(phrase)} AI 업무협약을 체결했다.", lexicon)
    assert parties(claim) == names_in(phrase) | {"건너전자"}


ACTORS = [
    ("a bare name", "{새벽로보틱스}는"),
    ("what it is", "로봇 전문기업 {새벽로보틱스}는"),
    ("a leader behind it", "{새벽로보틱스}(대표 김하늘)는"),
    ("a quoted name", "AI 스타트업 ‘{파도}’는"),
    ("a legal form", "㈜{새벽로보틱스}는"),
    ("a part with its whole", "{라온대 AI대학원}은"),
    ("an unknown word", "{달림로보}는"),
    ("a date before it", "24일 {새벽로보틱스}는"),
    ("a person who speaks for it", "{새벽로보틱스} 관계자는 24일 {새벽로보틱스}가"),
]


@pytest.mark.parametrize("phrase", [row[1] for row in ACTORS], ids=[row[0] for row in ACTORS])
def test_an_actor_is_named_without_what_stands_around(phrase: str, lexicon: Lexicon) -> None:
    """The same holds for who acts."""
    claim = only(f"{phrase} {{미르병원}}과 AI 업무협약을 체결했다.", lexicon)
    assert parties(claim) == names_in(phrase) | {"미르병원"}


# (what it shows, a noun phrase that names no organisation)
NO_NAMES = [
    ("a person with a title", "이바다 교수"),
    ("a person alone who signs", "김하늘 대표"),
    ("a counted group", "국내 대학 3곳"),
    ("a counted group of firms", "4개사"),
    ("several institutions", "여러 기관"),
    ("an ordinary noun", "기업"),
    ("partners in general", "파트너사"),
    ("a place", "미국"),
    ("a field", "반도체 산업"),
    ("a sum", "3,000억원"),
    ("a day", "24일"),
]


@pytest.mark.parametrize("phrase", [row[1] for row in NO_NAMES], ids=[row[0] for row in NO_NAMES])
def test_what_names_no_organisation_is_no_party(phrase: str, lexicon: Lexicon) -> None:
    """People, places, counts and ordinary nouns take no part."""
    assert claims(f"건너전자는 {_with(phrase)} AI 업무협약을 체결했다.", lexicon) == ()


# sentences in which only what stands in braces takes part
AMONG_OTHERS = [
    "김하늘 {건너전자} 대표와 이바다 {라온대} 총장이 참석한 가운데 {건너전자}와 {라온대}는 AI 협약을 맺었다.",
    "{건너전자}는 AI 모델 ‘새벽별’을 앞세워 {라온대}와 업무협약을 체결했다.",
    "{건너전자}는 24일 서울 관악구 본사에서 {라온대}와 AI 업무협약을 체결했다.",
    "{건너전자}와 {라온대}는 ‘누리 AI 연구센터’ 설립 업무협약을 체결했다.",
    "{건너전자}는 {라온대}, {다솜대} 등 국내 대학과 AI 업무협약을 체결했다.",
    "{건너전자}는 {라온대} 등 대학 5곳과 AI 업무협약을 체결했다.",
]


@pytest.mark.parametrize("sentence", AMONG_OTHERS)
def test_only_organisations_take_part(sentence: str, lexicon: Lexicon) -> None:
    """Products, people, places and what is founded are no parties."""
    assert parties(only(sentence, lexicon)) == names_in(sentence)


def test_a_name_is_learnt_from_a_sure_place(lexicon: Lexicon) -> None:
    """A word that looks like nothing is a name where the text elsewhere says what it is."""
    body = "AI 스타트업 파도(대표 김하늘)가 새 투자를 받았다. 라온대는 24일 파도와 AI 업무협약을 체결했다."
    assert parties(only(body, lexicon)) == {"라온대", "파도"}


def test_learnt_names_are_read_as_if_they_had_been_known_at_once(lexicon: Lexicon) -> None:
    """Only what a text teaches is read again: no other name of the corpus would change."""
    articles = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    whole = [Text(article["title"], article["text"]) for article in articles]
    round_up = Text("이번 주 협약", "\n".join(f"■ {t.title}\n{t.body}" for t in whole))
    for text in (*whole, round_up):
        read = read_text(text, lexicon)
        if read is not None:
            learnt, lines = read.learnt, read.lines
            again = [tuple(find_name(p, lexicon, learnt) for p in line.phrases) for line in lines]
            assert [line.names for line in lines] == again


def test_an_ordinary_word_of_the_list_needs_a_sign_that_it_is_a_name(lexicon: Lexicon) -> None:
    """파도 means waves unless something says otherwise."""
    assert claims("건너전자는 파도와 함께 AI 풍경을 연구한다.", lexicon) == ()


# (name as told, its canonical form, what it is part of)
KNOWN = [
    ("카이스트", "한국과학기술원", None),
    ("서울대", "서울대학교", None),
    ("LG AI연구원", "LG AI연구원", "LG"),
    ("SKT", "SK텔레콤", "SK"),
]


@pytest.mark.parametrize("name, canonical, parent", KNOWN)
def test_a_known_name_gets_its_canonical_form(
    name: str, canonical: str, parent: str | None, lexicon: Lexicon
) -> None:
    """config/ names, types and places what structure has found."""
    claim = only(f"{_with(name)} 건너로보틱스는 AI 업무협약을 체결했다.", lexicon)
    (known,) = [party for party in claim.parties if party.name == name]
    assert known.canonical == canonical
    assert parent is None or known.parent == parent


def test_an_unknown_part_of_a_known_whole_keeps_its_whole(lexicon: Lexicon) -> None:
    """A part that config/ lacks is placed below the whole that it names."""
    claim = only("건너전자는 서울대 새별연구소와 AI 업무협약을 체결했다.", lexicon)
    part = next(party for party in claim.parties if party.name != "건너전자")
    assert (part.name, part.canonical, part.parent) == (
        "서울대 새별연구소",
        "서울대학교 새별연구소",
        "서울대학교",
    )


def test_an_unknown_name_is_its_own_canonical_form(lexicon: Lexicon) -> None:
    """Nothing is invented for a name that config/ lacks."""
    claim = only(plain("{건너전자}는 {라온대학교}와 AI 업무협약을 체결했다."), lexicon)
    assert {(p.name, p.canonical, p.parent) for p in claim.parties} == {
        ("건너전자", "건너전자", None),
        ("라온대학교", "라온대학교", None),
    }
