"""A collaboration as a program reads it; what it shares with `matson run --json` is called so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from flows.model import Party, Reading
from flows.state.queries import Listed

Record = dict[str, Any]


def listed_record(listed: Listed) -> Record:
    """Tell a collaboration as it is now; times are ISO 8601 in UTC."""
    deal = listed.collaboration
    return {
        "id": listed.id,
        "parties": [_party(party) for party in deal.parties],
        "hub": deal.hub,
        "form": deal.form.value,
        "stage": deal.stage.value,
        "date": deal.date,
        "name": deal.name,
        "topics": list(deal.topics),
        "people": list(deal.people),
        "amount": deal.amount,
        "duration": deal.duration,
        "evidence": deal.evidence,
        "rule": deal.rule,
        "confidence": deal.confidence,
        "background": deal.is_background,
        "is_ai": deal.is_ai,
        "first_told": listed.told_at.isoformat(),
        "outlets": len(listed.outlets),
        "announced": list(listed.channels),
        "readings": [reading_record(reading) for reading in deal.readings],
    }


def reading_record(reading: Reading) -> Record:
    """Tell where something was read."""
    published = reading.published_at
    return {
        "outlet": reading.outlet,
        "title": reading.title,
        "url": reading.url,
        "published": published.isoformat() if published else None,
    }


def json_parts(records: Iterable[Record]) -> Iterator[str]:
    """Give one JSON array, a record on each line.

    A half of a character (a lone surrogate, which JSON can carry) becomes U+FFFD.
    """
    before = "[\n"
    for record in records:
        text = json.dumps(record, ensure_ascii=False)
        yield before + text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _party(party: Party) -> Record:
    return {
        "name": party.name,
        "canonical": party.canonical,
        "kind": party.kind.value,
        "parent": party.parent,
    }
