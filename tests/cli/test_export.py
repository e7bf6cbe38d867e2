"""`matson export`: each form, with the filters of the list, to a file or to standard output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.cli import call
from flows.ingest.feed import parse_feed
from flows.state import Store
from tests.cli.world import fill
from tests.state.told import mark


def _export(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert call(["export", "--format", *arguments]) == 0
    told = capsysbinary.readouterr()
    assert told.err == b""
    return told.out.decode()


def test_json_and_csv_have_what_the_list_has(
    world: Store, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """In its order, without what was rejected; narrowed by the same options."""
    fill(world)
    mark(world, 3, is_rejected=True)
    for arguments, ids in (
        ([], [2, 1]),
        (["--org", "라온대학교"], [2]),
        (["--topic", "로봇"], [1]),
    ):
        text = _export(capsysbinary, "json", *arguments)
        assert [one["id"] for one in json.loads(text)] == ids
        rows = csv.DictReader(io.StringIO(_export(capsysbinary, "csv", *arguments)))
        assert [int(row["id"]) for row in rows] == ids


def test_a_hub_ties_to_the_hub_only(
    world: Store, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Of the three deals one has a hub and two others: four edges in all."""
    fill(world)
    text = _export(capsysbinary, "graphml")
    assert text.count("<edge ") == 4
    assert text.count("<node ") == 4


def test_the_feed_can_be_read_by_others(
    world: Store, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Found last first; the limit cuts, the filters narrow, and each feed has an id of its own."""
    fill(world)
    feeds = {}
    for name, arguments in {
        "all": [],
        "one": ["--limit", "1"],
        "robots": ["--topic", "로봇"],
        "same": ["--topic", "로봇", "--limit", "9"],
    }.items():
        text = _export(capsysbinary, "atom", *arguments)
        feed = parse_feed(
            text.encode(), url="https://x.example/", charset=None, zone=ZoneInfo("Asia/Seoul")
        )
        assert feed.problems == ()
        feeds[name] = ([item.title for item in feed.items], text.split("<id>")[1].split("<")[0])
    assert [len(titles) for titles, _ in feeds.values()] == [3, 1, 1, 1]
    assert feeds["one"][0][0].startswith("라온대 × 미르병원 × 건너그룹")
    assert feeds["robots"][1] == feeds["same"][1] != feeds["all"][1]


@pytest.mark.parametrize("form", ["csv", "json", "graphml", "atom"])
def test_the_same_state_gives_the_same_file(
    world: Store, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, form: str
) -> None:
    """To the byte, on standard output and in a file, also with nothing in it."""
    path = tmp_path / "out"
    for is_filled in (False, True):
        if is_filled:
            fill(world)
        texts = {_export(capsysbinary, form) for _ in range(2)}
        assert call(["export", "--format", form, "--output", str(path)]) == 0
        assert capsysbinary.readouterr().out == b""
        assert {path.read_bytes().decode()} == texts


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--format", "xlsx"], "Invalid value"),
        ([], "Missing option"),
        (["--format", "csv", "--limit", "3"], "--limit has no meaning for csv"),
        (["--format", "json", "--bom"], "--bom has no meaning for json"),
        (["--format", "csv", "--org", "미르병언"], "did you mean 미르병원"),
        (["--format", "csv", "--output", "no/where.csv"], "no/where.csv can't be written"),
    ],
)
def test_wrong_use_is_told(
    world: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """And writes nothing."""
    fill(world)
    assert call(["export", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
