"""What posting needs of state: the messages that wait, kept so that a kill loses none.

Each call is one committed transaction; `flows.state` implements it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from flows.model import Channel, Delivery, Digest, Message, Untold


class Outbox(Protocol):
    """The store as posting sees it. `channel` is a channel's name, `delivery` an id."""

    def sending(self, channel: str, timeout: float) -> AbstractContextManager[None]:
        """Hold the channel's sender lock; LockTimeoutError after `timeout` seconds."""
        ...

    def untold(self, channel: str, now: datetime, window: timedelta) -> Untold:
        """What the channel was not told; a new channel starts `window` before now."""
        ...

    def enqueue(
        self, digest: Digest, channel: Channel, messages: Sequence[Message], told: Sequence[int]
    ) -> None:
        """Keep the digest, its messages and the ids of the changes it tells, all or nothing."""
        ...

    def next_delivery(self, channel: str) -> Delivery | None:
        """The first message that is pending, sending or unknown, by digest and sequence."""
        ...

    def begin_attempt(self, delivery: int, now: datetime, /) -> None:
        """It is about to be sent: state `sending`, one attempt more."""
        ...

    def mark_sent(self, delivery: int, ts: str, /) -> None:
        """Slack has it as `ts`."""
        ...

    def mark_unknown(self, delivery: int, error: str, /) -> None:
        """Slack may or may not have it."""
        ...

    def postpone(self, delivery: int, until: datetime, error: str, /) -> None:
        """Slack does not have it: pending again, not before `until`."""
        ...

    def park(self, delivery: int, error: str, /) -> None:
        """It waits for a person; `error` says why and what to do."""
        ...

    def deliveries(
        self, channel: str | None = None, since: datetime | None = None
    ) -> list[Delivery]:
        """All messages, of one channel or since a time."""
        ...
