import codecs
import os
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.decode import CP949_LABELS, PLAUSIBLE, _ordinary, clean, decode

PROSE = "건너전자는 23일 라온대학교와 ‘온디바이스 AI’ 공동연구센터 설립 협약(MOU)을 체결했다.\n"
words = st.lists(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)
    | st.text("ABCabc019.,()", min_size=1, max_size=4),
    min_size=2,
    max_size=20,
).map(" ".join)
# Each Hangul syllable is in CP949; UTF-8 and UTF-16 without a mark can be told by one space.
hangul = st.tuples(st.sampled_from(["건너전자", "라온대학교"]), words).map(" ".join)


@given(hangul, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"]))
def test_round_trip(text: str, encoding: str) -> None:
    """Korean text comes back from each encoding, with a byte order mark or without."""
    assert decode(text.encode(encoding)) == text


@given(st.text())
@example("\ufeff건너")
def test_utf8_is_never_guessed_at(text: str) -> None:
    """Any UTF-8 text without zero characters is read as UTF-8; a mark is no text."""
    if "\0" not in text:
        try:
            assert decode(text.encode("utf-8", "surrogatepass")) == text.removeprefix("\ufeff")
        except (SourceError, UnicodeEncodeError):
            assert any(unicodedata.category(c) == "Cs" for c in text)


@given(st.text())
def test_clean_twice_is_clean_once(text: str) -> None:
    """Clean text stays as it is, is NFC and can be encoded."""
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@pytest.mark.parametrize(
    "raw,cleaned",
    [
        ("건\u200b너\ufeff전\u00ad자\u2060", "건너전자"),
        (unicodedata.normalize("NFD", "건너전자"), "건너전자"),
        ("가\r\n나\r다\u2028라\x85마\x0c바", "가\n나\n다\n라\n마\n바"),
        ("가\u00a0나\u3000다\t라\u3164마", "가 나 다 라 마"),
        ("가\x00\x07\x1b나\x7f", "가나"),
        ("\ud800가", "가"),
        ("㈜건너전자", "㈜건너전자"),
        ("ＡＩ ①", "ＡＩ ①"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    """What is not seen goes, what is seen stays: NFC, never NFKC."""
    assert clean(raw) == cleaned


@pytest.mark.parametrize("label", sorted(CP949_LABELS))
def test_korean_labels(label: str) -> None:
    """Every Korean label means code page 949, whose 똠 strict EUC-KR does not have."""
    text = "똠방각하 건너전자"
    assert decode(text.encode("cp949"), declared=label.upper()) == text


def test_a_wrong_label_does_no_harm() -> None:
    """UTF-8 is told from its bytes, whatever the page says; unknown labels are passed over."""
    assert decode(PROSE.encode(), declared="euc-kr") == PROSE
    assert decode(PROSE.encode("cp949"), declared="rot13") == PROSE
    assert decode("café, naïve".encode("cp1252"), declared="iso-8859-1") == "café, naïve"


@pytest.mark.parametrize(
    "data",
    [
        PROSE.encode() + b"\xff\xfe\xff",
        PROSE.encode("utf-16") + b"\0",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        bytes(range(256)) * 4,
        "今天公司与大学签署了人工智能合作协议，双方将共同研究。".encode("gbk"),
        "本日、会社は大学と人工知能の共同研究に関する協定を締結した。".encode("shift-jis"),
        codecs.BOM_UTF8 + b"\xff",
    ],
)
def test_undecodable(data: bytes) -> None:
    """What reads like no text in any known encoding is refused with a remedy."""
    with pytest.raises(SourceError, match="save it as UTF-8"):
        decode(data)


def test_noise_is_refused() -> None:
    """Random bytes are text in none of the encodings."""
    for _ in range(200):
        with pytest.raises(SourceError):
            decode(os.urandom(4096))


def test_the_threshold_has_room() -> None:
    """Right readings stand above the threshold and wrong ones far below it."""
    chinese = "今天公司与大学签署了人工智能合作协议".encode("gbk").decode("cp949", "ignore")
    assert _ordinary(PROSE) > 0.99
    assert _ordinary(PROSE.encode("utf-16-le").decode("utf-16-be", "replace")) < PLAUSIBLE - 0.1
    assert _ordinary(chinese) < PLAUSIBLE - 0.1
