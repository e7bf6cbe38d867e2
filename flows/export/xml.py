"""What any XML of ours is made of: elements whose text XML 1.0 allows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
# the production Char of XML 1.0, and what it discourages among it (controls from 0x7F)
_NO_CHARACTER: Final = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


def element(name: str, text: str | None = None, attributes: Mapping[str, str] | None = None) -> str:
    """Give an element with its text, empty without; attributes in the order given."""
    told = "".join(f" {key}={quoteattr(keep(value))}" for key, value in (attributes or {}).items())
    return f"<{name}{told}/>" if text is None else f"<{name}{told}>{escape(keep(text))}</{name}>"


def keep(text: str) -> str:
    """Leave out the characters that no XML may have."""
    return _NO_CHARACTER.sub("", text)
