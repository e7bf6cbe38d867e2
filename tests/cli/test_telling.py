"""Why a channel was told of a change or was not: each reason, and which of two wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flows.cli.telling import Said, explain_telling
from flows.model import (
    Announce,
    Change,
    ChangeKind,
    Channel,
    Correction,
    Organization,
    Reading,
    Saying,
    StoredClaim,
)
from flows.state.queries import Account, Backing, Finding, Telling
from tests.export.samples import listed
from tests.state.samples import claim

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CHANNEL = Channel("scouts", "C0123456789")


@dataclass
class Case:
    """What is known of one change, as each case says otherwise."""

    words: str
    kind: ChangeKind = ChangeKind.NEW
    announce: Announce = Announce.NEWS
    source: Announce = Announce.NEWS
    published: datetime | None = NOW
    deal: dict[str, Any] = field(default_factory=dict)
    told: Sequence[tuple[int, str]] = ()
    start: timedelta | None = -DAY
    corrections: Sequence[Correction] = ()
    is_rejected: bool = False
    is_standing: bool = True
    is_first_old: bool = False  # the channel began after the collaboration was found


def _said(saying: Saying, **fields: Any) -> Correction:  # noqa: ANN401 - a Correction's own
    return Correction(3, saying, "김하늘", NOW, **fields)


SILENT = Announce.SILENT
CASES = [
    Case("waits for the channel's next digest"),
    Case("told in digest 4 at 2026-11-24 10:00", told=[(7, "scouts")]),
    Case("waits for the channel's next digest", told=[(7, "bio")]),
    Case("stands in the thread of digest 4", kind=ChangeKind.CONTEXT, told=[(7, "scouts")]),
    Case("not told yet: context stands in the thread", kind=ChangeKind.CONTEXT),
    Case("not told: another report", kind=ChangeKind.COVERAGE),
    Case("김하늘 says", is_rejected=True, corrections=[_said(Saying.REJECT, collaboration=1)]),
    Case("a person says", is_rejected=True, corrections=[_said(Saying.REJECT, collaboration=2)]),
    Case("waits", corrections=[_said(Saying.REJECT, collaboration=1, undone_at=NOW)]),
    Case("told in digest 4", is_rejected=True, told=[(7, "scouts")]),
    Case("건너전자 was muted", corrections=[_said(Saying.MUTE, organization="건너전자")]),
    Case(
        "건너그룹 was muted by 김하늘",
        corrections=[_said(Saying.MUTE, organization="건너그룹", channel="scouts")],
    ),
    Case("waits", corrections=[_said(Saying.MUTE, organization="건너전자", channel="bio")]),
    Case("waits", corrections=[_said(Saying.MUTE, organization="미르병원")]),
    Case(
        "was muted",
        corrections=[_said(Saying.MUTE, organization="건너전자", undone_at=NOW + DAY)],
    ),
    Case("waits", corrections=[_said(Saying.MUTE, organization="건너전자", undone_at=NOW)]),
    Case("published 9 days before", announce=SILENT, published=NOW - 9 * DAY),
    Case("its source is silent", announce=SILENT, source=SILENT, published=NOW - 9 * DAY),
    Case("its source is silent", announce=SILENT, source=SILENT, published=None),
    Case("it has no date", announce=SILENT, published=None),
    Case("not told: it is not about AI", deal={"is_ai": False}),
    Case("channel starts with what was found from 2026-11-25 09:00", start=DAY),
    Case("waits", start=None),
    Case("held back: confidence 0.69 is below the channel's minimum", deal={"confidence": 0.69}),
    Case("waits", deal={"confidence": 0.7}),
    Case("digest 4 told of it already, as change 5", told=[(5, "scouts")]),
    Case("waits", kind=ChangeKind.UPDATE, told=[(5, "scouts")]),
    Case("waits", kind=ChangeKind.UPDATE),
    Case("never told of the collaboration itself", kind=ChangeKind.UPDATE, is_first_old=True),
    Case("no article says it any more", is_standing=False),
    Case("waits", announce=Announce.ARCHIVE, published=NOW - 900 * DAY),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words)
def test_the_first_reason_that_holds_is_told(case: Case) -> None:
    """In the order in which the stages decide."""
    one = listed(1, **({"confidence": 0.9} | case.deal))
    change = Change(
        7, case.kind, 1, one.collaboration, case.announce, NOW, published_at=case.published
    )
    before = NOW - 9 * DAY if case.is_first_old else NOW
    earlier = replace(change, id=5, kind=ChangeKind.NEW, found_at=before)
    reading = Reading("매체", "제목", None, "1", case.published)
    stored = StoredClaim(1, claim(), 1, 1, reading, case.source, is_first_poll=True)
    account = Account(
        one,
        frozenset({1}),
        is_rejected=case.is_rejected,
        backings=(Backing(stored, "1", case.is_standing),),
        findings=(Finding(earlier, None), Finding(change, None)),
        tellings=tuple(
            Telling(1, number, name, 4, NOW + timedelta(hours=1)) for number, name in case.told
        ),
        starts={} if case.start is None else {"scouts": NOW + case.start},
    )
    organizations = [*one.organizations, Organization("건너그룹", "건너그룹", root="건너그룹")]
    said = Said(account, case.corrections, organizations, ZoneInfo("Asia/Seoul"))
    assert case.words in explain_telling(change, CHANNEL, said)
