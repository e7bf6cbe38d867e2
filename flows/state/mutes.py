"""What people do not want to hear of: organisations that are muted, or were for a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select

from flows.model import Change, Correction, Saying
from flows.state.chunks import chunks
from flows.state.codec import CORRECTION
from flows.state.naming import Naming
from flows.state.tables import collaboration_parties, corrections


def without_muted(
    connection: Connection, found: Sequence[Change], channel: str | None
) -> list[Change]:
    """Leave out the changes in which a muted organisation, or a part of one, takes part.

    Args:
        connection: an open transaction.
        found: the changes.
        channel: whose mutes count beside those of all channels; None for the latter alone.

    What was found while a mute held stays unheard when it is taken back: nobody is flooded.
    """
    mutes = [one for one in _mutes(connection) if one.channel in (None, channel)]
    if not mutes or not found:
        return list(found)
    parties = _parties(connection, {change.collaboration_id for change in found})
    return [
        change
        for change in found
        if not any(_covers(one, change, parties[change.collaboration_id]) for one in mutes)
    ]


def _covers(mute: Correction, change: Change, parties: Collection[str]) -> bool:
    if mute.organization not in parties:
        return False
    return mute.undone_at is None or mute.said_at <= change.found_at < mute.undone_at


def _mutes(connection: Connection) -> Iterable[Correction]:
    rows = connection.scalars(select(corrections.c.payload).order_by(corrections.c.id))
    return [one for one in map(CORRECTION.load, rows) if one.saying is Saying.MUTE]


def _parties(connection: Connection, ids: Collection[int]) -> dict[int, set[str]]:
    """Give for each collaboration the keys of its parties and of all above them."""
    found: dict[int, set[str]] = {one: set() for one in ids}
    for some in chunks(sorted(ids)):
        its = collaboration_parties.c.collaboration_id
        for row in connection.execute(select(collaboration_parties).where(its.in_(some))):
            found[row.collaboration_id].add(row.organization)
    everyone = set[str]().union(*found.values())
    above = {one.key: one.parent for one in Naming(connection).organizations(everyone)}
    return {one: {up for key in keys for up in _upwards(key, above)} for one, keys in found.items()}


def _upwards(key: str, above: dict[str, str | None]) -> list[str]:
    found = [key]
    while (up := above.get(found[-1])) is not None and up not in found:
        found.append(up)
    return found
