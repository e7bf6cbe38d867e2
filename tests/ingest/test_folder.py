import json
import os
import socket
import subprocess
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.errors import SourceError
from flows.ingest import Batch
from flows.model import Announce, Source
from tests.ingest.conftest import LATER, SEOUL, Looking, look_once

TITLE = "건너전자, 라온대와 온디바이스 AI '맞손'"
LEAD = "건너전자는 23일 라온대학교와 온디바이스 AI 공동연구센터 설립 협약을 체결했다고 밝혔다."
TEXT = f"{TITLE}\n2026-11-24 14:00\n{LEAD}\n"
RECORD = {"id": "a/1", "title": TITLE, "text": LEAD}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The folder that `look` reads."""
    folder = tmp_path / "docs"
    folder.mkdir(exist_ok=True)
    return folder


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def locators(batch: Batch) -> list[str]:
    return [article.locator for article in batch.articles]


def test_each_format(look: Looking, docs: Path) -> None:
    """Every suffix is read to the same article, in the order of names, with its locator."""
    write(docs / "a.txt", TEXT)
    write(docs / "b.TXT", TEXT.encode("cp949"))
    write(docs / "c.txt", TEXT.encode("utf-16"))
    write(docs / "d.md", f"---\ntitle: {TITLE}\ndate: 2026-11-24 14:00\n---\n{LEAD}")
    write(docs / "e.html", f"<html><h1>{TITLE}</h1><article><p>{LEAD}</p></article></html>")
    write(docs / "f.json", json.dumps([RECORD]))
    write(docs / "g.jsonl", json.dumps(RECORD))
    write(docs / "sub" / "h.txt", TEXT)
    write(docs / "notes.docx", b"PK\x03\x04")
    write(docs / ".hidden.txt", TEXT)
    write(docs / ".git" / "i.txt", TEXT)
    batch = look(announce=Announce.ARCHIVE)
    assert batch.problems == ()
    assert locators(batch) == [
        *("a.txt", "b.TXT", "c.txt", "d.md", "e.html", "f.json#a/1", "g.jsonl#a/1", "sub/h.txt")
    ]
    assert {a.title for a in batch.articles} == {TITLE}
    assert len({a.content_hash for a in batch.articles}) == 1
    for article in batch.articles:
        assert (article.source, article.announce) == ("docs", Announce.ARCHIVE)
        assert article.fetched_at == LATER
    assert batch.articles[1].published_at == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def test_the_seeds() -> None:
    """The seeds folder gives its article and no problem."""
    seeds = Path(__file__).parents[2] / "seeds"
    source = Source("seeds", "folder", Announce.ARCHIVE, path=str(seeds))
    batch = look_once(source, {})
    assert batch.problems == ()
    article = batch.articles[0]
    assert article.locator == "000_35bce9cf841917f9.txt"
    assert article.title == "LG-서울대, 초거대 멀티모달 AI 연구 '맞손'"
    assert article.published_at == datetime(2022, 4, 26, 15, 52, tzinfo=SEOUL)


def test_hostile_files(look: Looking, docs: Path, tmp_path: Path) -> None:
    """Each file that can't be read is told by name with a remedy, and the rest is read."""
    write(docs / "good.txt", TEXT)
    write(docs / "empty.txt", "")
    write(docs / "blank.md", " \n\n")
    write(docs / "mark.txt", b"\xef\xbb\xbf")
    write(docs / "broken.txt", TEXT.encode() + b"\xff\xff")
    write(docs / "noise.txt", os.urandom(5000))
    write(docs / "menu.html", "<html><body><ul><li>홈</li></ul></body></html>")
    write(docs / "broken.json", '{"id": 1,')
    (docs / "folder.txt").mkdir()
    write(docs / "folder.txt" / "inner.txt", TEXT)
    os.mkfifo(docs / "pipe.txt")
    (docs / "gone.txt").symlink_to(docs / "nothing.txt")
    write(tmp_path / "outside.txt", TEXT)
    (docs / "out.txt").symlink_to(tmp_path / "outside.txt")
    (docs / "inside.txt").symlink_to(docs / "good.txt")
    (docs / "loop").symlink_to(docs)
    (docs / "outer").symlink_to(tmp_path)
    write(docs / os.fsdecode("건너.txt".encode("cp949")), TEXT)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(docs / "socket.txt"))
        batch = look()
    assert locators(batch) == ["good.txt", "inside.txt"]
    told = {
        "empty.txt": "is empty",
        "blank.md": "is empty",
        "mark.txt": "has no text",
        "broken.txt": "is not readable as UTF-8",
        "noise.txt": "is not readable as UTF-8",
        "menu.html": "has no article",
        "broken.json": "is no JSON",
        "folder.txt": "is a folder",
        "pipe.txt": "is no plain file",
        "socket.txt": "is no plain file",
        "gone.txt": "can't be read: No such file",
        "out.txt": "leads out of the folder",
    }
    for name, what in told.items():
        assert [p for p in batch.problems if p.startswith(f"{name} {what}")], name
    assert [p for p in batch.problems if "name that is not UTF-8" in p]
    assert len(batch.problems) == len(told) + 1
    assert all("→" in problem and "\n" not in problem for problem in batch.problems)
    "".join(batch.problems).encode()


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.json", "x.jsonl"])
def test_twenty_megabytes_of_noise(look: Looking, docs: Path, name: str) -> None:
    """A huge file is refused by its size: at once, and without being held in memory."""
    write(docs / name, os.urandom(20_000_000))
    look()  # what a first look imports does not count
    tracemalloc.start()
    begun = time.monotonic()
    batch = look()
    seconds = time.monotonic() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert batch.articles == ()
    assert batch.problems[0].startswith(f"{name} has 20.0 MB, over the ")
    assert seconds < 1
    assert peak < 1_000_000


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.json", "x.jsonl"])
@pytest.mark.parametrize("kind", ["random", "ascii", "hangul", "lines"])
def test_noise_below_the_cap(look: Looking, docs: Path, name: str, kind: str) -> None:
    """Noise that is small enough to be opened is read or told within seconds."""
    noise = {
        "random": os.urandom(900_000),
        "ascii": os.urandom(450_000).hex().encode(),
        "hangul": "가나다라마 ".encode() * 50_000,
        "lines": b"x\n" * 450_000,
    }
    write(docs / name, noise[kind])
    write(docs / "z.txt", TEXT)
    begun = time.process_time()
    batch = look()
    assert time.process_time() - begun < 10
    assert locators(batch) == ["z.txt"]
    assert 1 <= len(batch.problems) <= 6


def test_malformed_lines(look: Looking, docs: Path) -> None:
    """A bad line is told with file and number, and told again at the next look."""
    write(docs / "a.jsonl", f"{json.dumps(RECORD)}\n{{bad\n{json.dumps({**RECORD, 'id': 2})}\n")
    first = look()
    assert locators(first) == ["a.jsonl#a/1", "a.jsonl#2"]
    assert first.problems[0].startswith("a.jsonl line 2 is no JSON")
    assert look(first.cursor).problems == first.problems


def test_an_unchanged_folder_is_not_read_again(look: Looking, docs: Path) -> None:
    """The cursor, after a round through JSON, leaves out what is unchanged, and only that."""
    paths = [write(docs / name, TEXT) for name in ("a.txt", "b.txt", "c.txt")]
    cursor = json.loads(json.dumps(look().cursor))
    again = look(cursor)
    assert again.articles == ()
    assert again.cursor == cursor
    before = paths[0].stat()
    write(paths[0], TEXT.replace("23일", "24일"))
    os.utime(paths[0], ns=(before.st_atime_ns, before.st_mtime_ns))
    paths[1].rename(docs / "d.txt")
    write(docs / "e.txt", TEXT)
    changed = look(cursor)
    assert locators(changed) == ["a.txt", "d.txt", "e.txt"]
    assert "24일" in changed.articles[0].body


@pytest.mark.parametrize("cursor", [{}, {"files": 3, "terms": 4}, {"files": {"a.txt": None}}])
def test_the_cursor_only_saves_time(look: Looking, docs: Path, cursor: dict[str, object]) -> None:
    """A cursor that was lost or makes no sense costs a reading and nothing else."""
    write(docs / "a.txt", TEXT)
    terms = look().cursor["terms"]
    assert locators(look(cursor)) == ["a.txt"]
    assert locators(look({"terms": terms, **cursor})) == ["a.txt"]


def test_what_an_article_depends_on(look: Looking, docs: Path) -> None:
    """Another zone or way of announcing makes other articles: everything is read again."""
    write(docs / "a.txt", TEXT)
    cursor = look().cursor
    assert look(cursor).articles == ()
    assert locators(look(cursor, zone=ZoneInfo("UTC"))) == ["a.txt"]
    assert locators(look(cursor, announce=Announce.SILENT)) == ["a.txt"]


def test_a_file_that_has_just_changed_is_read_again(look: Looking, docs: Path) -> None:
    """A file may change within one step of its clock: it is remembered once it has settled."""
    path = write(docs / "a.txt", TEXT)
    changed = datetime.fromtimestamp(path.stat().st_ctime, UTC)
    fresh = look(now=changed + timedelta(seconds=1))
    assert locators(look(fresh.cursor)) == ["a.txt"]
    assert look(look(now=changed + timedelta(seconds=3)).cursor).articles == ()


def test_names_in_two_unicode_forms(look: Looking, docs: Path) -> None:
    """A name in decomposed Hangul is the same name; two files can't have it."""
    write(docs / "\u1100\u1165\u11ab.txt", TEXT)
    assert locators(look()) == ["건.txt"]
    write(docs / "건.txt", TEXT)
    batch = look()
    assert locators(batch) == ["건.txt"]
    assert "two Unicode forms" in batch.problems[0]


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there, and a kind that is not known, fail as a whole."""

    def look(source: Source) -> Batch:
        return look_once(source, {})

    for path in (tmp_path / "missing", write(tmp_path / "file", "x")):
        with pytest.raises(SourceError, match="is no folder"):
            look(Source("a", "folder", path=str(path)))
    with pytest.raises(SourceError, match="write one of: feed, folder, pages, search"):
        look(Source("a", "telex"))


def test_progress(tmp_path: Path) -> None:
    """Whoever watches is told of each file and of their number."""
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, TEXT)
    told: list[tuple[str, int, int]] = []
    look_once(
        Source("a", "folder", path=str(tmp_path)),
        {},
        progress=lambda stage, done, total: told.append((stage, done, total)),
    )
    assert told == [("ingest", 1, 2), ("ingest", 2, 2)]


_UNPRIVILEGED = """
import asyncio, os, sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from flows.errors import SourceError
from flows.ingest import Look, read_one
from flows.model import Source
"".encode("cp949")  # an interpreter under /root can't be imported from afterwards
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    look = Look(datetime.now(UTC), ZoneInfo("Asia/Seoul"), lambda *_: True, lambda *_: None)
    batch = asyncio.run(read_one(Source("a", "folder", path=sys.argv[1]), {}, look))
    print([a.locator for a in batch.articles], *batch.problems, sep="\\n")
except SourceError as error:
    print(error)
"""


def test_what_may_not_be_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file or folder that may not be read is told by name; the top folder is an error."""
    top = tmp_path_factory.mktemp("open")
    for folder in (top, *top.parents[:2]):
        if folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o055)
    docs = top / "docs"
    write(docs / "a.txt", TEXT)
    write(docs / "locked.txt", TEXT).chmod(0)
    write(docs / "shut" / "b.txt", TEXT)

    def run() -> str:
        command = [sys.executable, "-c", _UNPRIVILEGED, str(docs)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    (docs / "shut").chmod(0)
    try:
        articles, *problems = run().splitlines()
        assert articles == "['a.txt']"
        assert sorted(p.split(" → ")[0] for p in problems) == [
            "locked.txt can't be read: Permission denied",
            "shut can't be read: Permission denied",
        ]
        docs.chmod(0)
        assert "can't be listed: Permission denied" in run()
    finally:
        docs.chmod(0o755)
        (docs / "shut").chmod(0o755)
