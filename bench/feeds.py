"""Read feeds that others made: how many are read, refused, and break the reader.

    python bench/feeds.py FOLDER [--seconds 5]

Reads all files below FOLDER that are named like feeds (.xml .rss .atom .rdf .json). A comment at
the beginning of a file may name its header, as feedparser's test cases do:

    <!-- Header: Content-type: application/xml; charset=euc-kr -->

Printed are how many were parsed, refused (with a SourceError) and crashed (with anything else),
how many items they had, what the refusals said, and the slowest five. Exit code 1: one crashed,
or took longer than --seconds.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.errors import SourceError
from flows.ingest.feed import parse_feed

SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".json"}
ZONE = ZoneInfo("Asia/Seoul")
_HEADER = re.compile(
    rb"<!--.{0,2000}?Header:\s*Content-type:[^\n]{0,200}?charset=[\"']?([\w.:-]+)",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `told` is the refusal or the crash, "" where it was parsed."""

    name: str
    state: str
    seconds: float
    items: int = 0
    problems: int = 0
    told: str = ""


def main() -> int:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the feeds are, at any depth")
    parser.add_argument("--seconds", type=float, default=5.0, help="the longest one may take")
    options = parser.parse_args()
    files = sorted(p for p in options.folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    if not files:
        print(f"no feeds in {options.folder}: name a folder with {', '.join(sorted(SUFFIXES))}")
        return 1
    outcomes = [_read(path, options.folder) for path in files]
    _tell(outcomes)
    slow = [outcome for outcome in outcomes if outcome.seconds > options.seconds]
    return 1 if slow or any(outcome.state == "crashed" for outcome in outcomes) else 0


def _read(path: Path, folder: Path) -> Outcome:
    data, name = path.read_bytes(), path.relative_to(folder).as_posix()
    header = _HEADER.match(data.lstrip()[:4000])
    charset = header[1].decode("ascii") if header else None
    began = time.perf_counter()
    try:
        feed = parse_feed(data, url="https://feeds.example/", charset=charset, zone=ZONE)
    except SourceError as error:
        return Outcome(name, "refused", time.perf_counter() - began, told=error.what)
    except Exception as error:  # noqa: BLE001  # what is looked for
        return Outcome(name, "crashed", time.perf_counter() - began, told=repr(error)[:200])
    seconds = time.perf_counter() - began
    return Outcome(name, "parsed", seconds, len(feed.items), len(feed.problems))


def _tell(outcomes: list[Outcome]) -> None:
    states = Counter(outcome.state for outcome in outcomes)
    for state in ("parsed", "refused", "crashed"):
        print(f"{state:10} {states[state]:7,} of {len(outcomes):,} files")
    print(f"items      {sum(outcome.items for outcome in outcomes):7,}")
    print(f"with problems {sum(outcome.problems > 0 for outcome in outcomes):4,}")
    refusals = Counter(o.told.split(":")[0] for o in outcomes if o.state == "refused")
    for told, number in refusals.most_common():
        print(f"  refused  {number:7,} {told}")
    for outcome in (outcome for outcome in outcomes if outcome.state == "crashed"):
        print(f"  crashed  {outcome.name}: {outcome.told}")
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.seconds)[:5]:
        print(f"  slowest  {outcome.seconds:7.3f} s {outcome.name}")


if __name__ == "__main__":
    sys.exit(main())
