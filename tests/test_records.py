"""JSON records in and out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.records import RecordError, key_of, text_of

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    "published, expected",
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-23T15:30:00Z", date(2026, 11, 24)),  # half past midnight in Seoul
        ("2026-11-23T14:59:59Z", date(2026, 11, 23)),
        ("2026-11-24 09:00", date(2026, 11, 24)),
        ("2026.11.24 14:00", date(2026, 11, 24)),
        ("2026년 11월 24일 오후 2:00", date(2026, 11, 24)),
        ("", None),
        (None, None),
    ],
)
def test_published_is_the_day_in_the_zone(published: str | None, expected: date | None) -> None:
    """A moment is the day that it is in the configured zone, however it is written."""
    assert text_of({"text": "t", "published": published}, SEOUL).published == expected


@pytest.mark.parametrize(
    "record",
    [None, 7, "text", [], {}, {"title": " ", "text": "\n"}, {"text": 1}, {"title": ["t"]}]
    + [{"text": "t", "published": published} for published in ("soon", 20261124, "2026-13-01")],
)
def test_what_is_no_article_is_told(record: object) -> None:
    """Every mistake is told with the remedy."""
    with pytest.raises(RecordError) as caught:
        text_of(record, SEOUL)
    assert caught.value.remedy


def test_text_is_nfc_and_keeps_its_signs() -> None:
    """Decomposed Korean is composed; ㈜ stays one character."""
    assert text_of({"text": "㈜건너전자"}, SEOUL).body == "㈜건너전자"


@pytest.mark.parametrize(
    "record, key",
    [
        ({"id": "a", "url": "u"}, "a"),
        ({"id": None, "url": "u"}, "u"),
        ({"id": 7}, 7),
        ({"id": ["a"]}, None),
        ({}, None),
        ([], None),
    ],
)
def test_what_names_a_record(record: object, key: str | int | None) -> None:
    """Its id, else its address, else nothing."""
    assert key_of(record) == key


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "url"]), inner),
    max_leaves=6,
)


@given(JSON)
def test_any_json_is_a_text_or_an_error(record: object) -> None:
    """Nothing that JSON can carry breaks the reading of records."""
    key_of(record)
    with suppress(RecordError):
        text_of(record, SEOUL)
