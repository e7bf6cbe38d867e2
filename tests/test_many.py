"""Many processes at once on one fresh database: all end well, one digest is posted."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.command import ROOT, command, environment
from tests.seeding import seeds
from tests.slack_double import CHANNEL, SlackDouble, serving

PROCESSES = 8


def _run_at_once(
    home: Path, slack: SlackDouble, folder: Path, *more: str, url: str | None = None
) -> list[tuple[int, str, str]]:
    """Start all together; give exit code, standard output and standard error of each."""
    address = {} if url is None else {"DATABASE_URL": url}
    env = environment(
        home, SLACK_BOT_TOKEN=slack.token, SLACK_CHANNEL=CHANNEL, SLACK_API_URL=slack.url, **address
    )
    processes = [
        subprocess.Popen(
            command("run", "--source", "seeds", "--seeds", str(folder), *more),
            env=env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    streams = [process.communicate(timeout=240) for process in processes]
    return [(process.returncode, *told) for process, told in zip(processes, streams, strict=True)]


def _assert_one_digest(slack: SlackDouble) -> None:
    keys = slack.keys()
    assert len(keys) == len(set(keys)) > 1
    first, *others = slack.messages
    assert first["thread_ts"] is None
    assert {message["thread_ts"] for message in others} == {first["ts"]}


def test_direct_runs_at_once(empty_database: str | None, tmp_path: Path) -> None:
    """Eight first runs without Prefect, on either database."""
    with serving() as slack:
        done = _run_at_once(
            tmp_path / "home", slack, seeds(tmp_path / "seeds"), "--direct", url=empty_database
        )
        assert [(code, err) for code, _, err in done] == [(0, "")] * PROCESSES
        _assert_one_digest(slack)


def test_flow_runs_at_once(tmp_path: Path) -> None:
    """Eight first runs, each with a temporary Prefect server on one fresh Prefect database."""
    with serving() as slack:
        done = _run_at_once(tmp_path / "home", slack, seeds(tmp_path / "seeds"))
        assert [(code, err) for code, _, err in done] == [(0, "")] * PROCESSES
        _assert_one_digest(slack)
