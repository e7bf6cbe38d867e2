"""Two hundred sources in one run, a tenth of them broken: the others lose nothing by it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from urllib.parse import urlsplit

import pytest

from flows import stages
from flows.extract import Lexicon
from flows.ingest import Client
from flows.model import Article, LexiconData, Source, SourceHealth
from flows.stages import Request, Workshop
from flows.state import Store, open_store
from tests.broken_sources import FAULTS, Fault, mend
from tests.good_sources import Told, fill_folder, pages_asked, print_source
from tests.ingest.fetching import FakeNames, make_client
from tests.ingest.webserver import Answer, Site
from tests.workshops import NOW, idle_workshop

ALL = 200
SITES, FOLDERS = 12, 2
SECONDS = 6.0  # for one source
# 64 sources at a time: those after the first 64 begin when good ones have ended, within 3 s
LONGEST = 12.0
ALLOWED = ("127.0.0.0/24", "127.0.1.0/24")  # and not 127.0.9.9


@dataclass(frozen=True)
class Looked:
    """One run over all sources: how they fared, what is stored after it, how long it took."""

    health: Mapping[str, SourceHealth]
    articles: tuple[Article, ...]
    waiting: Mapping[str, int]
    seconds: float
    asked: Mapping[str, int]


@dataclass(frozen=True)
class Looks:
    """Two runs an hour apart, one on the next day when all servers work, and what they offer.

    `mended` are the bodies of what each broken source brings then.
    """

    expected: Mapping[str, Told]
    first: Looked
    second: Looked
    mended: Mapping[str, tuple[str, ...]]
    third: Looked


def _client(
    now: datetime, names: Mapping[str, list[list[str]]], hosts: Mapping[str, Mapping[str, object]]
) -> Client:
    clock, resolver = now.timestamp, FakeNames(names)
    return make_client(
        hosts=hosts, clock=clock, allow=ALLOWED, resolver=resolver, obeys_robots=True
    )


def _break(name: str, fault: Fault, site: Site) -> Source:
    url = site.url("/feed")
    if fault.host:
        url = f"http://{fault.host}:{site.port}/feed"
    return Source(name, "feed", url=url)


def _mix(good: list[Source], broken: list[Source]) -> list[Source]:
    """Put a broken one between every few good ones."""
    step = len(good) // len(broken)
    mixed = [good[n : n + step] + broken[k : k + 1] for k, n in enumerate(range(0, ALL, step))]
    return [source for some in mixed for source in some]


def _look(
    workshop: Workshop,
    now: datetime,
    sites: Sequence[Site],
    names: Mapping[str, list[list[str]]] = MappingProxyType({}),
) -> Looked:
    before = pages_asked(sites)
    ready = replace(workshop, clock=lambda: now, open_client=partial(_client, now, names))
    began = time.monotonic()
    health = stages.ingest(ready, ready.sources, Request())
    seconds = time.monotonic() - began
    store: Store = workshop.store
    return Looked(
        health={one.source: one for one in health},
        articles=tuple(store.articles(store.unextracted(10_000)).values()),
        waiting={name: len(some) for name, some in store.waiting().items()},
        seconds=seconds,
        asked={url: n - before.get(url, 0) for url, n in pages_asked(sites).items()},
    )


def _open(stack: ExitStack, network: str, answers: Sequence[Mapping[str, Answer]]) -> list[Site]:
    return [
        stack.enter_context(Site(some, address=f"{network}.{n}"))
        for n, some in enumerate(answers, 2)
    ]


@pytest.fixture(scope="module")
def looks(
    tmp_path_factory: pytest.TempPathFactory, known: LexiconData, lexicon: Lexicon
) -> Iterator[Looks]:
    """Look twice at two hundred sources."""
    folder = tmp_path_factory.mktemp("many")
    with ExitStack() as stack:
        sites = _open(stack, "127.0.0", [{}] * SITES)
        # each on a host of its own: three failures silence a host
        rows = [{"/feed": fault.answer, **fault.pages} for fault in FAULTS.values()]
        wrecks = dict(zip(FAULTS, _open(stack, "127.0.1", rows), strict=True))
        count = ALL - len(FAULTS) - FOLDERS
        good = [print_source(sites[n % SITES], n) for n in range(count)]
        good += [fill_folder(folder / f"docs{n}", count + n) for n in range(FOLDERS)]
        broken = [_break(name, FAULTS[name], site) for name, site in wrecks.items()]
        store = stack.enter_context(closing(open_store(None, folder / "home")))
        workshop = replace(
            idle_workshop(store, known, lexicon),
            sources=_mix([source for source, _ in good], broken),
            open_client=partial(_client, NOW, {}),
            look_seconds=SECONDS,
        )
        assert len(workshop.sources) == ALL
        first, second = (_look(workshop, NOW + timedelta(hours=n), sites) for n in range(2))
        names = {
            fault.host: [[urlsplit(wrecks[name].url()).hostname or ""]]
            for name, fault in FAULTS.items()
            if fault.host
        }
        mended = {
            name: mend(wrecks[name], fault, 950 + n)
            for n, (name, fault) in enumerate(FAULTS.items())
        }
        third = _look(workshop, NOW + timedelta(days=1), sites, names)
        yield Looks({source.name: told for source, told in good}, first, second, mended, third)


def test_it_ends_in_time(looks: Looks) -> None:
    """Servers that never end their answers cost their own time only."""
    assert looks.first.seconds < LONGEST
    assert looks.second.seconds < LONGEST


def test_the_good_ones_are_read_whole(looks: Looks) -> None:
    """The one article of each that announces a deal, to the letter; each page is asked once."""
    got = {
        article.source: (article.title, article.body, article.url, article.published_at)
        for article in looks.first.articles
        if article.source in looks.expected
    }
    assert got == looks.expected
    fared = {name: looks.first.health[name] for name in looks.expected}
    assert fared == {name: SourceHealth(name, stored=1) for name in looks.expected}
    links = {told[2] for told in looks.expected.values() if told[2]}
    assert looks.first.asked == dict.fromkeys(links, 1)


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_one_is_told(looks: Looks, name: str) -> None:
    """With what is wrong and what to do about it, at each look; what it gives is kept."""
    fault, one = FAULTS[name], looks.first.health[name]
    _assert_told(one, fault.told, fault.remedy)
    assert fault.note in " ".join(one.notes)
    bodies = [article.body for article in looks.first.articles if article.source == name]
    assert tuple(bodies) == fault.bodies
    assert looks.first.waiting.get(name, 0) == fault.waiting
    again = fault.told if fault.again is None else fault.again
    _assert_told(looks.second.health[name], again, fault.remedy)


def _assert_told(health: SourceHealth, what: str, remedy: str) -> None:
    if not what:
        assert health.problems == ()
        return
    (problem,) = health.problems
    told, arrow, then = problem.partition(" → ")
    assert arrow
    assert what in told
    assert remedy in then


def test_a_second_run_doubles_nothing(looks: Looks) -> None:
    """No article more, no page asked again; what waits goes on waiting."""
    assert looks.second.articles == looks.first.articles
    assert sum(one.stored for one in looks.second.health.values()) == 0
    assert not any(looks.second.asked.values())
    assert looks.second.waiting == looks.first.waiting


def test_what_works_again_is_read(looks: Looks) -> None:
    """On the next day all servers are well: what was missed is read, and nothing else."""
    fared = {name: (one.stored, one.problems) for name, one in looks.third.health.items()}
    assert fared == {name: (len(looks.mended.get(name, ())), ()) for name in fared}
    known = {article.body for article in looks.second.articles}
    fresh = sorted(a.body for a in looks.third.articles if a.body not in known)
    assert fresh == sorted(body for bodies in looks.mended.values() for body in bodies)
    assert looks.third.waiting == {}
