"""What deals are about: topics as worded, by config's names and by what is above them.

Two topics are near where they are equal, where one is the other's narrower one in config/,
or where their letters say so. They are far apart only where config/ or their letters give
them nothing in common: outlets word one subject in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flows.model import LexiconData, TopicMention

ALIKE_CHARACTERS: Final = 4  # a topic or a name this long may be part of a longer one
ALIKE: Final = 0.5  # Dice of letter pairs: 의료 영상 분석 and 의료영상 판독 have 0.6
ALIKE_AT_ALL: Final = 0.3  # below, two wordings have a syllable pair in common by chance

# topics that all deals share tell none apart
_GENERIC: Final = frozenset(
    {
        "ai",
        "ai기술",
        "ai연구",
        "공동연구",
        "기술개발",
        "생성형ai",
        "연구",
        "연구개발",
        "인공지능",
        "인공지능기술",
        "인재양성",
        "협력",
        "데이터",
        "디지털전환",
        "빅데이터",
        "학습데이터",
    }
)
# what every wording has: it makes no two of them alike
_COMMON: Final = re.compile(r"인공지능|ai|기술|연구|개발|분야|사업|공동|기반|활용|시스템|솔루션")

# what centres and alliances are called besides their names
_BODY: Final = re.compile(
    r"인공지능|ai|공동|산학|협력|연구|개발|기술|융합|혁신|센터|소$|원$|랩|lab|얼라이언스|alliance|"
    r"컨소시엄|consortium|협의체|연합체?|동맹|프로젝트|사업단|허브|center|centre|joint|research"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One topic: its key (config's name, or as worded, folded) and those above, topmost last."""

    key: str
    above: tuple[str, ...] = ()

    @property
    def branch(self) -> str | None:
        """The topmost topic that says anything, None for a topic that config/ has not."""
        return self.above[-1] if self.above else None


class Subjects:
    """Topics as config/ knows them."""

    def __init__(self, config: LexiconData) -> None:
        self._names: dict[str, str] = {}
        self._broader: dict[str, str] = {}
        for entry in config.topics:
            for name in (entry.name, *entry.aliases):
                self._names.setdefault(fold(name), fold(entry.name))
            if entry.broader:
                self._broader[fold(entry.name)] = fold(entry.broader)

    def of(self, mentions: Iterable[TopicMention]) -> frozenset[Subject]:
        """Give what is meant, without what every deal is about."""
        found = {self._subject(mention) for mention in mentions}
        return frozenset(one for one in found if one.key and one.key not in _GENERIC)

    def named(self, topics: Iterable[str]) -> frozenset[Subject]:
        """Give what is meant by topics as a collaboration words them."""
        return self.of(TopicMention(topic) for topic in topics)

    def keys(self, topics: Iterable[str]) -> set[str]:
        """Give the keys by which a collaboration of these topics is looked up."""
        return {self._key(topic) for topic in topics} - {""}

    def _subject(self, mention: TopicMention) -> Subject:
        key = self._key(mention.canonical or mention.name)
        found = [key] if key in self._names else []
        while found and (above := self._broader.get(found[-1])) and above not in found:
            found.append(above)
        return Subject(key, tuple(one for one in found if one not in _GENERIC))

    def _key(self, topic: str) -> str:
        key = fold(topic)
        return self._names.get(key, key)


def are_near(a: frozenset[Subject], b: frozenset[Subject]) -> bool:
    """Say whether the two have a topic in common, in whatever words."""
    return any(_is_near(one, other) for one in a for other in b)


def are_alike(a: frozenset[Subject], b: frozenset[Subject]) -> bool:
    """Say whether the two have a topic in common that is no broader one of the other's."""
    return any(is_worded_alike(one.key, other.key) for one in a for other in b)


def are_far(a: frozenset[Subject], b: frozenset[Subject]) -> bool:
    """Say whether both have topics, and nothing connects them."""
    return (
        bool(a and b)
        and not are_near(a, b)
        and not any(_has_common_branch(one, other) for one in a for other in b)
    )


def are_other(a: frozenset[Subject], b: frozenset[Subject]) -> bool:
    """Say whether both have topics, and none in common, however near they lie."""
    return bool(a and b) and not are_near(a, b)


def is_worded_alike(one: str, other: str) -> bool:
    """Say whether two folded wordings are equal, one in the other, or mostly the same letters."""
    if one == other:
        return True
    if min(len(one), len(other)) >= ALIKE_CHARACTERS and (one in other or other in one):
        return True
    return dice(one, other) >= ALIKE


def is_named_alike(one: str, other: str) -> bool:
    """Say whether two folded proper names are one, possibly shortened.

    Only what sets a centre or an alliance apart from others counts, not that it is one.
    """
    bare, its = _BODY.sub("", one), _BODY.sub("", other)
    if not bare or not its:
        return one == other or (not bare and not its and (one in other or other in one))
    return bare == its or (min(len(bare), len(its)) > 1 and (bare in its or its in bare))


def dice(one: str, other: str) -> float:
    """Give the share of letter pairs that two folded wordings have in common, 0 to 1."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def fold(text: str) -> str:
    """Give a wording without spaces, signs and case."""
    return re.sub(r"\W+", "", text).casefold()


def _is_near(one: Subject, other: Subject) -> bool:
    is_narrower = one.key in other.above or other.key in one.above
    return is_narrower or is_worded_alike(one.key, other.key)


def _has_common_branch(one: Subject, other: Subject) -> bool:
    if one.branch and one.branch == other.branch:
        return True
    return dice(one.key, other.key) >= ALIKE_AT_ALL


def _pairs(text: str) -> set[str]:
    bare = _COMMON.sub("", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}
