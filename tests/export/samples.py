"""Made-up collaborations as state lists them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flows.compare.names import normalize_name
from flows.model import (
    Announce,
    Change,
    ChangeKind,
    Collaboration,
    Form,
    Kind,
    Organization,
    Party,
    Reading,
    Stage,
)
from flows.state.queries import Listed, News

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
GUNNEO = Party("건너전자", "건너전자", Kind.COMPANY, "건너그룹")
RAON = Party("라온대", "라온대학교", Kind.UNIVERSITY)
MIR = Party("미르병원", "미르병원", Kind.HOSPITAL)
URL = "https://news.example.com/a/1?x=1&y=2"


def reading(url: str | None = URL, title: str = "건너전자-라온대 '맞손'") -> Reading:
    """Give a place where it was read."""
    return Reading("news.example.com", title, url, "1", NOW)


def listed(number: int = 1, *parties: Party, **fields: Any) -> Listed:  # noqa: ANN401 - a Collaboration's own
    """Give a listed collaboration of these."""
    values: dict[str, Any] = {
        "form": Form.MOU,
        "stage": Stage.AGREED,
        "evidence": "건너전자는 라온대와 협약을 체결했다.",
        "rule": "signed",
        "confidence": 0.9,
        "readings": (reading(),),
    }
    deal = Collaboration(parties or (GUNNEO, RAON), **(values | fields))
    known = sorted((organization(party) for party in deal.parties), key=lambda one: one.key)
    outlets = tuple(dict.fromkeys(one.outlet for one in deal.readings))
    return Listed(number, deal, NOW, tuple(known), ("scouts",), outlets)


def organization(party: Party) -> Organization:
    """Give the party as state has it."""
    key = normalize_name(party.canonical)
    parent = normalize_name(party.parent) if party.parent else None
    return Organization(key, party.canonical, party.kind, parent, parent or key)


def news(one: Listed, number: int = 7, announce: Announce = Announce.NEWS) -> News:
    """Give it as found to be new."""
    change = Change(number, ChangeKind.NEW, one.id, one.collaboration, announce, NOW)
    return News(change, one, NOW)
