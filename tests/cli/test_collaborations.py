"""`matson collaborations`: filters, both ways of printing, and names that nobody has."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from flows.cli import call
from flows.model import Saying
from flows.state import Store
from tests.cli.world import correct, fill
from tests.state.told import announce, mark, teach


def _ids(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[int]:
    assert call(["collaborations", "--json", *arguments]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return [one["id"] for one in json.loads(told.out)["collaborations"]]


@pytest.mark.parametrize(
    "arguments, ids",
    [
        ([], [3, 2, 1]),
        (["--all"], [3, 2, 1]),
        (["--limit", "2"], [3, 2]),
        (["--org", "라온대학교"], [3, 2]),
        (["--org", "RAON"], [3, 2]),
        (["--org", "건너그룹"], [3, 2, 1]),
        (["--org", "GE전자"], [2]),
        (["--org", "GE전자", "--org", "미르병원"], [3, 2, 1]),
        (["--org", "미르병원", "--form", "education"], [1]),
        (["--org", "새벽로보틱스"], []),
        (["--topic", "인공지능"], [2]),
        (["--topic", "로봇", "--topic", "의료AI"], [2, 1]),
        (["--topic", "로봇", "--org", "라온대학교"], []),
        (["--form", "mou", "--form", "education"], [2, 1]),
        (["--stage", "planned"], []),
        (["--since", "2026-11-24"], [3, 2, 1]),
        (["--since", "2026-11-25"], []),
    ],
)
def test_filters(
    world: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], ids: list[int]
) -> None:
    """An organisation stands for its parts, a topic for its narrower ones, options narrow."""
    fill(world)
    assert _ids(capsys, *arguments) == ids


def test_a_name_that_an_article_or_a_person_gives_is_one(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person's wins over an article's; of two articles each gives its own."""
    fill(world)
    teach(world, 1, "mh", "미르병원")
    assert _ids(capsys, "--org", "MH") == [3, 1]
    teach(world, 2, "mh", "건너전자")
    assert _ids(capsys, "--org", "MH") == [3, 2, 1]
    correct(world, Saying.ALIAS, organization="건너전자", name="MH")
    assert _ids(capsys, "--org", "MH") == [2]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (
            ["--org", "라온대햑교"],
            ["'라온대햑교'", "did you mean 라온대학교", "matson organizations"],
        ),
        (["--org", "미르병언"], ["did you mean 미르병원"]),
        (["--org", "zzz"], ["no organisation is called 'zzz'", "matson organizations"]),
        (["--topic", "의료AL"], ["no topic is called", "did you mean 의료 AI"]),
        (["--org", "x" * 500], ["xxx…"]),
    ],
)
def test_an_unknown_name_is_refused_with_the_closest(
    world: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], words: list[str]
) -> None:
    """With the next command to type; nothing is printed."""
    fill(world)
    assert call(["collaborations", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert [word for word in words if word not in told.err] == []
    assert len(told.err) < 400


def test_the_table_stands_straight(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Each column begins at one place in every row, Hangul counted twice; ids as `why` has them."""
    fill(world)
    announce(world, "scouts", 1)
    mark(world, 2, is_rejected=True)
    assert call(["collaborations"]) == 0
    title, *lines = capsys.readouterr().out.splitlines()
    start = cell_len(title[: title.index("topics")])
    assert [line.split()[0] for line in lines] == ["3", "1"]
    assert [_from(line, start) for line in lines] == ["", "로봇"]
    assert [("scouts" in line) for line in lines] == [False, True]


def _from(line: str, cells: int) -> str:
    """Give what stands in the line from this terminal cell on."""
    place = next((n for n in range(len(line)) if cell_len(line[:n]) == cells), len(line))
    return line[place:]


def test_nothing_is_told_and_more_on_the_side(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the table standard output has nothing else."""
    assert call(["collaborations"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("no collaborations match\n", "")
    fill(world)
    assert call(["collaborations", "--limit", "1"]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert "--all" in told.err


def test_json_has_all_of_it(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Streamed or in pages, the same record; `more` says whether there are others."""
    fill(world)
    announce(world, "scouts", 1)
    assert call(["collaborations", "--org", "건너그룹", "--json", "--all"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert call(["collaborations", "--org", "건너그룹", "--json", "--limit", "2"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert whole["collaborations"][:2] == page["collaborations"]
    assert (whole["more"], page["more"]) == (False, True)
    last = whole["collaborations"][-1]
    assert last["announced"] == ["scouts"]
    assert last["outlets"] == 1
    assert last["first_told"] == "2026-11-24T00:00:00+00:00"
    assert last["readings"][0]["url"] == "https://news.example.com/1"
