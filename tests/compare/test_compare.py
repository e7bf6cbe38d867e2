from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.compare import compare_articles
from flows.errors import LockTimeoutError
from flows.model import (
    Announce,
    Change,
    Claim,
    Collaboration,
    Form,
    LexiconData,
    OrganizationEntry,
    Stage,
)
from flows.state import Store, open_store
from tests.compare.samples import CONFIG, DAY, NOW, World, claim, party, told
from tests.state.processes import at_once

G, R, AI, MIR, SAEBYEOK = "건너전자", "라온대학교", "라온대 AI대학원", "미르병원", "새벽로보틱스"
BACK: dict[str, Any] = {"is_background": True}


@pytest.fixture
def world(any_store: Store) -> World:
    """Give an empty world, once on either database."""
    return World(any_store)


def test_new_once(world: World) -> None:
    """A first telling is new; comparing again finds nothing."""
    world.tell("a", claim(G, R))
    (change,) = world.compare()
    assert (change.kind, change.announce, change.found_at) == ("new", Announce.NEWS, NOW)
    assert [one.canonical for one in change.collaboration.parties] == [G, R]
    assert world.compare() == []


def test_the_same_deal_elsewhere_is_coverage(world: World) -> None:
    """Another outlet's words are coverage, once for each time it is looked at."""
    world.tell("a", claim(G, R))
    world.compare()
    world.later()
    world.tell("b", claim("GE전자", AI, form=Form.JOINT_RESEARCH))
    world.tell("c", claim(G, "라온대"))
    (change,) = world.compare()
    assert (change.kind, change.collaboration_id) == ("coverage", 1)
    assert [one.locator for one in change.collaboration.readings] == ["a", "b", "c"]
    assert world.compare() == []


def test_two_outlets_at_once_are_one_new(world: World) -> None:
    """What is read together is told together, with both readings."""
    world.tell("a", claim(G, R))
    world.tell("b", claim(G, R))
    (change,) = world.compare()
    assert (change.kind, len(change.collaboration.readings)) == ("new", 2)


def test_another_deal_of_the_same_is_new(world: World) -> None:
    """The same organisations may do something else later."""
    world.tell("a", claim(G, R))
    world.compare()
    world.later(200)
    world.tell("b", claim(G, R))
    assert told(world.compare()) == ["new"]


def test_a_party_joined(world: World) -> None:
    """A party that was not told before is an update; a part of a known one is not."""
    world.tell("a", claim(G, R, topics=("의료 AI",)))
    world.compare()
    world.later(10)
    world.tell("b", claim(G, AI, MIR, SAEBYEOK, topics=("의료 AI",)))
    assert told(world.compare()) == [f"update joined: {MIR}, {SAEBYEOK}"]
    world.tell("c", claim(G, R, MIR))
    assert told(world.compare()) == ["coverage"]


def test_more_parties_of_one_signing_did_not_join(world: World) -> None:
    """Outlets name more or fewer of those who signed on the same day."""
    world.tell("a", claim(G, R))
    world.compare()
    world.later()
    world.tell("b", claim(G, R, MIR))
    assert told(world.compare()) == ["coverage"]


def test_a_party_under_another_name_did_not_join(world: World) -> None:
    """One party called otherwise by the next outlet is coverage, and no party more."""
    world.tell("a", claim(G, R, MIR, "누리연구원"))
    world.compare()
    world.tell("b", claim(G, R, MIR, "Nuri Institute"))
    (change,) = world.compare()
    assert change.kind == "coverage"
    assert len(change.collaboration.parties) == 4


def test_it_ended(world: World) -> None:
    """An end is an update, once; the end of something unknown is context."""
    world.tell("a", claim(G, R))
    world.compare()
    world.later(500)
    world.tell("b", claim(G, R, stage=Stage.ENDED))
    world.tell("x", claim(MIR, SAEBYEOK, stage=Stage.ENDED))
    assert sorted(told(world.compare())) == ["context", "update ended"]
    world.later()
    world.tell("c", claim("GE전자", R, stage=Stage.ENDED))
    assert told(world.compare()) == ["coverage"]


def test_a_plan_is_silent_until_it_is_agreed(world: World) -> None:
    """A plan is no change; its signing is new, and says that it was planned."""
    world.tell("a", claim(G, R, stage=Stage.PLANNED))
    assert world.compare() == []
    world.later(100)
    world.tell("b", claim(G, R))
    assert told(world.compare()) == ["new earlier planned"]


def test_plan_and_signing_at_once(world: World) -> None:
    """A signing that stands beside its plan in one article was not planned earlier."""
    world.tell("a", claim(G, R, stage=Stage.PLANNED), claim(G, R))
    assert told(world.compare()) == ["new"]


def test_what_is_no_ai_is_no_change(world: World) -> None:
    """It is stored; where somebody later says that it is about AI it is new."""
    world.tell("a", claim(G, R, is_ai=False))
    assert world.compare() == []
    world.later()
    world.tell("b", claim(G, R))
    assert told(world.compare()) == ["new"]


def test_context_is_found_once(world: World) -> None:
    """A background collaboration not known before is context; known ones are nothing."""
    world.tell("a", claim(G, R), claim(MIR, SAEBYEOK, **BACK))
    assert sorted(told(world.compare())) == ["context", "new"]
    world.later(40)
    world.tell("b", claim(G, R, **BACK), claim(MIR, SAEBYEOK, **BACK))
    assert world.compare() == []


def test_single_parties_make_no_collaboration(world: World) -> None:
    """One organisation, however often it is named, works with nobody."""
    world.tell("a", claim(G, "GE전자"), claim(MIR))
    assert world.compare() == []


def test_deals_that_share_a_root_are_found(world: World) -> None:
    """Two parts of one group may work together."""
    world.tell("a", claim(G, "건너 AI연구원"))
    world.compare()
    world.tell("b", claim("GE전자", "건너 AI연구원"))
    assert told(world.compare()) == ["coverage"]


WAYS = [
    ("inside the window", {"published_at": NOW - 7 * DAY}, Announce.NEWS),
    ("before the window", {"published_at": NOW - 8 * DAY}, Announce.SILENT),
    ("undated in a first poll", {"published_at": None}, Announce.SILENT),
    ("an archive", {"announce": Announce.ARCHIVE, "published_at": NOW - 999 * DAY}, "archive"),
    ("a silent source", {"announce": Announce.SILENT}, Announce.SILENT),
]


@pytest.mark.parametrize("what,fields,expected", WAYS, ids=[row[0] for row in WAYS])
def test_how_it_is_announced(
    world: World, what: str, fields: dict[str, object], expected: Announce
) -> None:
    """The source's way, and for news the article's date, decide when the change is made."""
    world.tell("a", claim(G, R), **fields)
    assert [change.announce for change in world.compare()] == [expected], what


def test_undated_news_of_a_later_poll_is_announced(world: World) -> None:
    """What a source did not have at its first poll is new although nobody dates it."""
    world.tell("a")
    world.tell("b", claim(G, R), published_at=None)
    assert [change.announce for change in world.compare()] == [Announce.NEWS]


def test_the_most_telling_way_counts(world: World) -> None:
    """One article inside the window makes it news, whatever archives say beside it."""
    world.tell("a", claim(G, R), source="old", announce=Announce.ARCHIVE)
    world.tell("b", claim(G, R))
    assert [change.announce for change in world.compare()] == [Announce.NEWS]


def test_old_news_then_fresh_coverage_stays_known(world: World) -> None:
    """What became known silently is not announced because somebody tells it again."""
    world.tell("a", claim(G, R), published_at=NOW - 20 * DAY)
    world.compare()
    world.tell("b", claim(G, R))
    assert told(world.compare()) == ["coverage"]


# Versions ------------------------------------------------------------------------------------


def test_a_corrected_typo_is_not_new(world: World) -> None:
    """A new version of the article with another spelling is the same news."""
    world.tell("a", claim("건너전지", R))
    (first,) = world.compare()
    world.later()
    world.tell("a", claim(G, R))
    assert world.compare() == []
    world.tell("b", claim(G, R))
    (coverage,) = world.compare()
    assert (coverage.kind, coverage.collaboration_id) == ("coverage", first.collaboration_id)


def test_another_deal_in_the_same_place_is_new(world: World) -> None:
    """A page that tells of other organisations now tells news."""
    world.tell("a", claim(G, R, evidence="건너전자는 라온대와 협약을 체결했다."))
    world.compare()
    world.tell("a", claim(G, MIR, evidence="건너전자는 미르병원과 협약을 체결했다."))
    assert told(world.compare()) == ["new"]


def test_there_and_back_again(world: World) -> None:
    """A, then B, then A announces A and B once each."""
    found = []
    for names in ((G, R), (MIR, SAEBYEOK), (G, R), (MIR, SAEBYEOK)):
        world.tell("a", claim(*names))
        found.append(told(world.compare()))
    assert found == [["new"], ["new"], [], []]


def test_a_newer_extractor_announces_nothing_again(world: World) -> None:
    """Other words, topics, dates and parties for the same article are no news."""
    world.tell("a", claim(G, R))
    world.compare()
    world.reread(1, claim("GE전자", AI, MIR, topics=("의료 AI",), date="2026-11-23"))
    assert world.compare() == []
    world.reread(1, version="3")
    assert world.compare() == []
    world.reread(1, claim(G, R, form=Form.JOINT_RESEARCH), version="4")
    assert world.compare() == []


def test_what_a_newer_extractor_finds_at_last_is_new(world: World) -> None:
    """A deal that nothing had found is announced while its article is inside the window."""
    world.tell("a", claim(G, R))
    world.tell("b")
    world.compare()
    world.reread(2, claim(MIR, SAEBYEOK))
    assert told(world.compare()) == ["new"]


def test_joined_deals_are_not_new(world: World) -> None:
    """An article that shows two deals to be one announces none of the two again."""
    world.tell("a", claim(G, R, form=Form.JOINT_RESEARCH))
    world.tell("b", claim(G, R, form=Form.SUPPLY_OR_ADOPTION))
    assert told(world.compare()) == ["new", "new"]
    world.tell("c", claim(G, R, form=Form.OTHER))
    assert told(world.compare()) == ["coverage"]
    assert len(world.store.untold("scouts", NOW, 7 * DAY).changes) == 1


def test_split_deals_are_not_new(world: World) -> None:
    """Where the article that joined two deals is corrected, both stay known."""
    world.tell("a", claim(G, R, form=Form.JOINT_RESEARCH))
    world.tell("b", claim(G, R, form=Form.SUPPLY_OR_ADOPTION))
    world.tell("c", claim(G, R, form=Form.MOU))
    first = told(world.compare())
    world.tell("c", claim(MIR, SAEBYEOK))
    assert told(world.compare()) == ["new"]
    world.tell("d", claim(G, R, form=Form.SUPPLY_OR_ADOPTION))
    assert told(world.compare()) == ["coverage"]
    assert set(first) == {"new"}


def test_changed_config_joins_what_is_one(world: World) -> None:
    """An alias added to config/ joins what was told under two names, and announces nothing."""
    world.tell("a", claim(SAEBYEOK, R))
    world.compare()
    world.tell("b", claim("SBR", R))
    assert told(world.compare()) == ["new"]
    entry = OrganizationEntry(SAEBYEOK, CONFIG.organizations[0].kind, ("SBR",))
    world.config = LexiconData((*CONFIG.organizations, entry))
    assert world.compare() == []
    world.tell("c", claim("SBR", R))
    (change,) = world.compare()
    assert (change.kind, change.collaboration_id) == ("coverage", 1)
    assert [one.canonical for one in change.collaboration.parties] == [SAEBYEOK, R]


def test_a_parent_learnt_later_joins_what_is_one(world: World) -> None:
    """An article that says what an organisation is part of helps with the earlier ones."""
    world.tell("a", claim("누리연구소", R))
    world.compare()
    world.tell("b", claim("누리그룹", R))
    assert told(world.compare()) == ["new"]
    world.tell("c", claim(party("누리연구소", parent="누리그룹"), MIR))
    assert told(world.compare()) == ["new"]
    world.tell("d", claim("누리그룹", R))
    (change,) = world.compare()
    assert (change.kind, len(change.collaboration.readings)) == ("coverage", 3)


def test_channels_are_told_of_joined_deals_once(world: World) -> None:
    """Two deals that turn out to be one before anybody was told make one item."""
    world.tell("a", claim(SAEBYEOK, R))
    world.tell("b", claim("SBR", R))
    assert told(world.compare()) == ["new", "new"]
    entry = OrganizationEntry(SAEBYEOK, CONFIG.organizations[0].kind, ("SBR",))
    world.config = LexiconData((*CONFIG.organizations, entry))
    world.compare()
    assert len(world.store.untold("scouts", NOW, 7 * DAY).changes) == 1


# Order, cuts, several at once ----------------------------------------------------------------

STORY = [
    ("a", claim(G, R)),
    ("b", claim("GE전자", AI)),
    ("c", claim(G, R, MIR, hub=G)),
    ("d", claim(MIR, SAEBYEOK, **BACK)),
    ("e", claim(party("누리연구소", parent="누리그룹"), R)),
    ("f", claim("누리그룹", R)),
    ("g", claim("누리그룹", G, form=Form.SUPPLY_OR_ADOPTION)),
    ("h", claim(G, R, is_ai=False, form=Form.EDUCATION)),
]


@pytest.mark.parametrize("seed", range(12))
def test_order_of_arrival_does_not_matter(seed: int, tmp_path: Path) -> None:
    """The same articles in any order and in any batches end as the same collaborations."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    story = STORY[:]
    chance.shuffle(story)
    mixed, plain = (World(open_store(None, tmp_path / name)) for name in ("mixed", "plain"))
    for locator, one in story:
        mixed.tell(locator, one)
        if chance.random() < 0.5:
            mixed.compare()
    mixed.compare()
    for locator, one in STORY:
        plain.tell(locator, one)
    plain.compare()
    assert standing(mixed.store) == standing(plain.store)
    mixed.store.close()
    plain.store.close()


def standing(store: Store) -> set[Collaboration]:
    """Give the collaborations that some article tells."""
    with store.rolled_back() as rehearsal, rehearsal.comparing(1) as session:
        claims = session.claims_of(range(2000))
        found = session.collaborations({one.collaboration_id or 0 for one in claims})
    return {one.collaboration for one in found}


def test_killed_at_any_moment(database: str | None, home: Path, tmp_path: Path) -> None:
    """A compare killed with SIGKILL and run again ends as if nothing had happened."""
    plain = World(open_store(None, tmp_path / "plain"))
    world = World(open_store(database, home))
    for each in (plain, world):
        for locator, one in [*STORY, *((f"{n}", claim(f"기업{n}", R)) for n in range(60))]:
            each.tell(locator, one)
    chance = random.Random(20261124)  # noqa: S311 - moments, no secrets
    for _ in range(10):
        child = os.fork()
        if child == 0:
            mine = open_store(database, home)
            compare_articles(mine, CONFIG, NOW, lambda *_: None)
            os._exit(0)
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    world.compare()
    plain.compare()
    changes = [
        [(c.kind, c.what, c.announce, c.collaboration) for c in each.store.unreported()]
        for each in (world, plain)
    ]
    assert changes[0] == changes[1]
    assert standing(world.store) == standing(plain.store)
    world.store.close()
    plain.store.close()


def test_a_cut_compare_leaves_nothing(world: World) -> None:
    """A compare that dies in the middle is done again from the start, to the same end."""
    for locator, one in STORY:
        world.tell(locator, one)
    for after in range(1, 4):
        with pytest.raises(ZeroDivisionError):
            compare_articles(world.store, CONFIG, NOW, _dying(after))
        assert world.store.unreported() == []
    assert len(world.compare()) == 4
    assert world.compare() == []


def _dying(after: int) -> Callable[[str, int, int], None]:
    def progress(stage: str, done: int, total: int) -> None:
        assert stage == "compare"
        assert done <= total
        if done == after:
            raise ZeroDivisionError

    return progress


def test_a_second_compare_waits(world: World) -> None:
    """One compare at a time; who waits too long is told to try again."""
    with world.store.comparing(1), pytest.raises(LockTimeoutError, match="compare") as caught:
        compare_articles(world.store, CONFIG, NOW, lambda *_: None, timeout=0.1)
    assert caught.value.is_retryable


def test_eight_at_once(database: str | None, home: Path) -> None:
    """Eight processes that compare at the same moment find each change once."""
    store = open_store(database, home)
    for locator, one in STORY:
        World(store).tell(locator, one)
    store.close()

    def compare(who: int) -> None:
        mine = open_store(database, home)
        compare_articles(mine, CONFIG, NOW + who * DAY / 100, lambda *_: None)
        mine.close()

    assert at_once(8, compare) == []
    store = open_store(database, home)
    assert len(store.unreported()) == 4
    store.close()


def test_a_rehearsal_compares_and_leaves_nothing(world: World) -> None:
    """A dry run finds what a run would find, and a run afterwards finds it again."""
    world.tell("a", claim(G, R))
    with world.store.rolled_back() as rehearsal:
        assert told(World(rehearsal).compare()) == ["new"]
    assert told(world.compare()) == ["new"]


def test_a_thousand_articles(any_store: Store) -> None:
    """A large first run is compared within seconds, each deal once."""
    world = World(any_store)
    for number in range(60):
        claims: list[Claim] = [claim(f"기업{n}", f"대학{number}") for n in range(10)]
        world.tell(f"{number}", *claims)
    changes: list[Change] = world.compare()
    assert told(changes) == ["new"] * 600
