"""Measure how fast extract reads, and what it needs: one run on a file of texts.

    python bench/extract.py TEXTS.jsonl [--repeat N]

TEXTS.jsonl has `title` and `text` on each line, as `matson extract` reads them. Printed are
characters a second on one core of

- Kiwi alone, each text in one piece,
- extraction of all texts (mixed: most of a news stream stops at the gate),
- extraction of those that give a claim (partnership: every rule has work),

then how much longer ten times the longest text takes than once (10 is linear), and the
peak memory of the process, the list of words included.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.extract import Lexicon, extract
from flows.extract.morphemes import analyze
from flows.extract.normalize import normalize
from flows.model import Text
from flows.records import text_of
from flows.settings import load_lexicon, load_settings

SEOUL = ZoneInfo("Asia/Seoul")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, help="a file with title and text on each line")
    parser.add_argument("--repeat", type=int, default=3, help="runs, of which the best counts")
    options = parser.parse_args()
    with options.texts.open(encoding="utf-8") as lines:
        mixed = [text_of(json.loads(line), SEOUL) for line in lines if line.strip()]
    began = time.perf_counter()
    lexicon = Lexicon.from_data(load_lexicon(load_settings()))
    analyze(["건너전자는 라온대와 협약을 맺었다."], lexicon.dictionary)
    print(f"loading        {time.perf_counter() - began:10.2f} s")

    def kiwi(text: Text) -> None:
        analyze([normalize(f"{text.title}\n{text.body}")], lexicon.dictionary)

    def read(text: Text) -> None:
        extract(text, lexicon)

    partnership = [text for text in mixed if extract(text, lexicon).claims]
    _tell("Kiwi alone", kiwi, mixed, options.repeat)
    _tell("mixed", read, mixed, options.repeat)
    _tell("partnership", read, partnership, options.repeat)
    longest = max(partnership or mixed, key=_length)
    tenfold = Text(longest.title, "\n".join([longest.body] * 10), published=longest.published)
    once, ten = (_best(read, [text], options.repeat) for text in (longest, tenfold))
    print(f"ten times      {ten / once:10.1f} times as long ({_length(longest)} characters)")
    print(f"peak memory    {_peak() / 2**20:10.0f} MiB")
    return 0


def _tell(name: str, work: Callable[[Text], None], texts: Sequence[Text], repeat: int) -> None:
    characters = sum(map(_length, texts))
    speed = characters / _best(work, texts, repeat) if texts else 0
    print(f"{name:14} {speed:10,.0f} characters/s ({len(texts)} texts, {characters} characters)")


def _best(work: Callable[[Text], None], texts: Sequence[Text], repeat: int) -> float:
    """Return the seconds of the quickest run."""
    seconds = []
    for _ in range(repeat):
        began = time.perf_counter()
        for text in texts:
            work(text)
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def _length(text: Text) -> int:
    return len(text.title) + len(text.body)


def _peak() -> int:
    """Return the greatest memory in bytes; Linux counts kibibytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    sys.exit(main())
