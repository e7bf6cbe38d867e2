"""Bad input from end to end: each is told with the remedy, and a good run then finds everything."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command import ROOT, environment, matson
from tests.seeding import CENTRE, ROBOTS, seeds
from tests.slack_double import CHANNEL, TOKEN, serving

NOISE = 20_000_000  # bytes

# A root that may no longer read everything is what any other user is; the capabilities
# CAP_DAC_OVERRIDE (1) and CAP_DAC_READ_SEARCH (2) leave the bounding set (PR_CAPBSET_DROP, 24).
UNPRIVILEGED = """
import ctypes, os, sys
if os.geteuid() == 0:
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
os.execv(sys.executable, [sys.executable, "-m", "flows.cli", *sys.argv[1:]])
"""


def _run(folder: Path, env: Mapping[str, str], *more: str) -> tuple[int, str, str]:
    done = matson(
        "run", "--direct", "--source", "seeds", "--seeds", str(folder), "--json", *more, env=env
    )
    return done.returncode, done.stdout, done.stderr


def _new(text: str) -> set[str]:
    """Give the first party of each new collaboration of --json."""
    return {change["parties"][0]["name"] for change in json.loads(text)["new"]}


def _break(kind: str, folder: Path) -> Path:
    """Put something bad beside the good documents."""
    bad = folder / {"directory": "x.txt", "too deep": "deep.json"}.get(kind, f"{kind}.txt")
    if kind == "directory":
        bad.mkdir()
    elif kind == "noise":
        bad.write_bytes(random.Random(1).randbytes(NOISE))  # noqa: S311  noise, not secrets
    elif kind == "too deep":
        bad.write_text("[" * 100_000)
    else:
        bad.write_bytes({"empty": b"", "garbled": b"\xec\xa7 \xed\xa0\x80\xff\n" * 40}[kind])
    return bad


@pytest.mark.parametrize("kind", ["empty", "noise", "garbled", "directory", "too deep"])
def test_a_bad_document_is_told_and_the_rest_go_on(kind: str, tmp_path: Path) -> None:
    """It is named with the remedy, exit code 1; without it the next run adds what is new."""
    env = environment(tmp_path / "home")
    folder = seeds(tmp_path / "seeds", CENTRE)
    bad = _break(kind, folder)
    code, out, err = _run(folder, env)
    assert (code, _new(out)) == (1, {"LG AI연구원", "건너전자"})
    assert err.startswith(f"matson: seeds: {bad.name} ")
    assert "→" in err
    assert "Traceback" not in err
    shutil.rmtree(bad) if bad.is_dir() else bad.unlink()
    (folder / "later.txt").write_text(ROBOTS)
    code, out, err = _run(folder, env)
    assert (code, _new(out), err) == (0, {"새벽로보틱스"}, "")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """Its name and the remedy; once it may be read it is found."""
    env = environment(tmp_path / "home")
    folder = seeds(tmp_path / "seeds", CENTRE)
    locked = folder / "more1.txt"
    locked.chmod(0)
    arguments = ["run", "--direct", "--source", "seeds", "--seeds", str(folder), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, _new(done.stdout)) == (1, {"LG AI연구원"})
    assert done.stderr.startswith("matson: seeds: more1.txt ")
    assert "→" in done.stderr
    locked.chmod(0o644)
    code, out, err = _run(folder, env)
    assert (code, _new(out), err) == (0, {"건너전자"}, "")


def test_a_folder_that_is_not_there_is_told_and_others_go_on(tmp_path: Path) -> None:
    """One that never worked is one line and no failure; one that worked makes the exit code 1."""
    config = _config(tmp_path, sources=(tmp_path / "seeds", tmp_path / "gone"))
    env = environment(tmp_path / "home", CONFIG_DIR=str(config))
    seeds(tmp_path / "seeds")
    first = matson("run", "--direct", "--json", env=env)
    assert (first.returncode, _new(first.stdout)) == (0, {"LG AI연구원"})
    assert first.stderr.startswith("matson: never read so far: gone (")
    assert len(first.stderr.splitlines()) == 1
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "a.txt").write_text(CENTRE)
    assert matson("run", "--direct", "--json", env=env).returncode == 0
    shutil.rmtree(tmp_path / "gone")
    third = matson("run", "--direct", "--json", env=env)
    assert third.returncode == 1
    assert third.stderr.startswith("matson: gone: ")


def test_no_source_at_all_is_a_failure(tmp_path: Path) -> None:
    """Where nothing could be read the run failed, also at the first time."""
    config = _config(tmp_path, sources=(tmp_path / "gone",))
    done = matson("run", "--direct", env=environment(tmp_path / "home", CONFIG_DIR=str(config)))
    assert done.returncode == 1
    assert "gone" in done.stderr


def _config(tmp_path: Path, sources: tuple[Path, ...]) -> Path:
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    entries = "".join(
        f"  - {{name: {path.name}, kind: folder, path: {path}, announce: archive}}\n"
        for path in sources
    )
    (config / "sources.yaml").write_text(f"sources:\n{entries}")
    return config


@pytest.mark.parametrize(
    "text, told",
    [
        ("sources:\n  - name: [seeds\n", "sources.yaml:"),
        ("sources:\n  - name: seeds\n    kind: folder\n    path: seeds\n    colour: red\n", ":5:"),
        ("sources:\n\t- name: seeds\n", "sources.yaml:2:"),
    ],
)
def test_a_wrong_configuration_exits_with_2(text: str, told: str, tmp_path: Path) -> None:
    """Broken YAML or an unknown key: file, line and remedy, and nothing is touched."""
    config = _config(tmp_path, sources=())
    (config / "sources.yaml").write_text(text)
    home = tmp_path / "home"
    done = matson("run", env=environment(home, CONFIG_DIR=str(config)))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr
    assert not home.exists()


def test_an_unknown_source_exits_with_2(tmp_path: Path) -> None:
    """The known ones are listed."""
    done = matson("run", "--direct", "--source", "seed", env=environment(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "'seed'" in done.stderr
    assert "seeds" in done.stderr


def test_a_wrong_token_loses_nothing(tmp_path: Path) -> None:
    """The remedy names the variable, exit code 1; with the right token all is posted, once."""
    folder = seeds(tmp_path / "seeds")
    with serving() as slack:

        def env(token: str) -> dict[str, str]:
            return environment(
                tmp_path / "home",
                SLACK_BOT_TOKEN=token,
                SLACK_CHANNEL=CHANNEL,
                SLACK_API_URL=slack.url,
            )

        code, out, err = _run(folder, env("xoxb-wrong-secret"))
        assert (code, _new(out)) == (1, {"LG AI연구원"})
        assert "MATSON_SLACK_BOT_TOKEN" in err
        assert "xoxb-wrong-secret" not in err + out
        assert slack.messages == []
        code, out, err = _run(folder, env(TOKEN))
        assert (code, err) == (0, "")
        assert len(slack.keys()) == len(set(slack.keys())) > 1
        sent = json.loads(out)["deliveries"]
        assert {delivery["state"] for delivery in sent} == {"sent"}
        assert [delivery["id"] for delivery in sent] == slack.keys()


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where the folder should be: the remedy names the setting."""
    (tmp_path / "home").write_bytes(b"")
    done = matson("run", "--direct", env=environment(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "MATSON_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rehearsal_keeps_and_sends_nothing(tmp_path: Path) -> None:
    """`--dry-run` shows what would be posted; the run after it finds and posts everything."""
    folder = seeds(tmp_path / "seeds")
    with serving() as slack:
        env = environment(
            tmp_path / "home", SLACK_BOT_TOKEN=TOKEN, SLACK_CHANNEL=CHANNEL, SLACK_API_URL=slack.url
        )
        code, out, err = _run(folder, env, "--dry-run")
        assert (code, _new(out), err) == (0, {"LG AI연구원"}, "")
        planned = json.loads(out)["deliveries"]
        assert {delivery["state"] for delivery in planned} == {"pending"}
        assert slack.calls == []
        code, out, err = _run(folder, env)
        assert (code, _new(out), err) == (0, {"LG AI연구원"}, "")
        assert len(slack.messages) == len(planned)
