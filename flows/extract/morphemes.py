"""Kiwi, loaded once a process, behind two functions.

Measured with Kiwi 0.24.1: loading takes about a second and 350 MB, each further instance
260 MB, so there is one. `chr_freq` repairs names that its dictionary lacks (에임인텔리전스) when
headline and body are read in one piece, for 4% of the time.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token


class Morpheme(NamedTuple):  # made by the thousand: a tuple is three times as quick to make
    """One morpheme: form, Kiwi's tag, characters [start, end), and whether Kiwi guessed it."""

    form: str
    tag: str
    start: int
    end: int
    is_unknown: bool = False


_UNKNOWN = "chr_freq"


@cache
def _kiwi(names: frozenset[str]) -> Kiwi:
    from kiwipiepy import Kiwi  # noqa: PLC0415 (a second and 350 MB, only where it is needed)

    kiwi = Kiwi(load_multi_dict=False)
    for name in sorted(names):
        kiwi.add_user_word(name, "NNP")
    return kiwi


def analyze(sentences: Sequence[str], names: frozenset[str]) -> list[list[Morpheme]]:
    """Return the morphemes of each sentence of a text, with places from the sentence's start.

    The sentences are read in one piece, one a line, so that a name unknown to the
    dictionary is recognised by its repetition; `names` are taught to it at first.
    """
    whole = _in_one_piece(sentences)
    return _by_sentence(sentences, whole, _kiwi(names).tokenize(whole, oov_handling=_UNKNOWN))


def analyze_all(
    texts: Iterable[Sequence[str]], names: frozenset[str]
) -> Iterator[list[list[Morpheme]]]:
    """Analyze many texts, in their order, a few ahead on Kiwi's own threads, one a core.

    `texts` is drawn from as far as the threads are ahead, in the caller's thread. The threads
    hold no lock of Python's, so what a caller does with one text costs no time of theirs.
    """
    ahead: deque[tuple[Sequence[str], str]] = deque()

    def pieces() -> Iterator[str]:
        for sentences in texts:
            ahead.append((sentences, _in_one_piece(sentences)))
            yield ahead[-1][1]

    for tokens in _kiwi(names).tokenize(pieces(), oov_handling=_UNKNOWN):
        yield _by_sentence(*ahead.popleft(), tokens)


def _in_one_piece(sentences: Sequence[str]) -> str:
    return "\n".join(map(_without_noise, sentences))


def _by_sentence(
    sentences: Sequence[str], whole: str, tokens: Sequence[Token]
) -> list[list[Morpheme]]:
    analyzed: list[list[Morpheme]] = []
    place, begin = 0, 0
    for sentence in sentences:
        end = begin + len(sentence)
        found: list[Morpheme] = []
        while place < len(tokens) and tokens[place].start < end:
            token = tokens[place]
            first, last = token.start - begin, token.end - begin
            read = Morpheme(token.form, token.tag, first, last, token.oov)
            found.extend(cut_particle(read, sentence, whole) if read.is_unknown else (read,))
            place += 1
        analyzed.append(found)
        begin = end + 1
    return analyzed


_LONGEST_WORD = 200  # characters: far beyond any name, and Kiwi takes 25 s for a megabyte of them
_END_OF_WORD = 20  # characters that tell the particle
_NOISE = re.compile(rf"\b\w{{{_LONGEST_WORD},}}")


def _without_noise(sentence: str) -> str:
    """Blank what has no break for too long to be words, but for its end; places stay."""
    return sentence if len(sentence) < _LONGEST_WORD else _NOISE.sub(_blank, sentence)


def _blank(noise: re.Match[str]) -> str:
    return noise.group()[-_END_OF_WORD:].rjust(len(noise.group()))


_GLUED = re.compile(
    r"(?P<stem>[가-힣A-Za-z]*[가-힣A-Za-z]{2})(?P<particle>이|가|은|는|와|과|을|를|의|도|에서)"
)
_TAGS = {"이": "JKS", "가": "JKS", "을": "JKO", "를": "JKO", "의": "JKG", "와": "JKB", "과": "JKB"}
_AFTER_VOWEL = {
    "이": False,
    "은": False,
    "과": False,
    "을": False,
    "가": True,
    "는": True,
    "와": True,
    "를": True,
}
_ALONE = frozenset("와과는를")  # few names end so: a particle even behind a name seen once


def cut_particle(unknown: Morpheme, sentence: str, whole: str) -> tuple[Morpheme, ...]:
    """Cut a particle off a name that Kiwi does not know: 심텍과, where 심텍은 stands elsewhere.

    It is one if it fits the sound before it, ends the word, and the rest stands elsewhere in
    the text without it.
    """
    match = _GLUED.fullmatch(unknown.form)
    behind = sentence[unknown.end : unknown.end + 1]
    if match is None or ("가" <= behind <= "힣" and behind not in "의는도"):
        return (unknown,)
    stem, particle = match["stem"], match["particle"]
    wants = _AFTER_VOWEL.get(particle)
    if wants is not None and wants != _ends_in_vowel(stem):
        return (unknown,)
    if particle not in _ALONE and not _stands_elsewhere(stem, particle, whole):
        return (unknown,)
    end = unknown.start + len(stem)
    return (
        Morpheme(stem, unknown.tag, unknown.start, end, is_unknown=True),
        Morpheme(particle, _TAGS.get(particle, "JX"), end, unknown.end),
    )


def _ends_in_vowel(word: str) -> bool:
    return not "가" <= word[-1] <= "힣" or (ord(word[-1]) - 0xAC00) % 28 == 0


_PARTICLES = ("은", "는", "이", "가", "을", "를", "와", "과", "의", "도", "에")
_OTHERS = {  # by particle: what stands behind the stem elsewhere
    particle: re.compile(
        rf"(?:{'|'.join(p for p in _PARTICLES if p != particle)})?(?![가-힣A-Za-z])"
    )
    for particle in (*_PARTICLES, "에서")
}
_LETTER_BEFORE = re.compile(r"(?<=[가-힣A-Za-z])")


def _stands_elsewhere(stem: str, particle: str, whole: str) -> bool:
    """Return whether a word stands in the text with another particle, or with none."""
    place = whole.find(stem)
    while place >= 0:
        is_begin = not _LETTER_BEFORE.match(whole, place)
        if is_begin and _OTHERS[particle].match(whole, place + len(stem)):
            return True
        place = whole.find(stem, place + 1)
    return False
