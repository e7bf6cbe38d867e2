"""A made-up past for bench/compare.py: deals of ten years, written into the tables directly.

One organisation for five deals; the k-th known one takes part k^-0.7 as often as the first,
so that of a million deals the first has some 17,000 and the most frequent pair some dozens.
The first are those of config/. Three of eight deals are told by more than one article, one of
eight has three parties, one of 500 no article that still stands. What is written is what
compare itself would have left there.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, combinations
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from flows.compare import normalize_name
from flows.compare.comparing import MARKS
from flows.compare.organizations import Directory, entry_marks
from flows.compare.subjects import Subjects
from flows.model import (
    Announce,
    ChangeKind,
    Claim,
    Collaboration,
    Form,
    Kind,
    LexiconData,
    Organization,
    Party,
    Reading,
    Span,
    Stage,
    TopicMention,
)
from flows.state import tables
from flows.state.codec import CLAIM, COLLABORATION

TODAY: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)
YEARS: Final = timedelta(days=3650)
TOLD: Final = (1, 1, 1, 1, 1, 2, 2, 3)  # articles of a deal, by its number
LOST: Final = 500  # of so many deals one is told by no article any more: its text was corrected
FLUSH: Final = 20_000  # collaborations whose rows are held in memory
FORMS: Final = (Form.MOU, Form.MOU, Form.JOINT_RESEARCH, Form.JOINT_DEVELOPMENT, Form.EDUCATION)
KINDS: Final = (
    ("전자", Kind.COMPANY),
    ("소프트", Kind.COMPANY),
    ("대학교", Kind.UNIVERSITY),
    ("연구원", Kind.INSTITUTE),
    ("바이오", Kind.COMPANY),
)
_LETTERS: Final = (
    "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"
    "구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
)
_STRIDE: Final = 5_003_777  # prime: steps through all names, so that neighbours look unlike
OLD: Final = 0  # names of stored deals
UNHEARD: Final = 6_000_000  # names that no stored deal has

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """What a deal is."""

    parties: tuple[Party, ...]
    form: Form
    topics: tuple[TopicMention, ...]
    began: datetime

    def claim(self, date: str | None = None) -> Claim:
        """Give what an article says of it."""
        names = ", ".join(party.name for party in self.parties)
        evidence = f"{names} 등은 인공지능 분야의 협력을 위한 업무협약을 체결했다고 밝혔다."
        return Claim(
            parties=self.parties,
            form=self.form,
            stage=Stage.AGREED,
            evidence=evidence,
            span=Span(0, len(evidence)),
            rule="agreement",
            confidence=0.9,
            topics=self.topics,
            date=date,
        )


class Past:
    """So many deals, each made from its number alone."""

    def __init__(self, stored: int, config: LexiconData) -> None:
        self.stored = stored
        self.config = config
        self._topics = [topic.name for topic in config.topics]
        count = max(stored // 5, 100)
        tops = [entry for entry in config.organizations if entry.parent is None]
        self._tops = [Party(one.name, one.name, one.kind) for one in tops[: count // 4]]
        # packed: what is measured is compare's memory, not this
        self._weights = array("d", accumulate((k + 1) ** -0.7 for k in range(count)))

    @property
    def organizations(self) -> Iterator[Party]:
        """All that have deals, those with most first."""
        return map(self.organization, range(len(self._weights)))

    def organization(self, place: int) -> Party:
        """Give the organisation that has that place among all, from 0."""
        return self._tops[place] if place < len(self._tops) else invented(OLD + place)

    def deal(self, number: int) -> Deal:
        """Give the deal of that number, from 0 (ten years ago) to `stored` - 1 (yesterday)."""
        ago = YEARS * ((self.stored - number) / self.stored)
        return self.between(self.known(number), number, TODAY - ago)

    def known(self, number: int) -> tuple[Party, ...]:
        """Give parties that deals have, the more often the more deals they have."""
        chance = Random(number)  # noqa: S311  # no secret
        found: dict[int, Party] = {}
        while len(found) < (3 if number % 8 == 3 else 2):
            (place,) = chance.choices(range(len(self._weights)), cum_weights=self._weights)
            found[place] = self.organization(place)
        return tuple(found.values())

    def between(self, parties: tuple[Party, ...], number: int, began: datetime) -> Deal:
        """Give a deal of these parties."""
        topic = self._topics[number * 7 % len(self._topics)]
        form = FORMS[number * 3 % len(FORMS)]
        return Deal(parties, form, (TopicMention(topic, topic),), began)


def invented(number: int) -> Party:
    """Give an organisation that nobody knows, another one for each number below 9,000,000."""
    place, letters = number * _STRIDE % len(_LETTERS) ** 4, ""
    for _ in range(4):
        place, letter = divmod(place, len(_LETTERS))
        letters += _LETTERS[letter]
    ending, kind = KINDS[number % len(KINDS)]
    return Party(letters + ending, letters + ending, kind)


# Rows ----------------------------------------------------------------------------------------


def write(connection: Connection, past: Past) -> None:
    """Fill empty tables; indexes are made when all is there."""
    indexes = [index for table in tables.metadata.sorted_tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    if (
        connection.dialect.name == "postgresql"
    ):  # every row is right: no checks, as SQLite's are off
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql("SET TIME ZONE 'UTC'")
    for table, columns, rows in _rows(past):
        _insert(connection, table, columns, rows)
    for index in indexes:
        index.create(connection)
    if connection.dialect.name == "postgresql":
        _move_sequences(connection)


def _insert(connection: Connection, table: Table, columns: str, rows: list[Row]) -> None:
    names = ", ".join(columns.split())
    raw = connection.connection.driver_connection
    assert raw is not None
    if connection.dialect.name == "postgresql":
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(columns.split()))
    raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608  # ours


def _move_sequences(connection: Connection) -> None:
    for table in (tables.articles, tables.claims, tables.collaborations, tables.changes):
        last = select(func.max(table.c.id)).scalar_subquery()
        connection.execute(select(func.setval(f"{table.name}_id_seq", last)))


def _rows(past: Past) -> Iterator[tuple[Table, str, list[Row]]]:
    marks = {key: mark for key, (mark, _) in entry_marks(past.config).items()}
    yield tables.facts, "name value", [(MARKS, json.dumps(marks, ensure_ascii=False))]
    yield tables.sources, "name cursor failures", [("news", "{}", 0)]
    directory = Directory(past.config)
    for party in past.organizations:
        directory.learn(party)
    organizations = directory.changed()
    columns = "key canonical kind parent root"
    yield tables.organizations, columns, [_organization(one) for one in organizations]
    writer = _Writer(past, {one.key: one.root for one in organizations})
    for start in range(0, past.stored, FLUSH):
        for number in range(start, min(start + FLUSH, past.stored)):
            writer.add(number)
        yield from writer.take()
    yield tables.claim_pairs, "pair claim_id", sorted(writer.pairs)  # in order: the table is one


def _organization(one: Organization) -> Row:
    return one.key, one.canonical, one.kind.value, one.parent, one.root


class _Writer:
    """Rows of deals, by table."""

    COLUMNS: Final[Mapping[Table, str]] = {
        tables.articles: "id content_hash source locator title subtitle body published_at"
        " fetched_at language announce is_first_poll extracted_with is_compared",
        tables.locations: "source locator article_id seen_at",
        tables.twins: "article_id first_id",
        tables.collaborations: "id payload first_seen is_stale is_deserted form stage told_at",
        tables.claims: "id article_id position version payload collaboration_id",
        tables.claim_parties: "claim_id position organization root day",
        tables.collaboration_topics: "collaboration_id topic",
        tables.collaboration_parties: "collaboration_id organization",
        tables.collaboration_chains: "collaboration_id chain_id",
        tables.changes: "id kind collaboration_id snapshot announce found_at published_at"
        " reported_at",
    }

    def __init__(self, past: Past, roots: Mapping[str, str]) -> None:
        self.pairs: list[Row] = []
        self._past = past
        self._keys = {one.name: normalize_name(one.name) for one in past.organizations}
        self._roots = roots
        self._subjects = Subjects(past.config)
        self._articles = 0
        self._rows: dict[Table, list[Row]] = {table: [] for table in self.COLUMNS}

    def take(self) -> Iterator[tuple[Table, str, list[Row]]]:
        """Give the rows that were added since, those first that others name."""
        for table, columns in self.COLUMNS.items():
            yield table, columns, self._rows[table]
            self._rows[table] = []

    def add(self, number: int) -> None:
        """Add a deal with its articles."""
        deal, rows, one = self._past.deal(number), self._rows, number + 1
        claim = deal.claim()
        payload = CLAIM.dump(claim)
        keys = [self._keys[party.name] for party in deal.parties]
        readings = []
        for place in range(TOLD[number % len(TOLD)]):
            self._articles += 1
            told = deal.began + timedelta(hours=12 * place)
            readings.append(self._add_article(deal, told, is_lost=number % LOST == 7))
            self._add_claim(payload, one, keys, told)
        snapshot = COLLABORATION.dump(_collaboration(deal, claim, tuple(readings)))
        began, is_lost = _moment(deal.began), int(number % LOST == 7)
        form, stage = deal.form.value, Stage.AGREED.value
        rows[tables.collaborations].append((one, snapshot, began, 0, is_lost, form, stage, began))
        topics = self._subjects.keys(topic.name for topic in deal.topics)
        rows[tables.collaboration_topics] += [(one, topic) for topic in topics]
        rows[tables.collaboration_parties] += [(one, key) for key in keys]
        way = Announce.NEWS.value
        rows[tables.changes].append(
            (one, ChangeKind.NEW.value, one, snapshot, way, began, began, began)
        )

    def _add_article(self, deal: Deal, told: datetime, *, is_lost: bool) -> Reading:
        its, rows = self._articles, self._rows
        names = ", ".join(party.name for party in deal.parties)
        title = f"{names}, 인공지능 협력 업무협약"
        body = f"{names}의 {its}번째 협약. " * 8
        key, at, locator = hashlib.sha256(f"{its}".encode()).hexdigest(), _moment(told), f"{its}"
        way = Announce.NEWS.value
        rows[tables.articles].append(
            (its, key, "news", locator, title, "", body, at, at, "ko", way, 0, "1", 1)
        )
        rows[tables.locations] += [] if is_lost else [("news", locator, its, at)]
        rows[tables.twins].append((its, None))
        return Reading("news", title, None, locator, told)

    def _add_claim(self, payload: str, one: int, keys: list[str], told: datetime) -> None:
        its, rows, day = self._articles, self._rows, told.toordinal()
        roots = [self._roots[key] for key in keys]
        rows[tables.claims].append((its, its, 0, "1", payload, one))
        rows[tables.claim_parties] += [
            (its, place, key, root, day)
            for place, (key, root) in enumerate(zip(keys, roots, strict=True))
        ]
        pairs = {f"{low}\n{high}" for low, high in combinations(sorted(roots), 2)}
        self.pairs += [(pair, its) for pair in pairs]
        rows[tables.collaboration_chains].append((one, its))


def _collaboration(deal: Deal, claim: Claim, readings: tuple[Reading, ...]) -> Collaboration:
    return Collaboration(
        parties=deal.parties,
        form=deal.form,
        stage=claim.stage,
        evidence=claim.evidence,
        rule=claim.rule,
        confidence=claim.confidence,
        topics=tuple(topic.name for topic in deal.topics),
        readings=readings,
    )


def _moment(moment: datetime) -> str:
    """Give the moment as SQLite keeps it; PostgreSQL is told that it is UTC."""
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")
