"""Re-extraction announces nothing that was announced, and what is found at last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flows import correcting
from flows.correcting import Speaker
from flows.model import Announce, ChangeKind, Claim, Form, Stage
from flows.reextraction.differences import Fate
from tests.compare.samples import CONFIG, claim
from tests.reextraction.rereading import Rereading

G, R, M, S = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
GR = claim(G, R, topics=("의료 AI",), date="2026-11-23", evidence="건너전자는 협약을 체결했다.")
GRM = replace(GR, parties=claim(G, R, M).parties)


def _new(world: Rereading) -> list[list[str]]:
    """Give the parties of what a run tells as new."""
    return [
        sorted(party.name for party in change.collaboration.parties)
        for change in world.tell()
        if change.kind is ChangeKind.NEW
    ]


@pytest.mark.parametrize(
    "before, after",
    [
        # parties in other words
        ([GR], [replace(GR, parties=claim("GE전자", "라온대").parties)]),
        ([GR], [replace(GR, parties=claim("건너", R).parties)]),
        ([GR], [replace(GR, parties=claim(G, "라온대 AI대학원").parties)]),
        ([GR], [replace(GR, parties=claim(G, S).parties)]),
        ([GR], [GRM]),
        ([GRM], [GR]),
        # another form, stage, date, topics
        ([GR], [replace(GR, form=Form.SUPPLY_OR_ADOPTION)]),
        ([GR], [replace(GR, form=Form.INVESTMENT_WITH_COOPERATION, date="2025-01-01")]),
        ([GR], [replace(GR, stage=Stage.STARTED, topics=claim(topics=("로봇",)).topics)]),
        ([GR], [replace(GR, is_background=True)]),
        ([GR], [replace(GR, stage=Stage.PLANNED)]),
        # two become one, one becomes two
        ([claim(G, R), claim(G, M)], [claim(G, R, M)]),
        ([GRM], [claim(G, R), claim(G, M)]),
        ([GRM], [claim(G, R, form=Form.MOU), claim(G, M, form=Form.SUPPLY_OR_ADOPTION)]),
        ([GRM], [claim(G, R, hub=G, date="2026-11-20"), claim(R, M, date="2024-01-01")]),
        # lost
        ([GR], []),
        # only mentioned
        ([replace(GR, is_background=True)], [replace(GRM, is_background=True)]),
    ],
)
def test_what_was_announced_is_not_announced_again(
    world: Rereading, before: Sequence[Claim], after: Sequence[Claim]
) -> None:
    """However the newer extractor says it, and when the older one's words come back."""
    world.arrive("a", *before)
    assert len(_new(world)) == sum(not one.is_background for one in before)
    found = world.store.last_change()
    for says in (after, before, [], before):
        outcome = world.reread({"a": says})
        assert outcome.announcements.total == 0
        assert world.tell() == []
        assert world.store.last_change() == found


@pytest.mark.parametrize(
    "before, after",
    [
        ([GR], [replace(GR, parties=claim(G, M).parties)]),
        ([GRM], [claim(G, R), claim(G, M)]),
        ([GR], []),
    ],
)
def test_other_articles_of_the_deal_announce_nothing_either(
    world: Rereading, before: Sequence[Claim], after: Sequence[Claim]
) -> None:
    """What one article no longer says, another one still does."""
    world.arrive("a", *before)
    world.arrive("b", *before)
    world.tell()
    for says in (after, before):
        world.reread({"a": says})
        assert world.tell() == []


@pytest.mark.parametrize(
    "days, fields, told",
    [
        (0, {}, Announce.NEWS),
        (6, {}, Announce.NEWS),
        (8, {}, None),
        (300, {}, None),
        (300, {"announce": Announce.ARCHIVE}, Announce.ARCHIVE),
        (0, {"announce": Announce.SILENT}, None),
    ],
)
def test_what_is_found_at_last_is_announced_as_any_other(
    world: Rereading, days: int, fields: dict[str, Announce], told: Announce | None
) -> None:
    """As new in an article of the last seven days, silently in an older one."""
    world.arrive("a", claim(M, S), days=days, **fields)
    world.arrive("b", days=days, **fields)
    world.tell()
    for is_applying in (False, True):
        outcome = world.reread({"a": [claim(M, S), GR], "b": [GR]}, is_applying=is_applying)
        found = [(one.change.kind, one.channels) for one in outcome.announcements.rows]
        assert found == ([(ChangeKind.NEW, ("scouts",))] if told else [])
        assert outcome.silent == (0 if told else 1)
    changes = world.tell()
    assert [one.announce for one in changes] == ([told] if told else [])
    assert world.tell() == []


def test_what_no_channel_wants_is_told_all_the_same(world: Rereading) -> None:
    """An unsure deal stands in the digest that the run prints; it has no channel."""
    world.arrive("a")
    world.tell()
    sure = claim(M, S, confidence=0.97)
    outcome = world.reread({"a": [replace(GR, confidence=0.5), sure]})
    told = {one.change.collaboration.confidence: one.channels for one in outcome.announcements.rows}
    assert told == {0.5: (), 0.97: ("scouts", "picky")}


def test_what_people_said_outlives_it(world: Rereading) -> None:
    """What is no collaboration stays none, in whatever words it is found again."""
    world.arrive("a", GR)
    world.tell()
    who = Speaker("김하늘", world.workshop.clock())
    correcting.reject(world.store, CONFIG, who, 1)
    for says in ([], [GR], [replace(GR, parties=claim("GE전자", "라온대").parties)], [GRM]):
        assert world.reread({"a": says}).announcements.total == 0
        assert world.tell() == []


def test_a_look_makes_no_channel_known(world: Rereading) -> None:
    """Nor does the re-extraction itself: what a new channel is told is for its first run."""
    world.arrive("a")
    world.tell()
    world.reread({"a": [GR]}, is_applying=False)
    world.reread()
    world.days = 3
    assert [change.kind for change in world.tell()] == [ChangeKind.NEW]
    with world.store.rolled_back() as rehearsal:
        now = world.workshop.clock()
        assert rehearsal.untold("picky", now, now - now).changes == ()


def test_what_is_joined_and_split_is_told_so(world: Rereading) -> None:
    """Each with the collaborations that it went into or came from."""
    world.arrive("a", claim(G, R), claim(G, M))
    world.tell()
    joined = world.reread({"a": [claim(G, R, M)]}).collaborations
    assert [(one.fate, one.id, one.others) for one in joined.rows] == [
        (Fate.CHANGED, 1, ()),
        (Fate.JOINED, 2, (1,)),
    ]
    split = world.reread({"a": [claim(G, R), claim(G, M)]}).collaborations
    assert [(one.fate, one.id, one.others) for one in split.rows] == [
        (Fate.CHANGED, 1, ()),
        (Fate.SPLIT, 2, (1,)),
    ]
    assert split.counts == {"changed": 1, "split": 1}
