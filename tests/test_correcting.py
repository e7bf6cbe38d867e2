from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import correcting
from flows.correcting import Speaker
from flows.errors import UsageError
from flows.model import Change, Channel, Collaboration, Digest, Form, Message, Saying
from flows.post import WINDOW
from flows.state import Store, open_store
from tests.compare.samples import CONFIG, DAY, NOW, World, claim, told

G, R, MIR, SAEBYEOK = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
JOINT = Form.JOINT_RESEARCH
SCOUTS = Channel("scouts", "C0123456789")
ME = Speaker("하늘", NOW, "읽어 보니")


@dataclass
class Desk:
    """A world with a person in it, and a channel that digests go to."""

    world: World
    said: list[int] = field(default_factory=list)

    @property
    def store(self) -> Store:
        """Where everything is."""
        return self.world.store

    def hear(self, locator: str, *names: str, **fields: object) -> list[Change]:
        """Let an article arrive, and compare."""
        self.world.tell(locator, claim(*names, **fields))  # type: ignore[arg-type]
        return self.world.compare()

    def say(self, what: Callable[..., object], *arguments: object) -> None:
        """Correct something, and tell no change by it."""
        before = {change.id for change in self.store.unreported()}
        what(self.store, self.world.config, replace(ME, now=self.world.now), *arguments)
        assert {change.id for change in self.store.unreported()} - before == set()

    def post(self) -> list[Change]:
        """Tell the channel what it was not told."""
        found = self.store.untold(SCOUTS.name, self.world.now, WINDOW).changes
        digest = Digest(SCOUTS.name, self.world.now, None)
        self.store.enqueue(digest, SCOUTS, [Message("맞손")], [change.id for change in found])
        return list(found)

    def ids(self) -> list[int]:
        """Give the collaborations that articles tell."""
        with self.store.rolled_back() as store, store.comparing(1) as session:
            claims = session.claims_of(range(1, 500))
        return sorted({one.collaboration_id for one in claims if one.collaboration_id})

    def seen(self) -> tuple[object, ...]:
        """Give all that a reader can see: what is true, by which claims, and what is to be told."""
        with self.store.rolled_back() as store:
            untold = store.untold(SCOUTS.name, self.world.now, WINDOW)
            with store.comparing(1) as session:
                claims = session.claims_of(range(1, 500))
                ids = {one.collaboration_id for one in claims if one.collaboration_id}
                deals = [(one.id, one.collaboration) for one in session.collaborations(ids)]
        joined = sorted((one.id, one.collaboration_id or 0) for one in claims)
        reported = [change.id for change in self.store.unreported()]
        return deals, joined, [change.id for change in untold.changes], reported


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give one store without anything in it, which every example leaves so."""
    with closing(open_store(None, tmp_path_factory.mktemp("home"))) as store:
        yield store


@pytest.fixture
def desk(any_store: Store) -> Desk:
    """A desk with three deals: two of one pair, one of another."""
    found = Desk(World(any_store))
    found.hear("a", G, R, topics=("의료 영상",), form=JOINT)
    found.hear("b", R, G, topics=("의료 영상 판독",), form=JOINT)
    found.hear("c", G, R, topics=("자율주행 반도체",), form=Form.SUPPLY_OR_ADOPTION)
    found.hear("d", MIR, SAEBYEOK)
    return found


def collaboration(desk: Desk, number: int) -> Collaboration:
    """Give a collaboration as it is now."""
    with desk.store.rolled_back() as store, store.comparing(1) as session:
        (found,) = session.collaborations([number])
    return found.collaboration


def test_rejected_is_told_nowhere(desk: Desk) -> None:
    """What a person rejects is neither told nor told again by other outlets."""
    first, *others = desk.ids()
    desk.say(correcting.reject, first)
    assert {change.collaboration_id for change in desk.post()} == set(others)
    assert desk.hear("e", G, R, topics=("의료 영상",), form=JOINT) == []
    assert desk.hear("f", G, R, MIR, topics=("의료 영상",), form=JOINT) == []
    desk.world.reread(1, claim(G, R, topics=("의료 영상", "암 진단"), form=JOINT))
    assert desk.world.compare() == []
    assert desk.post() == []


def test_taken_back_it_is_told_once(desk: Desk) -> None:
    """What was not told while it was rejected is told when that is taken back."""
    first = desk.ids()[0]
    desk.say(correcting.reject, first)
    desk.post()
    correcting.undo(desk.store, CONFIG, ME, None)
    assert [change.collaboration_id for change in desk.post()] == [first]
    assert desk.post() == []


def test_merged_is_one_and_stays_one(desk: Desk) -> None:
    """Two that a person joins are one for all later articles, whatever the rules say."""
    first, second, _ = desk.ids()
    desk.post()
    desk.say(correcting.merge, first, second)
    assert desk.store.live_collaboration(second) == first
    assert len(collaboration(desk, first).readings) == 3
    assert told(
        desk.hear("e", G, R, topics=("자율주행 반도체",), form=Form.SUPPLY_OR_ADOPTION)
    ) == ["coverage"]
    desk.world.reread(3, claim(G, R, topics=("반도체",), form=Form.SUPPLY_OR_ADOPTION))
    desk.world.compare()
    assert len(collaboration(desk, first).readings) == 4
    assert desk.post() == []


def test_split_is_two_and_stays_two(desk: Desk) -> None:
    """What a person takes apart stays apart, and is not announced for it."""
    first = desk.ids()[0]
    desk.post()
    (article,) = [key for key in desk.store.articles_of(first) if key == 2]
    desk.say(correcting.split, first, [article])
    assert len(desk.ids()) == 4
    desk.world.reread(2, claim(R, G, topics=("의료 영상 판독", "암 진단"), form=JOINT))
    assert told(desk.world.compare()) in ([], ["coverage"])
    assert len(desk.ids()) == 4
    assert desk.post() == []


def test_alias_joins_and_its_undoing_parts(desk: Desk) -> None:
    """A name that a person gives to an organisation counts before and after."""
    desk.hear("e", "GNX", R, topics=("의료 영상",), form=JOINT)
    assert len(desk.ids()) == 4
    before = desk.seen()
    desk.say(correcting.alias, "GNX", G)
    assert len(desk.ids()) == 3
    correcting.undo(desk.store, CONFIG, ME, None)
    assert desk.seen() == before
    desk.say(correcting.alias, "GNX", G)
    assert told(desk.hear("f", "GNX", R, topics=("의료 영상",), form=JOINT)) == ["coverage"]
    correcting.undo(desk.store, CONFIG, ME, None)
    assert len(desk.ids()) == 4


def test_renamed_everywhere(desk: Desk) -> None:
    """The name that a person gives an organisation is shown from then on."""
    desk.say(correcting.rename, SAEBYEOK, "새벽 로봇")
    last = desk.ids()[-1]
    names = {party.canonical for party in collaboration(desk, last).parties}
    assert names == {MIR, "새벽 로봇"}


def test_mute_holds_for_parts_and_one_channel(desk: Desk) -> None:
    """Nothing of a muted organisation is told in the channel, nothing else is missing."""
    desk.say(correcting.mute, "건너그룹", SCOUTS.name)
    other = desk.store.untold("bio", desk.world.now, WINDOW).changes
    assert len(other) == 3
    assert [change.collaboration_id for change in desk.post()] == desk.ids()[-1:]
    desk.world.later()
    desk.hear("e", G, MIR)
    desk.world.later()
    correcting.undo(desk.store, CONFIG, Speaker("하늘", desk.world.now), None)
    assert [change.found_at for change in desk.post()] == []  # found while it held
    desk.hear("f", G, SAEBYEOK)
    assert len(desk.post()) == 1


MISTAKES = [
    ("no collaboration", lambda d: correcting.reject(d.store, CONFIG, ME, 99), "99"),
    ("itself", lambda d: correcting.merge(d.store, CONFIG, ME, 1, 1), "already"),
    ("no article", lambda d: correcting.split(d.store, CONFIG, ME, 1, [9]), "article 9"),
    ("all articles", lambda d: correcting.split(d.store, CONFIG, ME, 1, [1, 2]), "no article"),
    ("no organisation", lambda d: correcting.mute(d.store, CONFIG, ME, "건너전", None), "건너전자"),
    ("no name", lambda d: correcting.alias(d.store, CONFIG, ME, " · ", G), "no name"),
    ("its own name", lambda d: correcting.alias(d.store, CONFIG, ME, G, G), "already"),
    ("nothing to undo", lambda d: correcting.undo(d.store, CONFIG, ME, None), "no correction"),
]


@pytest.mark.parametrize("what,do,message", MISTAKES, ids=[row[0] for row in MISTAKES])
def test_mistakes_are_told(
    desk: Desk, what: str, do: Callable[[Desk], object], message: str
) -> None:
    """Who says something that cannot be is told so, with what to do, and nothing is kept."""
    del what
    before = desk.seen()
    with pytest.raises(UsageError) as caught:
        do(desk)
    assert message in f"{caught.value.what} {caught.value.remedy}"
    assert desk.seen() == before
    assert desk.store.corrections(with_undone=True) == []


SAYINGS = st.one_of(
    st.tuples(st.just("reject"), st.integers(0, 9)),
    st.tuples(st.just("merge"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("split"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("rename"), st.sampled_from([G, R, "LX"])),
    st.tuples(st.just("alias"), st.sampled_from(["LX", "누리", MIR]), st.sampled_from([G, R])),
    st.tuples(st.just("mute"), st.sampled_from([G, R, MIR])),
)
DEALS = st.lists(
    st.tuples(
        st.lists(st.sampled_from([G, R, MIR, "LX", "누리"]), min_size=2, max_size=3, unique=True),
        st.sampled_from([Form.MOU, Form.SUPPLY_OR_ADOPTION]),
        st.integers(0, 2),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(DEALS, st.lists(SAYINGS, max_size=2), SAYINGS)
def test_taking_back_is_the_identity(
    empty: Store, deals: list[tuple[list[str], Form, int, bool]], before: list[object], last: object
) -> None:
    """After any correction and its undoing a reader sees what he saw before."""
    with empty.rolled_back() as store:
        desk = Desk(World(store))
        for number, (names, form, days, is_posted) in enumerate(deals):
            desk.hear(f"{number}", *names, form=form)
            desk.world.later(days)
            if is_posted:
                desk.post()
        for one in before:
            _try(desk, one)
        seen = desk.seen()
        if _try(desk, last):
            correcting.undo(store, CONFIG, replace(ME, now=desk.world.now), None)
        assert desk.seen() == seen
        assert desk.world.compare() == []


def _try(desk: Desk, one: object) -> bool:
    assert isinstance(one, tuple)
    what, *rest = one
    ids = desk.ids()
    arguments: list[object] = list(rest)
    if what in {"reject", "merge", "split"}:
        if not ids:
            return False
        arguments[0] = ids[int(rest[0]) % len(ids)]
        if what == "merge":
            arguments[1] = ids[int(rest[1]) % len(ids)]
        if what == "split":
            told_by = sorted(desk.store.articles_of(int(str(arguments[0]))))
            arguments[1] = [told_by[int(rest[1]) % len(told_by)]]
    if what == "rename":
        arguments.append("새 이름")
    if what == "mute":
        arguments.append(None)
    try:
        desk.say(getattr(correcting, what), *arguments)
    except UsageError:
        return False
    return True


def test_who_said_what_is_kept(desk: Desk) -> None:
    """A correction is kept with who, when and why, also once it is taken back."""
    desk.say(correcting.reject, desk.ids()[0])
    correcting.undo(desk.store, CONFIG, Speaker("누리", NOW + DAY), None)
    (kept,) = desk.store.corrections(with_undone=True)
    assert (kept.saying, kept.said_by, kept.reason) == (Saying.REJECT, "하늘", "읽어 보니")
    assert (kept.undone_by, kept.undone_at) == ("누리", NOW + DAY)
    assert desk.store.corrections() == []
