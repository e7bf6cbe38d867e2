"""Measure how long compare takes for a day's claims, by how many collaborations are stored.

    python bench/compare.py [--stored N ...] [--claims N] [--database sqlite postgresql]

For each number a made-up past of ten years (see deals.py) is written into a fresh database.
Then come days of --claims articles with a claim each: half of them further coverage of the
latest deals, a quarter new deals of organisations that have deals, a quarter new deals of
unknown ones. They are stored as ingest and extract would, which is not timed; compare is. A
first day warms up, the median of --days more counts. Each number of stored collaborations is
a process of its own, whose peak memory is printed, and how many times those of
the first number its time and memory are. CPU seconds are Matson's own, without a server's.

PostgreSQL is the one at MATSON_BENCH_POSTGRES (postgresql://..., an empty database, as a
superuser: rows are written unchecked), else a server of its own that never waits for the disk.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from deals import TODAY, UNHEARD, Past, invented, write
from sqlalchemy import text

from flows.compare import compare_articles
from flows.model import Article, Claim, LexiconData
from flows.settings import load_lexicon, load_settings
from flows.state import Store, open_store
from flows.state.engine import connect, database_url, outside_transactions

POSTGRES = "MATSON_BENCH_POSTGRES"


def main() -> int:
    """Measure and print; or be one of the sides."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stored", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--days", type=int, default=3)
    databases = ["sqlite", "postgresql"]
    parser.add_argument("--database", nargs="+", choices=databases, default=databases)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--side", choices=["fill", "days"])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--url")
    options = parser.parse_args()
    if options.side:
        side = {"fill": be_filler, "days": be_days}
        side[options.side](options)
        return 0
    for database in options.database:
        with _served(database) as url:
            _measure(database, url, options)
    return 0


def _measure(database: str, url: str | None, options: argparse.Namespace) -> None:
    first: dict[str, Any] = {}
    for stored in options.stored:
        home = Path(tempfile.mkdtemp(prefix="matson-compare-"))
        try:
            filled = _run("fill", stored, home, url, options)
            days = _run("days", stored, home, url, options)
        finally:
            shutil.rmtree(home)
        first = first or days
        times, busy, memory = (days[key] / first[key] for key in ("seconds", "cpu", "peak"))
        runs = ", ".join(f"{seconds:.2f}" for seconds in days["runs"])
        print(
            f"{database:10} {stored:9,} stored  compare {days['seconds']:6.2f} s ({runs}), "
            f"{times:.2f} times the first; CPU {days['cpu']:.2f} s, {busy:.2f} times; "
            f"peak {days['peak']:.0f} MiB, {memory:.2f} times; "
            f"changes {days['changes']}; {filled['bytes'] / 2**20:,.0f} MiB written "
            f"in {filled['seconds']:.0f} s",
            flush=True,
        )


def _run(
    side: str, stored: int, home: Path, url: str | None, options: argparse.Namespace
) -> dict[str, Any]:
    line = ["--side", side, "--stored", str(stored), "--home", str(home)]
    line += ["--claims", str(options.claims), "--days", str(options.days)]
    line += ["--url", url] if url else []
    line += ["--profile"] if options.profile else []
    done = subprocess.run(  # noqa: S603  # this file again
        [sys.executable, __file__, *line], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    *others, last = done.stdout.splitlines()
    print("\n".join(others), end="\n" if others else "")
    answer: dict[str, Any] = json.loads(last)
    return answer


@contextmanager
def _served(database: str) -> Iterator[str | None]:
    """Give the address of a database, None for a SQLite file."""
    if database == "sqlite":
        yield None
        return
    if given := os.environ.get(POSTGRES):
        yield given
        return
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.postgres import serving  # noqa: PLC0415  # the tests need not be there otherwise

    folder = Path(tempfile.mkdtemp(prefix="matson-postgres-"))
    try:
        with serving(folder) as server:
            yield server.empty()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# Sides ---------------------------------------------------------------------------------------


def be_filler(options: argparse.Namespace) -> None:
    """Write the past."""
    began = time.perf_counter()
    url = database_url(options.url, options.home)
    engine = connect(url)
    is_file = url.get_backend_name() == "sqlite"
    if not is_file:
        with outside_transactions(engine) as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    open_store(options.url, options.home).close()
    past = Past(options.stored[0], load_lexicon(load_settings()))
    with outside_transactions(engine) as connection:
        if is_file:
            for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "cache_size = -500000"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            connection.exec_driver_sql("BEGIN")
        write(connection, past)
        if is_file:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # as migrate leaves it
        else:
            connection.exec_driver_sql("VACUUM ANALYZE")
        size = (
            Path(str(url.database)).stat().st_size
            if is_file
            else connection.scalar(text("SELECT pg_database_size(current_database())"))
        )
    print(json.dumps({"seconds": time.perf_counter() - began, "bytes": size}))


def be_days(options: argparse.Namespace) -> None:
    """Store and compare day after day."""
    config = load_lexicon(load_settings())
    past = Past(options.stored[0], config)
    runs, cpu, changes = [], [], []
    profile = cProfile.Profile() if options.profile else None
    with closing(open_store(options.url, options.home)) as store:
        for day in range(options.days + 1):
            _read(store, _day(past, day, options.claims))
            if profile and day == 1:
                profile.enable()
            began = time.perf_counter()
            busy = time.process_time()
            found = _compare(store, config, day)
            runs.append(time.perf_counter() - began)
            cpu.append(time.process_time() - busy)
            changes.append(found)
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    figures = {
        "runs": runs[1:],
        "seconds": statistics.median(runs[1:]),
        "cpu": statistics.median(cpu[1:]),
        "changes": changes[1:],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (2**20 if sys.platform == "darwin" else 2**10),
    }
    print(json.dumps(figures))


def _compare(store: Store, config: LexiconData, day: int) -> int:
    return compare_articles(store, config, TODAY + timedelta(days=day), lambda *_: None)


@dataclass(frozen=True, slots=True)
class _Told:
    article: Article
    claim: Claim


def _day(past: Past, day: int, count: int) -> list[_Told]:
    return [_tell(past, day, place, day * count + place) for place in range(count)]


def _tell(past: Past, day: int, place: int, number: int) -> _Told:
    """Give an article of the day: by its place coverage, or a new deal of known or unknown ones."""
    now = TODAY + timedelta(days=day, seconds=place)
    fresh = past.stored + number
    if place % 2:
        known = past.deal(past.stored - 1 - number // 2)
        claim = known.claim(f"{known.began:%Y-%m-%d}")
    elif place % 4:
        claim = past.between(past.known(fresh), fresh, now).claim()
    else:
        parties = invented(UNHEARD + 2 * number), invented(UNHEARD + 2 * number + 1)
        claim = past.between(parties, fresh, now).claim()
    title = f"{claim.parties[0].name}, {number}번째 소식"
    return _Told(
        Article("news", f"new/{number}", title, claim.evidence * 3, now, "", None, now), claim
    )


def _read(store: Store, told: list[_Told]) -> None:
    """Store the day's articles with what they say."""
    with store.together() as one:
        ids = one.save_articles("news", [it.article for it in told], {}, told[0].article.fetched_at)
        for key, it in zip(ids, told, strict=True):
            one.save_claims(key, [it.claim], "1")


if __name__ == "__main__":
    sys.exit(main())
