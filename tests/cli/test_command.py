"""The command as a whole: help, wrong use, errors and interruptions."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from flows import __version__
from flows.cli import COMMANDS, Commands, call, matson
from tests.command import ROOT, command, environment
from tests.command import matson as run


def test_help_imports_neither_kiwi_nor_prefect(tmp_path: Path) -> None:
    """The help is there at once: nothing that takes long to load is imported for it."""
    program = (
        "import sys; from flows.cli import call; code = call(['--help']);"
        "heavy = {'kiwipiepy', 'prefect', 'sqlalchemy', 'pydantic', 'rich'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else code)"
    )
    done = subprocess.run(
        [command()[0], "-c", program],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Read the sources once" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_is_the_commands_own(name: str) -> None:
    """What the list of commands says is the first line of the command's own help."""
    assert isinstance(matson, Commands)
    loaded = matson.get_command(matson.make_context("matson", [name], resilient_parsing=True), name)
    assert loaded is not None
    assert loaded.help is not None
    assert loaded.help.splitlines()[0] == COMMANDS[name][1]


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Both ways of asking for the version give it."""
    assert (call(["version"]), call(["--version"])) == (0, 0)
    assert capsys.readouterr().out == f"matson {__version__}\n" * 2


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["run", "--frobnicate"], ["run", "--since", "yesterday"], ["extract", "no"]],
)
def test_wrong_use_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command, an option or a value that does not exist is wrong use, told on standard error."""
    assert call(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Usage: matson" in told.err


def test_a_wrong_setting_exits_with_2_and_tells_the_remedy(tmp_path: Path) -> None:
    """An unknown variable of ours is told with what to do; no traceback."""
    done = run("sources", "list", env=environment(tmp_path, HOMME="x"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "MATSON_HOMME" in done.stderr
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr


FAULT = (
    "import sys; import flows.cli.version; from flows.cli import main;"
    "flows.cli.version.click = object(); sys.argv = ['matson', 'version']; main()"
)


@pytest.mark.parametrize("debug, is_traced", [("0", False), ("1", True)])
def test_a_fault_is_one_line_and_a_traceback_on_request(
    tmp_path: Path, debug: str, *, is_traced: bool
) -> None:
    """What nobody foresaw is told without a traceback, and how to see it."""
    done = subprocess.run(
        [command()[0], "-c", FAULT],
        env=environment(tmp_path, DEBUG=debug),
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) is is_traced
    assert "AttributeError" in done.stderr
    assert ("MATSON_DEBUG=1" in done.stderr) is not is_traced


_Extracting = tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes], IO[bytes]]


@contextmanager
def _extracting(home: Path) -> Iterator[_Extracting]:
    """Start `matson extract` with its three streams in our hands."""
    with subprocess.Popen(
        command("extract"),
        env=environment(home),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        yield process, process.stdin, process.stdout, process.stderr


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`matson extract | head -1` prints nothing on standard error."""
    line = b'{"id": 1, "title": "t", "text": "x"}\n'
    with _extracting(tmp_path) as (process, given, told, said):
        given.write(line)
        given.flush()
        told.readline()
        told.close()
        given.write(line * 3)
        given.close()
        assert said.read() == b""
        assert process.wait(20) == 1


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_exits_with_130(tmp_path: Path) -> None:
    """An interruption ends the command at once, without a traceback."""
    with _extracting(tmp_path) as (process, given, told, said):
        given.write(b"{}\n")
        given.flush()
        told.readline()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(10) == 130
        assert said.read() == b"\nmatson: interrupted\n"
