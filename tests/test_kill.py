"""A run that is killed anywhere and run again ends as if nothing had happened."""

from __future__ import annotations

import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import ROOT, command, environment, matson
from tests.seeding import CENTRE, left_behind, seeds
from tests.slack_double import CHANNEL, SlackDouble, serving

AT_ONCE = 2  # more would only slow one another down on two cores


@dataclass(frozen=True)
class Undisturbed:
    """A run to its end: how long it took, what it left behind, what it told."""

    seconds: float
    state: object
    texts: list[str]


def _environment(home: Path, slack: SlackDouble) -> dict[str, str]:
    return environment(
        home, SLACK_BOT_TOKEN=slack.token, SLACK_CHANNEL=CHANNEL, SLACK_API_URL=slack.url
    )


def _arguments(folder: Path) -> tuple[str, ...]:
    return ("run", "--direct", "--source", "seeds", "--seeds", str(folder))


def _texts(slack: SlackDouble) -> list[str]:
    """Give what stands in the messages without their moment, and check that each is there once."""
    keys = slack.keys()
    assert len(keys) == len(set(keys)), "a message was posted twice"
    return sorted(str(message["blocks"][-1]) for message in slack.messages)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give two articles: a digest, and its items in the thread."""
    made = seeds(tmp_path_factory.mktemp("killed") / "seeds", CENTRE)
    time.sleep(2.1)  # a file that has just changed is read again, and its cursor differs
    return made


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Run twice to the end: the quicker one says how long a run takes."""
    runs = [_run_undisturbed(tmp_path_factory.mktemp("undisturbed"), folder) for _ in range(2)]
    return min(runs, key=lambda run: run.seconds)


def _run_undisturbed(home: Path, folder: Path) -> Undisturbed:
    with serving() as slack:
        start = time.monotonic()
        done = matson(*_arguments(folder), env=_environment(home, slack))
        seconds = time.monotonic() - start
        assert (done.returncode, done.stderr) == (0, "")
        texts = _texts(slack)
    assert len(texts) > 2
    return Undisturbed(seconds, left_behind(home / "matson.db"), texts)


def _kill(home: Path, slack: SlackDouble, folder: Path, after: float) -> bool:
    """Start a run and kill it; say whether it was still running."""
    process = subprocess.Popen(
        command(*_arguments(folder)),
        env=_environment(home, slack),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(30, marks=pytest.mark.timeout(600)),
        pytest.param(500, marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
    ],
)
def test_a_killed_run_is_finished_by_the_next(
    kills: int, folder: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    """Killed at many moments: each message is in Slack once, and state is as if undisturbed."""
    chance = random.Random(20261124)  # noqa: S311  moments, not secrets
    step = undisturbed.seconds / kills
    moments = [step * (number + chance.random()) for number in range(kills)]
    chance.shuffle(moments)

    def attempt(number: int) -> bool:
        home = tmp_path / f"home{number}"
        with serving() as slack:
            was_running = _kill(home, slack, folder, moments[number])
            done = matson(*_arguments(folder), env=_environment(home, slack))
            told = f"killed after {moments[number]:.2f} s"
            assert (done.returncode, done.stderr) == (0, ""), told
            assert _texts(slack) == undisturbed.texts, told
        assert left_behind(home / "matson.db") == undisturbed.state, told
        return was_running

    with ThreadPoolExecutor(AT_ONCE) as threads:
        were_running = list(threads.map(attempt, range(kills)))
    assert sum(were_running) > kills * 0.6, "the moments do not lie within the run"
