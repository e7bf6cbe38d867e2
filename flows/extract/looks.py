"""How much a name looks like an organisation, told by the words themselves (0 to 1).

`_RULES` is read from the top; the first that fits decides. The values order the evidence:
what config/ knows, then who leads it, then how the name ends, then what stands before it,
then its letters. They were set on the labelled texts with odd numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.extract.units import Word
from flows.model import Kind

LATIN = re.compile(r"^[A-Za-z][A-Za-z0-9&.+'’\-]*$")
MIXED = re.compile(r"[A-Za-z]")
_CLAUSE = re.compile(r"[가-힣](?:하는|되는|쓰는|읽는|보는|아는|듣는|찾는|만드는|주는|잡는|돕는)\s")
_MODEL = re.compile(
    r"^[A-Za-z]+-\d+[A-Za-z]*$|^[A-Z]{1,3}\d{3,}[A-Z]*$|^[A-Z]{2,5}\d{2}$"
)  # KF-21, MI450: things
LEADER = re.compile(  # "(대표 김하늘)", "(총장 …)": the bracket behind an organisation's name
    r"대표|원장|총장|회장|사장|이사장|학장|병원장|센터장|단장|청장|시장|군수|구청장|장관|"
    r"의장|소장|사령관|처장|총재|행장|교육감|부총리|CEO"
)
LEGAL = re.compile(r"^(?:재단법인|사단법인|의료법인|\(주\)|㈜|주식회사|\(재\)|\(사\))\s?")
FIRM = re.compile(
    r"^(?:법무|회계|세무|특허|학교|노무|농업|어업|영농조합)법인$"
)  # stays in the name
BARE = frozenset(  # Latin words that are no name by themselves
    [
        "AI",
        "IT",
        "ICT",
        "SW",
        "SaaS",
        "B2B",
        "R&D",
        "MOU",
        "GPU",
        "LLM",
        "NPU",
        "DX",
        "AX",
        "PC",
        "TV",
        "CPU",
        "API",
        "IP",
        "IoT",
        "OS",
        "EV",
        "VR",
        "AR",
        "XR",
        "HBM",
        "ESG",
        "CCTV",
        "PoC",
        "AGI",
        "HW",
        "SoC",
    ]
)
LEARNT = 0.8  # what the rules behind that of learnt names find gives less
_KINDS_OF_FIRM = (
    *("기업", "업체", "스타트업", "회사", "자회사"),
    *("계열사", "제조사", "개발사", "운영사"),
)


class Look(NamedTuple):
    """The words taken for a name, the words before them, and the name as one text."""

    chosen: tuple[Word, ...]
    before: tuple[Word, ...]
    text: str
    lexicon: Lexicon
    learnt: Collection[str]

    @property
    def head(self) -> Word:
        """Return the last word of the name."""
        return self.chosen[-1]

    @property
    def has_apposition(self) -> bool:
        """Return whether a noun before the name says what it is."""
        return bool(self.before) and is_apposition(self.before[-1], self.lexicon)


def is_apposition(word: Word, lexicon: Lexicon) -> bool:
    """Return whether a noun says what the name behind it is: 기업, 스타트업, 전문, 자회사."""
    if word.is_copular or word.text in lexicon.words["apposition"]:
        return True
    return len(word.text) > 2 and word.text.endswith(_KINDS_OF_FIRM)


def strength_of(look: Look) -> float:
    """Return how much a name looks like an organisation; 0 is: not at all."""
    return next((value for value, fits in _RULES if fits(look)), 0.4)


def _is_known(look: Look) -> bool:
    entry = look.lexicon.organization(look.text)
    return entry is not None and (not entry.is_word or _is_marked(look))


def _is_marked(look: Look) -> bool:
    return look.has_apposition or bool(look.head.gloss) or look.head.is_quoted


def _is_known_word(look: Look) -> bool:
    return look.lexicon.organization(look.text) is not None


def _is_topic_or_paper(look: Look) -> bool:
    return (
        look.lexicon.topic(look.text) is not None
        or look.lexicon.patterns["no_head"].search(look.text) is not None
        or look.text in BARE
    )


def _is_quoted_body(look: Look) -> bool:
    """A centre, an alliance or a clause in quotes ('생각하는 AI') is no party."""
    is_clause = _CLAUSE.search(look.head.text) is not None
    return (
        look.head.is_quoted
        and len(look.chosen) == 1
        and (is_clause or kind_of(look.text) in {Kind.INSTITUTE, Kind.ALLIANCE})
    )


def _has_leader(look: Look) -> bool:
    return bool(look.head.gloss and LEADER.search(look.head.gloss))


def _has_ending(look: Look) -> bool:
    return kind_of_suffix(look.text) is not None


def _is_part(look: Look) -> bool:
    """A part behind the whole that it belongs to: "한국누리원 데이터본부"."""
    first = look.chosen[0].text
    is_unit = len(look.chosen) > 1 and look.head.text.endswith(look.lexicon.units)
    return is_unit and (
        look.lexicon.organization(first) is not None or kind_of_suffix(first) is not None
    )


def _has_legal_form(look: Look) -> bool:
    first = look.chosen[0].text
    return LEGAL.match(first) is not None or (
        len(look.chosen) > 1 and FIRM.match(first) is not None
    )


def _is_plain(look: Look) -> bool:
    """Ordinary nouns of the dictionary, bare of any mark: "스타트업 발굴" names nobody."""
    return look.has_apposition and not any(
        w.is_quoted or w.gloss or w.is_unknown or MIXED.search(w.text) or "NNP" in w.tags
        for w in look.chosen
    )


def _is_learnt(look: Look) -> bool:
    return name_key(look.text) in look.learnt


def _has_latin_gloss(look: Look) -> bool:
    return bool(look.head.gloss and MIXED.search(look.head.gloss))


def _is_latin(look: Look) -> bool:
    return all(LATIN.match(word.text) for word in look.chosen)


def _is_mixed(look: Look) -> bool:
    return MIXED.search(look.head.text) is not None and len(look.head.text) > 2


def _is_common(look: Look) -> bool:
    tags = look.head.tags
    return bool(tags) and all(tag.startswith(("NN", "XSN", "MA")) for tag in tags)


def _is_noun(look: Look) -> bool:
    """Return whether the word before the head is an ordinary noun: "탐지 AI"."""
    before = look.chosen[-2:-1]
    return bool(before) and all(
        tag.startswith(("NNG", "XSN", "MA")) for word in before for tag in word.tags
    )


_RULES: tuple[tuple[float, Callable[[Look], bool]], ...] = (
    (1.0, _is_known),
    (0.6, _is_known_word),  # 기아, 메타: a name and an ordinary word
    (0.0, _is_topic_or_paper),
    (0.0, lambda look: bool(look.head.tags) and set(look.head.tags) <= {"MM", "MAG"}),  # 다른
    (0.3, _is_quoted_body),
    (1.0, _has_leader),
    (0.9, _has_ending),
    (0.9, _is_part),
    (0.9, _has_legal_form),
    (0.36, _is_plain),  # enough for a partner that stands alone, too little for an actor
    (0.9, lambda look: look.has_apposition),
    (LEARNT, _is_learnt),
    (0.3, lambda look: look.head.is_quoted),
    (0.7, _has_latin_gloss),
    (0.2, lambda look: _MODEL.match(look.head.text) is not None),
    (0.7, _is_latin),
    (0.6, _is_mixed),
    (0.7, lambda look: look.head.text in BARE and look.chosen[0].is_unknown),
    (0.2, lambda look: look.head.text in BARE and _is_noun(look)),  # 추천 AI: what it does
    (0.6, lambda look: look.head.text in BARE and len(look.chosen) > 1),  # 별하 AI
    (0.7, lambda look: look.head.is_unknown),
    (0.6, lambda look: "NNP" in look.head.tags),
    (0.1, _is_common),
)
