from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flows.errors import StateError, UsageError
from flows.state import Store, open_store
from flows.state.archive import Writer
from flows.state.backup import plain
from flows.state.engine import connect, database_url, reading, writing
from flows.state.migrate import revisions
from flows.state.tables import articles
from tests.compare.samples import NOW, World, claim
from tests.postgres import BACKENDS, PostgresServer
from tests.state.lived_in import TAUGHT, WINDOW, add_corrections, live, quiet, tables_of
from tests.state.revised import Lived, Rows, built
from tests.state.samples import article

PAIRS = [(a, b) for a in BACKENDS for b in BACKENDS]

Opening = Callable[[str, str], tuple[str | None, Path]]


@pytest.fixture
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Give an empty database of a backend, and the home that goes with it."""

    def opened(backend: str, name: str) -> tuple[str | None, Path]:
        home = tmp_path / name
        if backend == "sqlite":
            return None, home
        server: PostgresServer = request.getfixturevalue("postgres")
        return (server.cleared(home) if name == "target" else server.empty()), home

    return opened


@pytest.mark.parametrize("source, target", PAIRS)
def test_what_was_saved_is_there_again(
    source: str, target: str, opening: Opening, tmp_path: Path
) -> None:
    """Every row of every table, equal, from either database to either; and nothing is new."""
    url, home = opening(source, "source")
    with closing(open_store(url, home)) as store:
        live(store)
        engine = connect(database_url(url, home))
        with writing(engine) as connection:
            add_corrections(connection)
        engine.dispose()
        saved = store.back_up(tmp_path / "b.zip", NOW, quiet)
    before = tables_of(url, home)
    url, home = opening(target, "target")
    with closing(open_store(url, home)) as store:
        restored = store.restore(tmp_path / "b.zip", quiet)
        assert restored == saved
        assert tables_of(url, home) == before
        assert saved.rows == sum(map(len, before.values()))
        _goes_on(store)


def _goes_on(store: Store) -> None:
    """What was told is still told, what was not still waits, and new things get new numbers."""
    world = World(store, TAUGHT, NOW)
    world.later(30)
    assert world.compare() == []
    known = {delivery.id for delivery in store.deliveries()}
    with store.rolled_back() as rehearsal:
        assert rehearsal.untold("bio", world.now, WINDOW).changes == ()
    world.tell("new", claim("아리", "누리"))
    (change,) = world.compare()
    assert change.kind == "new"
    assert [one.id for one in store.untold("bio", world.now, WINDOW).changes] == [change.id]
    assert {delivery.id for delivery in store.deliveries()} == known


@pytest.mark.parametrize("revision", revisions())
@pytest.mark.parametrize("backend", BACKENDS)
def test_an_older_backup_is_brought_up_to_date(
    backend: str, revision: str, opening: Opening, tmp_path: Path, lived: Lived
) -> None:
    """A backup that an earlier Matson made gives what its database would have become."""
    home = tmp_path / "older"
    before = built(None, home, revision, lived.rows)
    _save_as(tmp_path / "b.zip", revision, before)
    open_store(None, home).close()
    url, target = opening(backend, "target")
    with closing(open_store(url, target)) as store:
        store.restore(tmp_path / "b.zip", quiet)
    assert tables_of(url, target) == tables_of(None, home)


def _save_as(path: Path, revision: str, rows: Rows) -> None:
    """Write a backup as the code of that revision would."""
    with path.open("wb") as file, Writer(file) as writer:
        for name, some in rows.items():
            writer.add(name, ({k: plain(v) for k, v in row.items()} for row in some))
        writer.finish(revision, NOW)


def test_a_backup_shows_one_moment(any_store: Store, tmp_path: Path) -> None:
    """What is written while it is made is in none of its tables; writers do not wait."""
    any_store.save_articles("seeds", [article()], {}, NOW)
    any_store.save_hosts({f"{n}.example.com": {} for n in range(300)})  # read before articles
    late: list[int] = []

    def write(stage: str, done: int, total: int) -> None:
        del stage, done, total
        if not late:
            late.extend(any_store.save_articles("seeds", [article("둘", locator="b")], {}, NOW))

    saved = any_store.back_up(tmp_path / "b.zip", NOW, write)
    assert len(late) == 1
    rows = {part.name: part.rows for part in saved.tables}
    assert rows["articles"] == rows["locations"]


def test_a_file_that_is_there_is_not_replaced(any_store: Store, tmp_path: Path) -> None:
    """Unless it is asked for; what was there stays whole."""
    path = tmp_path / "b.zip"
    path.write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        any_store.back_up(path, NOW, quiet)
    assert path.read_text() == "mine"
    any_store.back_up(path, NOW, quiet, is_replacing=True)
    assert zipfile.is_zipfile(path)


def test_a_file_that_comes_meanwhile_is_not_replaced(any_store: Store, tmp_path: Path) -> None:
    """Two backups at once to one name: one is told."""
    path = tmp_path / "b.zip"
    any_store.save_hosts({f"{n}.example.com": {} for n in range(300)})

    def write(stage: str, done: int, total: int) -> None:
        del stage, done, total
        path.write_text("mine")

    with pytest.raises(UsageError, match="there already"):
        any_store.back_up(path, NOW, write)
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_only_its_owner_may_read_it(any_store: Store, tmp_path: Path) -> None:
    """Addresses of feeds may hold a key."""
    any_store.back_up(tmp_path / "deep" / "b.zip", NOW, quiet)
    assert stat.S_IMODE((tmp_path / "deep" / "b.zip").stat().st_mode) == 0o600


def test_a_backup_that_is_cut_off_leaves_no_file(any_store: Store, tmp_path: Path) -> None:
    """Neither under its name nor beside it."""
    any_store.save_hosts({f"{n}.example.com": {} for n in range(300)})
    folder = tmp_path / "backups"

    def interrupt(stage: str, done: int, total: int) -> None:
        del stage, done, total
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        any_store.back_up(folder / "b.zip", NOW, interrupt)
    assert list(folder.iterdir()) == []


def test_a_folder_that_can_t_be_written_is_told(any_store: Store, tmp_path: Path) -> None:
    """With the remedy."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="can't be written"):
        any_store.back_up(tmp_path / "file" / "b.zip", NOW, quiet)


def test_a_database_with_data_is_left_alone(any_store: Store, tmp_path: Path) -> None:
    """Nothing is mixed: the error says where to restore to."""
    any_store.save_articles("seeds", [article()], {}, NOW)
    any_store.back_up(tmp_path / "b.zip", NOW, quiet)
    with pytest.raises(StateError, match="nothing was restored") as caught:
        any_store.restore(tmp_path / "b.zip", quiet)
    assert "MATSON_HOME" in caught.value.remedy
    assert any_store.summary().articles == 1


def test_rows_may_point_ahead(database: str | None, home: Path, tmp_path: Path) -> None:
    """A version may have a later article as its first, a deal may be joined to a later one."""
    texts = [article(f"{n}", locator=f"{n}") for n in range(900)]  # more than one statement takes
    with closing(open_store(None, tmp_path / "source")) as store:
        made = store.save_articles("seeds", texts, {}, NOW)
        engine = connect(database_url(None, tmp_path / "source"))
        with writing(engine) as connection:
            first = articles.update().where(articles.c.id == made[0])
            connection.execute(first.values(chain_id=made[-1]))
        engine.dispose()
        store.back_up(tmp_path / "b.zip", NOW, quiet)
    with closing(open_store(database, home)) as store:
        store.restore(tmp_path / "b.zip", quiet)
    assert tables_of(database, home) == tables_of(None, tmp_path / "source")


def test_references_are_checked_at_once_again(
    postgres: PostgresServer, home: Path, tmp_path: Path
) -> None:
    """A restore leaves PostgreSQL's tables as the migrations made them."""
    url = postgres.empty()
    with closing(open_store(None, tmp_path / "source")) as store:
        live(store)
        store.back_up(tmp_path / "b.zip", NOW, quiet)
    query = "SELECT conname, condeferrable, condeferred FROM pg_constraint ORDER BY conname"

    def rules() -> list[tuple[object, ...]]:
        engine = connect(database_url(url, home))
        with reading(engine) as connection:
            found = [tuple(row) for row in connection.exec_driver_sql(query)]
        engine.dispose()
        return found

    with closing(open_store(url, home)) as store:
        before = rules()
        store.restore(tmp_path / "b.zip", quiet)
        assert rules() == before


def test_the_manifest_tells_what_is_in_it(any_store: Store, tmp_path: Path) -> None:
    """A person can read it with any tool."""
    any_store.save_articles("seeds", [article("맞손 \u2028 끝")], {}, NOW)
    any_store.back_up(tmp_path / "b.zip", NOW, quiet)
    with zipfile.ZipFile(tmp_path / "b.zip") as zipped:
        told = json.loads(zipped.read("manifest.json"))
        rows = zipped.read("articles.jsonl").decode()
    assert (told["format"], told["revision"]) == ("matson-backup-1", revisions()[-1])
    assert told["made_at"] == "2026-11-24T00:00:00+00:00"
    assert {part["name"]: part["rows"] for part in told["tables"]}["articles"] == 1
    assert json.loads(rows)["body"] == "맞손 \u2028 끝"
