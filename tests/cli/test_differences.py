"""What re-extraction changes, told line by line."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from flows.cli.differences import tell_outcome
from flows.model import Announce, Change, ChangeKind, Collaboration, Form, Kind, Party, Stage
from flows.reextraction import Outcome
from flows.reextraction.differences import (
    Announcement,
    ArticleDifference,
    ClaimDifference,
    CollaborationDifference,
    Fate,
    Tally,
)
from flows.state.rereading import Chosen
from tests.compare.samples import NOW, claim, party

SEOUL = ZoneInfo("Asia/Seoul")
TOLD = claim("건너전자", "라온대", topics=("로봇",))
DEAL = Collaboration(TOLD.parties, Form.MOU, Stage.AGREED, "협약", "signed", 0.9)
NOTHING = Outcome("2+abc", Chosen(1_234, 5, 3), is_applied=False)


def test_what_was_read_and_left_out_is_counted() -> None:
    """Nothing is left out in silence."""
    assert list(tell_outcome(NOTHING, SEOUL)) == [
        "read again    1,234 articles with extractor 2+abc",
        "left out      5 whose text was dropped, 3 replaced by a newer version",
        "nothing differs",
    ]
    alone = replace(NOTHING, chosen=Chosen(1, 0, 0))
    assert next(tell_outcome(alone, SEOUL)) == "read again    1 article with extractor 2+abc"
    assert len(list(tell_outcome(alone, SEOUL))) == 2


@pytest.mark.parametrize(
    "after, expected",
    [
        ({"form": Form.JOINT_CENTER}, "form mou → joint_center"),
        ({"date": "2026-11"}, "date none → 2026-11"),
        ({"confidence": 0.8125, "hub": "건너전자"}, "confidence 0.9 → 0.812; hub none → 건너전자"),
        ({"is_ai": False, "is_background": True}, "is_ai True → False; is_background False → True"),
        ({"topics": ()}, "topics 로봇 → none"),
        ({"topics": claim(topics=("로봇", "AI")).topics}, "topics none → AI"),
        ({"evidence": "다른 문장.", "rule": "other"}, "evidence; rule"),
        ({"parties": TOLD.parties[::-1]}, "parties in another order"),
        (
            {"parties": (TOLD.parties[0], Party("라온대", "라온대학교", Kind.UNIVERSITY, "재단"))},
            "parties 라온대 (other) → 라온대 (라온대학교, university, of 재단)",
        ),
        ({"parties": (*TOLD.parties, party("미르"))}, "parties none → 미르 (other)"),
    ],
)
def test_a_changed_claim_tells_what_it_was_and_is(after: dict[str, object], expected: str) -> None:
    """Short values in full, sentences by the field's name alone."""
    changed = ClaimDifference(TOLD, replace(TOLD, **after))  # type: ignore[arg-type]  # its own fields
    tally = Tally[ArticleDifference](1)
    tally.add(ArticleDifference(7, "news", "제" * 99, None, NOW, (changed,)), [changed.fate])
    lines = list(tell_outcome(replace(NOTHING, articles=tally.made()), SEOUL))
    place = lines.index("articles: 1 (1 changed)")
    assert lines[place + 1] == f"  7  2026-11-24  news  {'제' * 60}"
    assert lines[place + 2] == f"    changed 건너전자 × 라온대: {expected}"


@pytest.mark.parametrize("is_applied", [False, True])
def test_collaborations_tell_where_they_went(*, is_applied: bool) -> None:
    """What is new has a number once it is kept."""
    tally = Tally[CollaborationDifference](4)
    for one in (
        CollaborationDifference(1, Fate.GONE, DEAL, None),
        CollaborationDifference(2, Fate.JOINED, DEAL, None, (1,)),
        CollaborationDifference(3, Fate.SPLIT, None, DEAL, (1, 2)),
        CollaborationDifference(4, Fate.CHANGED, DEAL, replace(DEAL, stage=Stage.ENDED)),
        CollaborationDifference(5, Fate.COME, None, DEAL),
    ):
        tally.add(one, [one.fate])
    outcome = replace(NOTHING, collaborations=tally.made(), is_applied=is_applied)
    lines = list(tell_outcome(outcome, SEOUL))
    place = lines.index("collaborations: 5 (1 changed, 1 come, 1 gone, 1 joined, 1 split)")
    named, number = "건너전자 × 라온대 · mou, agreed", "3" if is_applied else "new"
    assert lines[place + 1 : place + 6] == [
        f"  gone    1  {named}",
        f"  joined  2 into 1  {named}",
        f"  split   {number} from 1, 2  {named}",
        "  changed 4  건너전자 × 라온대: stage agreed → ended",
        "  and 1 more",
    ]
    assert lines[-1].startswith("kept" if is_applied else "nothing is kept")


def test_what_is_announced_tells_where() -> None:
    """A channel by its name; without one only the run's own digest has it."""
    tally = Tally[Announcement](0)
    new = Change(1, ChangeKind.NEW, 1, DEAL, Announce.NEWS, NOW)
    tally.add(Announcement(new, ("scouts", "bio")), ["new"])
    tally.add(Announcement(replace(new, kind=ChangeKind.UPDATE, what="ended"), ()), ["update"])
    outcome = replace(NOTHING, announcements=tally.made(), silent=1_000)
    lines = list(tell_outcome(outcome, SEOUL))
    place = lines.index("to announce: 2 (1 new, 1 update)")
    named = "건너전자 × 라온대 · mou, agreed"
    assert lines[place + 1 : place + 4] == [
        f"  new     {named} → scouts, bio",
        f"  update  {named} (ended) → only in the digest that the next run prints",
        "  1,000 more become known silently: old, or of a silent source",
    ]
