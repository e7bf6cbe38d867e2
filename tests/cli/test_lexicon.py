"""`matson lexicon check`: what is known by name and what is one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli import call


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config/ of one's own with nothing but local/."""
    folder = tmp_path / "config" / "local"
    folder.mkdir(parents=True)
    (tmp_path / "config" / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    for name in ("MATSON_REQUIRE_POSTGRES", "MATSON_SHARED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MATSON_CONFIG_DIR", str(tmp_path / "config"))
    return folder


def test_without_own_entries_it_says_where_they_go(
    local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It counts ours and names the folder."""
    assert call(["lexicon", "check"]) == 0
    out = capsys.readouterr().out
    assert "organisations" in out
    assert f"your own: none; they go into {local}" in out


def test_without_a_config_of_ones_own_they_go_beside_one(
    local: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the installed package's files are read, a person's own still stand in config/local/."""
    local.parent.joinpath("sources.yaml").unlink()
    (local / "topics.yaml").write_text("- name: 달빛 AI\n", encoding="utf-8")
    monkeypatch.delenv("MATSON_CONFIG_DIR")
    monkeypatch.chdir(local.parent.parent)
    assert call(["lexicon", "check"]) == 0
    assert "your own: 0 organisations, 1 topics, 0 cues" in capsys.readouterr().out


def test_own_entries_are_counted_and_used(local: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An own alias names the party of the next extraction."""
    (local / "organizations.yaml").write_text(
        "- {name: 별누리과학재단, kind: association, aliases: [별누리]}\n"
        "- {name: 한국과학기술원, kind: university, aliases: [KAIST]}\n",
        encoding="utf-8",
    )
    assert call(["lexicon", "check"]) == 0
    out = capsys.readouterr().out
    assert "your own: 2 organisations, 0 topics, 0 cues" in out
    assert "replaces ours: 한국과학기술원" in out
    text = local.parent / "in.jsonl"
    line = {"title": "", "text": "별누리는 라온대와 AI 업무협약을 체결했다."}
    text.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert call(["extract", str(text)]) == 0
    assert "별누리과학재단" in capsys.readouterr().out


def test_a_wrong_entry_ends_with_2(local: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says file, line and what to do."""
    (local / "cues.yaml").write_text("\nagreements: [결연]\n", encoding="utf-8")
    assert call(["lexicon", "check"]) == 2
    err = capsys.readouterr().err
    assert "cues.yaml:2: no rule reads 'agreements'" in err
    assert "did you mean 'agreement'?" in err
