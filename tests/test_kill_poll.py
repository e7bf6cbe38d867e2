"""A run that is killed while it reads the web, and run again, ends as if nothing had happened.

Each attempt has a home of its own; all read the same three newspapers, which answer every run
alike. Left out of what is compared are times (`TIMES` of seeding.py), how long a robots.txt
holds, and ids: sources are stored in the order in which they happen to answer, so that a row
is named by what it is of (an article by its address, a claim by its article, a collaboration
by its parties), and which of several texts that are alike is the first differs by right too.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import psutil
import pytest

from flows.ingest.gather import PAGES
from flows.ingest.parsing import ALONE, PROCESSES
from tests.command import ROOT, command, environment, matson
from tests.ingest.webserver import Raw
from tests.newspaper import Newspaper, Story
from tests.seeding import left_behind

AT_ONCE = 2  # more would only slow one another down on two cores
PAPERS, STORIES = 3, 6
SLOW = 0.05  # seconds before every second page
SCHOOLS = ("라온", "가온", "다솜", "누리", "보람", "한결")
Row = dict[str, object]


@dataclass(frozen=True)
class Press:
    """Three newspapers on air, and the folder of sources.yaml that names them."""

    papers: tuple[Newspaper, ...]
    config: Path

    def environment(self, home: Path) -> dict[str, str]:
        """Give the environment of a run that reads them."""
        return environment(home, CONFIG_DIR=str(self.config), ALLOW_PRIVATE_HOSTS="127.0.0.1")

    def addresses(self) -> list[str]:
        """Give the addresses of all articles, sorted."""
        return sorted(p.site.url(story.path) for p in self.papers for story in p.stories)


@dataclass(frozen=True)
class Undisturbed:
    """A run to its end: how long it took, when it began and ended to ask, what it left behind."""

    seconds: float
    asked: tuple[float, float]
    state: object


def _story(paper: int, number: int, published: str) -> Story:
    school, serial = f"{SCHOOLS[number % len(SCHOOLS)]}대학교", paper * 1_000 + number
    told = (
        f"건너전자는 {school}와 온디바이스 AI 공동연구를 위한 업무협약을 체결했다고 밝혔다.",
        f"신문 {paper}의 기사 {serial}번은 연구원 {serial + 7}명이 과제를 맡는다고 했다.",
    )
    return Story(serial, f"건너전자, {school}와 AI 공동연구 협약 {serial}", told, published)


@contextmanager
def _press(folder: Path, stories: int) -> Iterator[Press]:
    published = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    with ExitStack() as stack:
        papers = tuple(Newspaper() for _ in range(PAPERS))
        for number, paper in enumerate(papers):
            stack.enter_context(paper.site)
            paper.print(*(_story(number, n, published) for n in range(stories)))
            for story in paper.stories[::2]:
                good = paper.site.answers[story.path]
                assert isinstance(good, bytes)
                paper.site.answers[story.path] = Raw((SLOW, good), stays=True)
        folder.mkdir()
        listed = "".join(
            f"  - {{name: paper{n}, kind: feed, url: '{paper.feed}'}}\n"
            for n, paper in enumerate(papers)
        )
        told = f"defaults:\n  delay: 0\nsources:\n{listed}"
        (folder / "sources.yaml").write_text(told, encoding="utf-8")
        yield Press(papers, folder)


def _state(database: Path) -> dict[str, list[object]]:
    """Give every row, named by what it is of, with the names of items that seeding.py drops."""
    tables = {
        name: [dict(row) for row in rows]  # type: ignore[call-overload]  # pairs
        for name, rows in left_behind(database).items()
    }
    articles = {row["id"]: row["locator"] for row in tables["articles"]}
    claims = {row["id"]: (articles[row["article_id"]], row["position"]) for row in tables["claims"]}
    parties: dict[object, list[object]] = {}
    for row in tables["collaboration_parties"]:
        parties.setdefault(row["collaboration_id"], []).append(row["organization"])
    of = {
        **dict.fromkeys(("article_id", "chain_id"), articles),
        "claim_id": claims,
        **dict.fromkeys(("collaboration_id", "merged_into", "ancestor_id"), parties),
    }
    named = {
        table: sorted((_named(row, of) for row in rows), key=repr)
        for table, rows in tables.items()
        if table != "hosts"
    }
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT source, key, outcome, item, attempts FROM entries ORDER BY source, key"
        return {**named, "entries": connection.execute(query).fetchall()}


def _named(row: Row, of: Mapping[str, Mapping[object, object]]) -> object:
    return sorted(
        (name, of[name].get(value, value) if name in of else value)
        for name, value in row.items()
        if name not in {"id", "first_id"}
    )


def _stored(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT url FROM articles ORDER BY url")]


def _run_on(press: Press, home: Path) -> dict[str, list[object]]:
    """Run to the end; give what is left behind, of which each article is one."""
    done = matson("run", "--direct", env=press.environment(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert _stored(home / "matson.db") == press.addresses()
    return _state(home / "matson.db")


@contextmanager
def _running(press: Press, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run in a session of its own, by which all its processes are found."""
    process = subprocess.Popen(
        command("run", "--direct"),
        env=press.environment(home),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _session(leader: int) -> list[int]:
    """Give the processes that a run started, and itself; dead ones don't count."""
    found = []
    for process in psutil.process_iter():
        try:
            is_ours = os.getsid(process.pid) == leader
            if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found


def _has_parsers(run: subprocess.Popen[bytes]) -> bool:
    assert run.poll() is None, "it ended without a process for its parsers"
    return len(_session(run.pid)) > 1


def _wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """Give three newspapers with six stories each."""
    with _press(tmp_path_factory.mktemp("press") / "config", STORIES) as press:
        yield press


@pytest.fixture(scope="module")
def undisturbed(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Run once to the end."""
    start = time.monotonic()
    state = _run_on(press, tmp_path_factory.mktemp("undisturbed"))
    seconds = time.monotonic() - start
    asked = [seen.at - start for paper in press.papers for seen in paper.site.seen]
    assert len(state["claims"]) >= PAPERS * STORIES
    assert len(state["collaborations"]) == len(SCHOOLS)
    return Undisturbed(seconds, (min(asked), max(asked)), state)


def _moments(undisturbed: Undisturbed, kills: int, chance: random.Random) -> list[float]:
    """Spread a half over the whole run, a half over the time in which it asks and stores."""
    begin, end = undisturbed.asked[0] - 0.1, undisturbed.asked[1] + 0.5
    spans = ((0.0, undisturbed.seconds), (begin, end))
    spread = [
        start + (stop - start) * (number + chance.random()) / (kills / 2)
        for start, stop in spans
        for number in range(kills // 2)
    ]
    chance.shuffle(spread)
    return spread


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(30, marks=pytest.mark.timeout(600)),
        pytest.param(500, marks=[pytest.mark.soak, pytest.mark.timeout(7200)]),
    ],
)
def test_a_killed_poll_is_finished_by_the_next_run(
    kills: int, press: Press, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    """Killed at many moments: no item is lost, none is there twice, no process stays."""
    chance = random.Random(20261124)  # noqa: S311  moments, not secrets
    moments = _moments(undisturbed, kills, chance)

    def attempt(number: int) -> bool:
        home, told = tmp_path / f"home{number}", f"killed after {moments[number]:.2f} s"
        with _running(press, home) as process:
            try:
                process.wait(moments[number])
            except subprocess.TimeoutExpired:
                process.kill()
            was_killed = process.wait() != 0
        assert _wait_until(lambda: not _session(process.pid), 5), told
        assert _run_on(press, home) == undisturbed.state, told
        return was_killed

    with ThreadPoolExecutor(AT_ONCE) as threads:
        were_killed = list(threads.map(attempt, range(kills)))
    assert sum(were_killed) > kills * 0.6, "the moments do not lie within the run"


@pytest.mark.skipif(not PROCESSES, reason="parsers have processes where there are two cores")
def test_the_parsers_of_a_killed_run_end_with_it(tmp_path: Path) -> None:
    """A run that has more to parse than it does alone; no setting makes a smaller one do so."""
    stories = PAGES - 2  # all of them are read in one look
    assert PAPERS * stories > ALONE
    with _press(tmp_path / "config", stories) as press:
        state = _run_on(press, tmp_path / "undisturbed")
        for pause in (0.0, 0.2):  # the first is killed while its parser starts
            home = tmp_path / f"home{pause}"
            with _running(press, home) as process:
                assert _wait_until(partial(_has_parsers, process), 60)
                time.sleep(pause)
            assert _wait_until(lambda: not _session(process.pid), 10)
            assert _run_on(press, home) == state
