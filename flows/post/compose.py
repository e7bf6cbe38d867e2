"""What a channel was not told becomes a digest: sections, order, and which context goes where.

Pure: the same arguments always give the same digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from flows.model import Announce, Change, ChangeKind, Channel, Digest, Party, SourceHealth

# Below this an item is marked and stands last. It is the channels' default minimum, so that
# only a channel that asks for weaker items has marked ones (design, "Configuration").
SURE = 0.7


def compose(
    changes: Sequence[Change],
    context: Sequence[Change],
    *,
    channel: Channel,
    now: datetime,
    since: datetime | None,
    health: Sequence[SourceHealth],
) -> Digest:
    """The digest of a channel, empty where nothing is to be announced.

    Only new and updated collaborations on AI are announced; those below the channel's
    minimum are left out and counted in `held_back`. Each section is ordered by confidence,
    then date (late first), then id, so the weak ones stand last.
    """
    announced = [c for c in _distinct(changes) if _is_announced(c)]
    strong = [c for c in announced if c.collaboration.confidence >= channel.min_confidence]
    recent = [c for c in strong if c.announce is Announce.NEWS]
    return Digest(
        channel=channel.name,
        composed_at=now,
        since=since,
        news=_ordered(c for c in recent if c.kind is ChangeKind.NEW),
        updates=_ordered(c for c in recent if c.kind is ChangeKind.UPDATE),
        archive=_ordered(c for c in strong if c.announce is Announce.ARCHIVE),
        context=_ordered(c for c in _distinct(context) if c.collaboration.is_ai),
        sources_total=len(health),
        sources_ok=sum(not one.problems for one in health),
        held_back=len(announced) - len(strong),
    )


def is_weak(change: Change) -> bool:
    """Whether an item is marked as one to be confirmed."""
    return change.collaboration.confidence < SURE


def _is_announced(change: Change) -> bool:
    is_told = change.kind in {ChangeKind.NEW, ChangeKind.UPDATE}
    return is_told and change.announce is not Announce.SILENT and change.collaboration.is_ai


def _distinct(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple({change.id: change for change in changes}.values())


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    by_id = sorted(changes, key=lambda change: change.id)
    by_date = sorted(by_id, key=lambda change: change.collaboration.date or "", reverse=True)
    return tuple(sorted(by_date, key=lambda change: -change.collaboration.confidence))


def allot(digest: Digest) -> tuple[Mapping[int, tuple[Change, ...]], tuple[Change, ...]]:
    """Each piece of context to the first item that it belongs to, by the item's id; the rest."""
    allotted: dict[int, list[Change]] = {}
    rest: list[Change] = []
    for context in digest.context:
        item = next((item for item in digest.changes if _belongs(context, item)), None)
        if item:
            allotted.setdefault(item.id, []).append(context)
        else:
            rest.append(context)
    return {key: tuple(value) for key, value in allotted.items()}, tuple(rest)


def _belongs(context: Change, item: Change) -> bool:
    """Two organisations of the context, or larger ones that they are part of, are the item's."""
    ours = item.collaboration.parties
    shared = (p for p in context.collaboration.parties if any(_is_kin(p, q) for q in ours))
    return sum(1 for _ in shared) >= 2


def _is_kin(one: Party, other: Party) -> bool:
    return bool(_names(one) & _names(other))


def _names(party: Party) -> set[str]:
    return {party.canonical} | ({party.parent} if party.parent else set())
