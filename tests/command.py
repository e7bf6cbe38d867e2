"""The `matson` command as a process of its own, in an environment that a test decides on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("MATSON_", "PREFECT_", "NAVER_")  # what the person's own environment may hold


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give an environment whose state is in `home`; names in `more` get the prefix MATSON_."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    ours = {f"MATSON_{name}": value for name, value in more.items()}
    return {**kept, "PYTHONPATH": str(ROOT), "MATSON_HOME": str(home), **ours}


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Have processes that a test starts take SIGINT, also where the tests run in the background.

    A shell lets its background jobs ignore it, and what is ignored stays so in a child.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def command(*arguments: str) -> list[str]:
    """Give the command line."""
    return [sys.executable, "-m", "flows.cli", *arguments]


def matson(
    *arguments: str,
    env: Mapping[str, str],
    cwd: Path = ROOT,
    stdin: bytes | None = b"",
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run it to its end and give its exit code and both streams."""
    done = subprocess.run(
        command(*arguments),
        env=dict(env),
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )
