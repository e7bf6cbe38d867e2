"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from flows.settings.environment import Settings, variable
from tests.command import ROOT, environment, matson

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
COMMANDS = [shlex.split(line, comments=True)[1:] for line in LINES if line.startswith("matson")]
TARGETS = [line.split()[1] for line in LINES if line.startswith("make")]
DIGEST = next(block for kind, block in BLOCKS if kind == "text" and "참고" in block)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fresh home."""
    return tmp_path / "home"


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_of_the_readme_runs(arguments: list[str], home: Path) -> None:
    """Each ends well, in a fresh home, without a traceback on either stream."""
    done = matson(*arguments, env=environment(home))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout


def test_the_readme_s_digest_is_what_the_first_run_prints(home: Path) -> None:
    """Line by line, the moment in the heading aside."""
    done = matson("run", "--source", "seeds", "--direct", env=environment(home))
    printed = done.stdout.splitlines()
    shown = [line for line in DIGEST.splitlines()[1:] if line.strip() != "..."]
    assert shown
    assert [line for line in shown if line not in printed] == []


def test_the_second_run_says_in_one_line_that_nothing_is_new(home: Path) -> None:
    """As the README promises."""
    env = environment(home)
    matson("run", "--source", "seeds", "--direct", env=env)
    done = matson("run", "--source", "seeds", "--direct", env=env)
    assert "새 협력 없음" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_the_make_targets_of_the_readme_are_there() -> None:
    """They install, so they are not run from the tests."""
    rules = (ROOT / "Makefile").read_text("utf-8")
    assert TARGETS == ["run", "test"]
    assert all(f"\n{target}:" in rules for target in TARGETS)


def test_every_setting_is_in_the_readme() -> None:
    """The table of variables is whole."""
    assert [v for v in map(variable, Settings.model_fields) if f"`{v}`" not in README] == []
