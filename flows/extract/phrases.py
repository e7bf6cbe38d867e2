"""A sentence as a row of noun phrases, each with the particle that ends it.

Korean marks what a phrase does in the sentence by the particle behind it: 은/는 and 이/가 say who
acts, 와/과 with whom, 을/를 what. So a sentence is read as phrases with a `Role`, and the
frames look at roles instead of at words. What stands in brackets is taken out of the row
and kept as the `gloss` of the word before it: "딥엑스(대표 김녹원)는" is 딥엑스, ACTS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.extract.morphemes import Morpheme
from flows.extract.units import Role, Unit, Word, read_units

_SPEECH_END = re.compile(r"\s\S*[다요까죠자라][.!?]?$")
_BETWEEN = frozenset({"간", "사이"})  # "라온대와 새벽로보틱스 간 협약": both act
_CONNECTORS = frozenset({"및", "그리고", "또는", "혹은", "겸"})


class Phrase(NamedTuple):
    """Words up to a particle, a comma or a verb.

    `has_etc` where 등 closed it; `mark` is the comma or dot between it and the next.
    """

    words: tuple[Word, ...]
    role: Role
    has_etc: bool = False
    mark: str = ""

    @property
    def start(self) -> int:
        """Return the place of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return the place behind the last word, particle excluded."""
        return self.words[-1].end

    @property
    def text(self) -> str:
        """Return the words joined by single spaces."""
        return " ".join([word.text for word in self.words])


def read_phrases(text: str, morphemes: Sequence[Morpheme]) -> list[Phrase]:
    """Return the noun phrases of one sentence, its morphemes given; places count from its start."""
    row = _Row()
    for unit in read_units(text, morphemes):
        row.take(unit)
    row.close(Role.NONE)
    return row.phrases


@dataclass(slots=True)
class _Row:
    """The phrases of a sentence so far, and the words of the one that is still open."""

    phrases: list[Phrase] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    def take(self, unit: Unit) -> None:
        if unit.word is None:
            self._break(unit)
        elif unit.word.text in _BETWEEN and self.words:
            self.close(Role.ACTS)
        elif unit.word.text == "등":
            self.close(Role.LIST if unit.role is Role.NONE else unit.role, has_etc=True)
        elif unit.word.text in _CONNECTORS:
            self.close(Role.LIST)
        else:
            if self.words and self.words[-1].is_quoted and _SPEECH_END.search(self.words[-1].text):
                self.close(Role.NONE)  # what somebody says is no part of the name behind it
            self.words.append(unit.word)
            if unit.role is not Role.NONE:
                self.close(unit.role)

    def _break(self, unit: Unit) -> None:
        """Take a verb or a mark: it closes the phrase, or opens a list (비롯해)."""
        if unit.is_predicate and _is_including(unit) and not self.words and self.phrases:
            self.phrases[-1] = self.phrases[-1]._replace(role=Role.LIST)
        else:
            self.close(unit.role, mark=unit.mark)

    def close(self, role: Role, *, has_etc: bool = False, mark: str = "") -> None:
        if self.words:
            self.phrases.append(Phrase(tuple(self.words), role, has_etc, mark))
            self.words = []
        elif self.phrases and role is Role.LIST and self.phrases[-1].role in (Role.NONE, Role.WITH):
            last = self.phrases[-1]
            role = Role.LIST if last.role is Role.NONE else last.role
            self.phrases[-1] = last._replace(role=role, mark=mark)


def _is_including(unit: Unit) -> bool:
    """Return whether a verb opens a list: "A를 비롯해 B, C", "A를 포함한 B, C"."""
    return unit.mark.startswith(("비롯", "포함"))
