"""What is new about a collaboration, given what was found about it before.

Who decides how a change is announced: this module, when it makes the change, once and for
all. Of the articles that brought it the most telling way counts:

- `archive` and `silent` sources keep their way;
- a `news` article is announced where it was published within the window before now, or
  where it has no date and did not come with its source's first poll; otherwise its changes
  become known silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flows.compare.deal import Lineage, day_of
from flows.compare.grouping import Group, Member
from flows.compare.identity import EVENT_DAYS
from flows.compare.organizations import Directory
from flows.compare.relation import is_kin
from flows.model import (
    Announce,
    Change,
    ChangeKind,
    Collaboration,
    Party,
    Stage,
    StoredClaim,
    StoredCollaboration,
)

WINDOW: Final = timedelta(days=7)
PLANNED_BEFORE: Final = "earlier planned"
ENDED: Final = "ended"
DENIED: Final = "denied"
JOINED: Final = "joined: "
_WAYS: Final = (Announce.NEWS, Announce.ARCHIVE, Announce.SILENT)


@dataclass(frozen=True, slots=True)
class Before:
    """What was known before: the collaborations these claims were joined to, and their changes."""

    collaborations: tuple[StoredCollaboration, ...] = ()
    history: tuple[Change, ...] = ()

    @property
    def chains(self) -> frozenset[int]:
        """The articles that told it already, in any version."""
        return frozenset().union(*(one.chains for one in self.collaborations))

    def has(self, kind: ChangeKind) -> bool:
        """Say whether a change of this kind was found."""
        return any(change.kind is kind for change in self.history)


def find_changes(
    group: Group,
    collaboration: Collaboration,
    before: Before,
    directory: Directory,
    *,
    now: datetime,
    window: timedelta = WINDOW,
) -> list[Change]:
    """Give what is new; `id` and `collaboration_id` are 0 until state gives them.

    An article counts once, whatever its later versions or a newer extractor say: what they
    add is stored and announces nothing, unless the deal itself was never found.
    """
    fresh = [member for member in group if member.stored.chain not in before.chains]
    news = [member for member in fresh if not member.deal.is_background]
    found: list[tuple[ChangeKind, str | None, Sequence[Member]]] = []
    if not collaboration.is_ai:
        return []
    if before.has(ChangeKind.NEW):
        found = _further(news, collaboration, before, directory)
    elif _is_news(collaboration):
        bringing = news or [member for member in group if not member.deal.is_background]
        found = [(ChangeKind.NEW, _plan(group, before), bringing)]
    elif _is_past(collaboration) and not before.has(ChangeKind.CONTEXT):
        found = [(ChangeKind.CONTEXT, None, fresh or group)]
    return [
        _change(kind, what, bringing, collaboration, now, window) for kind, what, bringing in found
    ]


def way_of(stored: StoredClaim, now: datetime, window: timedelta) -> Announce:
    """Say how what this article says is announced."""
    if stored.announce is not Announce.NEWS:
        return stored.announce
    published = stored.reading.published_at
    if published is None:
        return Announce.SILENT if stored.is_first_poll else Announce.NEWS
    return Announce.NEWS if published >= now - window else Announce.SILENT


def _is_news(collaboration: Collaboration) -> bool:
    is_running = collaboration.stage in (Stage.AGREED, Stage.STARTED)
    return is_running and not collaboration.is_background


def _is_past(collaboration: Collaboration) -> bool:
    return collaboration.is_background or collaboration.stage is Stage.ENDED


def _plan(group: Group, before: Before) -> str | None:
    """Say whether it was told as a plan on a day before the first that told it as done."""
    news = [member for member in group if not member.deal.is_background]
    done = [member for member in news if member.stored.claim.stage is not Stage.PLANNED]
    first = min((m.deal.told for m in done if m.deal.told), default=None)
    chains = {member.stored.chain for member in done}
    planned = [
        member.deal.told
        for member in news
        if member.stored.claim.stage is Stage.PLANNED and member.stored.chain not in chains
    ]
    plans = [one for one in before.collaborations if one.collaboration.stage is Stage.PLANNED]
    planned += [_first_told(one) for one in plans]
    is_earlier = any(day is None or first is None or day < first for day in planned)
    return PLANNED_BEFORE if is_earlier else None


def _further(
    news: Sequence[Member], collaboration: Collaboration, before: Before, directory: Directory
) -> list[tuple[ChangeKind, str | None, Sequence[Member]]]:
    """Give what newly read articles add to a collaboration that was found before."""
    if not news:
        return []
    found: list[tuple[ChangeKind, str | None, Sequence[Member]]] = []
    joined = _joined(news, collaboration, before, directory)
    if joined:
        found.append((ChangeKind.UPDATE, JOINED + ", ".join(joined), news))
    for stage, what in ((Stage.ENDED, ENDED), (Stage.DENIED, DENIED)):
        telling = [member for member in news if member.stored.claim.stage is stage]
        if telling and not any(change.what == what for change in before.history):
            found.append((ChangeKind.UPDATE, what, telling))
    return found or [(ChangeKind.COVERAGE, None, news)]


def _joined(
    news: Sequence[Member], collaboration: Collaboration, before: Before, directory: Directory
) -> list[str]:
    """Give the names of parties that nothing told before has, nor a part or whole of them.

    Only an article that names all earlier parties too can say that somebody joined them: else
    it may call one of them by another name. And only after the first days: until then it tells
    more of the same signing.
    """
    told = {_lineage(party, directory) for party in _told(before)}
    now = [
        _lineage(party, directory)
        for one in before.collaborations
        for party in one.collaboration.parties
    ]
    first = min((day for one in before.collaborations if (day := _first_told(one))), default=None)
    brought = {
        lineage
        for member in news
        if not _is_of_the_day(member, first)
        and all(any(is_kin(one, mine) for mine in member.deal.parties) for one in now)
        for lineage in member.deal.parties
    }
    return [
        party.canonical
        for party in collaboration.parties
        if (lineage := _lineage(party, directory)) in brought
        and not any(is_kin(lineage, other) for other in told)
    ]


def _first_told(one: StoredCollaboration) -> date | None:
    readings = one.collaboration.readings
    return min((day_of(r.published_at) for r in readings if r.published_at), default=None)


def _is_of_the_day(member: Member, first: date | None) -> bool:
    told = member.deal.told
    return told is not None and first is not None and abs((told - first).days) <= EVENT_DAYS


def _told(before: Before) -> Iterable[Party]:
    for one in before.collaborations:
        yield from one.collaboration.parties
    for change in before.history:
        yield from change.collaboration.parties


def _lineage(party: Party, directory: Directory) -> Lineage:
    return directory.lineage(directory.key(party))


def _change(
    kind: ChangeKind,
    what: str | None,
    bringing: Sequence[Member],
    collaboration: Collaboration,
    now: datetime,
    window: timedelta,
) -> Change:
    claims = [member.stored for member in bringing]
    way = min((way_of(claim, now, window) for claim in claims), key=_WAYS.index)
    dates = [
        claim.reading.published_at
        for claim in claims
        if claim.reading.published_at and way_of(claim, now, window) is way
    ]
    return Change(
        id=0,
        kind=kind,
        collaboration_id=0,
        collaboration=collaboration,
        announce=way,
        found_at=now,
        published_at=min(dates, default=None),
        what=what,
    )
