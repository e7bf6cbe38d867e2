"""Measure a poll of many feeds, cold and unchanged, beside the peer `reader` on the same work.

    python bench/poll.py [--feeds N] [--rounds N] [--peer PYTHON]

A server on loopback has N feeds of ten items each; every tenth item announces a collaboration
and carries its text, so that no further page is fetched. Both sides poll all feeds cold, then
unchanged (304), with no delay between requests. PYTHON is an interpreter that has `reader`
installed (pip install reader); without it only Matson is measured. Then come the rounds: each
feed answers 304, 200 with or without a new item, or not at all, by chance, and what is stored
at the end is compared with what was offered.

Each side is a process of its own; seconds and CPU seconds count from before the first request
until all is stored, memory is its peak. The best of --repeat runs counts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ITEMS = 10
STALL = 3.0  # seconds that a feed is silent when it is chance's turn to let it be
BEGIN = datetime(2026, 11, 24, tzinfo=UTC)
TEXT = "건너전자는 23일 라온대학교와 온디바이스 AI 공동연구센터 설립을 위한 업무협약을 맺었다. " * 8


def main() -> int:
    """Measure and print; or be one of the sides."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peer", metavar="PYTHON", help="an interpreter that has `reader`")
    parser.add_argument("--side", choices=["server", "matson", "rounds", "reader"])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    if options.side:
        side = {"server": serve, "matson": be_matson, "rounds": be_rounds, "reader": be_reader}
        side[options.side](options)
        return 0
    with _server(options.feeds) as port:
        ours = _side(sys.executable, "matson", options, port)
        theirs = _peer(options, port) if options.peer else {}
        for name in ("cold", "unchanged"):
            _tell(name, ours[name], theirs.get(name))
    with _server(options.feeds) as port:
        print(json.dumps(_run(sys.executable, "rounds", options, port), ensure_ascii=False))
    return 0


def _tell(name: str, ours: dict[str, float], theirs: dict[str, float] | None) -> None:
    told = f"{name:10} matson {ours['seconds']:6.2f} s, CPU {ours['cpu']:5.2f} s, "
    print(f"{told}{ours['requests']:,.0f} requests, peak {ours['peak']:.0f} MiB")
    if theirs:
        ratio = theirs["seconds"] / ours["seconds"]
        told = f"{'':10} reader {theirs['seconds']:6.2f} s, CPU {theirs['cpu']:5.2f} s, "
        print(
            f"{told}{theirs['requests']:,.0f} requests, peak {theirs['peak']:.0f} MiB "
            f"({theirs['workers']:.0f} workers): {ratio:.2f} times as long"
        )


def _peer(options: argparse.Namespace, port: int) -> dict[str, Any]:
    """Measure the peer with several numbers of workers; the best of each counts."""
    best: dict[str, Any] = {}
    for options.workers in (8, 16, 32, 64):
        for name, figures in _side(options.peer, "reader", options, port).items():
            figures["workers"] = options.workers
            if name not in best or figures["seconds"] < best[name]["seconds"]:
                best[name] = figures
    return best


def _side(python: str, side: str, options: argparse.Namespace, port: int) -> dict[str, Any]:
    runs = [_run(python, side, options, port) for _ in range(options.repeat)]
    return {
        name: min((run[name] for run in runs), key=lambda figures: float(figures["seconds"]))
        for name in runs[0]
    }


def _run(python: str, side: str, options: argparse.Namespace, port: int) -> dict[str, Any]:
    arguments = {
        "--side": side,
        "--port": port,
        "--feeds": options.feeds,
        "--rounds": options.rounds,
        "--workers": options.workers,
    }
    line = [str(part) for pair in arguments.items() for part in pair]
    done = subprocess.run(  # noqa: S603  # this file again
        [python, __file__, *line], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


# The server ----------------------------------------------------------------------------------


@contextmanager
def _server(feeds: int) -> Iterator[int]:
    line = [sys.executable, __file__, "--side", "server", "--feeds", str(feeds)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # as above
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def serve(options: argparse.Namespace) -> None:
    """Serve feeds: /feed/N, with what they offer told at /offered and requests at /count."""
    from aiohttp import web  # noqa: PLC0415  # the peer's interpreter may lack it

    offered = [ITEMS] * options.feeds
    bodies = {number: _feed(number, ITEMS) for number in range(options.feeds)}
    chance = random.Random(20261124)  # noqa: S311  # no secret
    counts: Counter[str] = Counter()
    mood = {"is_calm": True}

    async def feed(request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        counts["requests"] += 1
        if not mood["is_calm"]:
            turn = chance.random()
            if turn < 0.1:
                counts["stalled"] += 1
                await asyncio.sleep(STALL)
            elif turn < 0.5:
                counts["new items"] += 1
                offered[number] += 1
                bodies[number] = _feed(number, offered[number])
            elif turn < 0.6:
                return web.Response(body=bodies[number], content_type="application/rss+xml")
        etag = f'"{number}-{offered[number]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag}
        return web.Response(
            body=bodies[number], content_type="application/rss+xml", headers=headers
        )

    async def count(_: web.Request) -> web.Response:
        return web.json_response({**counts, "offered": sum(offered)})

    async def stir(_: web.Request) -> web.Response:
        mood["is_calm"] = not mood["is_calm"]
        return web.Response(text="stirred")

    app = web.Application()
    app.router.add_get("/feed/{number}", feed)
    app.router.add_get("/count", count)
    app.router.add_get("/stir", stir)
    asyncio.run(_listen(app))


async def _listen(app: Any) -> None:  # noqa: ANN401  # aiohttp's, which is imported above
    from aiohttp import web  # noqa: PLC0415  # as above

    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


def _feed(number: int, count: int) -> bytes:
    """Give a feed's last ten items of `count`."""
    items = "".join(_item(number, place) for place in range(count - 1, count - 1 - ITEMS, -1))
    head = f"<title>한빛경제 {number}</title><link>https://hanbit.example/{number}</link>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _item(number: int, place: int) -> str:
    is_deal = place % 10 == number % 10
    title = "건너전자, 라온대와 공동연구센터 설립" if is_deal else "건너전자, 새 반도체 공개"
    text = f"{number}번째 소식 {place}. " + (TEXT if is_deal else "값과 모양을 알렸다. " * 20)
    moment = (BEGIN - timedelta(minutes=number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"<item><title>{title} {place}</title><link>https://hanbit.example/{number}/{place}</link>"
        f"<guid>{number}-{place}</guid><pubDate>{moment}</pubDate>"
        f"<description>{text[:200]}</description>"
        f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"{text}</content:encoded></item>"
    )


def _ask(port: int, path: str) -> Any:  # noqa: ANN401  # JSON
    from urllib.request import urlopen  # noqa: PLC0415  # only here

    with urlopen(f"http://127.0.0.1:{port}{path}") as answer:  # our own server
        text = answer.read().decode()
    return json.loads(text) if text.startswith("{") else text


# The sides -----------------------------------------------------------------------------------


class Clock:
    """Measures one piece of work: seconds, CPU seconds, requests."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._before = _ask(port, "/count").get("requests", 0)
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def stop(self) -> dict[str, float]:
        """Give the figures until now."""
        return {
            "seconds": time.perf_counter() - self._wall,
            "cpu": time.process_time() - self._cpu,
            "requests": _ask(self._port, "/count").get("requests", 0) - self._before,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def be_matson(options: argparse.Namespace) -> None:
    """Poll as a run of the watch does: ask, read, store."""
    from flows import stages  # noqa: PLC0415  # the peer's interpreter lacks Matson

    with _workshop(options, 30.0) as workshop:
        figures = {}
        for name in ("cold", "unchanged"):
            clock = Clock(options.port)
            health = stages.ingest(workshop, workshop.sources, stages.Request())
            figures[name] = clock.stop()
            failed = [one for one in health if one.problems]
            if failed:
                raise SystemExit(f"{len(failed)} failed: {failed[0]}")
        stored = _stored(workshop.store)
        if stored != options.feeds * ITEMS:
            raise SystemExit(f"{stored} items are stored of {options.feeds * ITEMS}")
    print(json.dumps(figures))


def be_rounds(options: argparse.Namespace) -> None:
    """Poll again and again while feeds change, stall and answer 304 by chance."""
    from flows import stages  # noqa: PLC0415  # as above

    with _workshop(options, STALL / 2, has_hosts=True) as workshop:
        stages.ingest(workshop, workshop.sources, stages.Request())
        _ask(options.port, "/stir")
        failed = 0
        for _ in range(options.rounds):
            health = stages.ingest(workshop, workshop.sources, stages.Request())
            failed += sum(bool(one.problems) for one in health)
        _ask(options.port, "/stir")
        calm = replace(workshop, look_seconds=30.0)
        stages.ingest(calm, workshop.sources, stages.Request())
        counts = _ask(options.port, "/count")
        print(
            json.dumps(
                {
                    "rounds": options.rounds,
                    **counts,
                    "looks that failed": failed,
                    "stored": _stored(workshop.store),
                }
            )
        )


def _loopback() -> Any:  # noqa: ANN401  # aiohttp's, which the peer's interpreter may lack
    """Give a resolver for which every name is this machine: a host that fails is left in peace."""
    from aiohttp.abc import AbstractResolver  # noqa: PLC0415  # as above

    class Loopback(AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: int = 2) -> list[Any]:
            plain = {"hostname": host, "host": "127.0.0.1", "port": port}
            return [{**plain, "family": family, "proto": 0, "flags": 0}]

        async def close(self) -> None:
            pass

    return Loopback()


@contextmanager
def _workshop(
    options: argparse.Namespace, seconds: float, *, has_hosts: bool = False
) -> Iterator[Any]:
    """Give a workshop over all feeds; `has_hosts`: each on a host of its own."""
    from flows.extract import Lexicon  # noqa: PLC0415  # as above
    from flows.ingest import Client  # noqa: PLC0415
    from flows.model import Source  # noqa: PLC0415
    from flows.settings import load_lexicon, load_settings  # noqa: PLC0415
    from flows.stages import Workshop  # noqa: PLC0415
    from flows.state import open_store  # noqa: PLC0415

    settings = load_settings()
    data = load_lexicon(settings)
    host = "f{0}.test" if has_hosts else "127.0.0.1"
    address = f"http://{host}:{options.port}/feed/{{0}}"
    with tempfile.TemporaryDirectory() as home, closing(open_store(None, Path(home))) as store:
        yield Workshop(
            store=store,
            sources=[Source(f"f{n}", "feed", url=address.format(n)) for n in range(options.feeds)],
            channels=(),
            known=data,
            lexicon=Lexicon.from_data(data),
            slack=None,
            clock=lambda: datetime.now(UTC),
            sleep=time.sleep,
            zone=settings.zone,
            progress=lambda *_: None,
            open_client=lambda hosts: Client(
                user_agent="Matson/bench",
                allow=["127.0.0.1"],
                delay=0.0,
                per_host=32,
                hosts=hosts,
                obeys_robots=not has_hosts,
                resolver=_loopback() if has_hosts else None,
            ),
            look_seconds=seconds,
        )


def _stored(store: Any) -> int:  # noqa: ANN401  # the store, which is imported above
    """Count the items that the store knows, however they ended; each once."""
    from sqlalchemy import func, select  # noqa: PLC0415  # as above

    from flows.state.tables import articles, entries  # noqa: PLC0415

    with store._reading() as connection:  # noqa: SLF001  # a look from outside
        skipped = connection.scalar(select(func.count()).where(entries.c.item.is_not(None)))
        return int(skipped + connection.scalar(select(func.count()).select_from(articles)))


def be_reader(options: argparse.Namespace) -> None:
    """Poll with the peer."""
    from reader import make_reader  # type: ignore[import-not-found]  # noqa: PLC0415  # the peer's interpreter has it

    with tempfile.TemporaryDirectory() as home:
        peer = make_reader(str(Path(home) / "reader.sqlite"))
        for number in range(options.feeds):
            peer.add_feed(f"http://127.0.0.1:{options.port}/feed/{number}")
        figures = {}
        for name in ("cold", "unchanged"):
            clock = Clock(options.port)
            peer.update_feeds(workers=options.workers, scheduled=False)
            figures[name] = clock.stop()
        count = peer.get_entry_counts().total
        if count != options.feeds * ITEMS:
            raise SystemExit(f"{count} entries are stored of {options.feeds * ITEMS}")
    print(json.dumps(figures))


if __name__ == "__main__":
    sys.exit(main())
