from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from flows.export import csv_parts
from flows.export.table import BOM, COLUMNS, make_inert
from tests.export.samples import MIR, RAON, listed, reading


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_for_each_with_all_that_is_known() -> None:
    """Read back, every column is there and lists are parted by semicolons."""
    one = listed(
        3,
        RAON,
        MIR,
        topics=("의료 AI", "로봇, 재활"),
        date="2026-11-23",
        name='"센터"',
        readings=(reading(), reading(), reading(None), reading("https://b.example.com/")),
    )
    text = "".join(csv_parts([one, listed(4)]))
    first, second = _read(text)
    assert tuple(first) == COLUMNS
    assert (first["id"], second["id"]) == ("3", "4")
    assert first["parties"] == "라온대학교; 미르병원"
    assert first["topics"] == "의료 AI; 로봇, 재활"
    assert first["name"] == '"센터"'
    assert first["urls"] == "https://news.example.com/a/1?x=1&y=2; https://b.example.com/"
    assert (first["confidence"], first["outlets"], first["background"]) == ("0.9", "1", "no")
    assert text.count("\r\n") == 3


def test_nothing_found_is_a_heading_alone() -> None:
    """A program that reads it finds the columns."""
    assert "".join(csv_parts([])) == ",".join(COLUMNS) + "\r\n"


def test_the_mark_for_excel_comes_once_and_first() -> None:
    """Without being asked for it is not there."""
    assert "".join(csv_parts([listed()], has_bom=True)).startswith(f"{BOM}id,")
    assert BOM not in "".join(csv_parts([listed()]))


@pytest.mark.parametrize(
    "text, cell",
    [
        ("=1+1", "'=1+1"),
        ("+82-2-880", "'+82-2-880"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("  =1", "'=1"),
        ("\u200b=1", "'=1"),
        ("＝1", "'＝1"),
        ("a\nb\x00c", "a bc"),
        ("1-1", "1-1"),
        ("a=b", "a=b"),
        ("·협약", "·협약"),
        ("'인용'", "'인용'"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """What begins like one is text, wherever it comes from; the rest is as it was."""
    assert make_inert(text) == cell
    deal = replace(listed().collaboration, evidence=text, name=text, topics=(text, "b"))
    (row,) = _read("".join(csv_parts([replace(listed(), collaboration=deal)])))
    assert (row["evidence"], row["name"]) == (cell, cell)
    assert not row["topics"].startswith(("=", "+", "-", "@", "\t", "＝"))
