"""Prefect's temporary server: it dies with its parent, and it starts from anything a kill left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from flows import server
from flows.server import ServerError, TemporaryServer
from tests.command import ROOT, environment

PARENT = (
    "import os, sys, time; from flows import server;"
    "started = server.start(os.environ); print(started.process.pid, flush=True);"
    "started.wait() if sys.argv[1] == 'up' else None; print('ready', flush=True);"
    "time.sleep(60)"
)


def _prefect(home: Path) -> dict[str, str]:
    env = environment(home)
    server.prepare(env, home)
    return env


@pytest.fixture
def started(tmp_path: Path) -> Iterator[TemporaryServer]:
    """Give a server on its way up."""
    found = server.start(_prefect(tmp_path))
    yield found
    found.stop()


def _is_gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_it_listens_on_this_machine_alone(started: TemporaryServer) -> None:
    """It answers at its address, on loopback and nowhere else, and is gone when stopped."""
    started.wait()
    assert httpx.get(f"{started.api_url}/health", trust_env=False).status_code == 200
    child = psutil.Process(started.process.pid)
    listening = {c.laddr.ip for c in child.net_connections("inet") if c.status == "LISTEN"}
    assert listening == {"127.0.0.1"}
    assert started.log.read_bytes() == b""
    started.stop()
    assert started.process.returncode is not None
    assert started.log.read_bytes() == b""


@pytest.mark.parametrize("moment", ["starting", "up"])
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_parent(tmp_path: Path, moment: str, sign: signal.Signals) -> None:
    """However the parent dies and however far the server is, it is gone within seconds."""
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, moment],
        env=_prefect(tmp_path),
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert parent.stdout.readline() == b"ready\n"
        assert psutil.pid_exists(pid)
        os.kill(parent.pid, sign)
        parent.wait(10)
    assert _is_gone(pid, seconds=8)


def test_what_a_kill_left_half_made_is_made_anew(tmp_path: Path) -> None:
    """Prefect's database with the mark of an unfinished migration is not used."""
    env = _prefect(tmp_path)
    folder = Path(env["PREFECT_HOME"])
    folder.mkdir()
    (folder / "prefect.db").write_bytes(b"SQLite format 3\0half of it")
    (folder / "prefect.unfinished").touch()
    started = server.start(env)
    try:
        started.wait()
    finally:
        started.stop()
    assert not (folder / "prefect.unfinished").exists()


def test_a_database_without_the_mark_is_kept(tmp_path: Path) -> None:
    """A broken database that may hold a person's runs is told of, with the log, and kept."""
    env = _prefect(tmp_path)
    folder = Path(env["PREFECT_HOME"])
    folder.mkdir()
    (folder / "prefect.db").write_bytes(b"no database at all, but somebody's" * 99)
    started = server.start(env)
    try:
        with pytest.raises(ServerError, match=r"temporary-server\.log.*--direct"):
            started.wait()
    finally:
        started.stop()
    assert (folder / "prefect.db").read_bytes().startswith(b"no database at all")
    assert b"file is not a database" in started.log.read_bytes()


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where the folder should be gives an error that names the setting."""
    (tmp_path / "prefect").write_bytes(b"")
    with pytest.raises(ServerError, match="MATSON_HOME"):
        server.start(_prefect(tmp_path))


def test_no_secret_reaches_the_server(tmp_path: Path) -> None:
    """The server's environment has neither our tokens nor our other settings."""
    env = {
        **_prefect(tmp_path),
        "MATSON_SLACK_BOT_TOKEN": "xoxb-secret",
        "NAVER_CLIENT_SECRET": "n",
    }
    started = server.start(env)
    try:
        theirs = psutil.Process(started.process.pid).environ()
    finally:
        started.stop()
    assert not [name for name in theirs if name.startswith(("MATSON_", "NAVER_"))]
    assert theirs["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_what_the_user_has_set_stays(tmp_path: Path) -> None:
    """Prefect's environment is completed, never overwritten."""
    env = {"PREFECT_LOGGING_LEVEL": "DEBUG", "no_proxy": "example.com"}
    server.prepare(env, tmp_path)
    assert env["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert env["PREFECT_HOME"] == str(tmp_path / "prefect")


def test_no_proxy_is_asked_for_this_machine(tmp_path: Path) -> None:
    """A proxy of the environment can't reach the server, so it is passed by, others are not."""
    env = {**_prefect(tmp_path), "no_proxy": "example.com"}
    server.start(env).stop()
    assert env["no_proxy"] == "example.com,127.0.0.1"
