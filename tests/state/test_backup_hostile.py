"""Files that are no backup, or somebody's idea of one: a clear error, and nothing is written."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.errors import StateError
from flows.state import Store, open_store
from flows.state.migrate import revisions
from tests.compare.samples import NOW
from tests.postgres import PostgresServer
from tests.state.lived_in import live, quiet, tables_of

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a backup as it should be."""
    folder = tmp_path_factory.mktemp("good")
    with closing(open_store(None, folder)) as store:
        live(store)
        store.back_up(folder / "b.zip", NOW, quiet)
    return (folder / "b.zip").read_bytes()


def _files(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _zipped(files: Files, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", way) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return target.getvalue()


def _with_part(table: str, change: Callable[[bytes], bytes]) -> Callable[[Files], None]:
    """Change a part, with the manifest that goes with it: only the rows are wrong."""

    def work(files: Files) -> None:
        data = files[f"{table}.jsonl"] = change(files[f"{table}.jsonl"])
        told = json.loads(files["manifest.json"])
        part = next(one for one in told["tables"] if one["name"] == table)
        part |= {
            "rows": data.count(b"\n"),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        files["manifest.json"] = json.dumps(told).encode()

    return work


def _with_row(table: str, **values: Any) -> Callable[[Files], None]:  # noqa: ANN401 - any JSON
    """Change values of a table's first row; Ellipsis takes the name out."""

    def change(data: bytes) -> bytes:
        first, *rest = data.splitlines(keepends=True)
        row = {k: v for k, v in (json.loads(first) | values).items() if v is not ...}
        return b"".join([json.dumps(row).encode() + b"\n", *rest])

    return _with_part(table, change)


def _with_manifest(**values: Any) -> Callable[[Files], None]:  # noqa: ANN401 - any JSON
    def work(files: Files) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | values).encode()

    return work


def _swap(files: Files) -> None:
    files["articles.jsonl"] = files["articles.jsonl"].replace(b"news", b"olds")


def _bomb(files: Files) -> None:
    _with_part("facts", lambda _: b" " * 200_000_000 + b"\n")(files)


def _more_than_told(files: Files) -> None:
    files["facts.jsonl"] = b" " * 50_000_000 + b"\n"


def _without(name: str) -> Callable[[Files], None]:
    def work(files: Files) -> None:
        del files[name]

    return work


def _also(name: str) -> Callable[[Files], None]:
    def work(files: Files) -> None:
        files[name] = b"{}\n"

    return work


def _rename_part(files: Files) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b'"facts"', b'"fakts"')
    files["fakts.jsonl"] = files.pop("facts.jsonl")


DEEP = b"[" * 100_000
HOSTILE: list[tuple[str, Callable[[Files], None], str]] = [
    ("a changed part", _swap, "articles.jsonl is not what its manifest says"),
    ("a part that is missing", _without("claims.jsonl"), "not those of its manifest"),
    ("no manifest", _without("manifest.json"), "no manifest"),
    ("a file more", _also("notes.txt"), "not those of its manifest"),
    ("a path above", _also("../../etc/passwd"), "not those of its manifest"),
    ("an absolute path", _also("/etc/passwd"), "not those of its manifest"),
    ("a table more", _rename_part, "its tables are not those"),
    ("a bomb", _bomb, "unpack to more"),
    ("more than told", _more_than_told, "facts.jsonl is not what its manifest says"),
    ("another format", _with_manifest(format="else-7"), "format else-7"),
    ("a manifest that is none", _also("manifest.json"), "its manifest is wrong at format"),
    ("parts that are no list", _with_manifest(tables={"a": 1}), "wrong at tables"),
    ("a part with a path", _with_manifest(tables=[{"name": "../x"}]), "wrong at tables.0.name"),
    ("a revision with a path", _with_manifest(revision="../x"), "wrong at revision"),
    ("a revision of ours", _with_manifest(revision=revisions()[0]), "its tables are not those"),
    ("no JSON", _with_part("facts", lambda _: b"{\n"), "line 1 of facts.jsonl is no row"),
    ("no object", _with_part("facts", lambda _: b"[1]\n"), "line 1 of facts.jsonl is no row"),
    ("too deep", _with_part("facts", lambda _: DEEP + b"\n"), "line 1 of facts.jsonl is no row"),
    ("a long number", _with_row("channels", name=int("9" * 4_000)), "wrong at name"),
    ("no UTF-8", _with_part("facts", lambda _: b'{"a":"\xff"}\n'), "is no row"),
    ("a column more", _with_row("facts", extra=1), "line 1 of facts.jsonl is wrong at extra"),
    ("a column less", _with_row("facts", value=...), "line 1 of facts.jsonl is wrong at value"),
    ("a text for a number", _with_row("claims", position="0"), "wrong at position"),
    ("a switch for a number", _with_row("claims", position=True), "wrong at position"),
    ("a number for a switch", _with_row("articles", is_compared=1), "wrong at is_compared"),
    ("a number too great", _with_row("claims", position=2**31), "wrong at position"),
    ("no number", _with_row("claims", position=float("nan")), "wrong at position"),
    ("no time", _with_row("changes", found_at="yesterday"), "wrong at found_at"),
    ("a time without a zone", _with_row("changes", found_at="2026-01-01"), "wrong at found_at"),
    ("nothing where something must be", _with_row("articles", title=None), "wrong at title"),
    ("half a character", _with_row("articles", title="\ud800"), "articles.jsonl is wrong at title"),
    ("a row twice", _with_part("facts", lambda data: data * 2), "the database refuses it"),
    ("a reference to nothing", _with_row("claims", article_id=999), "refuses|not there"),
    ("a text too long", _with_row("articles", content_hash="0" * 65), "wrong at content_hash"),
]


@pytest.mark.parametrize("work, said", [row[1:] for row in HOSTILE], ids=[r[0] for r in HOSTILE])
def test_a_wrong_file_is_told_and_leaves_nothing(
    home: Path, tmp_path: Path, good: bytes, work: Callable[[Files], None], said: str
) -> None:
    """What is wrong is named, with what to do; the database stays empty and of use."""
    _check_refused(None, home, tmp_path, good, work, said)


@pytest.mark.parametrize("name", ["a row twice", "a reference to nothing", "a table more"])
def test_what_the_database_refuses(
    postgres: PostgresServer, home: Path, tmp_path: Path, good: bytes, name: str
) -> None:
    """PostgreSQL finds it too."""
    ((_, work, said),) = (row for row in HOSTILE if row[0] == name)
    _check_refused(postgres.cleared(home), home, tmp_path, good, work, said)


def _check_refused(
    database: str | None,
    home: Path,
    tmp_path: Path,
    good: bytes,
    work: Callable[[Files], None],
    said: str,
) -> None:
    files = _files(good)
    work(files)
    (tmp_path / "b.zip").write_bytes(_zipped(files))
    with closing(open_store(database, home)) as store:
        with pytest.raises(StateError, match=said) as caught:
            store.restore(tmp_path / "b.zip", quiet)
        assert len(str(caught.value)) < 500
        assert not any(tables_of(database, home).values())
        (tmp_path / "good.zip").write_bytes(good)
        store.restore(tmp_path / "good.zip", quiet)
    assert sorted(path.name for path in tmp_path.iterdir() if path != home) == ["b.zip", "good.zip"]


@pytest.fixture
def fresh(home: Path) -> Store:
    """Give an empty store on SQLite."""
    return open_store(None, home)


def test_a_newer_backup_is_refused(fresh: Store, tmp_path: Path, good: bytes) -> None:
    """With the remedy: a newer Matson."""
    files = _files(good)
    _with_manifest(revision="v9999")(files)
    (tmp_path / "b.zip").write_bytes(_zipped(files))
    with closing(fresh), pytest.raises(StateError, match=r"newer Matson made .*v9999"):
        fresh.restore(tmp_path / "b.zip", quiet)


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_packing_is_refused(fresh: Store, tmp_path: Path, good: bytes, way: int) -> None:
    """Ours needs one way only; the others would unpack without bounds."""
    (tmp_path / "b.zip").write_bytes(_zipped(_files(good), way))
    with closing(fresh), pytest.raises(StateError, match="packed in another way"):
        fresh.restore(tmp_path / "b.zip", quiet)


def test_an_encrypted_file_is_refused(fresh: Store, tmp_path: Path, good: bytes) -> None:
    """With one bit set everywhere it claims to be."""
    at = good.index(b"PK\x01\x02")
    data = bytearray(good)
    while at != -1:
        struct.pack_into("<H", data, at + 8, struct.unpack_from("<H", data, at + 8)[0] | 1)
        at = good.find(b"PK\x01\x02", at + 4)
    (tmp_path / "b.zip").write_bytes(bytes(data))
    with closing(fresh), pytest.raises(StateError, match=r"manifest can't be read|encrypted"):
        fresh.restore(tmp_path / "b.zip", quiet)


def test_a_name_twice_is_refused(fresh: Store, tmp_path: Path, good: bytes) -> None:
    """Nobody can tell which of them the manifest means."""
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("facts.jsonl", b"")
    (tmp_path / "b.zip").write_bytes(target.getvalue())
    with closing(fresh), pytest.raises(StateError, match="not those of its manifest"):
        fresh.restore(tmp_path / "b.zip", quiet)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 99, _zipped({})])
def test_what_is_no_backup_is_told(fresh: Store, tmp_path: Path, data: bytes) -> None:
    """Also an empty file and an empty zip."""
    (tmp_path / "b.zip").write_bytes(data)
    with closing(fresh), pytest.raises(StateError, match=r"no whole backup|no manifest") as caught:
        fresh.restore(tmp_path / "b.zip", quiet)
    assert "another backup" in caught.value.remedy


def test_a_file_that_is_not_there_is_told(fresh: Store, tmp_path: Path) -> None:
    """And a folder in its place."""
    with closing(fresh):
        for path in (tmp_path / "none.zip", tmp_path):
            with pytest.raises(StateError, match="can't be read"):
                fresh.restore(path, quiet)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_anywhere_is_told(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, good: bytes
) -> None:
    """Cut off, or with bytes changed: an error of ours and an empty database, or all of it."""
    folder = tmp_path_factory.mktemp("damaged")
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(0, 3))):
        broken[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(good)) | st.just(len(good)))
    (folder / "b.zip").write_bytes(broken[:cut])
    with closing(open_store(None, folder)) as store:
        try:
            store.restore(folder / "b.zip", quiet)
        except StateError:
            assert not any(tables_of(None, folder).values())
        else:
            assert store.summary().articles > 0
