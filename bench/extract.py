"""Measure how fast extract reads, and what it needs: one run on a file of texts.

    python bench/extract.py [TEXTS.jsonl] [--repeat N]

TEXTS.jsonl has `title` and `text` on each line, as `matson extract` reads them; without it the
corpus of the tests is read. Printed are characters a second of

- Kiwi alone, each text in one piece, on the texts of the next lines,
- extraction of all texts on one core (mixed: most of a news stream stops at the gate), then in
  batches over Kiwi's own threads, as a run of Matson does it,
- the same of those that give a claim (partnership: every rule has work),
- `matson extract` with one and with two workers, once they have loaded,

each with its ratio to what it is compared with; then how much longer ten times the longest
text takes than once (10 is linear), and the peak memory, the list of words included. What is
compared is measured in turns, and counts with its best run.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path

from flows.cli.workers import BATCH, read_all
from flows.extract import Lexicon, extract, extract_all
from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.morphemes import analyze
from flows.extract.normalize import name_key, normalize
from flows.extract.parties import to_party
from flows.model import Text
from flows.records import text_of
from flows.settings import Settings, load_lexicon, load_settings

CORPUS = Path(__file__).parents[1] / "tests" / "extract" / "corpus.jsonl"
AT_WORK = 400_000  # characters for workers to read: seconds, against which a batch is nothing
CACHED = (name_key, kind_of, kind_of_suffix, to_party)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "texts", type=Path, nargs="?", default=CORPUS, help="a file with title and text a line"
    )
    parser.add_argument("--repeat", type=int, default=3, help="runs, of which the best counts")
    options = parser.parse_args()
    lines = [line for line in options.texts.read_bytes().splitlines() if line.strip()]
    began = time.perf_counter()
    settings = load_settings()
    lexicon = Lexicon.from_data(load_lexicon(settings))
    analyze(["건너전자는 라온대와 협약을 맺었다."], lexicon.dictionary)
    print(f"loading        {time.perf_counter() - began:10.2f} s")

    def kiwi(texts: Iterable[Text]) -> None:
        for text in texts:
            analyze([normalize(f"{text.title}\n{text.body}")], lexicon.dictionary)

    def read(texts: Iterable[Text]) -> None:
        for text in texts:
            extract(text, lexicon)

    def read_batch(texts: Iterable[Text]) -> None:
        for _ in extract_all(texts, lexicon):
            pass

    mixed = [text_of(json.loads(line), settings.zone) for line in lines]
    partnership = [text for text in mixed if extract(text, lexicon).claims]
    for name, texts in (("mixed", mixed), ("partnership", partnership)):
        alone, single, batched = _best((kiwi, read, read_batch), texts, options.repeat)
        _tell("Kiwi alone", texts, alone)
        _tell(name, texts, single, alone, "Kiwi's")
        _tell("  in batches", texts, batched, alone, "Kiwi's")
    _tell_workers(lines, mixed, settings, options.repeat)
    longest = max(partnership or mixed, key=_length)
    tenfold = Text(longest.title, "\n".join([longest.body] * 10), published=longest.published)
    once, ten = (_best((read,), [text], options.repeat)[0] for text in (longest, tenfold))
    print(f"ten times      {ten / once:10.1f} times as long ({_length(longest)} characters)")
    print(f"peak memory    {_peak(resource.RUSAGE_SELF) / 2**20:10.0f} MiB")
    print(f"  of a worker  {_peak(resource.RUSAGE_CHILDREN) / 2**20:10.0f} MiB")
    return 0


def _tell(
    name: str, texts: Sequence[Text], seconds: float, other: float | None = None, whose: str = ""
) -> None:
    """Print a speed and, where `other` tells the seconds of something else, the ratio to it."""
    characters = sum(map(_length, texts))
    ratio = f", {other / seconds:.2f} of {whose}" if other and seconds else ""
    speed = characters / seconds if seconds else 0
    print(f"{name:14} {speed:10,.0f} characters/s{ratio} ({len(texts)} texts)")


def _tell_workers(
    lines: Sequence[bytes], texts: Sequence[Text], settings: Settings, repeat: int
) -> None:
    times = -(-AT_WORK // sum(map(_length, texts)))
    runs = [
        [_at_work(lines, len(lines) * times, settings, workers) for workers in (1, 2)]
        for _ in range(repeat)
    ]
    one, two = map(min, zip(*runs, strict=True))
    _tell("one worker", list(texts) * times, one)
    _tell("two workers", list(texts) * times, two, one, "one worker's")


def _at_work(lines: Sequence[bytes], count: int, settings: Settings, workers: int) -> float:
    """Return the seconds for so many lines, from when all workers have answered once."""
    loading = 2 * BATCH * workers
    numbered = enumerate(islice(cycle(lines), loading + count), start=1)
    records = read_all(numbered, settings, workers)
    for _ in islice(records, loading):
        pass
    began = time.perf_counter()
    for _ in records:
        pass
    return time.perf_counter() - began


def _best(
    works: Sequence[Callable[[Iterable[Text]], None]], texts: Sequence[Text], repeat: int
) -> list[float]:
    """Return the seconds of each one's quickest run, all run in turns."""
    runs = [[_seconds(work, texts) for work in works] for _ in range(repeat)]
    return [min(seconds) for seconds in zip(*runs, strict=True)]


def _seconds(work: Callable[[Iterable[Text]], None], texts: Sequence[Text]) -> float:
    """Return the seconds of one run that remembers nothing of the run before."""
    for function in CACHED:
        function.cache_clear()
    began = time.perf_counter()
    work(texts)
    return time.perf_counter() - began


def _length(text: Text) -> int:
    return len(text.title) + len(text.body)


def _peak(whose: int) -> int:
    """Return the greatest memory in bytes; Linux counts kibibytes, macOS bytes."""
    peak = resource.getrusage(whose).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    sys.exit(main())
