"""What points back to organisations named before: 양사, 세 기관, 이들; and how many it means.

A count is what tells them apart from others in the text: "세 기관은" means the three that the
nearest sentences name, "5자" five.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.extract.lexicon import Lexicon
from flows.extract.names import Name
from flows.extract.sameness import is_same_name, is_whole

_NUMBERS = {
    "양": 2, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_COUNTED = re.compile(
    rf"^(?:이|이들|이번)?\s?(?P<number>{'|'.join(_NUMBERS)}|\d+)\s?(?:개\s?)?"
    r"(?P<what>사|자|곳|측|쪽|교|기관|회사|기업|대학|대학교|학교|병원|단체|업체|은행|통신사|"
    r"연구원|연구소|연구기관|스타트업|언론사|도시|지자체|부처)?(?:\s(?:간|측|대표|경영진|"
    r"수장|총장|관계자|최고경영자))?$"
)
_THESE = frozenset({"이들", "이들 기관", "이들 기업", "이들 대학", "이들 회사"})
_PARTIES = re.compile(
    rf"(?<!\S)(?P<number>{'|'.join(_NUMBERS)}|\d+)자\s?(?:간\s)?\S{{0,4}}"
    r"(?:협약|협정|제휴|계약|양해각서|협력|합의|연구|동맹|MOU)"
)


def points_back(text: str, lexicon: Lexicon) -> bool:
    """Return whether a phrase points back to organisations named before: 양사, 두 기관, 이들."""
    return any(t in lexicon.words["groups"] or t in _THESE for t in _ends(text)) or (
        size_of(text) is not None
    )


def size_of(text: str) -> int | None:
    """Return how many a phrase means: 2 for 양사, 3 for 세 기관; None where it does not say."""
    for match in map(_COUNTED.match, _ends(text)):
        if match is not None and (match["what"] or match["number"] in ("둘", "셋", "넷")):
            return _NUMBERS.get(match["number"]) or int(match["number"])
    return None


def _ends(text: str) -> list[str]:
    """Give a phrase and its last words: "그 결과 세 기관", "세 기관"."""
    words = text.split()
    return [" ".join(words[-count:]) for count in (3, 2, 1) if count <= len(words)]


def size_of_paper(text: str) -> int | None:
    """Return how many parties a sentence gives its paper: 3 in "4일 체결된 3자 협약은"."""
    match = _PARTIES.search(text)
    return (_NUMBERS.get(match["number"]) or int(match["number"])) if match else None


def find_group(
    size: int, mentioned: Sequence[Sequence[Name]], lexicon: Lexicon
) -> tuple[Name, ...]:
    """Return the organisations that a count means: those of the nearest sentences that are so many.

    Args:
        size: how many.
        mentioned: the names of each sentence before, in order.
        lexicon: to tell two names of one organisation.
    """
    for first in range(len(mentioned) - 1, -1, -1):
        distinct = _distinct((n for names in mentioned[first:] for n in names), size, lexicon)
        if len(distinct) >= size:
            return tuple(distinct) if len(distinct) == size else ()
    return ()


def _distinct(names: Iterable[Name], most: int, lexicon: Lexicon) -> list[Name]:
    """Return the names, each organisation once; no more than one above `most`."""
    distinct: list[Name] = []
    for name in names:
        same = next((o for o in distinct if is_same_name(name, o, lexicon)), None)
        if same is None:
            distinct.append(name)
        elif is_whole(same, name, lexicon):
            distinct[distinct.index(same)] = name  # the part is who takes part
        if len(distinct) > most:
            break
    return distinct
