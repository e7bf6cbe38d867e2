from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.morphemes import Morpheme, analyze, cut_particle

# (what it shows, a word that Kiwi took for one unknown name, its text, its stem and particle)
CUT = [
    ("과, seen once", "새텍과", "새텍과 AI 협약을 맺었다.", ("새텍", "과")),
    ("와, seen once", "누리보와", "누리보와 AI 협약을 맺었다.", ("누리보", "와")),
    ("와 before 의", "누리보와", "누리보와의 소송을 끝냈다.", ("누리보", "와")),
    ("이, the name alone elsewhere", "해누리창이", "해누리창이 맺었다.\n해누리창, AI 도입",
     ("해누리창", "이")),
    ("이, the name with 은 elsewhere", "해누리창이", "해누리창이 맺었다. 해누리창은 크다.",
     ("해누리창", "이")),
    ("Latin letters", "NRV와", "NRV와 협약을 맺었다.", ("NRV", "와")),
]  # fmt: skip
WHOLE = [
    ("이 that may end a name", "달누리이", "달누리이 협약을 맺었다."),
    ("이 where the stem only begins another word", "해누리창이", "해누리창이 맺었다. 해누리창고는 크다."),
    ("와 that does not fit the sound before it", "달누리빛와", "달누리빛와 협약을 맺었다."),
    ("는 that does not fit either", "새텍는", "새텍는 AI를 개발한다."),
    ("과 in the middle of a word", "새텍과", "새텍과학은 AI를 개발한다."),
    ("one syllable before it", "텍과", "텍과 협약을 맺었다."),
]  # fmt: skip


@pytest.mark.parametrize("word, text, parts", [r[1:] for r in CUT], ids=[r[0] for r in CUT])
def test_a_particle_is_cut_off_an_unknown_name(
    word: str, text: str, parts: tuple[str, str]
) -> None:
    """A particle at the end of a name that no dictionary has becomes a morpheme of its own."""
    stem, particle = cut_particle(Morpheme(word, "NNP", 0, len(word), is_unknown=True), text, text)
    assert (stem.form, particle.form) == parts
    assert (stem.end, particle.start, particle.end) == (len(parts[0]), len(parts[0]), len(word))
    assert particle.tag.startswith("J")
    assert stem.is_unknown


@pytest.mark.parametrize("word, text", [r[1:] for r in WHOLE], ids=[r[0] for r in WHOLE])
def test_what_only_looks_like_a_particle_stays(word: str, text: str) -> None:
    """Syllables that belong to the name are left to it."""
    whole = Morpheme(word, "NNP", 0, len(word), is_unknown=True)
    assert cut_particle(whole, text, text) == (whole,)


def test_places_count_from_each_sentence(lexicon: Lexicon) -> None:
    """Morphemes lie in their own sentence, in order, and none is lost at a boundary."""
    sentences = ["해누리창이 라온대와 협약을 맺었다.", "", "새텍과 로봇을 만든다."]
    for sentence, found in zip(sentences, analyze(sentences, lexicon.dictionary), strict=True):
        assert [m.start for m in found] == sorted(m.start for m in found)
        assert all(0 <= m.start < m.end <= len(sentence) for m in found)
