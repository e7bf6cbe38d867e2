"""`python -m tests.stream.report [WAY]...`: what each way of feeding finds, misses, makes up.

Ways: days, once, shuffled. On SQLite, in a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from flows.extract import Lexicon
from flows.model import ChangeKind, LexiconData
from flows.settings import load_cues, load_organizations, load_topics
from flows.state import open_store
from tests.stream import truth
from tests.stream.articles import stream
from tests.stream.judge import Judgement, judge
from tests.stream.paper import Told
from tests.stream.runs import Desk, at_once, day_by_day, find_claims

CONFIG = Path(__file__).parents[2] / "config"
WAYS = ("days", "once", "shuffled")


def main(ways: list[str]) -> None:
    """Print the figures of the ways, and everything that is wrong."""
    known = LexiconData(
        load_organizations(CONFIG / "organizations.yaml"),
        load_topics(CONFIG / "topics.yaml"),
        load_cues(CONFIG / "cues.yaml"),
    )
    lexicon, told = Lexicon.from_data(known), stream()
    started = time.perf_counter()
    claims = find_claims([one.article for one in told], lexicon)
    _say(f"{len(told)} articles, claims found in {time.perf_counter() - started:.1f} s")
    for way in ways or WAYS:
        with tempfile.TemporaryDirectory() as home, closing(open_store(None, Path(home))) as store:
            started = time.perf_counter()
            judgement = _fed(way, Desk(store, known, lexicon, claims), told)
            _tell(way, judgement, time.perf_counter() - started)


def _fed(way: str, desk: Desk, told: list[Told]) -> Judgement:
    if way == "once":
        return judge(at_once(desk, told), truth.at_once(), told)
    return judge(
        day_by_day(desk, told, seed=1 if way == "shuffled" else None), truth.by_day(), told
    )


def _tell(way: str, judgement: Judgement, seconds: float) -> None:
    _say(f"== {way} ({seconds:.1f} s)")
    for kind in (ChangeKind.NEW, ChangeKind.UPDATE):
        found, missing, extra = judgement.of(kind)
        _say(f"{kind}: {len(found)} found, {len(missing)} missing, {len(extra)} too many")
    for line in judgement.lines():
        _say(line)


def _say(line: str) -> None:
    print(line)  # noqa: T201 - a report is printed


if __name__ == "__main__":
    main(sys.argv[1:])
