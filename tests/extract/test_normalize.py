from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.normalize import name_key, normalize

# (what it shows, as it came, as it is read)
READ = [
    ("decomposed Hangul", unicodedata.normalize("NFD", "건너전자"), "건너전자"),
    ("a zero-width space", "건너\u200b전자", "건너전자"),
    ("a soft hyphen", "새벽\u00ad로보틱스", "새벽로보틱스"),
    ("a byte order mark", "\ufeff건너전자", "건너전자"),
    ("direction marks", "\u202a건너\u202c \u2067전자\u2069", "건너 전자"),
    ("a variation selector", "협약✔\ufe0f체결", "협약✔체결"),
    ("no-break and wide blanks", "건너전자\u00a0\u3000라온대", "건너전자 라온대"),
    ("tabs and runs of blanks", "건너전자 \t  라온대", "건너전자 라온대"),
    ("control characters", "건너\x00전자\x07는", "건너 전자 는"),
    ("Windows line ends", "첫 줄\r\n둘째 줄\r셋째 줄", "첫 줄\n둘째 줄\n셋째 줄"),
    ("blanks round a line", "  첫 줄  \n  둘째 줄 ", "첫 줄\n둘째 줄"),
]
KEPT = [
    ("a legal form in one character", "㈜건너전자"),
    ("full-width letters", "ＡＩ 협약"),
    ("a superscript", "10㎡"),
    ("an emoji beyond the first plane", "🤝 건너전자"),
    ("Hanja", "韓·美 협약"),
    ("curly quotation marks", "‘새벽’ “협약”"),
    ("an empty text", ""),
    ("an empty line between two", "첫 줄\n\n둘째 줄"),
]


@pytest.mark.parametrize("raw, read", [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_unseen_characters_are_mended(raw: str, read: str) -> None:
    """What nobody sees is taken out, and Hangul is put together."""
    assert normalize(raw) == read


@pytest.mark.parametrize("text", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_a_reader_sees_is_kept(text: str) -> None:
    """A visible character stays as it is, compatibility forms too."""
    assert normalize(text) == text


@given(st.text())
def test_normalizing_again_changes_nothing(text: str) -> None:
    """A normalised text is its own normal form, in NFC, without control characters."""
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(ch) == "Cc" for ch in once if ch != "\n")


# (what it shows, a spelling, another)
ONE_NAME = [
    ("spaces", "새벽 로보틱스", "새벽로보틱스"),
    ("case", "MirHospital", "mirhospital"),
    ("a legal form in brackets", "(주)건너전자", "건너전자"),
    ("a legal form in one character", "건너전자㈜", "건너전자"),
    ("a legal form spelt out", "주식회사 건너전자", "건너전자"),
    ("a foundation", "재단법인 미르", "미르"),
    ("decomposed Hangul", unicodedata.normalize("NFD", "라온대"), "라온대"),
]
TWO_NAMES = [
    ("a longer name", "건너전자", "건너전자서비스"),
    ("a short form, which only a list can resolve", "라온대", "라온대학교"),
    ("a number", "라온1호", "라온2호"),
    ("an ampersand", "A&B", "AB"),
]


@pytest.mark.parametrize("one, other", [r[1:] for r in ONE_NAME], ids=[r[0] for r in ONE_NAME])
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Spaces, case and legal forms do not make another name."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("one, other", [r[1:] for r in TWO_NAMES], ids=[r[0] for r in TWO_NAMES])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    """A key never guesses that two wordings mean the same."""
    assert name_key(one) != name_key(other)
