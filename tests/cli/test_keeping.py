"""The commands that keep what is stored: status, maintain, backup, restore."""

from __future__ import annotations

import os
import re
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.cli import call
from flows.cli.words import size_of
from flows.state import open_store
from tests.command import environment, matson
from tests.compare.samples import DAY, NOW, World, claim
from tests.state.lived_in import live, tables_of


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands see only the settings that a test makes."""
    for name in [name for name in os.environ if name.startswith("MATSON_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home in which months went by, a year and more ago."""
    home = tmp_path / "kept"
    with closing(open_store(None, home)) as store:
        live(store)
    monkeypatch.chdir(tmp_path)  # where there is no .env
    monkeypatch.setenv("MATSON_HOME", str(home))
    monkeypatch.setattr("flows.cli.maintain.datetime", _Later)
    monkeypatch.setattr("flows.cli.status.datetime", _Later)
    return home


class _Later(datetime):
    """A clock that is two years ahead of the made-up news."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # only UTC is asked for
        del tz
        return NOW + 730 * DAY


def _moved(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    monkeypatch.setenv("MATSON_HOME", str(home))
    return home


def test_save_and_restore(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into the folder of backups, and from there into another home, row by row."""
    assert call(["backup"]) == 0
    told = capsys.readouterr()
    (file,) = (kept / "backups").iterdir()
    assert re.fullmatch(r"matson-\d{8}-\d{4}\.zip", file.name)
    assert re.fullmatch(rf"{re.escape(str(file))}: [\d,]+ rows, [\d.]+ kB\n", told.out)
    other = _moved(monkeypatch, tmp_path / "other")
    assert call(["restore", str(file)]) == 0
    told = capsys.readouterr()
    assert re.match(r"restored [\d,]+ rows as of 20\d\d-.*: 15 articles, ", told.out)
    assert tables_of(None, other) == tables_of(None, kept)


@pytest.mark.usefixtures("kept")
def test_a_named_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made with its folder, not replaced unless asked to; a folder takes a name of ours."""
    file = tmp_path / "new" / "b.zip"
    assert call(["backup", str(file)]) == 0
    assert call(["backup", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert call(["backup", str(file), "--force"]) == 0
    assert call(["backup", str(tmp_path / "new")]) == 0
    assert len(list((tmp_path / "new").iterdir())) == 2


def test_restoring_where_data_is(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused, with what to do; so is a file that is not there or no backup."""
    assert call(["backup", str(kept / "b.zip")]) == 0
    capsys.readouterr()
    assert call(["restore", str(kept / "b.zip")]) == 1
    assert "nothing was restored\n  → set MATSON_HOME" in capsys.readouterr().err
    assert call(["restore", str(kept / "none.zip")]) == 2
    (kept / "text.zip").write_text("맞손")
    assert call(["restore", str(kept / "text.zip")]) == 1
    assert "no whole backup" in capsys.readouterr().err


def test_maintain(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shown before, done once, and not done where texts are kept for ever."""
    monkeypatch.setenv("MATSON_KEEP_TEXTS", "0")
    assert call(["maintain"]) == 0
    assert "kept for ever" in capsys.readouterr().out
    monkeypatch.delenv("MATSON_KEEP_TEXTS")
    before = tables_of(None, kept)
    assert call(["maintain", "--dry-run"]) == 0
    dry = capsys.readouterr().out
    assert re.match(r"would let go of the words of 16 articles \([\d,]+ characters\)", dry)
    assert tables_of(None, kept) == before
    assert call(["maintain"]) == 0
    assert capsys.readouterr().out == dry.removeprefix("would ")
    assert call(["maintain"]) == 0
    assert capsys.readouterr().out == "nothing is older than 365 days\n"


def test_status_tells_size_and_growth(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each; the words that were let go of are counted."""
    with closing(open_store(None, kept)) as store:
        world = World(store, now=_Later.now() - timedelta(days=9))
        world.tell("late", claim("아리", "누리"))
    monkeypatch.setenv("MATSON_TIMEZONE", "UTC")
    assert call(["maintain"]) == 0
    capsys.readouterr()
    assert call(["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"database        \d+ kB", lines[0])
    assert "published       2026-08-26 to 2028-11-14, the words of 16 let go of" in lines
    assert "last 7 days     0 articles, 0 collaborations" in lines
    assert any(line.startswith("last 30 days    1 articles, ") for line in lines)
    assert "corrections     0 in force" in lines


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("value", ["-1", "a year", "36501", "1.5"])
def test_how_long_texts_are_kept_is_checked(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number of days."""
    monkeypatch.setenv("MATSON_KEEP_TEXTS", value)
    assert call(["maintain"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"MATSON_KEEP_TEXTS is '{value}'" in told.err


@pytest.mark.parametrize(
    "count, told",
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (9_999, "10 kB"),
        (999_499, "999 kB"),
        (999_600, "1.0 MB"),
        (12_345_678, "12 MB"),
        (3_400_000_000, "3.4 GB"),
        (10**16, "10000 TB"),
    ],
)
def test_sizes(count: int, told: str) -> None:
    """Three figures at most."""
    assert size_of(count) == told


def test_a_run_from_end_to_end(tmp_path: Path) -> None:
    """A restored home announces nothing again."""
    first, second = (environment(tmp_path / name) for name in ("first", "second"))
    assert matson("run", "--source", "seeds", "--direct", env=first).returncode == 0
    file = str(tmp_path / "b.zip")
    assert matson("backup", file, env=first).returncode == 0
    done = matson("restore", file, env=second)
    assert (done.returncode, done.stderr) == (0, "")
    again = matson("run", "--source", "seeds", "--direct", env=second)
    assert "새 협력 없음" in again.stdout
    assert len(again.stdout.splitlines()) == 1
