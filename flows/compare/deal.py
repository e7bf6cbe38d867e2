"""A deal: what identity is decided by, of a claim or of a collaboration known earlier."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, product
from typing import Final
from zoneinfo import ZoneInfo

from flows.compare.organizations import Directory
from flows.compare.subjects import Subject, Subjects, fold
from flows.model import Form, Party, Stage, StoredClaim, StoredCollaboration

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
KOREA: Final = ZoneInfo("Asia/Seoul")
Lineage = tuple[str, ...]


MANY_PARTIES: Final = 60  # of a longer list the first ones: outlets that name two name these


@dataclass(frozen=True, slots=True)
class Names:
    """What names are understood by."""

    directory: Directory
    subjects: Subjects


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

    `parties` are lineages: an organisation's key, then those above it; `certain` are the keys
    that config/ or a person knows. `when` is None where no date is known; `told` is the day on
    which the article was published. `chains` are the articles that tell it.
    """

    parties: tuple[Lineage, ...]
    forms: frozenset[Form]
    stage: Stage
    when: Period | None = None
    told: date | None = None
    hub: str | None = None
    topics: frozenset[Subject] = frozenset()
    names: frozenset[str] = frozenset()
    chains: frozenset[int] = frozenset()
    certain: frozenset[str] = frozenset()
    is_background: bool = False

    @property
    def roots(self) -> frozenset[str]:
        """The topmost organisations of its parties."""
        return frozenset(lineage[-1] for lineage in self.parties)

    @property
    def pairs(self) -> frozenset[str]:
        """All pairs of topmost organisations, each as one text with a line break between.

        Of a deal with a hub only the hub's: the others do nothing with each other.
        """
        its = [lineage[-1] for lineage in self.parties[:MANY_PARTIES]]
        hubs = [lineage[-1] for lineage in self.parties if lineage[0] == self.hub]
        pairs = product(hubs, its) if hubs else combinations(its, 2)
        found = frozenset("\n".join(sorted(pair)) for pair in pairs)
        return found - {f"{hub}\n{hub}" for hub in hubs} if hubs else found


def deal_of_claim(stored: StoredClaim, names: Names) -> Deal:
    """Give what a claim says. A claim of news without a date is dated by its article."""
    claim = stored.claim
    published = stored.reading.published_at
    told = day_of(published) if published else None
    when = period(claim.date)
    if when is None and told is not None and not claim.is_background:
        when = Period(told, told, is_stated=False)
    parties = _lineages(claim.parties, names.directory)
    return Deal(
        parties=parties,
        forms=frozenset({claim.form}),
        stage=claim.stage,
        when=when,
        told=told,
        hub=hub_key(claim.parties, claim.hub, names.directory),
        topics=names.subjects.of(claim.topics),
        names=_names(claim.name),
        chains=frozenset({stored.chain}),
        certain=_certain(parties, names.directory),
        is_background=claim.is_background,
    )


def deal_of_collaboration(stored: StoredCollaboration, names: Names) -> Deal:
    """Give what was known about a collaboration."""
    its = stored.collaboration
    published = [day_of(one.published_at) for one in its.readings if one.published_at]
    told = min(published, default=None)
    when = period(its.date)
    if when is None and told is not None and not its.is_background:
        when = Period(told, told, is_stated=False)
    parties = _lineages(its.parties, names.directory)
    return Deal(
        parties=parties,
        forms=frozenset({its.form}),
        stage=its.stage,
        when=when,
        told=told,
        hub=hub_key(its.parties, its.hub, names.directory),
        topics=names.subjects.named(its.topics),
        names=_names(its.name),
        chains=stored.chains,
        certain=_certain(parties, names.directory),
        is_background=its.is_background,
    )


def day_of(moment: datetime) -> date:
    """Give the day on which something was published, as the news counts days: Korea's."""
    return moment.astimezone(KOREA).date()


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


def _names(name: str | None) -> frozenset[str]:
    return frozenset({fold(name)} - {""}) if name else frozenset()


def _certain(parties: Iterable[Lineage], directory: Directory) -> frozenset[str]:
    return frozenset(one[0] for one in parties if directory.is_certain(one[0]))
