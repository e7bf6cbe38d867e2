"""The stages in a row, on a real store: what goes on when a part fails, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest

from flows import pipeline, stages
from flows.extract import Lexicon
from flows.model import Announce, ChangeKind, Channel, LexiconData, Source, SourceHealth
from flows.pipeline import RunStage, directly, run
from flows.post import Slack, compose
from flows.stages import Report, Request, Workshop
from flows.state import Store, open_store
from tests.seeding import CENTRE, ROBOTS
from tests.slack_double import CHANNEL, TOKEN, Fault, SlackDouble, serving
from tests.workshops import NOW, idle_workshop

P = ParamSpec("P")
T = TypeVar("T")

TOLD = Channel("scouts", CHANNEL)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Give a folder with two documents of the last days."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "centre.txt").write_text(CENTRE)
    (folder / "robots.txt").write_text(ROBOTS)
    return folder


@pytest.fixture
def workshop(
    tmp_path: Path, docs: Path, known: LexiconData, lexicon: Lexicon
) -> Iterator[Workshop]:
    """Give a workshop over that folder, without Slack, at a fixed time that never waits."""
    with closing(open_store(None, tmp_path / "home")) as store:
        yield _workshop(store, docs, known, lexicon)


def _workshop(store: Store, docs: Path, known: LexiconData, lexicon: Lexicon) -> Workshop:
    return replace(
        idle_workshop(store, known, lexicon),
        sources=(Source("docs", "folder", path=str(docs)),),
        channels=(TOLD,),
        clock=_clock(),
    )


def _ignore(*_: object) -> None:
    """Take a report or a wait, and do nothing."""


def _noted(names: list[str]) -> RunStage:
    """Give a way of running stages that notes their names."""

    def noted(name: str, stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        names.append(name)
        return stage(*args, **kwargs)

    return noted


def _clock() -> Callable[[], datetime]:
    """Give a clock on which 2 s pass between two looks: more than Slack's interval."""
    ticks = iter(range(0, 10**9, 2))
    return lambda: NOW + timedelta(seconds=next(ticks))


def _run(workshop: Workshop, **asked: Any) -> Report:  # noqa: ANN401  a Request's own
    told: list[Report] = []
    report = run(directly, workshop, Request(**asked), told.append)
    assert told == [report]
    return report


def _names(report: Report) -> set[str]:
    return {change.collaboration.parties[0].name for change in report.new}


def test_a_second_run_finds_nothing(workshop: Workshop) -> None:
    """What one run has told the next does not tell again, and reads nothing again."""
    first, second = _run(workshop), _run(workshop)
    assert (first.articles, _names(first)) == (2, {"건너전자", "새벽로보틱스"})
    assert (second.articles, second.digest.is_empty, second.coverage) == (0, True, ())
    assert not first.is_degraded


def test_stages_are_run_in_the_data_s_order(workshop: Workshop) -> None:
    """The way of running them is told each one's name; with nothing new nothing is extracted."""
    names: list[str] = []

    run(_noted(names), workshop, Request(), _ignore)
    run(_noted(names), workshop, Request(), _ignore)
    assert names == [
        "ingest docs",
        "extract from 1",
        "compare",
        "report",
        "ingest docs",
        "compare",
        "report",
    ]


def test_a_failing_source_does_not_stop_the_others(workshop: Workshop, tmp_path: Path) -> None:
    """It is told with the remedy; never having worked, it does not degrade the run."""
    gone = Source("gone", "folder", path=str(tmp_path / "gone"))
    report = _run(replace(workshop, sources=(gone, *workshop.sources)))
    assert _names(report) == {"건너전자", "새벽로보틱스"}
    assert [(one.source, bool(one.problems), one.has_worked) for one in report.health] == [
        ("gone", True, False),
        ("docs", False, True),
    ]
    assert " → " in report.health[0].problems[0]
    assert not report.is_degraded


def test_a_source_that_worked_and_fails_degrades_the_run(
    workshop: Workshop, docs: Path, tmp_path: Path
) -> None:
    """It is remembered that it worked before."""
    _run(workshop)
    docs.rename(tmp_path / "elsewhere")
    report = _run(workshop)
    assert report.is_degraded
    assert report.health[0].has_worked


def test_a_run_that_is_cut_off_is_gone_on_with(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage takes what the stage before it stored, whichever run stored it."""

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stages, "compare_articles", fail)
        with pytest.raises(KeyboardInterrupt):
            _run(workshop)
    report = _run(workshop)
    assert (report.articles, _names(report)) == (0, {"건너전자", "새벽로보틱스"})


def test_what_could_not_be_told_is_told_again(workshop: Workshop) -> None:
    """Changes are marked as reported after they were told, not before."""

    def fail(report: Report) -> None:
        del report
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        run(directly, workshop, Request(), fail)
    assert _names(_run(workshop)) == {"건너전자", "새벽로보틱스"}


def test_a_rehearsal_leaves_nothing(workshop: Workshop) -> None:
    """It finds and composes everything, and state is as before."""
    with serving() as slack:
        ready = replace(workshop, slack=Slack(TOKEN, base_url=slack.url))
        report = _run(ready, is_rehearsal=True)
        assert _names(report) == {"건너전자", "새벽로보틱스"}
        assert len(report.deliveries) == 3  # the digest and its two items
        assert slack.calls == []
    assert workshop.store.unreported() == []
    assert workshop.store.deliveries() == []
    assert workshop.store.cursor("docs") == {}
    assert workshop.store.unextracted(9) == []


def test_since_leaves_out_what_is_older_for_this_run_alone(workshop: Workshop, docs: Path) -> None:
    """The older ones are read by the next run without it; undated ones are read with it."""
    (docs / "undated.txt").write_text("\n".join(CENTRE.replace("건너", "너울").splitlines()[2:]))
    since = datetime(2026, 11, 21, tzinfo=workshop.zone)
    report = _run(workshop, since=since)
    assert report.articles == 2
    assert _run(workshop).articles == 1


def test_old_news_is_known_silently_unless_asked_for(workshop: Workshop, docs: Path) -> None:
    """News from before the window is not announced; with `is_announcing_old` it is, as old."""
    for name in ("centre.txt", "robots.txt"):
        text = (docs / name).read_text().replace("2026-11-", "2026-10-")
        (docs / name).write_text(text)
    rehearsed = _run(workshop, is_announcing_old=True, is_rehearsal=True)
    assert _names(rehearsed) == {"건너전자", "새벽로보틱스"}
    assert rehearsed.digest.news == ()
    assert {change.announce for change in rehearsed.digest.archive} == {Announce.ARCHIVE}
    report = _run(workshop)
    assert (report.articles, report.digest.is_empty) == (2, True)


def test_channels_do_not_stop_one_another(workshop: Workshop) -> None:
    """One that Slack refuses is told with the remedy, the others are posted to."""
    with serving() as slack:
        slack.channels["C0000000002"] = "is_archived"
        archived = Channel("bio", "C0000000002")
        ready = replace(workshop, slack=Slack(TOKEN, base_url=slack.url), channels=(archived, TOLD))
        report = _run(ready)
        assert len(slack.keys()) == 3
    assert report.is_degraded
    (problem,) = report.problems
    assert "is_archived" in problem
    states = {(one.channel, one.state.value) for one in report.deliveries}
    assert states == {("bio", "pending"), ("scouts", "sent")}


def test_a_refused_token_is_told_once_and_found_by_the_next_run(workshop: Workshop) -> None:
    """With the right token the same digest is sent; its deliveries belong to the later run too."""
    with serving() as slack:
        wrong = replace(workshop, slack=Slack("xoxb-wrong", base_url=slack.url))
        report = _run(wrong)
        assert report.is_degraded
        assert "MATSON_SLACK_BOT_TOKEN" in report.problems[0]
        right = _run(replace(workshop, slack=Slack(TOKEN, base_url=slack.url)))
        assert not right.is_degraded
        assert [one.key for one in right.deliveries] == slack.keys()
        assert right.digest.is_empty


def test_a_lost_answer_sends_no_second_message(workshop: Workshop) -> None:
    """A message whose outcome is unknown is looked up before it is sent again."""
    slack: SlackDouble
    with serving() as slack:
        slack.order(Fault("cut_after"))
        report = _run(replace(workshop, slack=Slack(TOKEN, base_url=slack.url)))
        assert {one.state.value for one in report.deliveries} == {"sent"}
        assert len(slack.keys()) == len(set(slack.keys())) == 3


@pytest.mark.parametrize(
    "health, problems, expected",
    [
        ([], (), False),
        ([SourceHealth("a", 1)], (), False),
        ([SourceHealth("a", 1), SourceHealth("b", 0, ("gone",), has_worked=False)], (), False),
        ([SourceHealth("a", 1), SourceHealth("b", 0, ("gone",), has_worked=True)], (), True),
        ([SourceHealth("b", 0, ("gone",), has_worked=False)], (), True),
        ([SourceHealth("a", 1, ("a.txt is empty",))], (), True),
        ([SourceHealth("a", 1)], ("Slack refused",), True),
    ],
)
def test_when_a_run_is_degraded(
    health: list[SourceHealth], problems: tuple[str, ...], *, expected: bool
) -> None:
    """A part that used to work failed, or nothing could be read at all."""
    digest = compose([], [], channel=TOLD, now=NOW, since=None, health=health)
    report = Report(0, digest, (), (), tuple(health), problems)
    assert report.is_degraded is expected


def test_many_articles_are_extracted_in_batches(
    workshop: Workshop, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch is a stage of its own, so that a cut costs one batch."""
    monkeypatch.setattr(pipeline, "EXTRACT_BATCH", 2)
    for number in range(3):
        (docs / f"plain{number}.txt").write_text(f"오늘은 {number}번째 맑은 날이다.")
    names: list[str] = []

    report = run(_noted(names), workshop, Request(), _ignore)
    assert report.articles == 5
    assert [name for name in names if name.startswith("extract")] == [
        "extract from 1",
        "extract from 3",
        "extract from 5",
    ]
    assert {change.kind for change in report.new} == {ChangeKind.NEW}
