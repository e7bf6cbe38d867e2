"""Text as extract reads it: NFC, without characters that nobody sees.

Korean morphology breaks on decomposed Hangul and takes a zero-width space for a noun, so
both are mended here. Compatibility forms (NFKC) stay untouched: they would turn ㈜ into
three characters and change what the reader saw.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0e\ufe0f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS = re.compile(  # a single space is one already
    r"[ \t\u00a0\u2000-\u200a\u3000]{2,}|[\t\u00a0\u2000-\u200a\u3000]"
)
_CORPORATE = re.compile(r"\(주\)|㈜|주식회사|\(재\)|\(사\)|재단법인|사단법인")


def normalize(text: str) -> str:
    """Return the text in NFC, blanks folded, invisible and control characters removed."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).split("\n"))


@lru_cache(maxsize=4096)  # a text asks this of each of its names ten times
def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: no spaces, case or legal form."""
    bare = _CORPORATE.sub("", unicodedata.normalize("NFC", name))
    return "".join(bare.split()).casefold()
