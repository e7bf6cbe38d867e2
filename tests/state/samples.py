"""Made-up articles and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.model import (
    Announce,
    Article,
    Change,
    ChangeKind,
    Claim,
    Collaboration,
    Form,
    Kind,
    Organization,
    Party,
    Span,
    Stage,
)
from flows.state import Store

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
WINDOW = timedelta(days=7)
GUNNEO = Party("건너전자", "건너전자", Kind.COMPANY)
RAON = Party("라온대", "라온대학교", Kind.UNIVERSITY)
SAEBYEOK = Party("새벽로보틱스", "새벽로보틱스", Kind.COMPANY)
MIR = Party("미르병원", "미르병원", Kind.HOSPITAL)


def article(body: str = "건너전자는 라온대와 협약을 체결했다.", **fields: Any) -> Article:  # noqa: ANN401 - an Article's own
    """Give an article; its file and title follow the body."""
    values: dict[str, Any] = {
        "source": "seeds",
        "locator": "a.txt",
        "title": "제목",
        "fetched_at": NOW,
        "published_at": NOW,
    }
    return Article(body=body, **(values | fields))


def claim(*parties: Party, **fields: Any) -> Claim:  # noqa: ANN401 - a Claim's own
    """Give a claim of an MOU that was signed."""
    values: dict[str, Any] = {
        "form": Form.MOU,
        "stage": Stage.AGREED,
        "evidence": "협약을 체결했다.",
        "span": Span(0, 9),
        "rule": "signed",
        "confidence": 0.9,
    }
    return Claim(parties=parties or (GUNNEO, RAON), **(values | fields))


def found(
    store: Store,
    kind: ChangeKind = ChangeKind.NEW,
    *,
    at: datetime = NOW,
    announce: Announce = Announce.NEWS,
) -> int:
    """Store an article that tells a collaboration of its own, as compare would; give the change."""
    number = len(store.unreported()) + 1
    (made,) = store.save_articles("seeds", [article(f"{number}", locator=f"{number}")], {}, NOW)
    told = claim()
    store.save_claims(made, [told], "1")
    with store.comparing(1) as session:
        (stored,) = session.touched(session.waiting(99))
        session.save_organizations(
            Organization(party.canonical, party.canonical, root=party.canonical)
            for party in told.parties
        )
        collaboration = Collaboration(
            told.parties, told.form, told.stage, told.evidence, told.rule, told.confidence
        )
        mine = session.save_collaboration(None, collaboration, at)
        session.join_claims(mine, [stored.id])
        session.add_chains(mine, [made])
        session.finish(session.waiting(99))
        change = Change(0, kind, mine, collaboration, announce, at)
        return session.add_change(change)


def go_on(store: Store, change: int, what: str, *, at: datetime = NOW) -> int:
    """Store an update of the collaboration that a change told; give the update."""
    (first,) = [one for one in store.unreported() if one.id == change]
    update = replace(first, kind=ChangeKind.UPDATE, what=what, found_at=at)
    with store.comparing(1) as session:
        return session.add_change(update)
