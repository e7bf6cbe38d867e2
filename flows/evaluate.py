"""How well extracted collaborations agree with those that people marked.

Five figures, each precision, recall and F1 with the counts that they divide by:

- **article**: is a text that announces a collaboration told from one that does not
- **party**: organisations that take part, micro-averaged over texts
- **exact**: collaborations whose set of parties is exactly the marked one
- **soft**: collaborations paired one to one, each worth the Jaccard overlap of its parties
- **topic**: topics of the texts that do announce one

A marked text has `label` ("new_collaboration" or why there is none), `borderline` (counts
neither way) and `collaborations`, whose `parties` are lists of acceptable names. What is
compared with it are the records that `matson extract` prints.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

Record = Mapping[str, Any]
A = TypeVar("A")
B = TypeVar("B")

CORPORATE = re.compile(
    r"\(주\)|㈜|주식회사|\(재\)|\(사\)|inc\.?$|corp\.?$|co\.,? ?ltd\.?$", re.IGNORECASE
)
SAME_TOPIC = 0.6  # Dice coefficient of character pairs, as the marking guide sets it
UNANNOUNCED = frozenset({"planned", "ended"})


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision and recall of one kind of thing, from 0 to 1, with the counts behind them."""

    hits: float
    predicted: float
    gold: float

    def record(self) -> dict[str, float]:
        """Rounded as it is printed: three digits for rates, one for counts."""
        precision = self.hits / self.predicted if self.predicted else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        total = precision + recall
        return {
            "p": round(precision, 3),
            "r": round(recall, 3),
            "f1": round(2 * precision * recall / total, 3) if total else 0.0,
            "predicted": round(float(self.predicted), 1),
            "gold": round(float(self.gold), 1),
        }

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold
        )


NOTHING = Figure(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One text: its figures by name, and what was said against what was marked."""

    key: str
    figures: Mapping[str, Figure]
    is_right: bool
    said: Sequence[Any] = field(hash=False)
    gold: Sequence[Any] = field(hash=False)


def key_of(record: Record) -> str:
    """What a marked text and its prediction are matched by: the id, else the address."""
    return str(record.get("id") or record.get("url"))


def judge(marked: Record, prediction: Record) -> Judgement | None:
    """Compare one text with its marks; None where it is borderline."""
    if marked.get("borderline"):
        return None
    said = [c for c in prediction.get("collaborations") or () if _is_announced(c)]
    is_new = marked["label"] == "new_collaboration"
    want: list[Record] = list(marked["collaborations"]) if is_new else []
    said_parties = [[_names_of(p) for p in c["parties"]] for c in said]
    want_parties = [[_norms(names) for names in c["parties"]] for c in want]
    party = _agreement(said_parties, want_parties, _overlap)
    exact, soft = _paired(said_parties, want_parties)
    article = Figure(bool(said and want), bool(said), bool(want))
    figures = {
        "article": article,
        "party": party,
        "exact": Figure(exact, len(said), len(want)),
        "soft": Figure(soft, len(said), len(want)),
        "topic": _agreement(_topics(said), _topics(want), _is_same_topic) if want else NOTHING,
    }
    return Judgement(
        key_of(marked),
        figures,
        is_right=bool(said) == bool(want) and party.hits >= max(party.predicted, party.gold),
        said=[c["parties"] for c in said],
        gold=[[names[0] for names in c["parties"]] for c in want],
    )


def total(judgements: Iterable[Judgement]) -> dict[str, Figure]:
    """Sum the figures of all texts, by name."""
    sums = dict.fromkeys(("article", "party", "exact", "soft", "topic"), NOTHING)
    for judgement in judgements:
        for name, figure in judgement.figures.items():
            sums[name] += figure
    return sums


def _is_announced(collaboration: Record) -> bool:
    return (
        len(collaboration.get("parties") or ()) >= 2
        and collaboration.get("stage") not in UNANNOUNCED
        and not collaboration.get("background")
    )


def _norm(name: str) -> str:
    text = CORPORATE.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return "".join(filter(str.isalnum, text))


def _norms(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(_norm(name) for name in names if name)


def _names_of(party: str | Record) -> frozenset[str]:
    if isinstance(party, str):
        return _norms([party]) - {""}
    return _norms([party.get("name"), party.get("canonical"), *party.get("aliases", ())])


def _overlap(left: frozenset[str], right: frozenset[str]) -> bool:
    return not left.isdisjoint(right)


def _topics(collaborations: Iterable[Record]) -> list[list[str]]:
    return [list(c.get("topics") or ()) for c in collaborations]


def _is_same_topic(left: str, right: str) -> bool:
    first, second = _pairs(left), _pairs(right)
    return 2 * len(first & second) / (len(first) + len(second)) >= SAME_TOPIC


def _pairs(topic: str) -> frozenset[str]:
    text = _norm(topic)
    pairs = frozenset(a + b for a, b in itertools.pairwise(text))
    return pairs or frozenset({text})


def _agreement(
    said: Sequence[Sequence[A]], want: Sequence[Sequence[A]], is_same: Callable[[A, A], bool]
) -> Figure:
    said_once, want_once = _distinct(said, is_same), _distinct(want, is_same)
    hits = _matches(said_once, want_once, is_same)
    return Figure(hits, len(said_once), len(want_once))


def _distinct(groups: Sequence[Sequence[A]], is_same: Callable[[A, A], bool]) -> list[A]:
    once: list[A] = []
    for item in (item for group in groups for item in group):
        if not any(is_same(item, other) for other in once):
            once.append(item)
    return once


def _matches(left: Sequence[A], right: Sequence[B], is_same: Callable[[A, B], bool]) -> int:
    """Count pairs one to one: each of `left` takes the first of `right` that is still free."""
    free = list(right)
    for item in left:
        taken = next((i for i, other in enumerate(free) if is_same(item, other)), None)
        if taken is not None:
            del free[taken]
    return len(right) - len(free)


def _paired(
    said: Sequence[Sequence[frozenset[str]]], want: Sequence[Sequence[frozenset[str]]]
) -> tuple[int, float]:
    """Pair collaborations, the greatest overlap first: (exact ones, sum of overlaps)."""
    overlaps = [
        (_jaccard(left, right), i, j) for i, left in enumerate(said) for j, right in enumerate(want)
    ]
    used_said: set[int] = set()
    used_want: set[int] = set()
    exact, soft = 0, 0.0
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap and i not in used_said and j not in used_want:
            used_said.add(i)
            used_want.add(j)
            exact += overlap == 1
            soft += overlap
    return exact, soft


def _jaccard(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> float:
    both = _matches(left, right, _overlap)
    return both / (len(left) + len(right) - both)
