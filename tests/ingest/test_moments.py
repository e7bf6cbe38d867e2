from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.moments import parse_feed_moment


@pytest.mark.parametrize(
    "date,moment",
    [
        ("Tue, 24 Nov 2026 14:00:00 +0900", "2026-11-24T14:00:00+09:00"),
        ("Tue, 24 Nov 2026 05:00:00 GMT", "2026-11-24T05:00:00+00:00"),
        ("Tue, 24 Nov 2026 14:00:00 KST", "2026-11-24T14:00:00+09:00"),
        ("Tue,24 Nov 2026 14:00:00 +09:00", "2026-11-24T14:00:00+09:00"),
        ("Tue, 24 Nov 2026 00:00:00 -0500 EST", "2026-11-24T00:00:00-05:00"),
        ("Tuesday, 24 November 2026 14:00", "2026-11-24T14:00:00+01:00"),
        ("24 Nov 26 14:00:00 UT", "2026-11-24T14:00:00+00:00"),
        ("24 Nov 96 14:00:00 UT", "1996-11-24T14:00:00+00:00"),
        ("화, 24 11월 2026 14:00:00 +0900", "2026-11-24T14:00:00+09:00"),
        ("화, 24 11 2026 14:00:00 KST", "2026-11-24T14:00:00+09:00"),
        ("Tue Nov 24 2026 14:00:00 GMT+0900 (한국 표준시)", "2026-11-24T14:00:00+09:00"),
        ("Tue Nov 24 14:00:00 KST 2026", "2026-11-24T14:00:00+09:00"),
        ("Nov 24, 2026 14:00", "2026-11-24T14:00:00+01:00"),
        ("2026-11-24 14:00:00", "2026-11-24T14:00:00+01:00"),
        ("2026-11-24 14:00:00.0", "2026-11-24T14:00:00+01:00"),
        ("2026-11-24 14:00:00 KST", "2026-11-24T14:00:00+09:00"),
        ("2026-11-24T14:00:00+09:00", "2026-11-24T14:00:00+09:00"),
        ("2026-11-24T14:00:00+09", "2026-11-24T14:00:00+09:00"),
        ("2026-11-24T14:00:00.123456+09:00", "2026-11-24T14:00:00+09:00"),
        ("2026-11-24t05:00:00z", "2026-11-24T05:00:00+00:00"),
        ("2026-11-24", "2026-11-24T00:00:00+01:00"),
        ("2026.11.24 14:00", "2026-11-24T14:00:00+01:00"),
        ("2026. 11. 24. 오후 2:00", "2026-11-24T14:00:00+01:00"),
        ("2026년 11월 24일 오후 2:00", "2026-11-24T14:00:00+01:00"),
        ("2026/11/24 14:00:33", "2026-11-24T14:00:33+01:00"),
        ("20261124140000", "2026-11-24T14:00:00+01:00"),
        ("20261124T140000+0900", "2026-11-24T14:00:00+09:00"),
        ("20261124", "2026-11-24T00:00:00+01:00"),
        ("Thu, 24 Nov 2089 14:00:00 GMT", "2089-11-24T14:00:00+00:00"),
        ("Tue, 24 Nov 2026 25:00:00 +0900", None),
        ("2026-11-31", None),
        ("10-11-2026", None),
        ("24 Foo 2026", None),
        ("1795496400", None),
        ("어제", None),
        ("", None),
        ("2026-11-24 " * 50, None),
    ],
)
def test_dates(date: str, moment: str | None) -> None:
    """Dates as programs write them; a naive one is in the source's zone, another is None."""
    published = parse_feed_moment(date, ZoneInfo("Europe/Paris"))
    assert (published and published.isoformat()) == moment


@given(st.text("0123456789-/.: TZ+,()월화JanNovGMTKS", max_size=40))
def test_no_date_breaks_it(text: str) -> None:
    """Whatever looks like a date gives a moment with a zone, or nothing."""
    found = parse_feed_moment(text, ZoneInfo("Europe/Paris"))
    assert found is None or found.tzinfo is not None
