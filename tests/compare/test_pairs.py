from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from flows.model import Change, Stage
from flows.state import Store, open_store
from tests.compare.pairs import PAIRS
from tests.compare.samples import DAY, NOW, World, told
from tests.compare.telling import CONFIG, Pair, Telling

ANNOUNCED = ("new", "update")
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=[pair.name for pair in PAIRS])


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give one store without anything in it, which every pair leaves so."""
    with closing(open_store(None, tmp_path_factory.mktemp("home"))) as store:
        yield store


def hear(empty: Store, *articles: tuple[Telling, ...]) -> tuple[list[Change], int]:
    """Let articles arrive in this order; gives the changes of the last, and the number of deals.

    No article is compared before the day on which it was published.
    """
    with empty.rolled_back() as store:
        world = World(store, CONFIG)
        changes: list[Change] = []
        for number, tellings in enumerate(articles):
            day = tellings[0].day
            published = None if day is None else NOW + day * DAY
            world.now = max(world.now, published or NOW)
            claims = [telling.claim for telling in tellings]
            world.tell(f"{number}", *claims, published_at=published)
            changes = world.compare()
        return changes, store.summary().collaborations


def as_articles(pair: Pair) -> list[tuple[Telling, ...]]:
    """Give the pair's tellings, those of one article together."""
    if pair.second.is_same_article:
        return [(pair.first, pair.second)]
    return [(pair.first,), (pair.second,)]


def is_silent(telling: Telling) -> bool:
    """Tell whether it announces nothing by itself: planned, only mentioned, or the end of it."""
    is_news = telling.claim.stage in {Stage.AGREED, Stage.STARTED}
    return telling.claim.is_background or not is_news


def expect(pair: Pair) -> list[str]:
    """Give what the second telling must announce."""
    if pair.expected == "same" or (pair.expected == "different" and is_silent(pair.second)):
        return []
    if pair.expected == "different":
        return ["new"]
    if pair.first.claim.stage is Stage.PLANNED:
        return ["new earlier planned"]
    ends = {Stage.ENDED: "update ended", Stage.DENIED: "update denied"}
    return [ends.get(pair.second.claim.stage, "update joined")]


def announcements(changes: list[Change]) -> list[str]:
    """Give the changes that make a digest, in short and without names."""
    return [short.split(":")[0] for short in told(changes) if short.startswith(ANNOUNCED)]


@each_pair
def test_what_the_second_is_to_the_first(pair: Pair, empty: Store) -> None:
    """A deal told again announces nothing, news of it is an update, another deal is new."""
    changes, count = hear(empty, *as_articles(pair))
    firsts = ["new"] if pair.second.is_same_article else []
    assert announcements(changes) == [*firsts, *expect(pair)], told(changes)
    assert count == (2 if pair.expected == "different" else 1)


@each_pair
def test_the_order_of_arrival(pair: Pair, empty: Store) -> None:
    """Whichever of the two is heard first, they are as many deals."""
    articles = as_articles(pair)
    _, forth = hear(empty, *articles)
    _, back = hear(empty, *(one[::-1] for one in articles[::-1]))
    assert back == forth


def test_the_table() -> None:
    """Names are reasons of their own, and each line has near misses on both of its sides."""
    assert len({pair.name for pair in PAIRS}) == len(PAIRS) >= 110
    counts = Counter(pair.expected for pair in PAIRS)
    assert min(counts["same"], counts["different"]) >= 40
    assert counts["update"] >= 10
