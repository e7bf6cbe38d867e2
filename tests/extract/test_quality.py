from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

import flows
from flows.extract import Lexicon, article, extract, extract_all
from flows.model import Text
from flows.records import text_of
from tests.extract.quality import CORPUS, SEOUL, below, figures, fingerprint, floors, records

RAISE = "set its floors: python -m tests.extract.quality --write (--lower where one falls)"


def test_the_floors_belong_to_this_corpus() -> None:
    """A changed corpus needs floors measured on it."""
    assert floors()[0] == fingerprint(), RAISE


def test_no_figure_falls_below_its_floor(lexicon: Lexicon) -> None:
    """Precision, recall and F1 never drop silently."""
    assert below(figures(CORPUS, lexicon), floors()[1]) == [], RAISE


def test_a_drop_is_seen() -> None:
    """A figure below its floor is named; one on it is not."""
    least = {"party": {"p": 0.9, "r": 0.8}}
    assert below({"party": {"p": 0.9, "r": 0.79}}, least) == [
        "party r: 0.79 is below its floor 0.8"
    ]


def test_the_corpus_marks_both_kinds_of_texts() -> None:
    """Texts that announce and texts that do not, each with its own id and its parties in it."""
    marked = list(records(CORPUS))
    assert len({record["id"] for record in marked}) == len(marked)
    announced = [r for r in marked if r["label"] == "new_collaboration"]
    assert len(announced) >= 30
    assert len(marked) - len(announced) >= 15
    for record in announced:
        whole = record["title"] + record["text"]
        for deal in record["collaborations"]:
            assert all(any(name in whole for name in names) for names in deal["parties"])


def test_a_batch_gives_what_single_texts_give(lexicon: Lexicon) -> None:
    """Many texts at once on all cores, texts without a cue among them: the same, in order."""
    texts = [text_of(record, SEOUL) for record in records(CORPUS)]
    texts += [Text("날씨", "맑다."), Text("Weather", "It signs nothing.")]
    assert list(extract_all(iter(texts), lexicon)) == [extract(text, lexicon) for text in texts]


SHARED = Path(os.environ.get("MATSON_SHARED") or Path(flows.__file__).parents[2] / "shared")
NAMES = ("stream", "articles", "long")
MODEST = {"article": {"f1": 0.80}, "party": {"f1": 0.72}}  # well below what was first measured


def marked_texts(name: str) -> Path:
    path = next(SHARED.glob(f"*/{name}.jsonl"), None)
    if path is None:
        pytest.skip(f"no marked texts {name}.jsonl below {SHARED} (MATSON_SHARED names the folder)")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_marked_news_is_read_well_enough(name: str, lexicon: Lexicon) -> None:
    """On texts that others marked, articles and parties stay above modest floors."""
    assert below(figures(marked_texts(name), lexicon), MODEST) == []


def _without_gates(monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon) -> Lexicon:
    """Let every text and every sentence pass to morphology, cue or not."""
    everything = re.compile("")
    monkeypatch.setattr(article, "ENGLISH_GATE", everything)
    monkeypatch.setattr(article, "_may_tell", lambda *_: True)
    return replace(lexicon, gate=everything)


@pytest.mark.parametrize("name", ["own", *NAMES])
def test_the_gates_lose_no_claim(
    name: str, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept from morphology to save time has no claim: the same deals without the gates."""
    path = CORPUS if name == "own" else marked_texts(name)
    texts = [text_of(record, SEOUL) for record in records(path)]
    told = [_deals(text, lexicon) for text in texts]
    without = _without_gates(monkeypatch, lexicon)
    for text, deals in zip(texts, told, strict=True):
        assert _deals(text, without) == deals


def _deals(text: Text, lexicon: Lexicon) -> set[frozenset[str]]:
    claims = extract(text, lexicon).claims
    return {frozenset(p.canonical for p in c.parties) for c in claims if not c.is_background}
