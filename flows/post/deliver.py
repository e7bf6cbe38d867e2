"""From what a channel was not told to messages in Slack, each exactly once and in order.

The outbox is written before Slack is called, and Slack is asked before anything is sent
twice, so that a process may die between any two lines of this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.errors import (
    ChannelRefusedError,
    MessageRefusedError,
    OutcomeUnknownError,
    RateLimitedError,
    SlackError,
)
from flows.model import Channel, Delivery, DeliveryState, Digest, SourceHealth
from flows.post.blocks import render_slack
from flows.post.compose import compose
from flows.post.outbox import Outbox

WINDOW = timedelta(days=7)  # what a new channel is told at first (design, "Rules of state")


class Messenger(Protocol):
    """Slack as the sender sees it; `flows.post.Slack` is it."""

    def post(self, delivery: Delivery, thread_ts: str | None) -> str:
        """Send and return the ts, or raise a SlackError."""
        ...

    def find(self, delivery: Delivery) -> str | None:
        """The ts if it was sent, or raise a SlackError."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """How the sender waits; all in seconds."""

    interval: float = 1.0  # Slack takes one message a second a channel
    grace: float = 10.0  # a lost request may still arrive so long after its attempt
    limit: float = 60.0  # of all waiting that Slack asks for in one run
    tries: int = 3  # sends of one message in one run
    lock: float = 60.0  # for another sender of the channel


@dataclass(frozen=True, slots=True)
class Posting:
    """What one run did for a channel: the digest it composed (maybe empty), what was sent.

    `is_finished` where nothing waits. Each of `problems` says what and how to mend it.
    """

    digest: Digest
    sent: int
    is_finished: bool
    problems: tuple[str, ...] = ()


def deliver(  # noqa: PLR0913  what it works with arrives as arguments, all but three by name
    outbox: Outbox,
    slack: Messenger,
    channel: Channel,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    zone: ZoneInfo,
    health: Sequence[SourceHealth] = (),
    window: timedelta = WINDOW,
    patience: Patience | None = None,
) -> Posting:
    """Compose what the channel was not told, once, then send all that waits in its outbox.

    Raises LockTimeoutError where another sender holds the channel, SlackError where Slack
    refuses the token or a scope; the messages stay in the outbox for the next run.
    """
    patience = patience or Patience()
    with outbox.sending(channel.name, patience.lock):
        digest = prepare(outbox, channel, now=clock(), zone=zone, health=health, window=window)
        sender = _Sender(outbox, slack, channel.name, patience, clock, sleep)
        is_finished = sender.send_all()
    return Posting(digest, sender.sent, is_finished, tuple(sender.problems))


def send_waiting(
    outbox: Outbox,
    slack: Messenger,
    channel: Channel,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    patience: Patience | None = None,
) -> tuple[str, ...]:
    """Send what waits in a channel's outbox; give the problems, as `deliver` does."""
    patience = patience or Patience()
    with outbox.sending(channel.name, patience.lock):
        sender = _Sender(outbox, slack, channel.name, patience, clock, sleep)
        sender.send_all()
    return tuple(sender.problems)


def prepare(
    outbox: Outbox,
    channel: Channel,
    *,
    now: datetime,
    zone: ZoneInfo,
    health: Sequence[SourceHealth] = (),
    window: timedelta = WINDOW,
) -> Digest:
    """Compose what the channel was not told and put its messages into the outbox; send nothing."""
    untold = outbox.untold(channel.name, now, window)
    digest = compose(
        untold.changes,
        untold.context,
        channel=channel,
        now=now,
        since=untold.since,
        health=health,
    )
    if not digest.is_empty:
        told = [change.id for change in (*digest.changes, *digest.context)]
        outbox.enqueue(digest, channel, render_slack(digest, zone, channel.language), told)
    return digest


@dataclass(slots=True)
class _Sender:
    """One run over one channel's outbox. Its methods say whether the run goes on."""

    outbox: Outbox
    slack: Messenger
    channel: str
    patience: Patience
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    sent: int = 0
    problems: list[str] = field(default_factory=list)
    waited: float = 0.0
    last_post: datetime | None = None
    tries: dict[int, int] = field(default_factory=dict)
    lost_at: dict[int, datetime] = field(default_factory=dict)
    has_had_grace: set[int] = field(default_factory=set)

    def send_all(self) -> bool:
        """True where nothing waits any more."""
        while delivery := self.outbox.next_delivery(self.channel):
            if not self._advance(delivery):
                return False
        return True

    def _advance(self, delivery: Delivery) -> bool:
        if delivery.sequence and delivery.parent_ts is None:
            reason = "the digest's first message is parked, so its thread does not exist"
            self.outbox.park(delivery.id, reason)
            return True
        if delivery.not_before and not self._wait(delivery.not_before):
            return False
        if delivery.state in {DeliveryState.SENDING, DeliveryState.UNKNOWN}:
            return self._reconcile(delivery)
        return self._send(delivery)

    def _send(self, delivery: Delivery) -> bool:
        if self.tries.get(delivery.id, 0) >= self.patience.tries:
            return self._stop("Slack did not answer clearly several times: run again later")
        self.tries[delivery.id] = self.tries.get(delivery.id, 0) + 1
        self._keep_interval()
        self.outbox.begin_attempt(delivery.id, self.clock())
        try:
            ts = self.slack.post(delivery, delivery.parent_ts)
        except RateLimitedError as error:
            until = self.clock() + timedelta(seconds=error.retry_after)
            self.outbox.postpone(delivery.id, until, str(error))
            self.tries[delivery.id] -= 1  # nothing was sent: only the limit of waiting counts
            return True
        except OutcomeUnknownError as error:
            self.outbox.mark_unknown(delivery.id, str(error))
            self.lost_at[delivery.id] = self.clock()
            self.has_had_grace.discard(delivery.id)
            return True
        except MessageRefusedError as error:
            return self._park(delivery, error)
        except ChannelRefusedError as error:
            self.outbox.postpone(delivery.id, self.clock(), str(error))
            return self._stop(str(error))
        except SlackError as error:
            self.outbox.postpone(delivery.id, self.clock(), str(error))
            raise
        return self._has(delivery, ts)

    def _reconcile(self, delivery: Delivery) -> bool:
        """Look it up; send it again only where it is absent after the grace."""
        try:
            ts = self.slack.find(delivery)
        except RateLimitedError as error:
            return self._wait(self.clock() + timedelta(seconds=error.retry_after))
        except MessageRefusedError as error:
            return self._park(delivery, error)
        except (ChannelRefusedError, OutcomeUnknownError) as error:
            self.outbox.mark_unknown(delivery.id, str(error))
            return self._stop(str(error))
        except SlackError as error:
            self.outbox.mark_unknown(delivery.id, str(error))
            raise
        if ts:
            return self._has(delivery, ts)
        if self._give_grace(delivery):
            return True
        return self._send(delivery)

    def _has(self, delivery: Delivery, ts: str) -> bool:
        self.outbox.mark_sent(delivery.id, ts)
        self.sent += 1
        return True

    def _park(self, delivery: Delivery, error: SlackError) -> bool:
        self.outbox.park(delivery.id, str(error))
        self.problems.append(str(error))
        return True

    def _stop(self, problem: str) -> bool:
        self.problems.append(problem)
        return False

    def _give_grace(self, delivery: Delivery) -> bool:
        """Wait out what is left of the grace, once an attempt; True where it was waited."""
        lost_at = self.lost_at.get(delivery.id) or delivery.attempted_at
        if lost_at is None or delivery.id in self.has_had_grace:
            return False
        self.has_had_grace.add(delivery.id)
        left = self.patience.grace - (self.clock() - lost_at).total_seconds()
        if left <= 0:
            return False
        self.sleep(min(left, self.patience.grace))  # a clock that was set back asks for no more
        return True

    def _keep_interval(self) -> None:
        if self.last_post is not None:
            gone = (self.clock() - self.last_post).total_seconds()
            if gone < self.patience.interval:
                self.sleep(self.patience.interval - max(gone, 0.0))
        self.last_post = self.clock()

    def _wait(self, until: datetime) -> bool:
        """Wait as Slack asked, if the run's limit allows it."""
        seconds = (until - self.clock()).total_seconds()
        if seconds <= 0:
            return True
        if self.waited + seconds > self.patience.limit:
            return self._stop(
                f"Slack asks to wait {seconds:.0f} s: the rest is sent by a later run"
            )
        self.waited += seconds
        self.sleep(seconds)
        return True
