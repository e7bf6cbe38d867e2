"""JSON records: what `matson extract` reads and prints, and what `matson run --json` prints.

A record in has `id`, `title`, `text` and, where known, `published` and `url`. The keys of
the records out are an outside face: scripts read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flows.errors import MatsonError
from flows.ingest.dates import parse_moment
from flows.ingest.decode import clean
from flows.model import (
    Change,
    Claim,
    Collaboration,
    Delivery,
    Extraction,
    Party,
    Stage,
    Text,
    TopicMention,
)

Record = dict[str, Any]


class RecordError(MatsonError):
    """A record in lacks its text, or one of its fields is of the wrong kind."""


def text_of(record: object, zone: ZoneInfo) -> Text:
    """Take the words of a record; a moment is read as the day that it is in `zone`.

    Raises:
        RecordError: it is no object, has no words, or a field is of the wrong kind.
    """
    if not isinstance(record, Mapping):
        raise RecordError(
            f"a {type(record).__name__} is not an article",
            remedy='write an object a line: {"id": …, "title": …, "text": …}',
        )
    title, body = (_words(record, name) for name in ("title", "text"))
    if not f"{title}{body}".strip():
        raise RecordError("it has neither title nor text", remedy="give it at least one of them")
    return Text(title=title, body=body, published=_published(record, zone))


def key_of(record: object) -> str | int | None:
    """Give what names a record: its id, else its address."""
    if not isinstance(record, Mapping):
        return None
    key = record.get("id") or record.get("url")
    return key if isinstance(key, str | int) else None


def extraction_record(key: str | int | None, extraction: Extraction) -> Record:
    """Tell what one text gave; a denied deal is no collaboration."""
    told = (claim for claim in extraction.claims if claim.stage is not Stage.DENIED)
    return {
        "id": key,
        "collaborations": [_claim(claim) for claim in told],
        "organizations": [_named(party) for party in extraction.organizations],
        "topics": [_named(topic) for topic in extraction.topics],
    }


def claim_record(claim: Claim) -> Record:
    """Tell what an article says."""
    return _claim(claim)


def change_record(change: Change) -> Record:
    """Tell a change: the collaboration as it was then, and where it was read."""
    return {"id": change.id, **collaboration_record(change.collaboration)}


def collaboration_record(deal: Collaboration) -> Record:
    """Tell a collaboration, and where it was read."""
    return {
        "parties": [_party(party) for party in deal.parties],
        "topics": list(deal.topics),
        "form": deal.form.value,
        "stage": deal.stage.value,
        "date": deal.date,
        "name": deal.name,
        "evidence": deal.evidence,
        "rule": deal.rule,
        "confidence": deal.confidence,
        "urls": list(dict.fromkeys(r.url for r in deal.readings if r.url)),
    }


def delivery_record(delivery: Delivery) -> Record:
    """Tell where a message stands."""
    return {
        "id": delivery.key,
        "channel": delivery.channel,
        "state": delivery.state.value,
        "ts": delivery.ts,
        "error": delivery.error,
    }


def _claim(claim: Claim) -> Record:
    return {
        "parties": [_party(party) for party in claim.parties],
        "hub": claim.hub,
        "form": claim.form.value,
        "stage": claim.stage.value,
        "topics": [topic.name for topic in claim.topics],
        "name": claim.name,
        "date": claim.date,
        "evidence": claim.evidence,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "background": claim.is_background,
        "is_ai": claim.is_ai,
    }


def _party(party: Party) -> Record:
    return {"name": party.name, "canonical": party.canonical, "kind": party.kind.value}


def _named(named: Party | TopicMention) -> Record:
    return {"name": named.name, "canonical": named.canonical}


def _words(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordError(
            f"{name} is a {type(value).__name__}", remedy=f"write {name} as a text in quotes"
        )
    return clean(value)


def _published(record: Mapping[str, object], zone: ZoneInfo) -> date | None:
    text = _words(record, "published").strip()
    if not text:
        return None
    moment = parse_moment(text, zone)
    if moment is None:
        raise RecordError(
            f"published is {text[:40]!r}, which is no day",
            remedy="write it as 2026-11-24 or 2026-11-24T09:00:00+09:00",
        )
    return moment.astimezone(zone).date()
