"""Kiwi, loaded once a process, behind one function.

Measured with Kiwi 0.24.1: loading takes about a second and 350 MB, each further instance
260 MB, so there is one. `chr_freq` repairs names that its dictionary lacks (에임인텔리전스) when
headline and body are read in one piece, for 4% of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi


@dataclass(frozen=True, slots=True)
class Morpheme:
    """One morpheme: form, Kiwi's tag, characters [start, end), and whether Kiwi guessed it."""

    form: str
    tag: str
    start: int
    end: int
    is_unknown: bool = False


@cache
def _kiwi(names: frozenset[str]) -> Kiwi:
    from kiwipiepy import Kiwi  # noqa: PLC0415 (a second and 350 MB, only where it is needed)

    kiwi = Kiwi(load_multi_dict=False)
    for name in sorted(names):
        kiwi.add_user_word(name, "NNP")
    return kiwi


def analyze(sentences: Sequence[str], names: frozenset[str]) -> list[list[Morpheme]]:
    """Return the morphemes of each sentence, with places that count from its own start.

    The sentences are read in one piece, one a line, so that a name unknown to the
    dictionary is recognised by its repetition; `names` are taught to it at first.
    """
    tokens = _kiwi(names).tokenize("\n".join(sentences), oov_handling="chr_freq")
    analyzed: list[list[Morpheme]] = []
    place, begin = 0, 0
    for sentence in sentences:
        end = begin + len(sentence)
        found = []
        while place < len(tokens) and tokens[place].start < end:
            token = tokens[place]
            first = token.start - begin
            found.append(
                Morpheme(token.form, str(token.tag), first, first + token.len, bool(token.oov))
            )
            place += 1
        analyzed.append(found)
        begin = end + 1
    return analyzed
