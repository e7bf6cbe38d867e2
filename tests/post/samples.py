"""Made-up changes, and the way in which the pipeline would have stored them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.model import (
    Announce,
    Article,
    Change,
    ChangeKind,
    Channel,
    Claim,
    Collaboration,
    Form,
    Kind,
    Organization,
    Party,
    Reading,
    SourceHealth,
    Span,
    Stage,
)
from flows.state import Store
from tests.slack_double import CHANNEL

SEOUL = ZoneInfo("Asia/Seoul")
NINE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # nine o'clock in Seoul, a Tuesday
SCOUTS = Channel(name="scouts", slack=CHANNEL)
WELL = (SourceHealth("seeds", stored=1), SourceHealth("feed", problems=("gone",)))

GUNNEO = Party("건너전자", "건너전자", Kind.COMPANY)
RAON = Party("라온대", "라온대학교", Kind.UNIVERSITY)
RAON_AI = Party("라온대 AI대학원", "라온대 AI대학원", Kind.UNIVERSITY, "라온대학교")
SAEBYEOK = Party("새벽로보틱스", "새벽로보틱스", Kind.COMPANY)
MIR = Party("미르병원", "미르병원", Kind.HOSPITAL)

READ = Reading("한빛경제", "건너전자·라온대 맞손", "https://example.com/a?x=1&y=2", "a", NINE)
FILE = Reading("seeds", "공동연구센터 연다", None, "b/c.txt", None)


def deal(**fields: Any) -> Collaboration:  # noqa: ANN401  any field of a collaboration
    """A joint centre of 건너전자 and 라온대, with every field filled."""
    full = Collaboration(
        parties=(GUNNEO, RAON),
        form=Form.JOINT_CENTER,
        stage=Stage.AGREED,
        evidence="건너전자는 23일 라온대와 온디바이스 AI 공동연구센터 설립 협약을 체결했다.",
        rule="agreed_between",
        confidence=0.9,
        topics=("온디바이스 AI 반도체",),
        name="온디바이스 AI 센터",
        date="2026-11-23",
        people=("김하늘 교수(라온대)",),
        amount="120억원",
        duration="5년",
        readings=(READ, FILE),
    )
    return replace(full, **fields)


def change(
    number: int = 1,
    kind: ChangeKind = ChangeKind.NEW,
    *,
    announce: Announce = Announce.NEWS,
    what: str | None = None,
    **fields: Any,  # noqa: ANN401  any field of a collaboration
) -> Change:
    """A change with this id about a collaboration of its own."""
    return Change(number, kind, number, deal(**fields), announce, NINE, NINE, what)


def remember(store: Store, changes: Iterable[Change], now: datetime) -> None:
    """Store the changes as if one article had told them all and compare had found them."""
    changes = list(changes)
    title = f"{changes[0].id} {now.isoformat()}"
    store.save_articles("seeds", [Article("seeds", title, title, title, now)], {}, now)
    (article,) = store.unextracted(2)
    store.save_claims(article, [_claim(one.collaboration) for one in changes], "1")
    with store.comparing(10.0) as comparison:
        for stored, one in zip(comparison.touched(comparison.waiting(99)), changes, strict=True):
            parties = one.collaboration.parties
            organizations = [
                Organization(p.canonical, p.canonical, p.kind, root=p.canonical) for p in parties
            ]
            comparison.save_organizations(organizations)
            made = comparison.save_collaboration(None, one.collaboration, now)
            comparison.join_claims(made, [stored.id])
            comparison.add_change(replace(one, collaboration_id=made, found_at=now))
        comparison.finish(comparison.waiting(99))


def _claim(told: Collaboration) -> Claim:
    return Claim(
        parties=told.parties,
        form=told.form,
        stage=told.stage,
        evidence=told.evidence,
        span=Span(0, 1),
        rule=told.rule,
        confidence=told.confidence,
    )


class Clock:
    """A clock that moves when somebody sleeps; it starts now, as the Slack double lives now."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let the seconds pass at once."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
