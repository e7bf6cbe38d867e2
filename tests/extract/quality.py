"""How well extract reads the tests' own corpus, and the floors below which it may not fall.

    python -m tests.extract.quality           print the figures beside their floors
    python -m tests.extract.quality --write   raise the floors to the figures
    python -m tests.extract.quality --lower   set the floors to the figures, downwards too

The floors carry the fingerprint of the corpus that they were measured on: another corpus
needs floors of its own. The articles of corpus.jsonl were written for these tests.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.evaluate import judge, total
from flows.extract import Lexicon, extract
from flows.records import extraction_record, key_of, text_of

HERE = Path(__file__).parent
CORPUS = HERE / "corpus.jsonl"
FLOORS = HERE / "floors.json"
SEOUL = ZoneInfo("Asia/Seoul")

Figures = dict[str, dict[str, float]]


def records(path: Path) -> Iterator[Mapping[str, Any]]:
    """Read marked texts, one a line."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def figures(path: Path, lexicon: Lexicon) -> Figures:
    """Extract every text and score the whole: precision, recall and F1 by figure."""
    judged = (_judge(marked, lexicon) for marked in records(path))
    sums = total(judgement for judgement in judged if judgement is not None)
    return {
        name: {key: figure.record()[key] for key in ("p", "r", "f1")}
        for name, figure in sums.items()
    }


def _judge(marked: Mapping[str, Any], lexicon: Lexicon) -> Any:  # noqa: ANN401 (a Judgement or None)
    extraction = extract(text_of(marked, SEOUL), lexicon)
    return judge(marked, extraction_record(key_of(marked), extraction))


def fingerprint() -> str:
    """Return the SHA-256 of the corpus."""
    return hashlib.sha256(CORPUS.read_bytes()).hexdigest()


def floors() -> tuple[str, Figures]:
    """Return the fingerprint that the floors belong to, and the floors."""
    stored = json.loads(FLOORS.read_text(encoding="utf-8"))
    return stored["corpus_sha256"], stored["floors"]


def below(measured: Figures, least: Figures) -> list[str]:
    """Say which figures lie below their floors."""
    return [
        f"{name} {key}: {measured[name][key]} is below its floor {floor}"
        for name, row in least.items()
        for key, floor in row.items()
        if measured[name][key] < floor
    ]


def _main(arguments: list[str]) -> int:
    from tests.extract.conftest import read_config  # noqa: PLC0415 (pytest's file, only here)

    measured = figures(CORPUS, read_config())
    print(json.dumps(measured, indent=1))  # noqa: T201 (a command's output)
    stored = floors()[1] if FLOORS.exists() else {}
    lost = below(measured, stored)
    print("\n".join(lost) or "no figure is below its floor")  # noqa: T201 (a command's output)
    if "--write" in arguments and lost:
        print("nothing is written: lowering a floor takes --lower", file=sys.stderr)  # noqa: T201 (a command's output)
        return 1
    if "--write" in arguments or "--lower" in arguments:
        kept = {"corpus_sha256": fingerprint(), "floors": measured}
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
