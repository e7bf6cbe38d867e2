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

WAITS = "waits for the channel's next digest"


@dataclass(frozen=True, slots=True)
class Said:
    """What can be said of a change to channels: the account, what people said, all organisations.

    `corrections` are all that were ever said, those taken back too; `organizations` are the
    parties and what these are part of.
    """

    account: Account
    corrections: Sequence[Correction]
    organizations: Sequence[Organization]
    zone: ZoneInfo


def explain_telling(change: Change, channel: Channel, said: Said) -> str:
    """Say whether and when the channel was told of the change, or the reason why it was not."""
    return next(_reasons(change, channel, said))


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
    first = _first_told(said, tellings)
    if first is not None and change.kind is ChangeKind.NEW:
        yield f"not told: digest {first.digest_id} told of it already, as change {first.change_id}"
    if not any(one.is_standing for one in said.account.backings):
        yield "not told: no article says it any more"
    if (
        change.kind is ChangeKind.UPDATE
        and first is None
        and not _is_awaited(change, channel, said)
    ):
        yield "not told: the channel was never told of the collaboration itself"
    if change.kind is ChangeKind.CONTEXT:
        yield "not told yet: context stands in the thread of a digest and never makes one"
    yield WAITS


def _told(one: Telling, change: Change, zone: ZoneInfo) -> str:
    where = "stands in the thread of" if change.kind is ChangeKind.CONTEXT else "told in"
    return f"{where} digest {one.digest_id} at {_minute(one.told_at, zone)}"


def _silenced(change: Change, channel: Channel, said: Said) -> Iterator[str]:
    if said.account.is_rejected:
        yield f"not told: {_who_rejected(said)} says that it is no collaboration"
    called = {one.key: one.canonical for one in said.organizations}
    for one in said.corrections:
        is_here = one.channel in (None, channel.name)
        is_its = one.saying is Saying.MUTE and one.organization in called
        if is_its and is_here and _is_muted(change, one):
            yield f"not told: {called[one.organization or '']} was muted by {one.said_by}"
    if change.announce is Announce.SILENT:
        yield f"not told: {_why_silent(change, [b.stored for b in said.account.backings])}"


def _who_rejected(said: Said) -> str:
    ids = {said.account.listed.id, *said.account.joined}
    found = [
        one.said_by
        for one in said.corrections
        if one.saying is Saying.REJECT and one.collaboration in ids and one.undone_at is None
    ]
    return found[-1] if found else "a person"


def _is_muted(change: Change, mute: Correction) -> bool:
    """Say whether a mute holds; what was found while one held stays unheard for ever."""
    return mute.undone_at is None or mute.said_at <= change.found_at < mute.undone_at


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


def _first_told(said: Said, tellings: Sequence[Telling]) -> Telling | None:
    """Give where the channel was told that this collaboration, or one it comes from, is new."""
    kinds = {one.change.id: one.change.kind for one in said.account.findings}
    return next((one for one in tellings if kinds.get(one.change_id) is ChangeKind.NEW), None)


def _is_awaited(change: Change, channel: Channel, said: Said) -> bool:
    """Say whether the next digest tells of the collaboration itself."""
    firsts = (
        one.change
        for one in said.account.findings
        if one.change.kind is ChangeKind.NEW and one.change.id < change.id
    )
    return any(explain_telling(one, channel, said) == WAITS for one in firsts)


def _minute(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
