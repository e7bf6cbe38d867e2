"""`matson run` as a Prefect flow, in processes of its own, with real servers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from flows import server
from tests.command import ROOT, command, environment, matson
from tests.seeding import CENTRE, seeds

ARGUMENTS = ("run", "--source", "seeds")


@dataclass(frozen=True)
class Configured:
    """A Prefect server that the user has configured, and the environment that names it."""

    url: str
    env: dict[str, str]

    def post(self, path: str, body: object) -> Any:  # noqa: ANN401  JSON
        """Ask its API."""
        return (
            httpx.post(f"{self.url}/{path}", json=body, trust_env=False).raise_for_status().json()
        )


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Configured]:
    """Run a server for the module."""
    home = tmp_path_factory.mktemp("configured")
    env = environment(home)
    server.prepare(env, home)
    started = server.start(env)
    started.wait()
    yield Configured(started.api_url, {"PREFECT_API_URL": started.api_url})
    started.stop()


def _plain(text: str) -> Any:  # noqa: ANN401  JSON
    """Give the object of --json."""
    return json.loads(text)


def test_the_seed_is_told_once(tmp_path: Path) -> None:
    """First a digest, then one line; no traceback and nothing else on either stream."""
    env = environment(tmp_path)
    first = matson(*ARGUMENTS, env=env)
    second = matson(*ARGUMENTS, env=env)
    assert (first.returncode, first.stderr) == (0, "")
    assert "LG AI연구원 × 서울대 AI대학원" in first.stdout
    assert (second.returncode, second.stderr) == (0, "")
    assert len(second.stdout.splitlines()) == 1
    assert "새 협력 없음" in second.stdout


def test_both_ways_give_the_same_objects(configured: Configured, tmp_path: Path) -> None:
    """`--json` prints one object and nothing else, the same with Prefect and without."""
    flow = matson(*ARGUMENTS, "--json", env=environment(tmp_path / "flow") | configured.env)
    direct = matson(*ARGUMENTS, "--json", "--direct", env=environment(tmp_path / "direct"))
    assert (flow.stderr, direct.stderr) == ("", "")
    told = _plain(flow.stdout)
    assert told == _plain(direct.stdout)
    assert list(told) == ["articles", "new", "updates", "coverage", "context", "deliveries"]
    assert (told["articles"], len(told["new"]), len(told["context"])) == (1, 1, 1)


def test_a_configured_server_shows_the_run(configured: Configured, tmp_path: Path) -> None:
    """It is used instead of a temporary one, and has the run, its tasks and its artifacts."""
    env = environment(tmp_path / "home") | configured.env
    folder = seeds(tmp_path / "seeds", CENTRE)
    done = matson(*ARGUMENTS, "--seeds", str(folder), env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "home" / "prefect" / "temporary-server.log").exists()
    newest = {"sort": "START_TIME_DESC", "limit": 1}
    run = configured.post("flow_runs/filter", newest)[0]
    assert run["name"].endswith(" seeds")
    assert run["state"]["type"] == "COMPLETED"
    assert run["state"]["message"].startswith("2 articles, 2 new")
    tasks = configured.post(
        "task_runs/filter",
        {"flow_runs": {"id": {"any_": [run["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"},
    )
    names = ["ingest seeds", "extract from 1", "compare", "report"]
    assert [task["name"] for task in tasks] == names
    artifacts = configured.post(
        "artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}}
    )
    kept = {artifact["key"]: artifact["data"] for artifact in artifacts}
    assert kept.keys() == {"digest", "changes"}
    assert "건너전자 × 라온대학교" in kept["digest"]
    assert "건너전자 × 라온대학교" in {row["parties"] for row in json.loads(kept["changes"])}


def test_a_degraded_run_completes_and_says_so(configured: Configured, tmp_path: Path) -> None:
    """A source that worked and fails: all else is done, exit code 1, the state's message tells."""
    env = environment(tmp_path / "home") | configured.env
    folder = seeds(tmp_path / "seeds")
    assert matson(*ARGUMENTS, "--seeds", str(folder), env=env).returncode == 0
    (folder / "empty.txt").touch()
    done = matson(*ARGUMENTS, "--seeds", str(folder), env=env)
    assert done.returncode == 1
    assert done.stderr.startswith("matson: seeds: empty.txt ")
    run = configured.post("flow_runs/filter", {"sort": "START_TIME_DESC", "limit": 1})[0]
    assert run["state"]["type"] == "COMPLETED"
    assert run["state"]["message"].startswith("degraded: seeds: empty.txt ")


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A configured server that does not answer: a message with the remedy, no traceback."""
    env = environment(tmp_path) | {"PREFECT_API_URL": "http://me:secret@127.0.0.1:9/api"}
    done = matson(*ARGUMENTS, env=env)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "127.0.0.1:9" in done.stderr
    assert "secret" not in done.stderr
    assert "PREFECT_API_URL" in done.stderr


def test_the_flow_runs_from_the_environment_alone(configured: Configured, tmp_path: Path) -> None:
    """As a deployment runs it: `flows.watch:watch`, with the parameters that its form shows."""
    program = (
        "from flows.watch import watch; state = watch(sources=['seeds'], return_state=True);"
        "print(list(watch.parameters.properties), state.message)"
    )
    done = subprocess.run(
        [command()[0], "-c", program],
        env=environment(tmp_path) | configured.env | {"PREFECT_LOGGING_LEVEL": "ERROR"},
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout == "['sources', 'since', 'dry_run', 'announce'] 1 articles, 1 new, 1 context\n"
    )


@contextmanager
def _running(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run; it is killed at the end of the block, if it has not ended by then."""
    with subprocess.Popen(
        command(*ARGUMENTS),
        env=environment(home),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def _wait_for_child(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while not _children(process):
        assert time.monotonic() < deadline, "no server was started"
        time.sleep(0.02)


@pytest.mark.parametrize("seconds", [0, 2, 4, 7])
def test_a_killed_run_leaves_no_process_behind(tmp_path: Path, seconds: float) -> None:
    """SIGKILL while the server starts, migrates, or works: it is gone within seconds."""
    with _running(tmp_path) as process:
        _wait_for_child(process)
        time.sleep(seconds)
        children = _children(process)
        process.kill()
    _, alive = psutil.wait_procs(children, timeout=8)
    assert alive == []


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("seconds", [0, 1.5, 4])
def test_ctrl_c_ends_a_run(tmp_path: Path, seconds: float) -> None:
    """It ends within seconds with 130, without a traceback and without a server left behind."""
    with _running(tmp_path) as process:
        _wait_for_child(process)
        time.sleep(seconds)
        children = _children(process)
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert err.decode().strip() == "matson: interrupted"
    _, alive = psutil.wait_procs(children, timeout=8)
    assert alive == []
