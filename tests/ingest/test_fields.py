import gzip
import zlib
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.body import Body, read_coding
from flows.ingest.failures import CodingError
from flows.ingest.fields import (
    read_content_type,
    read_fields,
    read_freshness,
    read_length,
    read_retry_after,
    read_validator,
)

NOW = 1_795_500_000.0


@pytest.mark.parametrize(
    "value,kind,charset",
    [
        (b"", "", None),
        (b"text/html", "text/html", None),
        (b"Text/HTML; Charset=EUC-KR", "text/html", "euc-kr"),
        (b'text/html; charset="euc-kr"', "text/html", "euc-kr"),
        (b"text/html; charset='ks_c_5601-1987'", "text/html", "ks_c_5601-1987"),
        (b'text/html; charset="utf-8', "text/html", "utf-8"),
        (b'text/html; charset=\\"utf-8\\"', "text/html", "utf-8"),
        (b"text/html;charset = utf-8 ; boundary=x", "text/html", "utf-8"),
        (b"text/html charset=utf-8", "text/html", "utf-8"),
        (b"text/html,charset=utf-8", "text/html", "utf-8"),
        (b"application/rss+xml;; charset=utf-8", "application/rss+xml", "utf-8"),
        (b"application/atom+xml; type=feed;charset=UTF-8", "application/atom+xml", "utf-8"),
        (b"text/html; charset=", "text/html", None),
        (b"text/html; charset=;", "text/html", None),
        (b"text/html; xcharset=utf-8", "text/html", None),
        (b"charset=euc-kr", "", "euc-kr"),
        (b"html", "", None),
        (b"text/html; charset=\xc7\xd1", "text/html", None),
    ],
)
def test_reads_content_types_as_servers_quote_them(
    value: bytes, kind: str, charset: str | None
) -> None:
    """The media type and the label in small letters."""
    assert read_content_type({b"content-type": value}) == (kind, charset)


@pytest.mark.parametrize(
    "value,seconds",
    [
        (b"120", 120.0),
        (b" 3 ", 3.0),
        (b"0", 0.0),
        (b"1.5", 1.5),
        (b"9" * 400, 86_400.0),
        (b"100000", 86_400.0),
        (formatdate(NOW + 90, usegmt=True).encode(), 90.0),
        (formatdate(NOW - 90, usegmt=True).encode(), 0.0),
        (b"Wed, 24 Nov 2100 00:00:00 GMT", 86_400.0),
        (b"-5", None),
        (b"soon", None),
        (b"", None),
        (b"1e9", None),
        (b"nan", None),
        (b"Wed, 99 Nov 2026 00:00:00 GMT", None),
        (b"\xb3\xaa\xc1\xdf", None),
        ("３".encode(), None),
    ],
)
def test_reads_retry_after_in_both_forms(value: bytes, seconds: float | None) -> None:
    """Seconds or a date, a day at most; garbage is no wish."""
    assert read_retry_after({b"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(
    "fields,seconds",
    [
        ({}, 0.0),
        ({b"cache-control": b"max-age=600"}, 600.0),
        ({b"cache-control": b'public, Max-Age = "600"'}, 600.0),
        ({b"cache-control": b"max-age=600", b"age": b"100"}, 500.0),
        ({b"cache-control": b"max-age=600", b"age": b"900"}, 0.0),
        ({b"cache-control": b"max-age=99999999999999999999"}, 86_400.0),
        ({b"cache-control": b"max-age=-1"}, 0.0),
        ({b"cache-control": b"s-maxage=600"}, 0.0),
        ({b"cache-control": b"no-cache, max-age=600"}, 0.0),
        ({b"cache-control": b"max-age=600,no-store"}, 0.0),
        ({b"cache-control": b"max-age=60", b"expires": formatdate(NOW + 5).encode()}, 60.0),
        ({b"expires": formatdate(NOW + 300, usegmt=True).encode()}, 300.0),
        (
            {
                b"expires": formatdate(NOW + 300, usegmt=True).encode(),
                b"date": formatdate(NOW + 100, usegmt=True).encode(),
            },
            200.0,
        ),
        ({b"expires": b"0"}, 0.0),
        ({b"expires": b"-1"}, 0.0),
        ({b"expires": b"Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
    ],
)
def test_reads_how_long_an_answer_holds(fields: dict[bytes, bytes], seconds: float) -> None:
    """max-age less Age, then Expires less Date, a day at most."""
    assert read_freshness(fields, NOW) == seconds


@given(st.binary(max_size=60))
def test_reads_any_bytes_in_a_field(value: bytes) -> None:
    """No value makes a reader fail."""
    names = (
        b"content-type",
        b"retry-after",
        b"expires",
        b"date",
        b"age",
        b"cache-control",
        b"etag",
    )
    fields = dict.fromkeys(names, value)

    read_content_type(fields)
    assert 0 <= (read_retry_after(fields, NOW) or 0) <= 86_400
    assert 0 <= read_freshness(fields, NOW) <= 86_400
    assert (read_validator(fields, b"etag") or "-").isprintable()


@pytest.mark.parametrize(
    "value,validator",
    [
        (b'W/"a-1"', 'W/"a-1"'),
        (b"unquoted", "unquoted"),
        (b"", None),
        (b'"\xc7\xd1"', None),
        (b'"' + b"a" * 2_000 + b'"', None),
    ],
)
def test_keeps_validators_that_can_be_sent_back(value: bytes, validator: str | None) -> None:
    """As they came, weak ones too; not what no header field can hold."""
    assert read_validator({b"etag": value}, b"etag") == validator


def test_the_first_of_a_field_counts() -> None:
    """Repeated fields are not joined, but every Content-Encoding is seen."""
    raw = [(b"Location", b"/a,b"), (b"location", b"/c")]
    raw += [(b"Content-Encoding", b"gzip"), (b"content-encoding", b"br")]

    fields = read_fields(raw)

    assert fields[b"location"] == b"/a,b"
    with pytest.raises(CodingError):
        read_coding(fields)


@pytest.mark.parametrize("value,length", [(b"12", 12), (b"", 0), (b"x", 0), (b"-1", 0)])
def test_reads_a_length(value: bytes, length: int) -> None:
    """Bytes; what is no number says nothing."""
    assert read_length({b"content-length": value}) == length


@pytest.mark.parametrize(
    "value,coding",
    [(b"", ""), (b"identity", ""), (b"GZIP", "gzip"), (b"x-gzip", "gzip"), (b"deflate", "deflate")],
)
def test_knows_the_encodings_it_asks_for(value: bytes, coding: str) -> None:
    """Gzip and deflate."""
    assert read_coding({b"content-encoding": value}) == coding


@pytest.mark.parametrize(
    "value", [b"br", b"zstd", b"compress", b"gzip, gzip", b"gzip,br", b"gzipp", b"\xc7\xd1"]
)
def test_refuses_other_and_stacked_encodings(value: bytes) -> None:
    """Whatever was not asked for."""
    with pytest.raises(CodingError):
        read_coding({b"content-encoding": value})


def inflate(coding: str, data: bytes, *, limit: int = 1_000, step: int = 7) -> bytes:
    body = Body(coding, limit)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    body.end()
    return body.take()


def bare(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


@given(st.binary(max_size=300), st.integers(1, 50))
def test_inflates_what_was_deflated(data: bytes, step: int) -> None:
    """Gzip in one or more members, zlib and bare deflate, in pieces of any size."""
    assert inflate("", data, step=step) == data
    assert inflate("gzip", gzip.compress(data), step=step) == data
    assert inflate("gzip", gzip.compress(data) * 2, step=step) == data * 2
    assert inflate("gzip", gzip.compress(data) + b"\0" * 9, step=step) == data
    assert inflate("deflate", zlib.compress(data), step=step) == data
    assert inflate("deflate", bare(data), step=step) == data


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_an_empty_body_needs_no_compression(coding: str) -> None:
    """Servers label even nothing as compressed."""
    assert inflate(coding, b"") == b""


@pytest.mark.parametrize(
    "coding,data,error",
    [
        ("gzip", gzip.compress(b"a" * 99)[:-1], EOFError),
        ("gzip", gzip.compress(b"a" * 99)[:5], EOFError),
        ("gzip", gzip.compress(b"a") + gzip.compress(b"b")[:-2], EOFError),
        ("deflate", zlib.compress(b"a" * 99)[:-1], EOFError),
        ("gzip", b"plain text", zlib.error),
        ("deflate", b"\xff\xff\xff\xff", zlib.error),
    ],
)
def test_tells_a_body_that_is_cut_or_damaged(
    coding: str, data: bytes, error: type[Exception]
) -> None:
    """Never half a text."""
    with pytest.raises(error):
        inflate(coding, data)


@pytest.mark.parametrize("size,is_full", [(999, False), (1_000, False), (1_001, True)])
def test_stops_at_the_limit(size: int, *, is_full: bool) -> None:
    """The limit itself still fits, plain or compressed."""
    for coding, data in (("", b"a" * size), ("gzip", gzip.compress(b"a" * size))):
        body = Body(coding, 1_000)
        body.add(data)
        assert body.is_full is is_full
        assert len(body.take()) == min(size, 1_000)
