"""Ten thousand articles are saved, restored and let go of in bounded memory."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import Connection, Table, insert

from flows.maintaining import BATCH, maintain
from flows.model import Collaboration, Form, Kind, Party, Reading, Stage
from flows.state import open_store
from flows.state.codec import CLAIM, COLLABORATION
from flows.state.engine import connect, database_url, writing
from flows.state.tables import (
    announcements,
    articles,
    changes,
    claim_pairs,
    claim_parties,
    claims,
    collaboration_parties,
    collaborations,
    digests,
    entries,
    fingerprints,
    locations,
    organizations,
    twins,
)
from tests.compare.samples import DAY, NOW, claim
from tests.state.lived_in import quiet

MANY = 10_000
NAMES = 2_000
BANDS = 4  # a fifth of what an article has: enough to be more rows than all others
BOUND = 40_000_000  # bytes; the words alone are 30,000,000, the whole backup is 70,000,000
LETTERS = "가나다라마바사아자차카타파하건너라온미르새벽누리소담 "


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a backup of ten thousand articles, made in bounded memory, beside its home."""
    home = tmp_path_factory.mktemp("many")
    with closing(open_store(None, home)) as store:
        engine = connect(database_url(None, home))
        with writing(engine) as connection:
            _generate(connection)
        engine.dispose()
        watch = Watch()
        store.back_up(home / "b.zip", NOW, watch)
        assert watch.most < BOUND
    return home / "b.zip"


def _memory() -> int:
    return int(psutil.Process().memory_info().rss)


@dataclass
class Watch:
    """A progress that watches how much memory the process takes."""

    start: int = field(default_factory=_memory)
    most: int = 0
    steps: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Look."""
        del stage
        self.steps.append((done, total))
        self.most = max(self.most, _memory() - self.start)


def test_they_are_restored(database: str | None, home: Path, saved: Path) -> None:
    """Byte by byte: a backup of what was restored has the same parts."""
    with closing(open_store(database, home)) as store:
        watch = Watch()
        restored = store.restore(saved, watch)
        assert watch.most < BOUND
        assert watch.steps[-1] == (restored.rows, restored.rows)
        assert store.summary().articles == MANY
        assert store.growth(NOW, [timedelta(days=7)]).collaborations == (MANY,)
        again = store.back_up(home / "again.zip", NOW, quiet)
    assert again == restored


def test_their_words_are_let_go_of(home: Path, saved: Path) -> None:
    """Progress is told in steps, the file becomes smaller, and all claims stay."""
    with closing(open_store(None, home)) as store:
        store.restore(saved, quiet)
        watch = Watch()
        done = maintain(store, NOW, 30 * DAY, watch, is_rehearsal=False)
        assert watch.most < BOUND
        assert done.freed > 20_000_000
        assert store.summary().articles == MANY
        assert watch.steps[-1] == (done.articles, done.articles)
        assert len(watch.steps) == -(-done.articles // BATCH)


def _generate(connection: Connection) -> None:
    """Put in as many collaborations, each told by one article and announced."""
    chance = random.Random(20261124)  # noqa: S311 - words, no secrets
    keys = [f"기관{number}" for number in range(NAMES)]
    _put(connection, organizations, map(_named, keys))
    _put(connection, digests, [{"id": 1, "channel": "scouts", "composed_at": NOW, "payload": "{}"}])
    for first in range(1, MANY + 1, 500):
        numbers = range(first, first + 500)
        pairs = {number: chance.sample(keys, 2) for number in numbers}
        _put(connection, articles, (_article(number, chance) for number in numbers))
        _put(connection, collaborations, (_deal(number, pairs[number]) for number in numbers))
        for table, make in MAKERS.items():
            rows = (row for number in numbers for row in make(number, pairs[number]))
            _put(connection, table, rows)


def _put(connection: Connection, table: Table, rows: Any) -> None:  # noqa: ANN401 - any iterable
    connection.execute(insert(table), list(rows))


def _named(key: str) -> dict[str, object]:
    return {"key": key, "canonical": key, "kind": "company", "parent": None, "root": key}


def _article(number: int, chance: random.Random) -> dict[str, object]:
    at = NOW - number % 900 * DAY - 31 * DAY * (number > 500)
    return {
        "id": number,
        "content_hash": f"{number:064x}",
        "source": "news",
        "locator": f"https://example.com/{number}",
        "title": f"제목 {number}",
        "subtitle": "",
        "body": "".join(chance.choices(LETTERS, k=1_000)),
        "url": f"https://example.com/{number}",
        "published_at": at,
        "fetched_at": at,
        "language": "ko",
        "announce": "news",
        "is_first_poll": False,
        "extracted_with": "1",
        "is_compared": True,
    }


def _collaboration(number: int, pair: list[str]) -> str:
    parties = tuple(Party(key, key, Kind.COMPANY) for key in pair)
    reading = Reading("example.com", f"제목 {number}", None, f"{number}", NOW)
    told = Collaboration(
        parties, Form.MOU, Stage.AGREED, "협약", "signed", 0.9, readings=(reading,)
    )
    return COLLABORATION.dump(told)


def _deal(number: int, pair: list[str]) -> dict[str, object]:
    return {
        "id": number,
        "payload": _collaboration(number, pair),
        "first_seen": NOW,
        "is_stale": False,
        "form": "mou",
        "stage": "agreed",
        "told_at": NOW,
    }


Rows = list[dict[str, object]]


def _claim(number: int, pair: list[str]) -> Rows:
    payload = CLAIM.dump(claim(*pair))
    return [
        {
            "id": number,
            "article_id": number,
            "position": 0,
            "version": "1",
            "payload": payload,
            "collaboration_id": number,
        }
    ]


def _parties(number: int, pair: list[str]) -> Rows:
    return [
        {"claim_id": number, "position": place, "organization": key, "root": key, "day": 739_000}
        for place, key in enumerate(pair)
    ]


def _change(number: int, pair: list[str]) -> Rows:
    return [
        {
            "id": number,
            "kind": "new",
            "collaboration_id": number,
            "snapshot": _collaboration(number, pair),
            "announce": "news",
            "found_at": NOW,
            "reported_at": NOW,
        }
    ]


MAKERS: dict[Table, Callable[[int, list[str]], Rows]] = {
    locations: lambda number, _: [
        {"source": "news", "locator": f"{number}", "article_id": number, "seen_at": NOW}
    ],
    entries: lambda number, _: [
        {
            "source": "news",
            "key": f"page example.com/{number}",
            "outcome": "stored",
            "attempts": 0,
            "seen_at": NOW,
        }
    ],
    twins: lambda number, _: [{"article_id": number}],
    fingerprints: lambda number, _: [
        {"article_id": number, "band": band, "value": f"{number:08x}{band:08x}"}
        for band in range(BANDS)
    ],
    claims: _claim,
    claim_parties: _parties,
    claim_pairs: lambda number, pair: [{"pair": "\n".join(sorted(pair)), "claim_id": number}],
    collaboration_parties: lambda number, pair: [
        {"collaboration_id": number, "organization": key} for key in pair
    ],
    changes: _change,
    announcements: lambda number, _: [{"change_id": number, "channel": "scouts", "digest_id": 1}],
}
