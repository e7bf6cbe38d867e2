"""`matson why`: every article with its sentence and rule, every comparison and telling."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.cli import call
from flows.model import Saying
from flows.state import Store
from tests.cli.world import GUNNEO, correct, fill
from tests.state.samples import NOW, RAON, article
from tests.state.told import announce, teach, tell


def _why(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert call(["why", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_collaboration_and_a_change_lead_to_it(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """A digest's foot names the first, `matson run --json` the second; they are not mixed up."""
    tell(world, 9, GUNNEO, RAON, kind=None)  # silently known: from here on the numbers differ
    fill(world)
    item, deal = _why(capsys, "--change", "1"), _why(capsys, "2")
    assert (item["change"], deal["change"]) == (1, None)
    assert item["collaboration"] == deal["collaboration"]
    assert deal["collaboration"]["id"] == 2


def test_all_that_led_to_it_is_told(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """The article, the sentence, the rule; each channel's reason; what it was compared with."""
    fill(world)
    again = tell(world, 4, GUNNEO, RAON, date="2026-11-24")
    announce(world, "scouts", 2)
    found = _why(capsys, "2")
    (told,) = found["articles"]
    assert told["article"] == 2
    assert (told["title"], told["counts"]) == ("제목 2", True)
    assert (told["evidence"], told["rule"]) == ("협약을 체결했다.", "signed")
    assert (told["confidence"], told["version"]) == (0.9, "1")
    assert told["parties"] == [
        {"name": "GE전자", "canonical": "건너전자", "by": "config"},
        {"name": "라온대", "canonical": "라온대학교", "by": "config"},
    ]
    near = {one["collaboration"]: one["same"] for one in found["compared"]}
    assert near == {again: True, 3: False}
    assert found["neighbours"] == 2
    (change,) = found["changes"]
    assert (change["id"], change["kind"], change["announce"]) == (2, "new", "news")
    assert "told in digest 1" in change["channels"]["scouts"]
    assert "below the channel's minimum of 0.95" in change["channels"]["sure"]


def test_who_resolved_a_name_is_told(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A person, config/, an article by title and address, or nobody but the name itself."""
    fill(world)
    by = {one["name"]: one["by"] for one in _why(capsys, "3")["articles"][0]["parties"]}
    assert by == {"라온대": "config", "미르병원": "its own name", "건너그룹": "config"}
    correct(world, Saying.ALIAS, organization="라온대", name="라온대")
    teach(world, 1, "미르", "미르병원")
    by = {one["name"]: one["by"] for one in _why(capsys, "3")["articles"][0]["parties"]}
    assert by["라온대"] == "person: 김하늘, correction 1"


def test_corrections_that_touch_it_are_told(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of its id, its organisations, its articles; not those of others."""
    fill(world)
    correct(world, Saying.REJECT, collaboration=2)
    correct(world, Saying.REJECT, collaboration=1)
    correct(world, Saying.MUTE, organization="라온대", channel="scouts")
    correct(world, Saying.MUTE, organization="미르병원")
    found = _why(capsys, "2")
    assert [one["id"] for one in found["corrections"]] == [1, 3]
    assert "김하늘 says that it is no collaboration" in found["changes"][0]["channels"]["scouts"]
    assert call(["why", "2"]) == 0
    assert "1: 2 is no collaboration, says 김하늘, 2026-11-24: 공시" in capsys.readouterr().out


def test_a_person_reads_the_same(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """The change that was asked for is marked; a sentence that counts no more says so."""
    fill(world)
    tell(world, 4, GUNNEO, RAON, date="2026-11-24")
    world.save_articles("seeds", [article("고침", locator="2", title="고친 제목")], {}, NOW)
    assert call(["why", "--change", "2"]) == 0
    out = capsys.readouterr().out
    for words in (
        "2 GE전자 × 라온대 · mou · agreed · 2026-11-23",
        "> 협약을 체결했다.",
        "rule signed, confidence 0.90, extractor 1",
        "GE전자 → 건너전자 (config)",
        "counts no more",
        "4 is the same",
        "3 is another",
        "#2 new",
        "← asked for",
        "scouts: not told: no article says it any more",
    ):
        assert words in out
    assert "\x1b" not in out


def test_one_that_was_joined_is_told_as_what_it_became(
    world: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """With both articles and both changes."""
    fill(world)
    joined = tell(world, 4, GUNNEO, RAON, date="2026-11-24")
    with world.comparing(1) as session:
        session.absorb(2, joined)
    assert call(["why", f"{joined}"]) == 0
    out = capsys.readouterr().out
    assert f"{joined} was joined to 2" in out
    found = _why(capsys, f"{joined}")
    assert (found["collaboration"]["id"], found["joined"]) == (2, [joined])
    assert [one["id"] for one in found["changes"]] == [2, 4]
    assert [one["with"] for one in found["compared"] if not one["collaboration"]] == ["제목 4"]


def test_words_from_outside_stay_inert(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """No article moves the reader's cursor."""
    tell(world, 1, GUNNEO, RAON, evidence="협약\x1b[2J을\n맺었다", name="\x1b]0;x\x07")
    for arguments in (["why", "1"], ["collaborations"], ["organizations", "GE전자"]):
        assert call(arguments) == 0
        assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], "it takes one number"),
        (["1", "--change", "1"], "it takes one number"),
        (["99"], "there is no collaboration 99"),
        (["99999999999999"], "there is no collaboration"),
        (["--change", "99"], "there is no change 99"),
        (["--change", "99999999999999"], "there is no change"),
        (["twelve"], "not a valid integer"),
        (["0"], "not in the range"),
        (["-1"], "No such option"),
    ],
)
def test_an_id_that_is_none_is_refused(
    world: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """With what ids look like and where they stand."""
    fill(world)
    assert call(["why", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
