"""Deals that no article tells any more: which of them a batch looks at, and what that changes."""

from __future__ import annotations

import pytest

from flows.compare import normalize_name
from flows.model import Form, Traces
from flows.state import Store
from tests.compare.samples import NOW, World, claim, told

G, R, MIR, SAEBYEOK = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
TODAY = NOW.toordinal()


@pytest.fixture
def world(any_store: Store) -> World:
    """Give a world with a deal of two and one of three that nobody tells any more."""
    world = World(any_store)
    world.tell("a", claim(R, MIR))
    world.compare()
    world.tell("b", claim(R, MIR, SAEBYEOK, form=Form.CONSORTIUM))
    world.compare()
    for article in (1, 2):
        world.reread(article, version="2")
    world.compare()
    return world


def _pair(*names: str) -> frozenset[str]:
    return frozenset({"\n".join(sorted(map(normalize_name, names)))})


@pytest.mark.parametrize(
    "traces, found",
    [
        (Traces(pairs=_pair(R, MIR)), [1, 2]),
        (Traces(pairs=_pair(MIR, SAEBYEOK)), [2]),
        (Traces(pairs=_pair(R, G)), []),
        (Traces(chains=frozenset({2})), [2]),
        (Traces(chains=frozenset({3})), []),
        # one party in common: only of two parties, and told about then
        (Traces(roots=frozenset({normalize_name(R)}), days=(TODAY - 3, TODAY)), [1]),
        (Traces(roots=frozenset({normalize_name(R)}), days=(TODAY + 1, TODAY + 3)), []),
        (Traces(roots=frozenset({normalize_name(R)})), []),
        (Traces(roots=frozenset({normalize_name(SAEBYEOK)}), days=(TODAY, TODAY)), []),
        (Traces(), []),
    ],
)
def test_what_has_a_trace(world: World, traces: Traces, found: list[int]) -> None:
    """Only deserted deals that share something are given."""
    with world.store.comparing(5) as session:
        assert [one.id for one in session.deserted(traces)] == found


def test_what_is_told_is_not_deserted(world: World) -> None:
    """A deal that an article tells again is none of them."""
    world.tell("c", claim(R, MIR))
    assert told(world.compare()) == ["coverage"]
    with world.store.comparing(5) as session:
        assert [one.id for one in session.deserted(Traces(pairs=_pair(R, MIR)))] == [2]


def test_a_misspelt_name_reaches_a_deserted_deal(world: World) -> None:
    """Of a deal of two one name may be wrong in another outlet, of that day."""
    world.tell("c", claim(R, SAEBYEOK))
    world.compare()
    world.reread(3, version="2")
    world.tell("d", claim(R, "새벽로보텍스"))
    assert told(world.compare()) == ["coverage"]


def test_a_deserted_deal_of_months_ago_is_another(world: World) -> None:
    """The same name, wrong long after, is another organisation's."""
    world.tell("c", claim(R, SAEBYEOK))
    world.compare()
    world.reread(3, version="2")
    for _ in range(30):
        world.later()
    world.tell("d", claim(R, "새벽로보텍스"))
    assert told(world.compare()) == ["new"]
