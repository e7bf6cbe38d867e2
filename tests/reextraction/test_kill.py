"""A re-extraction that is killed anywhere has done all of it or nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.command import ROOT, command, environment, matson
from tests.seeding import CENTRE, ROBOTS, left_behind, seeds

OWN = "- {name: 미르의료재단, kind: hospital, aliases: [미르병원]}\n"
APPLY = ("reextract", "--apply")


def _environment(home: Path, config: Path) -> dict[str, str]:
    return environment(home, CONFIG_DIR=str(config))


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(4, marks=pytest.mark.timeout(600)),
        pytest.param(200, marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
    ],
)
def test_a_killed_one_leaves_all_or_nothing(kills: int, tmp_path: Path) -> None:
    """Killed at many moments, and run again: state is as after one that was left in peace."""
    config = tmp_path / "config"
    (config / "local").mkdir(parents=True)
    (config / "sources.yaml").write_text("sources: [{name: seeds, kind: folder, path: seeds}]\n")
    folder = seeds(tmp_path / "seeds", CENTRE, ROBOTS)
    first = tmp_path / "first"
    run = ("run", "--direct", "--source", "seeds", "--seeds", str(folder))
    assert matson(*run, env=_environment(first, config)).returncode == 0
    (config / "local" / "organizations.yaml").write_text(OWN)
    before = left_behind(first / "matson.db")

    peaceful = shutil.copytree(first, tmp_path / "peaceful")
    start = time.monotonic()
    assert matson(*APPLY, env=_environment(peaceful, config)).returncode == 0
    seconds = time.monotonic() - start
    after = left_behind(peaceful / "matson.db")
    assert after != before

    chance = random.Random(20261124)  # noqa: S311 - moments, not secrets
    moments = [seconds * (number + chance.random()) / kills for number in range(kills)]

    def attempt(number: int) -> None:
        home = shutil.copytree(first, tmp_path / f"home{number}")
        env = _environment(home, config)
        _kill(env, moments[number])
        told = f"killed after {moments[number]:.2f} s"
        assert left_behind(home / "matson.db") in (before, after), told
        assert matson(*APPLY, env=env).returncode == 0, told
        assert left_behind(home / "matson.db") == after, told

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(attempt, range(kills)))


def _kill(env: dict[str, str], after: float) -> None:
    process = subprocess.Popen(
        command(*APPLY),
        env=env,
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
