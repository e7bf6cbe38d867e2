from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.export import json_parts, listed_record, write_file
from tests.export.samples import listed


def test_a_file_is_replaced_when_its_text_is_whole(tmp_path: Path) -> None:
    """Until the last part the old one stands; its rights stay."""
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)

    def parts() -> Iterator[str]:
        yield "새"
        assert path.read_text("utf-8") == "old"
        yield "것"

    write_file(path, parts())
    assert path.read_text("utf-8") == "새것"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """Whatever breaks half-way."""
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def parts() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(path, parts())
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_readable_as_others_are(tmp_path: Path) -> None:
    """Not for its owner alone, as temporary files are."""
    ordinary, ours = tmp_path / "a", tmp_path / "b"
    ordinary.touch()
    write_file(ours, ["\ud800"])
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)
    assert ours.read_bytes() == b"?"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """With the file and what to do."""
    with pytest.raises(UsageError, match="can't be written") as raised:
        write_file(tmp_path / "no" / "a.csv", ["x"])
    assert "folder" in raised.value.remedy


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array(count: int) -> None:
    """Also of nothing; a half of a character does not break it."""
    records = [listed_record(listed(n, evidence="\ud800반")) for n in range(count)]
    text = "".join(json_parts(records))
    assert [one["id"] for one in json.loads(text)] == list(range(count))
    assert all(one["evidence"] == "\ufffd반" for one in json.loads(text))
    text.encode()
