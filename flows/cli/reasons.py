"""All that led to a collaboration, put together for a person and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flows.cli.correct import describe
from flows.cli.judging import Compared, compare_all
from flows.cli.knowing import Knowledge
from flows.cli.resolving import Resolved, resolve
from flows.cli.telling import Said, explain_telling
from flows.export.records import listed_record, reading_record
from flows.model import Channel, Correction
from flows.post.escape import clean
from flows.state.queries import Account, Backing, Finding

ANY = Channel("any channel", "")  # where none is set up, with the default minimum


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is told: the account, how its names were resolved, what it was compared with."""

    said: Said
    resolved: tuple[tuple[Backing, tuple[Resolved, ...]], ...]
    compared: tuple[Compared, ...]
    channels: tuple[Channel, ...]
    corrections: tuple[Correction, ...]


def find_reasons(
    account: Account, known: Knowledge, channels: Sequence[Channel], zone: ZoneInfo
) -> Reasons:
    """Look up what the account does not hold."""
    named = {one.key for backing in account.backings for one in backing.organizations}
    named |= {one.key for one in account.listed.organizations}
    lines = known.store.organizations_by_key(named)
    taught = known.store.taught_names(named)
    ever = known.store.corrections(with_undone=True)
    said = Said(account, ever, tuple(lines.values()), zone)
    gone = {one.channel for one in account.tellings} - {one.name for one in channels}
    return Reasons(
        said=said,
        resolved=tuple((one, tuple(resolve(one, known, taught))) for one in account.backings),
        compared=tuple(compare_all(account, known)),
        channels=(*channels, *(Channel(name, "", min_confidence=0.0) for name in sorted(gone)))
        or (ANY,),
        corrections=tuple(one for one in ever if _touches(one, account, named)),
    )


def reasons_record(reasons: Reasons, change: int | None) -> dict[str, Any]:
    """Give them as one object; `change` is the id that was asked for."""
    account = reasons.said.account
    return {
        "change": change,
        "collaboration": listed_record(account.listed),
        "rejected": account.is_rejected,
        "joined": list(account.joined),
        "articles": [_backing_record(*pair) for pair in reasons.resolved],
        "compared": [
            {
                "with": one.what,
                "collaboration": one.collaboration,
                "same": one.is_same,
                "reason": one.reason,
            }
            for one in reasons.compared
        ],
        "neighbours": account.neighbour_count,
        "changes": [_finding_record(one, reasons) for one in account.findings],
        "corrections": [_correction_record(one) for one in reasons.corrections],
    }


def render_reasons(reasons: Reasons, change: int | None) -> Iterator[str]:
    """Give them as lines, the change that was asked for marked."""
    account, zone = reasons.said.account, reasons.said.zone
    yield from _head(account, zone)
    yield ""
    yield "what articles say"
    for backing, resolved in reasons.resolved:
        yield from _backing_lines(backing, resolved, zone)
    if reasons.compared:
        yield ""
        yield "compared, as it would be now"
    for one in reasons.compared:
        yield f"  {_verdict(one)} {clean(one.what)} · {one.reason}"
    if account.neighbour_count > len(account.neighbours):
        yield f"  and {account.neighbour_count - len(account.neighbours)} older ones of theirs"
    yield ""
    yield "found"
    for finding in account.findings:
        yield from _finding_lines(finding, reasons, is_asked=finding.change.id == change)
    if reasons.corrections:
        yield ""
        yield "corrected"
    for correction in reasons.corrections:
        yield f"  {_corrected(correction)}"


def _touches(one: Correction, account: Account, named: set[str]) -> bool:
    ids = {account.listed.id, *account.joined}
    is_of_it = one.collaboration in ids or one.other in ids
    return is_of_it or one.organization in named or bool(account.chains.intersection(one.chains))


def _head(account: Account, zone: ZoneInfo) -> Iterator[str]:
    deal = account.listed.collaboration
    told = [
        clean(" × ".join(party.name for party in deal.parties)),
        deal.form.value,
        deal.stage.value,
        deal.date or "undated",
    ]
    yield f"{account.listed.id} {' · '.join(told)}"
    yield f"  first told {account.listed.told_at.astimezone(zone):%Y-%m-%d}"
    if deal.topics:
        yield f"  topics: {clean(', '.join(deal.topics))}"
    if deal.is_background:
        yield "  context: articles mention it as earlier or running"
    if account.is_rejected:
        yield "  rejected by a person"
    if account.joined:
        yield f"  joined from {', '.join(map(str, account.joined))}"


def _backing_lines(backing: Backing, resolved: Sequence[Resolved], zone: ZoneInfo) -> Iterator[str]:
    claim, reading = backing.stored.claim, backing.stored.reading
    day = f"{reading.published_at.astimezone(zone):%Y-%m-%d}" if reading.published_at else "undated"
    told = " · ".join([reading.outlet, reading.title, day, reading.url or reading.locator])
    yield f"  article {backing.stored.article_id}: {clean(told)}"
    if not backing.is_standing:
        yield "    counts no more: a later version of the article took its place"
    yield f"    > {clean(claim.evidence)}"
    yield (
        f"    {claim.form.value}, {claim.stage.value}; rule {claim.rule}, confidence "
        f"{claim.confidence:.2f}, extractor {backing.version}"
    )
    for one in resolved:
        yield f"    {clean(one.name)} → {clean(one.canonical)} ({clean(one.by)})"


def _verdict(one: Compared) -> str:
    if one.collaboration is None:
        return "same here " if one.is_same else "joined by others"
    return f"{one.collaboration} is {'the same' if one.is_same else 'another'}:"


def _finding_lines(finding: Finding, reasons: Reasons, *, is_asked: bool) -> Iterator[str]:
    change, zone = finding.change, reasons.said.zone
    what = f" ({clean(change.what)})" if change.what else ""
    asked = "  ← asked for" if is_asked else ""
    found = f"found {_minute(change.found_at, zone)} as {change.announce.value}"
    yield f"  #{change.id} {change.kind.value}{what}, {found}{asked}"
    reported = _minute(finding.reported_at, zone) if finding.reported_at else "not yet"
    yield f"    shown by a run: {reported}"
    for channel in reasons.channels:
        yield f"    {channel.name}: {clean(explain_telling(change, channel, reasons.said))}"


def _minute(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _corrected(one: Correction) -> str:
    why = f": {one.reason}" if one.reason else ""
    state = f" (taken back by {one.undone_by})" if one.undone_at else ""
    return clean(
        f"{one.id}: {describe(one)}, says {one.said_by}, {one.said_at:%Y-%m-%d}{why}{state}"
    )


def _backing_record(backing: Backing, resolved: Sequence[Resolved]) -> dict[str, Any]:
    claim = backing.stored.claim
    return {
        "article": backing.stored.article_id,
        **reading_record(backing.stored.reading),
        "counts": backing.is_standing,
        "evidence": claim.evidence,
        "form": claim.form.value,
        "stage": claim.stage.value,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "version": backing.version,
        "parties": [
            {"name": one.name, "canonical": one.canonical, "by": one.by} for one in resolved
        ],
    }


def _finding_record(finding: Finding, reasons: Reasons) -> dict[str, Any]:
    change = finding.change
    return {
        "id": change.id,
        "kind": change.kind.value,
        "what": change.what,
        "announce": change.announce.value,
        "found": change.found_at.isoformat(),
        "reported": finding.reported_at.isoformat() if finding.reported_at else None,
        "channels": {
            one.name: explain_telling(change, one, reasons.said) for one in reasons.channels
        },
    }


def _correction_record(one: Correction) -> dict[str, Any]:
    return {
        "id": one.id,
        "saying": one.saying.value,
        "text": describe(one),
        "by": one.said_by,
        "at": one.said_at.isoformat(),
        "why": one.reason,
        "undone_at": one.undone_at.isoformat() if one.undone_at else None,
    }
