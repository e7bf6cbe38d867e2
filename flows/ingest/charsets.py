"""Bytes whose labels may be wrong to text: what the bytes say counts, then what labels say.

Order: a byte order mark, the look of "<" in UTF-16 and UTF-32, strict UTF-8, the labels that
are given, CP949. A label for Western text comes last of these, for servers put it on anything.
Where nothing reads all bytes, the reading that loses the fewest does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.errors import SourceError
from flows.ingest.decode import CP949_LABELS, CP1252_LABELS, PLAUSIBLE, decode

# Of the WHATWG's Encoding Standard, what Python reads; its labels for Korean and Western text
# stand in decode.py. Others (rot13, base64, punycode ...) are no charsets and are passed over.
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    **{f"windows-{n}": f"cp{n}" for n in (874, *range(1250, 1259))},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(CP1252_LABELS, "cp1252"),
    **dict.fromkeys(CP949_LABELS, "cp949"),
}
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OPENINGS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# Of the bytes that are not ASCII. A feed of 20 items, each cut inside its last letter, has a
# hundredth; Korean UTF-8 read as CP949 has a third or more, the reverse nearly all.
MAX_BROKEN = 0.05
SAMPLE = 100_000  # characters tell what a text is; chosen
MAX_MENDED = 10_000  # runs of CP949 in UTF-8, each 3 µs
_FEW = 8  # bytes that are always few, chosen for feeds of a single short item

_RUN = re.compile(rb"[\x80-\xff]+")
_TEXT = re.compile(rb"[^<>\n]*")
_VALID = re.compile(
    rb"(?:[\0-\x7f]++|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*+"
)
_CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})
_ASCII = re.compile("[\0-\x7f]+")
_LATIN_WORD = re.compile("[A-Za-z][가-힣]|[가-힣][A-Za-z]")
_HANGUL = re.compile("[가-힣]")
_ORDINARY = re.compile(
    "[가-힣ㄱ-ㆎ\xa0-\xff\u2010-\u203b\u2190-\u21ff\u2460-\u25ff\u3000-\u301f！-～]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Text, and how many of its bytes were left out since they read as nothing."""

    text: str
    broken: int = 0


def read_labelled(data: bytes, labels: Sequence[str | None]) -> Reading:
    """Decode bytes; `labels` are the charsets that are named for them, the surest first.

    Raises:
        SourceError: no encoding that is known reads them as text.
    """
    for mark, encoding in (*_MARKS, *_OPENINGS):
        if data.startswith(mark):
            rest = data[len(mark) :] if (mark, encoding) in _MARKS else data
            reading = _lenient(rest, encoding)
            if _is_sound(reading, rest):
                return reading
            data = rest
    if b"\0" in data:
        return _with_zeros(data, labels)
    named = list(dict.fromkeys(filter(None, map(_codec, labels))))
    for text in _strictly(data, named):
        if text is not None:
            return Reading(text)
    if len(data) - len(data.translate(None, _CONTROLS)) > max(_FEW, MAX_BROKEN * len(data)):
        raise _unreadable()
    readings = [_lenient(data, codec) for codec in dict.fromkeys([*named, "utf-8", "cp949"])]
    best = min(readings, key=lambda reading: reading.broken)
    if not _is_sound(best, data):
        raise _unreadable()
    return best


def _unreadable() -> SourceError:
    return SourceError(
        "is not readable as UTF-8, UTF-16, CP949 or what it is labelled as",
        remedy="open it in a browser: where it reads well there, report this as a fault",
    )


def _codec(label: str | None) -> str | None:
    return _CODECS.get((label or "").strip().strip("\"'").lower())


def _with_zeros(data: bytes, labels: Sequence[str | None]) -> Reading:
    """Read UTF-16 without a mark, or leave zero bytes out."""
    try:
        return Reading(decode(data))
    except SourceError:
        rest = data.replace(b"\0", b"")
    reading = read_labelled(rest, labels)
    return Reading(reading.text, reading.broken + len(data) - len(rest))


def _strictly(data: bytes, named: list[str]) -> Iterator[str | None]:
    """Give what reads all bytes, the likeliest first."""
    for codec in (c for c in named if c == "iso2022_jp" and b"\x1b$" in data):
        yield _strict(data, codec)
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and not utf8.isascii() and "cp949" in named:
        yield _korean_after_all(utf8, data)
    yield utf8
    yield from (_strict(data, codec) for codec in named if codec not in {"utf-8", "cp1252"})
    cp949 = _strict(data, "cp949")
    yield cp949 if cp949 is not None and _is_korean(cp949) else None
    if "cp1252" in named or not re.search(rb"[\x80-\xff]{3}", data):
        yield _strict(data, "cp1252")


def _korean_after_all(utf8: str, data: bytes) -> str | None:
    """Follow a Korean label where a word or two are UTF-8 of Latin or Greek letters by chance.

    Real Latin text has such letters next to ASCII ones: 챕 for the é of café stands alone.
    """
    cp949 = _strict(data, "cp949")
    by_chance = all(c < "\u0800" for c in utf8)
    if cp949 is None or not by_chance or _LATIN_WORD.search(cp949):
        return None
    return cp949 if _is_korean(cp949) else None


def _is_korean(text: str) -> bool:
    foreign = _ASCII.sub("", text)[:SAMPLE]
    return bool(_HANGUL.search(foreign)) and (
        len(_ORDINARY.findall(foreign)) >= PLAUSIBLE * len(foreign)
    )


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _lenient(data: bytes, codec: str) -> Reading:
    """Leave out what `codec` can't read; in UTF-8, texts that are Korean CP949 are kept."""
    if codec == "utf-8":
        data = _mended(data)
    text = data.decode(codec, "replace")
    kept = text.replace("\ufffd", "")
    is_odd = codec == "cp949" and not _is_korean(kept)  # it reads half of any East Asian text
    return Reading(kept, len(data) if is_odd else text.count("\ufffd"))


def _mended(data: bytes) -> bytes:
    """Turn texts between tags that are CP949 inside UTF-8 into UTF-8, as far as they are few."""
    parts, at = [], 0
    for _ in range(MAX_MENDED):
        broken = _end(_VALID, data, at)
        if broken == len(data):
            break
        start = max(at, 1 + max(data.rfind(mark, at, broken) for mark in (b"<", b">", b"\n")))
        stop = _end(_TEXT, data, broken)
        korean = _strict(data[start:stop], "cp949")
        is_korean = korean is not None and _is_korean(korean)
        parts += [data[at:start], korean.encode() if korean and is_korean else data[start:stop]]
        at = stop
    return b"".join([*parts, data[at:]])


def _end(form: re.Pattern[bytes], data: bytes, at: int) -> int:
    match = form.match(data, at)
    return match.end() if match else at


def _is_sound(reading: Reading, data: bytes) -> bool:
    foreign = sum(map(len, _runs(data)))
    return reading.broken <= max(_FEW, MAX_BROKEN * foreign) and bool(reading.text)


def _runs(data: bytes) -> Iterable[bytes]:
    return _RUN.findall(data)
