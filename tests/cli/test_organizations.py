"""`matson organizations`: the most connected ones, one of them, and what waits for a person."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.cli import call
from flows.model import Party, Saying
from flows.state import Store
from tests.cli.world import correct, fill
from tests.compare.samples import World, claim
from tests.state.told import teach


def _profile(capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    assert call(["organizations", name, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_all_about_one(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Parts count for the whole; around a hub only the hub is a partner."""
    fill(world)
    group = _profile(capsys, "건너그룹")
    assert (group["canonical"], group["kind"], group["parent"]) == ("건너그룹", "company", None)
    assert group["parts"] == ["건너소프트", "건너전자"]
    assert group["partners"] == [
        {"canonical": "라온대학교", "count": 2},
        {"canonical": "미르병원", "count": 1},
    ]
    assert [one["id"] for one in group["collaborations"]] == [3, 2, 1]
    mir = _profile(capsys, "미르병원")
    assert {one["canonical"]: one["count"] for one in mir["partners"]} == {
        "건너그룹": 1,
        "라온대학교": 1,
    }


def test_each_name_says_where_it_comes_from(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """config/, the article with its address, the person with the reason."""
    fill(world)
    teach(world, 1, "ge", "건너전자")
    correct(world, Saying.ALIAS, organization="건너전자", name="건전")
    correct(world, Saying.ALIAS, organization="미르병원", name="미르")
    found = _profile(capsys, "GE전자")
    assert found["parent"] == "건너그룹"
    assert found["aliases"] == [
        {"name": "GE전자", "from": "config", "where": None, "url": None},
        {"name": "건전", "from": "person", "where": "김하늘, 2026-11-24: 공시", "url": None},
        {"name": "ge", "from": "article", "where": "제목 1", "url": "https://news.example.com/1"},
    ]
    assert call(["organizations", "건전"]) == 0
    out = capsys.readouterr().out
    for words in (
        "건너전자 · company",
        "part of",
        "제목 1",
        "news.example.com",
        "라온대학교",
        "2026-11-23",
    ):
        assert words in out


def test_what_config_alone_knows(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """No article names it, and that is said."""
    fill(world)
    assert _profile(capsys, "건너소프트")["count"] == 0
    assert call(["organizations", "건너소프트"]) == 0
    out = capsys.readouterr().out
    assert "건너소프트 · company" in out
    assert "0 collaborations" in out


def test_a_name_of_two_is_not_guessed(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Both are told."""
    fill(world)
    teach(world, 1, "mh", "미르병원")
    teach(world, 1, "mh", "건너전자")
    assert call(["organizations", "MH"]) == 2
    told = capsys.readouterr()
    assert "건너전자, 미르병원" in told.err


def test_an_unknown_one_is_refused(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """With the closest."""
    fill(world)
    assert call(["organizations", "미르병언"]) == 2
    assert "did you mean 미르병원" in capsys.readouterr().err


def test_the_most_connected_come_first(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Parts count for the whole; the limit cuts."""
    fill(world)
    assert call(["organizations", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["organizations"]
    assert [(one["canonical"], one["collaborations"], one["partners"]) for one in found] == [
        ("건너그룹", 3, 2),
        ("라온대학교", 2, 2),
        ("미르병원", 2, 2),
    ]
    assert call(["organizations", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_review_is_a_listing_of_its_own(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Not an organisation called so."""
    fill(world)
    assert call(["organizations", "review"]) == 0
    assert capsys.readouterr().out == "nothing to review\n"
    assert call(["organizations", "review", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"review": []}


def test_what_nobody_knows_waits_for_a_person(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that articles give to two, and two names that may be one; each with what to say."""
    hear = World(world)
    hear.tell("a", claim(Party("한국누리기술원", "한국누리기술원", aliases=("KNT",)), "라온대학교"))
    hear.tell("b", claim(Party("국제나래협회", "국제나래협회", aliases=("KNT",)), "라온대학교"))
    hear.tell("c", claim("새벽로보틱스", "다솜대학교"))
    hear.tell("d", claim("Saebyeok Robotics", "누리대학교"))
    hear.compare()
    assert call(["organizations", "review", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["review"]
    assert first.startswith("knt: articles call 국제나래협회, 한국누리기술원 so")
    assert second.startswith("새벽로보틱스, Saebyeok Robotics: written alike")
    assert call(["correct", "alias", "Saebyeok Robotics", "새벽로보틱스"]) == 0
    capsys.readouterr()
    assert call(["organizations", "review", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["review"]) == 1


def test_an_empty_home_says_so(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """With the next command."""
    del world
    assert call(["organizations"]) == 0
    told = capsys.readouterr()
    assert "matson run" in told.out
