"""Texts that nobody writes and somebody feeds: all are read, none raises or hangs."""

from __future__ import annotations

import unicodedata

import pytest

from flows.extract import Lexicon, extract
from flows.extract.article import read_text
from flows.model import Extraction, Text
from tests.extract.marked import PUBLISHED, parties, told

SIGNED = "건너전자는 24일 라온대학교와 AI 업무협약을 체결했다."
PARTIES = {"건너전자", "라온대학교"}


def read(body: str, lexicon: Lexicon, title: str = "") -> Extraction:
    """Read a text as of the day of the tables."""
    return extract(Text(title, body, published=PUBLISHED), lexicon)


EMPTY = [
    ("nothing", "", ""),
    ("blanks", "  \n\t ", "\u3000\n"),
    ("invisible characters", "\u200b\ufeff", "\u200b\u200b"),
    ("control characters", "\x00\x01", "\x07\x1b[0m"),
    ("marks", "…", "()[]‘’“”<>「」"),
    ("a bullet", "■", "■"),
    ("an open bracket", "(", "("),
]


@pytest.mark.parametrize("title, body", [r[1:] for r in EMPTY], ids=[r[0] for r in EMPTY])
def test_a_text_without_words_tells_nothing(title: str, body: str, lexicon: Lexicon) -> None:
    """Empty texts give an empty extraction."""
    assert read(body, lexicon, title) == Extraction()


def test_a_title_without_body_is_read(lexicon: Lexicon) -> None:
    """A headline alone can tell a collaboration."""
    assert told(read("", lexicon, "건너전자-라온대학교, AI 업무협약 체결").claims) == [PARTIES]


def test_a_body_without_title_is_read(lexicon: Lexicon) -> None:
    """The first sentence of a body is not taken for a headline."""
    (claim,) = read(SIGNED, lexicon).claims
    assert parties(claim) == PARTIES
    assert claim.date == "2026-11-24"


DISGUISED = [
    ("decomposed Hangul", unicodedata.normalize("NFD", SIGNED)),
    ("zero-width spaces", "\u200b".join(SIGNED)),
    ("a byte order mark", "\ufeff" + SIGNED),
    ("no-break spaces", SIGNED.replace(" ", "\u00a0")),
    ("wide spaces", SIGNED.replace(" ", "\u3000")),
    ("Windows line ends", f"\r\n\r\n{SIGNED}\r\n"),
    ("HTML left-overs", f"<p>&nbsp;</p>\n<br/>\n{SIGNED}\n</div>"),
    ("a script", f"var a = {{b: [1, 2]}}; function() {{ return '협약'; }}\n{SIGNED}"),
    ("a mail address", f"김하늘 기자 haneul@example.com\n{SIGNED}"),
    ("an unclosed quotation", f"“협력하겠다는 뜻이다.\n{SIGNED}"),
    ("an unclosed bracket", f"(사진=건너전자 제공\n{SIGNED}"),
    ("a right-to-left override", f"\u202e{SIGNED}"),
    ("a character that was lost", f"\ufffd {SIGNED}"),
    ("a private character", f"\ue000 {SIGNED}"),
]


@pytest.mark.parametrize("body", [r[1] for r in DISGUISED], ids=[r[0] for r in DISGUISED])
def test_a_disguised_text_tells_the_same(body: str, lexicon: Lexicon) -> None:
    """Characters that nobody sees and left-overs of a page change nothing."""
    assert told(read(body, lexicon).claims) == [PARTIES]


EMOJI = ["🤝 ", "🤝🏽 ", "👩‍🔬 ", "🇰🇷 ", "𝔸𝕀 ", "✔️ "]


@pytest.mark.parametrize("before", EMOJI)
def test_characters_beyond_the_first_plane_do_not_shift_anything(
    before: str, lexicon: Lexicon
) -> None:
    """Spans count characters, not UTF-16 units, so that names and evidence stay whole."""
    source = Text("", f"새 소식 {before}이다. {before * 3}{SIGNED}", published=PUBLISHED)
    (claim,) = extract(source, lexicon).claims
    assert parties(claim) == PARTIES
    whole = read_text(source, lexicon)
    assert whole is not None
    assert whole.text[claim.span.start : claim.span.end] == claim.evidence
    assert claim.evidence.endswith(SIGNED)


NOISE = [
    ("Hangul without a space", "협약" * 20_000),
    ("five megabytes without a space or a cue", "가나다라" * 420_000),
    ("brackets that open", "(" * 100_000 + "협약"),
    ("brackets that open and close", "()" * 50_000 + "협약"),
    ("nested brackets", "협약" + "(" * 50_000 + ")" * 50_000),
    ("square brackets", "[" * 100_000 + "협약"),
    ("quotation marks", "“" * 100_000 + "협약"),
    ("straight quotation marks", "'\"" * 50_000 + "협약"),
    ("angle brackets", "<" * 100_000 + "협약"),
    ("full stops", "." * 100_000 + "협약"),
    ("endings", "다." * 100_000 + "협약"),
    ("commas", "협약," * 50_000),
    ("middle dots", "협약·" * 50_000),
    ("hyphens", "협약-" * 50_000),
    ("digits", "1" * 100_000 + "일 협약"),
    ("line ends", "\n" * 100_000 + "협약"),
    ("English words", "signed an agreement with " * 5_000),
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("body", [r[1] for r in NOISE], ids=[r[0] for r in NOISE])
def test_noise_tells_nothing_and_ends(body: str, lexicon: Lexicon) -> None:
    """Long runs of one thing are read to their end and name nobody."""
    assert read(body, lexicon).claims == ()


@pytest.mark.timeout(60)
def test_five_megabytes_without_a_space_are_read(lexicon: Lexicon) -> None:
    """All of it is one word, which names nobody."""
    assert read("협약" * 830_000, lexicon).claims == ()


@pytest.mark.parametrize("noise", ["가나다라", "협약을체결했다", "１２３"])
def test_a_word_without_end_hides_no_deal(noise: str, lexicon: Lexicon) -> None:
    """A deal before it or behind it is told all the same."""
    endless = noise * 5_000
    for body in (f"{endless}.\n{SIGNED}", f"{SIGNED}\n{endless}", f"{SIGNED} {endless}"):
        (claim,) = read(body, lexicon).claims
        assert parties(claim) == PARTIES


def test_noise_as_a_headline_ends(lexicon: Lexicon) -> None:
    """A headline may be as long as a body."""
    assert read(SIGNED, lexicon, "[" * 20_000 + "협약-" * 5_000).claims != ()


def test_ten_thousand_sentences_are_read_to_the_end(lexicon: Lexicon) -> None:
    """A very long text loses neither its first nor its last deal."""
    filler = "시장은 조용했고 날씨는 맑았다. " * 10_000
    body = f"{SIGNED} {filler}\n■ 누리모터스는 새벽로보틱스와 로봇 AI 업무협약을 체결했다."
    assert told(read(body, lexicon, "이번 주 잇단 AI 협약").claims) == [
        PARTIES,
        {"누리모터스", "새벽로보틱스"},
    ]


def test_a_sentence_of_sixty_names_is_read(lexicon: Lexicon) -> None:
    """A list may be long: all of its names take part."""
    names = [f"새벽{number}전자" for number in range(60)]
    (claim,) = read(f"{', '.join(names)}는 AI 업무협약을 체결했다.", lexicon).claims
    assert len(claim.parties) == 60


def test_the_same_deal_two_hundred_times_is_one_claim(lexicon: Lexicon) -> None:
    """Repetition adds nothing, and confidence stays within its bounds."""
    (claim,) = read(f"{SIGNED} " * 200, lexicon).claims
    assert claim.confidence <= 1
