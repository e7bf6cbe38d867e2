"""The figures of `flows.evaluate`: by hand, and against the marking guide's script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.evaluate import judge, total
from tests.command import ROOT, environment, matson


def _gold(*collaborations: list[list[str]], **more: object) -> dict[str, Any]:
    label = "new_collaboration" if collaborations else "none"
    marks = [{"parties": parties, "topics": []} for parties in collaborations]
    return {"id": "a", "label": label, "borderline": False, "collaborations": marks, **more}


def _said(*collaborations: list[str], **more: object) -> dict[str, Any]:
    return {
        "id": "a",
        "collaborations": [
            {"parties": [{"name": name, "canonical": name} for name in parties], **more}
            for parties in collaborations
        ],
    }


def _figures(gold: dict[str, Any], said: dict[str, Any]) -> dict[str, tuple[float, float, float]]:
    judgement = judge(gold, said)
    assert judgement is not None
    return {name: (f.hits, f.predicted, f.gold) for name, f in judgement.figures.items()}


PAIR = [["건너전자"], ["라온대학교", "라온대"]]


@pytest.mark.parametrize(
    "said, expected",
    [
        (
            _said(["건너전자", "라온대"]),
            {"article": (1, 1, 1), "party": (2, 2, 2), "exact": (1, 1, 1)},
        ),
        (_said(["㈜건너전자", "라온 대학교"]), {"exact": (1, 1, 1)}),
        (
            _said(["건너전자", "미르병원"]),
            {"party": (1, 2, 2), "exact": (0, 1, 1), "soft": (1 / 3, 1, 1)},
        ),
        (_said(["건너전자"]), {"article": (0, 0, 1), "party": (0, 0, 2)}),
        (_said(["건너전자", "라온대"], stage="planned"), {"article": (0, 0, 1)}),
        (_said(["건너전자", "라온대"], stage="agreed"), {"article": (1, 1, 1)}),
        (_said(["건너전자", "라온대"], background=True), {"article": (0, 0, 1)}),
        (
            _said(["건너전자", "라온대"], ["건너전자", "라온대학교"]),
            {"party": (2, 3, 2), "exact": (1, 2, 1), "soft": (1, 2, 1)},
        ),
    ],
)
def test_one_pair(said: dict[str, Any], expected: dict[str, tuple[float, float, float]]) -> None:
    """One marked pair against what may be said of it: hits, predicted, gold."""
    figures = _figures(_gold(PAIR), said)
    assert {name: figures[name] for name in expected} == expected


def test_topics_count_where_something_is_announced() -> None:
    """Topics match from a Dice coefficient of 0.6 on, and count in announcing texts alone."""
    gold = _gold(PAIR)
    gold["collaborations"][0]["topics"] = ["온디바이스 AI 반도체", "의료 영상"]
    said = _said(["건너전자", "라온대"], topics=["온디바이스 반도체", "음성 인식"])
    assert _figures(gold, said)["topic"] == (1, 2, 2)
    assert _figures(_gold(), said)["topic"] == (0, 0, 0)


def test_a_borderline_text_counts_neither_way() -> None:
    """It is left out of every figure."""
    assert judge(_gold(PAIR, borderline=True), _said(["건너전자", "라온대"])) is None


def test_nothing_at_all_gives_zeros() -> None:
    """No division by zero."""
    zero = {"p": 0.0, "r": 0.0, "f1": 0.0, "predicted": 0.0, "gold": 0.0}
    assert {figure.record() == zero for figure in total([]).values()} == {True}


@given(st.lists(st.lists(st.sampled_from("가나다라마"), min_size=2, unique=True), max_size=4))
def test_what_is_marked_said_again_is_right(collaborations: list[list[str]]) -> None:
    """Saying exactly what is marked is never an error, in whatever order."""
    gold = _gold(*([[name] for name in parties] for parties in collaborations))
    judgement = judge(gold, _said(*reversed(collaborations)))
    assert judgement is not None
    assert judgement.is_right
    for name in ("article", "party", "exact"):
        figure = judgement.figures[name]
        assert figure.hits == figure.predicted == figure.gold


def _shared() -> Path | None:
    """Give the folder with the marking guide's script, None where it is not beside this project."""
    folder = Path(os.environ.get("MATSON_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "tools" / "score.py").is_file() else None


@pytest.mark.skipif(_shared() is None, reason="score.py is not beside the project (MATSON_SHARED)")
@pytest.mark.parametrize("name", ["articles", "stream", "long"])
def test_the_figures_are_those_of_the_script(name: str, tmp_path: Path) -> None:
    """`matson evaluate` gives the script's figures for what `matson extract` prints."""
    shared = _shared()
    assert shared is not None
    gold = shared / "gold" / f"{name}.jsonl"
    predictions = tmp_path / "predictions.jsonl"
    env = environment(tmp_path)
    extracted = matson("extract", str(gold), "--workers", "2", env=env)
    assert extracted.returncode == 0
    predictions.write_text(extracted.stdout)
    script = [sys.executable, str(shared / "tools" / "score.py"), str(gold), str(predictions)]
    expected = subprocess.run([*script, "--json"], capture_output=True, check=True, text=True)
    evaluated = matson("evaluate", str(gold), "--json", env=env)
    assert json.loads(evaluated.stdout) == json.loads(expected.stdout)
    told = subprocess.run([*script, "--errors", "3"], capture_output=True, check=True, text=True)
    ours = matson("evaluate", str(gold), "--errors", "3", env=env)
    assert _words(ours.stdout) == _words(told.stdout)


def _words(text: str) -> list[str]:
    """Give the figures and the keys of the texts shown; the parties' details are ours."""
    return [line.rstrip() for line in text.splitlines() if not line.startswith("   said")]
