import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.charsets import read_labelled

KOREAN = "건너전자는 라온대와 ‘AI’ 협약을 맺었다. 똠방각하"
PROSE = (KOREAN + "\n") * 20


@pytest.mark.parametrize(
    "text,codec,labels",
    [
        (KOREAN, "utf-8", ["euc-kr"]),
        (KOREAN, "cp949", ["utf-8", "us-ascii"]),
        (KOREAN, "cp949", ["iso-8859-1", "euc-kr"]),
        (KOREAN, "cp949", ["iso-8859-1"]),
        (KOREAN, "cp949", ["rot13", "base64", "unicode_escape"]),
        (KOREAN, "utf-16", ["utf-8"]),
        ("카키", "cp949", ["euc-kr"]),
        ("īŰ", "utf-8", ["utf-8"]),
        ("café, naïve", "utf-8", ["euc-kr"]),
        ("café, naïve", "cp1252", ["utf-8"]),
        ("café, naïve", "cp1252", [None]),
        ("日本語の記事", "shift-jis", ["Shift_JIS"]),
        ("日本語の記事", "iso2022_jp", ["iso-2022-jp"]),
        ("中文新闻", "gb18030", ["gb2312"]),
        ("Новости", "koi8_r", ["KOI8-R"]),
        ("", "utf-8", ["utf-8"]),
    ],
)
def test_readings(text: str, codec: str, labels: list[str | None]) -> None:
    """What all bytes say wins over labels; a label decides where the bytes don't."""
    reading = read_labelled(text.encode(codec), labels)
    assert (reading.text, reading.broken) == (text, 0)


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_broken_bytes(codec: str) -> None:
    """A letter cut in half is left out and counted, whatever the labels say."""
    data = PROSE.encode(codec)
    cut = data + KOREAN.encode(codec).rstrip(b"\xed\x95\x98")[:-1] + b"<"
    for labels in (["utf-8"], ["euc-kr"], [None]):
        reading = read_labelled(cut, labels)
        assert reading.text.startswith(PROSE)
        assert 0 <= reading.broken <= 1
        assert "\ufffd" not in reading.text


def test_cp949_inside_of_utf8() -> None:
    """An item in another encoding than its feed is read too."""
    data = PROSE.encode() + KOREAN.encode("cp949") + b"\n" + PROSE.encode()
    assert read_labelled(data, ["utf-8"]).text == f"{PROSE}{KOREAN}\n{PROSE}"


@pytest.mark.parametrize(
    "data,labels",
    [
        (os.urandom(4096), [None]),
        ("今天公司与大学签署了人工智能合作协议，双方将共同研究。".encode("gbk"), [None]),
        (KOREAN.encode("utf-16-le")[1:] + b"\xff" * 99, ["utf-8"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0" + bytes(range(256)) * 8, ["euc-kr"]),
    ],
)
def test_unreadable(data: bytes, labels: list[str | None]) -> None:
    """What reads like no text is refused, not turned into signs."""
    with pytest.raises(SourceError, match="is not readable"):
        read_labelled(data, labels)


@given(st.binary(max_size=300), st.lists(st.sampled_from([None, "euc-kr", "utf-8", "big5", "x"])))
def test_any_bytes(data: bytes, labels: list[str | None]) -> None:
    """Any bytes give text or a SourceError."""
    try:
        reading = read_labelled(data, labels)
    except SourceError:
        return
    assert reading.broken >= 0
