"""Bytes to clean text: the encodings that Korean documents come in, and what is no text in them.

Order: a byte order mark, strict UTF-8, the label that a page declares, UTF-16 without a mark,
CP949. A guess is taken only where it decodes strictly and reads like Korean or English.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

from flows.errors import SourceError

# WHATWG's Encoding Standard: all of these labels mean Windows code page 949.
CP949_LABELS = frozenset(
    {
        "cseuckr",
        "csksc56011987",
        "euc-kr",
        "euckr",
        "iso-ir-149",
        "korean",
        "ks_c_5601-1987",
        "ks_c_5601-1989",
        "ksc5601",
        "ksc_5601",
        "windows-949",
        "cp949",
        "ms949",
        "x-windows-949",
    }
)
CP1252_LABELS = frozenset({"iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"})

# Ordinary text reaches .99 in both; the other byte order of UTF-16 and Chinese read as CP949
# (a third of it becomes Hanja and rare signs) stay below .8 on the samples of the tests.
PLAUSIBLE = 0.9

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ORDINARY = re.compile(
    "[\n\r\t -~\xa0-\xff가-힣ㄱ-ㆎ\u2010-\u203b\u2190-\u21ff\u2460-\u25ff\u3000-\u301f㈀-㋿！-～]"
)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Decode a document; `declared` is the charset label of an HTML page.

    Raises:
        SourceError: no encoding that is known reads it as text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _sure(_strict(data[len(mark) :], encoding))
    readings: tuple[Callable[[], str | None], ...] = (
        lambda: None if b"\0" in data else _strict(data, "utf-8"),
        lambda: _declared(data, declared),
        lambda: _utf16(data),
        lambda: _cp949(data),
    )
    texts = (reading() for reading in readings)
    return _sure(next((text for text in texts if text is not None), None))


def clean(text: str) -> str:
    r"""Give NFC text whose lines end in \n, with plain spaces and no unseen characters.

    Never NFKC: it would turn ㈜ into three characters. Lines keep their order and wording.
    """
    text = _SPACES.sub(" ", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _sure(text: str | None) -> str:
    if text is None:
        raise SourceError(
            "is not readable as UTF-8, UTF-16 or CP949 text",
            remedy="save it as UTF-8, or remove it",
        )
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, label: str | None) -> str | None:
    """Follow a label that says what UTF-8 and the guesses can't tell; others say nothing new."""
    label = (label or "").strip().lower()
    if label in CP949_LABELS:
        return _strict(data, "cp949")
    return _strict(data, "cp1252") if label in CP1252_LABELS else None


def _utf16(data: bytes) -> str | None:
    """Read UTF-16 without a mark: its spaces and line ends hold zero bytes."""
    if len(data) % 2 or b"\0" not in data:
        return None
    texts = [text for e in ("utf-16-le", "utf-16-be") if (text := _strict(data, e)) is not None]
    best = max(texts, key=_ordinary, default=None)
    return best if best is not None and _ordinary(best) >= PLAUSIBLE else None


def _cp949(data: bytes) -> str | None:
    text = None if b"\0" in data else _strict(data, "cp949")
    if text is None:
        return None
    foreign = "".join(c for c in text if not c.isascii())
    return text if _ordinary(foreign) >= PLAUSIBLE else None


def _ordinary(text: str) -> float:
    """Share of characters that Korean and English prose is made of."""
    return len(_ORDINARY.findall(text)) / len(text) if text else 1.0
