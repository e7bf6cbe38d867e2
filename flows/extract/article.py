"""One text as all rules read it: sentences, phrases, triggers, names, and the names it teaches.

Built once a text; the rules look things up in here and never read the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extract.exclusions import is_opinion
from flows.extract.headline import read_headline
from flows.extract.lexicon import Lexicon
from flows.extract.morphemes import Morpheme, analyze
from flows.extract.names import find_name
from flows.extract.normalize import name_key, normalize
from flows.extract.phrases import Phrase, Role, read_phrases
from flows.extract.sentences import Sentence, split_sentences
from flows.extract.triggers import Trigger, find_triggers
from flows.model import Text

LEAD = 3  # sentences of the body that tell the news itself; what comes later is its background
ENGLISH_GATE = re.compile(
    r"\b(?:MOU|memorand|agree|partner|team(?:s|ed)? up|collaborat|cooperat|joint|consortium|"
    r"allian|join|pact|alliance)",
    re.IGNORECASE,
)
_DOES = re.compile(r"(?:연구|개발)(?:한다|에 나[선설]|에도 나[선설]|도 진행|할 계획|한다는 방침)")
_TEACHES = 0.85  # a name must look like one this much to teach it to the rest of the text


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with what was read in it. `order` counts from 0, the title."""

    sentence: Sentence
    order: int
    phrases: tuple[Phrase, ...]
    triggers: tuple[Trigger, ...]

    @property
    def text(self) -> str:
        """Return the sentence's words."""
        return self.sentence.text


@dataclass(frozen=True)
class ReadText:
    """A normalised text, the sentences that matter in it, and the names that it teaches."""

    text: str
    source: Text
    lines: tuple[Line, ...]
    learnt: frozenset[str]
    is_english: bool = False


def read_text(source: Text, lexicon: Lexicon) -> ReadText | None:
    """Read a text; None where it has no cue, and so no claim."""
    parts = (source.title, source.subtitle, source.body)
    text = "\n".join(normalize(part).strip("\n") for part in parts if part.strip())
    is_english = _is_english(text)
    gate = ENGLISH_GATE if is_english else lexicon.gate
    if gate.search(text) is None or is_opinion(source.title.strip()):
        return None
    sentences = split_sentences(text, first_line=0 if source.title.strip() else 1)
    chosen = [
        (order, sentence)
        for order, sentence in enumerate(sentences)
        if order <= LEAD or gate.search(sentence.text) is not None or _DOES.search(sentence.text)
    ]
    if is_english:
        lines = tuple(Line(sentence, order, (), ()) for order, sentence in chosen)
        return ReadText(text, source, lines, frozenset(), is_english=True)
    analyzed = analyze(
        [read_headline(s.text) if s.line == 0 else s.text for _, s in chosen], lexicon.dictionary
    )
    lines = tuple(
        _read_line(order, sentence, morphemes, lexicon)
        for (order, sentence), morphemes in zip(chosen, analyzed, strict=True)
    )
    return ReadText(text, source, lines, _learn(lines, lexicon))


def _is_english(text: str) -> bool:
    """Return whether a text is English: fewer than one Hangul syllable in ten letters."""
    hangul = sum("가" <= ch <= "힣" for ch in text)
    return hangul * 10 < sum(ch.isalpha() for ch in text)


def _read_line(order: int, sentence: Sentence, morphemes: list[Morpheme], lexicon: Lexicon) -> Line:
    text = read_headline(sentence.text) if sentence.line == 0 else sentence.text
    phrases = tuple(read_phrases(text, morphemes))
    return Line(sentence, order, phrases, tuple(find_triggers(sentence.text, lexicon)))


def _learn(lines: tuple[Line, ...], lexicon: Lexicon) -> frozenset[str]:
    """Collect the names that stand in a sure place, and the short forms in their brackets."""
    learnt = set()
    for line in lines:
        for phrase in line.phrases:
            name = find_name(phrase, lexicon)
            if name is None or name.strength < _TEACHES or phrase.role is Role.AT:
                continue
            learnt.add(name_key(name.text))
            if name.gloss and re.fullmatch(r"[A-Za-z][A-Za-z0-9 .&-]{1,30}", name.gloss):
                learnt.add(name_key(name.gloss))
    return frozenset(learnt)
