"""One text as all rules read it: sentences, phrases, triggers, names, and the names it teaches.

Built once a text; the rules look things up in here and never read the text again.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from flows.extract.denials import find_denial
from flows.extract.exclusions import is_opinion
from flows.extract.headline import read_headline
from flows.extract.lexicon import Lexicon
from flows.extract.morphemes import Morpheme, analyze, analyze_all
from flows.extract.names import Name, find_name, is_taught
from flows.extract.normalize import name_key, normalize
from flows.extract.phrases import Phrase, read_phrases
from flows.extract.sentences import Sentence, split_sentences
from flows.extract.triggers import Trigger, find_triggers, has_cue
from flows.extract.units import Role
from flows.model import Text

LEAD = 3  # sentences of the body that tell the news itself; what comes later is its background
NEAR = 5  # sentences of the body that may say what the news is about
ENGLISH_GATE = re.compile(
    r"\b(?:MOU|memorand|agree|partner|team(?:s|ed|ing)? (?:up|with)|collaborat|cooperat|joint|"
    r"consortium|allian|join|pact|deal|together|co-|work(?:s|ing)? with|develop|venture)",
    re.IGNORECASE,
)
_DOES = re.compile(r"(?:연구|개발)(?:한다|에 나[선설]|에도 나[선설]|도 진행|할 계획|한다는 방침)")
_ROUND_UP = 2  # items that make a text a round-up
_ITEM_MARKS = "■◆◇●▶▷★☆"  # □ and ○ open the sentences of a press release instead
_ENDS = re.compile(r"[다요죠][.!]?[\"”’']?$")  # an item that is a sentence, not a headline
_TEACHES = 0.85  # a name must look like one this much to teach it to the rest of the text


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with what was read in it; `names` has one for each phrase, None for none.

    `order` counts from 0, the title; `depth` from the head of the text or, in a round-up, of
    its item: 0 the headline, up to LEAD the news itself.
    """

    sentence: Sentence
    order: int
    depth: int
    phrases: tuple[Phrase, ...]
    names: tuple[Name | None, ...]
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


@dataclass(frozen=True)
class Draft:
    """A text before morphology: its chosen sentences (order, sentence) and their triggers.

    `depths` has one for each sentence of the text, `triggers` one for each that was chosen.
    """

    text: str
    source: Text
    chosen: tuple[tuple[int, Sentence], ...]
    depths: Sequence[int]
    triggers: tuple[tuple[Trigger, ...], ...]

    @property
    def to_analyze(self) -> list[str]:
        """The chosen sentences, headlines as full words."""
        return [
            read_headline(sentence.text) if self.depths[order] == 0 else sentence.text
            for order, sentence in self.chosen
        ]


def read_text(source: Text, lexicon: Lexicon) -> ReadText | None:
    """Read a text; None where it has no cue, and so no claim."""
    draft = _draft(source, lexicon)
    if not isinstance(draft, Draft):
        return draft
    return _finish(draft, analyze(draft.to_analyze, lexicon.dictionary), lexicon)


def read_texts(sources: Iterable[Text], lexicon: Lexicon) -> Iterator[ReadText | None]:
    """Read many texts, in their order; morphology runs ahead on all cores."""
    waiting: deque[Draft | ReadText | None] = deque()

    def to_analyze() -> Iterator[list[str]]:
        for source in sources:
            waiting.append(_draft(source, lexicon))
            if isinstance(waiting[-1], Draft):
                yield waiting[-1].to_analyze

    for analyzed in analyze_all(to_analyze(), lexicon.dictionary):
        while not isinstance(draft := waiting.popleft(), Draft):
            yield draft
        yield _finish(draft, analyzed, lexicon)
    for read in waiting:
        assert not isinstance(read, Draft)
        yield read


def _draft(source: Text, lexicon: Lexicon) -> Draft | ReadText | None:
    """Do what needs no morphology: None, or an English text, is done with that."""
    parts = (source.title, source.subtitle, source.body)
    text = "\n".join(normalize(part).strip("\n") for part in parts if part.strip())
    in_english = is_english(text)
    cue = ENGLISH_GATE.search if in_english else partial(has_cue, lexicon=lexicon)
    if not cue(text) or is_opinion(source.title.strip()):
        return None
    first = 0 if source.title.strip() else 1
    sentences = split_sentences(text)
    depths = _depths(sentences, first)
    chosen = tuple(
        (order, sentence)
        for order, sentence in enumerate(sentences)
        if depths[order] <= NEAR or cue(sentence.text) or _DOES.search(sentence.text)
    )
    if in_english:
        lines = tuple(
            Line(sentence, order, depths[order], (), (), ()) for order, sentence in chosen
        )
        return ReadText(text, source, lines, frozenset(), is_english=True)
    triggers = tuple(tuple(find_triggers(sentence.text, lexicon)) for _, sentence in chosen)
    if not any(
        _may_tell(sentence.text, depths[order], told) or find_denial(sentence.text, lexicon)
        for (order, sentence), told in zip(chosen, triggers, strict=True)
    ):
        return None  # no claim without a trigger, and morphology is what takes time
    return Draft(text, source, chosen, depths, triggers)


def _finish(draft: Draft, analyzed: list[list[Morpheme]], lexicon: Lexicon) -> ReadText:
    lines = tuple(
        _read_line(order, draft.depths[order], sentence, morphemes, told, lexicon)
        for (order, sentence), morphemes, told in zip(
            draft.chosen, analyzed, draft.triggers, strict=True
        )
    )
    learnt = _learn(lines, lexicon)
    taught = tuple(_teach(line, lexicon, learnt) for line in lines)
    return ReadText(draft.text, draft.source, taught, learnt)


_HANGUL, _LETTERS = re.compile("[가-힣]+"), re.compile(r"[^\W\d_]+")


_BESIDE = re.compile(r"[와과]|[,·ㆍ]|및")  # a partner, or a list of who acts
_OF_BODY = re.compile(r"이끄|이끌|주도|주관|총괄|제안|결성|꾸린|필두|중심")


def _may_tell(text: str, depth: int, triggers: Sequence[Trigger]) -> bool:
    """Return whether a sentence can tell a claim without another's help, by its letters alone."""
    return any(
        (0 < depth <= LEAD and _BESIDE.search(text) is not None)
        if trigger.rule == "done_with_partner"
        else trigger.rule != "consortium_joined" or _OF_BODY.search(text) is not None
        for trigger in triggers
    )


def is_english(text: str) -> bool:
    """Return whether a text is English: fewer than one Hangul syllable in ten letters."""
    hangul = sum(map(len, _HANGUL.findall(text)))
    return hangul * 10 < len(text) and hangul * 10 < sum(map(len, _LETTERS.findall(text)))


def _depths(sentences: Sequence[Sentence], first: int) -> list[int]:
    """Return how far each sentence is from the head of the text, or of its item in a round-up.

    `first` is 1 where the text has no headline, 0 otherwise.
    """
    heads = [order for order, s in enumerate(sentences) if s.is_item and s.mark in _ITEM_MARKS]
    starts = {0: first}
    if len(heads) >= _ROUND_UP:
        starts |= {order: int(_ENDS.search(sentences[order].text) is not None) for order in heads}
    depths, depth = [], 0
    for order in range(len(sentences)):
        depth = starts.get(order, depth + 1)
        depths.append(depth)
    return depths


def _read_line(
    order: int,
    depth: int,
    sentence: Sentence,
    morphemes: list[Morpheme],
    triggers: tuple[Trigger, ...],
    lexicon: Lexicon,
) -> Line:
    text = read_headline(sentence.text) if depth == 0 else sentence.text
    phrases = tuple(read_phrases(text, morphemes))
    names = tuple(find_name(phrase, lexicon) for phrase in phrases)
    return Line(sentence, order, depth, phrases, names, triggers)


def _teach(line: Line, lexicon: Lexicon, learnt: frozenset[str]) -> Line:
    """Return the line with the names that it has once those of the whole text are known."""
    names = tuple(
        find_name(phrase, lexicon, learnt) if is_taught(phrase, name, learnt) else name
        for phrase, name in zip(line.phrases, line.names, strict=True)
    )
    return replace(line, names=names)


def _learn(lines: tuple[Line, ...], lexicon: Lexicon) -> frozenset[str]:
    """Collect the names that stand in a sure place, and the short forms in their brackets."""
    learnt = set()
    for line in lines:
        for phrase, name in zip(line.phrases, line.names, strict=True):
            if name is None or name.strength < _TEACHES or phrase.role is Role.AT:
                continue
            learnt.add(name_key(name.text))
            if name.gloss and re.fullmatch(r"[A-Za-z][A-Za-z0-9 .&-]{1,30}", name.gloss):
                learnt.add(name_key(name.gloss))
    return frozenset(learnt | _learn_from_headline(lines, lexicon))


def _learn_from_headline(lines: tuple[Line, ...], lexicon: Lexicon) -> set[str]:
    """Learn an ordinary word that heads the headline and then acts: "노을, 다솜대와" … "노을은"."""
    acting = {
        p.text for line in lines if line.depth > 0 for p in line.phrases if p.role is Role.ACTS
    }
    heads = [line.phrases[0] for line in lines if line.depth == 0 and line.phrases]
    barred = lexicon.words["generic_organizations"] | lexicon.words["not_names"]
    return {
        name_key(head.text)
        for head in heads
        if head.role is Role.LIST
        and head.mark in ",·"
        and len(head.words) == 1
        and head.text in acting
        and head.text not in barred
        and lexicon.topic(head.text) is None
    }
