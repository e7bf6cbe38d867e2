"""A deal: what identity is decided by, of a claim or of a collaboration known earlier."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flows.compare.organizations import Directory
from flows.model import Form, Party, Stage, StoredClaim, StoredCollaboration

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
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
    }
)

Lineage = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; `is_stated`: the article says so itself."""

    start: date
    end: date
    is_stated: bool = True

    @property
    def is_day(self) -> bool:
        """True where it is one day."""
        return self.start == self.end

    def gap(self, other: Period) -> int:
        """Give the days between the two, 0 where they touch or overlap."""
        return max((other.start - self.end).days, (self.start - other.end).days, 0)


@dataclass(frozen=True, slots=True)
class Deal:
    """The facts that tell deals apart.

    `parties` are lineages: an organisation's key, then those above it. `when` is None where
    no date is known; `told` is the day on which the article was published. `chains` are the
    articles that tell it.
    """

    parties: tuple[Lineage, ...]
    forms: frozenset[Form]
    stage: Stage
    when: Period | None = None
    told: date | None = None
    hub: str | None = None
    topics: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    chains: frozenset[int] = frozenset()
    is_background: bool = False

    @property
    def roots(self) -> frozenset[str]:
        """The topmost organisations of its parties."""
        return frozenset(lineage[-1] for lineage in self.parties)


def deal_of_claim(stored: StoredClaim, directory: Directory) -> Deal:
    """Give what a claim says. A claim of news without a date is dated by its article."""
    claim = stored.claim
    published = stored.reading.published_at
    told = published.date() if published else None
    when = period(claim.date)
    if when is None and told is not None and not claim.is_background:
        when = Period(told, told, is_stated=False)
    topics = [mention.canonical or mention.name for mention in claim.topics]
    return Deal(
        parties=_lineages(claim.parties, directory),
        forms=frozenset({claim.form}),
        stage=claim.stage,
        when=when,
        told=told,
        hub=hub_key(claim.parties, claim.hub, directory),
        topics=_keys(topics) - _GENERIC,
        names=_keys([claim.name] if claim.name else []),
        chains=frozenset({stored.chain}),
        is_background=claim.is_background,
    )


def deal_of_collaboration(stored: StoredCollaboration, directory: Directory) -> Deal:
    """Give what was known about a collaboration."""
    known = stored.collaboration
    published = [one.published_at.date() for one in known.readings if one.published_at]
    told = min(published, default=None)
    when = period(known.date)
    if when is None and told is not None and not known.is_background:
        when = Period(told, told, is_stated=False)
    return Deal(
        parties=_lineages(known.parties, directory),
        forms=frozenset({known.form}),
        stage=known.stage,
        when=when,
        told=told,
        hub=hub_key(known.parties, known.hub, directory),
        topics=_keys(known.topics) - _GENERIC,
        names=_keys([known.name] if known.name else []),
        chains=stored.chains,
        is_background=known.is_background,
    )


def period(text: str | None) -> Period | None:
    """Read YYYY, YYYY-MM or YYYY-MM-DD; None for anything else."""
    found = _DATE.fullmatch(text or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        start = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Period(start, start)
    last = month or 12
    return Period(start, date(year, last, monthrange(year, last)[1]))


def _lineages(parties: Iterable[Party], directory: Directory) -> tuple[Lineage, ...]:
    return tuple(directory.lineage(key) for key in dict.fromkeys(map(directory.key, parties)))


def hub_key(parties: Sequence[Party], hub: str | None, directory: Directory) -> str | None:
    """Give the key of the party that works with each of the others; None where all do together."""
    if hub is None or len(parties) < 3:  # each apart and all together are one thing for two
        return None
    named = [party for party in parties if hub in (party.name, party.canonical)]
    return directory.key(named[0] if named else Party(hub, hub))


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(re.sub(r"\W+", "", text).casefold() for text in texts) - {""}
