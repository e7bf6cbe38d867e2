"""Three made-up months of news, fed in several ways: what is new is told once, and only that.

`tests/stream` makes the articles and says what is true; `python -m tests.stream.report` prints
what each way finds, misses and makes up.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from flows.extract import Lexicon
from flows.model import Article, Change, ChangeKind, LexiconData
from flows.state import open_store
from tests.command import ROOT
from tests.postgres import PostgresServer
from tests.stream import truth
from tests.stream.articles import stream
from tests.stream.deals import DAYS, FIRST, Happening, deals
from tests.stream.judge import Judgement, judge
from tests.stream.paper import ZONE, Told
from tests.stream.runs import Claims, Desk, Found, at_once, day_by_day, find_claims
from tests.stream.wording import patterns


@pytest.fixture(scope="session")
def told() -> list[Told]:
    """Give the stream."""
    return stream()


@pytest.fixture(scope="session")
def claims(told: list[Told], lexicon: Lexicon) -> Claims:
    """Give what its articles say, found once for all ways."""
    return find_claims([one.article for one in told], lexicon)


@pytest.fixture
def desk(tmp_path: Path, known: LexiconData, lexicon: Lexicon, claims: Claims) -> Iterator[Desk]:
    """Give a desk on an empty SQLite file."""
    with closing(open_store(None, tmp_path / "home")) as store:
        yield Desk(store, known, lexicon, claims)


@pytest.fixture(scope="session")
def daily(
    tmp_path_factory: pytest.TempPathFactory,
    known: LexiconData,
    lexicon: Lexicon,
    claims: Claims,
    told: list[Told],
) -> Iterator[tuple[Desk, list[Found]]]:
    """Give a desk to which the stream came day by day, and what it found."""
    with closing(open_store(None, tmp_path_factory.mktemp("daily"))) as store:
        desk = Desk(store, known, lexicon, claims)
        yield desk, day_by_day(desk, told)


@dataclass(frozen=True, slots=True)
class Reached:
    """What a way reaches of the truth, so that nobody falls behind it.

    Promised are shares of 1.0 and 0.95, and nothing too many: what is missing is listed by
    `python -m tests.stream.report`, sentences that extract misreads among it.
    """

    new: float
    new_too_many: int
    updates: float
    updates_too_many: int
    reworded: int  # "earlier planned" where it was not, or the other way round


BY_DAY = Reached(0.96, 4, 0.92, 3, 0)
AT_ONCE = Reached(0.93, 1, 1.0, 0, 1)


def _assert_right(judgement: Judgement, reached: Reached) -> None:
    told = "\n".join(judgement.lines())
    assert judgement.share(ChangeKind.NEW) >= reached.new, told
    assert len(judgement.of(ChangeKind.NEW)[2]) <= reached.new_too_many, told
    assert judgement.share(ChangeKind.UPDATE) >= reached.updates, told
    assert len(judgement.of(ChangeKind.UPDATE)[2]) <= reached.updates_too_many, told
    assert len(judgement.reworded) <= reached.reworded, told


def test_the_stream_is_as_rich_as_is_said(told: list[Told]) -> None:
    """Articles, deals, happenings, outlets and wordings; the same seed gives the same news."""
    assert len(told) >= 420
    assert len(deals()) >= 125
    assert {one.day for one in told} == set(range(DAYS))
    happened = Counter(event.what for deal in deals() for event in deal.events)
    assert min(happened[what] for what in Happening) >= 6
    assert {1, 2, 3, 8} <= {event.articles for deal in deals() for event in deal.events}
    sections = patterns()
    assert len(sections["agreed headline"]) >= 25
    assert len(sections["agreed lead"]) >= 25
    for what in ("planned", "started", "joined", "ended", "denied", "recall"):
        assert len(sections[f"{what} headline"]) >= 6
        assert len(sections[f"{what} lead"]) >= 6
    assert sum(deal.earlier is not None for deal in deals()) >= 15
    assert stream() == told
    assert stream(seed=7) != told


def test_no_text_of_a_deal_is_a_copy_of_another_deal_s(told: list[Told]) -> None:
    """But for reposts and edits, no two articles share headline and body."""
    texts = {(one.article.title, one.article.body) for one in told}
    again = sum("-again" in one.article.locator for one in told)
    assert again >= 10
    assert len(texts) == len(told)


def test_day_by_day(daily: tuple[Desk, list[Found]], told: list[Told]) -> None:
    """A run each evening tells each day's truth, on its day."""
    _assert_right(judge(daily[1], truth.by_day(), told), BY_DAY)


def test_on_postgresql(
    daily: tuple[Desk, list[Found]],
    told: list[Told],
    postgres: PostgresServer,
    tmp_path: Path,
) -> None:
    """Day by day on PostgreSQL: the changes of SQLite, so that the same is true of them."""
    url = postgres.cleared(tmp_path / "cleared")
    with closing(open_store(url, tmp_path / "home")) as store:
        found = day_by_day(replace(daily[0], store=store, day=0, seen=set()), told)
    assert _shown(found) == _shown(daily[1])


def test_all_days_again(daily: tuple[Desk, list[Found]], told: list[Told]) -> None:
    """The same articles again in the months after, in another order: nothing is found."""
    assert _shown(day_by_day(daily[0], told, seed=1)) == []


def test_in_one_run(desk: Desk, told: list[Told]) -> None:
    """One run over all three months tells each deal once, as it is by then; again, nothing."""
    found = at_once(desk, told)
    assert _shown(at_once(desk, told)) == []
    _assert_right(judge(found, truth.at_once(), told), AT_ONCE)


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 9))]
)
def test_in_any_order_of_the_day(desk: Desk, told: list[Told], seed: int) -> None:
    """However the articles of a day come, the day's truth is the same."""
    _assert_right(judge(day_by_day(desk, told, seed), truth.by_day(), told), BY_DAY)


def _shown(found: list[Found]) -> list[tuple[object, ...]]:
    """Give changes without the ids of their database, in an order of their own."""
    return sorted(map(_short, found), key=repr)


def _short(one: Found) -> tuple[object, ...]:
    change = one.change
    names = tuple(party.canonical for party in change.collaboration.parties)
    return (one.day, str(change.kind), change.what, names, change.collaboration.evidence)


def _july() -> Path | None:
    """Give the real stream of July, None where it is not beside this project."""
    folder = Path(os.environ.get("MATSON_SHARED", ROOT.parent / "shared"))
    path = folder / "gold" / "stream.jsonl"
    return path if path.is_file() else None


@pytest.mark.skipif(
    _july() is None, reason="stream.jsonl is not beside the project (MATSON_SHARED)"
)
def test_a_real_month_again(tmp_path: Path, known: LexiconData, lexicon: Lexicon) -> None:
    """The July stream day by day, then from its start again: the second time nothing is told."""
    path = _july()
    assert path is not None
    articles = [_article(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    with closing(open_store(None, tmp_path / "home")) as store:
        desk = Desk(store, known, lexicon, find_claims(articles, lexicon))
        assert any(change.kind is ChangeKind.NEW for change in _by_date(desk, articles))
        assert _by_date(desk, articles) == []


def _article(record: dict[str, str]) -> Article:
    at = datetime.fromisoformat(record["published"]).replace(tzinfo=ZONE)
    return Article("july", record["url"], record["title"], record["text"], at, published_at=at)


def _by_date(desk: Desk, articles: list[Article]) -> list[Change]:
    found = []
    for date in sorted({one.fetched_at.date() for one in articles}):
        desk.day = (date - FIRST).days
        found += desk.run([one for one in articles if one.fetched_at.date() == date])
    return found
