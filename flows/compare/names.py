"""Names as they are compared: without legal form, spaces and case, 대학교 as 대."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# what a registered name carries and people leave out
_LEGAL: Final = re.compile(
    r"\((?:주|유|사|재|의|학)\)|[㈜㈔㈕]|주식회사|유한회사|사단법인|재단법인|학교법인"
    r"|(?<=[\w.,\s])(?:,\s*)?(?:\binc|\bcorp|\bltd|\bllc|\bco\.?,?\s*ltd)\.?\s*$",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(r"[\s\-‐–·ㆍ・.,'\"‘’“”]+")
_UNIVERSITY: Final = re.compile(r"대학교")  # 라온대학교병원 is 라온대병원 as well


@lru_cache(maxsize=20_000)  # a day names the same ones again and again; a few MiB
def normalize_name(name: str) -> str:
    """Give the form by which names are compared: no legal form, spaces, case; 대학교 is 대."""
    plain = unicodedata.normalize("NFC", name).strip()
    bare = _LEGAL.sub("", plain).strip() or plain
    return _UNIVERSITY.sub("대", _NOISE.sub("", bare).casefold()) or plain


def strip_legal_form(name: str) -> str:
    """Give the name as people say it, without (주) and its like."""
    return _LEGAL.sub("", name).strip() or name
