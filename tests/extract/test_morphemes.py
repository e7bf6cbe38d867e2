from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.morphemes import analyze

# (what it shows, the sentences of a text, a word of the first, its stem)
CUT = [
    ("와, wherever it stands", ["달누리빛와 협약을 맺었다."], "달누리빛와", None),
    ("과 behind a name seen once", ["새텍과 AI 협약을 맺었다."], "새텍과", "새텍"),
    ("이 where the name stands alone elsewhere",
     ["해누리창이 라온대와 협약을 맺었다.", "해누리창, AI 도입"], "해누리창이", "해누리창"),
    ("는 that does not fit the sound before it", ["새텍는 AI를 개발한다."], "새텍는", None),
]  # fmt: skip


@pytest.mark.parametrize("sentences, word, stem", [r[1:] for r in CUT], ids=[r[0] for r in CUT])
def test_a_particle_is_cut_off_an_unknown_name(
    sentences: list[str], word: str, stem: str | None, lexicon: Lexicon
) -> None:
    """A particle behind a name that no dictionary has is none of its syllables."""
    first = analyze(sentences, lexicon.dictionary)[0]
    inside = [m for m in first if m.end <= len(word)]
    nouns = "".join(m.form for m in inside if not m.tag.startswith("J"))
    assert nouns == (stem or nouns)
    assert any(m.tag.startswith("J") for m in inside) or stem is None


def test_places_count_from_each_sentence(lexicon: Lexicon) -> None:
    """Morphemes lie in their own sentence, in order, and none is lost at a boundary."""
    sentences = ["해누리창이 라온대와 협약을 맺었다.", "", "새텍과 로봇을 만든다."]
    for sentence, found in zip(sentences, analyze(sentences, lexicon.dictionary), strict=True):
        assert [m.start for m in found] == sorted(m.start for m in found)
        assert all(0 <= m.start < m.end <= len(sentence) for m in found)
