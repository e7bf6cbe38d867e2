"""Many made-up collaborations, written straight into the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from flows.model import Collaboration, Form, Kind, Party, Reading, Stage
from flows.state import Store
from flows.state.codec import CLAIM, COLLABORATION
from flows.state.tables import (
    articles,
    changes,
    claims,
    collaboration_parties,
    collaboration_topics,
    collaborations,
    locations,
    organizations,
)
from tests.state.samples import NOW, claim

PAGE = 5_000
TOPICS = 200


def fill(store: Store, count: int, people: int) -> None:
    """Store `count` deals of two among `people` organisations, one a minute before NOW."""
    with store._writing() as connection:  # noqa: SLF001 - no stage writes so many at once
        _write(connection, organizations, (_organization(n) for n in range(people)))
        for table, rows in {
            collaborations: (_collaboration(n, people) for n in range(1, count + 1)),
            collaboration_parties: (
                {"collaboration_id": n, "organization": f"기관{one}"}
                for n in range(1, count + 1)
                for one in sorted(set(_parties(n, people)))
            ),
            collaboration_topics: (
                {"collaboration_id": n, "topic": f"주제{n % TOPICS}"} for n in range(1, count + 1)
            ),
            articles: (_article(n) for n in range(1, count + 1)),
            locations: (
                {"source": "bulk", "locator": f"{n}", "article_id": n, "seen_at": NOW}
                for n in range(1, count + 1)
            ),
            claims: (
                {
                    "article_id": n,
                    "position": 0,
                    "version": "1",
                    "payload": _claim(n, people),
                    "collaboration_id": n,
                }
                for n in range(1, count + 1)
            ),
            changes: (_change(n, people) for n in range(1, count + 1)),
        }.items():
            _write(connection, table, rows)


def _write(connection: Connection, table: Any, rows: Iterator[dict[str, Any]]) -> None:  # noqa: ANN401 - a Table
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == PAGE:
            connection.execute(insert(table), some)
            some = []
    if some:
        connection.execute(insert(table), some)


def _parties(number: int, people: int) -> tuple[int, int]:
    one = number % people
    return one, (one + 1 + number // people % (people - 1)) % people


def _told(number: int) -> datetime:
    return NOW - timedelta(minutes=number)


def _organization(number: int) -> dict[str, Any]:
    name = f"기관{number}"
    return {"key": name, "canonical": name, "kind": "company", "parent": None, "root": name}


def _payload(number: int, people: int) -> str:
    reading = Reading("매체", f"제목{number}", None, f"{number}", _told(number))
    parties = tuple(
        Party(f"기관{one}", f"기관{one}", Kind.COMPANY) for one in _parties(number, people)
    )
    deal = Collaboration(
        parties, _form(number), Stage.AGREED, "협약을 체결했다.", "signed", 0.9, readings=(reading,)
    )
    return COLLABORATION.dump(deal)


def _claim(number: int, people: int) -> str:
    parties = (Party(f"기관{one}", f"기관{one}") for one in _parties(number, people))
    return CLAIM.dump(claim(*parties))


def _form(number: int) -> Form:
    return list(Form)[number % len(Form)]


def _collaboration(number: int, people: int) -> dict[str, Any]:
    return {
        "id": number,
        "payload": _payload(number, people),
        "first_seen": NOW,
        "is_stale": False,
        "form": _form(number).value,
        "stage": "agreed",
        "told_at": _told(number),
    }


def _article(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "content_hash": f"{number:064}",
        "source": "bulk",
        "locator": f"{number}",
        "title": f"제목{number}",
        "subtitle": "",
        "body": "",
        "published_at": _told(number),
        "fetched_at": NOW,
        "language": "ko",
        "announce": "news",
        "is_first_poll": False,
        "extracted_with": "1",
        "is_compared": True,
    }


def _change(number: int, people: int) -> dict[str, Any]:
    return {
        "kind": "new",
        "collaboration_id": number,
        "snapshot": _payload(number, people),
        "announce": "news",
        "found_at": _told(number),
    }
