"""`matson reextract` as a person uses it: a look, then for good; and who is told of it."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from flows.cli import call
from flows.extract import VERSION
from tests.seeding import CENTRE, ROBOTS

SOURCES = "sources: [{name: docs, kind: folder, path: docs, announce: archive}]\n"
WAS, IS = "미르병원 (hospital)", "미르병원 (미르의료재단, hospital)"
RENAMED = f"새벽로보틱스 × 미르병원: parties {WAS} → {IS}"
OWN = "- {name: 미르의료재단, kind: hospital, aliases: [미르병원]}\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a configuration of one's own, and two documents that a run has read."""
    folder = tmp_path / "config"
    (folder / "local").mkdir(parents=True)
    (folder / "sources.yaml").write_text(SOURCES)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "centre.txt").write_text(CENTRE)
    (tmp_path / "docs" / "robots.txt").write_text(ROBOTS)
    for name in [name for name in os.environ if name.startswith("MATSON_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MATSON_CONFIG_DIR", str(folder))
    monkeypatch.setenv("MATSON_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert call(["run", "--direct"]) == 0
    return folder


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert call(["reextract", *arguments]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.splitlines()


def test_nothing_differs_where_nothing_changed(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither what an earlier version read nor what this one did."""
    del config
    assert _told(capsys)[1:] == ["nothing differs"]
    everything = _told(capsys, "--all", "--apply")
    assert everything[0].startswith("read again    2 articles with extractor ")
    assert everything[1:] == ["nothing differs"]


def test_a_look_then_for_good(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both print the same tables; afterwards nothing differs, and nothing is announced again."""
    (config / "local" / "organizations.yaml").write_text(OWN)
    look = _told(capsys)
    assert [line.strip() for line in look if line][1:] == [
        "articles: 1 (1 changed)",
        "2  2026-11-21  docs  새벽로보틱스, 미르병원과 의료 AI 로봇 공동 개발 업무협약",
        f"changed {RENAMED}",
        "collaborations: 1 (1 changed)",
        f"changed 2  {RENAMED}",
        "to announce: 0",
        "nothing is kept; the same with --apply keeps it",
    ]
    applied = _told(capsys, "--apply")
    assert (applied[:-1], applied[-1]) == (look[:-1], "kept")
    assert _told(capsys)[1:] == ["nothing differs"]
    assert call(["run", "--direct", "--json"]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(told)["new"] == []


def test_json_is_one_object(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With all that the tables tell, and what they leave out."""
    (config / "local" / "organizations.yaml").write_text(OWN)
    (line,) = _told(capsys, "--json", "--source", "docs", "--since", "2026-11-21", "--limit", "1")
    told = json.loads(line)
    assert told["version"].startswith(f"{VERSION}+")
    assert (told["applied"], told["read"], told["silent"]) == (False, 1, 0)
    assert told["left_out"] == {"dropped": 0, "superseded": 0}
    (article,) = told["articles"]["rows"]
    assert (article["id"], article["published"]) == (2, "2026-11-21T02:00:00+00:00")
    ((claim,),) = [article["claims"]]
    assert (claim["fate"], claim["fields"]) == ("changed", ["parties"])
    assert claim["after"]["parties"][1]["canonical"] == "미르의료재단"
    (deal,) = told["collaborations"]["rows"]
    assert (deal["id"], deal["fate"], deal["others"]) == (2, "changed", [])
    assert deal["before"]["parties"][1]["canonical"] == "미르병원"
    assert told["announcements"] == {"total": 0, "counts": {}, "rows": [], "more": 0}


def test_what_is_found_at_last_is_shown_with_where_it_is_told(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A look gives it no number, as it has none yet; the run after it announces it."""
    database = config.parent / "home" / "matson.db"
    _forget(database, "robots.txt")
    look = [line.strip() for line in _told(capsys)]
    found = "새벽로보틱스 × 미르병원 · mou, agreed"
    assert f"come    {found}" in look
    assert f"come    new  {found}" in look
    assert f"new     {found} → only in the digest that the next run prints" in look
    told = json.loads(_told(capsys, "--json")[0])
    assert told["announcements"]["rows"][0]["id"] is None
    assert told["announcements"]["rows"][0]["channels"] == []
    _told(capsys, "--apply")
    assert call(["run", "--direct", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out.splitlines()[-1])["new"]) == 1


def _forget(database: Path, locator: str) -> None:
    """Have it be as if an earlier extractor had found nothing there, and no other had."""
    connection = sqlite3.connect(database, isolation_level=None)
    (number,) = connection.execute(
        "SELECT id FROM articles WHERE locator = ?", [locator]
    ).fetchone()
    (deal,) = connection.execute(
        "SELECT collaboration_id FROM claims WHERE article_id = ?", [number]
    ).fetchone()
    connection.execute("UPDATE articles SET extracted_with = '0' WHERE id = ?", [number])
    connection.execute("DELETE FROM claims WHERE article_id = ?", [number])
    for table in ("changes", "collaboration_parties", "collaboration_chains"):
        connection.execute(f"DELETE FROM {table} WHERE collaboration_id = ?", [deal])  # noqa: S608 - our own names
    connection.execute("DELETE FROM collaboration_topics WHERE collaboration_id = ?", [deal])
    connection.execute("DELETE FROM collaborations WHERE id = ?", [deal])
    connection.close()


def test_a_run_says_once_that_there_is_something_to_read_again(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And `matson status` as long as it is so; a run reads nothing again by itself."""
    (config / "local" / "organizations.yaml").write_text(OWN)
    note = "2 articles were read by an earlier extractor: matson reextract shows what would change"
    capsys.readouterr()
    assert call(["run", "--direct", "--dry-run"]) == 0
    assert note in capsys.readouterr().err
    assert call(["run", "--direct", "--json"]) == 0
    assert capsys.readouterr().err == f"matson: {note}\n"
    assert call(["run", "--direct"]) == 0
    assert capsys.readouterr().err == ""
    assert call(["status"]) == 0
    assert note in capsys.readouterr().out
    _told(capsys, "--apply")
    assert call(["status"]) == 0
    assert "earlier extractor" not in capsys.readouterr().out


def test_a_broken_lexicon_is_told_and_keeps_the_status(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file and what to do; what is stored can be shown without it."""
    (config / "local" / "organizations.yaml").write_text("- {name: 가, knd: company}\n")
    assert call(["reextract"]) == 2
    told = capsys.readouterr().err
    assert "organizations.yaml" in told
    assert "→" in told
    assert call(["status"]) == 0


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--source", "none"], "no article is of a source 'none'"),
        (["--since", "yesterday"], "Usage: matson"),
        (["--limit", "-1"], "Usage: matson"),
    ],
)
def test_wrong_use_exits_with_2(
    config: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told on standard error, with what to do."""
    del config
    capsys.readouterr()
    assert call(["reextract", *arguments]) == 2
    heard = capsys.readouterr()
    assert (heard.out, told in heard.err) == ("", True)


def test_a_long_table_is_cut(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how many rows are left out."""
    more = OWN + "- {name: 라온종합대, kind: university, aliases: [라온대학교, 라온대]}\n"
    (config / "local" / "organizations.yaml").write_text(more)
    assert _told(capsys, "--limit", "1").count("  and 1 more") == 2
    assert "  and 1 more" not in _told(capsys, "--limit", "0")
