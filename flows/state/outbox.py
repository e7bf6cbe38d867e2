"""The outbox: digests, their messages, and how far each message came.

A digest, its messages and what it announces are written in one transaction, so that no
change is told twice or lost whatever happens to the process. Sending happens outside of any
transaction, under the channel's lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Select, insert, select, update
from sqlalchemy.engine import Row

from flows.errors import StateError
from flows.model import Channel, Delivery, DeliveryState, Digest, Message
from flows.state.codec import DIGEST, MESSAGE
from flows.state.connections import Connections
from flows.state.tables import announcements, deliveries, digests

UNFINISHED = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN)


class Outbox(Connections):
    """The part of the store that post works with."""

    def sending(self, channel: str, timeout: float) -> AbstractContextManager[None]:
        """Hold the channel's sender lock; no transaction is open meanwhile.

        Raises:
            LockTimeoutError: another sender held it for more than `timeout` seconds.
        """
        return self._holding(f"send-{channel}", timeout)

    def enqueue(
        self, digest: Digest, channel: Channel, messages: Sequence[Message], told: Sequence[int]
    ) -> None:
        """Store a digest, its messages in their order, and the changes it tells: all or none."""
        with self._writing() as connection:
            made = _insert_digest(connection, digest)
            rows = [
                {
                    "key": uuid4().hex,
                    "digest_id": made,
                    "channel": channel.name,
                    "slack": channel.slack,
                    "sequence": sequence,
                    "message": MESSAGE.dump(message),
                    "state": DeliveryState.PENDING.value,
                    "attempts": 0,
                }
                for sequence, message in enumerate(messages)
            ]
            if rows:
                connection.execute(insert(deliveries), rows)
            marks = [
                {"change_id": change, "channel": channel.name, "digest_id": made} for change in told
            ]
            if marks:
                connection.execute(insert(announcements), marks)

    def next_delivery(self, channel: str) -> Delivery | None:
        """Give the channel's first unfinished message, in the order of digests; None: all done."""
        states = [state.value for state in UNFINISHED]
        query = _deliveries().where(deliveries.c.channel == channel, deliveries.c.state.in_(states))
        with self._reading() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
        return None if row is None else _delivery(row)

    def begin_attempt(self, delivery: int, now: datetime) -> None:
        """Remember that the message is about to leave: from now on its outcome is open."""
        attempts = deliveries.c.attempts + 1
        self._set(delivery, DeliveryState.SENDING, attempts=attempts, attempted_at=now)

    def mark_sent(self, delivery: int, ts: str | None) -> None:
        """Remember that Slack has the message, under the name `ts` where it gave one."""
        self._set(delivery, DeliveryState.SENT, ts=ts, error=None, not_before=None)

    def mark_unknown(self, delivery: int, error: str) -> None:
        """Remember that Slack may or may not have the message."""
        self._set(delivery, DeliveryState.UNKNOWN, error=error)

    def postpone(self, delivery: int, until: datetime, error: str) -> None:
        """Remember that Slack does not have the message and when to try again."""
        self._set(delivery, DeliveryState.PENDING, not_before=until, error=error)

    def park(self, delivery: int, error: str) -> None:
        """Lay the message aside until a person has done something about `error`."""
        self._set(delivery, DeliveryState.PARKED, error=error)

    def deliveries(
        self, channel: str | None = None, since: datetime | None = None
    ) -> list[Delivery]:
        """Give the messages of a channel (None: all) composed at `since` or later, in order."""
        query = _deliveries()
        if channel is not None:
            query = query.where(deliveries.c.channel == channel)
        if since is not None:
            query = query.where(digests.c.composed_at >= since)
        with self._reading() as connection:
            return [_delivery(row) for row in connection.execute(query)]

    def digests(self, channel: str | None = None) -> list[Digest]:
        """Give the digests of a channel (None: all), the oldest first, as they were composed."""
        query = select(digests.c.payload).order_by(digests.c.id)
        if channel is not None:
            query = query.where(digests.c.channel == channel)
        with self._reading() as connection:
            return [DIGEST.load(text) for text in connection.scalars(query)]

    def _set(self, delivery: int, state: DeliveryState, **values: object) -> None:
        mine = deliveries.c.id == delivery
        with self._writing() as connection:
            done = connection.execute(
                update(deliveries).where(mine).values(state=state.value, **values)
            )
            if done.rowcount != 1:
                what = f"the outbox has no message {delivery}"
                raise StateError(what, remedy="check that MATSON_DATABASE_URL did not change")


def _insert_digest(connection: Connection, digest: Digest) -> int:
    values = {
        "channel": digest.channel,
        "composed_at": digest.composed_at,
        "payload": DIGEST.dump(digest),
    }
    made: int = connection.scalars(insert(digests).returning(digests.c.id), values).one()
    return made


def _deliveries() -> Select[tuple[object, ...]]:
    first = deliveries.alias("first")
    parent = select(first.c.ts).where(
        first.c.digest_id == deliveries.c.digest_id, first.c.sequence == 0
    )
    return (
        select(deliveries, digests.c.composed_at, parent.scalar_subquery().label("parent_ts"))
        .join(digests, digests.c.id == deliveries.c.digest_id)
        .order_by(deliveries.c.digest_id, deliveries.c.sequence)
    )


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        key=row.key,
        digest_id=row.digest_id,
        channel=row.channel,
        slack=row.slack,
        sequence=row.sequence,
        message=MESSAGE.load(row.message),
        state=DeliveryState(row.state),
        composed_at=row.composed_at,
        attempts=row.attempts,
        attempted_at=row.attempted_at,
        not_before=row.not_before,
        ts=row.ts,
        parent_ts=row.parent_ts if row.sequence else None,
        error=row.error,
    )
