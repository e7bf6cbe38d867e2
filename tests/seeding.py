"""Folders of documents for runs from end to end, and what such a run leaves behind."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

from tests.command import ROOT

CENTRE = """\
건너전자-라온대, 온디바이스 AI 공동연구센터 설립 '맞손'
2026-11-20 10:00
건너전자는 20일 라온대학교와 온디바이스 AI 공동연구센터 설립을 위한 업무협약을 체결했다고 밝혔다.
양측은 5년간 온디바이스 AI 반도체를 함께 연구한다.
"""
ROBOTS = """\
새벽로보틱스, 미르병원과 의료 AI 로봇 공동 개발 업무협약
2026-11-21 11:00
새벽로보틱스는 21일 미르병원과 의료 AI 로봇 공동 개발을 위한 업무협약을 체결했다고 밝혔다.
"""
TIMES = {"found_at", "first_seen", "reported_at", "composed_at", "attempted_at", "not_before"}
TIMES |= {"fetched_at", "seen_at", "last_success", "starts_at", "since", "polled_at", "arrivals"}
STAMP = re.compile(r"\d\d/\d\d\(.\) \d\d:\d\d")  # the moment in a digest's heading
CHANCE = {"key", "ts", "attempts"}  # a random name, Slack's own, and how often it was tried


def seeds(folder: Path, *more: str) -> Path:
    """Make a folder with the seed article and more texts."""
    shutil.copytree(ROOT / "seeds", folder)
    for number, text in enumerate(more, 1):
        (folder / f"more{number}.txt").write_text(text, encoding="utf-8")
    return folder


def left_behind(database: Path) -> dict[str, list[object]]:
    """Give every row of every table, without times and what chance decides, in a fixed order."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            str(row["name"]): sorted(
                (_plain(dict(line)) for line in connection.execute(f"SELECT * FROM {row['name']}")),  # noqa: S608  a table's own name
                key=repr,
            )
            for row in names.fetchall()
        }
    finally:
        connection.close()


def _plain(value: object) -> object:
    """Open JSON text and leave out what may differ between two runs."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        return _plain(json.loads(value))
    if isinstance(value, str):
        return STAMP.sub("…", value)
    if isinstance(value, dict):
        kept = {key: _plain(item) for key, item in value.items() if key not in TIMES | CHANCE}
        return sorted(kept.items())
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
