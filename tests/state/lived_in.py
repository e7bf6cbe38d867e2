"""A store that some months went through: something in every table that the code can fill."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from flows.model import (
    Announce,
    Article,
    Channel,
    Correction,
    Digest,
    Entry,
    Kind,
    LexiconData,
    Message,
    OrganizationEntry,
    Outcome,
    Saying,
    Stage,
)
from flows.state import Store
from flows.state.codec import CORRECTION
from flows.state.engine import connect, database_url, reading
from flows.state.tables import articles, corrections, facts, metadata, taught_names
from tests.compare.samples import CONFIG, DAY, NOW, World, claim, party

SCOUTS = Channel("scouts", "C0123456789")
BIO = Channel("bio", "C9876543210")
WINDOW = timedelta(days=7)
G, R, AI, MIR, SAEBYEOK = "건너전자", "라온대학교", "라온대 AI대학원", "미르병원", "새벽로보틱스"
# known from the second month on: joins what was told under two names
TAUGHT = LexiconData(
    (*CONFIG.organizations, OrganizationEntry(SAEBYEOK, Kind.COMPANY, ("SBR",))),
)


def live(store: Store) -> World:
    """Let months go through an empty store; all that was found is compared, some is told."""
    world = World(store)
    _read_news(world)
    _tell(world, SCOUTS)
    _read_more(world)
    _tell(world, BIO)
    _poll(world)
    return world


def add_corrections(connection: Connection) -> None:
    """Put in what people said and what articles taught."""
    muted = Correction(1, Saying.MUTE, "하늘", NOW, "너무 많다", organization="없는곳")
    gone = Correction(2, Saying.REJECT, "하늘", NOW, collaboration=1, undone_at=NOW + DAY)
    rows = [
        {
            "id": one.id,
            "payload": CORRECTION.dump(one),
            "said_at": one.said_at,
            "undone_at": one.undone_at,
        }
        for one in (muted, gone)
    ]
    connection.execute(insert(corrections), rows)
    connection.execute(
        insert(taught_names).values(
            article_id=1, alias="gj", organization="건너전자", is_stale=False
        )
    )


def forget_compared(connection: Connection) -> None:
    """Have the next compare look at everything, as after a change of all of config/."""
    connection.execute(delete(facts))
    was_read = articles.c.extracted_with.is_not(None)
    connection.execute(update(articles).where(was_read).values(is_compared=False))


def _read_news(world: World) -> None:
    world.tell("a", claim(G, R, topics=("온디바이스 AI",), date="2026-11-23"))
    world.tell("b", claim("GE전자", AI, form=claim().form))
    world.tell("c", claim(SAEBYEOK, MIR, topics=("의료 AI", "로봇")))
    world.tell("d", claim("SBR", MIR))  # the same as c, as turns out later
    world.tell("e", claim(G, "누리대", stage=Stage.PLANNED))
    world.tell(
        "f", claim(party("가온랩", parent="가온그룹"), G), claim(MIR, "도담", is_background=True)
    )
    world.tell("g", claim(G, "옛일", hub=G), published_at=NOW - 90 * DAY)
    world.tell("h", claim("하람", "소담"), published_at=None, announce=Announce.ARCHIVE)
    world.tell("i")
    world.compare()
    world.store.mark_reported([change.id for change in world.store.unreported()], world.now)


def _read_more(world: World) -> None:
    world.config = TAUGHT
    world.later(30)
    world.tell("a", claim(G, R, topics=("온디바이스 AI",)), title="제목이 바뀌었다")
    world.tell("j", claim(G, AI, "바다", topics=("온디바이스 AI",)))
    world.tell("k", claim(G, R, stage=Stage.ENDED))
    world.tell("l", claim(G, "누리대"))
    world.tell("m", claim("해솔", "다온", "마루", hub="해솔"), url="https://www.example.com/m?a=1")
    # late on a day in UTC, early on the next in Korea
    world.tell("n", claim("늦은", "저녁"), published_at=world.now + timedelta(hours=23))
    world.compare()


def _tell(world: World, channel: Channel) -> None:
    """Tell a channel all that it was not told, with every outcome that sending has."""
    store, now = world.store, world.now
    untold = store.untold(channel.name, now, WINDOW)
    told = [change.id for change in (*untold.changes, *untold.context)]
    digest = Digest(channel.name, now, untold.since, news=untold.changes, sources_total=1)
    messages = [Message(f"맞손 {number}", ({"type": "section"},)) for number in range(4)]
    store.enqueue(
        digest, channel, [replace(m, is_reply=bool(n)) for n, m in enumerate(messages)], told
    )
    sent, unknown, parked, late = (d.id for d in store.deliveries(channel.name, now))
    store.begin_attempt(sent, now)
    store.mark_sent(sent, "1764.0001")
    store.mark_unknown(unknown, "시간 초과")
    store.park(parked, "invalid_blocks")
    store.postpone(late, now + DAY, "ratelimited")


def _poll(world: World) -> None:
    """Keep what sources offered, what hosts asked for, how polls went, which texts are alike."""
    store, now = world.store, world.now
    item = {"title": "강연 안내", "link": "https://example.com/talk"}
    entries = (
        Entry(("page example.com/1", "id news 1"), Outcome.STORED),
        Entry(("page example.com/talk", "id news 2"), Outcome.SKIPPED, item),
        Entry(("page example.com/wait",), Outcome.WAITING, item, attempts=2),
    )
    offered = Article("news", "o", "제목", "본문 \u2028 끝", fetched_at=now)
    store.save_articles("news", [offered], {"etag": "맞", "seen": [1]}, now, entries)
    store.save_claims(store.unextracted(1)[0], [], world.version)
    store.save_hosts({"example.com": {"silent_until": 1.5}})
    store.note_sources({"news": None, "other": "HTTP 500"}, now, ["news"])
    store.mark_told({"other": "failing"})
    for number in store.unlinked(99):
        store.link(number, [f"{number % 5:016x}", f"{number:016x}"], 1 if number == 2 else None)
    world.compare()


def tables_of(url: str | None, home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table, in one order whatever the database's is."""
    engine = connect(database_url(url, home))
    with reading(engine) as connection:
        found = {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""
    del stage, done, total
