"""`matson extract`, `evaluate` and `explain` as a person and a script use them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from flows.cli import call
from tests.command import ROOT, command, environment, matson
from tests.seeding import CENTRE, ROBOTS

KEYS = ["id", "collaborations", "organizations", "topics"]
COLLABORATION = [
    "parties",
    "hub",
    "form",
    "stage",
    "topics",
    "name",
    "date",
    "evidence",
    "rule",
    "confidence",
    "background",
    "is_ai",
]


def _line(key: str, text: str, **more: object) -> str:
    title, _, *rest = text.splitlines()
    record = {"id": key, "title": title, "text": "\n".join(rest), "published": "2026-11-21"}
    return json.dumps(record | more, ensure_ascii=False)


def _out(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_record_has_the_keys_of_the_format(tmp_path: Path) -> None:
    """One object a line, with exactly the keys that scripts read."""
    done = matson("extract", env=environment(tmp_path), stdin=_line("a", CENTRE).encode())
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = _out(done.stdout)
    assert list(record) == KEYS
    assert record["id"] == "a"
    (collaboration,) = record["collaborations"]
    assert list(collaboration) == COLLABORATION
    assert [party["name"] for party in collaboration["parties"]] == ["건너전자", "라온대학교"]
    assert [list(party) for party in collaboration["parties"]] == [
        ["name", "canonical", "kind"]
    ] * 2
    assert collaboration["date"] == "2026-11-20"
    assert {type(topic) for topic in collaboration["topics"]} <= {str}
    assert [list(one) for one in record["organizations"]] == [["name", "canonical"]] * 2


BAD = [
    (b"not json", "is not JSON"),
    (b"[1, 2]", "is not an article"),
    (b'{"id": "x"}', "neither title nor text"),
    (b'{"id": "x", "text": 5}', "text is a int"),
    (b'{"id": "x", "text": "t", "published": "soon"}', "'soon'"),
    (b'{"id": "x", "text": "\xff"}', "not UTF-8"),
    (b"[" * 100_000, "is not JSON"),
]


@pytest.mark.parametrize("arguments", ["-", "- --workers 2", "texts.jsonl"])
def test_a_bad_line_is_told_and_the_rest_go_on(arguments: str, tmp_path: Path) -> None:
    """Each gives an object with the error and its line number, in its place; exit code 1."""
    good = _line("good", ROBOTS).encode()
    texts = b"\n".join(line for bad, _ in BAD for line in (good, b"", bad))
    (tmp_path / "texts.jsonl").write_bytes(texts)
    done = matson(
        "extract", *arguments.split(), env=environment(tmp_path), cwd=tmp_path, stdin=texts
    )
    assert (done.returncode, done.stderr) == (1, "")
    out = _out(done.stdout)
    assert [record["id"] for record in out[::2]] == ["good"] * len(BAD)
    assert [record["line"] for record in out[1::2]] == list(range(3, 3 * len(BAD) + 1, 3))
    for record, (_, told) in zip(out[1::2], BAD, strict=True):
        assert told in record["error"]


def test_workers_keep_the_order(tmp_path: Path) -> None:
    """Several processes print what one prints."""
    lines = "\n".join(_line(f"{n}", (CENTRE, ROBOTS)[n % 2] * (n % 5 + 1)) for n in range(100))
    one, three = (
        matson("extract", "--workers", n, env=environment(tmp_path), stdin=lines.encode())
        for n in ("1", "3")
    )
    assert [record["id"] for record in _out(one.stdout)] == [f"{n}" for n in range(100)]
    assert one.stdout == three.stdout


def test_a_text_without_a_cue_gives_empty_lists(tmp_path: Path) -> None:
    """Nothing is found in it, and nothing is wrong with it."""
    line = b'{"id": 7, "title": "", "text": "\xed\x95\x9c\xea\xb8\x80 \\ud800"}'
    done = matson("extract", env=environment(tmp_path), stdin=line)
    empty: dict[str, object] = {key: [] for key in KEYS}
    assert (done.returncode, _out(done.stdout)) == (0, [empty | {"id": 7}])


def test_each_line_is_answered_at_once(tmp_path: Path) -> None:
    """A program may write a line, read the answer, and write the next."""
    with subprocess.Popen(
        command("extract"),
        env=environment(tmp_path),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        for key in ("a", "b"):
            process.stdin.write(_line(key, CENTRE).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == key
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the person's own environment may hold."""
    for name in ("MATSON_REQUIRE_POSTGRES", "MATSON_SHARED", "MATSON_CONFIG_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("clean")
def test_explain_tells_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence that mattered, the rule, the parties."""
    (tmp_path / "a.txt").write_text(CENTRE)
    assert call(["explain", str(tmp_path / "a.txt")]) == 0
    told = capsys.readouterr().out
    assert "> 건너전자는 20일 라온대학교와" in told
    assert "parties: 건너전자 (company), 라온대학교 (university)" in told
    assert "rule " in told


@pytest.mark.usefixtures("clean")
def test_explain_tells_where_nothing_mattered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text without a cue is no silence."""
    (tmp_path / "a.txt").write_text("오늘 서울은 맑고 낮 기온은 10도까지 오른다.")
    assert call(["explain", str(tmp_path / "a.txt")]) == 0
    assert "no sentence" in capsys.readouterr().out


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("name, code", [("missing.txt", 2), ("empty.txt", 1)])
def test_explain_tells_what_it_cannot_read(
    name: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there is wrong use; one that holds no text is a bad document."""
    (tmp_path / "empty.txt").touch()
    asked = str(tmp_path / name)
    assert call(["explain", asked]) == code
    assert f"{asked} " in capsys.readouterr().err


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("line", ["{", '{"id": 1, "text": "t"}', "7"])
def test_evaluate_names_the_line_without_marks(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that nobody marked is wrong use: file, line, remedy."""
    (tmp_path / "gold.jsonl").write_text(f"\n{line}\n")
    assert call(["evaluate", str(tmp_path / "gold.jsonl")]) == 2
    told = capsys.readouterr().err
    assert f"{tmp_path / 'gold.jsonl'}:2: " in told
    assert "→" in told
