"""Why a channel was told of a change, or was not.

The rules are those of `flows.state.changes` (what a channel was not told), `flows.post.compose`
(what makes a digest) and `flows.compare.changes` (how an article is announced); here they are
put into words, in the order in which the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.compare.changes import WINDOW
from flows.model import (
    Announce,
    Change,
    ChangeKind,
    Channel,
    Correction,
    Organization,
    Saying,
    StoredClaim,
)
from flows.state.queries import Account, Telling


@dataclass(frozen=True, slots=True)
class Said:
    """What can be said of a change to channels: the account, what people said, all organisations.

    `organizations` are the parties and what these are part of.
    """

    account: Account
    corrections: Sequence[Correction]
    organizations: Sequence[Organization]
    zone: ZoneInfo


def explain_telling(change: Change, channel: Channel, said: Said) -> str:
    """Say whether and when the channel was told of the change, or the reason why it was not."""
    return next(_reasons(change, channel, said))


def find_rejection(said: Said) -> Correction | None:
    """Give the correction by which a person rejected the collaboration."""
    mine = said.account.listed.id
    rejections = (one for one in said.corrections if one.saying is Saying.REJECT)
    return next((one for one in rejections if one.collaboration == mine), None)


def _reasons(change: Change, channel: Channel, said: Said) -> Iterator[str]:
    tellings = [one for one in said.account.tellings if one.channel == channel.name]
    for one in tellings:
        if one.change_id == change.id:
            yield _told(one, change, said.zone)
    if change.kind is ChangeKind.COVERAGE:
        yield "not told: another report of what was known; coverage announces nothing"
    yield from _silenced(change, channel, said)
    if not change.collaboration.is_ai:
        yield "not told: it is not about AI"
    yield from _left_out(change, channel, said)
    first = _first_told(change, said, tellings)
    if first is not None:
        yield f"not told: digest {first.digest_id} told the same as #{first.change_id}"
    if not any(one.is_standing for one in said.account.backings):
        yield "not told: no article says it any more"
    if change.kind is ChangeKind.CONTEXT:
        yield "not told yet: context stands in the thread of a digest and never makes one"
    yield "waits for the channel's next digest"


def _told(one: Telling, change: Change, zone: ZoneInfo) -> str:
    where = "stands in the thread of" if change.kind is ChangeKind.CONTEXT else "told in"
    return f"{where} digest {one.digest_id} at {_minute(one.told_at, zone)}"


def _silenced(change: Change, channel: Channel, said: Said) -> Iterator[str]:
    rejection = find_rejection(said)
    if rejection is not None or said.account.is_rejected:
        yield f"not told: rejected by {rejection.said_by if rejection else 'a person'}"
    called = {one.key: one.canonical for one in said.organizations}
    for one in said.corrections:
        is_here = one.channel in (None, channel.name)
        if one.saying is Saying.MUTE and is_here and one.organization in called:
            yield f"not told: {called[one.organization]} is muted by {one.said_by}"
    if change.announce is Announce.SILENT:
        yield f"not told: {_why_silent(change, [b.stored for b in said.account.backings])}"


def _why_silent(change: Change, claims: Sequence[StoredClaim]) -> str:
    if claims and all(one.announce is Announce.SILENT for one in claims):
        return "its source is silent"
    if change.published_at is None:
        return "it has no date and came with the first poll of its source"
    days = (change.found_at - change.published_at).days
    if change.published_at < change.found_at - WINDOW:
        return f"published {days} days before it was found, and the window is {WINDOW.days} days"
    return "its source is silent"


def _left_out(change: Change, channel: Channel, said: Said) -> Iterator[str]:
    start = (said.account.starts or {}).get(channel.name)
    if start is not None and change.found_at < start:
        yield f"not told: the channel starts with what was found from {_minute(start, said.zone)}"
    confidence = change.collaboration.confidence
    if change.kind is not ChangeKind.CONTEXT and confidence < channel.min_confidence:
        yield (
            f"held back: confidence {confidence:.2f} is below the channel's minimum of "
            f"{channel.min_confidence:.2f}"
        )


def _first_told(change: Change, said: Said, tellings: Sequence[Telling]) -> Telling | None:
    """Give where another change told already that this collaboration is new."""
    kinds = {one.change.id: one.change.kind for one in said.account.findings}
    if change.kind is not ChangeKind.NEW:
        return None
    return next((one for one in tellings if kinds.get(one.change_id) is ChangeKind.NEW), None)


def _minute(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
