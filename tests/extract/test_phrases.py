from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract import Lexicon
from flows.extract.morphemes import analyze
from flows.extract.normalize import normalize
from flows.extract.phrases import Phrase, read_phrases
from flows.extract.units import Role


def phrases(sentence: str, lexicon: Lexicon) -> list[Phrase]:
    """Read one sentence."""
    return read_phrases(sentence, analyze([sentence], lexicon.dictionary)[0])


# (what it shows, a sentence, its phrases with their roles)
ROLES = [
    ("acts, with, object", "건너전자는 라온대학교와 업무협약을 체결했다.",
     "건너전자:ACTS 라온대학교:WITH 업무협약:OBJECT"),
    ("of, at", "건너전자가 새벽로보틱스의 연구소에서 협약을 맺었다.",
     "건너전자:ACTS 새벽로보틱스:OF 연구소:AT 협약:OBJECT"),
    ("too, to", "미르병원도 누리전자에 기술을 제공한다.",
     "미르병원:ACTS 누리전자:TO 기술:OBJECT"),
    ("a list with commas", "건너전자, 라온대, 미르병원이 협약을 맺었다.",
     "건너전자:LIST 라온대:LIST 미르병원:ACTS 협약:OBJECT"),
    ("a list with dots", "건너전자·라온대·미르병원이 협약을 맺었다.",
     "건너전자:LIST 라온대:LIST 미르병원:ACTS 협약:OBJECT"),
    ("및", "건너전자 및 라온대는 협약을 맺었다.", "건너전자:LIST 라온대:ACTS 협약:OBJECT"),
    ("비롯해 opens a list", "건너전자는 라온대를 비롯해 다솜대, 가온대와 협약을 맺었다.",
     "건너전자:ACTS 라온대:LIST 다솜대:LIST 가온대:WITH 협약:OBJECT"),
    ("간: both act", "건너전자와 라온대 간 협약이 성사됐다.",
     "건너전자:WITH 라온대:ACTS 협약:ACTS"),
    ("와의, 과의", "건너전자는 라온대와의 공동연구, 미르병원과의 공동개발을 시작했다.",
     "건너전자:ACTS 라온대:WITH 공동연구:LIST 미르병원:WITH 공동개발:OBJECT"),
    ("a verb ends a phrase", "협약을 맺은 건너전자는 라온대와 협력한다.",
     "협약:OBJECT 건너전자:ACTS 라온대:WITH"),
    ("인: what the next words name", "로봇 전문기업인 새벽로보틱스와 손잡았다.",
     "로봇 전문기업 새벽로보틱스:WITH"),
    ("인 behind a bracket", "로봇 기업(상장)인 새벽로보틱스와 손잡았다.",
     "로봇 기업 새벽로보틱스:WITH"),
    ("a number with a comma", "건너전자는 3,000억원을 투자한다.", "건너전자:ACTS 3,000억원:OBJECT"),
    ("a particle taken for the end of a name", "달림로보와 별하비전은 협약을 맺었다.",
     "달림로보:WITH 별하비전:ACTS 협약:OBJECT"),
    ("a name that ends like a particle", "한울가와 누리재는 협약을 맺었다.",
     "한울가:WITH 누리재:ACTS 협약:OBJECT"),
]  # fmt: skip


@pytest.mark.parametrize("sentence, told", [r[1:] for r in ROLES], ids=[r[0] for r in ROLES])
def test_particles_say_what_a_phrase_does(sentence: str, told: str, lexicon: Lexicon) -> None:
    """A phrase ends at its particle, a separator or a verb, which gives it its role."""
    found = " ".join(
        phrase.text if phrase.role is Role.NONE else f"{phrase.text}:{phrase.role.name}"
        for phrase in phrases(sentence, lexicon)
    )
    assert found == told


# (what it shows, a sentence, its first name, what stands in the bracket behind it)
GLOSSES = [
    ("a leader", "건너전자(대표 김하늘)는 라온대와 협력한다.", "건너전자", "대표 김하늘"),
    ("square brackets", "건너전자[대표 김하늘]는 라온대와 협력한다.", "건너전자", "대표 김하늘"),
    (
        "brackets in brackets",
        "건너전자(대표 김하늘(43))는 협력한다.",
        "건너전자",
        "대표 김하늘(43)",
    ),
    ("an abbreviation", "누리전자기술연구원(NETI)은 협력한다.", "누리전자기술연구원", "NETI"),
    ("the first of two", "건너전자(GE)(대표 김하늘)는 협력한다.", "건너전자", "GE"),
    ("none", "건너전자는 라온대(총장 이바다)와 협력한다.", "건너전자", None),
]


@pytest.mark.parametrize(
    "sentence, name, gloss", [r[1:] for r in GLOSSES], ids=[r[0] for r in GLOSSES]
)
def test_a_bracket_belongs_to_the_word_before_it(
    sentence: str, name: str, gloss: str | None, lexicon: Lexicon
) -> None:
    """A bracket is taken out of the sentence, and the particle behind it still counts."""
    first = phrases(sentence, lexicon)[0]
    assert (first.words[-1].text, first.words[-1].gloss) == (name, gloss)
    assert first.role is Role.ACTS


# (what it shows, a sentence, the quoted words)
QUOTED = [
    ("single", "AI 스타트업 ‘파도’는 라온대와 협력한다.", ["파도"]),
    ("double", "AI 스타트업 “파도”는 라온대와 협력한다.", ["파도"]),
    ("straight", "AI 스타트업 '파도'는 라온대와 협력한다.", ["파도"]),
    ("angle", "AI 스타트업 <파도>는 라온대와 협력한다.", ["파도"]),
    (
        "a title of several words",
        "‘한국형 AI 반도체 개발’을 위해 협력한다.",
        ["한국형 AI 반도체 개발"],
    ),
    ("an apostrophe is none", "McRaon's 연구소는 라온대와 협력한다.", []),
    ("a mark that nothing closes", "건너전자는 ‘새벽을 라온대와 개발한다.", []),
]


@pytest.mark.parametrize("sentence, words", [r[1:] for r in QUOTED], ids=[r[0] for r in QUOTED])
def test_a_quotation_is_one_word(sentence: str, words: list[str], lexicon: Lexicon) -> None:
    """What stands in quotation marks is one word, and the particle behind it still counts."""
    read = [word for phrase in phrases(sentence, lexicon) for word in phrase.words]
    assert [word.text for word in read if word.is_quoted] == words


def test_a_list_that_is_closed_by_etc_says_so(lexicon: Lexicon) -> None:
    """등 closes a list and lets it keep the particle."""
    *_, last, _ = phrases("건너전자, 라온대 등은 협약을 맺었다.", lexicon)
    assert (last.text, last.role, last.has_etc) == ("라온대", Role.ACTS, True)


@given(
    st.lists(
        st.sampled_from(
            ["건너전자", "라온대", "는", "와", "을", " ", ",", "·", "(", ")", "[", "‘", "’", "“", '"', "'",
             "<", ">", "인", "등", " 및 ", "3,000", "A&B", "'s", "🤝", ".", "…", "맺었다", "간"]
        ),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_words_lie_where_they_say(lexicon: Lexicon, raw: str) -> None:
    """Words stand in the sentence, in order and apart, whatever the marks between them."""
    sentence = normalize(raw)
    end = 0
    for phrase in phrases(sentence, lexicon):
        for word in phrase.words:
            assert end <= word.start < word.end <= len(sentence)
            assert sentence[word.start : word.end].startswith(word.text[:1])
            end = word.end
