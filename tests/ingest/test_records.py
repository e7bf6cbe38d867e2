import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.records import parse_records

SEOUL = ZoneInfo("Asia/Seoul")
ONE = {
    "id": "a-1",
    "title": "건너전자, 라온대와 '맞손'",
    "text": "건너전자는 협약을 체결했다.\n두 기관은 함께 연구한다.\n건너전자는 협약을 체결했다.",
    "published": "2026-11-24 14:00",
    "url": "https://hanbit.example/1?id=3&utm_source=x#top",
}
TWO = {"id": 2, "title": "새벽로보틱스, 미르병원과 협약", "text": ""}


@pytest.mark.parametrize("is_lines", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ONE, TWO], ensure_ascii=False, indent=1),
        f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n",
    ],
)
def test_lists_and_lines(text: str, *, is_lines: bool) -> None:
    """A list and JSON Lines are read under either suffix."""
    records = parse_records(text, SEOUL, is_lines=is_lines)
    assert not records.problems
    first, second = records.documents
    assert (first.key, second.key) == ("a-1", "2")
    assert first.title == ONE["title"]
    assert first.body == "건너전자는 협약을 체결했다.\n두 기관은 함께 연구한다."
    assert first.published == datetime(2026, 11, 24, 14, 0, tzinfo=SEOUL)
    assert first.url == "https://hanbit.example/1?id=3"
    assert (second.published, second.url, second.body) == (None, None, "")


def test_one_object() -> None:
    """A .json file may hold one article."""
    records = parse_records(json.dumps(ONE, indent=2), SEOUL, is_lines=False)
    assert [d.key for d in records.documents] == ["a-1"]


@pytest.mark.parametrize(
    "line,said",
    [
        ("{broken", "line 2 is no JSON"),
        ("[1]", "line 2 is no object"),
        ("3", "line 2 is no object"),
        ("{}", "line 2 has no id"),
        ('{"id": true, "text": "x"}', "line 2 has no id"),
        ('{"id": " ", "text": "x"}', "line 2 has no id"),
        ('{"id": "b"}', "line 2 has no text"),
        ('{"id": "b", "text": 3}', "line 2 has a text that is no text"),
        ('{"id": "a-1", "text": "x"}', "line 2 has the id 'a-1' again"),
        ("[" * 100_000, "line 2 is no JSON that can be read"),
        ('{"id": "b", "n": ' + "9" * 5000 + "}", "line 2 is no JSON that can be read"),
    ],
)
def test_malformed_lines(line: str, said: str) -> None:
    """A line that can't be read is told with its number, the rest go on."""
    text = f"{json.dumps(ONE)}\n{line}\n{json.dumps(TWO)}\n"
    records = parse_records(text, SEOUL, is_lines=True)
    assert [d.key for d in records.documents] == ["a-1", "2"]
    assert [p.what[: len(said)] for p in records.problems] == [said]


@pytest.mark.parametrize("field,value", [("published", "어제"), ("url", "javascript:alert(1)")])
def test_a_field_that_is_not_understood(field: str, value: str) -> None:
    """An article keeps its text when its date or address can't be read, and that is told."""
    records = parse_records(json.dumps({**ONE, field: value}), SEOUL, is_lines=True)
    assert getattr(records.documents[0], field) is None
    assert value in records.problems[0].what


@pytest.mark.parametrize("text", ["", " \n", "[]", "{", "[1, 2", "nonsense"])
def test_no_records(text: str) -> None:
    """A file without any record is an error or a problem, never nothing."""
    try:
        assert parse_records(text, SEOUL, is_lines=False).problems
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # either way is right


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "text", "published", "url"]), inner)
    ),
    max_leaves=8,
)


@given(st.lists(_JSON, min_size=1, max_size=4))
def test_every_line_is_read_or_told(entries: list[object]) -> None:
    """Of each line there is a document or a problem."""
    text = "\n".join(json.dumps(entry) for entry in entries)
    if text.lstrip().startswith("["):
        text = f"3\n{text}"
        entries = [3, *entries]
    records = parse_records(text, SEOUL, is_lines=True)
    assert len(records.documents) + len(records.problems) >= len(entries)
